//! How large an image is, read off the first bytes of its file, so that a page keeps the place free
//! until the image is there.

/// Width and height in pixels; `None` for what is damaged or of a format not known here.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let found = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        // The header chunk is always the first one.
        (big(bytes, 16, 4)?, big(bytes, 20, 4)?)
    } else if bytes.starts_with(b"GIF8") {
        (little(bytes, 6, 2)?, little(bytes, 8, 2)?)
    } else if bytes.starts_with(b"\xff\xd8") {
        jpeg(bytes)?
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12)? == b"WEBP" {
        webp(bytes)?
    } else if bytes.get(4..8)? == b"ftyp" {
        // AVIF: the property of the image itself. A search is enough, four letters are its name.
        let head = bytes.get(..bytes.len().min(4096))?;
        let at = head.windows(4).position(|name| name == b"ispe")?;
        (big(bytes, at + 8, 4)?, big(bytes, at + 12, 4)?)
    } else {
        return None;
    };
    let usual = 1..=99_999;
    (usual.contains(&found.0) && usual.contains(&found.1)).then_some(found)
}

/// A frame header holds the size; the segments before it are skipped by their lengths.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let marker = big(bytes, at, 2)?;
        if marker & 0xff00 != 0xff00 {
            return None;
        }
        match marker & 0xff {
            // Fill bytes.
            0xff => at += 1,
            // Tables of codes, extensions and arithmetic coding lie among the frame headers.
            0xc0..=0xcf if ![0xc4, 0xc8, 0xcc].contains(&(marker & 0xff)) => {
                return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?));
            }
            _ => at += 2 + usize::try_from(big(bytes, at + 2, 2)?).ok()?,
        }
    }
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8 " => Some((little(bytes, 26, 2)? & 0x3fff, little(bytes, 28, 2)? & 0x3fff)),
        b"VP8L" => {
            let bits = little(bytes, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        _ => None,
    }
}

fn big(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(count)?)?;
    Some(digits.iter().fold(0, |number, digit| number << 8 | u32::from(*digit)))
}

fn little(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(count)?)?;
    Some(digits.iter().rev().fold(0, |number, digit| number << 8 | u32::from(*digit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_no_bytes_stop_it() {
        let check = |bytes: &[u8], expected: Option<(u32, u32)>| {
            assert_eq!(size(bytes), expected, "{bytes:x?}");
            for end in 0..bytes.len() {
                size(&bytes[..end]);
            }
        };
        check(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x03\x20\0\0\x01\x90\x08", Some((800, 400)));
        check(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\x01\x90\x08", None);
        check(b"GIF89a\x20\x03\x90\x01", Some((800, 400)));
        check(
            b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\x01\x90\x03\x20\x03",
            Some((800, 400)),
        );
        check(b"\xff\xd8\0\0\0\0", None);
        check(b"RIFF....WEBPVP8X....\0...\x1f\x03\0\x8f\x01\0", Some((800, 400)));
        check(b"RIFF....WEBPVP8L....\x2f\x1f\xc3\x63\0", Some((800, 400)));
        check(b"RIFF....WEBPVP8 ....\0\0\0\x9d\x01\x2a\x20\x03\x90\x01", Some((800, 400)));
        check(b"\0\0\0\x18ftypavif....ispe\0\0\0\0\0\0\x03\x20\0\0\x01\x90", Some((800, 400)));
        check(b"a text", None);
    }
}
