//! What staff plan, and what visitors say of incidents.

use crate::maintenance::{AHEAD_MAX_MS, WINDOW_MAX_MS};
use crate::text::{self, Faults, Rim, What};
use crate::wire::site::SiteManifest;
use crate::wire::staff::{CancelMaintenance, NewMaintenance};
use crate::wire::visitor::NewAffected;

/// Maintenance that may be stored.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedMaintenance {
    /// Idempotency key.
    pub key: String,
    /// One line.
    pub title: String,
    /// Plain text.
    pub text: String,
    /// Ids of the site's, in the site's order, each once; at least one.
    pub components: Vec<String>,
    /// When the window begins, in Unix milliseconds.
    pub starts_ms: i64,
    /// When it ends: later, and not in the past when it is new.
    pub ends_ms: i64,
}

/// Checks maintenance against the site's components. New maintenance must end after `now_ms`.
pub fn maintenance(
    new: &NewMaintenance,
    site: &SiteManifest,
    now_ms: i64,
) -> Result<CheckedMaintenance, Faults> {
    let checked = maintenance_edit(new, site, now_ms)?;
    let mut rim = Rim::default();
    if checked.ends_ms <= now_ms {
        rim.fault("ends_ms", What::OverAlready);
    }
    rim.finish(checked)
}

/// Checks what maintenance is to become: its window may have been cut short.
pub fn maintenance_edit(
    new: &NewMaintenance,
    site: &SiteManifest,
    now_ms: i64,
) -> Result<CheckedMaintenance, Faults> {
    let mut rim = Rim::default();
    let length = new.ends_ms.saturating_sub(new.starts_ms);
    if new.starts_ms < 0 || new.starts_ms.saturating_sub(now_ms) > AHEAD_MAX_MS {
        rim.fault("starts_ms", What::TooFarOff);
    } else if length <= 0 {
        rim.fault("ends_ms", What::NotAfterStart);
    } else if length > WINDOW_MAX_MS {
        rim.fault("ends_ms", What::TooFarOff);
    }
    let checked = CheckedMaintenance {
        key: rim.take("key", text::key(&new.key)),
        title: rim.take("title", text::required_line(&new.title, text::INCIDENT_TITLE_MAX)),
        text: rim.take("text", text::required_text(&new.text, text::INCIDENT_TEXT_MAX)),
        components: rim.take("components", super::components(&new.components, site)),
        starts_ms: new.starts_ms,
        ends_ms: new.ends_ms,
    };
    rim.finish(checked)
}

/// Checks that maintenance is called off; gives the idempotency key.
pub fn cancel(new: &CancelMaintenance) -> Result<String, Faults> {
    let mut rim = Rim::default();
    let key = rim.take("key", text::key(&new.key));
    rim.finish(key)
}

/// Checks that a visitor is affected by an incident, too; gives the device's id, which is never stored
/// as it is.
pub fn affected(new: &NewAffected) -> Result<String, Faults> {
    let mut rim = Rim::default();
    let device = rim.take("device", text::hex(&new.device, text::DEVICE_LEN));
    rim.finish(device)
}
