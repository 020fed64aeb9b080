//! Small things that are sent at once and shown where they were asked for: a vote, a rating, that a
//! ticket is solved. What must not be lost goes through the `outbox` instead.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::api::{self, Trouble};
use crate::reactive::Signal;
use crate::state::App;
use crate::strings::Word;

/// Sends this JSON to `path`, which is within the API, or within `ticket` and then carries its
/// capability token. The answer is JSON, too.
pub async fn errand(
    app: App,
    path: &str,
    ticket: Option<i64>,
    body: String,
) -> Result<JsValue, Trouble> {
    let (path, token) = match ticket {
        None => (path.to_owned(), None),
        Some(number) => (
            ["tickets/", &number.to_string(), "/", path].concat(),
            app.device.peek_with(|device| device.ticket(number).map(|t| t.token.clone())),
        ),
    };
    let url = app.config.api(&path);
    api::json("POST", &url, token.as_deref(), Some(&body), |json| Some(json.clone())).await
}

/// The errands of one place on screen, one after the other, so that what was said last is what
/// counts in the end. One that is overtaken while it waits is left out.
#[derive(Clone)]
pub struct Errands(Rc<Inner>);

struct Inner {
    app: App,
    path: &'static str,
    ticket: Option<i64>,
    done: Box<dyn Fn(JsValue)>,
    next: Cell<Option<String>>,
    busy: Cell<bool>,
    trouble: Signal<Option<Word>>,
}

impl Errands {
    /// Errands to a place of the API, as in [`errand`]; `done` gets each answer.
    pub fn new(
        app: App,
        path: &'static str,
        ticket: Option<i64>,
        done: impl Fn(JsValue) + 'static,
    ) -> Self {
        let (done, trouble) = (Box::new(done), Signal::new(None));
        let (next, busy) = (Cell::default(), Cell::default());
        Self(Rc::new(Inner { app, path, ticket, done, next, busy, trouble }))
    }

    /// Why the last one did not arrive: [`Word::ErrandFailed`] when trying again may help.
    pub fn trouble(&self) -> Option<Word> {
        self.0.trouble.get()
    }

    /// Sends this, after what is on its way.
    pub fn send(&self, body: String) {
        self.0.next.set(Some(body));
        self.retry();
    }

    /// Sends what did not arrive once more.
    pub fn retry(&self) {
        if self.0.busy.replace(true) {
            return;
        }
        let errands = Rc::clone(&self.0);
        spawn_local(async move {
            while let Some(body) = errands.next.take() {
                errands.trouble.set(None);
                let (app, ticket) = (errands.app, errands.ticket);
                match errand(app, errands.path, ticket, body.clone()).await {
                    Ok(answer) => (errands.done)(answer),
                    Err(Trouble::Refused(_)) => errands.trouble.set(Some(Word::NotAccepted)),
                    Err(Trouble::Unreachable) => {
                        // Unless something newer was said meanwhile, this is what is tried again.
                        if let Some(newer) = errands.next.take() {
                            errands.next.set(Some(newer));
                            continue;
                        }
                        errands.next.set(Some(body));
                        errands.trouble.set(Some(Word::ErrandFailed));
                        break;
                    }
                }
            }
            errands.busy.set(false);
        });
    }
}
