//! What is not in the index: which news a question means, and what of it is marked.

use crate::builder::Site;
use search::{Index, News};

const TITLE: &str = "Payments are failing";
const NEWS: &str = "Payments are failing\nCards are declined.\nCheckout";

/// The marked words of the title, if the news is meant.
#[track_caller]
fn check(index: Option<&Index>, asked: &str, expected: Option<&[&str]>) {
    let question = News::new(asked, index);
    let title = question.mark(TITLE);
    let marked: Vec<_> = title.marks.iter().map(|mark| &title.text[mark.clone()]).collect();
    let found = question.means(NEWS).then_some(marked);
    assert_eq!(found.as_deref(), expected, "{asked}");
}

#[test]
fn without_an_index_one_word_will_do() {
    check(None, "payment", Some(&["Payments"]));
    check(None, "checkout broken", Some(&[]));
    check(None, "is are the", None);
    check(None, "refund", None);
    check(None, "", None);
}

#[test]
fn with_an_index_it_needs_its_share_or_a_word_that_no_article_has() {
    let index = Site::new("en")
        .page("a", "Pay with a card", "Every card works, and the payment shows at once.")
        .page("b", "Return an order", "Send the parcel back within thirty days.")
        .index();
    check(Some(&index), "payment failing", Some(&["Payments", "failing"]));
    check(Some(&index), "return an order that was declined", Some(&[]));
    check(Some(&index), "return the parcel with the order of the card", None);
}
