//! The Worker: carries out the plan of `front`, serves static files and the page of search results,
//! keeps status for a moment.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use desk::wire::site::SiteManifest;
use worker::{Context, Env, Request, Response, ResponseBuilder, Result, event};

use crate::error::ApiError;
use crate::finder::Library;
use crate::front::{self, Plan};
use crate::http::{self, Method};
use crate::{assets, pages, platform, routes};

/// How long an isolate answers public status from memory, in milliseconds.
///
/// Short, because an incident must be on every page "within a second or two" of being posted, and
/// long enough that a site's object is asked at most once in it per isolate, however many pages poll.
/// The isolate that takes the change forgets at once.
const STATUS_FRESH_MS: i64 = 1_000;

thread_local! {
    /// Public status answers by path and language, with the moment they were made.
    static STATUS: RefCell<HashMap<String, (i64, http::Response)>> = RefCell::new(HashMap::new());
    /// Search indexes that were asked, for the life of this isolate.
    static LIBRARY: Rc<Library> = Rc::default();
}

/// Answers a request.
#[event(fetch)]
pub async fn fetch(request: Request, env: Env, _ctx: Context) -> Result<Response> {
    Ok(match answer(request, &env).await {
        Ok(response) => response,
        Err(error) => platform::internal_error("worker", &error),
    })
}

async fn answer(request: Request, env: &Env) -> Result<Response> {
    let public_origin = platform::var(env, "PUBLIC_ORIGIN");
    let default_site = platform::var(env, "DEFAULT_SITE").unwrap_or_default();
    let mut head = platform::head(&request, public_origin.as_deref())?;
    let named = head.path.strip_prefix("/v1/sites/").and_then(|rest| rest.split('/').next());
    let candidate = named.unwrap_or(&default_site).to_string();
    let site = platform::manifest(env, &candidate).await?;

    match front::plan(&head, &|id| id == candidate && site.is_some(), &default_site) {
        Plan::Static => serve_static(&head, env, site.as_ref()).await,
        Plan::Redirect(to) => platform::write(http::Response::empty(302).with("location", to)),
        Plan::Refuse(response) => platform::write(told(&head, site.as_ref(), response)),
        Plan::Search { .. } => {
            let answer = search(&head, env, site.as_ref()).await;
            platform::write(without_body(&head, answer))
        }
        Plan::Status { site: id } => {
            // One copy is kept for each language that the page has, however readers name theirs.
            if let Some(site) = site.as_ref().filter(|_| head.path == "/status") {
                head.query = ["lang=", routes::page::language(site, &head)].concat();
            }
            let whole = status(&head, env, &id).await?;
            platform::write(without_body(&head, front::conditional(&head, whole)))
        }
        Plan::Object { site: id } => {
            if matches!(head.method, Method::Post | Method::Put | Method::Delete) {
                head.body = platform::body(&request, front::max_body(&head.path)).await?;
                if let Some(refusal) = front::refuse_body(&head.path, head.body.len()) {
                    return platform::write(told(&head, site.as_ref(), refusal));
                }
                let answer = ask_object(&head, env, &id).await;
                // After the change, not before it: a read in between would keep the old status.
                STATUS.with(|all| all.borrow_mut().clear());
                return answer;
            }
            ask_object(&head, env, &id).await
        }
    }
}

/// The page of results. Without the status it is a page without incidents.
async fn search(head: &http::Request, env: &Env, site: Option<&SiteManifest>) -> http::Response {
    let Some(site) = site else {
        return ApiError::unknown_site().into_response();
    };
    let snapshot = async || {
        let path = ["/v1/sites/", &site.id, "/status"].concat();
        let asked = http::Request { path, query: String::new(), ..head.clone() };
        let answer = status(&asked, env, &site.id).await.ok()?;
        // From text, as the store reads it: the code for reading from bytes would be there twice.
        serde_json::from_str(std::str::from_utf8(&answer.body).ok()?).ok()
    };
    let fetch = async |path: String| {
        let mut file = platform::asset(env, &path).await.ok()?;
        if file.status_code() == 200 { file.bytes().await.ok() } else { None }
    };
    let library = LIBRARY.with(Rc::clone);
    let answer = pages::search::answer(site, head, &library, snapshot, &fetch).await;
    answer.unwrap_or_else(|error| told(head, Some(site), error.into_response()))
}

