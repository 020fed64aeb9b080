//! What visitors said of articles.

use leptos::prelude::*;

use super::{App, Place};

impl App {
    pub(super) fn load_votes(self) {
        let request = async move { self.api().votes().await };
        let empty = move || self.votes.with_untracked(Option::is_none);
        self.load(Place::Screen, request, empty, move |votes| {
            if self.votes.with_untracked(|old| old.as_ref() != Some(&votes)) {
                self.votes.set(Some(votes));
            }
        });
    }
}
