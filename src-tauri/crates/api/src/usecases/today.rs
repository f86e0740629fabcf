//! Today: what was recorded and not yet read, drafts, gaps, referrals that wait.

use encircle_domain::may::Act;

use super::convert::opening;
use super::people::People;
use super::pupil::PupilNames;
use super::referral::referral_view;
use crate::contract::*;
use crate::local_time::instant;
use crate::{ApiError, Session};

impl Session {
    /// Everything that waits, in one reply.
    pub fn get_today(&mut self, _: Nothing) -> Result<TodayView, ApiError> {
        self.allowed(Act::ReadGaps)?;
        let gaps = self.list_gaps(ListGaps::default())?;
        let drafts = self.list_drafts(Nothing {})?;
        let store = &self.open()?.store;
        let (people, mut names) = (People::of(store)?, PupilNames::of(store));
        let mut to_read = Vec::new();
        for row in store.unread_concerns()?.into_iter().rev() {
            to_read.push(ConcernRowView {
                id: row.id.to_string(),
                pupil: row.current.pupil.to_string(),
                pupil_name: names.known_as(row.current.pupil)?,
                recorded_at: instant(row.recorded_at),
                by: people.name(row.author),
                opening: opening(&row.current.what_happened),
            });
        }
        let referrals = store
            .referrals(None)?
            .into_iter()
            .rev()
            .map(|row| referral_view(row, &people, &mut names))
            .collect::<Result<_, _>>()?;
        Ok(TodayView {
            today: gaps.on,
            to_read,
            drafts,
            gaps: gaps.gaps,
            referrals,
            marks_until: gaps.marks_until,
            marks_stale: gaps.marks_stale,
            pupils: store.pupil_count()?,
        })
    }
}
