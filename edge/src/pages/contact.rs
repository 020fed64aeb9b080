//! The contact form, empty or with what was typed and its faults.

use desk::text::{Fault, escape_html as escape};
use desk::wire::site::SiteManifest;
use desk::wire::visitor::NewTicket;
use frame::document::{self, Kind};
use frame::words::{self, Words};

use super::field::{Faults, Field, line, notice, text};
use super::{Content, answer, framed};
use crate::form::encode;
use crate::http::Response;

/// Path of the form.
pub fn path(locale: &str) -> String {
    ["/help/", locale, "/contact"].concat()
}

/// The fields in the order in which they stand.
const ORDER: [&str; 5] = ["subject", "body", "topic", "name", "email"];

/// The form as a page. `faults` are told beside their fields and `said` above them all.
pub fn page(
    site: &SiteManifest,
    status: u16,
    typed: &NewTicket,
    faults: &[Fault],
    said: &str,
) -> Response {
    // The first fault of the form, not of the rules, gets the focus.
    let first = ORDER.into_iter().find(|name| faults.iter().any(|fault| fault.field == *name));
    let locale = typed.locale.as_str();
    let words = words::of(locale);
    let main = format!(
        "<header class=\"fd-section-head\"><h1>{title}</h1><p class=\"fd-lead\">{intro}</p></header>\n\
         {notice}<form class=\"fd-form\" method=\"post\" action=\"{action}\" novalidate>\n\
         <input type=\"hidden\" name=\"key\" value=\"{key}\" autocomplete=\"off\">\n\
         {fields}<p><button class=\"fd-button\">{send}</button></p>\n</form>\n",
        title = words.contact,
        intro = words.contact_intro,
        notice = notice(said),
        action = escape(&path(locale)),
        key = escape(&typed.key),
        fields = fields(site, words, typed, &Faults { all: faults, first }),
        send = words.send,
    );
    let versions = document::everywhere(&framed(site), |locale| match typed.subject.as_str() {
        "" => path(locale),
        subject => format!("{}?subject={}", path(locale), encode(subject)),
    });
    let title = words.contact;
    let content = Content { locale, kind: Kind::Help, title, versions: &versions, main: &main };
    // It holds a key that must be fresh for each ticket.
    answer(site, status, &content).with("cache-control", "no-store")
}

fn fields(site: &SiteManifest, words: &Words, typed: &NewTicket, faults: &Faults<'_>) -> String {
    let must = |name, label| Field { name, label, hint: "", optional: false };
    let may = |name, label, hint| Field { name, label, hint, optional: true };
    let mut html = must("subject", words.subject)
        .html(words, faults, |attributes| line("text", attributes, &typed.subject, "dir=\"auto\""));
    html.push_str(
        &must("body", words.body).html(words, faults, |attributes| text(attributes, &typed.body)),
    );
    if !site.topics.is_empty() {
        let topics = topics(site, words, typed);
        html.push_str(
            &may("topic", words.topic, "").html(words, faults, |attributes| {
                format!("<select {attributes}>{topics}</select>\n")
            }),
        );
    }
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
    html
}

fn topics(site: &SiteManifest, words: &Words, typed: &NewTicket) -> String {
    let mut html = format!("<option value=\"\">{}</option>", words.topic_none);
    for topic in &site.topics {
        let name =
            [&typed.locale, &site.default_locale].into_iter().find_map(|l| topic.names.get(l));
        let chosen = if topic.id == typed.topic { " selected" } else { "" };
        html.push_str(&format!(
            "<option value=\"{}\"{chosen}>{}</option>",
            escape(&topic.id),
            escape(name.unwrap_or(&topic.id))
        ));
    }
    html
}
