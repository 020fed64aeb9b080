//! `/_site/{site}.json`: what the content builder made of `site.toml` for the programs that run.
//!
//! Public, and nothing in it is secret. The content builder writes it after it has validated
//! `site.toml`; the Worker and xtask read it. `v` is checked by the reader: another number means
//! that content and service were built from different sources.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::sla::Targets;

/// The `v` that this source writes and reads.
pub const MANIFEST_VERSION: u32 = 1;

/// A site as built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteManifest {
    /// [`MANIFEST_VERSION`].
    pub v: u32,
    /// `[a-z0-9-]{1,40}`; part of every API address.
    pub id: String,
    /// Name people read.
    pub name: String,
    /// Locale for readers whose own is not there; one of `locales`.
    pub default_locale: String,
    /// Every locale that has articles, in the order of `site.toml`.
    pub locales: Vec<String>,
    /// Exact origins (`https://shop.example`) whose pages may use the widget.
    #[serde(default)]
    pub origins: Vec<String>,
    /// The parts that can fail on their own, in the order to show them.
    #[serde(default)]
    pub components: Vec<SiteComponent>,
    /// What a ticket can be about, in the order to offer it.
    #[serde(default)]
    pub topics: Vec<SiteTopic>,
    /// When answers are due.
    #[serde(default)]
    pub sla: Targets,
    /// The owner's looks.
    #[serde(default)]
    pub brand: Brand,
    /// Hashed addresses that pages made by the Worker need.
    pub assets: SiteAssets,
    /// What the widget prefers on certain pages; the first rule that fits counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<SitePage>,
    /// Address of the search index by locale: `/_a/index-en.<hash8>.fdx`.
    #[serde(default)]
    pub index: BTreeMap<String, String>,
}

/// A component in `site.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteComponent {
    /// `[a-z0-9-]{1,40}`.
    pub id: String,
    /// Name people read.
    pub name: String,
}

/// A topic in `site.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteTopic {
    /// `[a-z0-9-]{1,40}`.
    pub id: String,
    /// Name by locale; the default locale's is always there.
    pub names: BTreeMap<String, String>,
}

/// What the widget prefers while it stands on certain pages of the owner's site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SitePage {
    /// Path of the page, without host and query; `*` stands for any run of characters.
    pub path: String,
    /// Articles (`visitors/track-a-ticket`) and whole sections (`owners/`), in no order.
    pub prefer: Vec<String>,
}

/// The owner's looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// `#rrggbb`; empty for Frontdesk's own.
    #[serde(default)]
    pub color: String,
}

/// Hashed addresses that pages made by the Worker need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteAssets {
    /// `/_a/pages.<hash8>.css`.
    pub pages_css: String,
}
