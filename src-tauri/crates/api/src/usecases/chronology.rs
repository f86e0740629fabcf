//! The chronology: concerns and referrals of one pupil in order of events, each with when it was recorded and by whom.

use chrono::NaiveDateTime;
use encircle_domain::PupilId;
use encircle_domain::event::Event;
use encircle_domain::may::Act;
use encircle_store::NewEvent;

use super::convert::count;
use super::people::People;
use super::pupil::PupilNames;
use super::referral::referral_view;
use super::{concern, referral_bundle};
use crate::contract::*;
use crate::local_time::{optional_date, to_local};
use crate::ports::FileKind;
use crate::{ApiError, Session, disk};

impl Session {
    /// The entries that the filter leaves, newest event first unless asked otherwise.
    pub fn get_chronology(&mut self, asked: GetChronology) -> Result<ChronologyView, ApiError> {
        let pupil = self.file(Act::ReadFile, &asked.pupil)?;
        let from = optional_date(asked.from.as_deref(), "from")?;
        let to = optional_date(asked.to.as_deref(), "to")?;
        let all = self.entries(pupil)?;
        let total = count(all.len());
        let mut kept: Vec<_> = all
            .into_iter()
            .filter(|(at, _)| {
                from.is_none_or(|from| at.date() >= from) && to.is_none_or(|to| at.date() <= to)
            })
            .filter(|(_, entry)| match entry {
                EntryView::Concern { entry } => {
                    asked.sign.is_none_or(|sign| entry.signs.contains(&sign))
                        && asked.category.as_ref().is_none_or(|category| entry.categories.contains(category))
                }
                EntryView::Referral { .. } => asked.sign.is_none() && asked.category.is_none(),
            })
            .collect();
        if !asked.oldest_first {
            kept.reverse();
        }
        Ok(ChronologyView { entries: kept.into_iter().map(|(_, entry)| entry).collect(), total })
    }

    /// Every entry of a pupil with its place on the axis, oldest first. What has no time of its own stands where it was recorded.
    fn entries(&self, pupil: PupilId) -> Result<Vec<(NaiveDateTime, EntryView)>, ApiError> {
        let visible = self.visible()?;
        let store = visible.store();
        let (people, mut names) = (People::of(store)?, PupilNames::of(store));
        let mut entries = Vec::new();
        for row in visible.concerns_of(pupil)? {
            let recorded = row.recorded_at;
            let at = row.current.happened.earliest().unwrap_or_else(|| to_local(recorded));
            let entry = Box::new(concern::view(row, &people, &mut names)?);
            entries.push((at, recorded, EntryView::Concern { entry }));
        }
        for row in visible.referrals(Some(pupil))? {
            let recorded = row.at;
            let entry = Box::new(referral_view(row, &people, &mut names)?);
            entries.push((to_local(recorded), recorded, EntryView::Referral { entry }));
        }
        entries.sort_by_key(|(at, recorded, _)| (*at, *recorded));
        Ok(entries.into_iter().map(|(at, _, entry)| (at, entry)).collect())
    }

    /// Saves the chronology as a PDF: exactly what the filter leaves, the filter in its heading.
    pub fn save_chronology(&mut self, asked: SaveChronology) -> Result<Option<SavedView>, ApiError> {
        let pupil = self.file(Act::Export, &asked.chronology.pupil)?;
        let (pdf, entries) = referral_bundle::chronology_pdf(self, asked.chronology)?;
        let Some(path) = self.ports.files.ask_save(FileKind::Chronology, "Chronology.pdf") else {
            return Ok(None);
        };
        self.commit(vec![NewEvent::of(Event::ChronologySaved { pupil, entries })])?;
        Ok(Some(SavedView { file_name: disk::write(&path, &pdf)? }))
    }
}
