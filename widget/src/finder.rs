//! From a query to what is on screen: articles from the index with how sure they are, what was taken
//! for mistyped, what may be typed on, and open incidents above it all. Pure, and run on every
//! keystroke.

use std::rc::Rc;

use desk::wire::status::Snapshot;
use search::{Answer, Asked, Index, Snippet};

mod incidents;

pub use incidents::known;

/// More than this nobody reads in a small panel.
pub const ARTICLES_MAX: usize = 8;
/// What a phone shows of them above its keys, and some more: what is drawn with the keystroke.
const IN_SIGHT: usize = 4;
/// Incidents above the articles.
const INCIDENTS_MAX: usize = 2;
/// Words to type on with: one line of the panel.
pub const COMPLETIONS_MAX: usize = 3;
/// Articles offered before anything is typed.
const STARTERS: usize = 5;
/// Letters of a beginning that may still become anything.
const BARELY_BEGUN: usize = 2;
/// With so many results or more, nobody needs help with typing.
const PLENTY: usize = 3;

/// The help center's index, as far as it has come.
#[derive(Clone)]
pub enum Library {
    /// On its way.
    Loading,
    /// Here, or of a large one as much as was needed so far.
    Ready(Rc<Index>),
    /// Did not come, or is damaged: the form and the status still work.
    Missing,
}

impl Library {
    /// The index, if it is here.
    pub fn index(&self) -> Option<&Index> {
        match self {
            Self::Ready(index) => Some(index),
            _ => None,
        }
    }
}

/// Everything that a query leads to.
#[derive(Clone, Default, PartialEq)]
pub struct Results {
    /// Best first, incidents before articles.
    pub list: Vec<Found>,
    /// What was looked for instead of what was typed.
    pub corrected: Option<String>,
    /// Whether the best of the list may pass for an answer.
    pub sure: bool,
    /// Whether these may be only the lines in sight.
    pub more: bool,
    /// Queries that the visitor may be about to type.
    pub completions: Vec<String>,
    /// Parts of a large index without which this is not all.
    pub missing: Vec<String>,
}

/// One line of the result list.
#[derive(Clone, PartialEq)]
pub enum Found {
    /// An open incident.
    Incident {
        /// Its title with the matching words marked.
        title: Snippet,
        /// What was said about it last; nothing in it is marked.
        text: Snippet,
    },
    /// An article.
    Article {
        /// Its number in the index.
        id: u32,
        /// Where to open it; empty for the beginning.
        anchor: String,
        /// Title of its section.
        section: String,
        /// Its title with the matching words marked.
        title: Snippet,
        /// The passage that matched, or the sentence that answers.
        passage: Snippet,
        /// Whether `passage` is that sentence.
        answers: bool,
    },
}

/// What the query finds.
///
/// Without `all` only the lines in sight. `page` tells the path of the host page: the site may prefer articles there.
pub fn find(
    query: &str,
    index: Option<&Index>,
    status: Option<&Snapshot>,
    page: &dyn Fn() -> String,
    all: bool,
) -> Results {
    let mut results = Results::default();
    if query.trim().is_empty() {
        return results;
    }
    results.list = incidents::meant(query, index, status);
    // What is broken right now is an answer.
    results.sure = !results.list.is_empty();
    let Some(index) = index else {
        return results;
    };
    let page = if index.prefers() { page() } else { String::new() };
    let first = (!all).then_some(IN_SIGHT);
    let asked = Asked { text: query, k: ARTICLES_MAX, first, page: &page, ..Asked::default() };
    let answer = index.ask(&asked);
    results.more = first == Some(answer.hits.len());
    let before = results.list.len();
    results.sure |= answer.share >= Answer::SURE;
    let mut sentence = answer.sentence.filter(|_| is_question(query));
    for hit in answer.hits {
        let best = sentence.take();
        // Of a large index the record may still be on its way.
        let Some(article) = index.article(hit.article) else {
            continue;
        };
        let anchor = index.passage(hit.article, hit.passage).map(|p| p.anchor());
        results.list.push(Found::Article {
            id: hit.article,
            anchor: anchor.unwrap_or_default(),
            section: article.section.to_owned(),
            title: hit.title,
            answers: best.is_some(),
            passage: best.unwrap_or(hit.snippet),
        });
    }
    let found = results.list.len() - before;
    // Nothing was found for the corrected words either, so they explain nothing.
    results.corrected = answer.corrected.filter(|_| found > 0);
    if found < PLENTY || query.trim().chars().count() <= BARELY_BEGUN {
        results.completions = index.complete(query, COMPLETIONS_MAX);
    }
    results.missing = answer.missing;
    results
}

/// Articles offered before anything is typed: those that the page asks for, those read last, those that the site
/// prefers on this page, the first of the help center. `read` and `suggested` are slugs.
pub fn starters(index: &Index, suggested: &str, read: &[&str], page: &str) -> Vec<u32> {
    let mut all = vec![];
    // Simple loops: chained iterators are a kilobyte.
    let mut offer = |id: u32| {
        if all.len() < STARTERS && !all.contains(&id) {
            all.push(id);
        }
    };
    for slug in suggested.split('\n') {
        index.find(slug).map(&mut offer);
    }
    for slug in read {
        index.find(slug).map(&mut offer);
    }
    index.preferred(page).iter().for_each(|id| offer(*id));
    (0..index.len()).for_each(offer);
    all
}

