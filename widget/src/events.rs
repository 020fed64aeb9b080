//! What the page is told, for `Frontdesk("on", …)` and the events of `document`. `frontdesk.d.ts` has
//! the list. Numbers and slugs only: what a visitor types is not told to anyone.

use wasm_bindgen::prelude::*;

use crate::focus::Page;
use crate::reactive::effect;
use crate::state::{App, View};

/// Tells from now on. To be called within the scope of the widget.
pub fn tell(app: App, page: Page) {
    let mut was = false;
    effect(move || {
        let open = app.open.get();
        if std::mem::replace(&mut was, open) != open {
            page.tell(if open { "open" } else { "close" }, "", &JsValue::UNDEFINED);
        }
    });
    effect(move || {
        let View::Article { id, .. } = app.view.get() else { return };
        let slug = app.library.peek_with(|library| Some(library.index()?.article(id)?.slug.into()));
        if let Some(slug) = slug {
            page.tell("article", "slug", &slug);
        }
    });
}

/// Tells of tickets from now on. They change only by what the second part does. To be called within the
/// scope of the widget.
pub fn tell_tickets(app: App, page: Page) {
    let mut before: Option<Vec<(i64, bool)>> = None;
    let mut whose = String::new();
    effect(move || {
        let now: Vec<_> =
            app.device.with(|device| device.tickets.iter().map(|t| (t.number, t.unread)).collect());
        // Tickets of somebody else are no news.
        if *app.part.borrow() != whose {
            whose.clone_from(&app.part.borrow());
            before = None;
        }
        let tell = |event, number: i64| page.tell(event, "number", &JsValue::from(number as f64));
        for (number, unread) in before.iter().flat_map(|before| news(before, &now)) {
            tell(if unread { "reply" } else { "ticket" }, number);
        }
        before = Some(now);
    });
}

/// New tickets, and those with a reply that was not there before (`true`).
fn news<'a>(
    before: &'a [(i64, bool)],
    now: &'a [(i64, bool)],
) -> impl Iterator<Item = (i64, bool)> + 'a {
    now.iter().copied().filter(|(number, unread)| {
        match before.iter().find(|(known, _)| known == number) {
            None => true,
            Some((_, known)) => *unread && !known,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_news_is_told() {
        let check = |before: &[_], now: &[_], told: &[_]| {
            assert_eq!(news(before, now).collect::<Vec<_>>(), told);
        };
        check(&[(1, false)], &[(2, false), (1, false)], &[(2, false)]);
        check(&[(1, false)], &[(1, true)], &[(1, true)]);
        check(&[(1, true)], &[(1, true)], &[]);
        check(&[(1, true)], &[(1, false)], &[]);
    }
}
