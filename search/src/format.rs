//! The index format: what stands at which byte.
//!
//! An index is a *head* and *parts*. The head has the dictionary and what ranking needs of every article; the parts
//! have postings, records (titles, addresses) and texts. A part follows the head in the same file, or is a file of its
//! own that is fetched when a query needs it: same bytes, same reader. Little endian, no alignment. All counts and
//! lengths are checked by the reader before use.
//!
//! | at | bytes | what |
//! |---|---|---|
//! | 0 | 4 | [`MAGIC`] |
//! | 4 | 4 | [`VERSION`] |
//! | 8 | 4 | length of this file |
//! | 12 | 8 | [`crate::bytes::checksum`] of everything from byte 20 on |
//! | 20 | 12 | locale, ASCII, padded with zeros |
//! | 32 | 4 × 6 | numbers of articles, passages, terms, groups; words of an article on average; occurrences of a term in an article that has it, on average, in 1/256 |
//! | 56 | 4 | length of the texts that are in this file |
//! | 60 | 4 × 8 | length of each section, in the order of [`Section`] |
//! | 92 | … | those texts; the sections, one after the other; then the postings and the records that are in this file |
//!
//! A *term* is a word as written (folded). Terms with the same stem are one *group*; groups are numbered in the order
//! in which the dictionary first names them, and have one list of postings.
//!
//! | section | what |
//! |---|---|
//! | `Letters` | per term a byte that tells how many bytes it shares with the one before it ([`mark`]), then the bytes that follow; ascending |
//! | `Groups` | per term one varint: [`NEW`] = the next new group, n + [`NEW`] = the group that began n groups ago |
//! | `Common` | groups in more than half of the articles, whose text postings are left out: varints distance to the group before, articles that have it, occurrences in each of those in 1/16 |
//! | `Language` | five lists, each a varint count and its strings: stop words, sorted; endings that words of a group take in each other's place, typed and meant in turn; synonyms, typed and meant in turn. Then the rules of pages: varint count, per rule the string path, varint articles, per article a varint, the distance to the one before it less one |
//! | `Compounds` | varint count, then per compound three varints: the group and the two groups of its parts |
//! | `Passages` | per article one varint: its passages, 1 or more |
//! | `Articles` | three bytes per article, in three streams: words of its texts, weight of its title ([`crate::bytes::size`]), boost in 1/64; where any article has a date a fourth: how new it is among the dates of all, 1 to 255, 0 without a date |
//! | `Parts` | per [`PartKind`]: varint twice their number, 1 more if they are in this file; per part a varint, its groups or articles; then of those in this file a varint, their bytes, and of others their name: the [`PART_NAME`] high bytes of their checksum, low byte first |
//!
//! | part | what |
//! |---|---|
//! | postings | per group one varint, its postings; then, per [`class`] of groups, per posting a varint: the distance to the posting before it in the [`order`] of articles, from 1 on; then, per class, per posting the byte of [`code`] |
//! | records | eight streams: the articles' slugs, titles, sections, urls, fragments, each a string; their passages' text bytes, a varint, headings, a string, anchors: varint 0 for what [`anchor`] makes of the heading, else 1 + length in bytes, and UTF-8 |
//! | texts | per article one varint, the bytes of its passages' texts together; then the texts, one after the other |
//!
//! A string is a varint length in bytes and UTF-8. A varint has seven bits a byte, low bits first, at most five bytes.
//! Alike data stands side by side because files travel compressed.

/// First bytes of every index.
pub const MAGIC: [u8; 4] = *b"FDX\n";

/// Version of the format. Any change of the bytes' meaning, of [`crate::token`]'s folding or segmentation included,
/// takes the next number: a reader answers only what was written for it.
pub const VERSION: u32 = 4;

/// Bytes before the first section.
pub const HEADER: usize = 92;

/// Where the checksummed part starts.
pub const CHECKED_FROM: usize = 20;

/// Terms in a block of the dictionary. A lookup is a binary search over blocks and a walk inside one. Larger blocks
/// save bytes (fewer whole terms) and cost steps.
pub const BLOCK: usize = 64;

/// What stands for the next new group. Not 0: brotli takes bytes without zeros for text, and then does better by the
/// dictionary. Distances of postings are from 1 on for the same reason.
pub const NEW: u32 = 1;

/// Groups from one noted place of a part of postings to the next: in between, lists are passed over in a tight loop.
pub const GROUPS: usize = 128;

/// Classes of groups by their postings.
pub const CLASSES: usize = 8;

/// The class of a group: 1 posting, up to 4, up to 16, and so on by fours. Lists of a class stand side by side, because
/// brotli gives each stretch of bytes codes of its own: their distances are alike.
pub fn class(postings: u32) -> usize {
    let bits = postings.saturating_sub(1).checked_ilog2().map_or(0, |top| top as usize + 1);
    bits.div_ceil(2).min(CLASSES - 1)
}

/// The articles in the order in which postings name them, told by the [`crate::bytes::size`] of each. In the head's own
/// file from long ones to short ones in steps of four times the length, those of a step as they are numbered: long
/// articles have more words, so that distances among them are shorter, and alike. In parts as they are numbered: an article
/// that grows must not change what is said of others.
pub fn order(sizes: &[u8], inside: bool) -> Vec<u32> {
    let mut order = Vec::with_capacity(sizes.len());
    for here in (0..8).rev() {
        let step_of = |size: u8| if inside { step(size) } else { 0 };
        let here = (0..).zip(sizes).filter(|(_, size)| step_of(**size) == here);
        order.extend(here.map(|(article, _)| article));
    }
    order
}

