//! The random id that this device's votes carry: made and stored when the visitor first says whether an
//! article helped, or that an incident affects them too.

use std::cell::RefCell;

use super::{storage, there};
use crate::dom::random_key;

thread_local! {
    /// The id of this page view, where nothing can be stored.
    static VOTER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Name of the entry.
pub fn name(key: &str) -> String {
    [key, ".voter"].concat()
}

/// Takes the id out of the storage; this page view goes on with it.
pub fn forget(key: &str) {
    let key = name(key);
    let Some(storage) = there() else { return };
    if let Ok(Some(id)) = storage.get_item(&key) {
        VOTER.set(id);
        let _ = storage.remove_item(&key);
    }
}

/// The id: made and stored by the first call, which only a vote or such may be.
pub fn voter(key: &str) -> String {
    let key = name(key);
    let storage = storage();
    let stored = storage.as_ref().and_then(|s| s.get_item(&key).ok()?);
    // Somebody may have written anything there; the edge would refuse it for ever.
    let stored = stored.filter(|id| desk::text::hex(id, desk::text::DEVICE_LEN).is_ok());
    VOTER.with_borrow_mut(|voter| {
        if let Some(stored) = stored {
            *voter = stored;
        } else {
            if voter.is_empty() {
                *voter = random_key();
            }
            if let Some(storage) = storage {
                let _ = storage.set_item(&key, voter);
            }
        }
        voter.clone()
    })
}
