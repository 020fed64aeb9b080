//! What is wrong with a site: faults stop the build, warnings are listed beside its result.
//!
//! Everything is collected first and told at once, sorted: an author repairs a whole tree in one go.

use std::fmt;

/// One thing wrong at one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// File, relative to the site's folder.
    pub file: String,
    /// Line in that file, from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub text: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}

/// What a warning is about: the groups of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The image's file is not part of the set.
    MissingImage,
    /// The image lies on another server, which pages of ours never ask for anything.
    ExternalImage,
    /// A link that looks internal and leads nowhere.
    UnresolvedLink,
    /// A tag or an attribute of raw HTML that is not on the allow-list.
    Sanitised,
    /// An article marked as a draft.
    Draft,
    /// An article that is larger than a reader wants to load.
    Large,
}

impl Kind {
    /// How the summary counts it.
    pub fn counted(self) -> &'static str {
        match self {
            Kind::MissingImage => "missing images",
            Kind::ExternalImage => "images on other servers left out",
            Kind::UnresolvedLink => "unresolved links",
            Kind::Sanitised => "sanitised tags and attributes",
            Kind::Draft => "drafts skipped",
            Kind::Large => "articles above 1 MB",
        }
    }
}

/// Something that an import profile lets pass.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// Its group.
    pub kind: Kind,
    /// Where and what.
    pub at: Fault,
}

/// What to do about something broken: strict for one's own articles, lenient for imported ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Stop the build.
    Fault,
    /// Build, and list it.
    Warn,
}

/// All that was found so far.
#[derive(Debug, Default)]
pub struct Log {
    faults: Vec<Fault>,
    warnings: Vec<Warning>,
}

impl Log {
    /// Notes a fault.
    pub fn fault(&mut self, file: &str, line: usize, text: impl Into<String>) {
        self.faults.push(Fault { file: file.into(), line, text: text.into() });
    }

    /// Notes a warning.
    pub fn warn(&mut self, kind: Kind, file: &str, line: usize, text: impl Into<String>) {
        let at = Fault { file: file.into(), line, text: text.into() };
        self.warnings.push(Warning { kind, at });
    }

    /// Notes a fault or a warning, as the site's rules want it.
    pub fn note(&mut self, severity: Severity, kind: Kind, file: &str, line: usize, text: String) {
        match severity {
            Severity::Fault => self.fault(file, line, text),
            Severity::Warn => self.warn(kind, file, line, text),
        }
    }

    /// The faults, sorted by place; the same fault at the same place is told once.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = self.faults.clone();
        faults.sort();
        faults.dedup();
        faults
    }

    /// The warnings, sorted by kind and place. Two missing images on one line are two warnings.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = self.warnings.clone();
        warnings.sort();
        warnings
    }
}
