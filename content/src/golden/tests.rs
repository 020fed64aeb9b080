//! What is told about `questions.toml`, and what comes of the questions in it.

use super::check::{Outcome, Summary, run, summary};
use super::*;
use crate::article::Article;
use crate::finder::{self, Entry, Finder};
use crate::import::{Keys, Rules};
use crate::tree::Source;

fn site() -> Site {
    Site { locales: vec!["en".into(), "ja".into()], default_locale: "en".into(), ..Site::default() }
}

fn articles() -> Vec<Article> {
    let article = |slug: &str, text: &str| {
        let source = Source {
            file: format!("articles/en/orders/{slug}.md"),
            locale: "en".into(),
            section: "orders".into(),
            slug: slug.into(),
        };
        Article::read(source, text, &Keys::default(), Rules::STRICT, &mut Log::default())
    };
    vec![
        article(
            "returns",
            "---\ntitle: Return an item\n---\nWithin 30 days.\n\n## By post\n\nUse the label in the box.\n",
        ),
        article("refunds", "---\ntitle: Refunds\n---\nWithin a week of the return.\n"),
        article("late", "---\ntitle: Late parcels\n---\nWait for three days.\n"),
    ]
}

/// The faults of a file with this text.
#[track_caller]
fn faults(text: &str, expected: &[&str]) {
    let mut log = Log::default();
    let questions = read(text, &site(), &mut log);
    known(&questions, &articles(), &mut log);
    let told: Vec<_> = log.faults().iter().map(ToString::to_string).collect();
    let expected: Vec<_> = expected.iter().map(|f| format!("questions.toml:{f}")).collect();
    assert_eq!(told, expected);
}

/// Asks the questions of this file.
fn ask(text: &str) -> Vec<Outcome> {
    let mut log = Log::default();
    let questions = read(text, &site(), &mut log);
    let articles = articles();
    known(&questions, &articles, &mut log);
    assert_eq!(log.faults(), []);
    let entry =
        |article| Entry { path: Article::path(article), url: article.url(), fragment: "", article };
    let entries: Vec<_> = articles.iter().map(entry).collect();
    let finder = Finder::open(finder::write("en", &entries, &[], &site(), usize::MAX)).unwrap();
    run(questions.iter(), &finder)
}

/// One question, `"ask" → article`, with more keys if need be.
fn question(ask: &str, article: &str, more: &str) -> String {
    format!("[[questions]]\nask = \"{ask}\"\narticle = \"orders/{article}\"\n{more}\n")
}

#[test]
fn a_question_is_read() {
    let text = question("wrong size", "returns", "section = \"by-post\"\nrank = 3");
    let questions = read(&text, &site(), &mut Log::default());
    let expected = Question {
        ask: "wrong size".into(),
        article: "orders/returns".into(),
        section: Some("by-post".into()),
        rank: 3,
        open: false,
        locale: "en".into(),
        line: 2,
        named_at: (3, 4),
    };
    assert_eq!(questions, [expected]);
    assert_eq!(read("", &site(), &mut Log::default()), []);
}

#[test]
fn faults_have_their_lines() {
    faults(
        "[[questions]]\nask = \" \"\nrank = 4\nlocale = \"fr\"\nanswer = 1\nopen = \"yes\"\n",
        &[
            "1: `article` is missing in [[questions]]: add `article = \"orders/track-a-parcel\"`",
            "1: `ask` is missing in [[questions]]: add `ask = \"where is my parcel\"`",
            "2: `ask` in [[questions]] must be a text in quotes, not empty",
            "3: `rank` in [[questions]] must be a whole number from 1 to 3",
            "4: unknown locale `fr` in [[questions]] (known: en, ja): correct it, or add it to `locales` in site.toml",
            "5: unknown key `answer` in [[questions]]: correct or remove it (known: article, ask, locale, open, rank, section)",
            "6: `open` in [[questions]] must be true or false",
        ],
    );
    faults("[questions]\nask = \"a\"\n", &["1: `questions` must be written as [[questions]]"]);
}

#[test]
fn what_a_question_names_must_be_there() {
    faults(
        &question("a", "lost", ""),
        &[
            "3: there is no article `orders/lost` in `en`: write its section and its file name without .md",
        ],
    );
    faults(
        &question("a", "returns", "locale = \"ja\""),
        &[
            "3: there is no article `orders/returns` in `ja`: write its section and its file name without .md",
        ],
    );
    faults(
        &question("a", "returns", "section = \"in-a-shop\""),
        &["4: no heading of `orders/returns` has the anchor `in-a-shop` (there are: by-post)"],
    );
    faults(
        &question("a", "late", "section = \"x\""),
        &["4: no heading of `orders/late` has the anchor `x` (there are: none)"],
    );
}

