//! The files that came with a message.

use desk::wire::visitor::Attachment;
use leptos::prelude::*;

use super::app;
use crate::words;

/// Their list: images as small pictures that open large beside the console, all else to be saved.
#[component]
pub fn Attachments(
    /// The ticket.
    number: i64,
    /// Its message's files; not empty.
    files: Vec<Attachment>,
) -> impl IntoView {
    view! {
        <ul class="fd-files" aria-label="Attachments">
            {files.into_iter().map(|file| view! { <File number file /> }).collect_view()}
        </ul>
    }
}

#[component]
fn File(number: i64, file: Attachment) -> impl IntoView {
    let address = app().api().attachment(number, file.id);
    let size = words::size(file.bytes);
    let said = view! {
        <span class="fd-file-name" dir="auto">{file.name.clone()}</span>
        <span class="fd-meta">{size}</span>
    };
    if file.kind.is_image() {
        return view! {
            <li>
                <a class="fd-file" href=address.clone() target="_blank" rel="noopener">
                    <img src=address.clone() alt="" loading="lazy" />
                    {said}
                    <span class="fd-sr">", opens in a new tab"</span>
                </a>
            </li>
        }
        .into_any();
    }
    view! {
        <li>
            <a class="fd-file" href=address download=file.name>
                <span class="fd-file-kind" aria-hidden="true">{words::file_kind(file.kind)}</span>
                {said}
                <span class="fd-sr">", download"</span>
            </a>
        </li>
    }
    .into_any()
}
