//! Moments and spans as people of each language write them. A page made at the edge cannot know its
//! reader's time zone, so moments say that they are in UTC.

use desk::time::{MINUTE_MS, civil, rfc3339, span};

use crate::count::counted;
use crate::words::Words;

/// `1 Mar 2026, 09:30 UTC`. Takes milliseconds since the Unix epoch.
pub fn moment(words: &Words, ms: i64) -> String {
    let at = civil(ms);
    let month = usize::try_from(at.month).ok().and_then(|month| month.checked_sub(1));
    let month = month.and_then(|month| words.months.split('|').nth(month)).unwrap_or("");
    let time = format!("{:02}:{:02}", at.hour, at.minute);
    words
        .moment
        .replace("{day}", &at.day.to_string())
        .replace("{month}", month)
        .replace("{year}", &at.year.to_string())
        .replace("{time}", &time)
}

/// The same as an element that programs can read too.
pub fn element(words: &Words, ms: i64) -> String {
    format!("<time datetime=\"{}\">{}</time>", rfc3339(ms), moment(words, ms))
}

/// `2 hours`, in the unit that says it best.
pub fn duration(words: &Words, ms: i64) -> String {
    let (count, unit) = span(ms.max(MINUTE_MS));
    let forms = match unit {
        "minute" => words.minutes,
        "hour" => words.hours,
        _ => words.days,
    };
    counted(words, forms, u64::try_from(count).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn moments_are_written_as_in_each_language() {
        let check = |locale: &str, expected: &str| {
            assert_eq!(moment(words::of(locale), 1_772_357_400_000), expected);
        };
        check("en", "1 Mar 2026, 09:30 UTC");
        check("de", "1. März 2026, 09:30 UTC");
        check("fr", "1 mars 2026, 09:30 UTC");
        check("es", "1 mar 2026, 09:30 UTC");
        check("ja", "2026年3月1日 09:30（UTC）");
        check("ar", "1 مارس 2026، 09:30 (UTC)");
        let december = moment(words::of("en"), 1_767_225_599_000);
        assert_eq!(december, "31 Dec 2025, 23:59 UTC");
    }

    #[test]
    fn spans() {
        let check = |locale: &str, ms: i64, expected: &str| {
            assert_eq!(duration(words::of(locale), ms), expected);
        };
        check("en", 0, "1 minute");
        check("en", 5 * 3_600_000, "5 hours");
        check("de", 60 * 3_600_000, "3 Tage");
    }
}
