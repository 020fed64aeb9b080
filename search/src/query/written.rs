//! Words as the site writes them: the dictionary knows folded forms (`schluessel`), and people read.

use crate::reader::Index;
use crate::snippet::Begins;
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
    let mut begins = Begins::new();
    begins.add(term, false);
    let mut found = None;
    // Of most words two letters tell that they are others.
    let mut look = |text: &str| {
        if found.is_some() {
            return;
        }
        begins.each_piece(text, &mut |_, piece, _| {
            token::scan(index.lang(), piece, &mut |word, range, kind| {
                if found.is_none() && word == term && kind == token::Kind::Word {
                    found = piece.get(range).map(|word| word.chars().map(token::lower).collect());
                }
            });
        });
    };
    for article in articles {
        look(index.article(article).map_or("", |article| article.title));
        index.each_passage(article, &mut |_, passage| {
            look(passage.heading);
            look(passage.text);
        });
    }
    found.unwrap_or_else(|| term.to_owned())
}
