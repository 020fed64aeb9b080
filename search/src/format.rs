//! The index format: what stands at which byte, and the small encodings that writer and reader share.
//!
//! One buffer, little endian, no alignment. All counts and lengths are checked by the reader before use.
//!
//! | at | bytes | what |
//! |---|---|---|
//! | 0 | 4 | [`MAGIC`] |
//! | 4 | 4 | [`VERSION`] |
//! | 8 | 4 | length of the whole buffer |
//! | 12 | 8 | [`checksum`] of everything from byte 20 on |
//! | 20 | 12 | locale, ASCII, padded with zeros |
//! | 32 | 4 | number of articles |
//! | 36 | 4 | number of passages (all articles together) |
//! | 40 | 4 | number of terms |
//! | 44 | 4 × 7 | length of each section, in the order of [`Section`] |
//! | 72 | … | the sections, one after the other |
//!
//! | section | what |
//! |---|---|
//! | `Blocks` | per block of [`BLOCK`] terms four varints: its bytes in `Letters`, in `Counts`, in `Gaps`, its postings |
//! | `Shapes` | per term two bytes: bytes shared with the term before it in the block, bytes that follow |
//! | `Letters` | the bytes that follow, term after term, in ascending byte order of the terms |
//! | `Counts` | per term one varint: its postings |
//! | `Gaps` | per posting one varint: distance from the passage before it in the term's list (the first: from −1, so ≥ 1) |
//! | `Codes` | per posting one byte: see [`code`] |
//! | `Articles` | per article a record: varint passages, byte title mass, strings slug, title, section, url, fragment; then per passage: byte [`size`] in words, varint text bytes, strings heading, anchor |
//!
//! After the sections, to the end of the buffer: the passages' texts, one after the other.
//!
//! A string is a varint length in bytes and UTF-8. A varint has seven bits a byte, low bits first, at most five bytes.
//! Alike data stands side by side because the file travels compressed. The texts are last and nothing that ranks
//! reads them, so that they can move to files of their own.

/// First bytes of every index.
pub const MAGIC: [u8; 4] = *b"FDX\n";

/// Version of the format. Any change of the bytes' meaning, of [`crate::token`]'s folding or segmentation included,
/// takes the next number: a reader answers only what was written for it.
pub const VERSION: u32 = 1;

/// Bytes before the first section.
pub const HEADER: usize = 72;

/// Where the checksummed part starts.
pub const CHECKED_FROM: usize = 20;

/// Terms in a block of the dictionary. A lookup is a binary search over blocks and a walk inside one.
/// Larger blocks save bytes (fewer whole terms) and cost steps; 32 is a guess between, not yet measured.
pub const BLOCK: usize = 32;

/// Longest term in bytes; longer words are cut (on both sides alike, so that they still find each other).
pub const LONGEST_TERM: usize = 48;

/// The sections in file order.
#[derive(Clone, Copy)]
pub enum Section {
    /// Sizes of the dictionary's blocks.
    Blocks,
    /// Shared and own length of each term.
    Shapes,
    /// Own bytes of each term.
    Letters,
    /// Postings of each term.
    Counts,
    /// Passage distances.
    Gaps,
    /// Fields and frequencies.
    Codes,
    /// Article and passage records.
    Articles,
}

/// How many sections there are.
pub const SECTIONS: usize = 7;

/// The byte of a posting: where in the passage the term stands, and how often in its text.
pub mod code {
    /// The low three bits are a frequency level of the text, 0 = not in the text.
    pub const LEVEL: u8 = 7;
    /// In the article's title (told with its first passage).
    pub const TITLE: u8 = 8;
    /// In the passage's heading.
    pub const HEADING: u8 = 16;
    /// In the article's keywords (told with its first passage).
    pub const KEYWORD: u8 = 32;
    /// Occurrences that a level stands for. Saturation makes finer steps worthless at the top.
    pub const OCCURRENCES: [u8; 8] = [0, 1, 2, 3, 4, 6, 9, 14];

    /// The level nearest below a number of occurrences.
    pub fn level(occurrences: u32) -> u8 {
        let mut level = 0;
        while level < 7 && u32::from(OCCURRENCES[usize::from(level) + 1]) <= occurrences {
            level += 1;
        }
        level
    }
}

/// A length as one byte: exact up to 31, then four significant bits (at most 6 % low).
/// The same idea as Lucene's `SmallFloat.intToByte4`.
pub mod size {
    /// Number to byte, rounding down; saturates at 507,904.
    pub fn pack(n: u32) -> u8 {
        if n < 16 {
            return n as u8;
        }
        let shift = 27 - n.leading_zeros();
        if shift > 14 {
            return u8::MAX;
        }
        (((shift + 1) << 4) | ((n >> shift) & 15)) as u8
    }

