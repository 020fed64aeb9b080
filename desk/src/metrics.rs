//! The few numbers worth a glance, and the honest promise to a visitor.

use crate::time::DAY_MS;
use crate::wire::staff::Figures;

/// How far back every figure looks.
pub const WINDOW_MS: i64 = 30 * DAY_MS;

/// Answered tickets needed before a reply time is promised. The median of five is the third: one
/// quick and one slow answer on either side cannot move it far.
pub const ANSWERED_MIN: usize = 5;

/// Ratings needed before their share of good ones is told, for the same reason: among fewer, one
/// person more or less is 25 points.
pub const RATED_MIN: usize = 5;

/// The worst score that counts as satisfied. Four and five of five is how CSAT is usually reckoned.
const SATISFIED_MIN: u8 = 4;

/// What the figures need to know of one ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// When it was created.
    pub created_ms: i64,
    /// When staff first replied.
    pub first_replied_ms: Option<i64>,
    /// When it was solved, if it still is.
    pub solved_ms: Option<i64>,
    /// How many times it came back.
    pub reopened: i64,
    /// How many replies it took.
    pub replies: i64,
}

/// The middle value; of an even number, the mean of the middle two, rounded down.
pub fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    let upper = values.get(values.len() / 2).copied()?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = values.get((values.len() / 2).checked_sub(1)?).copied()?;
    Some(lower.midpoint(upper))
}

/// Times to the first reply, of the tickets that got one.
fn first_responses(samples: &[Sample]) -> Vec<i64> {
    let span = |s: &Sample| Some(s.first_replied_ms?.saturating_sub(s.created_ms));
    samples.iter().filter_map(span).collect()
}

/// What a visitor may expect: the median time to the first reply, once enough tickets were
/// answered to say so.
pub fn expected_reply_ms(samples: &[Sample]) -> Option<i64> {
    let times = first_responses(samples);
    if times.len() < ANSWERED_MIN { None } else { median(times) }
}

/// Share of satisfied requesters in per cent (CSAT), once enough rated to say so.
fn csat_percent(scores: &[u8]) -> Option<u32> {
    let satisfied = scores.iter().filter(|score| **score >= SATISFIED_MIN).count();
    if scores.len() < RATED_MIN { None } else { percent(satisfied, scores.len()) }
}

/// The figures over these tickets and these scores of ratings.
pub fn figures(samples: &[Sample], scores: &[u8]) -> Figures {
    let solved: Vec<&Sample> = samples.iter().filter(|s| s.solved_ms.is_some()).collect();
    let at_once = solved.iter().filter(|s| s.replies == 1 && s.reopened == 0).count();
    let resolutions =
        solved.iter().filter_map(|s| Some(s.solved_ms?.saturating_sub(s.created_ms))).collect();
    Figures {
        volume: samples.len().try_into().unwrap_or(u32::MAX),
        first_response_ms: median(first_responses(samples)),
        resolution_ms: median(resolutions),
        fcr_percent: percent(at_once, solved.len()),
        csat_percent: csat_percent(scores),
        rated: scores.len().try_into().unwrap_or(u32::MAX),
    }
}

fn percent(part: usize, whole: usize) -> Option<u32> {
    let rounded =
        part.saturating_mul(200).saturating_add(whole).checked_div(whole.saturating_mul(2))?;
    rounded.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(first: Option<i64>, solved: Option<i64>, reopened: i64, replies: i64) -> Sample {
        Sample { created_ms: 1_000, first_replied_ms: first, solved_ms: solved, reopened, replies }
    }

    #[test]
    fn medians() {
        let check = |values: &[i64], expected| assert_eq!(median(values.to_vec()), expected);
        check(&[], None);
        check(&[7], Some(7));
        check(&[9, 1], Some(5));
        check(&[9, 1, 2], Some(2));
        check(&[1, 2, 3, 4], Some(2));
        check(&[i64::MAX, i64::MAX], Some(i64::MAX));
    }

    #[test]
    fn a_reply_time_is_promised_from_five_answers_on() {
        let answered = |n: usize| vec![sample(Some(4_000), None, 0, 1); n];
        assert_eq!(expected_reply_ms(&answered(4)), None);
        assert_eq!(expected_reply_ms(&answered(5)), Some(3_000));
        let mut unanswered = answered(4);
        unanswered.push(sample(None, None, 0, 0));
        assert_eq!(expected_reply_ms(&unanswered), None);
    }

    #[test]
    fn figures_of_nothing_say_nothing() {
        assert_eq!(figures(&[], &[]), Figures::default());
    }

    #[test]
    fn figures_count_first_contact_resolution_among_the_solved() {
        let samples = [
            sample(Some(2_000), Some(3_000), 0, 1), // solved with one reply
            sample(Some(4_000), Some(9_000), 0, 2), // took two
            sample(Some(6_000), Some(9_000), 1, 1), // came back
            sample(None, None, 0, 0),               // still waits
        ];
        let expected = Figures {
            volume: 4,
            first_response_ms: Some(3_000),
            resolution_ms: Some(8_000),
            fcr_percent: Some(33),
            ..Figures::default()
        };
        assert_eq!(figures(&samples, &[]), expected);
    }

    #[test]
    fn satisfaction_is_told_from_five_ratings_on() {
        let check = |scores: &[u8], csat_percent| {
            let figures = figures(&[], scores);
            assert_eq!((figures.csat_percent, figures.rated), (csat_percent, scores.len() as u32));
        };
        check(&[5, 5, 5, 5], None);
        check(&[5, 4, 3, 2, 1], Some(40));
        check(&[5; 5], Some(100));
        check(&[3; 6], Some(0));
        check(&[5, 5, 1, 4, 4, 4], Some(83));
    }
}
