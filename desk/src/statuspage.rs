//! From our snapshot to the shape of Atlassian Statuspage v2.

use crate::incident::Impact;
use crate::maintenance::{self, MaintenanceState};
use crate::status::ComponentState;
use crate::time::rfc3339;
use crate::wire::site::SiteManifest;
use crate::wire::status::{Component, Incident, Maintenance, Snapshot, Update};
use crate::wire::statuspage::{
    Indicator, PageComponent, PageIncident, PageUpdate, Status, StatusPage, Summary,
};

/// `summary.json` of this snapshot at this moment; `origin` is where the service is reached.
pub fn summary(snapshot: &Snapshot, site: &SiteManifest, origin: &str, now_ms: i64) -> Summary {
    let Status { page, status } = status(snapshot, site, origin);
    let components = (1..)
        .zip(&snapshot.components)
        .map(|(position, c)| {
            let worked_on = maintenance::covers(&snapshot.maintenances, &c.id, now_ms);
            component(c, worked_on, position, &page.id)
        })
        .collect::<Vec<_>>();
    let incidents = snapshot.incidents.iter().map(|i| incident(i, &components, &page)).collect();
    let ahead = |one: &&Maintenance| one.state(now_ms) != MaintenanceState::Completed;
    let planned = snapshot.maintenances.iter().filter(ahead);
    let scheduled_maintenances =
        planned.map(|one| scheduled(one, &components, &page, now_ms)).collect();
    Summary { page, status, components, incidents, scheduled_maintenances }
}

/// `status.json` of this snapshot.
pub fn status(snapshot: &Snapshot, site: &SiteManifest, origin: &str) -> Status {
    Status {
        page: StatusPage {
            id: site.id.clone(),
            name: site.name.clone(),
            url: format!("{origin}/status"),
            time_zone: "Etc/UTC".into(),
            updated_at: rfc3339(snapshot.changed_ms),
        },
        status: Indicator {
            indicator: indicator(snapshot.indicator).into(),
            description: snapshot.words.clone(),
        },
    }
}

fn indicator(state: ComponentState) -> &'static str {
    match state {
        ComponentState::Operational => "none",
        ComponentState::Degraded => Impact::Minor.name(),
        ComponentState::PartialOutage => Impact::Major.name(),
        ComponentState::MajorOutage => Impact::Critical.name(),
    }
}

fn component(
    component: &Component,
    worked_on: bool,
    position: u32,
    page_id: &str,
) -> PageComponent {
    let status = match component.state {
        ComponentState::Operational if worked_on => "under_maintenance",
        ComponentState::Degraded => "degraded_performance",
        other => other.name(),
    };
    PageComponent {
        id: component.id.clone(),
        name: component.name.clone(),
        status: status.into(),
        position,
        page_id: page_id.into(),
    }
}

fn incident(incident: &Incident, all: &[PageComponent], page: &StatusPage) -> PageIncident {
    let id = incident.id.to_string();
    let newest_ms = incident.updates.first().map_or(incident.opened_ms, |u| u.at_ms);
    PageIncident {
        name: incident.title.clone(),
        status: incident.state.name().into(),
        impact: incident.impact.name().into(),
        created_at: rfc3339(incident.opened_ms),
        updated_at: rfc3339(newest_ms),
        resolved_at: incident.resolved_ms.map(rfc3339),
        shortlink: format!("{}#incident-{id}", page.url),
        page_id: page.id.clone(),
        incident_updates: incident.updates.iter().map(|u| update(u, &id)).collect(),
        components: all.iter().filter(|c| incident.components.contains(&c.id)).cloned().collect(),
        scheduled_for: None,
        scheduled_until: None,
        id,
    }
}

/// Its one update is its newest wording.
fn scheduled(
    one: &Maintenance,
    all: &[PageComponent],
    page: &StatusPage,
    now_ms: i64,
) -> PageIncident {
    let id = format!("m{}", one.id);
    let (status, said) = (one.state(now_ms).name(), rfc3339(one.updated_ms));
    PageIncident {
        name: one.title.clone(),
        status: status.into(),
        impact: "maintenance".into(),
        created_at: rfc3339(one.posted_ms),
        updated_at: said.clone(),
        resolved_at: None,
        shortlink: format!("{}#maintenance-{}", page.url, one.id),
        page_id: page.id.clone(),
        incident_updates: vec![PageUpdate {
            id: format!("{id}-{}", one.seq),
            status: status.into(),
            body: one.text.clone(),
            incident_id: id.clone(),
            created_at: said.clone(),
            display_at: said,
        }],
        components: all.iter().filter(|c| one.components.contains(&c.id)).cloned().collect(),
        scheduled_for: Some(rfc3339(one.starts_ms)),
        scheduled_until: Some(rfc3339(one.ends_ms)),
        id,
    }
}

fn update(update: &Update, incident_id: &str) -> PageUpdate {
    let at = rfc3339(update.at_ms);
    PageUpdate {
        id: format!("{incident_id}-{}", update.seq),
        status: update.state.name().into(),
        body: update.text.clone(),
        incident_id: incident_id.into(),
        created_at: at.clone(),
        display_at: at,
    }
}
