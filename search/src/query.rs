//! Ranking: from what was typed to the best articles.
//!
//! The words of a query are joined by *or*: an article that has more of what tells articles apart stands higher,
//! and a word that no article has costs nothing. The score of an article is, in this order,
//!
//! 1. the sum over words of idf × saturated count, counts of all fields weighted before saturation: BM25F
//!    (Robertson & Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009, section 3.6);
//! 2. times 1 + [`Ranking::covered_query`] × the share of the query's idf mass that it has;
//! 3. times 1 + [`Ranking::covered_title`] × the share of its title's idf mass that the query has;
//! 4. times 1 + [`Ranking::covered_passage`] × the share of the matched idf mass that stands in one passage.
//!
//! Ties go to the article that comes first in the index.

use crate::Snippet;
use crate::format::{MASS_UNITS, code, idf, size};
use crate::reader::Index;
use crate::snippet;

mod plan;
pub(crate) use plan::Word;

/// The constants of ranking, with the values found on the development sets.
///
/// They are one struct so that a sweep can vary them; programs use [`Ranking::DEFAULT`] through [`Index::query`].
///
/// Found on `arduino`, `hint3`, `banking77` and the French help by varying one at a time. All are flat: k1 1.2 to 3,
/// b .5 to .9, title 8 to 16, the query bonus 0 to 1, edits .3 to 1 and completions .4 to 1 move hit@3 by less than .02.
/// Two matter. Without the title bonus `arduino` loses .06; without other forms (`form` near 0) `arduino` and
/// `hint3` lose .02 to .03. The weights of headings, keywords and of one passage are not measured: those sets have
/// no such parts.
#[derive(Clone, Copy, Debug)]
pub struct Ranking {
    /// BM25 saturation: weighted count at which a word has half its effect.
    pub k1: f32,
    /// BM25 length normalisation of the text, 0 (none) to 1 (full).
    pub b: f32,
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
    /// Bonus for having all that matched in one passage.
    pub covered_passage: f32,
    /// Weight of another form of a typed word (`configured` for `configure`).
    pub form: f32,
    /// Weight of a completion of the last word when it is no word by itself.
    pub completion: f32,
    /// Weight of a completion of the last word when it is a word by itself.
    pub completion_of_known: f32,
    /// Weight of a term one edit away from an unknown word.
    pub one_edit: f32,
    /// Weight of a term two edits away from an unknown word.
    pub two_edits: f32,
}

impl Ranking {
    /// The values in use.
    pub const DEFAULT: Ranking = Ranking {
        k1: 2.0,
        b: 0.75,
        title: 12.0,
        heading: 3.0,
        keyword: 6.0,
        covered_query: 0.5,
        covered_title: 0.5,
        covered_passage: 0.2,
        form: 0.9,
        completion: 0.8,
        completion_of_known: 0.3,
        one_edit: 0.7,
        two_edits: 0.3,
    };
}

/// One found article.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Number of the article: give it to [`Index::article`].
    pub article: u32,
    /// Number of the best passage inside that article (0 is the text before the first heading).
    pub passage: u32,
    /// Comparable within one query only; higher is better.
    pub score: f32,
    /// The article's title with the matched words marked.
    pub title: Snippet,
    /// The best window of the best passage (at most about 180 columns), marked.
    pub snippet: Snippet,
}

/// The parts of a hit's score, for a developer who asks why.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Per word of the query that the article has: the word, its idf, its part of the sum.
    pub words: Vec<(String, f32, f32)>,
    /// Share of the query's idf mass that the article has, 0 to 1.
    pub covered_query: f32,
    /// Share of the title's idf mass that the query has, 0 to 1.
    pub covered_title: f32,
    /// Share of the matched idf mass that the best passage has, 0 to 1.
    pub covered_passage: f32,
    /// The product of all.
    pub score: f32,
}

impl Index {
    /// The best `k` articles for what a visitor typed, best first. The last word may be half typed.
    ///
    /// Any text is fine: what has no words, or only words that are nowhere, finds nothing. Words after the 32nd
    /// are not looked at.
    pub fn query(&self, text: &str, k: usize) -> Vec<Hit> {
        let words = plan::plan(self, text, &Ranking::DEFAULT);
        let scores = Scores::new(self, &words, &Ranking::DEFAULT);
        let marks = snippet::Marks::new(self, &words, &scores.idfs);
        scores
            .best(k)
            .into_iter()
            .map(|(article, score)| self.hit(article, score, &scores, &marks))
            .collect()
    }

