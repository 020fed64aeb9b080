//! The random id that this device's votes carry: made and stored when the visitor first says whether an
//! article helped.

use std::cell::RefCell;

use super::storage;
use crate::dom::random_key;

thread_local! {
    /// The id of this page view, where nothing can be stored.
    static VOTER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The id: made and stored by the first call, which only a vote may be.
pub fn voter(key: &str) -> String {
    let key = [key, ".voter"].concat();
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
