//! The parts of a large index that are fetched when a query needs them: which, when, how often.
//! Pure bookkeeping; `supplier` does the fetching.

/// Most downloads under way: a browser opens about six connections to an origin over HTTP/1.
const AT_ONCE: usize = 4;
/// Most downloads of a part that did not come.
const TRIES: u8 = 3;

/// What is known of each part that was ever needed.
#[derive(Debug, Default)]
pub struct Shards {
    known: Vec<Shard>,
    /// The query for which parts were last asked for.
    query: String,
}

#[derive(Debug)]
struct Shard {
    name: String,
    tries: u8,
    state: State,
}

#[derive(Debug, PartialEq)]
enum State {
    UnderWay,
    Failed,
    /// It is here, or what came is of no use and would be again.
    Settled,
}

impl Shards {
    /// The parts to fetch now, of those that this query misses. A failed one is tried again when
    /// there was a keystroke since.
    pub fn next(&mut self, query: &str, missing: &[String]) -> Vec<String> {
        let again = self.query != query;
        if again {
            query.clone_into(&mut self.query);
        }
        let mut under_way = self.known.iter().filter(|s| s.state == State::UnderWay).count();
        let mut names = Vec::new();
        for name in missing {
            if under_way >= AT_ONCE {
                break;
            }
            match self.known.iter_mut().find(|shard| shard.name == *name) {
                None => {
                    let name = name.clone();
                    self.known.push(Shard { name, tries: 1, state: State::UnderWay });
                }
                Some(shard) if again && shard.state == State::Failed && shard.tries < TRIES => {
                    shard.tries += 1;
                    shard.state = State::UnderWay;
                }
                Some(_) => continue,
            }
            under_way += 1;
            names.push(name.clone());
        }
        names
    }

    /// A download ended. `came`: with bytes, good or not.
    pub fn ended(&mut self, name: &str, came: bool) {
        if let Some(shard) = self.known.iter_mut().find(|shard| shard.name == name) {
            shard.state = if came { State::Settled } else { State::Failed };
        }
    }

    /// Whether one of these is under way or will be.
    pub fn awaited(&self, missing: &[String]) -> bool {
        missing.iter().any(|name| {
            let known = self.known.iter().find(|shard| shard.name == *name);
            known.is_none_or(|shard| shard.state == State::UnderWay)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query that misses the parts named by these letters asks for those.
    #[track_caller]
    fn check(shards: &mut Shards, query: &str, missing: &str, expected: &str) {
        let missing: Vec<String> = missing.chars().map(String::from).collect();
        assert_eq!(shards.next(query, &missing).concat(), expected, "{query}");
    }

    #[test]
    fn each_part_is_fetched_once_and_four_at_a_time() {
        let mut shards = Shards::default();
        check(&mut shards, "q", "abcdef", "abcd");
        check(&mut shards, "q", "abcdef", "");
        shards.ended("a", true);
        check(&mut shards, "q", "bcdef", "e");
        shards.ended("b", true);
        // Damaged: it came, and is missing all the same.
        check(&mut shards, "qu", "bcdef", "f");
    }

    #[test]
    fn what_failed_is_tried_thrice_and_only_after_a_keystroke() {
        let mut shards = Shards::default();
        check(&mut shards, "q", "a", "a");
        shards.ended("a", false);
        check(&mut shards, "q", "a", "");
        for query in ["qu", "que"] {
            check(&mut shards, query, "a", "a");
            shards.ended("a", false);
        }
        check(&mut shards, "quer", "a", "");
    }

    #[test]
    fn a_part_is_awaited_until_it_came_or_failed() {
        let mut shards = Shards::default();
        let missing = ["a".to_owned()];
        assert!(!shards.awaited(&[]));
        assert!(shards.awaited(&missing));
        shards.next("q", &missing);
        assert!(shards.awaited(&missing));
        shards.ended("a", false);
        assert!(!shards.awaited(&missing));
        shards.next("qu", &missing);
        assert!(shards.awaited(&missing));
        shards.ended("a", true);
        assert!(!shards.awaited(&missing));
    }
}
