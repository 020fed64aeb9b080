//! The contact form of the help center, which works without script. What it does with a ticket is
//! what the API does: `visitor`.

use std::collections::BTreeMap;

use desk::text::{self, Fault};
use desk::wire::visitor::{Context, NewTicket};

use super::visitor;
use crate::call::{Answer, Call};
use crate::error::ApiError;
use crate::form::Form;
use crate::http::Response;
use crate::pages::asked::Asked;
use crate::pages::contact::Filled;
use crate::pages::{self, contact, request};
use crate::sql::Sql;

/// `GET /help/{locale}/contact?subject=&topic=`: an empty form under a fresh key, with what the topic
/// asks. 404 for a language that the site does not have.
pub fn form<S: Sql>(call: &Call<'_, S>) -> Answer {
    let locale = locale(call)?;
    let query = Form::parse(call.request.query.as_bytes());
    let site = &call.env.site;
    let subject = text::excerpt(query.get("subject"), text::SUBJECT_MAX);
    let topic = site.topics.iter().find(|topic| topic.id == query.get("topic"));
    let topic = topic.map(|topic| topic.id.clone()).unwrap_or_default();
    let asked = Asked::read(site, locale, &query);
    let blank = NewTicket { subject, topic, ..typed(&Form::default(), locale) };
    let blank = NewTicket { key: fresh_key(call)?, ..blank };
    let filled = Filled { typed: &blank, asked: &asked, faults: &[], said: "" };
    Ok(contact::page(site, 200, &filled))
}

/// `POST /help/{locale}/contact`. The origin was checked.
///
/// (1) 404 for a language that the site does not have. (2) 200 with everything typed when the button
/// beside the topic asked what it asks. (3) 422 with everything typed and each fault beside its field;
/// nobody is told a fault of a field that was not there. (4) 200 with everything typed when something
/// is asked that was not asked before. (5) The ticket is made as the API makes it; 409 with everything
/// typed and a fresh key when this form was sent before with something else in it. (6) 303 to the
/// private page of the request.
pub fn send<S: Sql>(call: &Call<'_, S>) -> Answer {
    let locale = locale(call)?; // (1)
    let words = frame::words::of(locale);
    let form = Form::parse(&call.request.body);
    let site = &call.env.site;
    let asked = Asked::read(site, locale, &form);
    let mut new = NewTicket { fields: asked.answers(), ..typed(&form, locale) };
    let again = |new: &mut NewTicket, status, faults: &[Fault], said| {
        if text::key(&new.key).is_err() {
            new.key = fresh_key(call)?;
        }
        Ok(contact::page(site, status, &Filled { typed: new, asked: &asked, faults, said }))
    };
    if !form.get(contact::ASK).is_empty() {
        return again(&mut new, 200, &[], ""); // (2)
    }
    let more = asked.first_new().is_some();
    let checked = match visitor::checked(call, &new) {
        Ok(checked) if !more => checked,
        Ok(_) => return again(&mut new, 200, &[], words.topic_more), // (4)
        Err(mut faults) => {
            faults.0.retain(|fault| !asked.excuses(fault));
            return match faults.0.as_slice() {
                [] => again(&mut new, 200, &[], words.topic_more), // (4)
                faults => again(&mut new, 422, faults, words.faults), // (3)
            };
        }
    };
    match visitor::open(call, &new, &checked) {
        Ok((_, created)) => {
            // (6)
            let to = request::address(locale, created.number, &created.token);
            Ok(Response::empty(303).with("location", to))
        }
        Err(refused) if refused.status() == 409 => {
            // (5)
            new.key.clear();
            again(&mut new, 409, &[], words.not_accepted)
        }
        Err(error) => Err(error),
    }
}

/// The locale in the path.
pub(super) fn locale<'a, S: Sql>(call: &Call<'a, S>) -> Result<&'a str, ApiError> {
    pages::locale(&call.env.site, &call.request.path)
        .ok_or_else(|| ApiError::not_found("There is no such page."))
}

/// An idempotency key for a form that is drawn now.
pub(super) fn fresh_key<S: Sql>(call: &Call<'_, S>) -> Result<String, ApiError> {
    Ok(call.env.random_token()?.chars().take(text::KEY_LEN).collect())
}

/// What the form's fields say, as the API would have it.
fn typed(form: &Form, locale: &str) -> NewTicket {
    let field = |name: &str| form.get(name).to_owned();
    NewTicket {
        key: field("key"),
        name: field("name"),
        email: field("email"),
        subject: field("subject"),
        body: field("body"),
        topic: field("topic"),
        locale: locale.to_owned(),
        context: Context::default(),
        website: field("website"),
        fields: BTreeMap::new(),
        consent: field("consent"),
    }
}
