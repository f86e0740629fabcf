//! What a file of marks would change in the registers of the vault.

use std::collections::HashSet;

use chrono::NaiveDate;
use encircle_domain::PupilId;
use encircle_domain::attendance::{Register, Year};
use encircle_domain::event::{Event, ImportSource, PupilMarks};
use encircle_store::Store;

use super::super::finding_words::Code;
use super::known::Known;
use crate::ApiError;

/// What a file of marks would change.
pub(super) struct MarksPlan {
    marks: Vec<PupilMarks>,
    names: Vec<String>,
    new: u32,
    changed: u32,
    unchanged: u32,
    /// Rows whose pupil is not in the vault, or is not the only one.
    pub(super) not_found: Vec<(u32, Code)>,
}

impl MarksPlan {
    pub(super) fn of(
        pupils: Vec<encircle_intake::PupilMarks>,
        known: &Known,
        store: &Store,
    ) -> Result<Self, ApiError> {
        let mut plan = Self {
            marks: Vec::new(),
            names: Vec::new(),
            new: 0,
            changed: 0,
            unchanged: 0,
            not_found: Vec::new(),
        };
        let mut seen = HashSet::new();
        for pupil in pupils {
            let found = known.find(&pupil.key).and_then(|id| {
                // Two names for one child may bring two marks for one session: neither is taken for the other's.
                if seen.insert(id) { Ok(id) } else { Err(Code::PupilTwice) }
            });
            let id = match found {
                Ok(id) => id,
                Err(code) => {
                    plan.not_found.push((pupil.first_row, code));
                    continue;
                }
            };
            for year in pupil.register.years() {
                plan.count(year, store.register(id, year.academic_year().start_year())?.as_deref());
            }
            if let Some(marks) = packed(id, &pupil.register) {
                plan.names.push(known.pupil(id).name.known_as());
                plan.marks.push(marks);
            }
        }
        Ok(plan)
    }

    fn count(&mut self, year: &Year, before: Option<&[u8]>) {
        let before = before.unwrap_or(&[0; Year::BYTES]);
        for (new, old) in year.as_bytes().iter().zip(before) {
            match (*new, *old) {
                (0, _) => {}
                (_, 0) => self.new += 1,
                (new, old) if new == old => self.unchanged += 1,
                _ => self.changed += 1,
            }
        }
    }

    pub(super) fn counts(&self) -> (u32, u32, u32) {
        (self.new, self.changed, self.unchanged)
    }

    pub(super) fn sample_names(&self, many: usize) -> Vec<String> {
        self.names.iter().take(many).cloned().collect()
    }

    pub(super) fn into_event(self, source: ImportSource) -> Option<Event> {
        if self.new + self.changed == 0 {
            return None;
        }
        let first = self.marks.iter().map(|marks| marks.first).min()?;
        let last = self.marks.iter().map(last_day).max()?;
        Some(Event::MarksImported { source, first, last, marks: self.marks })
    }
}

fn last_day(marks: &PupilMarks) -> NaiveDate {
    let days = (marks.codes.len() / 2).saturating_sub(1) as u64;
    marks.first.checked_add_days(chrono::Days::new(days)).unwrap_or(marks.first)
}

/// Two code numbers a day from the first mark to the last.
fn packed(pupil: PupilId, register: &Register) -> Option<PupilMarks> {
    let first = register.iter().next()?.date;
    let last = register.iter().next_back()?.date;
    let days = usize::try_from((last - first).num_days()).ok()? + 1;
    let mut codes = vec![0; 2 * days];
    for mark in register.iter() {
        let day = usize::try_from((mark.date - first).num_days()).ok()?;
        codes[2 * day + mark.session as usize] = mark.code.number();
    }
    Some(PupilMarks { pupil, first, codes })
}