/// Whether a sentence can be an answer to this. One word names a subject, and one that is barely
/// begun may still become any other. Han and Kana write no spaces: there a few signs are words.
fn is_question(query: &str) -> bool {
    let (mut words, mut last, mut dense) = (0, 0, 0);
    for sign in query.chars() {
        if sign.is_whitespace() {
            last = 0;
        } else {
            words += usize::from(last == 0);
            last += 1;
            dense += usize::from(sign > '\u{2e80}');
        }
    }
    dense > 2 * BARELY_BEGUN || words > 1 && !(1..=BARELY_BEGUN).contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn index() -> Index {
        let articles = [
            ("Reset your password", "Choose “Forgot password”. A mail with a link follows."),
            ("Change your e-mail address", "Open the profile and write the new address."),
            ("Pay by invoice", "Companies can pay by invoice within thirty days."),
            ("Pay with a card", "Every card works, and the payment shows at once."),
            ("Return an order", "Send the parcel back within thirty days."),
        ];
        index_of(&articles)
    }

    fn index_of(articles: &[(&str, &str)]) -> Index {
        let articles: Vec<search::Article<'_>> = articles
            .iter()
            .map(|(title, text)| search::Article {
                slug: title,
                title,
                section: "Help",
                keywords: &[],
                url: "/",
                fragment: "/",
                boost: 1.0,
                updated: 0,
                passages: vec![search::Passage { heading: "", anchor: "", text }],
            })
            .collect();
        let stop = ["my", "the", "a", "with", "is"].map(str::to_owned);
        let language =
            search::Language { stem: &|word| word.to_owned(), stop: &stop, compounds: false };
        let source = search::Source {
            locale: "en",
            articles: &articles,
            language,
            synonyms: &[],
            pages: &[],
        };
        Index::open(search::write(&source)).unwrap()
    }

    fn first(results: &Results) -> &str {
        match results.list.first() {
            Some(Found::Article { title, .. }) => &title.text,
            Some(Found::Incident { .. }) => "incident",
            None => "",
        }
    }

    #[track_caller]
    fn check(query: &str, best: &str, corrected: Option<&str>, sure: bool) {
        let results = find(query, Some(&index()), None, &String::new, true);
        assert_eq!(first(&results), best, "{query}");
        assert_eq!(results.corrected.as_deref(), corrected, "{query}");
        assert_eq!(results.sure, sure, "{query}");
        assert_eq!(results.missing, Vec::<String>::new(), "{query}");
    }

    #[test]
    fn queries_find_articles_and_say_how_surely() {
        check("reset my password", "Reset your password", None, true);
        check("reset my pasword", "Reset your password", Some("reset my password"), true);
        check("pay by inv", "Pay by invoice", None, true);
        check("kangaroo trampoline warranty umbrella parcel", "Return an order", None, false);
        check("kangaroo", "", None, false);
        check(" ", "", None, false);
    }

    #[test]
    fn what_is_in_sight_comes_first_and_in_the_same_order() {
        let texts =
            ["order", "order parcel", "order card", "order mail", "order link", "order day"];
        let index = index_of(&texts.map(|text| (text, text)));
        let results = |all| find("order", Some(&index), None, &String::new, all);
        let (first, all) = (results(false), results(true));
        assert_eq!((first.list.len(), first.more), (IN_SIGHT, true));
        assert_eq!((all.list.len(), all.more), (texts.len(), false));
        assert!(all.list.starts_with(&first.list));
        assert!((first.sure, first.completions) == (all.sure, all.completions));
    }

    #[test]
    fn the_sentence_that_answers_stands_in_place_of_the_snippet() {
        let results =
            find("how long can companies pay by invoice", Some(&index()), None, &String::new, true);
        let Some(Found::Article { passage, answers, .. }) = results.list.first() else {
            panic!("no article");
        };
        assert!(answers);
        assert_eq!(passage.text, "Companies can pay by invoice within thirty days.");
        let others = |found: &&Found| matches!(found, Found::Article { answers: true, .. });
        assert_eq!(results.list.iter().filter(others).count(), 1);
    }

    #[test]
    fn only_questions_have_answers() {
        let check =
            |query: &str, expected: bool| assert_eq!(is_question(query), expected, "{query}");
        check("hide the banner", true);
        check("hide banner", true);
        check("hide the ba", false);
        check("hide the ", true);
        check("banner", false);
        check("banner ", false);
        check("", false);
        check("パスワードを忘れた", true);
        check("請求", false);
    }

    #[test]
    fn beginnings_and_lean_results_are_completed() {
        let check = |query: &str, expected: &[&str]| {
            assert_eq!(
                find(query, Some(&index()), None, &String::new, true).completions,
                expected,
                "{query}"
            );
        };
        check("re", &["reset", "return"]);
        check("my pass", &["my password"]);
        check("password ", &[]);
        check("pay", &["payment"]);
        check("", &[]);
    }

    #[test]
    fn what_to_start_with() {
        let index = index();
        let check = |suggested: &str, read: &[&str], expected: [u32; STARTERS]| {
            assert_eq!(starters(&index, suggested, read, "/"), expected, "{suggested}, {read:?}");
        };
        check("", &[], [0, 1, 2, 3, 4]);
        check("Pay with a card", &[], [3, 0, 1, 2, 4]);
        check("", &["Return an order", "Pay by invoice"], [4, 2, 0, 1, 3]);
        check("Pay with a card\nNo such", &["Return an order", "Pay with a card"], [3, 4, 0, 1, 2]);
    }

    #[test]
    fn without_an_index_there_is_nothing_but_incidents() {
        assert!(find("password", None, None, &String::new, true) == Results::default());
    }
}
