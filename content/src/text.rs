//! Small pure helpers for text: slugs, escapes, lines.

pub use desk::text::escape_html as escape;

/// The anchor of a heading, made as GitHub makes it, which is what authors link to by habit: lower
/// case, punctuation dropped, each space a dash. Letters of every script stay.
pub fn anchor(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '-' || c == '_' {
            out.push(c);
        } else if c.is_whitespace() {
            out.push('-');
        }
    }
    out
}

/// A lower-case ASCII name for paths: whatever is no letter or digit becomes single dashes.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().map(fold).flat_map(char::to_lowercase) {
        // Apostrophes vanish instead of splitting: "don't" is one word.
        if c == '\'' || c == '’' {
            continue;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The base letter of the few accented letters that occur in folder names.
fn fold(c: char) -> char {
    match c {
        'à'..='å' | 'À'..='Å' => 'a',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ò'..='ö' | 'Ò'..='Ö' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ç' | 'Ç' => 'c',
        'ñ' | 'Ñ' => 'n',
        _ => c,
    }
}

/// Whether this is a good id: `[a-z0-9-]{1,max}`, not starting or ending with a dash.
pub fn is_id(text: &str, max: usize) -> bool {
    !text.is_empty()
        && text.len() <= max
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// `%41` and the like decoded; what is no valid escape or no UTF-8 stays as it is.
pub fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok()))
            .flatten();
        match code {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_string())
}

/// Runs of white space become one space; none at the ends.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `max` characters, cut between words where there are any, with an ellipsis when cut.
pub fn shorten(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_string();
    }
    let head: String = text.chars().take(max).collect();
    let last = head.char_indices().next_back().map_or(0, |(at, _)| at);
    let end = head.rfind(' ').filter(|&end| end > head.len() / 2).unwrap_or(last);
    format!("{}…", head[..end].trim_end_matches([' ', ',', ';', ':', '.']))
}

/// Turns byte positions into line numbers.
pub struct Lines(Vec<usize>);

impl Lines {
    /// Remembers where the lines of `text` start.
    pub fn of(text: &str) -> Lines {
        let after = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        Lines(std::iter::once(0).chain(after).collect())
    }

    /// The line that holds this byte, from 1.
    pub fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|start| *start <= byte)
    }
}

/// A day such as `2026-01-31`, a time after it or not, as the number 20260131.
pub fn day(text: &str) -> Option<u32> {
    let (day, after) = text.split_at_checked(10)?;
    if !(after.is_empty() || after.starts_with(['T', 't', ' '])) {
        return None;
    }
    let mut parts = day.split('-');
    let mut number = |digits: usize, within: std::ops::RangeInclusive<u32>| {
        let part = parts.next().filter(|part| part.len() == digits)?;
        let number = part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?;
        number.filter(|number| within.contains(number))
    };
    Some(number(4, 1..=9999)? * 10_000 + number(2, 1..=12)? * 100 + number(2, 1..=31)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_github() {
        let cases = [
            ("Track a ticket", "track-a-ticket"),
            ("Arduino IDE 2.x (latest)", "arduino-ide-2x-latest"),
            ("On-line > Set up", "on-line--set-up"),
            ("お問い合わせ 方法", "お問い合わせ-方法"),
            ("Größe & Gewicht", "größe--gewicht"),
            ("!!!", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(anchor(text), expected);
        }
    }

    #[test]
    fn slugs_are_ascii() {
        let cases = [
            ("  What's   new?! ", "whats-new"),
            ("Yún Board", "yun-board"),
            ("Oplà IoT Kit", "opla-iot-kit"),
            ("日本", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn text_is_cut_between_words() {
        assert_eq!(shorten("one two three", 50), "one two three");
        assert_eq!(shorten("one two three four", 14), "one two three…");
        assert_eq!(shorten("日本語の長い文章です", 5), "日本語の…");
    }

    #[test]
    fn broken_escapes_stay() {
        assert_eq!(percent_decode("a%20b%2"), "a b%2");
        assert_eq!(percent_decode("%E6%97%A5"), "日");
        assert_eq!(percent_decode("%FF%é"), "%FF%é");
    }

    #[test]
    fn lines_count_from_one() {
        let lines = Lines::of("a\nb\n\nc");
        assert_eq!([0, 1, 2, 4, 5].map(|at| lines.at(at)), [1, 1, 2, 3, 4]);
    }

    #[test]
    fn days_are_numbers_in_order() {
        let check = |text: &str, expected: Option<u32>| assert_eq!(day(text), expected, "{text}");
        check("2026-01-31", Some(20_260_131));
        check("2026-01-31T08:00:00Z", Some(20_260_131));
        check("2026-01-31 08:00", Some(20_260_131));
        for wrong in [
            "",
            "2026",
            "31.01.2026",
            "2026-13-01",
            "2026-01-32",
            "2026-1-031",
            "+026-01-01",
            "2026-01-311",
            "2026-01-3é",
        ] {
            check(wrong, None);
        }
    }
}
