//! What an agent does in the console: a page object over it.

use crate::{Browser, Server};

/// Somebody of the support team in front of the console.
pub struct Staff<'b> {
    browser: &'b Browser,
    console: String,
}

impl<'b> Staff<'b> {
    /// Signs in with the link that `run` printed.
    pub fn sign_in(browser: &'b Browser, server: &Server) -> Self {
        Self::sign_in_with(browser, server, server.sign_in_link())
    }

    /// Signs in with a link, such as an invitation's.
    pub fn sign_in_with(browser: &'b Browser, server: &Server, link: &str) -> Self {
        browser.goto(link);
        let staff = Self { browser, console: format!("{}/staff/", server.origin()) };
        browser.wait("the queue after signing in", "!!document.querySelector('.fd-queue')");
        staff
    }

    /// Clicks what matches.
    #[track_caller]
    pub fn clicks(&self, selector: &str) {
        self.browser.click(&format!("document.querySelector({selector:?})"));
    }

    /// Types into what matches.
    #[track_caller]
    pub fn types(&self, selector: &str, text: &str) {
        self.browser.type_into(&format!("document.querySelector({selector:?})"), text);
    }

    /// Waits until something that matches contains these words.
    #[track_caller]
    pub fn reads(&self, selector: &str, words: &str) {
        let expression = format!(
            "[...document.querySelectorAll({selector:?})].some(e => e.textContent.includes({words:?}))"
        );
        self.browser.wait(&format!("{selector} says {words:?}"), &expression);
    }

    /// Goes to a screen by its hash route.
    pub fn goes_to(&self, route: &str) {
        self.browser.goto(&format!("{}#/{route}", self.console));
    }

    /// Opens a ticket from the queue.
    #[track_caller]
    pub fn opens_ticket(&self, number: i64) {
        self.goes_to("tickets");
        self.clicks(&format!(".fd-queue-row[data-number='{number}']"));
        self.reads(".fd-timeline", "");
    }

    /// Answers the open ticket.
    #[track_caller]
    pub fn replies(&self, text: &str, solve: bool) {
        self.types("textarea[name=reply]", text);
        self.clicks(if solve { ".fd-send-solve" } else { ".fd-send" });
        self.reads(".fd-timeline", text);
    }

    /// Posts an incident.
    #[track_caller]
    pub fn posts_incident(&self, title: &str, impact: &str, component: &str, text: &str) {
        self.goes_to("status");
        self.types("form.fd-incident [name=title]", title);
        let choose = format!(
            "const all = [...document.querySelectorAll('form.fd-incident [name=impact]')];
             const radio = all.find(e => e.type === 'radio' && e.value === {impact:?});
             if (radio) radio.click();
             else {{ all[0].value = {impact:?}; all[0].dispatchEvent(new Event('change', {{ bubbles: true }})); }}"
        );
        self.browser.js(&choose, &[]);
        self.clicks(&format!("form.fd-incident [name=components][value={component}]"));
        self.types("form.fd-incident [name=text]", text);
        self.clicks("form.fd-incident .fd-post");
    }

    /// Says something new about the first open incident.
    #[track_caller]
    pub fn updates_incident(&self, state: &str, text: &str) {
        self.goes_to("status");
        self.browser.wait("the update form", "!!document.querySelector('form.fd-update')");
        let choose = format!(
            "const all = [...document.querySelector('form.fd-update').querySelectorAll('[name=state]')];
             const radio = all.find(e => e.type === 'radio' && e.value === {state:?});
             if (radio) radio.click();
             else {{ all[0].value = {state:?}; all[0].dispatchEvent(new Event('change', {{ bubbles: true }})); }}"
        );
        self.browser.js(&choose, &[]);
        self.types("form.fd-update [name=text]", text);
        self.clicks("form.fd-update button[type=submit]");
    }
}
