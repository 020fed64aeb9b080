//! What visitors say of articles and of the help they got: what is accepted, and what is kept of it.

use std::borrow::Cow;

use desk::check;
use desk::text::Faults;
use desk::wire::visitor::{NewRating, NewSolved, NewVote, VoteReason};

fn new_vote() -> NewVote {
    NewVote {
        device: "0123456789abcdef0123456789abcdef".into(),
        slug: "visitors/track-a-ticket".into(),
        locale: "en".into(),
        version: "0123456789abcdef".into(),
        helpful: false,
        reason: Some(VoteReason::Unclear),
        text: " Which button?\r\n".into(),
    }
}

fn fields<T>(result: Result<T, Faults>) -> Vec<Cow<'static, str>> {
    result.err().map(|faults| faults.0.into_iter().map(|f| f.field).collect()).unwrap_or_default()
}

/// Changes a good vote and names the fields that are then at fault.
#[track_caller]
fn check_vote(change: impl FnOnce(&mut NewVote), expected: &[&str]) {
    let mut vote = new_vote();
    change(&mut vote);
    assert_eq!(fields(check::vote(&vote, &["de".into(), "en".into()])), expected);
}

#[test]
fn votes() {
    check_vote(|_| {}, &[]);
    check_vote(|v| v.text.clear(), &[]);
    check_vote(|v| v.reason = None, &[]);
    check_vote(|v| v.text = "日".repeat(1_000), &[]);
    check_vote(|v| v.text = "x".repeat(1_001), &["text"]);
    check_vote(|v| v.device = "x".into(), &["device"]);
    check_vote(|v| v.device = v.device.to_uppercase(), &["device"]);
    check_vote(|v| v.version = "0123".into(), &["version"]);
    check_vote(|v| v.locale = "fr".into(), &["locale"]);
    for slug in ["", "one", "a/b/c", "../v1", "a/..", "a/", "a b/c", "a\\b/c"] {
        check_vote(|v| v.slug = slug.into(), &["slug"]);
    }
    check_vote(|v| v.slug = "入門/最初".into(), &[]);
    check_vote(|v| v.slug = ["a/", &"x".repeat(200)].concat(), &["slug"]);
}

#[test]
fn a_vote_is_kept_clean() {
    let locales = ["en".to_owned()];
    let kept = check::vote(&new_vote(), &locales).unwrap();
    assert_eq!((kept.text.as_str(), kept.reason), ("Which button?", Some(VoteReason::Unclear)));
    // What helped has nothing missing, whatever was typed before the visitor thought again.
    let kept = check::vote(&NewVote { helpful: true, ..new_vote() }, &locales).unwrap();
    assert_eq!((kept.text.as_str(), kept.reason), ("", None));
}

#[test]
fn ratings() {
    let check = |score: u8, comment: &str| {
        fields(check::rating(&NewRating { score, comment: comment.into() }))
    };
    assert_eq!(check(1, ""), [""; 0]);
    assert_eq!(check(5, &"x".repeat(1_000)), [""; 0]);
    assert_eq!(check(0, ""), ["score"]);
    assert_eq!(check(6, &"x".repeat(1_001)), ["score", "comment"]);
    let kept = check::rating(&NewRating { score: 3, comment: " So\u{0} so \n".into() }).unwrap();
    assert_eq!(kept.comment, "So so");
}

#[test]
fn solving_needs_a_key() {
    let check = |key: &str| fields(check::solved(&NewSolved { key: key.into() }));
    assert_eq!(check("0123456789abcdef0123456789abcdef"), [""; 0]);
    assert_eq!(check("x"), ["key"]);
}
