//! Where links and images lead.

use std::collections::{BTreeMap, HashMap};

use crate::address::{join, scheme};
use crate::article::Article;
use crate::catalog::Catalog;
use crate::faults::Kind;
use crate::site::Site;
use crate::text::percent_decode;
use crate::tree::Image;

/// Pages of the service itself that an article may link to.
const OWN_PAGES: &[&str] =
    &["/status", "/staff/", "/help/", "/api/v2/summary.json", "/api/v2/status.json", "/widget.js"];

/// What is broken about a link or an image.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken {
    /// Group of the warning.
    pub kind: Kind,
    /// What is wrong, and what to do.
    pub text: String,
}

/// Everything that a link can point to.
pub struct Targets<'a> {
    site: &'a Site,
    catalog: &'a Catalog<'a>,
    by_file: HashMap<&'a str, usize>,
    by_id: HashMap<&'a str, usize>,
    /// By file, relative to the site's folder.
    images: &'a BTreeMap<String, Image>,
}

impl<'a> Targets<'a> {
    /// Knows the articles by file and by imported id, and the images' addresses by file.
    pub fn new(
        site: &'a Site,
        catalog: &'a Catalog<'a>,
        images: &'a BTreeMap<String, Image>,
    ) -> Targets<'a> {
        let articles = catalog.articles;
        let by_file = articles.iter().enumerate().map(|(at, a)| (a.file.as_str(), at)).collect();
        let ids = articles.iter().enumerate();
        let by_id = ids.filter_map(|(at, a)| Some((a.front.id.as_ref()?.0.as_str(), at))).collect();
        Targets { site, catalog, by_file, by_id, images }
    }

    /// The address to write for a link in this article.
    pub fn link(&self, from: &Article, target: &str) -> Result<String, Broken> {
        let target = target.trim();
        let (path, anchor) = match target.split_once('#') {
            // `:~:` starts words to highlight; they are no part of the anchor.
            Some((path, anchor)) => (path, anchor.split(":~:").next()),
            None => (target, None),
        };
        if path.is_empty() {
            return match anchor {
                Some(anchor) => self.to_article(from, from, Some(anchor), target),
                None => Err(unresolved("a link without an address: write one".into())),
            };
        }
        if let Some(scheme) = scheme(path) {
            return match scheme.as_str() {
                "http" | "https" => self.absolute(from, target, path, anchor),
                "mailto" | "tel" => Ok(target.to_string()),
                _ => Err(unresolved(format!(
                    "link `{target}`: addresses that start with `{scheme}:` are not allowed, use https"
                ))),
            };
        }
        if path.starts_with('/') {
            let known = OWN_PAGES.contains(&path);
            return known.then(|| target.to_string()).ok_or_else(|| {
                unresolved(format!("broken link `{target}`: link to an article by its file, such as ../guides/start.md"))
            });
        }
        self.relative(from, target, path, anchor)
    }

    fn absolute(
        &self,
        from: &Article,
        target: &str,
        path: &str,
        anchor: Option<&str>,
    ) -> Result<String, Broken> {
        let patterns = self.site.import.as_ref().map_or(&[][..], |import| &import.links);
        let plain = path.split('?').next().unwrap_or_default();
        let Some(id) = patterns.iter().find_map(|pattern| pattern.id(plain)) else {
            return Ok(target.to_string());
        };
        match self.by_id.get(id) {
            Some(&at) => self.to_article(from, &self.catalog.articles[at], anchor, target),
            None => {
                Err(unresolved(format!("link `{target}`: there is no article with the id {id}")))
            }
        }
    }

    fn relative(
        &self,
        from: &Article,
        target: &str,
        path: &str,
        anchor: Option<&str>,
    ) -> Result<String, Broken> {
        if !path.ends_with(".md") {
            return Err(unresolved(format!(
                "broken link `{target}`: link to an article's .md file, or write the whole https address"
            )));
        }
        let file = join(&from.file, path).unwrap_or_default();
        // A translation may keep the links of its original: where the other article is not
        // translated yet, the reader gets it in the default locale.
        let fallback = || self.article_at(&self.site.default_locale, &file);
        match self
            .by_file
            .get(file.as_str())
            .map(|&at| &self.catalog.articles[at])
            .or_else(fallback)
        {
            Some(to) => self.to_article(from, to, anchor, target),
            None => Err(unresolved(format!(
                "broken link `{target}`: there is no such article{}",
                self.hint(from, &file)
            ))),
        }
    }

    /// The article with this file's section and slug in another locale.
    fn article_at(&self, locale: &str, file: &str) -> Option<&'a Article> {
        let mut parts = file.rsplit('/');
        let slug = parts.next()?.strip_suffix(".md")?;
        let section = parts.next()?;
        self.catalog.by_place(locale, section, slug)
    }

    /// Where an article of that name is, if there is one.
    fn hint(&self, from: &Article, file: &str) -> String {
        let name = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
        match self.catalog.by_slug(&from.locale, name) {
            Some(other) => format!(", but there is {}: correct the path", other.file),
            None => ": correct the path, or write the article".into(),
        }
    }

    fn to_article(
        &self,
        from: &Article,
        to: &Article,
        anchor: Option<&str>,
        target: &str,
    ) -> Result<String, Broken> {
        let same = from.file == to.file;
        let page = if same { String::new() } else { to.url() };
        let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) else {
            return Ok(if same && page.is_empty() { to.url() } else { page });
        };
        let name = percent_decode(anchor);
        // Browsers give `#top` a meaning of its own.
        if name != "top" && !to.anchors.contains(&name) {
            let mut known: Vec<_> =
                to.outline.headings.iter().map(|h| format!("#{}", h.id)).take(12).collect();
            if known.is_empty() {
                known.push("none".into());
            }
            return Err(unresolved(format!(
                "broken link `{target}`: no heading has the anchor #{name} (there are: {})",
                known.join(", ")
            )));
        }
        Ok(format!("{page}#{name}"))
    }

    /// The file of an image in this article, and what is known of it.
    pub fn image(&self, from: &Article, target: &str) -> Result<(&'a str, &'a Image), Broken> {
        let target = target.trim();
        if target.starts_with("//") || scheme(target).is_some() {
            return Err(Broken {
                kind: Kind::ExternalImage,
                text: format!(
                    "image `{target}` lies on another server: put the file beside the article"
                ),
            });
        }
        let missing = |text| Broken { kind: Kind::MissingImage, text };
        if target.to_ascii_lowercase().ends_with(".svg") {
            return Err(missing(format!(
                "image `{target}`: SVG can carry scripts, export it as PNG or WebP"
            )));
        }
        let path = percent_decode(target.split(['?', '#']).next().unwrap_or_default());
        let file = join(&from.file, &path).unwrap_or_default();
        match self.images.get_key_value(&file) {
            Some((file, image)) => Ok((file, image)),
            None => {
                Err(missing(format!("missing image `{target}`: add the file, or correct the path")))
            }
        }
    }
}

fn unresolved(text: String) -> Broken {
    Broken { kind: Kind::UnresolvedLink, text }
}
