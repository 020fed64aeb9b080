//! The whole path: search, an article, a ticket, an answer, an incident, and a kill at the end.

use serde_json::json;
use tests::staff::Staff;
use tests::visitor::Visitor;
use tests::{Api, Browser, Server, until};

#[test]
fn from_a_search_to_an_answered_ticket_and_a_live_banner() {
    let mut server = Server::start();
    let shop = Browser::desktop();
    let desk = Browser::desktop();

    // 1. Search inside the browser, with the passage that matched marked; an article opens inside.
    shop.goto(&server.demo());
    let visitor = Visitor::new(&shop);
    visitor.opens();
    // The texts of the index come by themselves, after its head.
    shop.fetched(".fdp");
    visitor.searches("banner");
    visitor.sees(".fd-hit mark");
    // Whoever opens the panel gets the second part, too, a moment later.
    let unasked = ["/status", "/widget-later", "/words-"];
    let requests = shop.requests();
    assert!(
        requests.iter().all(|r| unasked.iter().any(|words| r.url.contains(words))),
        "a keystroke asked the network: {requests:?}"
    );
    visitor.clicks("[role=option].fd-hit");
    visitor.sees("article.fd-prose h2, article.fd-prose p");

    // 2. The form carries what was searched and read; sending gives a number and the thread.
    visitor.clicks("button.fd-escalate");
    visitor.reads(".fd-context li", "banner");
    let number = visitor.asks("Ada", "My payment failed", "I paid twice and got no confirmation.");
    assert!(number > 1000, "{number}");
    visitor.reads(".fd-message[data-from=requester]", "paid twice");

    // 3. Staff sign in with the printed link, see the context, answer, and mark it solved.
    let staff = Staff::sign_in(&desk, &server);
    staff.opens_ticket(number);
    staff.reads("main", "banner");
    staff.reads(".fd-timeline", "paid twice");
    staff.replies("Thank you, Ada. The second payment is on its way back.", false);
    visitor.reads(".fd-message[data-from=agent]", "on its way back");
    staff.replies("It has arrived. Anything else, just write here.", true);
    visitor.reads(".fd-message[data-from=agent]", "It has arrived");

    // 4. An incident shows on a page left open, on a page loaded afterwards, and in every public form.
    staff.posts_incident(
        "Payments are failing",
        "major",
        "checkout",
        "Card payments are declined. We are looking into it.",
    );
    staff.reads("main", "Payments are failing");
    let passer_by = Browser::phone();
    passer_by.goto(&server.demo());
    Visitor::new(&passer_by).reads(".fd-banner", "Payments are failing");
    visitor.reads(".fd-banner", "Payments are failing");
    let public = Api::bare(&server);
    let summary = public.get("/api/v2/summary.json").json();
    assert_eq!(summary["status"]["indicator"], "major", "{summary}");
    assert_eq!(summary["incidents"][0]["name"], "Payments are failing", "{summary}");
    assert!(public.get("/status").text().contains("Payments are failing"));

    staff
        .updates_incident("resolved", "Payments work again. Orders placed meanwhile went through.");
    visitor.sees_no(".fd-banner");
    until("the summary is calm again", || {
        let summary = public.get("/api/v2/summary.json").json();
        (summary["status"]["indicator"] == "none").then_some(())
    });
    assert!(
        public.get("/status").text().contains("Payments work again"),
        "past incidents stay readable"
    );

    // 5. SIGKILL, and everything that was acknowledged is there.
    desk.console_is_empty();
    desk.goto("about:blank");
    shop.console_is_empty();
    passer_by.console_is_empty();
    passer_by.goto("about:blank");
    server.kill();
    server.restart();
    let api = Api::staff(&server, server.sign_in_token());
    let ticket = api.get(&format!("/v1/sites/frontdesk/staff/tickets/{number}")).json();
    assert_eq!(ticket["row"]["state"], "solved", "{ticket}");
    assert_eq!(ticket["row"]["subject"], "My payment failed");
    let said: Vec<_> = ticket["timeline"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|i| i["what"]["kind"] == "message")
        .collect();
    assert_eq!(said.len(), 3, "{ticket}");
    let status = api.get("/v1/sites/frontdesk/staff/status").json();
    assert_eq!(status["snapshot"]["past"][0]["title"], "Payments are failing", "{status}");
    assert_eq!(status["snapshot"]["banner"], json!(null));
}
