//! What people see where there is nothing: a page for them, a problem for programs.

use edge::error::ApiError;
use edge::http::Response;
use edge::pages::missing;

use crate::support::{App, Reply, Req, get};

/// What a problem of this status becomes for this request: its type, and its title if it is a page.
#[track_caller]
fn check(problem: ApiError, req: &Req, expected: &str) -> Reply {
    let app = App::new();
    let problem: Response = problem.into_response();
    let status = problem.status;
    let reply = Reply(missing::told(&app.site.borrow(), &req.0, problem));
    let kind = reply.header("content-type");
    let line = match kind.starts_with("text/html") {
        true => {
            let html = reply.text();
            let lang = html.split("lang=\"").nth(1).unwrap().split('"').next().unwrap();
            let title = html.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
            format!("{lang}: {title}")
        }
        false => kind.into(),
    };
    assert_eq!(line, expected);
    assert_eq!(reply.0.status, status);
    reply
}

#[test]
fn people_get_a_page_in_their_language() {
    let nothing = || ApiError::not_found("x");
    check(nothing(), &get("/help/de/nope/"), "de: Diese Seite gibt es nicht");
    check(nothing(), &get("/help/xx/nope/"), "en: There is no such page");
    let japanese = get("/help/nope").header("accept-language", "ja");
    let page = check(nothing(), &japanese, "ja: ページが見つかりません");
    assert!(page.text().contains("action=\"/help/ja/search\""));
    assert_eq!(page.header("cache-control"), "no-store");
    let browser = get("/nope").header("accept", "text/html,*/*");
    check(nothing(), &browser, "en: There is no such page");
    check(ApiError::too_large(), &get("/help/en/contact"), "en: This could not be accepted");
    check(ApiError::internal("x"), &get("/help/en/contact"), "en: Something failed on our side");
}

#[test]
fn programs_get_a_problem() {
    let problem = "application/problem+json";
    check(ApiError::not_found("x"), &get("/_a/nope.js"), problem);
    check(ApiError::not_found("x"), &get("tickets/1").header("accept", "text/html"), problem);
    check(ApiError::not_found("x"), &get("/api/v2/x").header("accept", "text/html"), problem);
    check(ApiError::not_found("x"), &get("/nope"), problem);
}

#[test]
fn a_page_still_says_which_methods_would_work() {
    let refused = ApiError::method_not_allowed("GET, HEAD");
    let page = check(refused, &get("/help/en/"), "en: There is no such page");
    assert_eq!(page.header("allow"), "GET, HEAD");
}