/// A problem in the form in which its reader can read it.
fn told(
    head: &http::Request,
    site: Option<&SiteManifest>,
    problem: http::Response,
) -> http::Response {
    match site {
        Some(site) => pages::missing::told(site, head, problem),
        None => problem,
    }
}

/// The whole public status answer of this address, from memory when it is fresh.
async fn status(head: &http::Request, env: &Env, site: &str) -> Result<http::Response> {
    // Only the page reads its query, and there it is one of the site's languages.
    let query = if head.path == "/status" { head.query.as_str() } else { "" };
    let key = [&head.path, "?", query].concat();
    let kept = STATUS.with(|all| all.borrow().get(&key).cloned());
    if let Some((at, response)) = kept
        && platform::now_ms().saturating_sub(at) < STATUS_FRESH_MS
    {
        return Ok(response);
    }
    // Asked without the client's own headers, so that the answer is whole and fits everyone.
    let plain = http::Request { method: Method::Get, headers: Vec::new(), ..head.clone() };
    let mut answer = ask_object(&plain, env, site).await?;
    let response = http::Response {
        status: answer.status_code(),
        headers: answer.headers().entries().collect(),
        body: answer.bytes().await?,
    };
    if response.status == 200 {
        STATUS.with(|all| all.borrow_mut().insert(key, (platform::now_ms(), response.clone())));
    }
    Ok(response)
}

async fn ask_object(request: &http::Request, env: &Env, site: &str) -> Result<Response> {
    let stub = env.durable_object("DESK")?.get_by_name(site)?;
    let query =
        if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
    let url = format!("{}{}{query}", request.origin, request.path);
    stub.fetch_with_request(platform::forward(request, &url, site)?).await
}

/// Serves a built file, in the best encoding that the client takes and that was made of it.
async fn serve_static(
    head: &http::Request,
    env: &Env,
    site: Option<&SiteManifest>,
) -> Result<Response> {
    if let Some(to) = assets::folder_redirect(&head.path) {
        return platform::write(http::Response::empty(301).with("location", to));
    }
    let Some(file) = assets::file_path(&head.path) else {
        return not_found(head, site);
    };
    for encoding in assets::encodings(&file, head.header("accept-encoding")) {
        let mut found = platform::asset(env, &format!("{file}{}", encoding.suffix())).await?;
        if found.status_code() != 200 {
            continue;
        }
        let mut builder = ResponseBuilder::new().with_status(200);
        for (name, value) in assets::headers(&file) {
            builder = builder.with_header(name, value)?;
        }
        if let Some(coding) = encoding.header() {
            // The bytes are encoded already: the platform shall pass them on as they are.
            builder = builder
                .with_header("content-encoding", coding)?
                .with_encode_body(worker::EncodeBody::Manual);
        }
        if head.method == Method::Head {
            return Ok(builder.empty());
        }
        // Not `from_bytes`: that one sets a content type of its own.
        return Ok(builder.fixed(found.bytes().await?));
    }
    if let Some(to) = successor(env, &file).await? {
        return platform::write(assets::moved(&to));
    }
    not_found(head, site)
}

/// What an open page gets in place of a file of an earlier build.
async fn successor(env: &Env, file: &str) -> Result<Option<String>> {
    if assets::lasting_name(file).is_none() {
        return Ok(None);
    }
    let mut files = platform::asset(env, assets::FILES).await?;
    if files.status_code() != 200 {
        return Ok(None);
    }
    let files = files.text().await?;
    Ok(assets::successor(file, &files).map(str::to_owned))
}

/// A page for people, a problem for programs.
fn not_found(head: &http::Request, site: Option<&SiteManifest>) -> Result<Response> {
    let problem = ApiError::not_found("There is no such page or file.").into_response();
    platform::write(without_body(head, told(head, site, problem)))
}

fn without_body(head: &http::Request, mut response: http::Response) -> http::Response {
    if head.method == Method::Head {
        response.body.clear();
    }
    response
}
