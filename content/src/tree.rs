//! Looking through a site's folder: article and image files, with where each belongs. What is in an
//! article is read one at a time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::faults::{Kind, Log};
use crate::import::Import;
use crate::picture;
use crate::publish::image_url;
use crate::site::{Section, Site};
use crate::text::{is_id, slug};

/// Articles above this size are built with a warning. A 300-page book is about 1 MB of text.
const ARTICLE_LARGE: u64 = 1024 * 1024;

/// Largest article, in bytes. Its parsed Markdown and its HTML need some fourteen times as much
/// memory while it is built (5 MB: 72 MB measured): this bound keeps that to a quarter of a gigabyte.
const ARTICLE_MAX: u64 = 16 * 1024 * 1024;

/// Longest slug: two of them and a locale stay well below the 255 bytes of a file name.
const SLUG_MAX: usize = 100;

/// Image files that pages may show. No SVG: it can carry scripts, and would run them on our origin.
const IMAGE_EXTENSIONS: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// An article's file, and where it belongs.
#[derive(Debug)]
pub struct Source {
    /// File relative to the site's folder, with `/` between the parts.
    pub file: String,
    /// Locale of its folder.
    pub locale: String,
    /// Id of its section.
    pub section: String,
    /// Name in addresses.
    pub slug: String,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Tree {
    /// Articles, by file name.
    pub sources: Vec<Source>,
    /// Images by file relative to the site's folder.
    pub images: BTreeMap<String, Image>,
}

/// An image's address and, where its file tells, its width and height in pixels.
#[derive(Debug)]
pub struct Image {
    /// Where it is served.
    pub url: String,
    /// As large as it is.
    pub size: Option<(u32, u32)>,
}

/// Looks through the folder. An import adds its sections to the site.
pub fn read(dir: &Path, site: &mut Site, log: &mut Log) -> Tree {
    let mut tree = Tree::default();
    let root = site.import.as_ref().map_or("articles", |import| &import.root).to_string();
    if !dir.join(&root).is_dir() {
        log.fault(&root, 1, "there is no such folder: articles lie in it, one .md file each");
        return tree;
    }
    for entry in WalkDir::new(dir.join(&root)).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                log.fault(&root, 1, format!("cannot be read: {error}"));
                continue;
            }
        };
        let name = entry.file_name().to_string_lossy();
        if !entry.file_type().is_file() || name.starts_with('.') {
            continue;
        }
        let file = relative(dir, entry.path());
        let extension =
            name.rsplit_once('.').map_or(String::new(), |(_, e)| e.to_ascii_lowercase());
        if extension == "md" {
            tree.sources.push(match &site.import {
                None => own(file, site, log),
                Some(import) => imported(file, import, &site.locales, &mut site.sections, log),
            });
        } else if IMAGE_EXTENSIONS.contains(&extension.as_str()) {
            match fs::read(entry.path()) {
                Ok(bytes) => {
                    let url = image_url(&file, &bytes);
                    tree.images.insert(file, Image { url, size: picture::size(&bytes) });
                }
                Err(error) => log.fault(&file, 1, format!("cannot be read: {error}")),
            }
        }
    }
    tree
}

/// The path below `dir`, with `/` on every system.
fn relative(dir: &Path, path: &Path) -> String {
    let below = path.strip_prefix(dir).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The text of an article's file, with `\n` line ends; `None` with a fault when there is none to
/// be had.
pub fn text(dir: &Path, file: &str, log: &mut Log) -> Option<String> {
    let path = dir.join(file);
    let size = fs::metadata(&path).map_or(0, |meta| meta.len());
    if size > ARTICLE_MAX {
        log.fault(
            file,
            1,
            format!("the article has {size} bytes, the limit is {ARTICLE_MAX}: split it"),
        );
        return None;
    }
    if size > ARTICLE_LARGE {
        log.warn(Kind::Large, file, 1, format!("the article has {size} bytes: split it"));
    }
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            log.fault(file, 1, format!("cannot be read: {error}"));
            return None;
        }
    };
    match String::from_utf8(bytes) {
        // A byte-order mark and Windows line ends are no part of the text.
        Ok(text) => Some(text.trim_start_matches('\u{feff}').replace("\r\n", "\n")),
        Err(error) => {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
            log.fault(file, line, "not valid UTF-8: save the file as UTF-8");
            None
        }
    }
}

/// `articles/<locale>/<section>/<slug>.md`.
fn own(file: String, site: &Site, log: &mut Log) -> Source {
    let parts: Vec<&str> = file.split('/').collect();
    let (locale, section, name) = match parts.as_slice() {
        [_, locale, section, name] => (*locale, *section, *name),
        _ => {
            log.fault(
                &file,
                1,
                "the article is not in a section's folder: move it to articles/<locale>/<section>/",
            );
            ("", "", parts.last().copied().unwrap_or_default())
        }
    };
    let slug = name.trim_end_matches(".md");
    if !is_id(slug, SLUG_MAX) {
        log.fault(&file, 1, format!("bad file name `{name}`: it is part of the address, use a-z, 0-9 and dashes, then .md"));
    }
    if !locale.is_empty()
        && !site.locales.is_empty()
        && !site.locales.iter().any(|known| known == locale)
    {
        let known = site.locales.join(", ");
        let folder = format!("articles/{locale}");
        log.fault(&folder, 1, format!("unknown locale `{locale}` (known: {known}): add it to `locales` in site.toml, or rename the folder"));
    } else if !section.is_empty() && !site.sections.is_empty() && site.section(section).is_none() {
        let known: Vec<_> = site.sections.iter().map(|s| s.id.as_str()).collect();
        let folder = format!("articles/{locale}/{section}");
        log.fault(&folder, 1, format!("unknown section `{section}` (known: {}): add it to [[sections]] in site.toml, or rename the folder", known.join(", ")));
    }
    let (locale, section, slug) = (locale.to_string(), section.to_string(), slug.to_string());
    Source { file, locale, section, slug }
}

/// `<root>/<folder>/…/<name>.md`: the folders are the section, the first of several its group.
fn imported(
    file: String,
    import: &Import,
    locales: &[String],
    sections: &mut Vec<Section>,
    log: &mut Log,
) -> Source {
    let below = file.strip_prefix(&import.root).unwrap_or(&file).trim_start_matches('/');
    let mut folders: Vec<&str> = below.split('/').collect();
    let name = folders.pop().unwrap_or_default();
    if folders.is_empty() {
        folders.push("General");
    }
    let section = slug(&folders.join(" "));
    if !sections.iter().any(|known| known.id == section) {
        let group = if folders.len() > 1 { folders[0].to_string() } else { String::new() };
        let title = folders[folders.len() - 1].to_string();
        // Folder names are not translated.
        let title = locales.iter().map(|locale| (locale.clone(), title.clone())).collect();
        let (id, summary) = (section.clone(), BTreeMap::new());
        sections.push(Section { id, title, summary, group, boost: 1.0 });
    }
    let slug = slug(name.trim_end_matches(".md"));
    if slug.is_empty() || section.is_empty() {
        log.fault(
            &file,
            1,
            "the file or its folder has no name for an address: use some of a-z and 0-9 in both",
        );
    }
    Source { locale: import.locale.clone(), section, slug, file }
}
