//! Signing in with a one-time link, and out again.

use desk::wire::Problem;
use desk::wire::staff::Me;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{App, Place, decided};
use crate::api::OFFLINE;
use crate::browser;
use crate::route::{Route, token_in};

/// Who is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// The server has not said yet.
    Asking,
    /// Nobody; with the reason, if there is more to say than "please sign in".
    Out(Option<Problem>),
    /// This agent.
    In(Me),
}

impl App {
    /// The first thing a page does: a sign-in link is exchanged, else the cookie decides.
    pub(super) fn enter(self) {
        match self.route.get_untracked() {
            Route::Token(token) => self.exchange(token),
            _ => spawn_local(async move {
                let answer = self.api().me().await;
                self.offline.set(matches!(&answer, Err(problem) if problem.kind == OFFLINE));
                match answer {
                    Ok(me) => self.welcome(me),
                    Err(problem) if problem.status == 401 => self.session.set(Session::Out(None)),
                    Err(problem) => self.session.set(Session::Out(Some(problem))),
                }
            }),
        }
    }

    /// Exchanges the token of a link. It leaves the address bar before anything else happens: nobody
    /// copies, bookmarks or shares it by accident.
    pub(super) fn exchange(self, token: String) {
        self.route.set(Route::Queue);
        browser::replace_hash(&Route::Queue.href());
        spawn_local(async move {
            match self.api().sign_in(token).await {
                Ok(me) => self.welcome(me),
                // A used link opened again by somebody who is still signed in leads to the queue.
                Err(problem) => match self.api().me().await {
                    Ok(me) => self.welcome(me),
                    Err(_) => self.session.set(Session::Out(Some(explained(problem)))),
                },
            }
        });
    }

    /// Signs in with whatever was pasted: a link or a token.
    pub fn sign_in(self, pasted: &str) {
        let Some(token) = token_in(pasted) else {
            self.trouble.set(Some((Place::SignIn, not_a_link())));
            return;
        };
        self.act(Place::SignIn, async move {
            let answer = self.api().sign_in(token).await;
            if !decided(&answer) {
                return answer.map(|_| String::new());
            }
            self.welcome(answer.map_err(explained)?);
            Ok("You are signed in.".to_owned())
        });
    }

    /// Ends the session and forgets what was typed: the next person at this screen is somebody else.
    pub fn sign_out(self) {
        self.act(Place::Bar, async move {
            self.api().sign_out().await?;
            self.drafts.update(|drafts| drafts.clear());
            self.queue.set(None);
            self.ticket.set(None);
            self.status.set(None);
            self.audit.set(None);
            self.invite.set(None);
            self.session.set(Session::Out(None));
            Ok("You are signed out.".to_owned())
        });
    }

    fn welcome(self, me: Me) {
        self.trouble.set(None);
        self.offline.set(false);
        self.session.set(Session::In(me));
        self.refresh();
        self.load_status();
    }
}

/// The session ended while somebody was at work.
pub(super) fn expired() -> Problem {
    told("Your session has ended.", "Sign in again: what you typed is kept in this tab.")
}

fn not_a_link() -> Problem {
    told(
        "That is not a sign-in link.",
        "Paste the whole link; it ends with #token= and a long row of letters and digits.",
    )
}

/// A refused token in words that say what to do; other problems as they are.
fn explained(problem: Problem) -> Problem {
    if !matches!(problem.status, 401 | 404 | 409 | 422) {
        return problem;
    }
    told(
        "This sign-in link does not work any more.",
        "A link works once and for a limited time. Ask a colleague to make a new one under Team, or use the link \
         that the server prints when it starts.",
    )
}

fn told(title: &str, detail: &str) -> Problem {
    Problem {
        kind: "sign-in".to_owned(),
        status: 401,
        title: title.to_owned(),
        detail: detail.to_owned(),
        fields: Vec::new(),
    }
}
