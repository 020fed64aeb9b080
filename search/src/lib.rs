//! Full-text search over a prebuilt index: what the builder writes and the browser reads.
//!
//! In scope: tokens, index bytes, ranking, typo and prefix matching, snippets with marked ranges.
//! Out of scope: Markdown and files (`content`), fetching and drawing (`widget`). No clock, no DOM, no dependencies.
//!
//! Reading order: `token` and `format` decide what the bytes mean; `writer` and `reader` are the two sides of the
//! format; `query` ranks, with `fuzzy` and `weight`; `snippet` shows why a hit is a hit.
//!
//! ```
//! let keywords = ["login".to_owned()];
//! let article = search::Article {
//!     slug: "visitors/reset", title: "Reset your password", section: "For visitors", keywords: &keywords,
//!     url: "/help/en/visitors/reset/", fragment: "/_a/reset.0a1b2c3d.html",
//!     boost: 1.0, updated: 20260131, passages: vec![search::Passage { heading: "", anchor: "", text: "Choose “Forgot password” and follow the mail." }],
//! };
//! let stop = ["my".to_owned(), "the".to_owned()];
//! let language = search::Language { stem: &|word| word.trim_end_matches('s').to_owned(), stop: &stop, compounds: false };
//! let source = search::Source { locale: "en", articles: &[article], language, synonyms: &[], pages: &[] };
//! let index = search::Index::open(search::write(&source))?;
//! let hits = index.query("forgot my pasword", 10);
//! assert_eq!(index.article(hits[0].article).map(|found| found.slug), Some("visitors/reset"));
//! let marked: Vec<_> = hits[0].snippet.marks.iter().map(|mark| &hits[0].snippet.text[mark.clone()]).collect();
//! assert_eq!(marked, ["Forgot", "password"]);
//! # Ok::<(), search::OpenError>(())
//! ```

mod bytes;
mod format;
mod fuzzy;
mod news;
mod query;
mod reader;
mod snippet;
mod token;
mod weight;
mod writer;

pub use format::VERSION;
pub use news::News;
pub use query::{Answer, Asked, Explanation, Hit, Ranking};
pub use reader::{ArticleRef, Index, OpenError, PassageRef};
pub use snippet::Snippet;
pub use writer::{Language, Packed, Packing, Source, pack, write};

/// Calls `emit` with each word of a text, folded as the index has it, and its byte range. What is
/// written without spaces comes as overlapping pairs of signs.
pub fn each_word(text: &str, emit: &mut dyn FnMut(&str, std::ops::Range<usize>)) {
    token::scan(token::Lang::Other, text, &mut |word, range, kind| {
        if kind != token::Kind::Joined {
            emit(word, range);
        }
    });
}

/// One article as the builder hands it over.
#[derive(Clone, Debug)]
pub struct Article<'a> {
    /// Stable name inside the site and locale, as in `visitors/track-a-ticket`.
    pub slug: &'a str,
    /// Title as shown to visitors.
    pub title: &'a str,
    /// Title of the section that the article stands in.
    pub section: &'a str,
    /// Other words that visitors use for this article (front matter `keywords`).
    pub keywords: &'a [String],
    /// Address of the article's page.
    pub url: &'a str,
    /// Address of the article's HTML fragment, which the widget shows.
    pub fragment: &'a str,
    /// The builder's preference: 1 for none, up to 3 to raise, down to 0.1 to lower. Kept in steps of 1/64.
    pub boost: f32,
    /// The day of its last change as a number, 20260131; 0 when nobody says. Of nearly equally good articles the newer
    /// comes first.
    pub updated: u32,
    /// The text in reading order, cut at headings.
    pub passages: Vec<Passage<'a>>,
}

/// A piece of an article between two headings. The first has an empty heading and anchor.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// Text of the heading above the passage.
    pub heading: &'a str,
    /// The heading's `id` in the fragment, without `#`.
    pub anchor: &'a str,
    /// Plain text, without markup.
    pub text: &'a str,
}
