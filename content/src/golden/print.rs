//! The words about the questions, for the terminal.

use super::FILE;
use super::check::{Outcome, summary};
use super::last::{Changes, Was};

/// One line of figures; empty when nothing was asked.
pub fn line(outcomes: &[Outcome]) -> String {
    let figures = summary(outcomes);
    if figures.asked == 0 {
        return String::new();
    }
    let elsewhere = match figures.elsewhere {
        0 => String::new(),
        n => format!(" ({n} only because another section opens)"),
    };
    let open = match figures.open {
        0 => String::new(),
        n => format!(", {n} open"),
    };
    format!(
        "questions: {} asked, {} first, {} in the first three, {} below their rank{elsewhere}{open}\n",
        figures.asked, figures.first, figures.first_three, figures.below
    )
}

/// What changed since the last build; empty when nothing did.
pub fn changed(changes: &Changes<'_>) -> String {
    let list = |name: &str, list: &[(&Outcome, Was)]| match list.len() {
        0 => String::new(),
        n => {
            let lines = list.iter().map(|(outcome, was)| {
                let (then, now) = (rank(was.rank), rank(outcome.rank));
                format!("  {}: {}\n", asked(outcome), moved(outcome, &then, &now))
            });
            format!("{name} {n}:\n{}", lines.collect::<String>())
        }
    };
    list("gained", &changes.gained) + &list("lost", &changes.lost)
}

fn moved(outcome: &Outcome, then: &str, now: &str) -> String {
    let unmoved = then == now;
    match (unmoved, outcome.opens) {
        (true, true) => format!("rank {now}"),
        (true, false) => format!("rank {now}, opens at another section"),
        (false, _) => format!("rank {then} → {now}"),
    }
}

/// The open questions and where they stand, and those that need not be open any more; empty when there is none.
pub fn open(outcomes: &[Outcome]) -> String {
    let list = |name: &str, which: &dyn Fn(&Outcome) -> bool| {
        let lines: Vec<_> = outcomes.iter().filter(|o| which(o)).map(one_open).collect();
        match lines.len() {
            0 => String::new(),
            n => format!("{name} {n}:\n{}", lines.concat()),
        }
    };
    list("open", &Outcome::open)
        + &list("answered now, remove `open = true` of these", &Outcome::closable)
}

fn one_open(outcome: &Outcome) -> String {
    let question = &outcome.question;
    let (line, article) = (question.line, &question.article);
    format!("  {FILE}:{line}: {}: {article}: {}\n", asked(outcome), place(outcome))
}

/// Every question below its rank, with what stands above its article and why.
pub fn below(outcomes: &[Outcome]) -> String {
    outcomes.iter().filter(|outcome| outcome.below()).map(one_below).collect()
}

fn one_below(outcome: &Outcome) -> String {
    let question = &outcome.question;
    let section = question.section.as_ref().map_or(String::new(), |s| format!("#{s}"));
    let wanted = match question.rank {
        1 => "first".to_string(),
        rank => format!("in the first {rank}"),
    };
    let mut out = format!(
        "{FILE}:{}: {}: {}{section} should come {wanted}, and {}\n",
        question.line,
        asked(outcome),
        question.article,
        place(outcome)
    );
    for (at, found) in outcome.results.iter().enumerate() {
        let anchor = if found.anchor.is_empty() { "" } else { "#" };
        out.push_str(&format!(
            "  {:>2}. {} ({}{anchor}{})\n      {}\n",
            at + 1,
            found.title,
            found.path,
            found.anchor,
            found.why
        ));
    }
    out
}

fn place(outcome: &Outcome) -> String {
    match (outcome.rank, outcome.opens) {
        (None, _) if outcome.results.is_empty() => "nothing is found".into(),
        (None, _) => "is not among the first ten".into(),
        (Some(rank), true) => format!("comes at {rank}"),
        (Some(rank), false) => format!("comes at {rank}, opened at another section"),
    }
}

fn asked(outcome: &Outcome) -> String {
    format!("`{}`", outcome.question.ask)
}

fn rank(rank: Option<usize>) -> String {
    rank.map_or("none".into(), |rank| rank.to_string())
}
