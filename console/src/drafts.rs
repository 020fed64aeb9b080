//! What was typed and not yet accepted by the server. Never lost by a conflict, an expired session,
//! another screen or a reload; gone with the tab, and at sign-out.
//!
//! Text lives in memory and, so that a reload keeps it, in `sessionStorage`. A request on its way lives
//! here as well: sent again, it carries the same idempotency key, so a reply whose answer got lost is
//! not posted twice.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

const PREFIX: &str = "frontdesk-draft:";

/// Where drafts outlive a reload.
pub trait Shelf {
    /// Everything kept, by its full key.
    fn load(&self) -> Vec<(String, String)>;
    /// Keeps one.
    fn put(&self, key: &str, text: &str);
    /// Forgets one.
    fn remove(&self, key: &str);
}

/// All drafts by slot: `reply-1001`, `note-1001`, `incident-title` …
#[derive(Debug, Default)]
pub struct Drafts<S> {
    shelf: S,
    texts: BTreeMap<String, String>,
}

impl<S: Shelf> Drafts<S> {
    /// Takes up what a reload left behind.
    pub fn open(shelf: S) -> Self {
        let kept = shelf.load().into_iter();
        let texts = kept
            .filter_map(|(key, text)| Some((key.strip_prefix(PREFIX)?.to_owned(), text)))
            .collect();
        Self { shelf, texts }
    }

    /// What was typed there; empty for nothing.
    pub fn get(&self, slot: &str) -> String {
        self.texts.get(slot).cloned().unwrap_or_default()
    }

    /// Keeps what is typed there now; an empty text forgets the slot.
    pub fn set(&mut self, slot: &str, text: &str) {
        if text.is_empty() {
            self.texts.remove(slot);
            self.shelf.remove(&format!("{PREFIX}{slot}"));
        } else {
            self.texts.insert(slot.to_owned(), text.to_owned());
            self.shelf.put(&format!("{PREFIX}{slot}"), text);
        }
    }

    /// Forgets everything: at sign-out.
    pub fn clear(&mut self) {
        for slot in std::mem::take(&mut self.texts).into_keys() {
            self.shelf.remove(&format!("{PREFIX}{slot}"));
        }
    }

    /// The request to send from `slot`: the one already on its way if it asks for the same thing, so
    /// that its key stays; else `fresh`, kept until [`Drafts::settled`].
    pub fn outgoing<T: Serialize + DeserializeOwned>(
        &mut self,
        slot: &str,
        fresh: T,
        same: fn(&T, &T) -> bool,
    ) -> T {
        let slot = format!("sending-{slot}");
        let earlier = self.texts.get(&slot).and_then(|json| serde_json::from_str::<T>(json).ok());
        if let Some(earlier) = earlier.filter(|earlier| same(earlier, &fresh)) {
            return earlier;
        }
        if let Ok(json) = serde_json::to_string(&fresh) {
            self.set(&slot, &json);
        }
        fresh
    }

    /// The server answered, with success or a refusal: the next request from `slot` is a new one.
    pub fn settled(&mut self, slot: &str) {
        self.set(&format!("sending-{slot}"), "");
    }
}

/// The tab's `sessionStorage`.
#[derive(Debug, Default)]
pub struct Tab;

impl Shelf for Tab {
    fn load(&self) -> Vec<(String, String)> {
        let Some(storage) = crate::browser::tab_storage() else { return Vec::new() };
        let count = storage.length().unwrap_or(0);
        let keys: Vec<String> =
            (0..count).filter_map(|at| storage.key(at).ok().flatten()).collect();
        keys.into_iter()
            .filter_map(|key| Some((storage.get_item(&key).ok().flatten()?, key)))
            .map(|(v, k)| (k, v))
            .collect()
    }

    // A full or forbidden storage costs the reload, not the text: memory has it.
    fn put(&self, key: &str, text: &str) {
        if let Some(storage) = crate::browser::tab_storage() {
            let _ = storage.set_item(key, text);
        }
    }

    fn remove(&self, key: &str) {
        if let Some(storage) = crate::browser::tab_storage() {
            let _ = storage.remove_item(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    #[derive(Clone, Default)]
    struct Memory(Rc<RefCell<BTreeMap<String, String>>>);

    impl Shelf for Memory {
        fn load(&self) -> Vec<(String, String)> {
            self.0.borrow().clone().into_iter().collect()
        }
        fn put(&self, key: &str, text: &str) {
            self.0.borrow_mut().insert(key.to_owned(), text.to_owned());
        }
        fn remove(&self, key: &str) {
            self.0.borrow_mut().remove(key);
        }
    }

    type Request = (String, i64, String);

    fn same(a: &Request, b: &Request) -> bool {
        a.2 == b.2
    }

    fn request(key: &str, version: i64, text: &str) -> Request {
        (key.to_owned(), version, text.to_owned())
    }

    #[test]
    fn text_survives_a_reload_and_is_forgotten_when_sent() {
        let shelf = Memory::default();
        shelf.put("somebody-elses", "thing");
        let mut drafts = Drafts::open(shelf.clone());
        drafts.set("reply-1001", "Hello");
        drafts.set("note-1001", "Careful");
        assert_eq!(Drafts::open(shelf.clone()).get("reply-1001"), "Hello");
        drafts.set("reply-1001", "");
        let mut reloaded = Drafts::open(shelf.clone());
        assert_eq!(reloaded.get("reply-1001"), "");
        assert_eq!(reloaded.get("note-1001"), "Careful");
        reloaded.clear();
        assert_eq!(shelf.load(), [("somebody-elses".to_owned(), "thing".to_owned())]);
    }

    #[test]
    fn a_request_sent_again_is_the_same_request() {
        let shelf = Memory::default();
        let mut drafts = Drafts::open(shelf.clone());
        assert_eq!(drafts.outgoing("1001", request("k1", 4, "Hi"), same), request("k1", 4, "Hi"));
        // No answer came; the ticket moved on meanwhile, perhaps by this very request; the tab was reloaded.
        let mut drafts = Drafts::open(shelf);
        assert_eq!(drafts.outgoing("1001", request("k2", 5, "Hi"), same), request("k1", 4, "Hi"));
        // Another text is another request.
        assert_eq!(
            drafts.outgoing("1001", request("k3", 5, "Hello"), same),
            request("k3", 5, "Hello")
        );
        drafts.settled("1001");
        assert_eq!(
            drafts.outgoing("1001", request("k4", 6, "Hello"), same),
            request("k4", 6, "Hello")
        );
    }
}