    /// As [`Index::query`], but numbers only and with constants of your own: for sweeps and benchmarks.
    pub fn rank(&self, text: &str, k: usize, ranking: &Ranking) -> Vec<(u32, f32)> {
        let words = plan::plan(self, text, ranking);
        Scores::new(self, &words, ranking).best(k)
    }

    /// How the score of an article came about; `None` when the query does not find it.
    pub fn explain(&self, text: &str, article: u32) -> Option<Explanation> {
        let words = plan::plan(self, text, &Ranking::DEFAULT);
        let scores = Scores::new(self, &words, &Ranking::DEFAULT);
        let score = scores.final_score(article)?;
        let (covered_query, covered_title, covered_passage) = scores.shares(article)?;
        let alone = |word: &Word| {
            let part = Scores::new(self, std::slice::from_ref(word), &Ranking::DEFAULT);
            let sum = part.articles.get(article as usize)?.sum;
            (sum > 0.0).then(|| (word.text.clone(), part.mass, sum))
        };
        Some(Explanation {
            words: words.iter().filter_map(alone).collect(),
            covered_query,
            covered_title,
            covered_passage,
            score,
        })
    }

    fn hit(
        &self,
        article: u32,
        score: f32,
        scores: &Scores<'_>,
        marks: &snippet::Marks<'_>,
    ) -> Hit {
        let title = self.article(article).map_or("", |article| article.title);
        let passage = scores.best_passage(article);
        // Under a title or heading there may be nothing before the next one: show what comes first.
        let text = (passage..self.passages(article)).chain(0..passage).find_map(|number| {
            self.passage(article, number)
                .map(|passage| passage.text)
                .filter(|text| !text.is_empty())
        });
        Hit {
            article,
            passage,
            score,
            title: marks.whole(title),
            snippet: marks.window(text.unwrap_or("")),
        }
    }
}

/// What an article has gathered.
#[derive(Clone, Copy, Default)]
struct Gathered {
    sum: f32,
    mass: f32,
    title_mass: f32,
}

/// What one word of the query has found in an article, before saturation.
#[derive(Clone, Copy, Default)]
struct Counted {
    weighted: f32,
    titled: f32,
    telling: bool,
}

struct Scores<'a> {
    index: &'a Index,
    ranking: &'a Ranking,
    articles: Vec<Gathered>,
    /// Per passage: idf mass of the words in it, and the same with saturated counts.
    passages: Vec<(f32, f32)>,
    /// idf of each word of the query, and all together.
    idfs: Vec<f32>,
    mass: f32,
}

impl<'a> Scores<'a> {
    fn new(index: &'a Index, words: &[Word], ranking: &'a Ranking) -> Self {
        let mut scores = Scores {
            index,
            ranking,
            articles: vec![Gathered::default(); index.entries().len()],
            passages: vec![(0.0, 0.0); index.places().len()],
            idfs: Vec::with_capacity(words.len()),
            mass: 0.0,
        };
        let mut counted = vec![Counted::default(); index.entries().len()];
        let mut in_passage = vec![0.0; index.places().len()];
        for word in words {
            scores.add(word, &mut counted, &mut in_passage);
        }
        scores
    }

