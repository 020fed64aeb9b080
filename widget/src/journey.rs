//! What the visitor did before asking: searches and articles of this page view, and what of it goes
//! along with a message. Kept in memory only; nothing here knows the DOM.

use desk::wire::visitor::{ArticleRead, Context, Fact, Page};

/// One thing on the list that goes along; the visitor may take it off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// The host page.
    Page(Page),
    /// A search.
    Search(String),
    /// An article that was opened.
    Article(ArticleRead),
    /// What the page said.
    Fact(Fact),
    /// What the page said that happened.
    Event(String),
}

/// What happened so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journey {
    searches: Vec<String>,
    articles: Vec<ArticleRead>,
    facts: Vec<Fact>,
    events: Vec<String>,
    /// The longest state of the query that is being typed.
    peak: String,
    removed: Vec<Item>,
    /// Incidents that the visitor was told of before the form, and went on.
    passed: Vec<i64>,
}

impl Journey {
    /// Takes the query as it is after a keystroke. A search counts when the visitor goes on to
    /// another one; while it only grows or shrinks it is the same search.
    pub fn typed(&mut self, query: &str) {
        let query = query.trim();
        if query.starts_with(&self.peak) {
            self.peak = query.to_owned();
        } else if query.is_empty() {
            self.settle();
        } else if !self.peak.starts_with(query) {
            let common = query.chars().zip(self.peak.chars()).take_while(|(a, b)| a == b).count();
            // Most of it still stands: a slip was mended, not another question asked.
            if common * 2 < self.peak.chars().count() {
                self.settle();
            }
            self.peak = query.to_owned();
        }
    }

    /// The query being typed counts now: a result was opened, or the form.
    pub fn settle(&mut self) {
        let query = std::mem::take(&mut self.peak);
        // One letter says nothing in any script but those where a letter is a word.
        let telling = query.chars().count() > 1 || query.chars().any(|c| c > '\u{2e80}');
        if telling && !self.searches.contains(&query) {
            self.searches.push(query);
        }
    }

    /// An article was opened; opened again, it is the newest.
    pub fn read(&mut self, slug: &str, title: &str) {
        let helpful = self.vote(slug);
        self.articles.retain(|known| known.slug != slug);
        let (slug, title) = (slug.to_owned(), title.to_owned());
        self.articles.push(ArticleRead { slug, title, helpful });
    }

    /// The visitor says whether an article helped; that goes along with it.
    pub fn voted(&mut self, slug: &str, helpful: bool) {
        let removed = self.removed.iter_mut().filter_map(|item| match item {
            Item::Article(article) => Some(article),
            _ => None,
        });
        // What was taken off the list stays off it.
        for article in self.articles.iter_mut().chain(removed).filter(|a| a.slug == slug) {
            article.helpful = Some(helpful);
        }
    }

    /// The page states a fact, or takes it back. What was taken off the list stays off it.
    pub fn set(&mut self, name: &str, value: Option<String>) {
        self.facts.retain(|fact| fact.name != name);
        let Some(value) = value else { return };
        let fact = Fact { name: name.to_owned(), value };
        for item in &mut self.removed {
            if matches!(item, Item::Fact(removed) if removed.name == name) {
                *item = Item::Fact(fitted(fact.clone()));
            }
        }
        self.facts.push(fact);
    }

    /// The page says that something happened; said again, it is the newest.
    pub fn happened(&mut self, event: String) {
        self.events.retain(|known| *known != event);
        self.events.push(event);
    }

    /// What they said of it in this page view.
    pub fn vote(&self, slug: &str) -> Option<bool> {
        self.articles.iter().find(|a| a.slug == slug)?.helpful
    }

    /// The newest search: what a form's subject starts with.
    pub fn last_search(&self) -> Option<&str> {
        self.searches.last().map(String::as_str)
    }

    /// The newest searches, at most `most`, the newest first.
    pub fn recent(&self, most: usize) -> Vec<String> {
        self.searches.iter().rev().take(most).cloned().collect()
    }

    /// Slugs of the articles opened last, at most `most`, the newest first.
    pub fn read_last(&self, most: usize) -> Vec<&str> {
        self.articles.iter().rev().take(most).map(|article| article.slug.as_str()).collect()
    }

    /// The list to show beside the form.
    pub fn items(&self, page: &Page) -> Vec<Item> {
        let context = desk::check::fit_context(Context {
            page: Some(page.clone()),
            searches: self.searches.clone(),
            articles: self.articles.clone(),
            facts: self.facts.clone(),
            events: self.events.clone(),
        });
        context
            .page
            .into_iter()
            .map(Item::Page)
            .chain(context.searches.into_iter().map(Item::Search))
            .chain(context.articles.into_iter().map(Item::Article))
            .chain(context.facts.into_iter().map(Item::Fact))
            .chain(context.events.into_iter().map(Item::Event))
            .filter(|item| !self.removed.contains(item))
            .collect()
    }

    /// The visitor takes an item off the list, for this page view.
    pub fn remove(&mut self, item: Item) {
        self.removed.push(item);
    }

    /// The item that was taken off last.
    pub fn removed(&self) -> Option<&Item> {
        self.removed.last()
    }

