//! Conversions between the platform's types and ours, shared by the Worker and the object.

use std::cell::RefCell;
use std::collections::HashMap;

use desk::wire::site::SiteManifest;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use worker::wasm_bindgen_futures::JsFuture;
use worker::{
    Env, Fetcher, Headers, Method as PlatformMethod, Request, RequestInit, RequestRedirect, Result,
};

use crate::error::ApiError;
use crate::{front, http};

/// Carries the site's id from the Worker to its object; a client's own is overwritten.
pub const SITE_HEADER: &str = "x-frontdesk-site";

thread_local! {
    /// Site manifests by id, for the life of this isolate. Only sites that exist are kept, so that
    /// asking for made-up ids does not grow it.
    static MANIFESTS: RefCell<HashMap<String, SiteManifest>> = RefCell::new(HashMap::new());
}

/// The current time, in milliseconds since the Unix epoch.
pub fn now_ms() -> i64 {
    // A double holds milliseconds exactly for some 285,000 years.
    js_sys::Date::now() as i64
}

/// Fills `bytes` from the platform's cryptographic generator.
///
/// When the platform lacks one the bytes stay zero, which `auth` refuses to make a token of.
pub fn random(bytes: &mut [u8]) {
    let array = Uint8Array::new_with_length(u32::try_from(bytes.len()).unwrap_or(0));
    let filled = Reflect::get(&js_sys::global(), &JsValue::from_str("crypto")).and_then(|crypto| {
        let get: Function =
            Reflect::get(&crypto, &JsValue::from_str("getRandomValues"))?.dyn_into()?;
        get.call1(&crypto, &array)
    });
    if filled.is_ok() && array.length() as usize == bytes.len() {
        array.copy_to(bytes);
    }
}

/// A text variable or secret of the deployment; `None` when absent or empty.
pub fn var(env: &Env, name: &str) -> Option<String> {
    let value = env.var(name).ok()?.to_string();
    (!value.is_empty()).then_some(value)
}

/// Origins allowed beyond those of `site.toml`, for local runs.
pub fn extra_origins(env: &Env) -> Vec<String> {
    var(env, "EXTRA_ORIGINS")
        .map(|all| all.split_whitespace().map(String::from).collect())
        .unwrap_or_default()
}

/// The built configuration of a site; `None` when the deployment has no such site.
pub async fn manifest(env: &Env, id: &str) -> Result<Option<SiteManifest>> {
    let name_is_safe = !id.is_empty()
        && id.len() <= 40
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !name_is_safe {
        return Ok(None);
    }
    if let Some(site) = MANIFESTS.with(|all| all.borrow().get(id).cloned()) {
        return Ok(Some(site));
    }
    let mut response = asset(env, &format!("/_site/{id}.json")).await?;
    if response.status_code() != 200 {
        return Ok(None);
    }
    let site: SiteManifest = serde_json::from_slice(&response.bytes().await?)
        .map_err(|e| worker::Error::from(format!("site manifest of {id}: {e}")))?;
    MANIFESTS.with(|all| all.borrow_mut().insert(id.to_string(), site.clone()));
    Ok(Some(site))
}

/// A static file, by its path.
pub async fn asset(env: &Env, path: &str) -> Result<worker::Response> {
    let assets: Fetcher = env.assets("ASSETS").or_else(|_| env.service("ASSETS"))?;
    // The host is never looked up: the binding serves whatever name it is asked under.
    assets.fetch(format!("https://assets.invalid{path}"), None).await
}

/// Reads a request whole, but of its body no more than [`body`] does. `public_origin` is what clients
/// address when a proxy stands in front.
pub async fn read(request: Request, public_origin: Option<&str>) -> Result<http::Request> {
    let mut read = head(&request, public_origin)?;
    if !matches!(read.method, http::Method::Get | http::Method::Head | http::Method::Options) {
        read.body = body(&request, front::max_body(&read.path)).await?;
    }
    Ok(read)
}

