//! Bytes that are not the index that was written: an error or an answer, never a panic, never a hang.

use crate::corpus::{Random, bytes, site};
use crate::sealed::{exercise, joined, seal};
use search::{Index, OpenError, Packing, VERSION};

fn error(bytes: Vec<u8>) -> Option<OpenError> {
    Index::open(bytes).err()
}

#[test]
fn a_newer_version_is_refused() {
    let mut newer = bytes("en");
    newer[4..8].copy_from_slice(&(VERSION + 1).to_le_bytes());
    assert_eq!(error(newer.clone()), Some(OpenError::Newer { version: VERSION + 1 }));
    let (newer, _) = seal(newer);
    assert_eq!(error(newer), Some(OpenError::Newer { version: VERSION + 1 }));
}

#[test]
fn something_else_is_refused() {
    let check =
        |bytes: &[u8], expected| assert_eq!(error(bytes.to_vec()), Some(expected), "{bytes:?}");
    check(b"<!doctype html>", OpenError::NotAnIndex);
    check(b"{}", OpenError::NotAnIndex);
    check(b"", OpenError::Truncated);
    check(b"FDX", OpenError::Truncated);
    check(b"FDX\n", OpenError::Truncated);
    check(b"FDX\n\0\0\0\0", OpenError::NotAnIndex);
}

#[test]
fn every_truncation_is_told() {
    let whole = bytes("en");
    for length in 0..whole.len() {
        assert_eq!(error(whole[..length].to_vec()), Some(OpenError::Truncated), "{length}");
    }
    let mut longer = whole;
    longer.push(0);
    assert_eq!(error(longer), Some(OpenError::Damaged));
}

#[test]
fn every_flipped_bit_is_told() {
    let whole = bytes("ja");
    for bit in 0..whole.len() * 8 {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(error(flipped).is_some(), "bit {bit}");
    }
}

#[test]
fn sealed_damage_is_survived() {
    let mut random = Random(5);
    let parts = Packing { part: [300; 3], ..Packing::PARTS };
    let wholes = [Packing::ONE_FILE, parts, Packing::BARE]
        .map(|packing| ["en", "de", "ja"].map(|locale| joined(&site(locale).pack(packing))));
    let mut opened = 0;
    for round in 0..3_600 {
        let mut damaged = wholes[round / 3 % 3][round % 3].clone();
        for _ in 0..=random.below(3) {
            // Half of the damage goes to the header, the dictionary and the postings, where lengths are.
            let reach = if random.below(2) == 0 { damaged.len() / 3 } else { damaged.len() };
            let at = random.below(reach).max(20);
            damaged[at] = [0, 1, 0x7f, 0x80, 0xff, random.below(256) as u8][random.below(6)];
        }
        if random.below(8) == 0 {
            damaged.truncate(random.below(damaged.len()).max(20));
        }
        opened += usize::from(exercise(damaged));
    }
    assert!(opened > 600, "only {opened} opened: the test no longer reaches the reader");
}

#[test]
fn noise_is_survived() {
    let mut random = Random(9);
    for _ in 0..3_000 {
        let mut noise: Vec<u8> =
            (0..20 + random.below(400)).map(|_| random.below(256) as u8).collect();
        noise[..4].copy_from_slice(b"FDX\n");
        noise[4..8].copy_from_slice(&VERSION.to_le_bytes());
        // Small counts and lengths, so that some of the noise fits.
        noise
            .iter_mut()
            .skip(32)
            .take(60)
            .enumerate()
            .filter(|(i, _)| i % 4 != 0)
            .for_each(|(_, byte)| *byte = 0);
        exercise(noise);
    }
}
