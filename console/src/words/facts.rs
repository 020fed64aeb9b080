//! What stands beside a ticket: who asks, what they did before, and how they found the help.

use desk::wire::staff::TicketDetail;
use desk::wire::visitor::Rating;

/// One block beside a ticket: a heading and its lines, each with an address if it leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub heading: &'static str,
    /// The lines and where they lead.
    pub lines: Vec<(String, Option<String>)>,
}

/// What is known about the requester and the moment before they wrote. Says so where nothing is: a
/// visitor may remove any line.
pub fn facts(ticket: &TicketDetail) -> Vec<Fact> {
    let plain = |text: &str| (text.to_owned(), None);
    let context = &ticket.context;
    let mut who = vec![plain(&ticket.row.requester)];
    if !ticket.email.is_empty() && ticket.email != ticket.row.requester {
        who.push((ticket.email.clone(), Some(format!("mailto:{}", ticket.email))));
    }
    let page = context.page.iter().map(|page| {
        let title = if page.title.is_empty() { &page.url } else { &page.title };
        // A page's address comes from outside: only the web's own schemes become links.
        let safe = page.url.starts_with("https://") || page.url.starts_with("http://");
        (title.clone(), safe.then(|| page.url.clone()))
    });
    let read = context.articles.iter().map(|article| {
        let said = match article.helpful {
            None => "",
            Some(true) => " · helped",
            Some(false) => " · did not help",
        };
        (format!("{}{said}", article.title), article_href(&ticket.locale, &article.slug))
    });
    let mut facts: Vec<_> = ticket.rating.iter().map(rating).collect();
    facts.extend([
        Fact { heading: "Requester", lines: who },
        Fact { heading: "On the page", lines: page.collect() },
        Fact {
            heading: "Searched",
            lines: context.searches.iter().map(|query| plain(query)).collect(),
        },
        Fact { heading: "Read", lines: read.collect() },
    ]);
    for fact in &mut facts {
        if fact.lines.is_empty() {
            fact.lines.push(plain("Nothing told"));
        }
    }
    // Told by the owner's page, where it tells anything.
    let told = context.facts.iter().map(|it| plain(&[&it.name, ": ", &it.value].concat()));
    let happened = context.events.iter().map(|event| plain(event));
    for (heading, lines) in
        [("From the page", told.collect::<Vec<_>>()), ("Happened before", happened.collect())]
    {
        if !lines.is_empty() {
            facts.push(Fact { heading, lines });
        }
    }
    facts.push(Fact { heading: "Language", lines: vec![plain(&ticket.locale)] });
    if !ticket.topic.is_empty() {
        facts.push(Fact { heading: "Topic", lines: vec![plain(&ticket.topic)] });
    }
    facts
}

fn rating(rating: &Rating) -> Fact {
    let word = match rating.score {
        1 => "very bad",
        2 => "bad",
        3 => "okay",
        4 => "good",
        _ => "very good",
    };
    let comment = Some(rating.comment.clone()).filter(|comment| !comment.is_empty());
    let lines = [format!("{} of 5, {word}", rating.score)].into_iter().chain(comment);
    Fact { heading: "Rating", lines: lines.map(|line| (line, None)).collect() }
}

/// Where an article is read; `None` when the path, which comes from outside, leads elsewhere.
pub fn article_href(locale: &str, slug: &str) -> Option<String> {
    let plain = slug.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
    plain.then(|| format!("/help/{locale}/{slug}/"))
}

#[cfg(test)]
mod tests {
    use desk::ticket::{Priority, TicketState};
    use desk::wire::staff::QueueRow;
    use desk::wire::visitor::{ArticleRead, Context, Page};

    use super::*;

    #[test]
    fn only_web_pages_and_articles_become_links() {
        let page = |url: &str| Page { url: url.to_owned(), title: "Cart".to_owned() };
        let article = |slug: &str| ArticleRead {
            slug: slug.to_owned(),
            title: "Read".to_owned(),
            helpful: None,
        };
        let check = |url: &str, slug: &str, page_link: Option<&str>, article_link: Option<&str>| {
            let context = Context {
                page: Some(page(url)),
                articles: vec![article(slug)],
                ..Context::default()
            };
            let facts = facts(&ticket(context));
            assert_eq!(facts[1].lines[0].1.as_deref(), page_link);
            assert_eq!(facts[2].lines[0], ("Nothing told".to_owned(), None));
            assert_eq!(facts[3].lines[0].1.as_deref(), article_link);
        };
        check(
            "https://shop.example/cart",
            "a/b",
            Some("https://shop.example/cart"),
            Some("/help/en/a/b/"),
        );
        check("javascript:alert(1)", "../../v1", None, None);
        check("data:text/html,x", "/evil.example", None, None);
    }

    #[test]
    fn what_was_said_of_the_help_is_a_fact() {
        let read = |helpful| ArticleRead { slug: "a/b".to_owned(), title: "B".to_owned(), helpful };
        let articles = [None, Some(true), Some(false)].map(read).to_vec();
        let mut ticket = ticket(Context { articles, ..Context::default() });
        let lines = |ticket: &TicketDetail, heading: &str| {
            let fact = facts(ticket).into_iter().find(|fact| fact.heading == heading);
            fact.map(|fact| fact.lines.into_iter().map(|line| line.0).collect::<Vec<_>>())
        };
        let expected = ["B", "B · helped", "B · did not help"];
        assert_eq!(lines(&ticket, "Read").unwrap(), expected);
        assert_eq!(lines(&ticket, "Rating"), None);
        let mut rate = |score, comment: &str| {
            ticket.rating = Some(Rating { score, comment: comment.to_owned(), at_ms: 0 });
            lines(&ticket, "Rating").unwrap().join("|")
        };
        assert_eq!(rate(1, ""), "1 of 5, very bad");
        assert_eq!(rate(5, "Quick."), "5 of 5, very good|Quick.");
    }

    fn ticket(context: Context) -> TicketDetail {
        let row = QueueRow {
            number: 1001,
            subject: String::new(),
            requester: "Mina".to_owned(),
            excerpt: String::new(),
            state: TicketState::New,
            priority: Priority::Normal,
            assignee: None,
            created_ms: 0,
            updated_ms: 0,
            due_ms: None,
        };
        let (email, topic, locale) = (String::new(), String::new(), "en".to_owned());
        TicketDetail {
            row,
            version: 1,
            email,
            topic,
            locale,
            answers: vec![],
            consent: None,
            context,
            rating: None,
            timeline: vec![],
            others: vec![],
        }
    }
}
