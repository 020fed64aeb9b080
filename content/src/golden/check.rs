//! Asking every question and seeing where its article stands. Pure: an index in, outcomes out.

use crate::finder::{Finder, Found};

use super::Question;

/// How far down the results are looked at. An article below is as good as not found.
const LOOKED_AT: usize = 10;

/// What came of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The question.
    pub question: Question,
    /// Rank of its article, from 1; `None` below the tenth.
    pub rank: Option<usize>,
    /// Whether it opens at the wanted section, where one is wanted.
    pub opens: bool,
    /// The results down to the article, or the first three where it was not found.
    pub results: Vec<Found>,
}

impl Outcome {
    /// Whether the article stands where the question wants it.
    pub fn fine(&self) -> bool {
        self.opens && self.rank.is_some_and(|rank| rank <= self.question.rank)
    }

    /// Whether somebody has to look at it: it does not stand there, and nobody has said that this is known.
    pub fn below(&self) -> bool {
        !self.fine() && !self.question.open
    }

    /// Whether it does not stand there, and that is known.
    pub fn open(&self) -> bool {
        !self.fine() && self.question.open
    }

    /// Whether it is said not to be answered yet, and is.
    pub fn closable(&self) -> bool {
        self.fine() && self.question.open
    }
}

/// Asks every question of one locale.
pub fn run<'q>(questions: impl Iterator<Item = &'q Question>, finder: &Finder) -> Vec<Outcome> {
    questions.map(|question| one(question, finder.ask(&question.ask, LOOKED_AT))).collect()
}

fn one(question: &Question, mut found: Vec<Found>) -> Outcome {
    let at = found.iter().position(|found| found.path == question.article);
    let opens = match (at, &question.section) {
        (Some(at), Some(section)) => found.get(at).is_some_and(|found| found.anchor == *section),
        _ => true,
    };
    found.truncate(at.map_or(3, |at| at + 1));
    Outcome { question: question.clone(), rank: at.map(|at| at + 1), opens, results: found }
}

/// The figures of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Questions asked.
    pub asked: usize,
    /// Those whose article came first.
    pub first: usize,
    /// Those whose article was among the first three.
    pub first_three: usize,
    /// Those whose article stood below its rank, or opened at another section, without those that are open.
    pub below: usize,
    /// Of those, the ones that stood high enough and opened at another section.
    pub elsewhere: usize,
    /// Those known not to be answered yet, which are not.
    pub open: usize,
}

/// Counts.
pub fn summary(outcomes: &[Outcome]) -> Summary {
    let within = |outcome: &Outcome, rank| outcome.rank.is_some_and(|found| found <= rank);
    let count = |test: &dyn Fn(&Outcome) -> bool| outcomes.iter().filter(|o| test(o)).count();
    Summary {
        asked: outcomes.len(),
        first: count(&|o| within(o, 1)),
        first_three: count(&|o| within(o, 3)),
        below: count(&Outcome::below),
        elsewhere: count(&|o| o.below() && within(o, o.question.rank)),
        open: count(&Outcome::open),
    }
}
