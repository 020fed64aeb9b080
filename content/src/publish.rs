//! What a checked site becomes: fragments, indexes, manifest and pages, put into the output.

use std::collections::BTreeMap;

use desk::wire::site::{MANIFEST_VERSION, SiteAssets, SiteManifest};

use crate::article::Article;
use crate::out::{Output, hashed_url};
use crate::pages::Pages;
use crate::render::Rendered;
use crate::site::Site;
use crate::text::slug;

/// Address of an image, named after its content.
pub fn image_url(file: &str, bytes: &[u8]) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    hashed_url(&slug(&format!("i {stem}")), &extension.to_ascii_lowercase(), bytes)
}

/// Writes style sheet, fragments and indexes, and describes them.
pub fn manifest(
    site: &Site,
    articles: &[Article],
    rendered: &[Rendered<'_>],
    css: &str,
    output: &mut Output,
) -> SiteManifest {
    // The owner's colour is one custom property; everything drawn with it derives from that.
    let accent = match site.brand.color.as_str() {
        "" => String::new(),
        color => format!("\n:root{{--fd-accent:{color}}}\n"),
    };
    let pages_css = output.add_hashed("pages", "css", format!("{css}{accent}"));
    let mut index = BTreeMap::new();
    for locale in &site.locales {
        let in_locale: Vec<_> =
            articles.iter().zip(rendered).filter(|(a, _)| a.locale == *locale).collect();
        let addresses: Vec<_> = in_locale
            .iter()
            .map(|(article, rendered)| {
                let stem = format!("a-{locale}-{}", article.slug);
                (
                    article.path(),
                    article.url(),
                    output.add_hashed(&stem, "html", rendered.html.as_str()),
                )
            })
            .collect();
        let found: Vec<search::Article<'_>> = in_locale
            .iter()
            .zip(&addresses)
            .map(|((article, _), (slug, url, fragment))| {
                let section = site.section(&article.section).and_then(|s| s.title.get(locale));
                let section = section.map_or("", String::as_str);
                searchable(article, section, slug, url, fragment)
            })
            .collect();
        let bytes = search::write(locale, &found);
        index.insert(locale.clone(), output.add_hashed(&format!("index-{locale}"), "fdx", bytes));
    }
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
        brand: site.brand.clone(),
        assets: SiteAssets { pages_css },
        index,
    };
    let json = serde_json::to_vec(&manifest).expect("a struct of texts and numbers is always JSON");
    output.add(&format!("_site/{}.json", site.id), json);
    manifest
}

fn searchable<'a>(
    article: &'a Article,
    section: &'a str,
    slug: &'a str,
    url: &'a str,
    fragment: &'a str,
) -> search::Article<'a> {
    let passages = article.outline.passages.iter();
    search::Article {
        slug,
        title: &article.front.title,
        section,
        keywords: &article.front.keywords,
        url,
        fragment,
        passages: passages
            .map(|p| search::Passage { heading: &p.heading, anchor: &p.anchor, text: &p.text })
            .collect(),
    }
}

/// Writes every page.
pub fn pages(
    site: &Site,
    articles: &[Article],
    rendered: &[Rendered<'_>],
    css: &str,
    output: &mut Output,
) {
    let pages = Pages { site, articles, css };
    for locale in &site.locales {
        let home = pages.home(locale);
        if *locale == site.default_locale {
            output.add("help/index.html", home.as_str());
        }
        output.add(&format!("help/{locale}/index.html"), home);
        for section in &site.sections {
            if let Some(page) = pages.section(locale, section) {
                output.add(&format!("help/{locale}/{}/index.html", section.id), page);
            }
        }
    }
    for (article, rendered) in articles.iter().zip(rendered) {
        let path = format!("{}index.html", article.url().trim_start_matches('/'));
        output.add(&path, pages.article(article, &rendered.html));
    }
}
