//! The small encodings that writer and reader share: varints, strings, lengths as one byte, the checksum.

use crate::format::PART_NAME;

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

/// What a part is named after, in the low [`PART_NAME`] bytes: enough that no two parts of a site have one name.
pub fn part_name(bytes: &[u8]) -> u64 {
    checksum(bytes) >> (64 - 8 * PART_NAME)
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

    /// Passes over varints without looking at them.
    pub fn skip_numbers(&mut self, mut n: usize) -> Option<()> {
        // Eight bytes at a time: each byte below 128 ends a number. Eight or more are to go, so none is passed over.
        while n >= 8
            && let Some(eight) = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk())
        {
            n -= (!u64::from_le_bytes(*eight) & 0x8080_8080_8080_8080).count_ones() as usize;
            self.at += 8;
        }
        while n > 0 {
            n -= usize::from(self.byte()? < 0x80);
        }
        Some(())
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
