//! Words as the site writes them: the dictionary knows folded forms (`schluessel`), and people read.

use crate::reader::Index;
use crate::token;

/// Articles that are looked at for a word.
const MOST_ARTICLES: usize = 3;

/// A term as an article that has it writes it, in lower case; the term itself where none that is here does.
pub(super) fn written(index: &Index, group: u32, term: &str) -> String {
    let mut articles = Vec::new();
    index.each_posting(group, &mut |article, _| {
        if articles.len() < MOST_ARTICLES {
            articles.push(article);
        }
    });
    let mut found = None;
    for article in articles {
        let title = index.article(article).map_or("", |article| article.title);
        find(index, title, term, &mut found);
        index.each_passage(article, &mut |_, passage| {
            find(index, passage.heading, term, &mut found);
            find(index, passage.text, term, &mut found);
        });
    }
    found.unwrap_or_else(|| term.to_owned())
}

fn find(index: &Index, text: &str, term: &str, found: &mut Option<String>) {
    if found.is_some() {
        return;
    }
    token::scan(index.lang(), text, &mut |word, range, kind| {
        if found.is_none() && word == term && kind == token::Kind::Word {
            *found = text.get(range).map(|word| word.chars().map(token::lower).collect());
        }
    });
}
