//! One tab at a time: the Web Locks of the browser, where it has them.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::dom::window;

/// Runs `work` while holding this site's lock; `false` when another tab holds it.
pub async fn with_lock(name: &str, work: impl Future<Output = ()> + 'static) -> bool {
    let Some((locks, request)) = lock_manager() else {
        work.await;
        return true;
    };
    let options = Object::new();
    let _ = Reflect::set(&options, &"ifAvailable".into(), &true.into());
    // Shared, so that it is still there when the request for the lock itself is refused.
    let work = Rc::new(RefCell::new(Some(Box::pin(work))));
    let waiting = Rc::clone(&work);
    let callback = Closure::once_into_js(move |lock: JsValue| -> Promise {
        let work = if lock.is_null() { None } else { waiting.take() };
        future_to_promise(async move {
            let held = work.is_some();
            if let Some(work) = work {
                work.await;
            }
            Ok(held.into())
        })
    });
    let answer = match request.call3(&locks, &name.into(), &options, &callback) {
        Ok(promise) => JsFuture::from(Promise::from(promise)).await,
        Err(refused) => Err(refused),
    };
    match answer {
        Ok(held) => held.as_bool() == Some(true),
        // In a sandboxed frame, for one. Better two senders than none.
        Err(_) => {
            if let Some(work) = work.take() {
                work.await;
            }
            true
        }
    }
}

fn lock_manager() -> Option<(JsValue, Function)> {
    let locks =
        Reflect::get(&window().navigator(), &"locks".into()).ok().filter(JsValue::is_object)?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}
