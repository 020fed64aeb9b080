//! From a site's folder to finished files: read, check everything, then render.
//!
//! What is kept of an article between the two is its plain text and what is said about it. Its
//! HTML is made, written and forgotten, one article at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use desk::wire::site::SiteManifest;
use frame::words;

use crate::article::Article;
use crate::catalog::Catalog;
use crate::faults::{Kind, Log};
use crate::finder::Finder;
use crate::golden::{self, Question, check::Outcome};
use crate::import::{Keys, Rules};
use crate::links::Targets;
use crate::out::Output;
use crate::pages::Pages;
use crate::progress::Progress;
use crate::publish;
use crate::related::{self, Terms};
use crate::render;
use crate::sanitize::Sanitizer;
use crate::site::{self, Site};
use crate::synonyms::{self, Synonyms};
use crate::tree::{self, Image, Source, Tree};

/// A help center, built.
#[derive(Debug)]
pub struct Built {
    /// What the programs that run need to know.
    pub manifest: SiteManifest,
    /// Number of articles by locale, in the owner's order.
    pub articles: Vec<(String, usize)>,
    /// Number of sections with articles.
    pub sections: usize,
    /// Bytes of the index by locale.
    pub index: BTreeMap<String, usize>,
    /// What came of the golden questions.
    pub outcomes: Vec<Outcome>,
}

/// A site that was read: everything that is not made yet.
struct Plan {
    site: Site,
    /// In the order to show them.
    articles: Vec<Article>,
    /// By file.
    images: BTreeMap<String, Image>,
    questions: Vec<Question>,
    synonyms: Vec<Synonyms>,
}

/// Builds the site in `dir` as described by the text of its `site.toml`; `None` with faults in the
/// log, and then the output is not to be used. An index of more than `index_max` bytes is split.
pub fn build(
    dir: &Path,
    site_file: &str,
    site_text: &str,
    css: &str,
    index_max: usize,
    output: &mut Output,
    log: &mut Log,
) -> Option<Built> {
    let mut progress = Progress::start();
    let plan = plan(dir, site_file, site_text, &mut progress, log);
    let (site, articles) = (&plan.site, &plan.articles);
    let catalog = Catalog::new(articles);
    related::check(&catalog, &site.default_locale, log);

    let css = publish::style_sheet(site, css, output);
    let terms = Terms::of(articles);
    let pages = Pages { site, catalog: &catalog, terms, css: &css };
    let fragments = articles_written(dir, &plan, &pages, output, &mut progress, log);
    // A fault makes all that follows worthless, and an index is the dearest part of it.
    if !log.faults().is_empty() {
        return None;
    }
    let mut outcomes = Vec::new();
    let mut index = BTreeMap::new();
    let mut urls = BTreeMap::new();
    for locale in &site.locales {
        progress.begin(&format!("writing the index of {locale}"));
        let packed = publish::index(locale, site, articles, &fragments, &plan.synonyms, index_max);
        urls.insert(locale.clone(), publish::index_files(locale, &packed, output));
        index.insert(locale.clone(), packed.head.len());
        let mut asked = plan.questions.iter().filter(|q| q.locale == *locale).peekable();
        if asked.peek().is_none() {
            continue;
        }
        progress.begin(&format!("asking the questions in {locale}"));
        match Finder::open(packed) {
            Some(finder) => outcomes.extend(golden::check::run(asked, &finder)),
            None => log.fault(golden::FILE, 1, format!("the index of `{locale}` cannot be read")),
        }
    }
    outcomes.sort_by_key(|outcome| outcome.question.line);
    publish::overviews(site, &pages, output);
    let manifest = publish::manifest(site, css.clone(), urls, output);
    let count = |locale: &String| articles.iter().filter(|a| a.locale == *locale).count();
    let used = |id: &str| site.locales.iter().any(|l| !catalog.section(l, id).is_empty());
    Some(Built {
        articles: site.locales.iter().map(|locale| (locale.clone(), count(locale))).collect(),
        sections: site.sections.iter().filter(|section| used(&section.id)).count(),
        manifest,
        index,
        outcomes,
    })
}