    /// Byte to number.
    pub fn unpack(byte: u8) -> u32 {
        let (high, low) = (u32::from(byte >> 4), u32::from(byte & 15));
        if high == 0 { low } else { (16 | low) << (high - 1) }
    }
}

/// Units of the title mass byte per 1.0 of idf, before [`size::pack`].
pub const MASS_UNITS: f32 = 8.0;

/// How telling a term is that `found` of `articles` contain: Robertson–Spärck Jones weight, never negative.
pub fn idf(articles: u32, found: u32) -> f32 {
    let (n, df) = (articles as f32, found.min(articles) as f32);
    ln(1.0 + (n - df + 0.5) / (df + 0.5))
}

/// Natural logarithm for `x` ≥ 1, by exponent and the series of artanh; within 1e-6 of the true value. Ours rather
/// than the platform's so that the same articles give the same bytes, and the same bytes the same ranking, everywhere.
fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let mantissa = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let t2 = t * t;
    let series =
        1.0 + t2 * (1.0 / 3.0 + t2 * (0.2 + t2 * (1.0 / 7.0 + t2 * (1.0 / 9.0 + t2 / 11.0))));
    exponent as f32 * core::f32::consts::LN_2 + 2.0 * t * series
}

/// Detects damage in transport (not tampering): eight bytes a step, so that opening stays quick.
pub fn checksum(bytes: &[u8]) -> u64 {
    // The odd constant is 2^64 divided by the golden ratio, as in Knuth's multiplicative hashing.
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut sum = bytes.len() as u64;
    let mut mix = |word: u64| {
        sum = (sum ^ word).wrapping_mul(STEP);
        sum ^= sum >> 29;
    };
    let (words, rest) = bytes.as_chunks::<8>();
    words.iter().for_each(|word| mix(u64::from_le_bytes(*word)));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(u64::from_le_bytes(last));
    sum
}

/// Appends a varint.
pub fn put(out: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Appends a string.
pub fn put_str(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// Reads forward through a slice; every read is checked.
#[derive(Clone, Copy)]
pub struct Bytes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bytes<'a> {
    /// From `at` on; a start past the end reads nothing.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Bytes { bytes, at }
    }

    /// Where the next read starts.
    pub fn at(&self) -> usize {
        self.at
    }

    /// One byte.
    pub fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// A varint; `None` at the end or past five bytes.
    pub fn number(&mut self) -> Option<u32> {
        let first = self.byte()?;
        if first < 0x80 {
            return Some(u32::from(first));
        }
        let mut n = u32::from(first & 0x7f);
        for shift in [7, 14, 21, 28] {
            let byte = self.byte()?;
            n |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(n);
            }
        }
        None
    }

    /// Four bytes, little endian.
    pub fn word(&mut self) -> Option<u32> {
        self.slice(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    /// The next `n` bytes.
    pub fn slice(&mut self, n: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(n)?;
        let slice = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(slice)
    }

    /// A string.
    pub fn text(&mut self) -> Option<&'a str> {
        let n = self.number()? as usize;
        core::str::from_utf8(self.slice(n)?).ok()
    }

    /// Passes over a string without looking at it.
    pub fn skip_text(&mut self) -> Option<()> {
        let n = self.number()? as usize;
        self.slice(n).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varints_come_back() {
        for n in [0, 1, 127, 128, 300, 16_383, 16_384, 2_097_151, 2_097_152, u32::MAX] {
            let mut out = Vec::new();
            put(&mut out, n);
            assert_eq!(Bytes::new(&out, 0).number(), Some(n));
            out.pop();
            assert_eq!(Bytes::new(&out, 0).number(), None, "cut {n}");
        }
        assert_eq!(Bytes::new(&[0xff; 9], 0).number(), None);
    }

    #[test]
    fn sizes_are_near() {
        for n in 0..500_000 {
            let back = size::unpack(size::pack(n));
            assert!(back <= n && (n - back) as f32 <= n as f32 * 0.0625, "{n} came back as {back}");
        }
        assert_eq!(size::unpack(size::pack(u32::MAX)), 507_904);
    }

    #[test]
    fn levels_are_monotonous() {
        assert_eq!(
            [0, 1, 2, 3, 4, 5, 6, 8, 9, 13, 14, 9_999].map(code::level),
            [0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 7]
        );
    }

    #[test]
    fn logarithm_agrees() {
        for i in 0..100_000 {
            let x = 1.0 + i as f32 * 0.37;
            assert!((ln(x) - x.ln()).abs() <= 2e-6 * x.ln().max(1.0), "{x}");
        }
    }

    #[test]
    fn checksum_sees_each_bit() {
        let bytes: Vec<u8> = (0..61).map(|i| i ^ 0x5a).collect();
        let sum = checksum(&bytes);
        for bit in 0..bytes.len() * 8 {
            let mut other = bytes.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(checksum(&other), sum);
        }
        assert_ne!(checksum(&[0]), checksum(&[0, 0]));
    }
}
