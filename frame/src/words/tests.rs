//! What the tables of words must hold, for every language.

use super::*;
use crate::count::forms;

const ALL: [&str; 6] = ["en", "de", "fr", "es", "ja", "ar"];

/// `{}` and `{name}` of a word, sorted.
fn gaps(word: &str) -> Vec<&str> {
    let mut gaps: Vec<_> =
        word.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    gaps.sort_unstable();
    gaps
}

#[test]
fn each_language_says_everything_and_leaves_the_same_gaps() {
    let english = of("en").list();
    for locale in ALL {
        let words = of(locale);
        assert_eq!(words.tag, locale);
        for ((name, word), (_, model)) in words.list().into_iter().zip(&english) {
            assert!(!word.trim().is_empty(), "{locale}: {name}");
            assert_eq!(word, desk::text::escape_html(word), "{locale}: {name}");
            if !model.contains('|') {
                assert_eq!(gaps(word), gaps(model), "{locale}: {name}");
            }
        }
    }
}

#[test]
fn no_language_borrows_from_english() {
    // Words that two languages happen to share.
    let shared = ["Name", "Important", "E-mail", "Support", "{} minute|{} minutes"];
    let english = of("en").list();
    for locale in ALL.into_iter().skip(1) {
        for ((name, word), (_, model)) in of(locale).list().into_iter().zip(&english) {
            let borrowed = word == *model && !shared.contains(&word);
            assert!(!borrowed || name == "moment", "{locale}: {name}");
        }
    }
}

#[test]
fn counted_words_have_all_their_forms() {
    for locale in ALL {
        let words = of(locale);
        for counted in [words.all_articles, words.results, words.minutes, words.hours, words.days] {
            assert_eq!(counted.split('|').count(), forms(locale), "{locale}: {counted}");
        }
        assert_eq!(words.months.split('|').count(), 12, "{locale}");
    }
}

#[test]
fn english_says_what_the_json_says() {
    use ComponentState::{Degraded, MajorOutage, Operational, PartialOutage};
    use IncidentState::{Identified, Investigating, Monitoring, Resolved};
    let words = of("en");
    for state in [Operational, Degraded, PartialOutage, MajorOutage] {
        assert_eq!(words.component(state), state.words());
        assert_eq!(words.overall(state), state.overall_words());
    }
    for impact in [Impact::Minor, Impact::Major, Impact::Critical] {
        assert_eq!(words.impact(impact), impact.words());
    }
    for state in [Investigating, Identified, Monitoring, Resolved] {
        assert_eq!(words.incident(state), state.words());
    }
}

#[test]
fn an_unknown_language_gets_english() {
    assert_eq!((of("it").tag, of("de-AT").tag), ("en", "de"));
}
