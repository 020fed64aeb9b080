//! What the builder prints, and the full list of warnings.

use std::collections::BTreeMap;

use crate::build::Built;
use crate::faults::{Kind, Warning};

/// The line about what was built.
pub fn summary(built: &Built, files: usize) -> String {
    let total: usize = built.articles.iter().map(|(_, count)| count).sum();
    let locales: Vec<_> =
        built.articles.iter().map(|(locale, count)| format!("{locale} {count}")).collect();
    let indexes = built.index.iter();
    let indexes: Vec<_> =
        indexes.map(|(locale, bytes)| format!("{locale} {}", size(*bytes))).collect();
    format!(
        "{}: {total} articles ({}), {} sections, index {}, {files} files",
        built.manifest.id,
        locales.join(", "),
        built.sections,
        indexes.join(", ")
    )
}

fn size(bytes: usize) -> String {
    if bytes < 1000 { format!("{bytes} B") } else { format!("{} kB", bytes.div_ceil(1000)) }
}

/// Counts by kind, and by text where many are alike. Empty when there are no warnings.
pub fn counts(warnings: &[Warning]) -> String {
    let mut kinds: BTreeMap<Kind, Vec<&Warning>> = BTreeMap::new();
    for warning in warnings {
        kinds.entry(warning.kind).or_default().push(warning);
    }
    let mut out = String::new();
    for (kind, warnings) in kinds {
        out.push_str(&format!("  {:>4} {}", warnings.len(), kind.counted()));
        if kind == Kind::Sanitised {
            let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
            for warning in &warnings {
                *texts.entry(&warning.at.text).or_default() += 1;
            }
            let mut texts: Vec<_> = texts.into_iter().collect();
            texts.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), *text));
            let most: Vec<_> =
                texts.iter().take(4).map(|(text, count)| format!("{text}: {count}")).collect();
            out.push_str(&format!(
                " ({}{})",
                most.join(", "),
                if texts.len() > 4 { ", …" } else { "" }
            ));
        }
        out.push('\n');
    }
    out
}

/// Every warning on its line, grouped by kind: the text of `--report FILE`.
pub fn full(warnings: &[Warning]) -> String {
    let mut out = counts(warnings);
    let mut kind = None;
    for warning in warnings {
        if kind != Some(warning.kind) {
            kind = Some(warning.kind);
            out.push_str(&format!("\n{}\n", warning.kind.counted()));
        }
        out.push_str(&format!("{}\n", warning.at));
    }
    out
}
