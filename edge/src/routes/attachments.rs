//! Files that come with messages: a visitor sends them, and both sides read them.

use desk::attachment::{self, FileKind, PER_MESSAGE, PER_TICKET, Unfit};
use desk::text::{self, Faults};
use desk::ticket::Refused;
use desk::wire::visitor::Attachment;

use super::{Done, json, once, view, visitor};
use crate::auth;
use crate::call::{Answer, Call, Session};
use crate::error::ApiError;
use crate::form::{self, Form};
use crate::http::Response;
use crate::sql::Sql;
use crate::store::{attachments, timeline};

/// `POST tickets/{n}/attachments?key=&message=&name=` with the file as the body. The origin was checked.
///
/// (1) 401 without the ticket's token. (2) 422 when the key is none or the file is not taken: by its
/// content, whatever it is said to be. In one transaction: (3) 409 when the key came with another file,
/// or `closed` when the ticket was solved too long ago; (4) 422 when there are too many already; (5) the
/// file is stored with the message that came under the key `message`, or with the requester's newest:
/// an older program may not have told, or the message may be older than the keys. (6) 201, or 200 for a
/// retry, with the thread from that message on.
pub fn add<S: Sql>(call: &Call<'_, S>) -> Answer {
    let stored = visitor::authorised(call)?; // (1)
    let sent = Sent::read(call)?; // (2)
    let (number, bytes) = (stored.number, &call.request.body);
    let request = (&sent.name, &sent.message, auth::hash_bytes(bytes));
    let (done, thread) = call.sql.transaction(|sql| {
        // (3)
        let done = once(call, sql, &sent.key, &request, || {
            if stored.ticket.is_closed(call.env.now_ms) {
                return Err(view::refusal(Refused::Closed));
            }
            let seq = timeline::requesters(sql, number, &sent.message)?
                .ok_or_else(|| ApiError::internal("a ticket without a message"))?;
            // (4)
            let (of_message, of_ticket) = attachments::counts(sql, number, seq)?;
            if of_message >= PER_MESSAGE {
                return Err(too_many(PER_MESSAGE, "message"));
            }
            if of_ticket >= PER_TICKET {
                return Err(too_many(PER_TICKET, "request"));
            }
            // (5)
            let file = (sent.name.as_str(), sent.kind);
            attachments::add(sql, (number, seq), file, bytes, call.env.now_ms)?;
            Ok(seq)
        })?;
        let before_it = done.made().saturating_sub(1);
        let stored = visitor::existing(sql, number)?;
        Ok::<(Done, _), ApiError>((done, visitor::thread_after(call, sql, &stored, before_it)?))
    })?;
    json(done.status(), &thread) // (6)
}

/// What is said of a file, checked.
struct Sent {
    key: String,
    /// The key of a message, or empty.
    message: String,
    name: String,
    kind: FileKind,
}

impl Sent {
    fn read<S: Sql>(call: &Call<'_, S>) -> Result<Self, ApiError> {
        let query = Form::parse(call.request.query.as_bytes());
        let fault = |field: &'static str| {
            move |what| ApiError::from(Faults(vec![text::Fault { field: field.into(), what }]))
        };
        let key = text::key(query.get("key")).map_err(fault("key"))?;
        let message = match query.get("message") {
            "" => String::new(),
            message => text::key(message).map_err(fault("message"))?,
        };
        let kind = attachment::kind(&call.request.body).map_err(unfit)?;
        Ok(Self { key, message, name: attachment::name(query.get("name"), kind), kind })
    }
}

fn unfit(unfit: Unfit) -> ApiError {
    match unfit {
        Unfit::TooLarge => ApiError::file_too_large(),
        Unfit::Empty | Unfit::WrongKind => ApiError::invalid_field("file", unfit.sentence()),
    }
}

fn too_many(max: usize, of: &str) -> ApiError {
    ApiError::invalid_field("file", &format!("Send at most {max} files with one {of}."))
}

/// `GET tickets/{n}/attachments/{id}`. 401 without the ticket's token; 404 for a file of another ticket.
/// Always to be saved: what is shown is up to the widget.
pub fn of_visitor<S: Sql>(call: &Call<'_, S>) -> Answer {
    let stored = visitor::authorised(call)?;
    let (file, bytes) = found(call, stored.number)?;
    Ok(answer(&file, bytes, "attachment"))
}

/// `GET staff/tickets/{n}/attachments/{id}`. 404 when the ticket has no such file. Images may be shown, all
/// else is to be saved.
pub fn of_staff<S: Sql>(call: &Call<'_, S>, _session: &Session) -> Answer {
    let (file, bytes) = found(call, call.number)?;
    let disposition = if file.kind.is_image() { "inline" } else { "attachment" };
    Ok(answer(&file, bytes, disposition))
}

fn found<S: Sql>(call: &Call<'_, S>, number: i64) -> Result<(Attachment, Vec<u8>), ApiError> {
    attachments::get(call.sql, number, call.part)?
        .ok_or_else(|| ApiError::not_found("There is no such file."))
}

/// The file, so that nothing in it can run under our name: a type of ours (and, as everywhere, `nosniff`),
/// a sandbox without anything, and no page of another site may embed it.
fn answer(file: &Attachment, bytes: Vec<u8>, disposition: &str) -> Response {
    let disposition = format!("{disposition}; filename*=UTF-8''{}", form::encode(&file.name));
    Response::new(200, file.kind.media_type(), bytes)
        .with("content-disposition", disposition)
        .with("content-security-policy", "sandbox; default-src 'none'")
        .with("cross-origin-resource-policy", "same-origin")
}
