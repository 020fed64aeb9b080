//! The Durable Object: one per site, holding all of that site's live data in its own SQLite.
//!
//! Only converts: what is asked goes to `router::route`, what it answers goes out. Handlers that do
//! not exist (alarm, WebSocket) are not exported: the platform would call into a panic.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use desk::wire::site::SiteManifest;
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

use crate::env::Env as DeskEnv;
use crate::sql::object::ObjectSql;
use crate::store::migrate::migrate;
use crate::{platform, router};

/// One site's desk.
#[durable_object]
pub struct Desk {
    sql: ObjectSql,
    env: Env,
    /// The site's configuration, read once: a new deployment starts new isolates.
    site: OnceCell<Rc<SiteManifest>>,
    /// Whether the tables are there. Tried again at the next request when it failed.
    migrated: RefCell<bool>,
}

impl DurableObject for Desk {
    fn new(state: State, env: Env) -> Self {
        Self {
            sql: ObjectSql::new(state.storage()),
            env,
            site: OnceCell::new(),
            migrated: RefCell::new(false),
        }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        Ok(match self.answer(request).await {
            Ok(response) => response,
            Err(error) => platform::internal_error("object", &error),
        })
    }
}

impl Desk {
    async fn answer(&self, request: Request) -> Result<Response> {
        let public_origin = platform::var(&self.env, "PUBLIC_ORIGIN");
        let request = platform::read(request, public_origin.as_deref()).await?;
        let site = match self.site.get() {
            Some(site) => Rc::clone(site),
            None => {
                let id = request.header(platform::SITE_HEADER).unwrap_or_default();
                let site = platform::manifest(&self.env, id).await?.ok_or_else(|| {
                    worker::Error::from("this site is not part of the deployment")
                })?;
                Rc::clone(self.site.get_or_init(|| Rc::new(site)))
            }
        };
        if !*self.migrated.borrow() {
            migrate(&self.sql).map_err(|e| worker::Error::from(e.to_string()))?;
            self.migrated.replace(true);
        }
        let env = DeskEnv {
            site,
            now_ms: platform::now_ms(),
            setup_secret: platform::var(&self.env, "SETUP_SECRET"),
            extra_origins: platform::extra_origins(&self.env),
            random: RefCell::new(Box::new(platform::random)),
            log: Box::new(|line| worker::console_error!("{line}")),
        };
        platform::write(router::route(&env, &self.sql, &request))
    }
}
