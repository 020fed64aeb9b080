//! `/status`: the status page in the reader's language, complete without script.

use desk::wire::site::SiteManifest;
use frame::locale;

use super::status;
use crate::call::{Answer, Call};
use crate::http::Request;
use crate::pages;
use crate::sql::Sql;

/// `GET /status?lang=`.
pub fn get<S: Sql>(call: &Call<'_, S>) -> Answer {
    let locale = language(&call.env.site, call.request);
    Ok(pages::status::page(&call.env.site, locale, &status::current(call)?, call.env.now_ms))
}

/// The language of the page: the one in `lang`, or the reader's best, or the site's own.
pub fn language<'a>(site: &'a SiteManifest, request: &Request) -> &'a str {
    let (asked, accept) = (request.query_param("lang"), request.header("accept-language"));
    locale::choose(asked, accept, &site.locales, &site.default_locale)
}