#[test]
fn a_question_is_asked_once_in_a_language() {
    let twice = question("Send back", "returns", "") + &question("send back", "refunds", "");
    faults(&twice, &["6: `send back` is asked twice, first on line 2: remove one"]);
}

#[test]
fn ranks_and_sections_are_seen() {
    let text = [
        question("return an item", "returns", ""),
        question("return an item", "refunds", "rank = 2").replace("an item", "that item"),
        question("label in the box", "returns", "section = \"by-post\""),
        question("30 days", "returns", "section = \"by-post\""),
        question("gift card", "late", ""),
    ];
    let outcomes = ask(&text.concat());
    let seen: Vec<_> = outcomes.iter().map(|o| (o.rank, o.opens, o.fine())).collect();
    assert_eq!(
        seen,
        [
            (Some(1), true, true),
            (Some(2), true, true),
            (Some(1), true, true),
            (Some(1), false, false),
            (None, true, false),
        ]
    );
    let expected = Summary { asked: 5, first: 3, first_three: 4, below: 2, elsewhere: 1, open: 0 };
    assert_eq!(summary(&outcomes), expected);
}

#[test]
fn what_stands_above_is_told() {
    let outcomes = ask(&question("return", "refunds", ""));
    let told = print::below(&outcomes);
    let mut lines = told.lines();
    assert_eq!(
        lines.next(),
        Some("questions.toml:2: `return`: orders/refunds should come first, and comes at 2")
    );
    assert_eq!(lines.next(), Some("   1. Return an item (orders/returns)"));
    assert!(lines.next().is_some_and(|why| why.contains("return ")), "{told}");
    assert_eq!(lines.next(), Some("   2. Refunds (orders/refunds)"));
    assert_eq!(
        print::line(&outcomes),
        "questions: 1 asked, 0 first, 1 in the first three, 1 below their rank\n"
    );
    assert_eq!(print::line(&[]), "");
}

#[test]
fn open_questions_are_listed_and_not_below() {
    let text = [
        question("return", "refunds", "open = true"),
        question("30 days", "returns", "section = \"by-post\"\nopen = true"),
        question("gift card", "late", "rank = 3\nopen = true"),
        question("return an item", "returns", "open = true"),
        question("late", "late", "open = false"),
    ];
    let outcomes = ask(&text.concat());
    let expected = Summary { asked: 5, first: 3, first_three: 4, below: 0, elsewhere: 0, open: 3 };
    assert_eq!(summary(&outcomes), expected);
    assert_eq!(print::below(&outcomes), "");
    assert_eq!(
        print::line(&outcomes),
        "questions: 5 asked, 3 first, 4 in the first three, 0 below their rank, 3 open\n"
    );
    assert_eq!(
        print::open(&outcomes),
        "open 3:\n  questions.toml:2: `return`: orders/refunds: comes at 2\n  \
         questions.toml:6: `30 days`: orders/returns: comes at 1, opened at another section\n  \
         questions.toml:11: `gift card`: orders/late: nothing is found\n\
         answered now, remove `open = true` of these 1:\n  \
         questions.toml:16: `return an item`: orders/returns: comes at 1\n"
    );
    assert_eq!(print::open(&ask(&question("late", "late", ""))), "");
}

#[test]
fn changes_are_told_against_the_last_build() {
    let then = ask(&(question("return", "refunds", "") + &question("late", "late", "")));
    let last = last::read(&last::text(&then)).unwrap();
    assert_eq!(print::changed(&last::changes(&then, &last)), "");

    let mut now = then;
    now[0].rank = Some(1);
    now[1].rank = None;
    now.extend(ask(&question("new", "late", "")));
    assert_eq!(
        print::changed(&last::changes(&now, &last)),
        "gained 1:\n  `return`: rank 2 → 1\nlost 1:\n  `late`: rank 1 → none\n"
    );
}

#[test]
fn a_file_of_another_form_is_no_last_build() {
    assert_eq!(last::read(""), None);
    assert_eq!(last::read("questions 2\tlocale\n"), None);
    let outcomes = ask(&question("return", "refunds", ""));
    let damaged = last::text(&outcomes) + "en\thalf a li";
    assert_eq!(last::read(&damaged).map(|last| last.len()), Some(1));
}
