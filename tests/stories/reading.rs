//! Reading an article: find the place in a long one, copy code and links, tick off steps, see what an
//! image shows, go on to the next article and back.

use serde_json::json;
use tests::visitor::Visitor;
use tests::{Browser, shared};

/// What the widget says to screen readers.
const SAID: &str = ".fd-sr[role=status]";

/// Opens an article of the help center on a page with the tag.
fn reads(browser: &Browser, slug: &str) {
    browser.goto(&shared().demo());
    browser.wait("the loader", "!!window.Frontdesk");
    browser.js("Frontdesk('article', arguments[0])", &[json!(slug)]);
    Visitor::new(browser).sees("article.fd-prose .fd-next");
}

/// What was copied last, noted by a clipboard of the story's own.
fn notes_copies(browser: &Browser) {
    browser.js(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
            writeText: text => { window.copied = text; return Promise.resolve() } } })",
        &[],
    );
}

#[test]
fn the_contents_lead_to_a_heading_and_its_address_is_copied() {
    let browser = Browser::desktop();
    reads(&browser, "owners/site-toml");
    notes_copies(&browser);
    let visitor = Visitor::new(&browser);
    visitor.clicks(".fd-contents summary");
    visitor.clicks(".fd-contents li:last-child > a");
    let heading = format!("{}.getRootNode().activeElement", visitor.at(".fd-contents"));
    let id = browser
        .wait("the heading has the focus", &format!("{heading}.matches('h2, h3') && {heading}.id"));
    let id = id.as_str().unwrap_or_default();
    browser.wait("the panel is scrolled", &format!("{}.scrollTop > 100", visitor.at(".fd-body")));
    visitor.clicks(&format!("[id='{id}'] > .fd-anchor"));
    visitor.reads(SAID, "Copied");
    let copied = browser.wait("the copy", "window.copied");
    let end = format!("/help/en/owners/site-toml/#{id}");
    assert!(copied.as_str().is_some_and(|copied| copied.ends_with(&end)), "{copied}");
    visitor.clicks(".fd-copy-link");
    browser.wait("the copy", "window.copied.endsWith('/help/en/owners/site-toml/')");
    browser.console_is_empty();
}

#[test]
fn code_is_copied() {
    let browser = Browser::desktop();
    reads(&browser, "owners/paste-the-tag");
    notes_copies(&browser);
    let visitor = Visitor::new(&browser);
    let code = format!("{}.textContent", visitor.at("pre > code"));
    let code = browser.wait("the code", &code);
    visitor.clicks("pre > .fd-copy");
    visitor.reads(SAID, "Copied");
    assert_eq!(browser.wait("the copy", "window.copied"), code);
    visitor.sees(".fd-copy[data-copied=Copied]");
    visitor.sees_no(".fd-copy[data-copied]");
    // Without the clipboard the old way does it.
    browser.js(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
         document.addEventListener('copy', e => { window.copies = (window.copies || 0) + 1 })",
        &[],
    );
    visitor.clicks("pre > .fd-copy");
    browser.wait("a copy by hand", "window.copies === 1");
    visitor.sees_no("article textarea");
    browser.console_is_empty();
}

#[test]
fn steps_stay_ticked_off_for_as_long_as_the_page() {
    let browser = Browser::phone();
    reads(&browser, "visitors/track-a-ticket");
    let visitor = Visitor::new(&browser);
    visitor.clicks("ol > li:nth-child(2) > .fd-step");
    visitor.sees("ol > li:nth-child(2) > .fd-step:checked");
    let title = visitor.text(".fd-article-title");
    visitor.clicks(".fd-next a");
    browser.wait(
        "the next article",
        &format!("{}?.textContent !== {title:?}", visitor.at(".fd-article-title")),
    );
    visitor.sees("article .fd-next");
    visitor.sees_no("ol > li:nth-child(2) > .fd-step:checked");
    visitor.clicks(".fd-back");
    visitor.reads(".fd-article-title", &title);
    visitor.sees("ol > li:nth-child(2) > .fd-step:checked");
    let stored = browser.js("return localStorage.length + sessionStorage.length", &[]);
    assert_eq!(stored, 0, "nothing is stored");
    browser.console_is_empty();
}

/// An image in the article, as the builder writes it: 1200 by 600 pixels.
fn with_an_image(browser: &Browser) {
    browser.js(
        "const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 600 });
         const brush = canvas.getContext('2d');
         brush.fillStyle = '#e9eef5'; brush.fillRect(0, 0, 1200, 600);
         brush.fillStyle = '#35507a'; brush.fillRect(80, 80, 520, 90);
         brush.font = '44px sans-serif'; brush.fillText('Orders, payouts, shipping', 80, 300);
         const at = document.querySelector('[data-frontdesk-host]').shadowRoot
            .querySelector('article .fd-after');
         at.insertAdjacentHTML('beforebegin', '<p><a class=\"fd-zoom\" href=\"' + canvas.toDataURL()
            + '\"><img alt=\"The list of orders\" width=1200 height=600 loading=lazy src=\"'
            + canvas.toDataURL() + '\"></a></p>')",
        &[],
    );
}

