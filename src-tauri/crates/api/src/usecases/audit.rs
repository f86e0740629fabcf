//! Who did what and when.

use encircle_domain::may::Act;

use super::people::People;
use super::pupil::PupilNames;
use crate::contract::{AuditView, ListAudit};
use crate::local_time::instant;
use crate::{ApiError, Session};

/// Rows in one answer unless asked otherwise.
const ROWS: u32 = 500;

impl Session {
    /// Events, newest first; of one pupil's file when asked.
    pub fn list_audit(&mut self, asked: ListAudit) -> Result<Vec<AuditView>, ApiError> {
        let store = self.allowed(Act::ReadAudit)?;
        let pupil = asked.pupil.as_deref().map(|pupil| self.pupil_id(pupil, "pupil")).transpose()?;
        let (people, mut names) = (People::of(store)?, PupilNames::of(store));
        store
            .audit(pupil, asked.limit.unwrap_or(ROWS))?
            .into_iter()
            .map(|row| {
                Ok(AuditView {
                    id: row.id.to_string(),
                    recorded_at: instant(row.at),
                    by: people.name(row.author),
                    kind: row.kind,
                    pupil: row.pupil.map(|pupil| pupil.to_string()),
                    pupil_name: row.pupil.map(|pupil| names.known_as(pupil)).transpose()?,
                })
            })
            .collect()
    }
}
