//! What a character means for word boundaries.

/// Kinds of characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Letter,
    Digit,
    /// Shows nothing by itself: an accent, a joiner, a variation selector.
    Mark,
    /// Of a script without spaces: 0 = Han, Kana; 1 = Hangul; 2 = Thai, Lao; 3 = Myanmar, Khmer.
    Pair(u8),
    Apostrophe,
    Hyphen,
    Point,
    /// `#` and `+`, which belong to a lone letter.
    Sign,
    Space,
}

impl Class {
    pub fn in_word(self) -> bool {
        matches!(self, Class::Letter | Class::Digit)
    }

    pub fn of(c: char) -> Class {
        if c.is_ascii() {
            return match c {
                'a'..='z' | 'A'..='Z' => Class::Letter,
                '0'..='9' => Class::Digit,
                // A straight quote between letters stands for the gershayim of Hebrew abbreviations.
                '\'' | '"' => Class::Apostrophe,
                '-' => Class::Hyphen,
                '.' | ',' => Class::Point,
                '#' | '+' => Class::Sign,
                _ => Class::Space,
            };
        }
        match c as u32 {
            // Acute accent, modifier letters and both curly quotes; geresh and gershayim.
            0xb4 | 0x2bb | 0x2bc | 0x2018 | 0x2019 | 0x5f3 | 0x5f4 | 0xff07 => Class::Apostrophe,
            0x2010 | 0x2011 | 0x5be => Class::Hyphen,
            // Soft hyphen, joiners; combining marks; Hebrew points; Arabic tatweel and vowel signs; voiced marks.
            0xad
            | 0x200b..=0x200f
            | 0x2060
            | 0x300..=0x36f
            | 0x591..=0x5bd
            | 0x5bf
            | 0x5c1..=0x5c2
            | 0x5c4..=0x5c7 => Class::Mark,
            0x640 | 0x64b..=0x65f | 0x670 | 0x3099 | 0x309a | 0xfe00..=0xfe0f | 0xfeff => {
                Class::Mark
            }
            0xff9e | 0xff9f | 0xe_0100..=0xe_01ef => Class::Mark,
            0x3005..=0x3007
            | 0x3041..=0x3096
            | 0x309d..=0x309f
            | 0x30a1..=0x30fa
            | 0x30fc..=0x30ff => Class::Pair(0),
            0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff => Class::Pair(0),
            0xff66..=0xff9d | 0x2_0000..=0x3_fffd => Class::Pair(0),
            0x1100..=0x11ff | 0x3131..=0x318e | 0xac00..=0xd7a3 => Class::Pair(1),
            0xe01..=0xe3a | 0xe40..=0xe4e | 0xe81..=0xece => Class::Pair(2),
            0x1000..=0x109f | 0x1780..=0x17d3 => Class::Pair(3),
            0xff10..=0xff19 => Class::Digit,
            // Scripts of India: vowel signs and the virama are part of the word, the danda is not.
            0x964 | 0x965 => Class::Space,
            0x900..=0xdff => Class::Letter,
            _ if c.is_alphabetic() => Class::Letter,
            _ if c.is_numeric() => Class::Digit,
            _ => Class::Space,
        }
    }
}
