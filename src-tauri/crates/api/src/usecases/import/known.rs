//! Who in a file is who in the vault. A number decides; a name with a date of birth is never enough without asking.

use std::collections::HashMap;

use chrono::NaiveDate;
use encircle_domain::PupilId;
use encircle_domain::attendance::Year;
use encircle_domain::event::{Event, ImportSource, PupilMarks};
use encircle_domain::fold::fold;
use encircle_domain::pupil::Pupil;
use encircle_intake::{PupilKey, PupilRow};
use encircle_store::Store;
use rand_core::Rng;

use super::finding_words::Code;
use crate::ApiError;

/// The pupils of the vault by everything that can name them.
pub(super) struct Known {
    pupils: HashMap<PupilId, Pupil>,
    by_upn: HashMap<String, PupilId>,
    by_admission: HashMap<String, PupilId>,
    by_name: HashMap<(String, String), Vec<PupilId>>,
}

fn folded_name(surname: Option<&str>, forename: Option<&str>) -> (String, String) {
    (fold(surname.unwrap_or_default()), fold(forename.unwrap_or_default()))
}

impl Known {
    pub(super) fn of(store: &Store) -> Result<Self, ApiError> {
        let mut known = Self {
            pupils: HashMap::new(),
            by_upn: HashMap::new(),
            by_admission: HashMap::new(),
            by_name: HashMap::new(),
        };
        for (id, pupil) in store.all_pupils()? {
            for upn in pupil.upn.iter().chain(&pupil.former_upn) {
                known.by_upn.entry(upn.clone()).or_insert(id);
            }
            if let Some(number) = &pupil.admission_number {
                known.by_admission.insert(number.clone(), id);
            }
            let name = &pupil.name;
            let legal = folded_name(name.legal_surname.as_deref(), name.legal_forename.as_deref());
            let daily = folded_name(name.surname(), name.forename());
            if daily != legal {
                known.by_name.entry(daily).or_default().push(id);
            }
            known.by_name.entry(legal).or_default().push(id);
            known.pupils.insert(id, pupil);
        }
        Ok(known)
    }

    fn by_number(&self, upn: Option<&str>, former: Option<&str>, admission: Option<&str>) -> Option<PupilId> {
        let by_upn = |upn: Option<&str>| self.by_upn.get(upn?).copied();
        by_upn(upn).or_else(|| by_upn(former)).or_else(|| {
            // An admission number decides only where no UPN speaks against it.
            let id = *self.by_admission.get(admission?)?;
            let own = self.pupils.get(&id)?.upn.as_deref();
            (upn.is_none() || own.is_none() || own == upn).then_some(id)
        })
    }

    fn by_name_and_birth(&self, name: (String, String), born: Option<NaiveDate>) -> Vec<PupilId> {
        let same_birth = |id: &&PupilId| {
            born.is_none()
                || self.pupils.get(*id).is_some_and(|pupil| pupil.born.is_none() || pupil.born == born)
        };
        self.by_name.get(&name).into_iter().flatten().filter(same_birth).copied().collect()
    }
}

/// What a file of pupils would change.
pub(super) struct PupilsPlan {
    rows: Vec<(PupilId, Pupil)>,
    new: u32,
    changed: u32,
    unchanged: u32,
    /// Rows that look like a pupil of the vault without a number to prove it: a person decides.
    pub(super) to_ask: Vec<u32>,
}

impl PupilsPlan {
    pub(super) fn of(rows: Vec<PupilRow>, known: &Known, random: &mut impl Rng) -> Self {
        let mut plan = Self { rows: Vec::new(), new: 0, changed: 0, unchanged: 0, to_ask: Vec::new() };
        for PupilRow { row, pupil } in rows {
            let number = known.by_number(
                pupil.upn.as_deref(),
                pupil.former_upn.as_deref(),
                pupil.admission_number.as_deref(),
            );
            if let Some(id) = number {
                let before = &known.pupils[&id];
                let after = before.clone().updated_by(pupil);
                if after == *before {
                    plan.unchanged += 1;
                } else {
                    plan.changed += 1;
                    plan.rows.push((id, after));
                }
                continue;
            }
            let name = folded_name(pupil.name.legal_surname.as_deref(), pupil.name.legal_forename.as_deref());
            let alike = known.by_name_and_birth(name, pupil.born);
            let unproved = alike.iter().any(|id| pupil.upn.is_none() || known.pupils[id].upn.is_none());
            if unproved {
                plan.to_ask.push(row);
                continue;
            }
            let mut id = [0; 16];
            random.fill_bytes(&mut id);
            plan.new += 1;
            plan.rows.push((PupilId(id), pupil));
        }
        plan
    }

    /// New, changed, unchanged pupils.
    pub(super) fn counts(&self) -> (u32, u32, u32) {
        (self.new, self.changed, self.unchanged)
    }

    pub(super) fn into_event(self, source: ImportSource) -> Option<Event> {
        (!self.rows.is_empty()).then_some(Event::PupilsImported { source, pupils: self.rows })
    }
}

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
        for pupil in pupils {
            let id = match find(&pupil.key, known) {
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
                plan.names.push(known.pupils[&id].name.known_as());
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

/// The one pupil whom a key names.
fn find(key: &PupilKey, known: &Known) -> Result<PupilId, Code> {
    if let Some(id) = known.by_number(key.upn.as_deref(), None, key.admission_number.as_deref()) {
        return Ok(id);
    }
    // A number that nobody has is not replaced by a name.
    if key.upn.is_some() || key.admission_number.is_some() {
        return Err(Code::PupilNotFound);
    }
    let name = folded_name(key.surname.as_deref(), key.forename.as_deref());
    let mut alike = known.by_name_and_birth(name, key.born);
    alike.dedup();
    match alike.as_slice() {
        [] => Err(Code::PupilNotFound),
        [only] => Ok(*only),
        _ => Err(Code::PupilNotUnique),
    }
}

/// Two code numbers a day from the first mark to the last.
fn packed(pupil: PupilId, register: &encircle_domain::attendance::Register) -> Option<PupilMarks> {
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
