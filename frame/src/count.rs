//! Numbers in sentences: each language has its own forms (CLDR's plural rules, for whole numbers).

use crate::words::Words;

/// How many forms a language of ours has; a counted word holds that many, divided by `|`.
pub fn forms(tag: &str) -> usize {
    match tag {
        "ja" => 1,
        "ar" => 6,
        _ => 2,
    }
}

/// The form that goes with a number: in Arabic zero, one, two, few, many, other; elsewhere one, other.
fn form(tag: &str, n: u64) -> usize {
    match tag {
        "ja" => 0,
        "fr" => usize::from(n > 1),
        "ar" => match (n, n % 100) {
            (0..=2, _) => usize::try_from(n).unwrap_or(0),
            (_, 3..=10) => 3,
            (_, 11..) => 4,
            _ => 5,
        },
        _ => usize::from(n != 1),
    }
}

/// A counted word of these words, with its number.
pub fn counted(words: &Words, forms: &str, n: u64) -> String {
    let form = forms.split('|').nth(form(words.tag, n)).or_else(|| forms.split('|').next_back());
    form.unwrap_or("").replace("{}", &n.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[track_caller]
    fn check(locale: &str, n: u64, expected: &str) {
        let words = words::of(locale);
        assert_eq!(counted(words, words.hours, n), expected);
    }

    #[test]
    fn numbers_take_their_form() {
        check("en", 1, "1 hour");
        check("en", 0, "0 hours");
        check("de", 2, "2 Stunden");
        check("fr", 0, "0 heure");
        check("es", 21, "21 horas");
        check("ja", 1, "1時間");
        check("ar", 1, "ساعة واحدة");
        check("ar", 2, "ساعتين");
        check("ar", 3, "3 ساعات");
        check("ar", 11, "11 ساعة");
        check("ar", 103, "103 ساعات");
        check("ar", 100, "100 ساعة");
    }
}
