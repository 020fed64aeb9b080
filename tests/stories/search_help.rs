//! Search that understands: a slip of the finger, half a word, a question with a short answer, and a
//! question that the help center has no answer to.

use tests::visitor::Visitor;
use tests::{Browser, shared};

/// What the widget says to screen readers.
const SAID: &str = ".fd-sr[role=status]";

#[test]
fn a_mistyped_search_finds_the_article_and_says_what_was_looked_for() {
    let browser = Browser::desktop();
    browser.goto(&shared().demo());
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.searches("folow my tiket");
    visitor.reads(".fd-corrected", "Showing results for “follow my ticket”");
    visitor.reads("#fd-hit-0 .fd-hit-above", "For visitors");
    visitor.reads("#fd-hit-0 .fd-hit-title mark", "Follow");
    // Said once typing rests, and before the number of results.
    visitor.reads(SAID, "“follow my ticket”. ");
    visitor.asks_for("follow my ticket");
    visitor.sees(".fd-corrected[hidden]");
    browser.console_is_empty();
}

#[test]
fn a_question_is_answered_by_a_sentence() {
    let browser = Browser::desktop();
    browser.goto(&shared().demo());
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.searches("hide the banner");
    visitor.reads("[data-kind=answer] .fd-hit-title", "Hide the banner");
    visitor.reads("[data-kind=answer] .fd-hit-text", "Select the cross at the end of the banner.");
    let twice = "document.querySelector('[data-frontdesk-host]').shadowRoot
        .querySelectorAll('.fd-hits').length
        && [...document.querySelector('[data-frontdesk-host]').shadowRoot.querySelectorAll('.fd-hit-text')]
            .filter(e => e.textContent.includes('Select the cross at the end')).length";
    assert_eq!(browser.wait("the answer", twice), 1, "said once");
    // It is the first line of the list: Enter opens it.
    visitor.types("input.fd-search", "\u{E007}");
    visitor.reads("article .fd-article-title", "Hide the banner");
    browser.console_is_empty();
}

#[test]
fn what_may_be_typed_on_stands_side_by_side_after_the_form_was_open_too() {
    let browser = Browser::phone();
    browser.goto(&shared().demo());
    let visitor = Visitor::new(&browser);
    visitor.opens();
    // The form comes with the styles of the second part.
    visitor.clicks("button.fd-escalate");
    visitor.sees("form.fd-form");
    visitor.clicks("button.fd-back");
    visitor.searches("ti");
    visitor.reads(".fd-chip", "ticket");
    let chips = format!("[...{}.children]", visitor.at(".fd-chips"));
    let tops = format!("return {chips}.map((chip) => chip.getBoundingClientRect().top)");
    let tops = browser.js(&tops, &[]);
    assert!(tops[1].is_number() && tops[0] == tops[1], "one below the other: {tops}");
    browser.console_is_empty();
}

#[test]
fn half_a_word_is_completed_and_the_cursor_stays() {
    let browser = Browser::phone();
    browser.goto(&shared().demo());
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.searches("ti");
    visitor.reads(".fd-chip", "ticket");
    visitor.clicks(".fd-chip");
    let typed = format!("{}.value", visitor.at("input.fd-search"));
    assert_eq!(browser.wait("the query", &typed), "ticket");
    // Enough was found: nothing more to suggest. What is typed now goes on where it was.
    visitor.sees(".fd-chips[hidden]");
    browser.keys(" number");
    assert_eq!(
        browser.wait("the query", &format!("{typed} != 'ticket' && {typed}")),
        "ticket number"
    );

    // By keyboard: Tab leads to the first chip, and pressing it leads back.
    visitor.asks_for("ti");
    visitor.reads(".fd-chip", "ticket");
    browser.keys("\u{E004}");
    browser.wait(
        "a chip has the focus",
        "document.querySelector('[data-frontdesk-host]').shadowRoot.activeElement.matches('.fd-chip')",
    );
    browser.keys("\u{E007}");
    browser.wait(
        "the search box has the focus",
        "document.querySelector('[data-frontdesk-host]').shadowRoot.activeElement.matches('.fd-search')",
    );
    assert_eq!(browser.wait("the query", &typed), "ticket");
    browser.console_is_empty();
}

#[test]
fn without_a_good_answer_a_person_comes_first() {
    let browser = Browser::desktop();
    browser.goto(&shared().demo());
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.searches("purple elephant xylophone trombone invoice");
    visitor.reads(".fd-unsure", "We did not find a good answer");
    visitor.reads(".fd-perhaps", "Perhaps one of these");
    visitor.reads(SAID, "We did not find a good answer. ");
    visitor.clicks(".fd-unsure .fd-ask");
    let subject = format!("{}?.value", visitor.at("form.fd-form [name=subject]"));
    let subject = browser.wait("the subject", &subject);
    assert_eq!(subject, "purple elephant xylophone trombone invoice");
    browser.console_is_empty();
}

#[test]
fn a_mark_that_is_no_longer_needed_takes_no_room() {
    let browser = Browser::phone();
    browser.goto(&shared().demo());
    let visitor = Visitor::new(&browser);
    visitor.opens();
    for typed in ["how do i track a ticket that i sent", "status"] {
        visitor.asks_for(typed);
        visitor.sees("[role=option].fd-hit");
    }
    let list = visitor.at("ul.fd-hits");
    let empty = format!("[...{list}.querySelectorAll('mark')].filter((mark) => !mark.textContent)");
    browser.wait("marks are left over", &format!("{empty}.length > 0"));
    let wide = browser.js(
        &format!("return {empty}.filter((mark) => mark.getBoundingClientRect().width).length"),
        &[],
    );
    assert_eq!(wide, 0);
    browser.console_is_empty();
}
