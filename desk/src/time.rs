//! Moments and spans. A moment is `i64` milliseconds since the Unix epoch, UTC.

/// A second, in milliseconds.
pub const SECOND_MS: i64 = 1_000;
/// A minute, in milliseconds.
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
/// An hour, in milliseconds.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// A day, in milliseconds; UTC days have no leap seconds in Unix time.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// The latest moment that [`rfc3339`] writes with a year of four digits: 9999-12-31T23:59:59.999Z.
pub const MAX_MS: i64 = 253_402_300_799_999;

/// RFC 3339 with milliseconds, in UTC: `2026-03-01T09:30:00.000Z`. Moments outside the years
/// 1970 to 9999 are written as the nearest one inside.
pub fn rfc3339(ms: i64) -> String {
    let Civil { year, month, day, hour, minute, second, milli } = civil(ms);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
}

/// The unit that says a span best, and how many of it, rounded.
pub fn span(ms: i64) -> (i64, &'static str) {
    let rounded = |unit: i64| (ms + unit / 2) / unit;
    match ms {
        _ if ms < 50 * MINUTE_MS => (rounded(MINUTE_MS), "minute"),
        _ if ms < 22 * HOUR_MS => (rounded(HOUR_MS).max(1), "hour"),
        _ => (rounded(DAY_MS).max(1), "day"),
    }
}

/// Whether this is a day of the calendar, written as in RFC 3339 and in `<input type=date>`:
/// `2026-01-31`.
pub fn is_date(text: &str) -> bool {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    let number = |from, to| text.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(5, 7), number(8, 10)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    shaped && (1..=days).contains(&day)
}

/// A moment in the calendar, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// 1970 to 9999.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
    /// 0 to 23.
    pub hour: i64,
    /// 0 to 59.
    pub minute: i64,
    /// 0 to 59.
    pub second: i64,
    /// 0 to 999.
    pub milli: i64,
}

/// The calendar's reading of a moment; outside the years 1970 to 9999, of the nearest one inside.
///
/// Days to date after Howard Hinnant's `civil_from_days`: years start in March, so that the leap
/// day is the last of its year, and 400 years are always 146,097 days.
pub fn civil(ms: i64) -> Civil {
    let ms = ms.clamp(0, MAX_MS);
    let (days, of_day) = (ms / DAY_MS, ms % DAY_MS);
    let shifted = days + 719_468; // from 0000-03-01 to 1970-01-01
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Civil {
        year,
        month,
        day,
        hour: of_day / HOUR_MS,
        minute: of_day % HOUR_MS / MINUTE_MS,
        second: of_day % MINUTE_MS / SECOND_MS,
        milli: of_day % SECOND_MS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar() {
        for good in ["2026-01-31", "2024-02-29", "2000-02-29", "1999-12-01"] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "2026-01-00",
            "2026-1-31",
            "31.01.2026",
            "2026-01-3x",
            "2026-01-31T",
            "+026-01-31",
            "",
            "２０２６-01-31",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[track_caller]
    fn check(ms: i64, expected: &str) {
        assert_eq!(rfc3339(ms), expected);
    }

    #[test]
    fn moments_are_written_as_rfc_3339() {
        check(0, "1970-01-01T00:00:00.000Z");
        check(999, "1970-01-01T00:00:00.999Z");
        check(951_782_400_000, "2000-02-29T00:00:00.000Z");
        check(951_868_800_000, "2000-03-01T00:00:00.000Z");
        check(1_709_251_199_999, "2024-02-29T23:59:59.999Z");
        check(1_767_225_599_000, "2025-12-31T23:59:59.000Z");
        check(1_767_225_600_000, "2026-01-01T00:00:00.000Z");
        check(4_107_542_400_000, "2100-03-01T00:00:00.000Z"); // 2100 has no leap day
        check(MAX_MS, "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn moments_out_of_range_are_clamped() {
        check(-1, "1970-01-01T00:00:00.000Z");
        check(i64::MIN, "1970-01-01T00:00:00.000Z");
        check(i64::MAX, "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn spans_are_said_in_the_unit_that_fits() {
        for (ms, expected) in [
            (0, (0, "minute")),
            (4 * MINUTE_MS + 40_000, (5, "minute")),
            (52 * MINUTE_MS, (1, "hour")),
            (5 * HOUR_MS, (5, "hour")),
            (23 * HOUR_MS, (1, "day")),
            (60 * HOUR_MS, (3, "day")),
        ] {
            assert_eq!(span(ms), expected, "{ms}");
        }
    }
}
