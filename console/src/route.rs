//! Addresses inside the console: the part after `#`.
//!
//! Hash routes keep the shell one static file: the server never sees them, so a reload of any screen
//! works without a rule on the server.

/// A place in the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `#/tickets`: the queue. Anything unknown leads here, too.
    Queue,
    /// `#/tickets/1001`.
    Ticket(i64),
    /// `#/status`: components and incidents.
    Status,
    /// `#/feedback`: what visitors said of articles.
    Feedback,
    /// `#/audit`: what staff did.
    Audit,
    /// `#/team`: my name and invitations.
    Team,
    /// `#token=…`: a sign-in link was opened. Exchanged at once and removed from the address bar.
    Token(String),
}

impl Route {
    /// Reads `location.hash`, with or without its `#`.
    pub fn parse(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        if let Some(token) = hash.strip_prefix("token=") {
            return Self::Token(token.trim().to_owned());
        }
        let mut parts = hash.split('/').filter(|part| !part.is_empty());
        let route = match (parts.next(), parts.next()) {
            (Some("tickets"), Some(number)) => {
                number.parse().ok().filter(|n| *n > 0).map(Self::Ticket)
            }
            (Some("status"), None) => Some(Self::Status),
            (Some("feedback"), None) => Some(Self::Feedback),
            (Some("audit"), None) => Some(Self::Audit),
            (Some("team"), None) => Some(Self::Team),
            _ => None,
        };
        route.unwrap_or(Self::Queue)
    }

    /// What to put into the address bar and into links.
    pub fn href(&self) -> String {
        match self {
            // A token never goes back into an address.
            Self::Queue | Self::Token(_) => "#/tickets".to_owned(),
            Self::Ticket(number) => format!("#/tickets/{number}"),
            Self::Status => "#/status".to_owned(),
            Self::Feedback => "#/feedback".to_owned(),
            Self::Audit => "#/audit".to_owned(),
            Self::Team => "#/team".to_owned(),
        }
    }

    /// The word in the window's title.
    pub fn title(&self) -> String {
        match self {
            Self::Queue => "Tickets".to_owned(),
            Self::Ticket(number) => format!("Ticket #{number}"),
            Self::Status => "Status".to_owned(),
            Self::Feedback => "Feedback".to_owned(),
            Self::Audit => "Audit".to_owned(),
            Self::Team => "Team".to_owned(),
            Self::Token(_) => "Sign in".to_owned(),
        }
    }
}

/// The sign-in token in whatever a person pasted: the whole link, its end, or the bare token.
pub fn token_in(pasted: &str) -> Option<String> {
    let pasted = pasted.trim();
    let token = pasted.rsplit_once("token=").map_or(pasted, |(_, token)| token);
    let plausible = !token.is_empty()
        && token.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    plausible.then(|| token.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(hash: &str, route: Route) {
        assert_eq!(Route::parse(hash), route, "{hash}");
    }

    #[test]
    fn hashes_lead_to_screens() {
        check("", Route::Queue);
        check("#", Route::Queue);
        check("#/tickets", Route::Queue);
        check("#/tickets/", Route::Queue);
        check("#/tickets/1001", Route::Ticket(1001));
        check("/tickets/1001", Route::Ticket(1001));
        check("#/status", Route::Status);
        check("#/feedback", Route::Feedback);
        check("#/audit", Route::Audit);
        check("#/team", Route::Team);
        check("#token=abc", Route::Token("abc".to_owned()));
    }

    #[test]
    fn nonsense_leads_to_the_queue() {
        for hash in [
            "#/tickets/x",
            "#/tickets/-1",
            "#/tickets/0",
            "#/tickets/99999999999999999999",
            "#/what",
            "#/status/3",
        ] {
            check(hash, Route::Queue);
        }
    }

    #[test]
    fn every_route_but_the_token_survives_its_address() {
        for route in [
            Route::Queue,
            Route::Ticket(7),
            Route::Status,
            Route::Feedback,
            Route::Audit,
            Route::Team,
        ] {
            check(&route.href(), route.clone());
        }
        assert_eq!(Route::Token("secret".to_owned()).href(), "#/tickets");
    }

    #[test]
    fn a_pasted_link_or_token_is_understood() {
        let check = |pasted: &str, token: Option<&str>| {
            assert_eq!(token_in(pasted).as_deref(), token, "{pasted}")
        };
        check(" ab12 ", Some("ab12"));
        check("http://localhost:8787/staff/#token=ab12", Some("ab12"));
        check("#token=ab12\n", Some("ab12"));
        check("", None);
        check("https://help.example/staff/", None);
        check("#token=", None);
        check("two words", None);
    }
}
