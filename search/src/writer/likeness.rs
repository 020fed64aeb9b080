//! Articles in an order in which neighbours have words in common, for indexes that tell documents by their ids alone:
//! postings then name neighbours, whose distances are 1.

use super::collect::Collected;
use crate::format::{order, step};

/// With more articles their order stays: likeness takes time and memory by the square of their number.
pub const MOST: usize = 2_000;

/// Rounds in which a path is made better at most; some ten are enough for hundreds of articles.
const ROUNDS: usize = 30;

/// The articles in the steps of [`order`], from long ones to short ones, and those of a step as a path from each to one
/// that is like it.
///
/// The path is the travelling salesman's of Shieh et al., "Inverted file compression through document identifier
/// reassignment" (2003): to the nearest that is left, then without crossings (2-opt; Croes 1958).
pub fn chain(found: &Collected) -> Vec<u32> {
    let sizes = found.sizes();
    let likeness = Likeness::of(found);
    let step_of = |article: u32| sizes.get(article as usize).map(|size| step(*size));
    let mut chain = order(&sizes, true);
    for path in chain.chunk_by_mut(|a, b| step_of(*a) == step_of(*b)) {
        likeness.go_to_nearest(path);
        for _ in 0..ROUNDS {
            if !likeness.untangle(path) {
                break;
            }
        }
    }
    chain
}

/// How much each article has in common with each other.
struct Likeness {
    articles: usize,
    of: Vec<f32>,
}

impl Likeness {
    /// Counts the groups that two articles share, by the fourth root of how many each has: halfway from the plain count,
    /// which leads to the longest ones, to the cosine, which leads to the shortest. Groups that more than half of the
    /// articles have are left out: they keep no postings.
    fn of(found: &Collected) -> Likeness {
        let articles = found.lengths.len();
        let mut of = vec![0.0f32; articles * articles];
        let mut groups = vec![0.0f32; articles];
        for list in found.lists.iter().filter(|list| list.len() > 1 && list.len() * 2 <= articles) {
            for one in list {
                groups[one.article as usize] += 1.0;
                let row = one.article as usize * articles;
                list.iter().for_each(|other| of[row + other.article as usize] += 1.0);
            }
        }
        for (at, shared) in of.iter_mut().enumerate() {
            *shared /= (groups[at / articles] * groups[at % articles]).sqrt().sqrt().max(1.0);
        }
        Likeness { articles, of }
    }

    /// 0 beyond the ends of a path.
    fn between(&self, one: Option<&u32>, other: Option<&u32>) -> f32 {
        let (Some(one), Some(other)) = (one, other) else { return 0.0 };
        self.of[*one as usize * self.articles + *other as usize]
    }

    /// Puts after each article of a path the one most like it of those that follow, of equal ones the first.
    fn go_to_nearest(&self, path: &mut [u32]) {
        for at in 1..path.len() {
            let here = path.get(at - 1);
            let like = |next: usize| self.between(here, path.get(next));
            let best = (at..path.len()).min_by(|a, b| like(*b).total_cmp(&like(*a)));
            path[at..=best.unwrap_or(at)].rotate_right(1);
        }
    }

    /// Turns each stretch of a path around whose ends then have more in common with what they meet; whether any was.
    fn untangle(&self, path: &mut [u32]) -> bool {
        // Turned for less, rounding could turn it for ever.
        const GAIN: f32 = 1e-6;
        let mut turned = false;
        for first in 0..path.len() {
            for last in first + 1..path.len() {
                let before = first.checked_sub(1).and_then(|at| path.get(at));
                let (from, to, after) = (path.get(first), path.get(last), path.get(last + 1));
                let now = self.between(before, from) + self.between(to, after);
                let then = self.between(before, to) + self.between(from, after);
                if then > now + GAIN {
                    path[first..=last].reverse();
                    turned = true;
                }
            }
        }
        turned
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::writer::collect::At;

    /// The order of articles with these words each, which are letters.
    fn check(articles: &[&str], lengths: &[u32], expected: &[u32]) {
        let lists = ('a'..='z').map(|word| {
            let has = (0..).zip(articles).filter(|(_, words)| words.contains(word));
            has.map(|(article, _)| At { article, times: 1, fields: 0 }).collect()
        });
        let found = Collected {
            terms: Vec::new(),
            lists: lists.collect(),
            lengths: lengths.to_vec(),
            stops: Default::default(),
        };
        assert_eq!(chain(&found), expected, "{articles:?}");
    }

    #[test]
    fn alike_articles_are_neighbours() {
        check(&["ab", "xy", "abc", "xyz", "cz"], &[9; 5], &[0, 2, 4, 3, 1]);
        check(&["ab", "cd", "ef"], &[9; 3], &[0, 1, 2]);
        check(&["", "ab", "ab"], &[9; 3], &[0, 1, 2]);
        check(&[], &[], &[]);
    }

    #[test]
    fn a_path_that_began_in_the_middle_is_turned() {
        check(&["bc", "cd", "de", "ab"], &[9; 4], &[3, 0, 1, 2]);
    }

    #[test]
    fn of_two_that_share_as_much_the_one_with_fewer_other_words_is_nearer() {
        check(&["ab", "abcd", "abc", "d", "q", "r"], &[9; 6], &[0, 2, 1, 3, 4, 5]);
    }

    #[test]
    fn long_articles_come_first() {
        check(&["ab", "q", "ab", "r"], &[10, 2_000, 10, 2_000], &[1, 3, 0, 2]);
    }
}