    /// Adds one word of the query. `counted` and `in_passage` are scratch, all zero before and after.
    fn add(&mut self, word: &Word, counted: &mut [Counted], in_passage: &mut [f32]) {
        let index = self.index;
        let (places, entries) = (index.places(), index.entries());
        let top = word.meanings.iter().fold(0.0, |top: f32, meaning| top.max(meaning.weight));
        let mut found = 0;
        let mut articles = Vec::new();
        let mut passages = Vec::new();
        for meaning in &word.meanings {
            // How rare a word is, is a matter of what it surely means: completions of a known word do not make it common.
            let telling = meaning.weight * 2.0 >= top;
            index.each_posting(meaning.term, &mut |number, posting| {
                let Some(place) = places.get(number as usize) else {
                    return;
                };
                let (Some(count), Some(entry)) =
                    (counted.get_mut(place.article as usize), entries.get(place.article as usize))
                else {
                    return;
                };
                let Some(here) = in_passage.get_mut(number as usize) else {
                    return;
                };
                if count.weighted == 0.0 {
                    articles.push(place.article);
                }
                if telling && !count.telling {
                    count.telling = true;
                    found += 1;
                }
                let has = |field: u8| if posting & field != 0 { 1.0 } else { 0.0 };
                let length =
                    1.0 - self.ranking.b + self.ranking.b * entry.words as f32 / index.average;
                let text =
                    f32::from(code::OCCURRENCES[usize::from(posting & code::LEVEL)]) / length;
                let fields = self.ranking.title * has(code::TITLE)
                    + self.ranking.keyword * has(code::KEYWORD);
                let heading = self.ranking.heading * has(code::HEADING);
                count.weighted += meaning.weight * (text + heading + fields);
                if posting & code::TITLE != 0 {
                    count.titled = count.titled.max(meaning.weight);
                }
                // Title and keywords speak for the first passage, as a heading does for its own.
                let above = if posting & (code::TITLE | code::KEYWORD) != 0 {
                    self.ranking.heading
                } else {
                    0.0
                };
                if *here == 0.0 {
                    passages.push(number);
                }
                *here += meaning.weight * (text + heading + above);
            });
        }
        // A joined form (`wifi` of `wi-fi`) that is nowhere was no word of the visitor's.
        let idf = if found == 0 && word.optional { 0.0 } else { idf(entries.len() as u32, found) };
        self.idfs.push(idf);
        self.mass += idf;
        for article in articles {
            let (Some(count), Some(total)) =
                (counted.get_mut(article as usize), self.articles.get_mut(article as usize))
            else {
                continue;
            };
            total.sum +=
                idf * count.weighted * (self.ranking.k1 + 1.0) / (self.ranking.k1 + count.weighted);
            total.mass += idf;
            total.title_mass += idf * count.titled;
            *count = Counted::default();
        }
        for passage in passages {
            let (Some(count), Some(total)) =
                (in_passage.get_mut(passage as usize), self.passages.get_mut(passage as usize))
            else {
                continue;
            };
            total.0 += idf;
            total.1 += idf * *count / (self.ranking.k1 + *count);
            *count = 0.0;
        }
    }

    /// Shares of the query's, the title's and the matched idf mass: see [`Explanation`].
    fn shares(&self, article: u32) -> Option<(f32, f32, f32)> {
        let got = self.articles.get(article as usize)?;
        let title = size::unpack(self.index.entries().get(article as usize)?.title_mass) as f32
            / MASS_UNITS;
        let share = |part: f32, of: f32| if of > 0.0 { (part / of).min(1.0) } else { 0.0 };
        let first = self.index.entries().get(article as usize)?.first_passage as usize;
        let here = self.passages.get(first..first + self.index.passages(article) as usize)?;
        let dense = here.iter().fold(0.0, |most: f32, passage| most.max(passage.0));
        Some((share(got.mass, self.mass), share(got.title_mass, title), share(dense, got.mass)))
    }

    fn final_score(&self, article: u32) -> Option<f32> {
        let sum = self.articles.get(article as usize)?.sum;
        if sum <= 0.0 {
            return None;
        }
        let (query, title, passage) = self.shares(article)?;
        let ranking = self.ranking;
        Some(
            sum * (1.0 + ranking.covered_query * query)
                * (1.0 + ranking.covered_title * title)
                * (1.0 + ranking.covered_passage * passage),
        )
    }

    /// The best `k`, best first. `k` is small, so each article is put in its place by hand.
    fn best(&self, k: usize) -> Vec<(u32, f32)> {
        let mut best: Vec<(u32, f32)> = Vec::new();
        for article in 0..self.articles.len() as u32 {
            let Some(score) = self.final_score(article) else {
                continue;
            };
            if best.len() >= k && best.last().is_none_or(|last| last.1 >= score) {
                continue;
            }
            let at = best.iter().position(|other| other.1 < score).unwrap_or(best.len());
            best.insert(at, (article, score));
            best.truncate(k);
        }
        best
    }

    /// Number inside the article of its best passage: the one that has most, and has it most often.
    fn best_passage(&self, article: u32) -> u32 {
        let Some(entry) = self.index.entries().get(article as usize) else {
            return 0;
        };
        let mut best = (0, (0.0, 0.0));
        for number in 0..self.index.passages(article) {
            let Some(&score) = self.passages.get((entry.first_passage + number) as usize) else {
                break;
            };
            if score.0 > best.1.0 || (score.0 == best.1.0 && score.1 > best.1.1) {
                best = (number, score);
            }
        }
        best.0
    }
}
