//! Every request the console makes, and nothing else: paths, JSON in, JSON or a [`Problem`] out.
//!
//! The session cookie travels by itself (same origin). A request that gets no answer, or one that
//! cannot be read, becomes a [`Problem`] too, so that callers show every failure in one way.

use desk::wire::Problem;
use desk::wire::staff::{
    Audit, CancelMaintenance, EditMaintenance, EditMe, Invite, Me, NewEvent, NewIncident,
    NewInvite, NewMaintenance, NewUpdate, Queue, SignIn, StaffStatus, TicketDetail, Votes,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Headers, Request, RequestCache, RequestCredentials, RequestInit, Response,
};

/// Kind of a [`Problem`] that stands for "no answer".
pub const OFFLINE: &str = "offline";

/// After this many milliseconds without an answer a request counts as failed.
const PATIENCE_MS: u32 = 20_000;

type Answer<T> = Result<T, Problem>;

/// The staff API of one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Api {
    site: String,
}

impl Api {
    /// The API of this site.
    pub fn new(site: &str) -> Self {
        Self { site: site.to_owned() }
    }

    /// Who is signed in.
    pub async fn me(&self) -> Answer<Me> {
        self.get("session").await
    }

    /// Exchanges a one-time token for a session cookie.
    pub async fn sign_in(&self, token: String) -> Answer<Me> {
        self.send("POST", "session", &SignIn { token }).await
    }

    /// Ends the session.
    pub async fn sign_out(&self) -> Answer<()> {
        self.fetch("DELETE", "session", None).await.map(drop)
    }

    /// Changes my own name.
    pub async fn rename(&self, name: String) -> Answer<Me> {
        self.send("PUT", "me", &EditMe { name }).await
    }

    /// Makes a sign-in link for a colleague.
    pub async fn invite(&self, name: String) -> Answer<Invite> {
        self.send("POST", "invites", &NewInvite { name }).await
    }

    /// One view of the queue.
    pub async fn queue(&self, view: &str) -> Answer<Queue> {
        self.get(&format!("tickets?view={view}")).await
    }

    /// One ticket.
    pub async fn ticket(&self, number: i64) -> Answer<TicketDetail> {
        self.get(&format!("tickets/{number}")).await
    }

    /// The address of a ticket's file: the browser asks for it itself, with the session's cookie.
    pub fn attachment(&self, number: i64, id: i64) -> String {
        format!("/v1/sites/{}/staff/tickets/{number}/attachments/{id}", self.site)
    }

    /// Does something to a ticket.
    pub async fn event(&self, number: i64, event: &NewEvent) -> Answer<TicketDetail> {
        self.send("POST", &format!("tickets/{number}/events"), event).await
    }

    /// Components and incidents with their row versions.
    pub async fn status(&self) -> Answer<StaffStatus> {
        self.get("status").await
    }

    /// Posts an incident.
    pub async fn post_incident(&self, incident: &NewIncident) -> Answer<StaffStatus> {
        self.send("POST", "incidents", incident).await
    }

    /// Posts an update to an incident.
    pub async fn update_incident(&self, id: i64, update: &NewUpdate) -> Answer<StaffStatus> {
        self.send("POST", &format!("incidents/{id}/updates"), update).await
    }

    /// Schedules maintenance.
    pub async fn post_maintenance(&self, new: &NewMaintenance) -> Answer<StaffStatus> {
        self.send("POST", "maintenances", new).await
    }

    /// Changes maintenance.
    pub async fn edit_maintenance(&self, id: i64, edit: &EditMaintenance) -> Answer<StaffStatus> {
        self.send("POST", &format!("maintenances/{id}"), edit).await
    }

    /// Calls maintenance off.
    pub async fn cancel_maintenance(
        &self,
        id: i64,
        cancel: &CancelMaintenance,
    ) -> Answer<StaffStatus> {
        self.send("POST", &format!("maintenances/{id}/cancel"), cancel).await
    }

    /// What visitors said of articles.
    pub async fn votes(&self) -> Answer<Votes> {
        self.get("votes").await
    }

    /// The newest staff actions.
    pub async fn audit(&self) -> Answer<Audit> {
        self.get("audit").await
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Answer<T> {
        read(&self.fetch("GET", path, None).await?)
    }

    async fn send<B: Serialize, T: DeserializeOwned>(
        &self,
        method: &str,
        path: &str,
        body: &B,
    ) -> Answer<T> {
        let body = serde_json::to_string(body).map_err(|_| unreadable(0))?;
        read(&self.fetch(method, path, Some(&body)).await?)
    }

    /// The text of a good answer.
    async fn fetch(&self, method: &str, path: &str, body: Option<&str>) -> Answer<String> {
        let (status, text) =
            self.exchange(method, path, body).await.map_err(|_: JsValue| no_answer())?;
        if (200..300).contains(&status) { Ok(text) } else { Err(problem(status, &text)) }
    }

    async fn exchange(
        &self,
        method: &str,
        path: &str,
        body: Option<&str>,
    ) -> Result<(u16, String), JsValue> {
        let init = RequestInit::new();
        init.set_method(method);
        init.set_credentials(RequestCredentials::SameOrigin);
        init.set_cache(RequestCache::NoStore);
        init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
        let headers = Headers::new()?;
        headers.set("accept", "application/json, application/problem+json")?;
        if let Some(body) = body {
            headers.set("content-type", "application/json")?;
            init.set_body(&JsValue::from_str(body));
        }
        init.set_headers(&headers);
        let url = format!("/v1/sites/{}/staff/{path}", self.site);
        let request = Request::new_with_str_and_init(&url, &init)?;
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let response: Response =
            JsFuture::from(window.fetch_with_request(&request)).await?.dyn_into()?;
        let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
        Ok((response.status(), text))
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Answer<T> {
    serde_json::from_str(text).map_err(|_| unreadable(200))
}

/// The problem that a refusal's body describes, or one made from its status alone.
fn problem(status: u16, text: &str) -> Problem {
    serde_json::from_str(text).unwrap_or_else(|_| unreadable(status))
}

fn no_answer() -> Problem {
    Problem {
        kind: OFFLINE.to_owned(),
        status: 0,
        title: "No answer from the server.".to_owned(),
        detail: "Nothing you typed is lost. Check the connection and try again.".to_owned(),
        fields: Vec::new(),
    }
}

fn unreadable(status: u16) -> Problem {
    Problem {
        kind: "unreadable".to_owned(),
        status,
        title: "The server gave an answer this page does not understand.".to_owned(),
        detail: "Nothing you typed is lost. Reload the page: it may be older than the server."
            .to_owned(),
        fields: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_read_and_anything_else_becomes_a_problem() {
        let told = problem(409, r#"{"type":"changed","status":409,"title":"Changed."}"#);
        assert_eq!((told.kind.as_str(), told.status), ("changed", 409));
        let page = problem(502, "<html>Bad gateway");
        assert_eq!((page.kind.as_str(), page.status), ("unreadable", 502));
        assert!(read::<Me>("{}").is_err());
    }
}
