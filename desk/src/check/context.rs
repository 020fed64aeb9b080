//! What goes along with a ticket: checked as it was sent, and made to fit before.

use crate::text::{self, Rim, What};
use crate::wire::visitor::{ArticleRead, Context, Fact, Page};

pub(super) fn context(raw: &Context, rim: &mut Rim) -> Context {
    let most = [
        ("context.searches", raw.searches.len(), text::SEARCHES_MAX),
        ("context.articles", raw.articles.len(), text::ARTICLES_MAX),
        ("context.facts", raw.facts.len(), text::FACTS_MAX),
        ("context.events", raw.events.len(), text::EVENTS_MAX),
    ];
    for (field, _, max) in most.into_iter().filter(|(_, len, max)| len > max) {
        rim.fault(field, What::TooMany(max));
    }
    let page = raw.page.as_ref().map(|page| Page {
        url: rim.take("context.page.url", text::page_url(&page.url)),
        title: rim.take("context.page.title", text::line(&page.title, text::TITLE_MAX)),
    });
    // One fault per list is enough: the form shows it beside the list.
    let searches: Result<Vec<_>, _> =
        raw.searches.iter().map(|s| text::line(s, text::SEARCH_MAX)).collect();
    let articles: Result<Vec<_>, _> = raw
        .articles
        .iter()
        .map(|a| {
            let slug = text::required_line(&a.slug, text::SLUG_MAX)?;
            let title = text::line(&a.title, text::TITLE_MAX)?;
            Ok(ArticleRead { slug, title, helpful: a.helpful })
        })
        .collect();
    let facts: Result<Vec<_>, _> = raw
        .facts
        .iter()
        .map(|fact| {
            let name = text::required_line(&fact.name, text::FACT_NAME_MAX)?;
            Ok(Fact { name, value: text::line(&fact.value, text::FACT_MAX)? })
        })
        .collect();
    let events: Result<Vec<_>, _> =
        raw.events.iter().map(|event| text::line(event, text::FACT_MAX)).collect();
    let written = |lines: Vec<String>| lines.into_iter().filter(|line| !line.is_empty()).collect();
    Context {
        page,
        searches: written(rim.take("context.searches", searches)),
        articles: rim.take("context.articles", articles),
        facts: rim.take("context.facts", facts),
        events: written(rim.take("context.events", events)),
    }
}

/// Makes what a program collected fit the limits: the newest of each list stays, texts are cut, an
/// address that is none is left out. Nobody typed these, so nobody could mend them.
pub fn fit_context(raw: Context) -> Context {
    Context {
        page: raw.page.and_then(|page| {
            let url = text::page_url(&page.url).ok()?;
            Some(Page { url, title: text::excerpt(&page.title, text::TITLE_MAX) })
        }),
        searches: newest_lines(raw.searches, text::SEARCHES_MAX, text::SEARCH_MAX),
        articles: newest(raw.articles, text::ARTICLES_MAX)
            .filter(|a| text::required_line(&a.slug, text::SLUG_MAX).is_ok())
            .map(|a| ArticleRead { title: text::excerpt(&a.title, text::TITLE_MAX), ..a })
            .collect(),
        facts: newest(raw.facts, text::FACTS_MAX)
            .map(|fact| Fact {
                name: text::excerpt(&fact.name, text::FACT_NAME_MAX),
                value: text::excerpt(&fact.value, text::FACT_MAX),
            })
            .filter(|fact| !fact.name.is_empty())
            .collect(),
        events: newest_lines(raw.events, text::EVENTS_MAX, text::FACT_MAX),
    }
}

fn newest<T>(list: Vec<T>, max: usize) -> impl Iterator<Item = T> {
    let skip = list.len().saturating_sub(max);
    list.into_iter().skip(skip)
}

fn newest_lines(list: Vec<String>, max: usize, length: usize) -> Vec<String> {
    let lines = newest(list, max).map(|line| text::excerpt(&line, length));
    lines.filter(|line| !line.is_empty()).collect()
}
