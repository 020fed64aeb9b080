//! Compressed copies of served files, made once per content: brotli at its best quality takes
//! seconds, and most files are the same as last time.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;

use crate::sh;
use crate::stamp;

/// An encoding, by the suffix of its files.
#[derive(Clone, Copy, PartialEq)]
pub enum Encoding {
    /// `.br`, quality 11.
    Brotli,
    /// `.gz`, level 9.
    Gzip,
}

/// Both, best first.
pub const ENCODINGS: [Encoding; 2] = [Encoding::Brotli, Encoding::Gzip];

impl Encoding {
    /// The suffix of the compressed file.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    fn encode(self, bytes: &[u8]) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        match self {
            Self::Brotli => {
                let params = brotli::enc::BrotliEncoderParams {
                    quality: 11,
                    lgwin: 22,
                    size_hint: bytes.len(),
                    ..Default::default()
                };
                brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
            }
            Self::Gzip => {
                let mut gzip = flate2::write::GzEncoder::new(&mut out, flate2::Compression::new(9));
                gzip.write_all(bytes)?;
                gzip.finish()?;
            }
        }
        Ok(out)
    }
}

/// Below this a compressed copy saves less than a packet.
const AT_LEAST: usize = 1024;

/// Does a file of this name and size get compressed copies? Images are compressed already.
pub fn worth_it(name: &str, size: usize) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
    let kinds = ["html", "css", "js", "json", "svg", "txt", "xml", "wasm", "fdx", "fdp"];
    size >= AT_LEAST && kinds.contains(&extension)
}

/// Where the compressed form of these bytes is kept; made if it is not there yet.
pub fn kept(bytes: &[u8], encoding: Encoding) -> Result<PathBuf> {
    let path = sh::at("target/xtask/compressed").join(format!(
        "{}.{}",
        stamp::sha256(bytes),
        encoding.suffix()
    ));
    if !path.is_file() {
        // Two builds may run at once (wrangler starts one), and two threads come to the same bytes under
        // two names: never a half-written file, and a file of its own for each.
        let (process, thread) = (std::process::id(), std::thread::current().id());
        let fresh = path.with_extension(format!("{}.{process}.{thread:?}", encoding.suffix()));
        stamp::write(&fresh, &encoding.encode(bytes)?)?;
        fs::rename(&fresh, &path)?;
    }
    Ok(path)
}

/// The size of these bytes in this encoding.
pub fn size(bytes: &[u8], encoding: Encoding) -> Result<u64> {
    Ok(fs::metadata(kept(bytes, encoding)?)?.len())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_encodings_give_the_same_bytes_back() {
        let text = "the same words, again and again. ".repeat(100);
        let br = Encoding::Brotli.encode(text.as_bytes()).unwrap();
        let gz = Encoding::Gzip.encode(text.as_bytes()).unwrap();
        assert!(br.len() < text.len() / 5 && gz.len() < text.len() / 5);
        let mut from_br = String::new();
        brotli::Decompressor::new(&br[..], 4096).read_to_string(&mut from_br).unwrap();
        let mut from_gz = String::new();
        flate2::read::GzDecoder::new(&gz[..]).read_to_string(&mut from_gz).unwrap();
        assert_eq!((from_br.as_str(), from_gz.as_str()), (text.as_str(), text.as_str()));
    }

    #[test]
    fn small_files_and_images_stay_as_they_are() {
        assert!(worth_it("a/index.html", 2000));
        assert!(!worth_it("a/index.html", 900));
        assert!(!worth_it("a/picture.png", 90_000));
        assert!(worth_it("_a/part.0a1b2c3d4e5f6071.fdp", 24_000));
    }
}
