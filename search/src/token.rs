//! Words: where they stand in a text, and the folded form under which they are compared.
//!
//! The index and the query are cut by the same function, [`scan`]; what differs between languages is in [`Lang`].
//! Segmentation follows the word boundaries of UAX #29 where that helps finding: letters and digits make a word,
//! a dot or comma holds digits together (`1.8.19`), an apostrophe letters (`don't`). Hyphens part (`wi-fi` is `wi`,
//! `fi`, and `wifi` as well). Scripts that put no spaces between words are cut into overlapping pairs.

use crate::format::LONGEST_TERM;
use std::ops::Range;

mod fold;
pub use fold::fold;

/// The languages that change how words are cut, folded, stemmed or dropped. Others share general rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// German: ä, ö, ü, ß are written ae, oe, ue, ss.
    De,
    /// French: an apostrophe ends a word (`l'article`).
    Fr,
    /// Japanese: pairs in Hiragana alone are grammar.
    Ja,
    /// Any other.
    Other,
}

impl Lang {
    /// From a locale name such as `de` or `de-CH`.
    pub fn of(locale: &str) -> Lang {
        match locale.split(['-', '_']).next().unwrap_or("") {
            "en" => Lang::En,
            "de" => Lang::De,
            "fr" => Lang::Fr,
            "ja" => Lang::Ja,
            _ => Lang::Other,
        }
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word between boundaries.
    Word,
    /// The parts of a hyphenated word together; the parts came before as words of their own.
    Joined,
    /// Two neighbouring signs (or a lone one) of a script without spaces.
    Pair,
}

/// Calls `emit` with the folded form, the byte range in `text` and the kind of each token, in order of their ends.
pub fn scan(lang: Lang, text: &str, emit: &mut dyn FnMut(&str, Range<usize>, Kind)) {
    let mut word = String::new();
    let mut joined = Joined::default();
    let mut start = 0;
    let mut end = 0;
    let mut before = Class::Space;
    let mut place = 0;
    while let Some(c) = char_at(text, place) {
        let at = place;
        // Most of most texts: letters and digits of ASCII, taken a word at a time.
        let run =
            text.as_bytes().iter().skip(at).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if run > 0 {
            if word.is_empty() {
                start = at;
            }
            let length = word.len();
            word.push_str(&text[at..at + run]);
            word[length..].make_ascii_lowercase();
            place += run;
            end = place;
            before = if text.as_bytes()[end - 1].is_ascii_digit() {
                Class::Digit
            } else {
                Class::Letter
            };
            continue;
        }
        let class = Class::of(c);
        place += c.len_utf8();
        let after = place;
        let next = char_at(text, after).map_or(Class::Space, Class::of);
        match class {
            Class::Letter | Class::Digit => {
                if word.is_empty() {
                    start = at;
                }
                fold(lang, c, &mut word);
                end = after;
            }
            // A sign above or below the letter before it, or one that shows nothing: part of the word.
            Class::Mark if !word.is_empty() => {
                fold(lang, c, &mut word);
                end = after;
            }
            Class::Mark => continue,
            Class::Apostrophe
                if before == Class::Letter && next == Class::Letter && lang != Lang::Fr =>
            {
                let mut rest = text[after..].chars();
                let lone_s = matches!(rest.next(), Some('s' | 'S'))
                    && !rest.next().is_some_and(|c| Class::of(c).in_word());
                if lone_s {
                    // The possessive: `visitor's` is `visitor`.
                    place += 1;
                    joined.part(&mut word, start, end, emit);
                    joined.flush(emit);
                    before = Class::Space;
                    continue;
                }
            }
            Class::Point if before == Class::Digit && next == Class::Digit => {
                // `1.8.19` stays apart from `1819`; a comma only groups.
                if c == '.' {
                    word.push(c);
                }
            }
            Class::Hyphen if before.in_word() && next.in_word() => {
                joined.part(&mut word, start, end, emit)
            }
            Class::Pair(_) => {
                joined.part(&mut word, start, end, emit);
                joined.flush(emit);
                // `before` and `next` tell whether a neighbour of the same script makes a pair with this sign.
                let mut pair = String::new();
                fold(lang, c, &mut pair);
                if next == class {
                    if let Some(second) = char_at(text, after) {
                        fold(lang, second, &mut pair);
                        emit(&pair, at..after + second.len_utf8(), Kind::Pair);
                    }
                } else if before != class {
                    emit(&pair, at..after, Kind::Pair);
                }
            }
            _ => {
                joined.part(&mut word, start, end, emit);
                joined.flush(emit);
            }
        }
        before = if class == Class::Mark { before } else { class };
    }
    joined.part(&mut word, start, end, emit);
    joined.flush(emit);
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The parts of a hyphenated word so far.
#[derive(Default)]
struct Joined {
    text: String,
    start: usize,
    end: usize,
    parts: u32,
}

impl Joined {
    /// Ends a word, which may be a part.
    fn part(
        &mut self,
        word: &mut String,
        start: usize,
        end: usize,
        emit: &mut dyn FnMut(&str, Range<usize>, Kind),
    ) {
        cut(word);
        if word.is_empty() {
            return;
        }
        emit(word, start..end, Kind::Word);
        if self.parts == 0 {
            self.start = start;
        }
        self.parts += 1;
        self.end = end;
        self.text.push_str(word);
        word.clear();
    }

    /// Ends the whole. Only two or three parts make a word (`e-mail`, not a sentence of hyphens), and not a date.
    fn flush(&mut self, emit: &mut dyn FnMut(&str, Range<usize>, Kind)) {
        if (2..=3).contains(&self.parts) && !self.text.starts_with(|c: char| c.is_ascii_digit()) {
            cut(&mut self.text);
            emit(&self.text, self.start..self.end, Kind::Joined);
        }
        self.parts = 0;
        self.text.clear();
    }
}

/// Cuts a term to [`LONGEST_TERM`].
fn cut(word: &mut String) {
    if word.len() > LONGEST_TERM {
        let end = (0..=LONGEST_TERM).rev().find(|&at| word.is_char_boundary(at)).unwrap_or(0);
        word.truncate(end);
    }
}

/// What a character means for boundaries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Mark,
    /// Of a script without spaces: 0 = Han, Kana; 1 = Hangul; 2 = Thai, Lao; 3 = Myanmar, Khmer.
    Pair(u8),
    Apostrophe,
    Hyphen,
    Point,
    Space,
}

impl Class {
    fn in_word(self) -> bool {
        matches!(self, Class::Letter | Class::Digit)
    }

    fn of(c: char) -> Class {
        if c.is_ascii() {
            return match c {
                'a'..='z' | 'A'..='Z' => Class::Letter,
                '0'..='9' => Class::Digit,
                '\'' => Class::Apostrophe,
                '-' => Class::Hyphen,
                '.' | ',' => Class::Point,
                _ => Class::Space,
            };
        }
        match c as u32 {
            0x2019 => Class::Apostrophe,
            0x2010 | 0x2011 => Class::Hyphen,
            // Soft hyphen, joiners; combining marks; Hebrew points; Arabic tatweel and vowel signs; voiced marks.
            0xad
            | 0x200c
            | 0x200d
            | 0x300..=0x36f
            | 0x591..=0x5bd
            | 0x5bf
            | 0x5c1..=0x5c2
            | 0x5c4..=0x5c5 => Class::Mark,
            0x640 | 0x64b..=0x65f | 0x670 | 0x3099 | 0x309a | 0xff9e | 0xff9f | 0xfe00..=0xfe0f => {
                Class::Mark
            }
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

#[cfg(test)]
mod tests;
