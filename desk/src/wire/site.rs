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
    /// What the contact form asks of everyone.
    #[serde(default, skip_serializing_if = "Contact::is_empty")]
    pub contact: Contact,
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
    /// What is asked beside the message, in the order to ask it. A condition names an earlier one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<TopicField>,
}

/// A question that comes with a topic. What a good answer is, `fields` decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicField {
    /// `[a-z0-9-]{1,40}`, unique within the topic.
    pub id: String,
    /// What kind of answer it takes.
    pub kind: FieldKind,
    /// The question by locale; the default locale's is always there.
    pub labels: BTreeMap<String, String>,
    /// One line of help by locale; empty for none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub help: BTreeMap<String, String>,
    /// Whether it must be answered, if it is asked.
    #[serde(default)]
    pub required: bool,
    /// Most characters of a text; 0 for the other kinds.
    #[serde(default)]
    pub max: u32,
    /// What a choice offers, in this order; empty for the other kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<FieldOption>,
    /// Asked only then; `None` for always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<FieldWhen>,
}

/// What kind of answer a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// One of the options.
    Choice,
    /// A tick.
    Checkbox,
    /// A day.
    Date,
}

impl FieldKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Text, Self::LongText, Self::Choice, Self::Checkbox, Self::Date];

    /// As in `site.toml` and in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Choice => "choice",
            Self::Checkbox => "checkbox",
            Self::Date => "date",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldOption {
    /// `[a-z0-9-]{1,40}`, unique within the field.
    pub id: String,
    /// Name by locale; the default locale's is always there.
    pub names: BTreeMap<String, String>,
}

/// When a field is asked: an earlier field of the same topic has this answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldWhen {
    /// Id of a choice or a checkbox.
    pub field: String,
    /// Id of the chosen option; `yes` for a ticked checkbox.
    pub is: String,
}

/// What the contact form asks of everyone, whatever the topic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What a visitor must agree to before sending, by locale; empty when nothing is asked.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub consent: BTreeMap<String, ConsentText>,
    /// Where more about it can be read; empty for nowhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub consent_link: String,
}

impl Contact {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.consent.is_empty()
    }
}

/// A text to agree to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentText {
    /// The text.
    pub text: String,
    /// Names exactly this text with its link: the first 8 hexadecimal digits of a SHA-256.
    pub version: String,
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
