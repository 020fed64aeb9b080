//! The limits of everything a person can type, and the small parsers that hold them.
//!
//! [`check`](crate::check) puts them together per request. Widget, console and edge call the same
//! functions, so that what a form accepts is what the edge accepts.

use std::borrow::Cow;

use crate::wire::FieldFault;

/// A person's name. The longest full names in passports run to about 40 letters in each of two
/// fields.
pub const NAME_MAX: usize = 80;
/// An e-mail address: RFC 5321 allows a path of 256 octets with its two angle brackets.
pub const EMAIL_MAX: usize = 254;
/// A subject: two and a half lines of 80, more than any list shows.
pub const SUBJECT_MAX: usize = 200;
/// A message: five pages of 2,000 characters. Logs belong in files.
pub const BODY_MAX: usize = 10_000;
/// An incident's title: one line on a phone held upright, three times over.
pub const INCIDENT_TITLE_MAX: usize = 120;
/// An incident's update: one page. The banner shows 160 of it.
pub const INCIDENT_TEXT_MAX: usize = 2_000;
/// Searches sent along with a ticket.
pub const SEARCHES_MAX: usize = 20;
/// One search: a long question of 30 words of six letters.
pub const SEARCH_MAX: usize = 200;
/// Articles sent along with a ticket.
pub const ARTICLES_MAX: usize = 20;
/// Most facts sent along with a ticket.
pub const FACTS_MAX: usize = 20;
/// Most characters of a fact's name.
pub const FACT_NAME_MAX: usize = 40;
/// Most events sent along with a ticket.
pub const EVENTS_MAX: usize = 20;
/// Most characters of a fact's value, and of an event.
pub const FACT_MAX: usize = 200;
/// An article's slug: section, slash and file name, of 100 each at most.
pub const SLUG_MAX: usize = 201;
/// A page's or article's title. Search engines cut at 60; five times that is an accident.
pub const TITLE_MAX: usize = 300;
/// A page's address. Browsers and proxies agree on about 2,000.
pub const URL_MAX: usize = 2_000;
/// A language tag: RFC 5646, section 4.4.1, finds 35 enough for any tag in use.
pub const LOCALE_MAX: usize = 35;
/// An idempotency key: 32 hexadecimal digits are 128 random bits, so that two devices making 2^32
/// keys each still collide with a chance below one in 10^18.
pub const KEY_LEN: usize = 32;
/// A device's id, which a vote carries: 128 random bits, as in [`KEY_LEN`].
pub const DEVICE_LEN: usize = 32;
/// An article's version: 64 bits of a hash of its text. It only tells versions of one article apart.
pub const VERSION_LEN: usize = 16;
/// What a visitor says about an article or a solved ticket: half a page. More belongs in a ticket.
pub const REMARK_MAX: usize = 1_000;
/// Components that one incident names; sites have a handful.
pub const COMPONENTS_MAX: usize = 50;
/// Fields of one topic: more, and it is a questionnaire that nobody fills in.
pub const FIELDS_MAX: usize = 12;
/// Options of one choice: two screens of a phone's picker.
pub const OPTIONS_MAX: usize = 40;
/// An id in `site.toml`: part of addresses and of rows.
pub const ID_MAX: usize = 40;
/// A short answer, if `site.toml` says nothing else: an order number, a device, a name.
pub const ANSWER_USUAL: usize = 100;
/// A long answer, if `site.toml` says nothing else: a paragraph of ten lines.
pub const LONG_ANSWER_USUAL: usize = 800;
/// All answers to one topic's fields together, if each is as long as it may be. The message itself
/// is the place for more, and with it a ticket must stay within the largest request.
pub const ANSWERS_MAX: usize = 2_000;

