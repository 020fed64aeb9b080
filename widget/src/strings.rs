//! Every word that the widget says, from one table per language in `locales/`.
//!
//! A visitor downloads one of them, in two parts like the program: the build puts what search and Home
//! say into a copy of the glue and the rest into a file that comes with the second part, both as bare
//! texts, a line each. A line's place in its file is its place here; a test holds the files to that, so
//! that looking up a word is an index into a list.

use std::cell::OnceCell;

use desk::text::What;

macro_rules! words {
    (first { $($first:ident => $first_key:literal,)* } later { $($later:ident => $later_key:literal,)* }) => {
        /// One of the widget's words or sentences.
        #[allow(missing_docs)] // Each is what `locales/en.toml` says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word { $($first,)* $($later),* }

        /// The keys of what comes with the glue, in the order of the tables.
        pub const FIRST: &[&str] = &[$($first_key),*];
        #[cfg(test)]
        const FIRST_NAMES: &[&str] = &[$(stringify!($first)),*];
        /// The keys of what comes with the second part, which follow those.
        pub const SECOND: &[&str] = &[$($later_key),*];
    };
}

words! {
    first {
        Help => "help",
        Close => "close",
        Back => "back",
        Greeting => "greeting",
    GreetingName => "greeting_name",
        SearchLabel => "search_label",
        SearchPlaceholder => "search_placeholder",
        Starters => "starters",
    Recent => "recent",
        GoOn => "go_on",
        NewReply => "new_reply",
        AllOperational => "all_operational",
        AllDegraded => "all_degraded",
        AllPartialOutage => "all_partial_outage",
        AllMajorOutage => "all_major_outage",
        ResultOne => "result_one",
        ResultOther => "result_other",
        NoResults => "no_results",
        NoResultsHint => "no_results_hint",
        AskAbout => "ask_about",
        ShowingFor => "showing_for",
        Suggestions => "suggestions",
        NoAnswer => "no_answer",
        Perhaps => "perhaps",
        SearchOff => "search_off",
        HappeningNow => "happening_now",
        Loading => "loading",
        LaterFailed => "later_failed",
        Retry => "retry",
        OpenHelp => "open_help",
        Escalate => "escalate",
    }
    later {
        Operational => "operational",
        Degraded => "degraded",
        PartialOutage => "partial_outage",
        MajorOutage => "major_outage",
        ArticleFailed => "article_failed",
        OpenPage => "open_page",
        CopyLink => "copy_link",
        Copied => "copied",
        NewTab => "new_tab",
        FormTitle => "form_title",
        FormIntro => "form_intro",
        Name => "name",
        Optional => "optional",
        Email => "email",
        EmailWhy => "email_why",
        Subject => "subject",
        Body => "body",
        Topic => "topic",
        TopicNone => "topic_none",
        ContextTitle => "context_title",
        ContextHint => "context_hint",
        ContextNone => "context_none",
        ContextPage => "context_page",
        ContextSearch => "context_search",
        ContextArticle => "context_article",
        Remove => "remove",
        Honeypot => "honeypot",
        Send => "send",
        FaultMissing => "fault_missing",
        FaultLong => "fault_long",
        FaultEmail => "fault_email",
        FaultOther => "fault_other",
        Faults => "faults",
        NotAccepted => "not_accepted",
        Request => "request",
        Sending => "sending",
        Kept => "kept",
        Sent => "sent",
        Expected => "expected",
        ExpectedUnknown => "expected_unknown",
        SolvedHint => "solved_hint",
        You => "you",
        Team => "team",
        Reply => "reply",
        ReplySend => "reply_send",
        ReplyFrom => "reply_from",
        ThreadStale => "thread_stale",
        ThreadGone => "thread_gone",
        Status => "status",
        StatusUnknown => "status_unknown",
        Incidents => "incidents",
        NoIncidents => "no_incidents",
        Investigating => "investigating",
        Identified => "identified",
        Monitoring => "monitoring",
        Resolved => "resolved",
        StatusPage => "status_page",
        Helpful => "helpful",
        Yes => "yes",
        No => "no",
        VoteThanks => "vote_thanks",
        VoteMissing => "vote_missing",
        ReasonNotSolved => "reason_not_solved",
        ReasonUnclear => "reason_unclear",
        ReasonOutdated => "reason_outdated",
        ReasonOffTopic => "reason_off_topic",
        VoteNote => "vote_note",
        VoteSorry => "vote_sorry",
        Helped => "helped",
        HelpedNot => "helped_not",
        SolvedAsk => "solved_ask",
        SolvedYes => "solved_yes",
        NotYet => "not_yet",
        SolvedThanks => "solved_thanks",
        RateAsk => "rate_ask",
        Rate1 => "rate_1",
        Rate2 => "rate_2",
        Rate3 => "rate_3",
        Rate4 => "rate_4",
        Rate5 => "rate_5",
        RateOpen => "rate_open",
        RateThanks => "rate_thanks",
        ClosedHint => "closed_hint",
        ClosedNew => "closed_new",
        FollowUp => "follow_up",
        FaultChoose => "fault_choose",
        FaultTick => "fault_tick",
        FaultDate => "fault_date",
        Choose => "choose",
        ConsentMore => "consent_more",
        KnownTitle => "known_title",
        KnownHint => "known_hint",
        FollowIt => "follow_it",
        SendAnyway => "send_anyway",
        PutBack => "put_back",
        Removed => "removed",
        Edit => "edit",
        Delete => "delete",
        DeleteSure => "delete_sure",
        DeleteAsked => "delete_asked",
        KeepIt => "keep_it",
        Deleted => "deleted",
        Undo => "undo",
        NotKept => "not_kept",
        TooOld => "too_old",
        Held => "held",
        AddedAfter => "added_after",
        ClosedReply => "closed_reply",
        ContextFact => "context_fact",
        ContextEvent => "context_event",
        KeptNowhere => "kept_nowhere",
        Maintenance => "maintenance",
        InProgress => "in_progress",
        UnderMaintenance => "under_maintenance",
        FollowStop => "follow_stop",
        FollowOn => "follow_on",
        AffectsMe => "affects_me",
        AffectsSaid => "affects_said",
        NewsUpdate => "news_update",
        NewsOver => "news_over",
        NewsEnded => "news_ended",
        Offline => "offline",
        Unreachable => "unreachable",
        KnownAgo => "known_ago",
        Attach => "attach",
        AttachHint => "attach_hint",
        Attached => "attached",
        FileAdded => "file_added",
        FileLarge => "file_large",
        FileKind => "file_kind",
        FileEmpty => "file_empty",
        FilesMany => "files_many",
        FileUnreadable => "file_unreadable",
        FilesAgain => "files_again",
        FileSending => "file_sending",
        FileKept => "file_kept",
        FileFailed => "file_failed",
        FileGet => "file_get",
        FileMissing => "file_missing",
        OwnTickets => "own_tickets",
        KeptTitle => "kept_title",
        StateNew => "state_new",
        StateOpen => "state_open",
        StatePending => "state_pending",
        StateSolved => "state_solved",
        ThreadFleeting => "thread_fleeting",
        ThreadPage => "thread_page",
    }
}

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Strings {
    locale: &'static str,
    // Leaked on purpose: one small list per page view, and every view can hold it without counting.
    first: &'static [&'static str],
}

