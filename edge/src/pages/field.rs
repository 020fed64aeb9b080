//! Fields of forms, each with its name, its hint and its fault.

use desk::text::{Fault, What, escape_html as escape};
use frame::words::{Words, fill};

/// What is wrong with a form.
pub struct Faults<'a> {
    /// Every fault, in any order.
    pub all: &'a [Fault],
    /// The first field of the form that has one: it gets the focus.
    pub first: Option<&'static str>,
}

/// One field in the making.
pub struct Field<'a> {
    /// Its name on the wire, and its `id` after `fd-`.
    pub name: &'a str,
    /// What people call it.
    pub label: &'a str,
    /// A sentence below it; empty for none.
    pub hint: &'a str,
    /// Whether it may stay empty.
    pub optional: bool,
}

impl Field<'_> {
    /// The field as HTML, with the fault that was found in it. `control` makes the element from the
    /// attributes that belong to it: `id`, `name` and what ties it to hint and fault.
    pub fn html(
        &self,
        words: &Words,
        faults: &Faults<'_>,
        control: impl FnOnce(&str) -> String,
    ) -> String {
        let Field { name, label, hint, optional } = self;
        let fault = faults.all.iter().find(|fault| fault.field == *name);
        let mut attributes = format!("id=\"fd-{name}\" name=\"{name}\"");
        if !optional {
            attributes.push_str(" aria-required=\"true\"");
        }
        let mut said = Vec::new();
        if fault.is_some() {
            said.push(format!("fd-{name}-fault"));
            attributes.push_str(" aria-invalid=\"true\"");
            if faults.first == Some(*name) {
                attributes.push_str(" autofocus");
            }
        }
        if !hint.is_empty() {
            said.push(format!("fd-{name}-hint"));
        }
        if !said.is_empty() {
            attributes.push_str(&format!(" aria-describedby=\"{}\"", said.join(" ")));
        }
        let mut html = format!("<div class=\"fd-field\"><label for=\"fd-{name}\">{label}");
        if *optional {
            html.push_str(&format!(" <span class=\"fd-hint\">({})</span>", words.optional));
        }
        html.push_str("</label>\n");
        html.push_str(&control(&attributes));
        if !hint.is_empty() {
            html.push_str(&format!("<p class=\"fd-hint\" id=\"fd-{name}-hint\">{hint}</p>\n"));
        }
        if let Some(fault) = fault {
            let sentence = sentence(words, fault.what);
            html.push_str(&format!(
                "<p class=\"fd-error\" id=\"fd-{name}-fault\">{sentence}</p>\n"
            ));
        }
        html.push_str("</div>\n");
        html
    }
}

/// A field of one line.
pub fn line(kind: &str, attributes: &str, value: &str, more: &str) -> String {
    format!("<input type=\"{kind}\" {attributes} value=\"{}\" {more}>\n", escape(value))
}

/// A field of many lines. The parser drops a first line break, so one is put there to be dropped.
pub fn text(attributes: &str, value: &str) -> String {
    format!("<textarea {attributes} rows=\"7\" dir=\"auto\">\n{}</textarea>\n", escape(value))
}

/// What is said above a form with faults, for eyes and screen readers alike.
pub fn notice(sentence: &str) -> String {
    match sentence {
        "" => String::new(),
        sentence => {
            format!("<p class=\"fd-notice\" data-tone=\"danger\" role=\"alert\">{sentence}</p>\n")
        }
    }
}

fn sentence(words: &Words, what: What) -> String {
    match what {
        What::Missing | What::NoneChosen => words.fault_missing.into(),
        What::TooLong(max) => fill(words.fault_long, &max.to_string()),
        What::NotAnEmail => words.fault_email.into(),
        _ => words.fault_other.into(),
    }
}
