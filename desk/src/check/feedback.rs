//! What a visitor says of articles and of the help they got.

use crate::text::{self, Faults, Rim, What};
use crate::wire::visitor::{NewRating, NewSolved, NewVote, VoteReason};

/// The best score of a rating; the worst is 1.
const SCORE_MAX: u8 = 5;

/// A vote on an article that may be stored.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedVote {
    /// The device's id; never stored as it is.
    pub device: String,
    /// Path in the help center.
    pub slug: String,
    /// One of the site's.
    pub locale: String,
    /// Hash of the text.
    pub version: String,
    /// Whether it helped.
    pub helpful: bool,
    /// Why not; never of an article that helped.
    pub reason: Option<VoteReason>,
    /// Plain text; may be empty, and is where the article helped.
    pub text: String,
}

/// Checks a vote. `locales` are those of the site.
pub fn vote(new: &NewVote, locales: &[String]) -> Result<CheckedVote, Faults> {
    let mut rim = Rim::default();
    let known = locales.contains(&new.locale);
    let checked = CheckedVote {
        device: rim.take("device", text::hex(&new.device, text::DEVICE_LEN)),
        slug: rim.take("slug", slug(&new.slug)),
        locale: rim
            .take("locale", if known { Ok(new.locale.clone()) } else { Err(What::NotOffered) }),
        version: rim.take("version", text::hex(&new.version, text::VERSION_LEN)),
        helpful: new.helpful,
        reason: new.reason.filter(|_| !new.helpful),
        text: match new.helpful {
            true => String::new(),
            false => rim.take("text", text::text(&new.text, text::REMARK_MAX)),
        },
    };
    rim.finish(checked)
}

/// `section/name` as the builder makes them: two parts without space, none of which leads elsewhere.
/// Staff follow it as a link.
fn slug(raw: &str) -> Result<String, What> {
    let slug = text::required_line(raw, text::SLUG_MAX)?;
    let plain =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains([' ', '\\']);
    if slug.split('/').count() == 2 && slug.split('/').all(plain) {
        Ok(slug)
    } else {
        Err(What::NotOffered)
    }
}

/// Checks that the requester says it is solved; gives the idempotency key.
pub fn solved(new: &NewSolved) -> Result<String, Faults> {
    let mut rim = Rim::default();
    let key = rim.take("key", text::key(&new.key));
    rim.finish(key)
}

/// A rating that may be stored.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedRating {
    /// 1 to 5.
    pub score: u8,
    /// Plain text; may be empty.
    pub comment: String,
}

/// Checks a rating.
pub fn rating(new: &NewRating) -> Result<CheckedRating, Faults> {
    let mut rim = Rim::default();
    if !(1..=SCORE_MAX).contains(&new.score) {
        rim.fault("score", What::NotOnScale(SCORE_MAX));
    }
    let comment = rim.take("comment", text::text(&new.comment, text::REMARK_MAX));
    rim.finish(CheckedRating { score: new.score, comment })
}
