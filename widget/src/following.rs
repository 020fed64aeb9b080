//! What this device remembers of incidents: which it follows and how far it has seen them, which affect
//! it too, and the status that it knew last. Pure; `news` is the rim.

use desk::wire::status::{Incident, Snapshot};

use crate::json::{Json, Out};

const VERSION: i64 = 1;

/// Everything that is remembered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Following {
    /// Followed incidents, in the order in which that began.
    pub followed: Vec<Followed>,
    /// Incidents that somebody here said affect them too.
    pub affected: Vec<i64>,
    /// The last status that came, kept while an incident is followed.
    pub known: Option<Known>,
}

/// An incident that is followed.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// Its number.
    pub id: i64,
    /// Its title: what is over is not in the status any more.
    pub title: String,
    /// Number of the newest update that was seen.
    pub seq: i64,
    /// The status in which it was seen last. An older one, from a copy somewhere on the way, may not
    /// have it yet: that does not mean that it is over.
    pub rev: u64,
}

/// A status as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// When, in Unix milliseconds.
    pub at_ms: i64,
    /// JSON.
    pub text: String,
}

/// What is new about an incident that is followed.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    /// Its title.
    pub title: String,
    /// It is resolved; else there is an update.
    pub over: bool,
}

impl Following {
    /// Follows an incident as it is now.
    pub fn follow(&mut self, incident: &Incident, rev: u64) {
        self.unfollow(incident.id);
        let (id, title) = (incident.id, incident.title.clone());
        self.followed.push(Followed { id, title, seq: newest(incident), rev });
    }

    /// Follows it no longer.
    pub fn unfollow(&mut self, id: i64) {
        self.followed.retain(|one| one.id != id);
        if self.followed.is_empty() {
            self.known = None;
        }
    }

    /// Whether it is followed.
    pub fn follows(&self, id: i64) -> bool {
        self.followed.iter().any(|one| one.id == id)
    }

    /// Somebody here is affected by it, too, or is not after all.
    pub fn affect(&mut self, id: i64, affected: bool) {
        self.affected.retain(|one| *one != id);
        if affected {
            self.affected.push(id);
        }
    }

    /// What was not seen yet.
    pub fn news(&self, status: &Snapshot) -> Vec<News> {
        let news = |one: &Followed| {
            let over = match open(status, one.id) {
                Some(incident) if newest(incident) > one.seq => false,
                None if status.rev > one.rev => true,
                _ => return None,
            };
            Some(News { title: one.title.clone(), over })
        };
        self.followed.iter().filter_map(news).collect()
    }

    /// The status is before the visitor's eyes. What is over is not followed any more.
    pub fn see(&mut self, status: &Snapshot) {
        for one in &mut self.followed {
            if let Some(incident) = open(status, one.id) {
                one.seq = one.seq.max(newest(incident));
                one.rev = one.rev.max(status.rev);
            }
        }
        let over = |one: &Followed| open(status, one.id).is_none() && status.rev > one.rev;
        self.followed.retain(|one| !over(one));
        if self.followed.is_empty() {
            self.known = None;
            self.affected.retain(|id| open(status, *id).is_some());
        }
    }

    /// Whether there is nothing to remember.
    pub fn is_empty(&self) -> bool {
        self.followed.is_empty() && self.affected.is_empty()
    }

    /// Reads what [`write`](Self::write) wrote. What cannot be read is left out.
    pub fn read<J: Json>(json: &J) -> Self {
        let followed = |one: &J| {
            let title = one.text_at("title");
            let rev = one.int_at("rev")?.unsigned_abs();
            Some(Followed { id: one.int_at("id")?, title, seq: one.int_at("seq")?, rev })
        };
        let known = json.get("known");
        let known =
            known.and_then(|k| Some(Known { at_ms: k.int_at("at_ms")?, text: k.text_at("text") }));
        Self {
            followed: json.list_at("followed", followed),
            affected: json.list_at("affected", J::int),
            known,
        }
    }

