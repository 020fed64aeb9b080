//! Weighing: from the meanings of words to the score of each article.
//!
//! The words of a query are joined by *or*: an article that has more of what tells articles apart stands higher,
//! and a word that no article has costs nothing but sureness. The score of an article is, in this order,
//!
//! 1. the sum over words of weight × saturated count, counts of all fields weighted before saturation: BM25F
//!    (Robertson & Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009, section 3.6), with
//!    [`crate::weight`] for idf;
//! 2. times 1 + [`Ranking::covered_query`] × the share of the query's weight that it has;
//! 3. times 1 + [`Ranking::covered_title`] × the share of its title's weight that the query has;
//! 4. times the article's boost and the page's preference.
//!
//! Scores within [`Ranking::equal`] of each other are a tie, which goes to the newer article; equal scores of articles
//! without dates to the one that comes first in the index.

use super::{Memory, Ranking, Word};
use crate::bytes::size;
use crate::format::{BOOST_UNITS, PartKind, code};
use crate::reader::Index;
use crate::weight::weight;

/// The parts of a hit's score, for a developer who asks why.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Per word of the query that the article has: the word, its weight, its part of the sum.
    pub words: Vec<(String, f32, f32)>,
    /// Share of the query's weight that the article has, 0 to 1.
    pub covered_query: f32,
    /// Share of the title's weight that the query has, 0 to 1.
    pub covered_title: f32,
    /// The article's boost.
    pub boost: f32,
    /// The product of all.
    pub score: f32,
}

/// What an article has gathered.
#[derive(Clone, Copy, Default)]
struct Gathered {
    sum: f32,
    mass: f32,
    title: f32,
    /// As `mass`, by how surely each word means what the article has.
    sure: f32,
}

/// What one word of the query has found in an article.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    weighted: f32,
    titled: f32,
    sure: f32,
    telling: bool,
}

/// What one word of the query finds, before it is weighed.
#[derive(Debug)]
pub(crate) struct Gains {
    /// Articles, with saturated counts.
    articles: Vec<(u32, Counted)>,
    /// The same for groups that are somewhat like it.
    loose: Vec<(u32, f32)>,
    /// Articles that surely have it.
    found: u32,
    /// Its occurrences in each article that has it.
    each: f32,
    /// Names of parts with postings that are not here.
    missing: Vec<String>,
}

impl Gains {
    /// Whether they are worth keeping and hold for the next question.
    pub(super) fn keep(&self) -> bool {
        self.missing.is_empty() && self.articles.len() + self.loose.len() <= MOST_KEPT
    }
}

/// Postings of a word that are kept for the next question: some 100 kB.
const MOST_KEPT: usize = 4096;

pub(super) struct Scores<'a> {
    index: &'a Index,
    ranking: &'a Ranking,
    prefer: &'a [(u32, f32)],
    articles: Vec<Gathered>,
    /// The byte of each article's length, and what an occurrence is worth at each such byte.
    lengths: &'a [u8],
    by_length: [f32; 256],
    boosts: &'a [u8],
    /// BM25's, for this collection.
    k1: f32,
    /// Weight of each word of the query, and all together.
    pub(super) weights: Vec<f32>,
    mass: f32,
    /// Names of parts with postings that are not here.
    pub(super) missing: Vec<String>,
}

impl<'a> Scores<'a> {
    pub(super) fn new(
        index: &'a Index,
        words: &[Word],
        ranking: &'a Ranking,
        prefer: &'a [(u32, f32)],
        before: &Memory,
        memory: &mut Memory,
    ) -> Self {
        let all = index.counts().articles as usize;
        let by_length = std::array::from_fn(|byte| {
            let words = size::unpack(byte as u8) as f32 / index.counts().words;
            1.0 / (1.0 - ranking.b + ranking.b * words.min(ranking.longest))
        });
        let mut scores = Scores {
            lengths: index.lengths(),
            boosts: index.boosts(),
            by_length,
            index,
            ranking,
            prefer,
            articles: vec![Gathered::default(); all],
            // Where words come back often in an article, it takes more of them to say the same.
            k1: (ranking.k1 * (index.counts().each - 1.0)).clamp(0.5, 4.0),
            weights: Vec::with_capacity(words.len()),
            mass: 0.0,
            missing: Vec::new(),
        };
        let mut counted = vec![Counted::default(); all];
        let mut touched = Vec::new();
        for word in words {
            let most = scores.most(word, words);
            let gains =
                memory.gains(before, word, &mut || scores.gather(word, &mut counted, &mut touched));
            scores.add(word, most, &gains);
        }
        scores
    }

