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

/// Calls `found` with the group, the letters and the distance of every term within `most` edits of `word`, and no more
/// than it may have. Terms with digits are left out: `r3` is not a mistyped `r4`.
pub fn near(index: &Index, word: &str, most: usize, found: &mut dyn FnMut(u32, &str, usize)) {
    let typed: Vec<char> = word.chars().collect();
    let most = most.min(allowed(typed.len()));
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
            Reached::Distance(distance) => {
                let group = cursor.group();
                found(group, core::str::from_utf8(cursor.term()).unwrap_or(""), distance);
            }
            Reached::Far => {}
            Reached::Dead { bytes } => {
                dead = bytes;
                cursor.skip_alike(bytes);
            }
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

/// Longest row: a distance for each letter typed so far, none included.
const ROW: usize = LONGEST + 1;

/// A distance that is too far.
const FAR: u8 = u8::MAX / 2;

/// Rows of the distance table for the letters of the current term, and how many bytes those letters took.
struct Table<'a> {
    typed: &'a [char],
    most: usize,
    rows: Vec<[u8; ROW]>,
    letters: Vec<char>,
    ends: Vec<usize>,
}

impl<'a> Table<'a> {
    fn new(typed: &'a [char], most: usize) -> Self {
        let first = std::array::from_fn(|n| if n <= most { n as u8 } else { FAR });
        Table { typed, most, rows: vec![first], letters: Vec::new(), ends: Vec::new() }
    }

    /// Distance to `term`, whose first `shared` bytes are those of the term before.
    fn to(&mut self, term: &[u8], shared: usize) -> Reached {
        let kept = self.ends.iter().take_while(|&&end| end <= shared).count();
        self.letters.truncate(kept);
        self.ends.truncate(kept);
        self.rows.truncate(kept + 1);
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
        match self.rows.last().and_then(|row| row.get(self.typed.len())) {
            Some(&distance) if usize::from(distance) <= self.most => {
                Reached::Distance(usize::from(distance))
            }
            _ => Reached::Far,
        }
    }

    /// Appends the row of one more letter; returns the least distance in it. Only the cells that can be near are
    /// filled: as many to each side of the diagonal as there may be edits (Ukkonen, *Algorithms for approximate string
    /// matching*, 1985).
    fn row(&mut self, letter: char) -> u8 {
        let depth = self.letters.len() + 1;
        let mut next = [FAR; ROW];
        let (mut least, mut left) = (FAR, FAR);
        if depth <= self.most {
            (least, left) = (depth as u8, depth as u8);
            next[0] = left;
        }
        let above = self.rows.last().unwrap_or(&[FAR; ROW]);
        let before = depth.checked_sub(2).and_then(|depth| self.rows.get(depth));
        let last = self.letters.last();
        let from = depth.saturating_sub(self.most + 1);
        let cells = self.typed.iter().enumerate().skip(from).take(2 * self.most + 1);
        let mut typed_before = from.checked_sub(1).and_then(|at| self.typed.get(at));
        for (i, typed) in cells {
            let mut best =
                (above[i] + u8::from(*typed != letter)).min(left + 1).min(above[i + 1] + 1);
            if let Some(before) = before
                && typed_before == Some(&letter)
                && last == Some(typed)
            {
                best = best.min(before[i - 1] + 1);
            }
            typed_before = Some(typed);
            least = least.min(best);
            left = best;
            next[i + 1] = best;
        }
        self.rows.push(next);
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
