//! What the console knows, and which screen that makes.
//!
//! [`App`] is a handful of signals, copied freely. Views read them and call its methods; the methods
//! ask `api` and write the signals. What a method does for one screen stands in the file of that name
//! below: `session`, `tickets`, `incidents`, `feedback`, `team`; where the focus goes and what
//! keys do, in `keyboard`.

mod feedback;
mod incidents;
mod keyboard;
mod maintenance;
mod session;
mod team;
mod tickets;

use std::future::Future;
use std::time::Duration;

use desk::wire::Problem;
use desk::wire::staff::{Audit, Invite, Me, Queue, StaffStatus, TicketDetail, Votes};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{Api, OFFLINE};
use crate::browser;
use crate::drafts::{Drafts, Tab};
use crate::route::Route;

pub use incidents::{COMPONENTS as INCIDENT_COMPONENTS, update_slots};
pub use maintenance::COMPONENTS as MAINTENANCE_COMPONENTS;
pub use session::Session;
pub use tickets::{View, moves};

/// How often the screen is brought up to date while somebody can see it.
const POLL: Duration = Duration::from_secs(5);

/// On other screens than its own the status is only a mark in the bar: asked for at every this many polls.
const STATUS_EVERY: u32 = 6;

/// What fills the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// We do not know yet who is here.
    Starting,
    /// Nobody is signed in.
    SignIn,
    /// The queue.
    Queue,
    /// One ticket.
    Ticket(i64),
    /// Components and incidents.
    Status,
    /// What visitors said of articles.
    Feedback,
    /// What staff did.
    Audit,
    /// My name and invitations.
    Team,
}

/// The one place that chooses the screen.
pub fn screen(session: &Session, route: &Route) -> Screen {
    match (session, route) {
        (Session::Asking, _) => Screen::Starting,
        (Session::Out(_), _) => Screen::SignIn,
        // A token is exchanged in the background; the address is already the queue's.
        (Session::In(_), Route::Queue | Route::Token(_)) => Screen::Queue,
        (Session::In(_), Route::Ticket(number)) => Screen::Ticket(*number),
        (Session::In(_), Route::Status) => Screen::Status,
        (Session::In(_), Route::Feedback) => Screen::Feedback,
        (Session::In(_), Route::Audit) => Screen::Audit,
        (Session::In(_), Route::Team) => Screen::Team,
    }
}

/// Where on the screen something was asked for, so that its failure is shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The screen as a whole: it could not be loaded.
    Screen,
    /// The list of tickets, likewise. It may stand beside a ticket that could be loaded.
    Queue,
    /// The bar above every screen.
    Bar,
    /// The sign-in form.
    SignIn,
    /// The buttons and the select above a ticket.
    Ticket,
    /// The reply and note form.
    Composer,
    /// The form that posts an incident.
    Incident,
    /// The update form of this incident.
    Update(i64),
    /// The form that schedules maintenance.
    Maintenance,
    /// The list of planned maintenance.
    Planned,
    /// The form with my name.
    Name,
    /// The form that invites a colleague.
    Invite,
}

/// Everything the console knows.
#[derive(Clone, Copy, Debug)]
pub struct App {
    api: StoredValue<Api>,
    ticks: StoredValue<u32>,
    drafts: RwSignal<Drafts<Tab>>,
    /// The address.
    pub route: RwSignal<Route>,
    /// Who is here.
    pub session: RwSignal<Session>,
    /// The time that relative words are reckoned from; moves with every poll.
    pub now: RwSignal<i64>,
    /// The last request got no answer.
    pub offline: RwSignal<bool>,
    /// The last failure, and where.
    pub trouble: RwSignal<Option<(Place, Problem)>>,
    /// The last success in words, and where.
    pub said: RwSignal<Option<(Place, String)>>,
    /// Where a request of the person's own is on its way.
    pub busy: RwSignal<Option<Place>>,
    /// The view of the queue on screen.
    pub view: RwSignal<View>,
    /// That view's rows.
    pub queue: RwSignal<Option<Queue>>,
    /// The ticket on screen.
    pub ticket: RwSignal<Option<TicketDetail>>,
    /// The ticket opened last: its row gets the focus back.
    pub last_opened: RwSignal<Option<i64>>,
    /// Whether the composer writes a note; else a reply.
    pub noting: RwSignal<bool>,
    /// The composer was asked for before its ticket was on screen.
    pub wants_reply: RwSignal<bool>,
    /// Components and incidents.
    pub status: RwSignal<Option<StaffStatus>>,
    /// What visitors said of articles.
    pub votes: RwSignal<Option<Votes>>,
    /// What staff did.
    pub audit: RwSignal<Option<Audit>>,
    /// The invitation made last; its link is shown once.
    pub invite: RwSignal<Option<Invite>>,
}

