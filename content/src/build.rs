//! From a site's folder to finished files: read, check everything, then render.

use std::collections::BTreeMap;
use std::path::Path;

use desk::wire::site::SiteManifest;

use crate::article::Article;
use crate::faults::{Kind, Log};
use crate::import::{Keys, Rules};
use crate::links::Targets;
use crate::out::Output;
use crate::pages::words;
use crate::publish::{self, image_url};
use crate::related;
use crate::render::{self, Rendered};
use crate::sanitize::Sanitizer;
use crate::site::{self, Site};
use crate::tree::{self, Tree};

/// A help center, built.
#[derive(Debug)]
pub struct Built {
    /// Its files.
    pub output: Output,
    /// What the programs that run need to know.
    pub manifest: SiteManifest,
    /// Number of articles by locale, in the owner's order.
    pub articles: Vec<(String, usize)>,
    /// Number of sections with articles.
    pub sections: usize,
}

/// Builds the site in `dir` as described by the text of its `site.toml`. With faults in the log
/// there is nothing to be used.
pub fn build(dir: &Path, site_file: &str, site_text: &str, css: &str, log: &mut Log) -> Built {
    let mut site = site::read(site_file, site_text, log);
    let mut tree = tree::read(dir, &mut site, log);
    let articles = articles(&site, &mut tree, log);
    check(&site, site_file, &articles, log);

    let mut output = Output::default();
    let urls: BTreeMap<&str, String> =
        tree.images.iter().map(|(file, bytes)| (file.as_str(), image_url(file, bytes))).collect();
    let targets = Targets::new(&site, &articles, urls);
    let sanitizer = Sanitizer::new();
    let rules = rules(&site);
    let rendered: Vec<Rendered<'_>> = articles
        .iter()
        .map(|article| {
            render::article(article, &targets, rules, words::of(&article.locale), &sanitizer, log)
        })
        .collect();
    for file in rendered.iter().flat_map(|article| &article.images) {
        if let Some(bytes) = tree.images.get(*file) {
            output.add(image_url(file, bytes).trim_start_matches('/'), bytes.clone());
        }
    }
    let manifest = publish::manifest(&site, &articles, &rendered, css, &mut output);
    publish::pages(&site, &articles, &rendered, &manifest.assets.pages_css, &mut output);
    let count = |locale: &String| articles.iter().filter(|a| a.locale == *locale).count();
    Built {
        articles: site.locales.iter().map(|locale| (locale.clone(), count(locale))).collect(),
        sections: site
            .sections
            .iter()
            .filter(|s| articles.iter().any(|a| a.section == s.id))
            .count(),
        output,
        manifest,
    }
}

fn rules(site: &Site) -> Rules {
    site.import.as_ref().map_or(Rules::STRICT, |import| import.rules)
}

/// Every article but drafts, in the order to show them: by locale, section, wanted position, title.
fn articles(site: &Site, tree: &mut Tree, log: &mut Log) -> Vec<Article> {
    let usual = Keys::default();
    let keys = site.import.as_ref().map_or(&usual, |import| &import.keys);
    let mut articles = Vec::new();
    for source in std::mem::take(&mut tree.sources) {
        let article = Article::read(&source, keys, rules(site), log);
        if article.front.draft {
            log.warn(
                Kind::Draft,
                &article.file,
                1,
                format!("draft, not published: {}", article.front.title),
            );
        } else {
            articles.push(article);
        }
    }
    let section_at = |id: &str| site.sections.iter().position(|s| s.id == id);
    let locale_at = |locale: &str| site.locales.iter().position(|l| l == locale);
    articles.sort_by_cached_key(|a| {
        let order = a.front.order.unwrap_or(u32::MAX);
        (
            locale_at(&a.locale),
            section_at(&a.section),
            order,
            a.front.title.to_lowercase(),
            a.slug.clone(),
        )
    });
    articles
}

/// What can only be seen with all articles at hand.
fn check(site: &Site, site_file: &str, articles: &[Article], log: &mut Log) {
    let mut slugs: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut ids: BTreeMap<&str, &str> = BTreeMap::new();
    let mut by_file: Vec<&Article> = articles.iter().collect();
    by_file.sort_by_key(|article| &article.file);
    for article in by_file {
        if let Some(first) = slugs.insert((&article.locale, &article.slug), &article.file) {
            slugs.insert((&article.locale, &article.slug), first);
            log.fault(
                &article.file,
                1,
                format!(
                    "duplicate slug `{}`, as in {first}: give one of the files another name",
                    article.slug
                ),
            );
        }
        if let Some((id, line)) = &article.front.id
            && let Some(first) = ids.insert(id, &article.file)
        {
            ids.insert(id, first);
            log.fault(
                &article.file,
                *line,
                format!("duplicate id {id}, as in {first}: give each article its own"),
            );
        }
    }
    let default = &site.default_locale;
    // Only said when nothing else is: an article that could not be read would be missed here too.
    if log.faults().is_empty()
        && site.locales.contains(default)
        && !articles.iter().any(|a| a.locale == *default)
    {
        log.fault(
            site_file,
            1,
            format!("there is no article in the default locale `{default}`: write one"),
        );
    }
    related::check(articles, default, log);
}
