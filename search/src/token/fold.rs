//! Folding: one written form for letters that visitors do not tell apart.
//!
//! Case, diacritics, full and half width. Where a language spells a letter with two, so do we: that is the seam.

use super::Lang;

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
        0xad | 0x200c | 0x200d | 0x300..=0x36f | 0x591..=0x5c5 | 0x640 | 0x64b..=0x65f | 0x670 => {}
        0x3099 | 0x309a | 0xfe00..=0xfe0f => {}
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
        // Arabic: forms of alef, alef maksura, teh marbuta; digits.
        0x622 | 0x623 | 0x625 | 0x671 => out.push('\u{627}'),
        0x649 => out.push('\u{64a}'),
        0x629 => out.push('\u{647}'),
        0x660..=0x669 => out.push(char::from(b'0' + (at - 0x660) as u8)),
        0x6f0..=0x6f9 => out.push(char::from(b'0' + (at - 0x6f0) as u8)),
        // Full-width ASCII, half-width Katakana.
        0xff01..=0xff5e => out.push(char::from((at - 0xff01) as u8 + b'!').to_ascii_lowercase()),
        0xff66..=0xff9d => out.extend(KATAKANA.chars().nth((at - 0xff66) as usize)),
        _ => out.extend(c.to_lowercase()),
    }
}