/// Reads everything and checks what can be checked before links are followed.
fn plan(
    dir: &Path,
    site_file: &str,
    site_text: &str,
    progress: &mut Progress,
    log: &mut Log,
) -> Plan {
    let mut site = site::read(site_file, site_text, log);
    let Tree { sources, images } = tree::read(dir, &mut site, log);
    let articles = articles(dir, &site, sources, progress, log);
    check(&site, site_file, &articles, log);
    site::pages::check(&site, site_file, &articles, log);
    let questions = golden::read(&optional(dir, golden::FILE, log), &site, log);
    golden::known(&questions, &articles, log);
    let synonyms = synonyms::read(&optional(dir, synonyms::FILE, log), &site, log);
    Plan { site, articles, images, questions, synonyms }
}

/// Renders and writes every article, with the images in it. Gives the addresses of the fragments.
fn articles_written(
    dir: &Path,
    plan: &Plan,
    pages: &Pages<'_>,
    output: &mut Output,
    progress: &mut Progress,
    log: &mut Log,
) -> Vec<String> {
    let Plan { site, articles, images, .. } = plan;
    let targets = Targets::new(site, pages.catalog, images);
    let sanitizer = Sanitizer::new();
    let (usual, rules) = (Keys::default(), rules(site));
    let keys = keys(site, &usual);
    let mut shown = BTreeSet::new();
    let mut fragments = Vec::with_capacity(articles.len());
    for (at, article) in articles.iter().enumerate() {
        progress.step("written", at, articles.len());
        // It could be read a moment ago: what is told of it was told then.
        let text = tree::text(dir, &article.file, &mut Log::default());
        let body = article.body(text.as_deref().unwrap_or_default(), keys, rules);
        let words = words::of(&article.locale);
        let rendered = render::article(article, &body, &targets, rules, words, &sanitizer, log);
        for file in rendered.images {
            let url = images.get(file).map(|image| image.url.as_str());
            let Some(url) = url.filter(|url| shown.insert(*url)) else {
                continue;
            };
            match fs::read(dir.join(file)) {
                Ok(bytes) => output.add(url.trim_start_matches('/'), bytes),
                Err(error) => log.fault(file, 1, format!("cannot be read: {error}")),
            }
        }
        fragments.push(publish::article(article, &rendered.html, pages, output));
    }
    fragments
}

fn keys<'s>(site: &'s Site, usual: &'s Keys) -> &'s Keys {
    site.import.as_ref().map_or(usual, |import| &import.keys)
}

/// The text of a file that a site may have; empty when it has none.
fn optional(dir: &Path, file: &str, log: &mut Log) -> String {
    let bytes = match std::fs::read(dir.join(file)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return String::new(),
        Err(error) => {
            log.fault(file, 1, format!("cannot be read: {error}"));
            return String::new();
        }
    };
    String::from_utf8(bytes).unwrap_or_else(|_| {
        log.fault(file, 1, "not valid UTF-8: save the file as UTF-8");
        String::new()
    })
}

fn rules(site: &Site) -> Rules {
    site.import.as_ref().map_or(Rules::STRICT, |import| import.rules)
}

/// Every article but drafts, in the order to show them: by locale, section, wanted position, title.
fn articles(
    dir: &Path,
    site: &Site,
    sources: Vec<Source>,
    progress: &mut Progress,
    log: &mut Log,
) -> Vec<Article> {
    let usual = Keys::default();
    let total = sources.len();
    let mut articles = Vec::with_capacity(total);
    for (at, source) in sources.into_iter().enumerate() {
        progress.step("read", at, total);
        let Some(text) = tree::text(dir, &source.file, log) else {
            continue;
        };
        let article = Article::read(source, &text, keys(site, &usual), rules(site), log);
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
}