    /// As JSON.
    pub fn write(&self) -> String {
        let followed = |one: &Followed| {
            Out::Object(vec![
                ("id", Some(Out::Int(one.id))),
                ("seq", Some(Out::Int(one.seq))),
                ("rev", Some(Out::Int(one.rev.cast_signed()))),
            ])
        };
        let mut all: Vec<_> = self.followed.iter().map(followed).collect();
        for (one, of) in all.iter_mut().zip(&self.followed) {
            if let Out::Object(members) = one {
                members.push(("title", Some(Out::Text(&of.title))));
            }
        }
        let known = self.known.as_ref().map(|known| {
            let text = Some(Out::Text(&known.text));
            Out::Object(vec![("at_ms", Some(Out::Int(known.at_ms))), ("text", text)])
        });
        Out::Object(vec![
            ("version", Some(Out::Int(VERSION))),
            ("followed", Some(Out::List(all))),
            ("affected", Some(Out::List(self.affected.iter().map(|id| Out::Int(*id)).collect()))),
            ("known", known),
        ])
        .json()
    }
}

fn open(status: &Snapshot, id: i64) -> Option<&Incident> {
    status.incidents.iter().find(|incident| incident.id == id)
}

fn newest(incident: &Incident) -> i64 {
    incident.updates.first().map_or(0, |update| update.seq)
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::incident::{Impact, IncidentState};
    use desk::status::ComponentState;
    use desk::wire::status::Update;

    /// A status with open incidents by number and newest update.
    fn status(rev: u64, open: &[(i64, i64)]) -> Snapshot {
        let incident = |(id, seq): &(i64, i64)| Incident {
            id: *id,
            title: ["no. ", &id.to_string()].concat(),
            impact: Impact::Minor,
            state: IncidentState::Investigating,
            components: vec![],
            opened_ms: 0,
            resolved_ms: None,
            updates: vec![Update {
                seq: *seq,
                state: IncidentState::Investigating,
                text: String::new(),
                at_ms: 0,
            }],
        };
        Snapshot {
            rev,
            changed_ms: 0,
            indicator: ComponentState::Operational,
            words: String::new(),
            banner: None,
            components: vec![],
            incidents: open.iter().map(incident).collect(),
            past: vec![],
            maintenances: vec![],
        }
    }

    fn following() -> Following {
        let now = status(5, &[(1, 1), (2, 3)]);
        let mut following = Following::default();
        following.follow(&now.incidents[0], now.rev);
        following.follow(&now.incidents[1], now.rev);
        following
    }

    /// What is new in this status.
    #[track_caller]
    fn check(now: &Snapshot, expected: &[(&str, bool)]) {
        let news = following().news(now);
        let news: Vec<_> = news.iter().map(|one| (one.title.as_str(), one.over)).collect();
        assert_eq!(news, expected);
    }

    #[test]
    fn updates_and_ends_are_news() {
        check(&status(5, &[(1, 1), (2, 3)]), &[]);
        check(&status(6, &[(1, 2), (2, 3), (3, 1)]), &[("no. 1", false)]);
        check(&status(7, &[(1, 2)]), &[("no. 1", false), ("no. 2", true)]);
        check(&status(8, &[]), &[("no. 1", true), ("no. 2", true)]);
    }

    #[test]
    fn an_older_status_is_no_news() {
        check(&status(4, &[]), &[]);
        check(&status(4, &[(2, 2)]), &[]);
    }

    #[test]
    fn what_was_seen_is_no_news_and_what_is_over_is_let_go() {
        let mut following = following();
        following.affect(2, true);
        following.known = Some(Known { at_ms: 1, text: "{}".into() });
        following.see(&status(6, &[(1, 2), (2, 3)]));
        assert_eq!(following.news(&status(6, &[(1, 2), (2, 3)])), []);
        following.see(&status(7, &[(2, 3)]));
        assert!(!following.follows(1) && following.follows(2) && following.known.is_some());
        following.see(&status(8, &[]));
        assert_eq!(following, Following::default());
    }

    #[test]
    fn a_follower_stops_and_takes_back() {
        let mut following = following();
        following.affect(1, true);
        following.affect(1, true);
        assert_eq!(following.affected, [1]);
        following.affect(1, false);
        following.unfollow(1);
        following.unfollow(2);
        assert!(following.is_empty());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut following = following();
        following.affect(2, true);
        let text = "{\"rev\":5}".to_owned();
        following.known = Some(Known { at_ms: 1_795_000_000_000, text });
        let read =
            |text: &str| Following::read(&serde_json::from_str::<serde_json::Value>(text).unwrap());
        assert_eq!(read(&following.write()), following);
        assert_eq!(read(&Following::default().write()), Following::default());
        assert_eq!(read("[7]"), Following::default());
    }
}