impl App {
    /// An app that has asked nothing yet.
    pub fn new(site: &str) -> Self {
        Self {
            api: StoredValue::new(Api::new(site)),
            ticks: StoredValue::new(0),
            drafts: RwSignal::new(Drafts::open(Tab)),
            route: RwSignal::new(Route::parse(&browser::hash())),
            session: RwSignal::new(Session::Asking),
            now: RwSignal::new(browser::now_ms()),
            offline: RwSignal::new(false),
            trouble: RwSignal::new(None),
            said: RwSignal::new(None),
            busy: RwSignal::new(None),
            view: RwSignal::new(View::Open),
            queue: RwSignal::new(None),
            ticket: RwSignal::new(None),
            last_opened: RwSignal::new(None),
            noting: RwSignal::new(false),
            wants_reply: RwSignal::new(false),
            status: RwSignal::new(None),
            votes: RwSignal::new(None),
            audit: RwSignal::new(None),
            invite: RwSignal::new(None),
        }
    }

    /// Follows the address bar, asks who is here, and keeps the screen up to date from then on.
    pub fn start(self) {
        browser::listen(&["hashchange"], move |_: web_sys::Event| self.follow_address());
        // What was missed while nobody looked is fetched at once, not at the next tick.
        browser::listen(&["visibilitychange", "online"], move |_: web_sys::Event| self.poll());
        browser::listen(&["offline"], move |_: web_sys::Event| self.offline.set(true));
        set_interval(move || self.poll(), POLL);
        self.enter();
    }

    /// The screen for what is known now.
    pub fn screen(self) -> Screen {
        self.session.with(|session| self.route.with(|route| screen(session, route)))
    }

    /// The signed-in agent's session.
    pub fn me(self) -> Option<Me> {
        self.session.with(|session| match session {
            Session::In(me) => Some(me.clone()),
            Session::Asking | Session::Out(_) => None,
        })
    }

    /// The requests it makes.
    pub fn api(self) -> Api {
        self.api.get_value()
    }

    fn follow_address(self) {
        let route = Route::parse(&browser::hash());
        self.trouble.set(None);
        self.said.set(None);
        match route {
            Route::Token(token) => self.exchange(token),
            route => {
                self.route.set(route);
                self.refresh();
            }
        }
    }

    fn poll(self) {
        if !browser::visible() {
            return;
        }
        self.now.set(browser::now_ms());
        match self.session.get_untracked() {
            Session::In(_) => {
                self.refresh();
                self.ticks.update_value(|ticks| *ticks = ticks.wrapping_add(1));
                if self.ticks.get_value().is_multiple_of(STATUS_EVERY) {
                    self.load_status();
                }
            }
            // Somebody may have signed in again in another tab, but asking every five seconds would
            // only fill the log: only a lost connection is retried.
            Session::Asking | Session::Out(_) if self.offline.get_untracked() => self.enter(),
            Session::Asking | Session::Out(_) => {}
        }
    }

    /// Loads what the screen shows.
    pub fn refresh(self) {
        match untrack(|| self.screen()) {
            Screen::Starting | Screen::SignIn => return,
            Screen::Queue | Screen::Team => {}
            Screen::Ticket(number) => self.load_ticket(number),
            Screen::Status => self.load_status(),
            Screen::Feedback => self.load_votes(),
            Screen::Audit => self.load_audit(),
        }
        // Its counts stand in the bar of every screen.
        self.load_queue();
    }

