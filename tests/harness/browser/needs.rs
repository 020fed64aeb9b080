//! What not every browser can be told to do: a story, or a line of one, names what it needs and is
//! skipped elsewhere, never in silence.

use std::io::Write;

use super::Kind;

/// Something that a browser can do for a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Any command of the DevTools protocol: scripts before the page's own, throttling, emulation.
    DevTools,
    /// The browser's own log of requests, with their bytes.
    NetworkLog,
    /// The network can be cut off.
    Offline,
    /// The system's colour scheme can be set.
    ColorScheme,
    /// What a page says while it is loading is in the console that is read.
    EarlyConsole,
    /// Scripts of pages can be turned off.
    NoScript,
    /// A window can be opened whose settings refuse storage.
    NoStorage,
    /// One tab's network can be cut off, and not that of the others.
    TabOffline,
    /// The windows, scales and fonts that pictures to be looked at are made with.
    Pictures,
    /// Dates and lists to choose from take keys as Chromium's do.
    FieldKeys,
    /// The driver's own scripts bear what a page changed of arrays and of JSON.
    OwnScripts,
    /// The driver types and clicks in a frame that stands in a shadow root.
    ShadowFrames,
}

impl Kind {
    /// Whether the stories can have this of it.
    pub fn can(self, need: Need) -> bool {
        match (self, need) {
            (Self::Chromium, _)
            | (
                Self::Firefox,
                Need::Offline
                | Need::NoStorage
                | Need::ColorScheme
                | Need::EarlyConsole
                | Need::OwnScripts
                | Need::ShadowFrames,
            ) => true,
            (Self::Firefox | Self::WebKit, _) => false,
        }
    }
}

/// Whether the chosen browser can do this; says so when it cannot. Written past what the test program
/// holds back of stories that pass.
pub fn can(what: &str, need: Need) -> bool {
    let kind = Kind::chosen();
    let able = kind.can(need);
    if !able {
        let _ = writeln!(std::io::stderr(), "skipped in {kind:?}: {what} needs {need:?}");
    }
    able
}

/// Ends the story here in a browser that cannot do one of these.
#[macro_export]
macro_rules! needs {
    ($($need:ident),+) => {
        if ![$($crate::Need::$need),+].into_iter().all(|need| $crate::can(
            std::thread::current().name().unwrap_or(module_path!()), need))
        {
            return;
        }
    };
}
