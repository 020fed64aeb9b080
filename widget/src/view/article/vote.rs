//! "Was this helpful?" under an article: yes, or no and what was missing, then a person.

use std::rc::Rc;

use desk::wire::visitor::{NewVote, VoteReason};
use web_sys::Element;

use crate::draft::Draft;
use crate::focus::Page;
use crate::reactive::{Signal, memo};
use crate::state::{App, View};
use crate::storage::voter::voter;
use crate::strings::Word;
use crate::view::el::{El, el, focus};
use crate::view::parts;
use crate::{dom, sender, wire};

/// What is asked about.
pub struct About {
    /// The article's path in the help center.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Which text of it is on screen.
    pub version: String,
}

/// How far the visitor went.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    /// Asked; they may have said it before.
    Asked,
    /// It helped, just now.
    Thanked,
    /// It did not: what was missing?
    Missing,
    /// They told.
    Told,
}

/// What the visitor says. Clones are the same.
#[derive(Clone)]
struct Ballot {
    app: App,
    page: Page,
    about: Rc<About>,
    helpful: Signal<Option<bool>>,
    reason: Signal<Option<VoteReason>>,
    words: Signal<String>,
    step: Signal<Step>,
}

/// The question with its answers.
pub fn vote(app: App, page: Page, about: About) -> El {
    let ballot = Ballot {
        app,
        page,
        helpful: Signal::new(app.journey.peek_with(|journey| journey.vote(&about.slug))),
        about: Rc::new(about),
        reason: Signal::default(),
        words: Signal::default(),
        step: Signal::new(Step::Asked),
    };
    let step = memo({
        let step = ballot.step.clone();
        move || step.get()
    });
    let waits = parts::errand_waits(app, ballot.path(), None);
    let (yes, no) = (ballot.answer(true), ballot.answer(false));
    let question = el("p", "").attr("id", "fd-vote").text(app.word(Word::Helpful));
    let answers = el("div", "fd-answers").attr("role", "group").attr("aria-labelledby", "fd-vote");
    el("div", "fd-vote")
        .with(answers.with(question).with(yes).with(no))
        .with(el("div", "").live(move || ballot.then(step.get())))
        .with(waits)
}

impl Ballot {
    fn answer(&self, helpful: bool) -> El {
        let word = self.app.word(if helpful { Word::Yes } else { Word::No });
        let (now, ballot) = (self.helpful.clone(), self.clone());
        parts::button("fd-button-quiet fd-button-small fd-answer")
            .attr("data-answer", if helpful { "yes" } else { "no" })
            .live_attr("aria-pressed", move || {
                Some(if now.get() == Some(helpful) { "true" } else { "false" }.to_owned())
            })
            .text(word)
            .click(move || ballot.say(helpful))
    }

    /// The vote counts at once: whoever says no and goes on said no.
    fn say(&self, helpful: bool) {
        let (app, slug) = (self.app, &self.about.slug);
        let news = self.helpful.peek() != Some(helpful);
        if helpful && !news {
            return;
        }
        self.helpful.set(Some(helpful));
        self.step.set(if helpful { Step::Thanked } else { Step::Missing });
        app.say
            .set(app.word(if helpful { Word::VoteThanks } else { Word::VoteMissing }).to_owned());
        if news {
            app.journey.update(|journey| journey.voted(slug, helpful));
            self.send();
        }
    }

    fn send(&self) {
        let Self { app, about, .. } = self;
        let vote = wire::write_vote(&NewVote {
            device: voter(&app.config.storage_key()),
            slug: about.slug.clone(),
            locale: app.config.locale.clone(),
            version: about.version.clone(),
            helpful: self.helpful.peek() == Some(true),
            reason: self.reason.peek(),
            text: self.words.peek(),
        });
        sender::errand(*app, &self.path(), None, vote);
    }

    /// Where it is sent, and what it is about: a vote on another text takes no place of this one.
    fn path(&self) -> String {
        let (locale, About { slug, version, .. }) = (&self.app.config.locale, &*self.about);
        ["votes#", locale, "/", slug, "/", version].concat()
    }