/// One field at fault, for programs: the widget says it in the visitor's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON path in the request body, such as `email`, `context.searches` or `fields.order`.
    pub field: Cow<'static, str>,
    /// What is wrong.
    pub what: What,
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Nothing but space.
    Missing,
    /// An empty list where something must be chosen.
    NoneChosen,
    /// More characters than this.
    TooLong(usize),
    /// More entries than this.
    TooMany(usize),
    /// Not like an e-mail address.
    NotAnEmail,
    /// Not an http or https address.
    NotAnAddress,
    /// Not a language tag.
    NotALocale,
    /// Not an idempotency key.
    NotAKey,
    /// Not this many hexadecimal digits.
    NotHex(usize),
    /// Not on the scale from 1 to this.
    NotOnScale(u8),
    /// Not one of the choices that the site offers.
    NotOffered,
    /// None of several was chosen.
    NotChosen,
    /// A box that must be ticked is not.
    NotTicked,
    /// Neither `yes` nor nothing.
    NotATick,
    /// Not a day of the calendar.
    NotADate,
    /// Not a field of the topic.
    NotAsked,
    /// The honeypot holds something.
    NotEmpty,
    /// A new incident that is over already.
    ResolvedAtOnce,
    /// New maintenance that is over already.
    OverAlready,
    /// A window that does not end after it begins.
    NotAfterStart,
    /// More than a year ahead, or a window of more than 30 days.
    TooFarOff,
}

/// Every field at fault; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Fault {
    /// What is wrong and what to do, as one English sentence.
    pub fn sentence(&self) -> String {
        let noun = noun(&self.field);
        match self.what {
            What::Missing => format!("Write {noun}: it is empty."),
            What::NoneChosen => format!("Choose {noun}: at least one."),
            What::TooLong(max) => format!("Shorten {noun} to {max} characters."),
            What::TooMany(max) => format!("Send at most {max} of {noun}."),
            What::NotAnEmail => "Write the address like name@example.com.".into(),
            What::NotAnAddress => "Send an address that starts with https:// or http://.".into(),
            What::NotALocale => "Send a language tag such as en or pt-BR.".into(),
            What::NotAKey => {
                "Send 32 lower-case hexadecimal digits, made fresh for each new message.".into()
            }
            What::NotHex(len) => format!("Send {len} lower-case hexadecimal digits."),
            What::NotOnScale(max) => format!("Send a whole number from 1 to {max}."),
            What::NotOffered => format!("Choose {noun} from those that the site offers."),
            What::NotChosen => format!("Choose one for {noun}."),
            What::NotTicked => format!("Tick the box for {noun}: it is needed."),
            What::NotATick => "Send yes for a ticked box, and nothing for an empty one.".into(),
            What::NotADate => "Send a day of the calendar as year-month-day: 2026-01-31.".into(),
            What::NotAsked => "Leave this out: the topic does not ask for it.".into(),
            What::NotEmpty => "Leave this field empty: it is there to catch programs.".into(),
            What::ResolvedAtOnce => {
                "Post the incident as investigating, identified or monitoring first.".into()
            }
            What::OverAlready => "Choose an end that is still ahead.".into(),
            What::NotAfterStart => "Choose an end after the start.".into(),
            What::TooFarOff => {
                "Choose a start within a year, and an end within 30 days of it.".into()
            }
        }
    }
}

impl From<Fault> for FieldFault {
    fn from(fault: Fault) -> Self {
        let sentence = fault.sentence();
        Self { field: fault.field.into_owned(), fault: sentence }
    }
}

fn noun(field: &str) -> &'static str {
    match field {
        "name" => "the name",
        "email" => "the e-mail address",
        "subject" => "the subject",
        "body" | "event.body" => "the message",
        "topic" => "the topic",
        "consent" => "the consent",
        "title" => "the title",
        "text" | "comment" => "the text",
        "slug" => "the article's name",
        "locale" => "the language",
        "components" => "the components",
        "starts_ms" => "the start",
        "ends_ms" => "the end",
        "context.page.title" => "the page's title",
        "context.page.url" => "the page's address",
        "context.searches" => "the searches",
        "context.articles" => "the articles",
        "context.facts" => "the facts",
        "context.events" => "the events",
        _ => "this field",
    }
}

/// Collects the faults of all fields, so that a person sees them all at once.
#[derive(Debug, Default)]
pub(crate) struct Rim {
    faults: Vec<Fault>,
}

impl Rim {
    /// Notes a fault.
    pub(crate) fn fault(&mut self, field: impl Into<Cow<'static, str>>, what: What) {
        self.faults.push(Fault { field: field.into(), what });
    }

    /// Notes the fault of `parsed`, if it has one, and goes on with a value either way: a faulty
    /// one never gets past [`Rim::finish`].
    pub(crate) fn take<T: Default>(&mut self, field: &'static str, parsed: Result<T, What>) -> T {
        parsed.unwrap_or_else(|what| {
            self.fault(field, what);
            T::default()
        })
    }

