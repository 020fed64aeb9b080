//! What a checked site becomes: fragments, indexes, manifest and pages, put into the output.

use std::collections::BTreeMap;

use desk::wire::site::{MANIFEST_VERSION, SiteAssets, SiteManifest};

use crate::article::Article;
use crate::finder::{self, Entry};
use crate::out::{Output, hashed_url};
use crate::pages::Pages;
use crate::site::{self, Site};
use crate::synonyms::Synonyms;
use crate::text::slug;

/// Address of an image, named after its content.
pub fn image_url(file: &str, bytes: &[u8]) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    hashed_url(&slug(&format!("i {stem}")), &extension.to_ascii_lowercase(), bytes)
}

/// Writes the style sheet of the pages and gives its address.
pub fn style_sheet(site: &Site, css: &str, output: &mut Output) -> String {
    // The owner's colour is one custom property; everything drawn with it derives from that.
    let accent = match site.brand.color.as_str() {
        "" => String::new(),
        color => format!("\n:root{{--fd-accent:{color}}}\n"),
    };
    output.add_hashed("pages", "css", format!("{css}{accent}"))
}

/// Writes an article's fragment and its page. Gives the fragment's address.
pub fn article(article: &Article, html: &str, pages: &Pages<'_>, output: &mut Output) -> String {
    let page = format!("{}index.html", article.url().trim_start_matches('/'));
    output.add(&page, pages.article(article, html));
    let name = format!("a-{}-{}", article.locale, article.slug);
    output.add_hashed(&name, "html", pages.fragment(article, html))
}

/// The index of a locale. `fragments` are the addresses of the articles' fragments, in their order.
pub fn index(
    locale: &str,
    site: &Site,
    articles: &[Article],
    fragments: &[String],
    synonyms: &[Synonyms],
    one_file_max: usize,
) -> search::Packed {
    let in_locale = articles.iter().zip(fragments).filter(|(a, _)| a.locale == locale);
    let entries: Vec<_> = in_locale
        .map(|(article, fragment)| Entry {
            article,
            path: article.path(),
            url: article.url(),
            fragment,
        })
        .collect();
    let synonyms: Vec<_> = synonyms.iter().filter(|s| s.locale == locale).collect();
    finder::write(locale, &entries, &synonyms, site, one_file_max)
}

/// Writes the files of an index. Gives the address of the one that is opened; the others are named after their content,
/// and it knows their names.
pub fn index_files(locale: &str, packed: &search::Packed, output: &mut Output) -> String {
    for (name, bytes) in &packed.parts {
        output.add(&format!("_a/part.{name}.fdp"), bytes);
    }
    output.add_hashed(&format!("index-{locale}"), "fdx", &packed.head)
}

/// Describes the site to the programs that run, and writes that down.
pub fn manifest(
    site: &Site,
    pages_css: String,
    index: BTreeMap<String, String>,
    output: &mut Output,
) -> SiteManifest {
    let manifest = SiteManifest {
        v: MANIFEST_VERSION,
        id: site.id.clone(),
        name: site.name.clone(),
        default_locale: site.default_locale.clone(),
        locales: site.locales.clone(),
        origins: site.origins.clone(),
        components: site.components.clone(),
        topics: site.topics.clone(),
        sla: site.sla,
        contact: site.contact.clone(),
        brand: site.brand.clone(),
        assets: SiteAssets { pages_css },
        pages: site::pages::wire(site),
        index,
    };
    let json = serde_json::to_vec(&manifest).expect("a struct of texts and numbers is always JSON");
    output.add(&format!("_site/{}.json", site.id), json);
    manifest
}

/// Writes the pages that are not an article's: home and sections, in every locale.
pub fn overviews(site: &Site, pages: &Pages<'_>, output: &mut Output) {
    for locale in &site.locales {
        let home = pages.home(locale);
        if *locale == site.default_locale {
            output.add("help/index.html", &home);
        }
        output.add(&format!("help/{locale}/index.html"), home);
        for section in &site.sections {
            if let Some(page) = pages.section(locale, section) {
                output.add(&format!("help/{locale}/{}/index.html", section.id), page);
            }
        }
    }
}