#[test]
fn an_image_is_seen_large_and_closed_by_key_or_click() {
    let browser = Browser::desktop();
    reads(&browser, "visitors/track-a-ticket");
    with_an_image(&browser);
    let visitor = Visitor::new(&browser);
    let active = format!("{}.getRootNode().activeElement", visitor.at("article"));
    let by_key = format!("{}.focus()", visitor.at(".fd-zoom"));
    for way in ["\u{E00C}", "\u{E007}", "click"] {
        browser.js(&by_key, &[]);
        browser.keys("\u{E007}");
        visitor
            .sees("dialog[open][aria-label='The list of orders'] > img[alt='The list of orders']");
        browser.wait(
            "the image is as wide as the window",
            &format!("{}.clientWidth > 1000", visitor.at("dialog > img")),
        );
        match way {
            "click" => visitor.clicks("dialog > img"),
            key => browser.keys(key),
        }
        visitor.sees_no("dialog[open]");
        // The panel is still open, and reading goes on where it was.
        visitor.sees("article .fd-next");
        browser.wait("the focus is back", &format!("{active}.matches('.fd-zoom')"));
    }
    // Closed from outside, nothing keeps the page from being used.
    browser.keys("\u{E007}");
    visitor.sees("dialog[open]");
    browser.js("Frontdesk('close')", &[]);
    visitor.clicks("button.fd-launcher");
    visitor.sees("article .fd-next");
    visitor.sees_no("dialog[open]");
    browser.console_is_empty();
}

/// A video in the article, as the builder writes it; its player is a file that is no video.
fn with_a_video(browser: &Browser) {
    browser.js(
        "const at = document.querySelector('[data-frontdesk-host]').shadowRoot
            .querySelector('article .fd-after');
         at.insertAdjacentHTML('beforebegin', '<figure><a class=\"fd-play\" \
            href=\"https://vimeo.com/76979871\" data-player=\"data:video/mp4;,none.mp4\" \
            rel=\"noopener\">How a ticket travels <small>vimeo.com</small></a></figure>')",
        &[],
    );
}

#[test]
fn a_video_is_loaded_by_a_click_and_by_nothing_else() {
    let browser = Browser::desktop();
    reads(&browser, "visitors/track-a-ticket");
    with_a_video(&browser);
    let visitor = Visitor::new(&browser);
    visitor.sees_no(".fd-frame");
    visitor.clicks(".fd-play");
    visitor.sees("figure > video.fd-frame[src^='data:video'] + a[target=_blank]");
    // Left and come back to: nothing is loaded until the next click.
    let title = visitor.text(".fd-article-title");
    visitor.clicks(".fd-next a");
    visitor.sees_no(".fd-frame");
    visitor.clicks(".fd-back");
    visitor.reads(".fd-article-title", &title);
    visitor.sees(".fd-play");
    visitor.sees_no(".fd-frame");
    browser.console_is_empty();
}

#[test]
fn the_reader_as_people_see_it() {
    tests::needs!(Pictures);
    for (device, browser) in [("phone", Browser::phone()), ("desktop", Browser::desktop())] {
        for scheme in ["light", "dark"] {
            browser.color_scheme(scheme);
            reads(&browser, "owners/paste-the-tag");
            let visitor = Visitor::new(&browser);
            let shot =
                |name: &str| browser.screenshot(&format!("reading-{name}-{device}-{scheme}"));
            let shows = |selector: &str| {
                browser.js(&format!("{}.scrollIntoView()", visitor.at(selector)), &[]);
            };
            shot("long");
            visitor.clicks(".fd-contents summary");
            shot("contents");
            shows("pre");
            shot("code");
            visitor.clicks("pre > .fd-copy");
            visitor.sees(".fd-copy[data-copied]");
            shot("copied");
            shows(".fd-next");
            shot("next");
            reads(&browser, "visitors/track-a-ticket");
            shows("ol");
            visitor.clicks("ol > li:first-child > .fd-step");
            shot("steps");
            with_an_image(&browser);
            with_a_video(&browser);
            shows(".fd-zoom");
            shot("image");
            visitor.clicks(".fd-zoom");
            visitor.sees("dialog[open]");
            shot("zoomed");
            browser.goto(&format!("{}/help/en/visitors/track-a-ticket/", shared().origin()));
            shot("page");
            browser.js("document.querySelector('ol .fd-step').scrollIntoView()", &[]);
            browser.click("document.querySelector('ol .fd-step')");
            shot("page-steps");
        }
        browser.console_is_empty();
    }
}