thread_local! {
    /// The words of the second part. A program speaks one language.
    static LATER: OnceCell<Vec<&'static str>> = const { OnceCell::new() };
}

/// The words of the second part came, a line each.
pub fn complete(table: String) {
    LATER.with(|later| {
        let _ = later.set(table.leak().split('\n').collect());
    });
}

impl Strings {
    /// The table that came with the glue: its language, then the words, a line each.
    pub fn read(table: String) -> Self {
        let mut lines = table.leak().split('\n');
        let locale = lines.next().unwrap_or_default();
        Self { locale, first: Vec::leak(lines.collect()) }
    }

    /// The language of the words, for `Intl`.
    pub fn locale(self) -> &'static str {
        self.locale
    }

    /// The word itself.
    pub fn get(self, word: Word) -> &'static str {
        let at = word as usize;
        match at.checked_sub(self.first.len()) {
            None => self.first[at],
            Some(at) => LATER
                .with(|later| later.get().and_then(|later| later.get(at).copied()))
                .unwrap_or_default(),
        }
    }

    /// The word with its one gap, such as `{n}`, filled.
    pub fn fill(self, word: Word, value: &str) -> String {
        let text = self.get(word);
        match text.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?.1))) {
            Some((before, after)) => [before, value, after].concat(),
            None => text.to_owned(),
        }
    }

    /// How many results there are, in words.
    pub fn results(self, count: usize) -> String {
        if count == 1 {
            self.get(Word::ResultOne).to_owned()
        } else {
            self.fill(Word::ResultOther, &count.to_string())
        }
    }

    /// What is wrong with a field and what to do, in the visitor's language.
    pub fn fault(self, what: What) -> String {
        match what {
            What::Missing => self.get(Word::FaultMissing).to_owned(),
            What::TooLong(max) => self.fill(Word::FaultLong, &max.to_string()),
            What::NotChosen => self.get(Word::FaultChoose).to_owned(),
            What::NotTicked => self.get(Word::FaultTick).to_owned(),
            What::NotADate => self.get(Word::FaultDate).to_owned(),
            What::NotAnEmail => self.get(Word::FaultEmail).to_owned(),
            _ => self.get(Word::FaultOther).to_owned(),
        }
    }
}

