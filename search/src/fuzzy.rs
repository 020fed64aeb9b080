//! Words of the dictionary near a mistyped one.
//!
//! Distance is optimal string alignment: insert, delete, replace, and swap of two neighbours, each 1 (Boytsov,
//! *Indexing methods for approximate dictionary searching*, 2011).
//!
//! How many letters of the typed word are accounted for is a state; all states that can be reached with so many edits
//! are the bits of one number, and a letter of a term moves them together (Wu & Manber, *Fast text searching allowing
//! errors*, 1992; with swaps as in Hyyrö, *A bit-vector algorithm for computing Levenshtein and Damerau edit
//! distances*, 2003). The dictionary is sorted, so terms that share a beginning share the states, and where a beginning
//! leads nowhere the states tell the next one that does not: all between is passed by, whole blocks of it unread
//! (Schulz & Mihov, *Fast string correction with Levenshtein automata*, 2002).

use crate::format::LONGEST_TERM;
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
    let mut walk = Walk::new(&typed, most);
    // Nobody mistypes into another script. Folded Latin is ASCII, and ASCII comes first in the dictionary.
    let latin = word.is_ascii();
    let mut cursor = index.walk();
    let mut going = cursor.seek(if latin { &[] } else { &[0x80] });
    while going {
        let term = cursor.term();
        if latin && !term.first().is_some_and(u8::is_ascii) {
            return;
        }
        if walk.follow(term, cursor.shared()) {
            if let Some(distance) = walk.distance() {
                let group = cursor.group();
                found(group, core::str::from_utf8(cursor.term()).unwrap_or(""), distance);
            }
            going = cursor.step();
        } else {
            going = walk.next(cursor.term()).is_some_and(|target| cursor.seek(target));
        }
    }
}

/// The states after some letters of a term. Bit i: the first i letters of the typed word are accounted for.
#[derive(Clone, Copy)]
struct States {
    /// With at least none, one, two edits left to be made.
    left: [u64; 3],
    /// With at least one, two left before the last letter, where that is the second of the next two letters: should the
    /// first of them follow, they are swapped.
    swapping: [u64; 2],
    /// The last letter, and how many bytes of the term it is all.
    letter: char,
    end: usize,
}

/// A walk through terms, which goes back to where they part.
struct Walk<'a> {
    typed: &'a [char],
    most: usize,
    /// One for each letter of the term so far, and before them one for none.
    path: Vec<States>,
    target: Vec<u8>,
}

impl<'a> Walk<'a> {
    /// `most` is 1 or 2.
    fn new(typed: &'a [char], most: usize) -> Self {
        // Letters that are left out cost an edit each.
        let left = if most < 2 { [3, 1, 0] } else { [7, 3, 1] };
        let none = States { left, swapping: [0; 2], letter: ' ', end: 0 };
        Walk { typed, most, path: vec![none], target: Vec::with_capacity(LONGEST_TERM) }
    }

    /// Goes to `term`, whose first `shared` bytes are those of the term before; false, and no farther, as soon as no
    /// term that begins so can be near.
    fn follow(&mut self, term: &[u8], shared: usize) -> bool {
        while self.path.len() > 1 && self.path.last().is_some_and(|last| last.end > shared) {
            self.path.pop();
        }
        let Some(mut states) = self.path.last().copied() else {
            return false;
        };
        while let Some(letter) = term.get(states.end..).and_then(first_letter) {
            states = self.after(&states, letter);
            self.path.push(states);
            if states.left[0] == 0 {
                return false;
            }
        }
        true
    }

    /// One more letter.
    fn after(&self, states: &States, letter: char) -> States {
        let States { left: [none, one, two], swapping: [swap_one, swap_two], .. } = *states;
        // Where the letter stands in the typed word.
        let here =
            self.typed.iter().rev().fold(0, |bits, other| bits << 1 | u64::from(*other == letter));
        let all = if letter.is_ascii_digit() { 0 } else { (2 << self.typed.len()) - 1 };
        // A letter too many leaves the state as it is, another letter moves it by one; a letter too few moves it by one
        // more, without a letter.
        let edited = |more: u64, more_now: u64| more | (more | more_now) << 1;
        let two_now = (two & here) << 1;
        let one_now = (one & here) << 1 | (swap_two & here) << 2 | edited(two, two_now);
        let none_now = (none & here) << 1 | (swap_one & here) << 2 | edited(one, one_now);
        States {
            left: [none_now & all, one_now & all, two_now & all],
            swapping: [one & here >> 1, two & here >> 1],
            letter,
            end: states.end + letter.len_utf8(),
        }
    }

    /// The distance of the term that was followed, if it is near.
    fn distance(&self) -> Option<usize> {
        let left = &self.path.last()?.left;
        let left = left.iter().rposition(|states| states >> self.typed.len() & 1 == 1)?;
        self.most.checked_sub(left)
    }

    /// After [`Walk::follow`] said no at some letter of `term`: the least text, above all that begins so, with which a
    /// near term may begin.
    fn next(&mut self, term: &[u8]) -> Option<&[u8]> {
        while let [.., before, last] = self.path.as_slice() {
            let (from, more) = if before.left[1] != 0 {
                // An edit is left for whatever letter comes next, were it not a digit.
                if last.letter.is_ascii_digit() { (before.end, ':') } else { (last.end, char::MAX) }
            } else if let Some(letter) = self.least(before, last.letter) {
                (before.end, letter)
            } else {
                self.path.pop();
                continue;
            };
            self.target.clear();
            self.target.extend_from_slice(term.get(..from)?);
            self.target.extend_from_slice(more.encode_utf8(&mut [0; 4]).as_bytes());
            return Some(&self.target);
        }
        None
    }

    /// The least letter above `last` that leads on where no edit is left. The first of two swapped letters is among
    /// them: the second may as well have been one too many.
    fn least(&self, states: &States, last: char) -> Option<char> {
        let letters = self.typed.iter().enumerate();
        let leading = letters.filter(|(i, _)| states.left[0] >> i & 1 == 1);
        leading.map(|(_, letter)| *letter).filter(|letter| *letter > last).min()
    }
}

/// The letter that bytes begin with.
fn first_letter(bytes: &[u8]) -> Option<char> {
    let width = match bytes.first()? {
        byte @ ..0x80 => return Some(char::from(*byte)),
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    };
    core::str::from_utf8(bytes.get(..width)?).ok()?.chars().next()
}

#[cfg(test)]
mod tests;
