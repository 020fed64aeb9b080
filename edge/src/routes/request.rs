//! The private page of a request, which works without script: reading its thread and going on with
//! it. The token in its address is the same capability that the widget sends as a bearer token.

use desk::check;
use desk::wire::visitor::NewMessage;

use super::contact::{fresh_key, locale};
use super::visitor;
use crate::call::{Answer, Call};
use crate::form::Form;
use crate::http::Response;
use crate::pages::request::{self, Reply};
use crate::sql::Sql;

/// `GET /help/{locale}/requests/{n}?token=`. 404 for a language that the site does not have; 401
/// without the ticket's token, and for an unknown ticket, so that numbers cannot be probed.
pub fn show<S: Sql>(call: &Call<'_, S>) -> Answer {
    let typed = NewMessage { key: fresh_key(call)?, body: String::new() };
    page(call, 200, &Reply { typed, faults: &[], said: "" })
}

/// `POST /help/{locale}/requests/{n}?token=`. The origin was checked.
///
/// (1) 404 and 401 as for reading. (2) 422 with the thread, the text and its fault. (3) The message is
/// stored as the API stores it; 409 with the text and a fresh key when this form was sent before with
/// something else in it. (4) 303 back to the page.
pub fn write<S: Sql>(call: &Call<'_, S>) -> Answer {
    let locale = locale(call)?; // (1)
    let token = token(call);
    let number = visitor::opened(call, &token)?.number;
    let words = frame::words::of(locale);
    let form = Form::parse(&call.request.body);
    let mut typed =
        NewMessage { key: form.get("key").to_owned(), body: form.get("body").to_owned() };
    // (2)
    if let Err(faults) = check::message(&typed) {
        if desk::text::key(&typed.key).is_err() {
            typed.key = fresh_key(call)?;
        }
        return page(call, 422, &Reply { typed, faults: &faults.0, said: words.faults });
    }
    match visitor::say(call, number, &typed) {
        Ok(_) => {
            // (4)
            Ok(Response::empty(303).with("location", request::address(locale, number, &token)))
        }
        Err(refused) if refused.status() == 409 => {
            // (3)
            typed.key = fresh_key(call)?;
            page(call, 409, &Reply { typed, faults: &[], said: words.not_accepted })
        }
        Err(error) => Err(error),
    }
}

fn page<S: Sql>(call: &Call<'_, S>, status: u16, reply: &Reply<'_>) -> Answer {
    let locale = locale(call)?;
    let token = token(call);
    let stored = visitor::opened(call, &token)?;
    let thread = visitor::thread_after(call, call.sql, &stored, 0)?;
    Ok(request::page(&call.env.site, locale, status, &thread, &token, reply))
}

/// The token in the address, whatever it is.
fn token<S: Sql>(call: &Call<'_, S>) -> String {
    Form::parse(call.request.query.as_bytes()).get("token").to_owned()
}