    /// For a question that nobody types on, on no page.
    pub(super) fn fresh(index: &'a Index, words: &[Word], ranking: &'a Ranking) -> Self {
        Scores::new(index, words, ranking, &[], &Memory::default(), &mut Memory::default())
    }

    /// Occurrences that a posting is worth.
    fn count(&self, article: u32, posting: u8) -> f32 {
        let has = |field: u8| if posting & field != 0 { 1.0 } else { 0.0 };
        let ranking = self.ranking;
        let times = f32::from(code::OCCURRENCES[usize::from(posting & code::LEVEL)]);
        let length = self.lengths.get(article as usize).copied().unwrap_or(0);
        times * self.by_length[usize::from(length)]
            + ranking.title * has(code::TITLE)
            + ranking.heading * has(code::HEADING)
            + ranking.keyword * has(code::KEYWORD)
    }

    fn saturated(&self, count: f32) -> f32 {
        count * (self.k1 + 1.0) / (self.k1 + count)
    }

    /// The most that a word may weigh: a joined form is rare where its parts are not (`arduinoide` beside `arduino` and
    /// `ide`), and says no more than they do. They are weighed before it.
    fn most(&self, word: &Word, words: &[Word]) -> f32 {
        if !word.optional {
            return f32::MAX;
        }
        let (from, to) = (word.range.start, word.range.end);
        let parts = words.iter().zip(&self.weights);
        let inside = parts.filter(|(part, _)| part.range.start >= from && part.range.end <= to);
        let top = inside.fold(0.0, |top: f32, (_, weight)| top.max(*weight));
        if top > 0.0 { self.ranking.joined * top } else { f32::MAX }
    }

    /// What one word of the query finds. `counted` and `touched` are scratch, empty before and after.
    fn gather(&self, word: &Word, counted: &mut [Counted], touched: &mut Vec<u32>) -> Gains {
        let index = self.index;
        let top = word.meanings.iter().fold(0.0, |top: f32, meaning| top.max(meaning.weight));
        let mut gains = Gains {
            articles: Vec::new(),
            loose: Vec::new(),
            found: 0,
            each: 0.0,
            missing: Vec::new(),
        };
        // Occurrences of the first meaning, and articles that have it.
        let (mut times, mut having) = (0, 0);
        for (first, meaning) in word.meanings.iter().enumerate() {
            // How rare a word is, is a matter of what it surely means: completions of a known word do not make it common.
            let telling = meaning.weight * 2.0 >= top;
            let here = index.each_posting(meaning.group, &mut |article, posting| {
                if first == 0 {
                    times += u32::from(code::OCCURRENCES[usize::from(posting & code::LEVEL)]);
                    having += 1;
                }
                let Some(count) = counted.get_mut(article as usize) else {
                    return;
                };
                if count.weighted == 0.0 {
                    touched.push(article);
                }
                if telling && !count.telling {
                    count.telling = true;
                    gains.found += 1;
                }
                count.weighted += meaning.weight * self.count(article, posting);
                count.sure = count.sure.max(meaning.weight);
                if posting & code::TITLE != 0 {
                    count.titled = count.titled.max(meaning.weight);
                }
            });
            if here.is_none() {
                let name = index.elsewhere(PartKind::Postings, meaning.group);
                gains.missing.extend(name.filter(|name| !gains.missing.contains(name)));
            }
        }
        gains.each = times as f32 / having.max(1) as f32;
        for article in touched.drain(..) {
            let count = counted.get_mut(article as usize).map(std::mem::take).unwrap_or_default();
            let weighted = self.saturated(count.weighted);
            gains.articles.push((article, Counted { weighted, ..count }));
        }
        for group in &word.loose {
            index.each_posting(*group, &mut |article, posting| {
                gains.loose.push((article, self.saturated(self.count(article, posting))));
            });
        }
        gains
    }

    /// Adds one word of the query, which weighs `most` at most.
    fn add(&mut self, word: &Word, most: f32, gains: &Gains) {
        let missing = gains.missing.iter().filter(|name| !self.missing.contains(name));
        let missing: Vec<String> = missing.cloned().collect();
        self.missing.extend(missing);
        let common = word.meanings.first().and_then(|meaning| self.index.common(meaning.group));
        let (found, each) = match common {
            Some(common) => (gains.found.max(common.found), common.each),
            None => (gains.found, gains.each),
        };
        let mut value = weight(self.index.counts().articles, found, each);
        if found == 0 {
            // A joined form (`wifi` of `wi-fi`) that is nowhere was no word of the visitor's.
            value *= if word.optional { 0.0 } else { self.ranking.unknown };
        }
        if word.stop {
            value *= self.ranking.stop;
        }
        value = value.min(most);
        // The weight of a title is that of its words as written: joined forms are none of them.
        let titled = if word.optional { 0.0 } else { value };
        self.weights.push(value);
        self.mass += value;
        for (article, count) in &gains.articles {
            if let Some(total) = self.articles.get_mut(*article as usize) {
                total.sum += value * count.weighted;
                total.mass += value;
                total.title += titled * count.titled;
                total.sure += value * count.sure;
            }
        }
        for (article, gain) in &gains.loose {
            if let Some(total) = self.articles.get_mut(*article as usize) {
                total.sum += self.ranking.loose * value * gain;
            }
        }
    }

