//! What a request may know besides itself: the site, the clock, randomness and configuration.
//!
//! The rim makes one per request. Tests make their own, with a clock they move by hand and
//! randomness that repeats.

use std::cell::RefCell;
use std::rc::Rc;

use desk::wire::site::SiteManifest;

use crate::auth;
use crate::error::ApiError;

/// A source of random bytes; `RefCell`, because drawing from it changes it.
pub type Random = RefCell<Box<dyn FnMut(&mut [u8])>>;

/// The surroundings of one request.
pub struct Env {
    /// The site whose object this is.
    pub site: Rc<SiteManifest>,
    /// The moment the request came, in milliseconds since the Unix epoch.
    pub now_ms: i64,
    /// `SETUP_SECRET`: signs the first agent in, once. `None` when absent or empty.
    pub setup_secret: Option<String>,
    /// `EXTRA_ORIGINS`: allowed beside the site's own, for runs on one's own machine.
    pub extra_origins: Vec<String>,
    /// Fills the slice with cryptographically secure random bytes.
    pub random: Random,
    /// Writes one line to the service's log. Never given anything that a visitor typed.
    pub log: Box<dyn Fn(&str)>,
}

impl Env {
    /// 256 random bits as 64 lower-case hexadecimal digits: more than anyone can guess.
    ///
    /// An error when the generator filled nothing in: better no ticket than one that anybody opens.
    pub fn random_token(&self) -> Result<String, ApiError> {
        let mut bytes = [0u8; 32];
        if let Ok(mut random) = self.random.try_borrow_mut() {
            random(&mut bytes);
        }
        if bytes == [0u8; 32] {
            return Err(ApiError::internal("no randomness"));
        }
        Ok(auth::hex(&bytes))
    }

    /// Whether pages of this origin may use the public API of the site.
    pub fn allows_origin(&self, origin: &str, own: &str) -> bool {
        origin == own
            || self.site.origins.iter().any(|o| o == origin)
            || self.extra_origins.iter().any(|o| o == origin)
    }
}
