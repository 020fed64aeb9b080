//! The contact form of the help center, which works without script. What it does with a ticket is
//! what the API does: `visitor`.

use std::collections::BTreeMap;

use desk::text;
use desk::wire::visitor::{Context, NewTicket};

use super::visitor;
use crate::call::{Answer, Call};
use crate::error::ApiError;
use crate::form::Form;
use crate::http::Response;
use crate::pages::{self, contact, request};
use crate::sql::Sql;

/// `GET /help/{locale}/contact?subject=`: an empty form under a fresh key. 404 for a language that
/// the site does not have.
pub fn form<S: Sql>(call: &Call<'_, S>) -> Answer {
    let locale = locale(call)?;
    let query = Form::parse(call.request.query.as_bytes());
    let subject = text::excerpt(query.get("subject"), text::SUBJECT_MAX);
    let blank = NewTicket { subject, ..typed(&Form::default(), locale) };
    let blank = NewTicket { key: fresh_key(call)?, ..blank };
    Ok(contact::page(&call.env.site, 200, &blank, &[], ""))
}

/// `POST /help/{locale}/contact`. The origin was checked.
///
/// (1) 404 for a language that the site does not have. (2) 422 with everything typed and each fault
/// beside its field. (3) The ticket is made as the API makes it; 409 with everything typed and a
/// fresh key when this form was sent before with something else in it. (4) 303 to the private page
/// of the request.
pub fn send<S: Sql>(call: &Call<'_, S>) -> Answer {
    let locale = locale(call)?; // (1)
    let words = frame::words::of(locale);
    let mut new = typed(&Form::parse(&call.request.body), locale);
    let checked = match visitor::checked(call, &new) {
        Ok(checked) => checked,
        Err(faults) => {
            // (2)
            if text::key(&new.key).is_err() {
                new.key = fresh_key(call)?;
            }
            return Ok(contact::page(&call.env.site, 422, &new, &faults.0, words.faults));
        }
    };
    match visitor::open(call, &new, &checked) {
        Ok((_, created)) => {
            // (4)
            let to = request::address(locale, created.number, &created.token);
            Ok(Response::empty(303).with("location", to))
        }
        Err(refused) if refused.status() == 409 => {
            // (3)
            new.key = fresh_key(call)?;
            Ok(contact::page(&call.env.site, 409, &new, &[], words.not_accepted))
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
