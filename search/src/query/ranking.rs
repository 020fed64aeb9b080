//! The constants of ranking.

/// The constants of ranking, with the values found on the development sets.
///
/// They are one struct so that a sweep can vary them; programs use [`Ranking::DEFAULT`] through
/// [`crate::Index::ask`]. `EXPERIMENTS.md` beside this crate says where each came from and how flat the results are
/// around it.
#[derive(Clone, Copy, Debug)]
pub struct Ranking {
    /// BM25 saturation, per occurrence by which the average word stands in an article more than once.
    pub k1: f32,
    /// BM25 length normalisation of the texts, 0 (none) to 1 (full).
    pub b: f32,
    /// Length from which on longer articles count as no longer, in mean lengths: a list of all functions is long by nature.
    pub longest: f32,
    /// One occurrence in the title, in occurrences in the text.
    pub title: f32,
    /// One occurrence in a heading, in occurrences in the text.
    pub heading: f32,
    /// One occurrence in the keywords, in occurrences in the text.
    pub keyword: f32,
    /// Bonus for having all of the query.
    pub covered_query: f32,
    /// Bonus for a title of which all is in the query.
    pub covered_title: f32,
    /// What a stop word keeps of its weight.
    pub stop: f32,
    /// What a word that is nowhere keeps of its weight. It matters for what is left uncovered.
    pub unknown: f32,
    /// Weight of another form of a typed word that no article has (`configured` for `configure`).
    pub form: f32,
    /// Weight of words that share two thirds of the typed one: beside it, not instead of it.
    pub loose: f32,
    /// Weight of a completion of the last word when it is no word by itself.
    pub completion: f32,
    /// Weight of a completion of the last word when it is a word by itself.
    pub completion_of_known: f32,
    /// Weight of a term one edit away from an unknown word.
    pub one_edit: f32,
    /// Weight of a term two edits away from an unknown word.
    pub two_edits: f32,
    /// Weight of the two words that an unknown word is made of.
    pub split: f32,
    /// Most that a joined form (`wifi` of `wi fi`) weighs, in weights of the weightier of its parts.
    pub joined: f32,
    /// Weight of a compound of which a typed word is a part.
    pub compound: f32,
    /// Weight of a synonym of the site's.
    pub synonym: f32,
    /// Factor for articles that the site prefers on a page.
    pub page: f32,
    /// Scores that differ by less than this share are equal where one article is newer.
    pub equal: f32,
}

impl Ranking {
    /// The values in use.
    pub const DEFAULT: Ranking = Ranking {
        k1: 1.1,
        b: 0.75,
        longest: 5.0,
        title: 12.0,
        heading: 2.0,
        keyword: 10.0,
        covered_query: 1.0,
        covered_title: 0.5,
        stop: 0.4,
        unknown: 1.0,
        form: 0.9,
        loose: 0.2,
        completion: 0.8,
        completion_of_known: 0.3,
        one_edit: 0.8,
        two_edits: 0.3,
        split: 0.6,
        joined: 1.0,
        compound: 0.4,
        synonym: 0.7,
        page: 1.3,
        equal: 0.01,
    };
}
