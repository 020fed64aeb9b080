//! From what was typed to the best articles: what to ask, what comes back.
//!
//! [`plan`] finds out what the words may mean, [`score`] weighs the articles, [`crate::snippet`] shows why.

use crate::Snippet;
use crate::format::PartKind;
use crate::reader::Index;
use crate::snippet::{self, Marks};
use score::Scores;

mod memory;
pub(crate) mod plan;
mod ranking;
mod score;
mod written;

pub(crate) use memory::{Memory, Terms};
pub(crate) use plan::Word;
pub use ranking::Ranking;
pub use score::Explanation;
pub(crate) use score::Gains;

/// Articles of which a quoted phrase is looked for in the texts, best first.
const PHRASE_DEPTH: usize = 50;

/// Hits whose texts are asked for when they are elsewhere: the others show their titles alone.
const TEXTS_FETCHED: usize = 3;

/// A question to the index.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// As typed. The last word may be half typed; what stands in quotes must stand so in the article.
    pub text: &'a str,
    /// Most hits.
    pub k: usize,
    /// Only so many of them, best first: for who shows the others a moment later, in the same order.
    pub first: Option<usize>,
    /// Articles that something speaks for or against, and a factor for each.
    pub prefer: &'a [(u32, f32)],
    /// Path of the page on which it is asked, as in `/checkout/pay`: the site may prefer articles there.
    pub page: &'a str,
}

/// What the index has to say.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Best first.
    pub hits: Vec<Hit>,
    /// What was looked for instead of what was typed, when words were taken for mistyped.
    pub corrected: Option<String>,
    /// How much of what was asked the first hit has, 0 to 1: below [`Answer::SURE`] it is a guess.
    pub share: f32,
    /// A sentence of the first hit that has most of what was asked, if there is one.
    pub sentence: Option<Snippet>,
    /// Parts of the index that would have been looked at, had they been here: give them to [`Index::supply`], ask again.
    pub missing: Vec<String>,
}

impl Answer {
    /// The share below which an answer is a guess.
    pub const SURE: f32 = 0.25;
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

impl Index {
    /// Answers a question.
    ///
    /// Any text is fine: what has no words, or only words that are nowhere, finds nothing. Words after the 32nd
    /// are not looked at.
    pub fn ask(&self, asked: &Asked<'_>) -> Answer {
        let ranking = &Ranking::DEFAULT;
        let (before, mut memory) = (self.memory.take(), Memory::default());
        let plan = plan::plan(self, asked.text, ranking, &before, &mut memory);
        let here = self.preferred(asked.page).iter().map(|article| (*article, ranking.page));
        let prefer: Vec<(u32, f32)> = asked.prefer.iter().copied().chain(here).collect();
        let scores = Scores::new(self, &plan.words, ranking, &prefer, &before, &mut memory);
        let marks = Marks::new(self, &plan.words, &scores.weights, &before, &mut memory);
        self.memory.replace(memory);
        let mut missing = scores.missing.clone();
        let depth = if plan.phrases.is_empty() { asked.k } else { PHRASE_DEPTH.max(asked.k) };
        let mut best = scores.best(depth);
        self.keep_phrases(&plan.phrases, &mut best, asked.k);
        let mut answer = Answer { corrected: plan.corrected(asked.text), ..Answer::default() };
        for (article, score) in best.into_iter().take(asked.first.unwrap_or(usize::MAX)) {
            let texts = (answer.hits.len() < TEXTS_FETCHED).then_some(PartKind::Texts);
            for kind in [PartKind::Records].into_iter().chain(texts) {
                let name = self.elsewhere(kind, article);
                missing.extend(name.filter(|name| !missing.contains(name)));
            }
            let title = self.article(article).map_or("", |article| article.title);
            let shown = marks.show(self, article, title);
            if answer.hits.is_empty() {
                answer.share = scores.sureness(article);
                answer.sentence =
                    (answer.share >= Answer::SURE).then(|| marks.sentence(&shown)).flatten();
            }
            let (title, snippet) = (marks.whole(title), shown.snippet);
            answer.hits.push(Hit { article, passage: shown.passage, score, title, snippet });
        }
        answer.missing = missing;
        answer
    }

    /// A plan that nobody will type on.
    fn plan(&self, text: &str, ranking: &Ranking) -> plan::Plan {
        plan::plan(self, text, ranking, &Memory::default(), &mut Memory::default())
    }

    /// The best `k` articles, for those who need nothing else of the [`Answer`].
    pub fn query(&self, text: &str, k: usize) -> Vec<Hit> {
        self.ask(&Asked { text, k, ..Asked::default() }).hits
    }

    /// Numbers and scores of the best `k` articles under other constants, without snippets: for measuring.
    pub fn rank(&self, text: &str, k: usize, ranking: &Ranking) -> Vec<(u32, f32)> {
        let plan = self.plan(text, ranking);
        let depth = if plan.phrases.is_empty() { k } else { PHRASE_DEPTH.max(k) };
        let mut best = Scores::fresh(self, &plan.words, ranking).best(depth);
        self.keep_phrases(&plan.phrases, &mut best, k);
        best
    }

    /// Keeps the best `k` articles that have all phrases; when none has, the words alone must do.
    fn keep_phrases(&self, phrases: &[Vec<String>], best: &mut Vec<(u32, f32)>, k: usize) {
        if !phrases.is_empty() {
            let has = |article| phrases.iter().all(|p| snippet::has_phrase(self, article, p));
            let kept: Vec<_> = best.iter().copied().filter(|(article, _)| has(*article)).collect();
            if !kept.is_empty() {
                *best = kept;
            }
        }
        best.truncate(k);
    }

    /// Why an article has the score it has; `None` when it is no hit.
    pub fn explain(&self, text: &str, article: u32) -> Option<Explanation> {
        let ranking = &Ranking::DEFAULT;
        let plan = self.plan(text, ranking);
        Scores::fresh(self, &plan.words, ranking).explain(&plan.words, article)
    }

    /// How much of what is asked another text has, 0 to 1, by the same words and weights: for what is not in the index,
    /// such as open incidents.
    pub fn covers(&self, asked: &str, text: &str) -> f32 {
        let ranking = &Ranking::DEFAULT;
        let plan = self.plan(asked, ranking);
        let scores = Scores::fresh(self, &plan.words, ranking);
        let marks = Marks::new(
            self,
            &plan.words,
            &scores.weights,
            &Memory::default(),
            &mut Memory::default(),
        );
        marks.share(text)
    }

    /// The name of the part that has an article's record, while it is elsewhere: for who knows the article by number.
    pub fn missing_record(&self, article: u32) -> Option<String> {
        self.elsewhere(PartKind::Records, article)
    }

    /// The name of the part that has the texts of all articles, while it is elsewhere: worth having before anybody asks.
    /// `None` where it is here, and where texts are in many parts.
    pub fn missing_texts(&self) -> Option<String> {
        let last = self.elsewhere(PartKind::Texts, self.len().checked_sub(1)?);
        self.elsewhere(PartKind::Texts, 0).filter(|first| last.as_ref() == Some(first))
    }

    /// What may be typed on from here: the text with its last word completed, the most frequent words first.
    pub fn complete(&self, text: &str, k: usize) -> Vec<String> {
        plan::completions(self, text, k)
    }
}
