//! Words of the dictionary near a mistyped one.
//!
//! Distance is optimal string alignment: insert, delete, replace, and swap of two neighbours, each 1 (Boytsov,
//! *Indexing methods for approximate dictionary searching*, 2011). The dictionary is sorted, so terms that share a
//! beginning share the rows of the distance table, and a beginning that is already too far away rules out all
//! terms that start with it.

use crate::reader::Index;

/// Words shorter than this are not corrected: nearly every short word is one edit from another.
pub const SHORTEST: usize = 4;

/// Words from this length on may have two edits.
pub const TWO_FROM: usize = 8;

/// Longer words are not corrected; it bounds the table.
pub const LONGEST: usize = 32;

/// How many edits a word of `letters` may have.
pub fn allowed(letters: usize) -> usize {
    match letters {
        0..SHORTEST => 0,
        SHORTEST..TWO_FROM => 1,
        TWO_FROM..=LONGEST => 2,
        _ => 0,
    }
}

/// Calls `found` with the number and distance of every term within the edits that `word` may have. Terms with digits
/// are left out: `r3` is not a mistyped `r4`.
pub fn near(index: &Index, word: &str, found: &mut dyn FnMut(u32, usize)) {
    let typed: Vec<char> = word.chars().collect();
    let most = allowed(typed.len());
    if most == 0 || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return;
    }
    let mut table = Table::new(&typed, most);
    // Nobody mistypes into another script. Folded Latin is ASCII, and ASCII comes first in the dictionary.
    let latin = word.is_ascii();
    let mut cursor = index.walk(if latin { "" } else { "\u{80}" });
    let mut dead = usize::MAX;
    while cursor.step() {
        if latin && !cursor.term().first().is_some_and(u8::is_ascii) {
            return;
        }
        // `dead`: so many bytes of an earlier term were already too far away.
        if cursor.shared() >= dead {
            continue;
        }
        dead = usize::MAX;
        match table.to(cursor.term(), cursor.shared()) {
            Reached::Distance(distance) => found(cursor.number(), distance),
            Reached::Far => {}
            Reached::Dead { bytes } => dead = bytes,
        }
    }
}

enum Reached {
    Distance(usize),
    Far,
    /// The first `bytes` bytes alone are too far away.
    Dead {
        bytes: usize,
    },
}

/// Rows of the distance table for the letters of the current term, and how many bytes those letters took.
struct Table<'a> {
    typed: &'a [char],
    most: usize,
    rows: Vec<u8>,
    letters: Vec<char>,
    ends: Vec<usize>,
}

impl<'a> Table<'a> {
    fn new(typed: &'a [char], most: usize) -> Self {
        let rows = (0..=typed.len()).map(|n| n as u8).collect();
        Table { typed, most, rows, letters: Vec::new(), ends: Vec::new() }
    }

    /// Distance to `term`, whose first `shared` bytes are those of the term before.
    fn to(&mut self, term: &[u8], shared: usize) -> Reached {
        let kept = self.ends.iter().take_while(|&&end| end <= shared).count();
        self.letters.truncate(kept);
        self.ends.truncate(kept);
        self.rows.truncate((kept + 1) * (self.typed.len() + 1));
        let mut at = self.ends.last().copied().unwrap_or(0);
        let Some(Ok(rest)) = term.get(at..).map(core::str::from_utf8) else {
            return Reached::Far;
        };
        for letter in rest.chars() {
            at += letter.len_utf8();
            let least = self.row(letter);
            self.letters.push(letter);
            self.ends.push(at);
            if letter.is_ascii_digit() || usize::from(least) > self.most {
                return Reached::Dead { bytes: at };
            }
        }
        match self.rows.last() {
            Some(&distance) if usize::from(distance) <= self.most => {
                Reached::Distance(usize::from(distance))
            }
            _ => Reached::Far,
        }
    }

    /// Appends the row of one more letter; returns the least distance in it.
    fn row(&mut self, letter: char) -> u8 {
        let width = self.typed.len() + 1;
        let above = self.rows.len().saturating_sub(width);
        let mut least = self.letters.len() as u8 + 1;
        self.rows.push(least);
        let at = |rows: &[u8], place: usize| rows.get(place).copied().unwrap_or(u8::MAX - 1);
        for (i, &typed) in self.typed.iter().enumerate() {
            let left = at(&self.rows, self.rows.len() - 1);
            let mut best = (at(&self.rows, above + i) + u8::from(typed != letter))
                .min(left + 1)
                .min(at(&self.rows, above + i + 1) + 1);
            let swapped = i > 0
                && self.letters.last() == Some(&typed)
                && self.typed.get(i - 1) == Some(&letter);
            if swapped && above >= width {
                best = best.min(at(&self.rows, above - width + i - 1) + 1);
            }
            least = least.min(best);
            self.rows.push(best);
        }
        least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(typed: &str, term: &str, most: usize) -> Option<usize> {
        let typed: Vec<char> = typed.chars().collect();
        match Table::new(&typed, most).to(term.as_bytes(), 0) {
            Reached::Distance(distance) => Some(distance),
            _ => None,
        }
    }

    #[test]
    fn distances() {
        let check = |typed, term, expected: usize| {
            assert_eq!(
                distance(typed, term, 2),
                (expected <= 2).then_some(expected),
                "{typed} {term}"
            );
            assert_eq!(
                distance(term, typed, 2),
                (expected <= 2).then_some(expected),
                "{term} {typed}"
            );
        };
        check("password", "password", 0);
        check("lassword", "password", 1);
        check("pasword", "password", 1);
        check("passwword", "password", 1);
        check("psasword", "password", 1);
        check("passwrod", "password", 1);
        check("passwodr", "password", 1);
        check("psaswrod", "password", 2);
        check("paswrod", "password", 2);
        check("pswrod", "password", 3);
        check("bord", "board", 1);
        check("größe", "große", 1);
        check("пароль", "прроль", 1);
        check("abc", "", 3);
    }

    #[test]
    fn edits_grow_with_the_word() {
        assert_eq!([3, 4, 7, 8, 32, 33].map(allowed), [0, 1, 1, 2, 2, 0]);
    }
}
