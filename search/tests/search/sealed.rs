//! Damage with a checksum that fits, so that it reaches the reader behind the checksum: for heads and for parts.
//!
//! A head and its parts are one row of bytes here, so that whoever makes damage needs to know nothing of parts.

use search::{Asked, Index, Packed};

/// Where the lengths of the sections stand, and how many there are; the last one is the directory of the parts. The
/// length of the texts before the sections stands before them.
const LENGTHS: usize = 60;
const SECTIONS: usize = 8;
const HEADER: usize = LENGTHS + 4 * SECTIONS;

/// Bytes of a part's name in the directory.
const NAME: usize = 6;

/// Head and parts as one row of bytes: the head, then each part behind its length.
pub fn joined(packed: &Packed) -> Vec<u8> {
    let mut out = packed.head.clone();
    for (_, bytes) in &packed.parts {
        out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        out.extend_from_slice(bytes);
    }
    out
}

/// The head and the parts of damaged bytes, with lengths and checksums that fit as far as that goes.
pub fn seal(mut head: Vec<u8>) -> (Vec<u8>, Vec<(String, Vec<u8>)>) {
    if head.len() < HEADER {
        return (head, Vec::new());
    }
    let length = word(&head, 8).clamp(HEADER, head.len());
    let tail = head.split_off(length);
    head[8..12].copy_from_slice(&(length as u32).to_le_bytes());
    let sections: usize = (0..SECTIONS - 1).map(|n| word(&head, LENGTHS + 4 * n)).sum();
    let mut names = names(&head, HEADER + word(&head, LENGTHS - 4) + sections).into_iter();
    let mut tail = tail.as_slice();
    let mut parts = Vec::new();
    while let (Some(at), Some((length, rest))) = (names.next(), tail.split_at_checked(4)) {
        let (bytes, rest) = rest.split_at(word(length, 0).min(rest.len()));
        let name = checksum(bytes) >> 16;
        head[at..at + NAME].copy_from_slice(&name.to_le_bytes()[..NAME]);
        parts.push((format!("{name:012x}"), bytes.to_vec()));
        tail = rest;
    }
    let sum = checksum(&head[20..]);
    head[12..20].copy_from_slice(&sum.to_le_bytes());
    (head, parts)
}

/// Seals bytes, opens them, and uses everything that there is; whether they opened.
pub fn exercise(bytes: Vec<u8>) -> bool {
    let (head, parts) = seal(bytes);
    let Ok(mut index) = Index::open(head) else {
        return false;
    };
    use_all(&index);
    for (name, bytes) in parts {
        // Refused or not: it must go on answering.
        let _ = index.supply(&name, bytes);
    }
    use_all(&index);
    true
}

fn use_all(index: &Index) {
    for text in [
        "pasword rese",
        "w",
        "how do i",
        "wi-fi installation vesion",
        "\"reset your\" passwordrules",
        "パスワード",
        "返",
        "passwortrechnung zurückgesetzt ",
    ] {
        let answer = index.ask(&Asked { text, k: 5, prefer: &[(1, 2.0)], page: "/a", first: None });
        for hit in &answer.hits {
            index.explain(text, hit.article);
        }
        index.complete(text, 5);
        index.covers(text, "Your password has a link. パスワード");
    }
    for id in 0..index.len().min(50) {
        index.article(id);
        for number in 0..index.passages(id).min(20) {
            index.passage(id, number);
        }
    }
    index.find("shop/about");
    index.at(&["/help/en/shop/about/"]);
    index.locale();
    index.memory();
}

/// Where the names stand in the directory, which begins at `at`, as far as it can be read.
fn names(head: &[u8], mut at: usize) -> Vec<usize> {
    let mut names = Vec::new();
    for _kind in 0..3 {
        let Some((number, after)) = varint(head, at) else { break };
        at = after;
        // The numbers of all parts, and the lengths of those that are in the head.
        for _ in 0..number / 2 * (1 + number % 2) {
            let Some((_, after)) = varint(head, at) else { return names };
            at = after;
        }
        for _ in 0..if number % 2 == 0 { number / 2 } else { 0 } {
            if at + NAME > head.len() {
                return names;
            }
            names.push(at);
            at += NAME;
        }
    }
    names
}

fn varint(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut n = 0;
    for (i, byte) in bytes.get(at..)?.iter().take(5).enumerate() {
        n |= usize::from(byte & 0x7f) << (7 * i);
        if *byte < 0x80 {
            return Some((n, at + i + 1));
        }
    }
    None
}

fn word(bytes: &[u8], at: usize) -> usize {
    bytes[at..at + 4].iter().rev().fold(0, |n, byte| n << 8 | usize::from(*byte))
}

/// As documented in `format`.
fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = bytes.len() as u64;
    for chunk in bytes.chunks(8).chain(bytes.len().is_multiple_of(8).then_some(&[][..])) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        sum = (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        sum ^= sum >> 29;
    }
    sum
}
