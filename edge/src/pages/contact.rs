//! The contact form, empty or with what was typed and its faults.

use desk::text::{Fault, escape_html as escape};
use desk::wire::site::SiteManifest;
use desk::wire::visitor::NewTicket;
use frame::document::{self, Kind};
use frame::words::{self, Words};

use super::asked::{self, Asked};
use super::field::{Faults, Field, line, notice, options, text};
use super::{Content, answer, framed};
use crate::form::encode;
use crate::http::Response;

/// Path of the form.
pub fn path(locale: &str) -> String {
    ["/help/", locale, "/contact"].concat()
}

/// Name of the button that draws the form again with what the chosen topic asks.
pub const ASK: &str = "ask";

/// What stands in the form, and what is to be said about it.
pub struct Filled<'a> {
    /// The ticket as it would be sent.
    pub typed: &'a NewTicket,
    /// What the topic asks, and the answers so far.
    pub asked: &'a Asked<'a>,
    /// Told beside their fields.
    pub faults: &'a [Fault],
    /// Said above them all.
    pub said: &'a str,
}

/// The form as a page.
pub fn page(site: &SiteManifest, status: u16, filled: &Filled<'_>) -> Response {
    let Filled { typed, asked, faults, said } = *filled;
    let locale = typed.locale.as_str();
    let words = words::of(locale);
    // A question that is new gets the focus, else the first fault as they stand in the form.
    let first = asked.first_new().filter(|_| faults.is_empty());
    let order = order(asked);
    let faulty = |name: &&String| faults.iter().any(|fault| fault.field == **name);
    let first = first.or_else(|| order.iter().find(faulty).cloned());
    let faults = Faults { all: faults, first: first.as_deref() };
    let main = format!(
        "<header class=\"fd-section-head\"><h1>{title}</h1><p class=\"fd-lead\">{intro}</p></header>\n\
         {notice}<form class=\"fd-form\" method=\"post\" action=\"{action}\" novalidate>\n\
         <input type=\"hidden\" name=\"key\" value=\"{key}\" autocomplete=\"off\">\n\
         {default}{fields}<p><button class=\"fd-button\">{send}</button></p>\n</form>\n",
        title = words.contact,
        intro = words.contact_intro,
        notice =
            notice(said, if faults.all.is_empty() && status == 200 { "accent" } else { "danger" }),
        action = escape(&path(locale)),
        key = escape(&typed.key),
        default = default(site, words),
        fields = fields(site, words, typed, asked, &faults),
        send = words.send,
    );
    let query = [("subject", &typed.subject), ("topic", &typed.topic)];
    let query = query.into_iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<_> = query.map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let versions = document::everywhere(&framed(site), |locale| match query.as_slice() {
        [] => path(locale),
        query => format!("{}?{}", path(locale), query.join("&")),
    });
    let title = words.contact;
    let content = Content { locale, kind: Kind::Help, title, versions: &versions, main: &main };
    // It holds a key that must be fresh for each ticket.
    answer(site, status, &content).with("cache-control", "no-store")
}

/// The fields in the order in which they stand.
fn order(asked: &Asked<'_>) -> Vec<String> {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    [own(&["subject", "body", "topic"]), asked.names(), own(&["name", "email", "consent"])].concat()
}

fn fields(
    site: &SiteManifest,
    words: &Words,
    typed: &NewTicket,
    asked: &Asked<'_>,
    faults: &Faults<'_>,
) -> String {
    let must = |name, label| Field { name, label, hint: "", optional: false };
    let may = |name, label, hint| Field { name, label, hint, optional: true };
    let mut html = must("subject", words.subject)
        .html(words, faults, |attributes| line("text", attributes, &typed.subject, "dir=\"auto\""));
    html.push_str(
        &must("body", words.body).html(words, faults, |attributes| text(attributes, &typed.body)),
    );
    if !site.topics.is_empty() {
        html.push_str(&may("topic", words.topic, "").html(words, faults, |attributes| {
            let named = site.topics.iter().map(|topic| {
                let name = asked::word(site, &typed.locale, &topic.names);
                (topic.id.as_str(), if name.is_empty() { topic.id.as_str() } else { name })
            });
            let list = options(words.topic_none, named, &typed.topic);
            format!("<select {attributes}>{list}</select>\n{}", ask(site, words))
        }));
    }
    html.push_str(&asked.html(words, faults));
    html.push_str(&may("name", words.name, "").html(words, faults, |attributes| {
        line("text", attributes, &typed.name, "autocomplete=\"name\" dir=\"auto\"")
    }));
    html.push_str(&may("email", words.email, words.email_why).html(words, faults, |attributes| {
        line("email", attributes, &typed.email, "autocomplete=\"email\" dir=\"ltr\"")
    }));
    // No person sees or reaches this one; programs fill in all they find.
    html.push_str(&format!(
        "<div class=\"fd-sr\" aria-hidden=\"true\"><label>{}<input name=\"website\" tabindex=\"-1\" \
         autocomplete=\"off\"></label></div>\n",
        words.honeypot
    ));
    html.push_str(&asked::consent(site, words, &typed.locale, &typed.consent, faults));
    html
}

fn asks(site: &SiteManifest) -> bool {
    site.topics.iter().any(|topic| !topic.fields.is_empty())
}

/// The Enter key in a field presses the first button of its form. That is to send it, whatever else
/// there is, and nobody sees or reaches this one.
fn default(site: &SiteManifest, words: &Words) -> String {
    match asks(site) {
        false => String::new(),
        true => format!(
            "<button class=\"fd-sr\" tabindex=\"-1\" aria-hidden=\"true\">{}</button>\n",
            words.send
        ),
    }
}

/// The button beside the topic, where any topic asks anything.
fn ask(site: &SiteManifest, words: &Words) -> String {
    match asks(site) {
        false => String::new(),
        true => format!(
            "<p><button class=\"fd-button-quiet fd-button-small\" name=\"{ASK}\" value=\"1\">{}</button></p>\n",
            words.topic_ask
        ),
    }
}