/// The body, of which no more is read than tells that it has more than `max` bytes: a length need not
/// be told before, and the memory of an isolate is small.
pub async fn body(request: &Request, max: usize) -> Result<Vec<u8>> {
    let stream = Reflect::get(request.inner(), &JsValue::from_str("body"))?;
    let mut bytes = Vec::new();
    if stream.is_null() || stream.is_undefined() {
        return Ok(bytes);
    }
    let reader = call(&stream, "getReader")?;
    while bytes.len() <= max {
        let step = JsFuture::from(Promise::resolve(&call(&reader, "read")?)).await?;
        let Ok(piece) = Reflect::get(&step, &JsValue::from_str("value"))?.dyn_into::<Uint8Array>()
        else {
            return Ok(bytes);
        };
        let before = bytes.len();
        bytes.resize(before.saturating_add(piece.length() as usize), 0);
        if let Some(room) = bytes.get_mut(before..) {
            piece.copy_to(room);
        }
    }
    // What the sender still sends is not waited for.
    let _ = call(&reader, "cancel");
    Ok(bytes)
}

fn call(on: &JsValue, method: &str) -> Result<JsValue> {
    let method: Function = Reflect::get(on, &JsValue::from_str(method))?.dyn_into()?;
    Ok(method.call0(on)?)
}

/// Everything of a request but its body.
pub fn head(request: &Request, public_origin: Option<&str>) -> Result<http::Request> {
    let url = request.url()?;
    Ok(http::Request {
        method: http::Method::parse(request.method().as_ref()),
        origin: public_origin.map_or_else(|| url.origin().ascii_serialization(), String::from),
        path: url.path().to_string(),
        query: url.query().unwrap_or_default().to_string(),
        headers: request
            .headers()
            .entries()
            .map(|(name, value)| (name.to_ascii_lowercase(), value))
            .collect(),
        body: Vec::new(),
    })
}

/// Turns an answer of ours into the platform's.
pub fn write(response: http::Response) -> Result<worker::Response> {
    let headers = Headers::new();
    for (name, value) in &response.headers {
        headers.append(name, value)?;
    }
    // A body, even an empty one, is not allowed with these.
    let answer = if matches!(response.status, 204 | 304) {
        worker::Response::empty()?
    } else {
        worker::Response::from_bytes(response.body)?
    };
    Ok(answer.with_status(response.status).with_headers(headers))
}

/// The request as the object gets it: the same, plus the site it is for.
pub fn forward(request: &http::Request, url: &str, site: &str) -> Result<Request> {
    let headers = Headers::new();
    for (name, value) in &request.headers {
        headers.append(name, value)?;
    }
    headers.set(SITE_HEADER, site)?;
    let mut init = RequestInit::new();
    init.with_method(method(request.method)).with_headers(headers);
    // The object's redirects are for the client: followed here, it would never learn the address.
    init.with_redirect(RequestRedirect::Manual);
    if !request.body.is_empty() {
        init.with_body(Some(Uint8Array::from(request.body.as_slice()).into()));
    }
    Request::new_with_init(url, &init)
}

fn method(method: http::Method) -> PlatformMethod {
    match method {
        http::Method::Post => PlatformMethod::Post,
        http::Method::Put => PlatformMethod::Put,
        http::Method::Delete => PlatformMethod::Delete,
        http::Method::Options => PlatformMethod::Options,
        http::Method::Head => PlatformMethod::Head,
        http::Method::Get | http::Method::Other => PlatformMethod::Get,
    }
}

/// Logs a fault of ours in full and tells the client nothing but that it happened.
pub fn internal_error(place: &str, error: &worker::Error) -> worker::Response {
    worker::console_error!("{place}: {error}");
    write(ApiError::internal(error.to_string()).into_response())
        .unwrap_or_else(|_| worker::Response::builder().with_status(500).empty())
}
