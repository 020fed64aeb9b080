//! A small picture of an image that is attached.
//!
//! Drawn, and not put into an `img`: the host page's policy may allow no `blob:` images, and there is no
//! address to be taken back.

use desk::attachment::FileKind;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::dom::{call, member, window};
use crate::view::el::{El, el};

/// Its edge in pixels of the canvas: twice those of the screen.
const EDGE: f64 = 80.0;

/// The picture; empty until it is decoded, and when it cannot be.
pub fn of(data: &JsValue, kind: FileKind) -> El {
    let edge = EDGE.to_string();
    let canvas = el("canvas", "fd-thumb")
        .attr("width", &edge)
        .attr("height", &edge)
        .attr("aria-hidden", "true");
    let (place, data) = (canvas.clone(), data.clone());
    spawn_local(async move {
        draw(&place, &data, kind).await;
    });
    canvas
}

async fn draw(canvas: &El, data: &JsValue, kind: FileKind) -> Option<()> {
    let options = Object::new();
    let _ = Reflect::set(&options, &"type".into(), &kind.media_type().into());
    let blob: Function = member(&window(), "Blob")?.dyn_into().ok()?;
    let blob = Reflect::construct(&blob, &Array::of2(&Array::of1(data), &options)).ok()?;
    let decoded = call(&window(), "createImageBitmap", &[blob])?;
    let bitmap = JsFuture::from(Promise::resolve(&decoded)).await.ok()?;
    let side = |name| member(&bitmap, name).and_then(|side| side.as_f64());
    let (width, height) = (side("width")?, side("height")?);
    // The middle of it.
    let cut = width.min(height);
    let context = call(canvas.element(), "getContext", &["2d".into()])?;
    let corners = [(width - cut) / 2.0, (height - cut) / 2.0, cut, cut, 0.0, 0.0, EDGE, EDGE];
    let mut arguments = vec![bitmap.clone()];
    arguments.extend(corners.map(JsValue::from));
    call(&context, "drawImage", &arguments);
    call(&bitmap, "close", &[]);
    Some(())
}
