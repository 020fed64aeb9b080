//! The Worker: carries out the plan of `front`, serves static files, keeps status for a moment.

use std::cell::RefCell;
use std::collections::HashMap;

use worker::{Context, Env, Request, Response, ResponseBuilder, Result, event};

use crate::error::ApiError;
use crate::front::{self, Plan};
use crate::http::{self, Method};
use crate::{assets, platform};

/// How long an isolate answers public status from memory, in milliseconds.
///
/// Short, because an incident must be on every page "within a second or two" of being posted, and
/// long enough that a site's object is asked at most once in it per isolate, however many pages poll.
/// The isolate that takes the change forgets at once.
const STATUS_FRESH_MS: i64 = 1_000;

thread_local! {
    /// Public status answers by path, with the moment they were made.
    static STATUS: RefCell<HashMap<String, (i64, http::Response)>> = RefCell::new(HashMap::new());
}

/// Answers a request.
#[event(fetch)]
pub async fn fetch(request: Request, env: Env, _ctx: Context) -> Result<Response> {
    Ok(match answer(request, &env).await {
        Ok(response) => response,
        Err(error) => platform::internal_error("worker", &error),
    })
}

async fn answer(mut request: Request, env: &Env) -> Result<Response> {
    let public_origin = platform::var(env, "PUBLIC_ORIGIN");
    let default_site = platform::var(env, "DEFAULT_SITE").unwrap_or_default();
    let mut head = platform::head(&request, public_origin.as_deref())?;
    let named = head.path.strip_prefix("/v1/sites/").and_then(|rest| rest.split('/').next());
    let candidate = named.unwrap_or(&default_site).to_string();
    let exists = platform::manifest(env, &candidate).await?.is_some();

    match front::plan(&head, &|id| id == candidate && exists, &default_site) {
        Plan::Static => serve_static(&head, env).await,
        Plan::Redirect(to) => platform::write(http::Response::empty(302).with("location", to)),
        Plan::Refuse(response) => platform::write(response),
        Plan::Status { site } => {
            let whole = status(&head, env, &site).await?;
            platform::write(without_body(&head, front::conditional(&head, whole)))
        }
        Plan::Object { site } => {
            if matches!(head.method, Method::Post | Method::Put | Method::Delete) {
                head.body = request.bytes().await?;
                if let Some(refusal) = front::refuse_body(head.body.len()) {
                    return platform::write(refusal);
                }
                let answer = ask_object(&head, env, &site).await;
                // After the change, not before it: a read in between would keep the old status.
                STATUS.with(|all| all.borrow_mut().clear());
                return answer;
            }
            ask_object(&head, env, &site).await
        }
    }
}

/// The whole public status answer of this path, from memory when it is fresh.
async fn status(head: &http::Request, env: &Env, site: &str) -> Result<http::Response> {
    let kept = STATUS.with(|all| all.borrow().get(&head.path).cloned());
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
        STATUS.with(|all| {
            all.borrow_mut().insert(head.path.clone(), (platform::now_ms(), response.clone()))
        });
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
async fn serve_static(head: &http::Request, env: &Env) -> Result<Response> {
    if let Some(to) = assets::folder_redirect(&head.path) {
        return platform::write(http::Response::empty(301).with("location", to));
    }
    let Some(file) = assets::file_path(&head.path) else {
        return not_found(head, env).await;
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
    not_found(head, env).await
}

/// A page for people, a problem for programs.
async fn not_found(head: &http::Request, env: &Env) -> Result<Response> {
    if head.header("accept").is_some_and(|a| a.contains("text/html")) {
        let mut page = platform::asset(env, "/404.html").await?;
        if page.status_code() == 200 {
            let mut answer =
                http::Response::new(404, "text/html; charset=utf-8", page.bytes().await?);
            for (name, value) in assets::page_headers("/404.html") {
                answer = answer.with(name, value);
            }
            return platform::write(answer);
        }
    }
    platform::write(ApiError::not_found("There is no such page or file.").into_response())
}

fn without_body(head: &http::Request, mut response: http::Response) -> http::Response {
    if head.method == Method::Head {
        response.body.clear();
    }
    response
}