    fn then(&self, step: Step) -> Vec<El> {
        let app = self.app;
        match step {
            Step::Asked => vec![],
            Step::Thanked => vec![parts::meta(app.word(Word::VoteThanks))],
            Step::Missing => vec![self.missing()],
            Step::Told => {
                let person = self.clone();
                let sorry = el("p", "").attr("tabindex", "-1").text(app.word(Word::VoteSorry));
                let ask = parts::button("fd-button fd-ask-person");
                vec![
                    sorry.class("fd-told"),
                    ask.text(app.word(Word::FormTitle)).on("click", move |event| {
                        // The form takes the article's place before the click would get there, and
                        // what listens to clicks in the article is gone by then.
                        event.stop_propagation();
                        person.ask();
                    }),
                ]
            }
        }
    }

    fn missing(&self) -> El {
        let (app, told) = (self.app, self.clone());
        let reasons = VoteReason::ALL.map(|reason| self.reason(reason)).into();
        let words = self.words.clone();
        let (typed, too_long) = (self.words.clone(), self.words.clone());
        let too_long = memo(move || too_long.with(|w| w.chars().count() > desk::text::REMARK_MAX));
        let invalid = too_long.clone();
        let label = el("label", "")
            .attr("for", "fd-vote-words")
            .text(app.word(Word::VoteNote))
            .with(parts::optional(app));
        let area = el("textarea", "")
            .attr("id", "fd-vote-words")
            .attr("rows", "2")
            .live_attr("aria-invalid", move || invalid.get().then(|| "true".to_owned()))
            .attr("aria-describedby", "fd-vote-fault")
            .value(move || words.get())
            .input(move |words| typed.set(words));
        let fault = el("p", "fd-error").attr("id", "fd-vote-fault").live_text(move || {
            let max = desk::text::REMARK_MAX;
            let long = too_long.get();
            if long { app.words.fault(desk::text::What::TooLong(max)) } else { String::new() }
        });
        let legend = el("legend", "").text(app.word(Word::VoteMissing));
        let form = el("form", "fd-missing")
            .attr("novalidate", "")
            .with(el("fieldset", "fd-reasons").with(legend).all(reasons))
            .with(el("div", "fd-field").with(label).with(area).with(fault));
        parts::sent(form, self.app.word(Word::Send), move || told.tell())
    }

    fn reason(&self, reason: VoteReason) -> El {
        let (now, chosen) = (self.reason.peek(), self.reason.clone());
        let radio = el("input", "")
            .attr("type", "radio")
            .attr("name", "fd-reason")
            .attr("value", reason.name())
            .on("change", move |_| chosen.set(Some(reason)));
        let radio = if now == Some(reason) { radio.attr("checked", "") } else { radio };
        el("label", "fd-reason").with(radio).text(self.app.word(word(reason)))
    }

    fn tell(&self) {
        let (app, page) = (self.app, self.page);
        if self.words.peek_with(|words| words.chars().count() > desk::text::REMARK_MAX) {
            if let Some(area) = page.find::<Element>("#fd-vote-words") {
                focus(&area);
            }
            return;
        }
        // Without a word more it is the same vote, which was sent.
        if self.reason.peek().is_some() || !self.words.peek().trim().is_empty() {
            self.send();
        }
        self.step.set(Step::Told);
        app.say.set(app.word(Word::VoteSorry).to_owned());
        // The button that had the focus is gone.
        dom::drawn(move || {
            if let Some(told) = page.find::<Element>(".fd-told") {
                focus(&told);
            }
        });
    }

    /// The form, with the article and what was said of it; what stands in it already stays.
    fn ask(&self) {
        let app = self.app;
        let reason = self.reason.peek().map(|reason| app.word(word(reason)).to_owned());
        let said: Vec<_> = reason.into_iter().chain([self.words.peek()]).collect();
        let mut words = Draft::default();
        words.set("subject", self.about.title.clone());
        words.set("body", said.join("\n").trim().to_owned());
        app.draft.update(|draft| draft.prefill(words));
        app.go(View::Form, self.page.scrolled());
    }
}

fn word(reason: VoteReason) -> Word {
    match reason {
        VoteReason::NotSolved => Word::ReasonNotSolved,
        VoteReason::Unclear => Word::ReasonUnclear,
        VoteReason::Outdated => Word::ReasonOutdated,
        VoteReason::OffTopic => Word::ReasonOffTopic,
    }
}
