//! The outcomes of the last build, kept in a small file of tab-separated lines, and what changed.

use std::collections::BTreeMap;

use super::check::Outcome;

/// First line of the file. Another one means another builder: then there is nothing to compare.
const HEAD: &str = "questions 1\tlocale\task\tarticle\trank\tfine";

/// What is remembered of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Was {
    /// Rank of the article, from 1; `None` when it was not found.
    pub rank: Option<usize>,
    /// Whether that was good enough then.
    pub fine: bool,
}

/// Outcomes of an earlier run by locale, question and wanted article.
pub type Last = BTreeMap<(String, String, String), Was>;

/// The file's text for these outcomes.
pub fn text(outcomes: &[Outcome]) -> String {
    let mut out = format!("{HEAD}\n");
    for outcome in outcomes {
        let (locale, ask, article) = key(outcome);
        let rank = outcome.rank.map_or("-".into(), |rank| rank.to_string());
        let fine = if outcome.fine() { "yes" } else { "no" };
        out.push_str(&format!("{locale}\t{ask}\t{article}\t{rank}\t{fine}\n"));
    }
    out
}

/// Reads such a file. Lines that are not understood are left out: it is a cache.
pub fn read(text: &str) -> Option<Last> {
    let rest = text.strip_prefix(HEAD)?;
    let lines = rest.lines().filter_map(|line| {
        let mut fields = line.split('\t').map(str::to_string);
        let key = (fields.next()?, fields.next()?, fields.next()?);
        let rank = fields.next()?.parse().ok();
        Some((key, Was { rank, fine: fields.next()? == "yes" }))
    });
    Some(lines.collect())
}

fn key(outcome: &Outcome) -> (String, String, String) {
    // A tab inside a question would split its line.
    let field = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let question = &outcome.question;
    (question.locale.clone(), field(&question.ask), field(&question.article))
}

/// Questions that changed sides since then.
#[derive(Debug, Default)]
pub struct Changes<'o> {
    /// Good enough now, and not then.
    pub gained: Vec<(&'o Outcome, Was)>,
    /// Good enough then, and not now.
    pub lost: Vec<(&'o Outcome, Was)>,
}

/// Compares. Questions that were not asked then are in neither list.
pub fn changes<'o>(outcomes: &'o [Outcome], last: &Last) -> Changes<'o> {
    let mut changes = Changes::default();
    for outcome in outcomes {
        match last.get(&key(outcome)) {
            Some(was) if outcome.fine() && !was.fine => changes.gained.push((outcome, *was)),
            Some(was) if !outcome.fine() && was.fine => changes.lost.push((outcome, *was)),
            _ => {}
        }
    }
    changes
}