/// The step of lengths that a [`crate::bytes::size`] is in: four times the length of the one below, from 0 to 7.
pub fn step(size: u8) -> u8 {
    size >> 5
}

/// Bytes of a part's name. The directory travels with every first search, and names cannot be compressed: six bytes
/// are enough that a site of ten thousand parts has two of one name once in five million builds.
pub const PART_NAME: usize = 6;

/// Longest term in bytes; longer words are cut (on both sides alike, so that they still find each other).
pub const LONGEST_TERM: usize = 48;

/// Fewest letters of each of two words that were typed as one.
pub const SHORTEST_SPLIT: usize = 3;

/// Units of the title weight byte per 1.0, before [`crate::bytes::size::pack`].
pub const MASS_UNITS: f32 = 8.0;

/// Units of a boost byte per 1.0: 64 = neither favoured nor held back.
pub const BOOST_UNITS: f32 = 64.0;

/// The sections in file order.
#[derive(Clone, Copy)]
pub enum Section {
    /// The terms.
    Letters,
    /// Group of each term.
    Groups,
    /// Groups that are nearly everywhere.
    Common,
    /// Stop words, endings, synonyms.
    Language,
    /// Compound words and their parts.
    Compounds,
    /// Passages of each article.
    Passages,
    /// Length, title weight and boost of each article.
    Articles,
    /// Where the parts are.
    Parts,
}

/// How many sections there are.
pub const SECTIONS: usize = 8;

/// Kinds of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Postings of a range of groups.
    Postings = 0,
    /// Records of a range of articles.
    Records = 1,
    /// Texts of a range of articles.
    Texts = 2,
}

/// Streams of a part of records, in order: those with one string per article, then those of passages.
pub const RECORD_STREAMS: usize = 8;

/// Of [`RECORD_STREAMS`] the first of passages.
pub const OF_PASSAGES: usize = 5;

/// The anchor that a heading gets when its author gives it none: letters and digits, one hyphen for all between. Only
/// of ASCII; an anchor that is another, whatever made it, is stored.
pub fn anchor(heading: &str) -> String {
    let mut anchor = String::with_capacity(heading.len());
    for c in heading.chars() {
        if c.is_ascii_alphanumeric() {
            anchor.push(c.to_ascii_lowercase());
        } else if !anchor.is_empty() && !anchor.ends_with('-') {
            anchor.push('-');
        }
    }
    if anchor.ends_with('-') {
        anchor.pop();
    }
    anchor
}

/// The byte before each term: bytes shared with the term before it. Control signs and capitals, which no folded term has.
pub mod mark {
    /// Number to byte; at most 47.
    pub fn pack(shared: usize) -> u8 {
        if shared < 32 { shared as u8 } else { b'A' + (shared - 32) as u8 }
    }

    /// Byte to number; `None` for a byte of a term.
    pub fn unpack(byte: u8) -> Option<usize> {
        match byte {
            0..32 => Some(usize::from(byte)),
            b'A'..=b'P' => Some(usize::from(byte - b'A') + 32),
            _ => None,
        }
    }

    /// Whether a byte is none of a term.
    pub fn is(byte: u8) -> bool {
        byte < 32 || byte.wrapping_sub(b'A') < 16
    }
}

/// The byte of a posting: where in the article the term stands, and how often in its texts.
pub mod code {
    /// The low three bits are a frequency level of the texts, 0 = not in them.
    pub const LEVEL: u8 = 7;
    /// In the article's title.
    pub const TITLE: u8 = 8;
    /// In a heading.
    pub const HEADING: u8 = 16;
    /// In the article's keywords.
    pub const KEYWORD: u8 = 32;
    /// Occurrences that a level stands for. Saturation makes finer steps worthless: seven levels instead of these five
    /// gain nothing on the development sets and cost 1.2 of 50 kB.
    pub const OCCURRENCES: [u8; 8] = [0, 1, 2, 4, 7, 12, 12, 12];

    /// The level nearest below a number of occurrences.
    pub fn level(occurrences: u32) -> u8 {
        match occurrences {
            0 => 0,
            1 => 1,
            2..4 => 2,
            4..7 => 3,
            7..12 => 4,
            _ => 5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_stand_for_no_more_than_there_is() {
        for n in 0..100u32 {
            let level = code::level(n);
            assert!(u32::from(code::OCCURRENCES[usize::from(level)]) <= n, "{n}");
            assert!(level >= code::level(n.saturating_sub(1)));
        }
    }

    #[test]
    fn classes_go_by_fours() {
        let of = [0, 1, 2, 4, 5, 16, 17, 64, 65, 256, 4096, 4097, 16_385, u32::MAX].map(class);
        assert_eq!(of, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 6, 7, 7, 7]);
    }

    #[test]
    fn long_articles_are_named_first_in_one_file() {
        let sizes = [10, 100, 40, 127, 33, 255, 0];
        assert_eq!(order(&sizes, true), [5, 1, 3, 2, 4, 0, 6]);
        assert_eq!(order(&sizes, false), [0, 1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn anchors_are_of_headings() {
        let check = |heading, expected| assert_eq!(anchor(heading), expected, "{heading}");
        check("Which words work best", "which-words-work-best");
        check(" What?  Why – and *when*? ", "what-why-and-when");
        check("Größe", "gr-e");
        check("検索", "");
        check("", "");
    }

    #[test]
    fn marks_come_back() {
        for shared in 0..LONGEST_TERM {
            assert_eq!(mark::unpack(mark::pack(shared)), Some(shared));
        }
        assert_eq!([b'a', b'z', b'0', b'.', 0xc3].map(mark::unpack), [None; 5]);
    }
}