    /// Puts it back where it was.
    pub fn put_back(&mut self) -> Option<Item> {
        self.removed.pop()
    }

    /// The visitor knows of this incident and writes all the same.
    pub fn pass(&mut self, incident: i64) {
        self.passed.push(incident);
    }

    /// The incidents that need not be told again.
    pub fn passed(&self) -> &[i64] {
        &self.passed
    }

    /// What is sent: exactly the list that was shown.
    pub fn context(&self, page: &Page) -> Context {
        let mut context = Context::default();
        for item in self.items(page) {
            match item {
                Item::Page(page) => context.page = Some(page),
                Item::Search(search) => context.searches.push(search),
                Item::Article(article) => context.articles.push(article),
                Item::Fact(fact) => context.facts.push(fact),
                Item::Event(event) => context.events.push(event),
            }
        }
        context
    }
}

/// As it is shown and sent.
fn fitted(fact: Fact) -> Fact {
    let context = Context { facts: vec![fact], ..Context::default() };
    desk::check::fit_context(context).facts.pop().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        Page { url: "https://shop.example/cart?token=1#x".into(), title: "Cart".into() }
    }

    fn check(keystrokes: &[&str], searches: &[&str]) {
        let mut journey = Journey::default();
        for query in keystrokes {
            journey.typed(query);
        }
        journey.settle();
        assert_eq!(journey.context(&page()).searches, searches, "{keystrokes:?}");
    }

    #[test]
    fn a_search_counts_once_it_is_finished() {
        check(&["r", "re", "ref", "refund"], &["refund"]);
        check(
            &["refund", "refun", "ref", "", "late", "late delivery"],
            &["refund", "late delivery"],
        );
        check(&["refund", "late"], &["refund", "late"]);
        check(&["refudn", "refu", "refun", "refund"], &["refund"]);
        check(&["refund", "", "refund"], &["refund"]);
        check(&["r", ""], &[]);
        check(&["税"], &["税"]);
        check(&[], &[]);
    }

    #[test]
    fn what_was_opened_again_was_read_last() {
        let mut journey = Journey::default();
        for slug in ["a", "b", "c", "a"] {
            journey.read(slug, slug);
            journey.voted("a", true);
        }
        assert_eq!(journey.read_last(2), ["a", "c"]);
        assert_eq!(journey.read_last(9), ["a", "c", "b"]);
        assert_eq!(journey.vote("a"), Some(true), "what they said of it stays");
    }

    #[test]
    fn a_vote_goes_along_unless_the_article_was_taken_off() {
        let mut journey = Journey::default();
        journey.read("a/b", "B");
        journey.read("a/c", "C");
        journey.voted("a/b", true);
        journey.voted("a/b", false);
        assert_eq!((journey.vote("a/b"), journey.vote("a/c")), (Some(false), None));
        let sent = |journey: &Journey| {
            journey.context(&page()).articles.iter().map(|a| a.helpful).collect::<Vec<_>>()
        };
        assert_eq!(sent(&journey), [Some(false), None]);
        journey.remove(journey.items(&page())[1].clone());
        journey.voted("a/b", true);
        assert_eq!(sent(&journey), [None]);
    }

    #[test]
    fn facts_and_events_go_along_and_what_was_taken_off_stays_off() {
        let mut journey = Journey::default();
        journey.set("Plan", Some("Team".into()));
        journey.set("Order", Some("K-1".into()));
        journey.set("Plan", Some("x".repeat(300)));
        journey.set("Gone", Some("1".into()));
        journey.set("Gone", None);
        for event in ["Paid", "Declined", "Paid"] {
            journey.happened(event.into());
        }
        let sent = |journey: &Journey| {
            let context = journey.context(&page());
            let names: Vec<_> = context.facts.iter().map(|fact| fact.name.clone()).collect();
            (names.join(" "), context.events.join(" "))
        };
        assert_eq!(sent(&journey), ("Order Plan".into(), "Declined Paid".into()));
        for item in journey.items(&page()) {
            if matches!(&item, Item::Fact(fact) if fact.name == "Plan")
                || item == Item::Event("Paid".into())
            {
                journey.remove(item);
            }
        }
        journey.set("Plan", Some("y".repeat(300)));
        assert_eq!(sent(&journey), ("Order".into(), "Declined".into()));
    }

    #[test]
    fn the_list_is_what_is_sent() {
        let mut journey = Journey::default();
        journey.typed("refund");
        journey.settle();
        journey.read("orders/refunds", "Refunds");
        journey.read("orders/refunds", "Refunds");
        let items = journey.items(&page());
        assert_eq!(items.len(), 3);
        // What stands behind `?` and `#` may be private.
        assert!(matches!(&items[0], Item::Page(p) if p.url == "https://shop.example/cart"));
        journey.remove(items[0].clone());
        journey.remove(items[1].clone());
        let context = journey.context(&page());
        assert_eq!((context.page, context.searches.len(), context.articles.len()), (None, 0, 1));
        assert_eq!(journey.put_back(), Some(items[1].clone()));
        assert_eq!(journey.items(&page()), items[1..]);
        journey.put_back();
        assert_eq!((journey.items(&page()), journey.put_back()), (items, None));
    }
}
