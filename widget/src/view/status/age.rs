//! How fresh the status is. While it cannot be fetched, what was known last stays, with its age.

use crate::reactive::{Place, Scope, Signal, effect, memo, own};
use crate::state::App;
use crate::strings::Word;
use crate::view::el::{El, el};
use crate::{clock, dom, news};

/// How often an age is said anew, and a status that could not be fetched is asked for again, in
/// milliseconds.
const TURN: i32 = 30_000;

/// Asks for the status now, and as long as the view is there whenever it makes sense. The signal turns
/// as time passes.
pub fn keep_up(app: App) -> Signal<()> {
    let turn = Signal::new(());
    let window = dom::window();
    news::look(app);
    dom::listen(&window, "online", move || news::look(app));
    dom::listen(&window, "offline", || news::heard().update(|heard| heard.stale = true));
    let (scope, turned) = (Scope::new(), turn.clone());
    again(app, scope.place(), turned);
    own(scope);
    // Said once, and not with each turn of its age.
    let stale = memo(|| news::heard().with(|heard| heard.stale));
    effect(move || {
        if stale.get() {
            app.say.set(why(app).to_owned());
        }
    });
    effect(move || {
        if app.open.get() && news::heard().peek().stale {
            news::look(app);
        }
    });
    turn
}

fn again(app: App, place: Place, turn: Signal<()>) {
    dom::after(TURN, move || {
        let there = place.within(|| {
            turn.set(());
            if app.open.peek() && dom::visible() && news::heard().peek().stale {
                news::look(app);
            }
        });
        if there.is_some() {
            again(app, place, turn);
        }
    });
}

/// That this is not of now, why, and of when it is.
pub fn line(app: App, turn: &Signal<()>) -> Vec<El> {
    turn.track();
    let heard = news::heard().get();
    if !heard.stale {
        return vec![];
    }
    let ago = match heard.at_ms {
        0 => String::new(),
        at_ms => {
            let ago = clock::ago(app.words.locale(), at_ms);
            [" ", &app.words.fill(Word::KnownAgo, &ago)].concat()
        }
    };
    let note = el("p", "fd-note fd-stale").attr("data-tone", "warn");
    vec![note.text(why(app)).text(&ago)]
}

fn why(app: App) -> &'static str {
    app.word(if dom::offline() { Word::Offline } else { Word::Unreachable })
}
