//! Who did what and when.

use encircle_domain::may::Act;
use encircle_store::{AuditOf, AuditRow};

use super::people::{People, person_id};
use super::pupil::PupilNames;
use super::visible::Visible;
use crate::contract::{AuditView, ListAudit};
use crate::local_time::{instant, optional_date, start_of_day};
use crate::{ApiError, ErrorCode, Session};

/// Rows in one answer unless asked otherwise.
const ROWS: u32 = 500;

impl Session {
    /// Events, newest first; of one pupil's file, of one person, of some days when asked.
    pub fn list_audit(&mut self, asked: ListAudit) -> Result<Vec<AuditView>, ApiError> {
        self.allowed(Act::ReadAudit)?;
        let pupil = asked.pupil.as_deref().map(|pupil| self.file(Act::ReadAudit, pupil)).transpose()?;
        let person = asked.person.as_deref().map(person_id).transpose()?;
        let (from, to) =
            (optional_date(asked.from.as_deref(), "from")?, optional_date(asked.to.as_deref(), "to")?);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(ApiError::at(ErrorCode::EndsBeforeItBegins, "to"));
        }
        let from = from.map(start_of_day);
        let before = to.and_then(|day| day.succ_opt()).map(start_of_day);
        let visible = self.visible()?;
        let store = visible.store();
        let (people, mut names) = (People::of(store)?, PupilNames::of(store));
        audit_seen(&visible, &AuditOf { pupil, person, from, before }, asked.limit.unwrap_or(ROWS))?
            .into_iter()
            .map(|row| {
                Ok(AuditView {
                    id: row.id.to_string(),
                    recorded_at: instant(row.at),
                    by: people.name(row.author),
                    kind: row.kind,
                    pupil: row.pupil.map(|pupil| pupil.to_string()),
                    pupil_name: row.pupil.map(|pupil| names.known_as(pupil)).transpose()?,
                    person: row.person.map(|person| person.to_string()),
                    person_name: row.person.map(|person| people.name(person)),
                    role: row.role.map(|role| role.code().to_owned()),
                    kit: row.kit,
                })
            })
            .collect()
    }
}

/// The latest rows that the person sees. As many are asked for as it takes, so that the number of rows tells of nothing closed.
fn audit_seen(visible: &Visible<'_>, of: &AuditOf, limit: u32) -> Result<Vec<AuditRow>, ApiError> {
    let mut asked = limit;
    loop {
        let mut rows = visible.store().audit_of(of, asked)?;
        let all = rows.len() < asked as usize;
        rows.retain(|row| {
            let events = [Some(row.id), row.corrects];
            events.into_iter().flatten().all(|event| visible.sees_entry(event))
                && row.pupil.is_none_or(|pupil| visible.sees(pupil))
        });
        if all || rows.len() >= limit as usize {
            rows.truncate(limit as usize);
            return Ok(rows);
        }
        asked = asked.saturating_mul(4).max(1);
    }
}
