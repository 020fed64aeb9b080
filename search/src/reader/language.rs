//! What the index tells of its language: stop words, endings, synonyms, compounds, words that are everywhere.

use super::Index;
use crate::bytes::Bytes;
use crate::format::Section;
use crate::token::Lang;

/// Where a string stands in the head.
type Spot = (u32, u32);

/// Where the strings of the section stand. There are some hundred.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    stops: Vec<Spot>,
    endings: Vec<(Spot, Spot)>,
    synonyms: Vec<(Spot, Spot)>,
    /// Rules of pages: a path with `*`, and the articles that are preferred there.
    pages: Vec<(Spot, Vec<u32>)>,
}

impl Words {
    /// Reads the section, which begins at byte `base` of the head.
    pub(super) fn read(section: &[u8], base: usize) -> Option<Words> {
        let mut bytes = Bytes::new(section, 0);
        let mut list = || {
            let count = bytes.number()? as usize;
            if count > section.len() {
                return None;
            }
            let spot = |bytes: &mut Bytes<'_>| {
                let text = bytes.text()?;
                let end = base + bytes.at();
                Some(((end - text.len()) as u32, end as u32))
            };
            (0..count).map(|_| spot(&mut bytes)).collect::<Option<Vec<Spot>>>()
        };
        let stops = list()?;
        let mut pairs = || {
            let (typed, meant) = (list()?, list()?);
            (typed.len() == meant.len()).then(|| typed.into_iter().zip(meant).collect())
        };
        let (endings, synonyms) = (pairs()?, pairs()?);
        let mut pages = Vec::new();
        for _ in 0..bytes.number()? {
            let path = bytes.text()?;
            let end = base + bytes.at();
            let mut articles = Vec::new();
            let mut next = 0u32;
            for _ in 0..bytes.number()? {
                let article = next.checked_add(bytes.number()?)?;
                articles.push(article);
                next = article.checked_add(1)?;
            }
            pages.push((((end - path.len()) as u32, end as u32), articles));
        }
        Some(Words { stops, endings, synonyms, pages })
    }

    pub(super) fn memory(&self) -> usize {
        let pages = self.pages.iter().map(|(_, articles)| articles.capacity() * 4);
        (self.stops.capacity() + 2 * (self.endings.capacity() + self.synonyms.capacity()))
            * size_of::<Spot>()
            + self.pages.capacity() * size_of::<(Spot, Vec<u32>)>()
            + pages.sum::<usize>()
    }
}

/// A group that more than half of the articles have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Common {
    /// Articles that have it.
    pub(crate) found: u32,
    /// Occurrences in each of those.
    pub(crate) each: f32,
}

impl Index {
    fn spell(&self, spot: Spot) -> &str {
        core::str::from_utf8(self.bytes(spot)).unwrap_or("")
    }

    /// For comparisons, which need not know that it is text.
    fn bytes(&self, spot: Spot) -> &[u8] {
        self.head.get(spot.0 as usize..spot.1 as usize).unwrap_or(&[])
    }

    /// Whether a folded word carries a sentence rather than its subject.
    pub(crate) fn is_stop(&self, word: &str) -> bool {
        // Hiragana alone is grammar nearly always: particles, endings, auxiliaries.
        self.lang == Lang::Ja && word.chars().all(|c| ('\u{3041}'..='\u{309f}').contains(&c))
            || self
                .words
                .stops
                .binary_search_by(|spot| self.bytes(*spot).cmp(word.as_bytes()))
                .is_ok()
    }

    /// Calls `each` with what a word may have been written as, had it another ending.
    pub(crate) fn each_form(&self, word: &str, least: usize, each: &mut dyn FnMut(&str)) {
        let mut form = String::new();
        for (typed, meant) in &self.words.endings {
            let ending = self.bytes(*typed);
            if word.len() < ending.len() + least || !word.as_bytes().ends_with(ending) {
                continue;
            }
            let root = word.get(..word.len() - ending.len()).unwrap_or_default();
            form.clear();
            form.push_str(root);
            form.push_str(self.spell(*meant));
            each(&form);
        }
    }

    /// Calls `each` with what is typed and what is meant of each of the site's synonyms: folded words, one space between.
    pub(crate) fn each_synonym<'a>(&'a self, each: &mut dyn FnMut(&'a str, &'a str)) {
        for (typed, meant) in &self.words.synonyms {
            each(self.spell(*typed), self.spell(*meant));
        }
    }

    /// Whether the site prefers articles on any page: else nobody needs to ask for the path.
    pub fn prefers(&self) -> bool {
        !self.words.pages.is_empty()
    }

    /// The articles that the site prefers on a page: those of the first rule that fits its path.
    pub fn preferred(&self, path: &str) -> &[u32] {
        let rule = self.words.pages.iter().find(|(pattern, _)| fits(self.spell(*pattern), path));
        rule.map_or(&[], |(_, articles)| articles)
    }

    /// Calls `each` with every compound that has a group as a part.
    pub(crate) fn each_compound(&self, part: u32, each: &mut dyn FnMut(u32)) -> Option<()> {
        let mut bytes = Bytes::new(self.section(Section::Compounds), 0);
        for _ in 0..bytes.number()? {
            let [whole, first, second] = [bytes.number()?, bytes.number()?, bytes.number()?];
            if part == first || part == second {
                each(whole);
            }
        }
        Some(())
    }

    /// Whether the site's language writes words together.
    pub(crate) fn has_compounds(&self) -> bool {
        !self.section(Section::Compounds).is_empty()
    }

    /// What is known of a group whose text postings were left out.
    pub(crate) fn common(&self, group: u32) -> Option<Common> {
        let mut bytes = Bytes::new(self.section(Section::Common), 0);
        let mut next = 0u32;
        loop {
            let at = next.checked_add(bytes.number()?)?;
            let common = Common { found: bytes.number()?, each: bytes.number()? as f32 / 16.0 };
            if at >= group {
                return (at == group).then_some(common);
            }
            next = at.checked_add(1)?;
        }
    }
}

/// Whether a path fits a pattern, in which `*` stands for any run of characters.
fn fits(pattern: &str, path: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or("")) else {
        return false;
    };
    let Some(last) = pieces.next_back() else {
        return rest.is_empty();
    };
    for piece in pieces {
        // The first place will do: what follows a star may be anything. By hand: the library's search for a text in a
        // text would cost visitors 4 kB.
        let mut starts = 0..=rest.len();
        let after = starts.find_map(|at| rest.get(at..)?.strip_prefix(piece));
        let Some(after) = after else {
            return false;
        };
        rest = after;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_fit() {
        let check =
            |pattern, path, expected| assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        check("/checkout", "/checkout", true);
        check("/checkout", "/checkout/", false);
        check("/checkout*", "/checkout/pay", true);
        check("/checkout*", "/en/checkout", false);
        check("*/checkout*", "/en/checkout", true);
        check("/*/pay", "/en/shop/pay", true);
        check("/*/pay", "/en/shop/paying", false);
        check("/a*b*c", "/a-b-c", true);
        check("/a*b*c", "/a-c", false);
        check("*", "", true);
        check("", "/", false);
    }
}
