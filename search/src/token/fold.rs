//! Folding: one written form for letters that visitors do not tell apart.
//!
//! Case, diacritics, full and half width. Where a language spells a letter with two, so do we: that is the seam.
//! Elsewhere a letter loses its marks, because a keyboard without them leaves them out: å and ä of Swedish and Finnish
//! are typed a, the dotless ı of Turkish is typed i.

use super::{Lang, lower};

/// Base letters of U+00C0–U+017F (Latin-1 letters and Latin Extended-A), `\0` = handled by name in [`fold`].
const LATIN: &[u8; 192] =
    b"aaaaaa\0ceeeeiiii\0nooooo\0ouuuuy\0\0aaaaaa\0ceeeeiiii\0nooooo\0ouuuuy\0y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii\0\0jjkkkllllllllll\
nnnnnnnnnoooooo\0\0rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Base letters of U+1E00–U+1EFF (Latin Extended Additional: Vietnamese above all).
const LATIN_MORE: &[u8; 256] =
    b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnn\
oooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyasss\0d\
aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyllvvyy";

/// Full-width forms of U+FF66–U+FF9D (half-width Katakana), in their order.
const KATAKANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Letters with a nukta, U+0958–U+095F, without it.
const NUKTA: &str = "कखगजडढफय";

/// Appends the folded form of `c` to `out`, which holds the word so far. May append nothing or several letters.
pub fn fold(lang: Lang, c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    let at = c as u32;
    match at {
        // Marks. A combining diaeresis in German makes the letter before it an umlaut.
        0x308 if lang == Lang::De && out.ends_with(['a', 'o', 'u']) => out.push('e'),
        // Voiced and half-voiced marks: the next letter, or the one after it, is the letter with the mark.
        0x3099 | 0xff9e => voiced(out, 1),
        0x309a | 0xff9f => voiced(out, 2),
        0xad | 0x200b..=0x200f | 0x2060 | 0x300..=0x36f | 0x591..=0x5c7 | 0x640 => {}
        0x64b..=0x65f | 0x670 | 0xfe00..=0xfe0f | 0xfeff | 0xe_0100..=0xe_01ef => {}
        0xc4 | 0xe4 | 0xd6 | 0xf6 | 0xdc | 0xfc if lang == Lang::De => {
            out.push(char::from(LATIN[(at - 0xc0) as usize]));
            out.push('e');
        }
        0xc6 | 0xe6 => out.push_str("ae"),
        0x152 | 0x153 => out.push_str("oe"),
        0x132 | 0x133 => out.push_str("ij"),
        0xdf | 0x1e9e => out.push_str("ss"),
        0xd0 | 0xf0 => out.push('d'),
        0xde | 0xfe => out.push_str("th"),
        0xc0..=0x17f => match LATIN[(at - 0xc0) as usize] {
            0 => out.push(c),
            letter => out.push(char::from(letter)),
        },
        // Vietnamese horned letters; Romanian letters with a comma (those with a cedilla are above).
        0x1a0 | 0x1a1 => out.push('o'),
        0x1af | 0x1b0 => out.push('u'),
        0x218 | 0x219 => out.push('s'),
        0x21a | 0x21b => out.push('t'),
        0x1e00..=0x1eff => out.push(char::from(LATIN_MORE[(at - 0x1e00) as usize])),
        // Greek tonos and dialytika, final sigma; Cyrillic io.
        0x386 | 0x3ac => out.push('α'),
        0x388 | 0x3ad => out.push('ε'),
        0x389 | 0x3ae => out.push('η'),
        0x38a | 0x3aa | 0x3af | 0x3ca | 0x390 => out.push('ι'),
        0x38c | 0x3cc => out.push('ο'),
        0x38e | 0x3ab | 0x3cd | 0x3cb | 0x3b0 => out.push('υ'),
        0x38f | 0x3ce => out.push('ω'),
        0x3c2 => out.push('σ'),
        0x401 | 0x451 => out.push('е'),
        // Hebrew final letters stand one before their usual forms.
        0x5da | 0x5dd | 0x5df | 0x5e3 | 0x5e5 => out.extend(char::from_u32(at + 1)),
        // Arabic: forms of alef, waw and yeh, with hamza and as Persian and Urdu write them; teh marbuta; kaf; heh.
        0x622 | 0x623 | 0x625 | 0x671 => out.push('\u{627}'),
        0x624 => out.push('\u{648}'),
        0x626 | 0x649 | 0x6cc => out.push('\u{64a}'),
        0x6a9 => out.push('\u{643}'),
        0x629 | 0x6c0..=0x6c1 | 0x6d5 => out.push('\u{647}'),
        // Digits of Arabic, Persian and the scripts of India.
        0x660..=0x669 => out.push(char::from(b'0' + (at - 0x660) as u8)),
        0x6f0..=0x6f9 => out.push(char::from(b'0' + (at - 0x6f0) as u8)),
        0x966..=0xd6f if (0x66..=0x6f).contains(&(at & 0x7f)) => {
            out.push(char::from(b'0' + (at & 0x7f) as u8 - 0x66))
        }
        // Devanagari: a nukta is left out as often as not, and the two nasal signs are not told apart.
        0x93c => {}
        0x958..=0x95f => out.extend(NUKTA.chars().nth((at - 0x958) as usize)),
        0x901 => out.push('\u{902}'),
        // Full-width ASCII, half-width Katakana.
        0xff01..=0xff5e => out.push(char::from((at - 0xff01) as u8 + b'!').to_ascii_lowercase()),
        0xff66..=0xff9d => out.extend(KATAKANA.chars().nth((at - 0xff66) as usize)),
        _ => out.push(lower(c)),
    }
}

/// Puts the mark on the Kana that `out` ends with: in Unicode's order `step` further on.
fn voiced(out: &mut String, step: u32) {
    match out.pop() {
        Some('ウ') => out.push('ヴ'),
        Some(c @ 'か'..='ホ') => out.extend(char::from_u32(c as u32 + step)),
        other => out.extend(other),
    }
}

/// Appends a word of Danish or Norwegian: å and ø on a foreign keyboard are a and o to some, aa and oe to others, and all
/// of these meet.
pub fn plain(word: &str, out: &mut String) {
    let mut last = ' ';
    for c in word.chars() {
        if !matches!((last, c), ('a', 'a') | ('o', 'e')) {
            out.push(c);
            last = c;
        }
    }
}
