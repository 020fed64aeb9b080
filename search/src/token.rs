//! Words: where they stand in a text, and the folded form under which they are compared.
//!
//! The index and the query are cut by the same function, [`scan`]; what differs between languages is in [`Lang`].
//! Segmentation follows the word boundaries of UAX #29 where that helps finding: letters and digits make a word,
//! a dot or comma holds digits together (`1.8.19`), an apostrophe letters (`don't`). Hyphens part (`wi-fi` is `wi`,
//! `fi`, and `wifi` as well). Scripts that put no spaces between words are cut into overlapping pairs.
//!
//! A change of case parts nothing: `WiFi` and `GitHub` are one word, as visitors type them.

use crate::format::LONGEST_TERM;
use std::ops::Range;

mod class;
mod fold;
mod lower;

use class::Class;
pub use fold::fold;
pub use lower::lower;

/// The languages that change how words are cut or folded. Others share general rules: these suit Turkish too, where ı
/// and i meet as they do on the keyboards of half of those who ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// German: ä, ö, ü, ß are written ae, oe, ue, ss.
    De,
    /// French, and where else an apostrophe parts words: Italian, Catalan (`l'article`), Turkish (`Google'da`).
    Fr,
    /// Danish and Norwegian: å is a or aa, ø is o or oe.
    Da,
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
            "fr" | "it" | "ca" | "tr" => Lang::Fr,
            "da" | "no" | "nb" | "nn" => Lang::Da,
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
    let mut joined = Joined { lang, text: String::new(), start: 0, end: 0, parts: 0, shortest: 0 };
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
            word.push_str(text.get(at..at + run).unwrap_or_default());
            if let Some(run) = word.get_mut(length..) {
                run.make_ascii_lowercase();
            }
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
        let next = class_at(text, after);
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
                let mut rest = text.get(after..).unwrap_or_default().chars();
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
                // `1.8.19` stays apart from `1819`; a comma groups thousands, or is the point of other countries (`3,5`).
                if c == '.' || !groups(text.as_bytes().get(after..).unwrap_or_default()) {
                    word.push('.');
                }
            }
            Class::Hyphen if before.in_word() && next.in_word() => {
                joined.part(&mut word, start, end, emit)
            }
            // `C#` and `C++` are no `C`.
            Class::Sign if word.len() == 1 && before == Class::Letter && joined.parts == 0 => {
                let twice = text.as_bytes().get(after) == Some(&b'+');
                if c == '#' || twice {
                    word.push_str(if c == '#' { "#" } else { "++" });
                    place = if c == '#' { after } else { after + 1 };
                    end = place;
                }
                joined.part(&mut word, start, end, emit);
                joined.flush(emit);
            }
            Class::Pair(_) => {
                joined.part(&mut word, start, end, emit);
                joined.flush(emit);
                // `before` and the class after the marks tell whether a neighbour of the same script makes a pair.
                let mut pair = String::new();
                place = sign(lang, text, at, &mut pair);
                if class_at(text, place) == class {
                    let second = sign(lang, text, place, &mut pair);
                    emit(&pair, at..second, Kind::Pair);
                } else if before != class {
                    emit(&pair, at..place, Kind::Pair);
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

fn class_at(text: &str, at: usize) -> Class {
    char_at(text, at).map_or(Class::Space, Class::of)
}

/// Folds the sign at `at` and the marks on it; returns where they end.
fn sign(lang: Lang, text: &str, at: usize, out: &mut String) -> usize {
    let mut end = at;
    while let Some(c) = char_at(text, end).filter(|c| end == at || Class::of(*c) == Class::Mark) {
        fold(lang, c, out);
        end += c.len_utf8();
    }
    end
}

/// Whether what follows a comma is a group of exactly three digits.
fn groups(rest: &[u8]) -> bool {
    rest.iter().take_while(|byte| byte.is_ascii_digit()).count() == 3
}

/// Bytes of a part of a hyphenated word that may be joined to the other.
const SHORT_PART: usize = 4;

/// The parts of a hyphenated word so far.
struct Joined {
    lang: Lang,
    text: String,
    start: usize,
    end: usize,
    parts: u32,
    /// Bytes of the shortest part.
    shortest: usize,
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
        if word.is_empty() {
            return;
        }
        self.finish(word);
        // `v2.1` is version 2.1.
        let term = match word.as_bytes() {
            [b'v', b'0'..=b'9', rest @ ..] if rest.contains(&b'.') => {
                word.get(1..).unwrap_or_default()
            }
            _ => word,
        };
        emit(term, start..end, Kind::Word);
        if self.parts == 0 {
            self.start = start;
            self.shortest = term.len();
        }
        if self.parts < 2 {
            self.shortest = self.shortest.min(term.len());
            self.end = end;
            self.text.push_str(term);
        }
        self.parts += 1;
        word.clear();
    }

    /// What can only be told once a word is whole.
    fn finish(&self, word: &mut String) {
        if self.lang == Lang::Da {
            let written = std::mem::take(word);
            fold::plain(&written, word);
        }
        if word.len() > LONGEST_TERM {
            let end = (0..=LONGEST_TERM).rev().find(|&at| word.is_char_boundary(at)).unwrap_or(0);
            word.truncate(end);
        }
    }

    /// Ends the whole. Two parts, a short one among them, are one word to many (`e-mail`, `drop-down`, not
    /// `community-provided`), with a third behind them too (`E-Mail-Adresse`); a date is not.
    fn flush(&mut self, emit: &mut dyn FnMut(&str, Range<usize>, Kind)) {
        if (2..=3).contains(&self.parts)
            && self.shortest <= SHORT_PART
            && !self.text.starts_with(|c: char| c.is_ascii_digit())
        {
            let mut text = std::mem::take(&mut self.text);
            self.finish(&mut text);
            emit(&text, self.start..self.end, Kind::Joined);
        }
        self.parts = 0;
        self.text.clear();
    }
}

#[cfg(test)]
mod tests;
