//! Fields of forms, each with its name, its hint and its fault.

use desk::text::{Fault, What, escape_html as escape};
use frame::words::{Words, fill};

/// What is wrong with a form.
pub struct Faults<'a> {
    /// Every fault, in any order.
    pub all: &'a [Fault],
    /// The field that gets the focus: usually the first of the form that has one.
    pub first: Option<&'a str>,
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
        let (name, label) = (self.name, self.label(words));
        let control = control(&self.attributes(faults));
        let notes = self.notes(words, faults);
        format!(
            "<div class=\"fd-field\"><label for=\"fd-{name}\">{label}</label>\n{control}{notes}</div>\n"
        )
    }

    /// The same for a box to tick, whose words stand beside it.
    pub fn ticked(
        &self,
        words: &Words,
        faults: &Faults<'_>,
        control: impl FnOnce(&str) -> String,
    ) -> String {
        let label = self.label(words);
        let control = control(&self.attributes(faults));
        let notes = self.notes(words, faults);
        format!(
            "<div class=\"fd-field\"><label class=\"fd-check\">{control}<span>{label}</span></label>\n{notes}</div>\n"
        )
    }

    fn label(&self, words: &Words) -> String {
        let label = escape(self.label);
        match self.optional {
            true => format!("{label} <span class=\"fd-hint\">({})</span>", words.optional),
            false => label,
        }
    }

    fn fault<'a>(&self, faults: &Faults<'a>) -> Option<&'a Fault> {
        faults.all.iter().find(|fault| fault.field == self.name)
    }

    fn attributes(&self, faults: &Faults<'_>) -> String {
        let Field { name, hint, optional, .. } = self;
        let mut attributes = format!("id=\"fd-{name}\" name=\"{name}\"");
        if !optional {
            attributes.push_str(" aria-required=\"true\"");
        }
        let mut said = Vec::new();
        if self.fault(faults).is_some() {
            said.push(format!("fd-{name}-fault"));
            attributes.push_str(" aria-invalid=\"true\"");
        }
        if faults.first == Some(*name) {
            attributes.push_str(" autofocus");
        }
        if !hint.is_empty() {
            said.push(format!("fd-{name}-hint"));
        }
        if !said.is_empty() {
            attributes.push_str(&format!(" aria-describedby=\"{}\"", said.join(" ")));
        }
        attributes
    }

    fn notes(&self, words: &Words, faults: &Faults<'_>) -> String {
        let Field { name, hint, .. } = self;
        let mut html = String::new();
        if !hint.is_empty() {
            let hint = escape(hint);
            html.push_str(&format!("<p class=\"fd-hint\" id=\"fd-{name}-hint\">{hint}</p>\n"));
        }
        if let Some(fault) = self.fault(faults) {
            let sentence = sentence(words, fault.what);
            html.push_str(&format!(
                "<p class=\"fd-error\" id=\"fd-{name}-fault\">{sentence}</p>\n"
            ));
        }
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

/// A box to tick.
pub fn tick(attributes: &str, value: &str, ticked: bool) -> String {
    let ticked = if ticked { " checked" } else { "" };
    format!("<input type=\"checkbox\" {attributes} value=\"{}\"{ticked}>", escape(value))
}

/// What a list offers, by id and name, after `none`.
pub fn options<'a>(
    none: &str,
    named: impl Iterator<Item = (&'a str, &'a str)>,
    chosen: &str,
) -> String {
    let mut html = format!("<option value=\"\">{none}</option>");
    for (id, name) in named {
        let chosen = if id == chosen { " selected" } else { "" };
        let (id, name) = (escape(id), escape(name));
        html.push_str(&format!("<option value=\"{id}\"{chosen}>{name}</option>"));
    }
    html
}

/// What is said above a form, for eyes and screen readers alike.
pub fn notice(sentence: &str, tone: &str) -> String {
    match sentence {
        "" => String::new(),
        sentence => {
            format!("<p class=\"fd-notice\" data-tone=\"{tone}\" role=\"alert\">{sentence}</p>\n")
        }
    }
}

fn sentence(words: &Words, what: What) -> String {
    match what {
        What::Missing | What::NoneChosen => words.fault_missing.into(),
        What::TooLong(max) => fill(words.fault_long, &max.to_string()),
        What::NotChosen => words.fault_choose.into(),
        What::NotTicked => words.fault_tick.into(),
        What::NotADate => words.fault_date.into(),
        What::NotAnEmail => words.fault_email.into(),
        _ => words.fault_other.into(),
    }
}
