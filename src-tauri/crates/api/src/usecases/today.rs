//! Today: what was recorded and not yet read, drafts, gaps, referrals that wait.

use encircle_domain::may::Act;

use super::concern::row_view;
use super::people::People;
use super::pupil::PupilNames;
use super::referral::referral_view;
use crate::contract::*;
use crate::{ApiError, Session};

impl Session {
    /// Everything that waits, in one reply.
    pub fn get_today(&mut self, _: Nothing) -> Result<TodayView, ApiError> {
        self.allowed(Act::ReadToday)?;
        let gaps = self.list_gaps(ListGaps::default())?;
        let drafts = self.list_drafts(Nothing {})?;
        let visible = self.visible()?;
        let store = visible.store();
        let (people, mut names) = (People::of(store)?, PupilNames::of(store));
        let unread = visible.unread_concerns()?;
        let to_read =
            unread.iter().rev().map(|row| row_view(row, &people, &mut names)).collect::<Result<_, _>>()?;
        let referrals = visible
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
            backup: self.last_backup()?,
        })
    }
}