/// `key = "text"`, line by line. Plain enough to need no parser; there are no escapes.
#[cfg(test)]
fn lines(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (key, text) = line.split_once(" = \"")?;
        Some((key, text.strip_suffix('"')?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(text: &str) -> Option<&str> {
        text.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map(|(name, _)| name)
    }

    /// The tables, English first.
    fn tables() -> Vec<(String, String)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/locales");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let table = |path: std::path::PathBuf| {
            let locale = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (locale, std::fs::read_to_string(path).unwrap())
        };
        let mut tables: Vec<_> = files.map(table).collect();
        tables.sort_by_key(|(locale, _)| (locale != "en", locale.clone()));
        tables
    }

    /// As the build makes it for the glue.
    fn of(locale: &str) -> Strings {
        let table = tables().into_iter().find(|(name, _)| name == locale).unwrap().1;
        let words: Vec<_> = lines(&table).map(|(_, text)| text).collect();
        let (first, later) = words.split_at(FIRST.len());
        let strings = Strings::read([locale, "\n", &first.join("\n")].concat());
        // One language for a thread, as one for a program: the tests have threads of their own.
        if strings.get(Word::Request).is_empty() {
            complete(later.join("\n"));
        }
        strings
    }

    #[test]
    fn every_table_has_every_word_in_order_with_the_same_gaps() {
        let tables = tables();
        let english: Vec<_> = lines(&tables[0].1).collect();
        for (locale, table) in &tables {
            let keys: Vec<_> = lines(table).map(|(key, _)| key).collect();
            assert_eq!(keys, [FIRST, SECOND].concat(), "{locale}");
            // Where the build cuts it.
            let first = table.split_once("\n# From here on").expect("a mark").0;
            assert_eq!(lines(first).count(), FIRST.len(), "{locale}");
            for ((key, text), (_, model)) in lines(table).zip(&english) {
                assert!(!text.trim().is_empty(), "{locale}: {key} is empty");
                assert_eq!(gap(text), gap(model), "{locale}: {key}");
                assert!(!text.contains('\\'), "{locale}: {key}: there are no escapes");
            }
        }
    }

    /// A word of the second part would be empty in a view of the first.
    #[test]
    fn views_of_the_first_part_have_their_words() {
        let views = ["home", "panel", "hints", "search"].map(|name| format!("view/{name}.rs"));
        for file in views.into_iter().chain(["focus.rs".into(), "later.rs".into()]) {
            let source = [env!("CARGO_MANIFEST_DIR"), "/src/", &file].concat();
            let source = std::fs::read_to_string(source).unwrap();
            for rest in source.split("Word::").skip(1) {
                let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap();
                assert!(FIRST_NAMES.contains(&name), "{file}: {name} comes with the second part");
            }
        }
    }

    #[test]
    fn gaps_are_filled() {
        let words = of("en");
        assert_eq!(words.results(1), "1 result");
        assert_eq!(words.results(0), "0 results");
        assert_eq!(words.fill(Word::Request, "1001"), "Request #1001");
        assert_eq!(words.fill(Word::Close, "x"), "Close");
        assert_eq!(words.fault(What::TooLong(80)), "Please shorten this to 80 characters.");
    }

    #[test]
    fn a_glue_without_words_gives_empty_ones() {
        let words = Strings::read(String::new());
        assert_eq!((words.locale(), words.get(Word::Help)), ("", ""));
        assert_eq!(words.fill(Word::Request, "1"), "");
    }
}
