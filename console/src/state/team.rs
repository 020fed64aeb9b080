//! My name, invitations, and the list of what staff did.

use leptos::prelude::*;

use super::{App, Place, Session};
use crate::browser;

impl App {
    pub(super) fn load_audit(self) {
        let request = async move { self.api().audit().await };
        let empty = move || self.audit.with_untracked(Option::is_none);
        self.load(Place::Screen, request, empty, move |audit| {
            if self.audit.with_untracked(|old| old.as_ref() != Some(&audit)) {
                self.audit.set(Some(audit));
            }
        });
    }

    /// Changes my own name.
    pub fn rename(self, name: String) {
        self.act(Place::Name, async move {
            let me = self.api().rename(name.trim().to_owned()).await?;
            self.session.set(Session::In(me));
            Ok("Saved. Visitors see this name on your replies.".to_owned())
        });
    }

    /// Makes a sign-in link for a colleague.
    pub fn invite(self) {
        let name = untrack(|| self.draft("invite-name")).trim().to_owned();
        self.act(Place::Invite, async move {
            let invite = self.api().invite(name).await?;
            self.invite.set(Some(invite));
            self.type_in("invite-name", "");
            Ok("The link is ready. It is shown only now.".to_owned())
        });
    }

    /// Copies the invitation's link.
    pub fn copy_invite(self) {
        let Some(link) = self
            .invite
            .with_untracked(|invite| invite.as_ref().map(|invite| browser::absolute(&invite.link)))
        else {
            return;
        };
        self.act(Place::Invite, async move {
            let copied = browser::copy(&link).await;
            let words = if copied {
                "Copied."
            } else {
                "This browser did not allow it: select the link and copy it."
            };
            Ok(words.to_owned())
        });
    }
}