    /// Shares of the query's and the title's weight: see [`Explanation`].
    pub(super) fn shares(&self, article: u32) -> (f32, f32) {
        let got = self.articles.get(article as usize).copied().unwrap_or_default();
        let share = |part: f32, of: f32| if of > 0.0 { (part / of).min(1.0) } else { 0.0 };
        (share(got.mass, self.mass), share(got.title, self.index.numbers(article).title))
    }

    /// Share of the query's weight that the article surely has: what a mistyped or half-typed word may mean counts less.
    pub(super) fn sureness(&self, article: u32) -> f32 {
        let sure = self.articles.get(article as usize).map_or(0.0, |got| got.sure);
        if self.mass > 0.0 { (sure / self.mass).min(1.0) } else { 0.0 }
    }

    fn boost(&self, article: u32) -> f32 {
        let page = self.prefer.iter().find(|(id, _)| *id == article).map_or(1.0, |(_, by)| *by);
        page * f32::from(self.boosts.get(article as usize).copied().unwrap_or(0)) / BOOST_UNITS
    }

    fn score(&self, article: u32) -> Option<f32> {
        let sum = self.articles.get(article as usize)?.sum;
        if sum <= 0.0 {
            return None;
        }
        let (query, title) = self.shares(article);
        Some(
            sum * (1.0 + self.ranking.covered_query * query)
                * (1.0 + self.ranking.covered_title * title)
                * self.boost(article),
        )
    }

    /// The best `k`, best first. `k` is small, so each article is put in its place by hand.
    pub(super) fn best(&self, k: usize) -> Vec<(u32, f32)> {
        let mut best: Vec<(u32, f32)> = Vec::new();
        let all = (1.0 + self.ranking.covered_query) * (1.0 + self.ranking.covered_title);
        for (article, got) in (0..).zip(&self.articles) {
            // Most of a large collection has a word or two: what could not enter with all covered is not looked at closer.
            let last = if best.len() < k { 0.0 } else { best.last().map_or(0.0, |last| last.1) };
            if got.sum <= 0.0 || got.sum * all * self.boost(article) < last {
                continue;
            }
            let Some(score) = self.score(article) else {
                continue;
            };
            if best.len() >= k && best.last().is_none_or(|last| last.1 >= score) {
                continue;
            }
            let at = best.iter().position(|other| other.1 < score).unwrap_or(best.len());
            best.insert(at, (article, score));
            best.truncate(k);
        }
        self.newer_first(&mut best);
        best
    }

    /// Puts articles that are nearly as good as the best of them in the order of their dates, newest first. What ties with
    /// an article is decided by its score alone, so that nothing climbs step by step.
    fn newer_first(&self, best: &mut [(u32, f32)]) {
        let mut rest = best;
        while let Some(&(_, top)) = rest.first() {
            let least = top * (1.0 - self.ranking.equal);
            let ties = rest.iter().take_while(|(_, score)| *score >= least).count().max(1);
            let Some((tied, after)) = rest.split_at_mut_checked(ties) else {
                return;
            };
            // By hand, as above: a sort is kilobytes.
            for from in 1..tied.len() {
                for at in (1..=from).rev() {
                    let new = |at: usize| tied.get(at).map(|hit| self.index.numbers(hit.0).fresh);
                    if new(at) > new(at - 1) {
                        tied.swap(at, at - 1);
                    }
                }
            }
            rest = after;
        }
    }

    pub(super) fn explain(&self, words: &[Word], article: u32) -> Option<Explanation> {
        let score = self.score(article)?;
        let (covered_query, covered_title) = self.shares(article);
        let alone = |word: &Word| {
            let part = Scores::fresh(self.index, std::slice::from_ref(word), self.ranking);
            let sum = part.articles.get(article as usize)?.sum;
            (sum > 0.0).then(|| (word.text.clone(), part.mass, sum))
        };
        Some(Explanation {
            words: words.iter().filter_map(alone).collect(),
            covered_query,
            covered_title,
            boost: self.boost(article),
            score,
        })
    }
}
