//! Attachments: which files a message may carry, and what they are called.
//!
//! What a file is, its first bytes tell: a name and a claimed type are only claims. Nothing is kept
//! that a browser could run. A text is served as plain text, whatever stands in it, and its name gets
//! an ending that no system runs.

use serde::{Deserialize, Serialize};

/// The largest file, in bytes: 5 MiB. A photo of a phone is 2 to 4, a page's screenshot less than 1.
pub const BYTES_MAX: usize = 5 * 1024 * 1024;
/// Files of one message.
pub const PER_MESSAGE: usize = 3;
/// Files of one ticket: with [`BYTES_MAX`] a ticket takes 100 MiB at most of the 10 GB that an object
/// may store.
pub const PER_TICKET: usize = 20;
/// A file's name, in characters. File systems stop at 255 bytes; no list shows more than these.
pub const NAME_MAX: usize = 100;
/// How many bytes tell what a file is, unless it is a text: the longest signature is WebP's.
pub const SIGNATURE_LEN: usize = 12;
/// What a file picker offers (the `accept` of an input): a help, not a check.
pub const ACCEPT: &str = "image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain,\
                          .txt,.log,.md,.csv,.json";

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// Graphics Interchange Format.
    Gif,
    /// WebP.
    Webp,
    /// Portable Document Format.
    Pdf,
    /// UTF-8 without NUL.
    Text,
}

/// Why a file cannot be attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing in it.
    Empty,
    /// More than [`BYTES_MAX`].
    TooLarge,
    /// Not of a kind that is taken.
    WrongKind,
}

impl Unfit {
    /// What is wrong and what to do, as one English sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "Send a file with something in it: this one is empty.",
            Self::TooLarge => "Send a file of 5 MiB at most.",
            Self::WrongKind => "Send an image (PNG, JPEG, GIF, WebP), a PDF or a text in UTF-8.",
        }
    }
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Png, Self::Jpeg, Self::Gif, Self::Webp, Self::Pdf, Self::Text];

    /// The name on the wire and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
            Self::Text => "text",
        }
    }

    /// The value of this [`name`](Self::name).
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The type it is served with.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// Whether it can be shown as a picture.
    pub fn is_image(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Gif | Self::Webp)
    }

    /// Endings that a name of this kind may have, the usual one first. Of a text's, none that a system
    /// or a browser would run.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Gif => &["gif"],
            Self::Webp => &["webp"],
            Self::Pdf => &["pdf"],
            Self::Text => &["txt", "log", "md", "csv", "json"],
        }
    }
}

/// What a file is that begins with these bytes, at least [`SIGNATURE_LEN`] of them; `None` for a text,
/// which has no signature, and for everything else.
pub fn signature(head: &[u8]) -> Option<FileKind> {
    // The signatures: PNG, section 5.2; JPEG, SOI and the first marker's FF; GIF89a, section 17; RFC
    // 9649, section 2.4; ISO 32000-1, section 7.5.2.
    let starts = |signature: &[u8]| head.starts_with(signature);
    if starts(b"\x89PNG\r\n\x1a\n") {
        Some(FileKind::Png)
    } else if starts(b"\xff\xd8\xff") {
        Some(FileKind::Jpeg)
    } else if starts(b"GIF87a") || starts(b"GIF89a") {
        Some(FileKind::Gif)
    } else if starts(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        Some(FileKind::Webp)
    } else if starts(b"%PDF-") {
        Some(FileKind::Pdf)
    } else {
        None
    }
}

/// Whether a file of this many bytes can be attached, as far as that tells.
pub fn size(bytes: usize) -> Result<(), Unfit> {
    match bytes {
        0 => Err(Unfit::Empty),
        1..=BYTES_MAX => Ok(()),
        _ => Err(Unfit::TooLarge),
    }
}

/// What a whole file is, or why it cannot be attached.
pub fn kind(file: &[u8]) -> Result<FileKind, Unfit> {
    size(file.len())?;
    if let Some(kind) = signature(file) {
        return Ok(kind);
    }
    let text = !file.contains(&0) && std::str::from_utf8(file).is_ok();
    if text { Ok(FileKind::Text) } else { Err(Unfit::WrongKind) }
}

/// What a file of this kind is called here: its name without folders, control characters and those
/// that turn the direction of writing (`photo_gnp.exe` must not look like a picture), of at most
/// [`NAME_MAX`] characters, with an ending that fits.
pub fn name(raw: &str, kind: FileKind) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or(raw);
    let clean: String = last.chars().filter(|c| !unseen(*c)).collect();
    // Dots in front hide a file; those and spaces at the end are dropped by some systems.
    let clean = clean.trim_start_matches(['.', ' ']).trim_end_matches(['.', ' ']);
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let (stem, ending) = split(&clean, kind);
    let stem = if stem.is_empty() { "file" } else { stem };
    let room = NAME_MAX.saturating_sub(ending.len()).saturating_sub(1);
    let stem: String = stem.chars().take(room).collect();
    [stem.trim_end(), ".", ending].concat()
}

/// The name and its ending, which is the usual one where it has none that fits.
fn split(name: &str, kind: FileKind) -> (&str, &'static str) {
    let endings = kind.endings();
    if let Some((stem, last)) = name.rsplit_once('.')
        && let Some(known) = endings.iter().find(|ending| last.eq_ignore_ascii_case(ending))
    {
        return (stem, known);
    }
    (name, endings.first().copied().unwrap_or("txt"))
}

/// A character that nobody sees: control characters, line and paragraph separators, marks and overrides
/// of direction, zero width.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}