    /// The checked value, or every fault.
    pub(crate) fn finish<T>(self, checked: T) -> Result<T, Faults> {
        if self.faults.is_empty() { Ok(checked) } else { Err(Faults(self.faults)) }
    }
}

/// One line: runs of white space and control characters become one space; trimmed.
pub fn line(raw: &str, max: usize) -> Result<String, What> {
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        let c = if c.is_control() || c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    within(out, max)
}

/// One line that must not be empty.
pub fn required_line(raw: &str, max: usize) -> Result<String, What> {
    line(raw, max).and_then(required)
}

/// Several lines, not empty; otherwise as [`text`].
pub fn required_text(raw: &str, max: usize) -> Result<String, What> {
    text(raw, max).and_then(required)
}

/// Several lines, or nothing: line ends become `\n`; other control characters but the tab are
/// dropped, since they come from pasting and nobody sees them; trimmed.
pub fn text(raw: &str, max: usize) -> Result<String, What> {
    let text: String = raw
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    within(text.trim().to_owned(), max)
}

/// An e-mail address or nothing. Only what would surely fail is refused: exactly one `@`, something
/// before it, a dot inside what follows, no white space. The rest only delivery can tell.
pub fn email(raw: &str) -> Result<String, What> {
    let address = raw.trim();
    if address.is_empty() {
        return Ok(String::new());
    }
    let plain = !address.chars().any(|c| c.is_whitespace() || c.is_control());
    let parts = address.split_once('@').filter(|(_, domain)| !domain.contains('@'));
    let good = parts.is_some_and(|(user, domain)| {
        let dotted = domain.contains('.') && !domain.contains("..");
        !user.is_empty() && dotted && !domain.starts_with('.') && !domain.ends_with('.')
    });
    if !(plain && good) {
        return Err(What::NotAnEmail);
    }
    within(address.to_owned(), EMAIL_MAX)
}

/// A page's address, its query and fragment cut off: they may hold what a visitor typed elsewhere.
pub fn page_url(raw: &str) -> Result<String, What> {
    let raw = raw.trim();
    let bare = raw.split(['?', '#']).next().unwrap_or(raw);
    let rest = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://"));
    let clean = !bare.chars().any(|c| c.is_control() || c.is_whitespace());
    match rest {
        Some(rest) if clean && !rest.is_empty() => within(bare.to_owned(), URL_MAX),
        _ => Err(What::NotAnAddress),
    }
}

/// A language tag: letters, digits and hyphens, starting with a letter.
pub fn locale(raw: &str) -> Result<String, What> {
    let shaped = raw.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let starts = raw.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
    if shaped && starts && raw.len() <= LOCALE_MAX {
        Ok(raw.to_owned())
    } else {
        Err(What::NotALocale)
    }
}

/// An idempotency key.
pub fn key(raw: &str) -> Result<String, What> {
    hex(raw, KEY_LEN).map_err(|_| What::NotAKey)
}

/// So many lower-case hexadecimal digits.
pub fn hex(raw: &str, len: usize) -> Result<String, What> {
    let digits = raw.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if digits && raw.len() == len { Ok(raw.to_owned()) } else { Err(What::NotHex(len)) }
}

/// The start of a text as one line of at most `max` characters, cut between words if there is a
/// space in its second half (Japanese has none), with `…` where something was left out.
pub fn excerpt(text: &str, max: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    if joined.chars().count() <= max {
        return joined;
    }
    // One character fewer than allowed, for the ellipsis.
    let mut head: String = joined.chars().take(max.saturating_sub(1)).collect();
    let inside_word = joined.chars().nth(max.saturating_sub(1)).is_some_and(|c| c != ' ');
    if inside_word && let Some(space) = head.rfind(' ').filter(|at| *at >= head.len() / 2) {
        head.truncate(space);
    }
    head.truncate(head.trim_end_matches([' ', ',', ';', ':', '.', '-']).len());
    head.push('…');
    head
}

fn within(text: String, max: usize) -> Result<String, What> {
    if text.chars().count() > max { Err(What::TooLong(max)) } else { Ok(text) }
}

/// Refuses nothing. Zero-width characters alone are nothing, too: nobody could read or answer them.
pub(crate) fn required(text: String) -> Result<String, What> {
    let visible = |c: char| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    if text.chars().any(visible) { Ok(text) } else { Err(What::Missing) }
}

/// Text as HTML text, or as the value of an attribute in quotes: for the programs that write pages.
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_add(8));
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
