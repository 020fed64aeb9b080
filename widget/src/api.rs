//! The only place of the widget that asks the network.

use desk::wire::Problem;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, RequestInit, Response};

use crate::dom::{call, parse_json, window};
use crate::wire;

/// How long an answer may take, in milliseconds: a message of full length at the speed of a bad 2G
/// connection, and twice that.
const PATIENCE_MS: u32 = 60_000;

/// How long a file may take: 5 MiB at 10 kB a second.
const FILE_PATIENCE_MS: u32 = 600_000;

/// Why there is no good answer.
pub enum Trouble {
    /// None at all, or one that says nothing about what was asked (5xx, 429, half a body).
    Unreachable,
    /// Refused, with the reason.
    Refused(Problem),
}

/// Gets a text, such as an article.
pub async fn text(url: &str) -> Result<String, Trouble> {
    let (status, body) = ask("GET", url, None, None).await.map_err(|_| Trouble::Unreachable)?;
    if status == 200 { Ok(body) } else { Err(trouble(status, &body)) }
}

/// Gets a file as it is; `None` when it does not come whole.
pub async fn bytes(url: &str) -> Option<Vec<u8>> {
    whole(fetch(&url.into()).ok()?.await.ok()?).await
}

/// The bytes of an answer that went well.
pub async fn whole(answer: impl JsCast) -> Option<Vec<u8>> {
    let response: Response = answer.dyn_into().ok()?;
    let buffer = response.ok().then(|| response.array_buffer().ok())??;
    Some(Uint8Array::new(&JsFuture::from(buffer).await.ok()?).to_vec())
}

/// Speaks to the API: JSON out (when there is a body), JSON in, which `read` understands.
pub async fn json<T>(
    method: &str,
    url: &str,
    token: Option<&str>,
    body: Option<&str>,
    read: fn(&JsValue) -> Option<T>,
) -> Result<T, Trouble> {
    let text = said(method, url, token, body).await?;
    parse_json(&text).as_ref().and_then(read).ok_or(Trouble::Unreachable)
}

/// The same, with any answer that says that it went well, as it is.
pub async fn said(
    method: &str,
    url: &str,
    token: Option<&str>,
    body: Option<&str>,
) -> Result<String, Trouble> {
    let (status, text) = ask(method, url, token, body).await.map_err(|_| Trouble::Unreachable)?;
    if (200..300).contains(&status) { Ok(text) } else { Err(trouble(status, &text)) }
}

/// Sends a file, its bytes as they are: the answer as for [`said`].
pub async fn upload(url: &str, token: &str, bytes: &JsValue) -> Result<String, Trouble> {
    let answer = file("POST", url, token, Some(bytes)).await.ok_or(Trouble::Unreachable)?;
    let text = answer.text().map_err(|_| Trouble::Unreachable)?;
    let text = JsFuture::from(text).await.map_err(|_| Trouble::Unreachable)?;
    let text = text.as_string().unwrap_or_default();
    if answer.ok() { Ok(text) } else { Err(trouble(answer.status(), &text)) }
}

/// Gets a file as a `Blob`; `None` when it does not come whole.
pub async fn blob(url: &str, token: &str) -> Option<JsValue> {
    let answer = file("GET", url, token, None).await?;
    let blob = answer.ok().then(|| call(&answer, "blob", &[]))??;
    JsFuture::from(Promise::resolve(&blob)).await.ok()
}

async fn file(method: &str, url: &str, token: &str, bytes: Option<&JsValue>) -> Option<Response> {
    let init = RequestInit::new();
    init.set_method(method);
    if let Some(bytes) = bytes {
        init.set_body(bytes);
    }
    if let Some(signal) = patience(FILE_PATIENCE_MS) {
        let _ = Reflect::set(&init, &"signal".into(), &signal);
    }
    let request = Request::new_with_str_and_init(url, &init).ok()?;
    let headers = request.headers();
    if bytes.is_some() {
        headers.set("content-type", "application/octet-stream").ok()?;
    }
    headers.set("authorization", &["Bearer ", token].concat()).ok()?;
    JsFuture::from(window().fetch_with_request(&request)).await.ok()?.dyn_into().ok()
}

fn trouble(status: u16, text: &str) -> Trouble {
    if !(400..500).contains(&status) || matches!(status, 408 | 425 | 429) {
        return Trouble::Unreachable;
    }
    // A proxy in between may answer with a page of its own.
    Trouble::Refused(wire::problem(&parse_json(text).unwrap_or_default(), status))
}

/// Gives up on an answer that does not come: a connection may hang for ever, and what waits behind it
/// with it. `None` in a browser of before 2022.
fn patience(ms: u32) -> Option<JsValue> {
    let signals = Reflect::get(&window(), &"AbortSignal".into()).ok()?;
    let timeout: Function = Reflect::get(&signals, &"timeout".into()).ok()?.dyn_into().ok()?;
    timeout.call1(&signals, &ms.into()).ok()
}

/// Asks by the page's own `fetch`, looked up each time: a page may have put something in its place
/// that throws, or gives a promise of its own kind. What is thrown past us would end the program.
fn fetch(what: &JsValue) -> Result<JsFuture, JsValue> {
    let window = window();
    let fetch: Function = Reflect::get(&window, &"fetch".into())?.dyn_into()?;
    Ok(JsFuture::from(Promise::resolve(&fetch.call1(&window, what)?)))
}

async fn ask(
    method: &str,
    url: &str,
    token: Option<&str>,
    body: Option<&str>,
) -> Result<(u16, String), JsValue> {
    let init = RequestInit::new();
    init.set_method(method);
    if let Some(body) = body {
        init.set_body(&JsValue::from_str(body));
    }
    if let Some(signal) = patience(PATIENCE_MS) {
        let _ = Reflect::set(&init, &"signal".into(), &signal);
    }
    let request = Request::new_with_str_and_init(url, &init)?;
    if body.is_some() {
        request.headers().set("content-type", "application/json")?;
    }
    if let Some(token) = token {
        request.headers().set("authorization", &["Bearer ", token].concat())?;
    }
    let response: Response = fetch(&request)?.await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.status(), text.as_string().unwrap_or_default()))
}