    /// Fetches in the background. A failure shows only when the screen has nothing else to show.
    fn load<T: 'static>(
        self,
        place: Place,
        request: impl Future<Output = Result<T, Problem>> + 'static,
        empty: impl Fn() -> bool + 'static,
        show: impl FnOnce(T) + 'static,
    ) {
        spawn_local(async move {
            match request.await {
                Ok(answer) => {
                    self.offline.set(false);
                    if self.trouble.with_untracked(|it| matches!(it, Some((at, _)) if *at == place))
                    {
                        self.trouble.set(None);
                    }
                    show(answer);
                }
                Err(problem) if problem.kind == OFFLINE && !empty() => self.offline.set(true),
                Err(problem) => self.fail(place, problem),
            }
        });
    }

    /// Does what a person asked for, once: while it is on its way a second press does nothing.
    fn act(self, place: Place, work: impl Future<Output = Result<String, Problem>> + 'static) {
        if self.busy.get_untracked().is_some() {
            return;
        }
        self.busy.set(Some(place));
        self.trouble.set(None);
        self.said.set(None);
        spawn_local(async move {
            let outcome = work.await;
            self.busy.set(None);
            match outcome {
                Ok(words) => {
                    self.offline.set(false);
                    // The form of a resolved incident is gone, with its own line for words.
                    let gone = matches!(place, Place::Update(id) if !self.is_open(id));
                    self.said.set(Some((if gone { Place::Screen } else { place }, words)));
                }
                Err(problem) => self.fail(place, problem),
            }
        });
    }

    fn fail(self, place: Place, problem: Problem) {
        self.offline.set(problem.kind == OFFLINE);
        if problem.status == 401 && place != Place::SignIn {
            self.session.set(Session::Out(Some(session::expired())));
            return;
        }
        self.trouble.set(Some((place, problem)));
    }

    /// Something about the ticket on screen; the default while it loads.
    pub fn of_ticket<T: Default>(self, read: impl FnOnce(&TicketDetail) -> T) -> T {
        self.ticket.with(|ticket| ticket.as_ref().map(read).unwrap_or_default())
    }

    /// What was typed at `slot` and not yet accepted.
    pub fn draft(self, slot: &str) -> String {
        self.drafts.with(|drafts| drafts.get(slot))
    }

    /// Keeps what is typed at `slot` now.
    pub fn type_in(self, slot: &str, text: &str) {
        self.drafts.update(|drafts| drafts.set(slot, text));
    }
}

/// Whether the server has decided, so that a next try is a new request: it answered, and not with a
/// fault of its own.
fn decided<T>(answer: &Result<T, Problem>) -> bool {
    !matches!(answer, Err(problem) if problem.status == 0 || problem.status >= 500 || problem.kind == "unreadable")
}

#[cfg(test)]
mod tests {
    use desk::wire::staff::Agent;

    use super::*;

    fn signed_in() -> Session {
        let agent = Agent { id: 1, name: "Ada".to_owned() };
        Session::In(Me { agent, site_name: "Shop".to_owned(), locales: vec![], expires_ms: 0 })
    }

    #[test]
    fn the_screen_follows_session_and_address() {
        let check = |session: &Session, hash: &str, expected: Screen| {
            assert_eq!(screen(session, &Route::parse(hash)), expected, "{hash}");
        };
        check(&Session::Asking, "#/tickets/1001", Screen::Starting);
        check(&Session::Out(None), "#/tickets/1001", Screen::SignIn);
        check(&signed_in(), "#/tickets/1001", Screen::Ticket(1001));
        check(&signed_in(), "#/feedback", Screen::Feedback);
        check(&signed_in(), "#/audit", Screen::Audit);
        check(&signed_in(), "#token=x", Screen::Queue);
    }

    #[test]
    fn only_an_answer_decides() {
        let refused = |status, kind: &str| -> Result<(), Problem> {
            Err(Problem {
                kind: kind.to_owned(),
                status,
                title: String::new(),
                detail: String::new(),
                fields: vec![],
            })
        };
        assert!(decided(&Ok(())));
        assert!(decided(&refused(409, "changed")));
        assert!(!decided(&refused(0, OFFLINE)));
        assert!(!decided(&refused(500, "internal")));
        assert!(!decided(&refused(200, "unreadable")));
    }
}
