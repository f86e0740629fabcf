//! The pupils of the vault by everything that can name them in a file. Never here: deciding what becomes of a row.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use encircle_domain::PupilId;
use encircle_domain::fold::fold;
use encircle_domain::name::Name;
use encircle_domain::pupil::Pupil;
use encircle_intake::PupilKey;
use encircle_store::Store;

use super::super::finding_words::Code;
use crate::ApiError;

/// The pupils of the vault by everything that can name them.
pub(super) struct Known {
    pupils: HashMap<PupilId, Pupil>,
    by_upn: HashMap<String, BTreeSet<PupilId>>,
    by_admission: HashMap<String, BTreeSet<PupilId>>,
    by_name: HashMap<(String, String), BTreeSet<PupilId>>,
}

/// Surname and forename, folded: two spellings of one name are one key.
pub(super) type NameKey = (String, String);

fn name_key(surname: Option<&str>, forename: Option<&str>) -> NameKey {
    (fold(surname.unwrap_or_default()), fold(forename.unwrap_or_default()))
}

/// The key of the legal name, where there is one.
pub(super) fn legal_key(name: &Name) -> NameKey {
    name_key(
        name.legal_surname.as_deref().or(name.surname()),
        name.legal_forename.as_deref().or(name.forename()),
    )
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
                known.by_upn.entry(upn.clone()).or_default().insert(id);
            }
            if let Some(number) = &pupil.admission_number {
                known.by_admission.entry(number.clone()).or_default().insert(id);
            }
            let daily = name_key(pupil.name.surname(), pupil.name.forename());
            for name in [daily, legal_key(&pupil.name)] {
                known.by_name.entry(name).or_default().insert(id);
            }
            known.pupils.insert(id, pupil);
        }
        Ok(known)
    }

    /// A pupil whom another answer of this index named.
    pub(super) fn pupil(&self, id: PupilId) -> &Pupil {
        &self.pupils[&id]
    }

    /// Every pupil whom a number of the row names: UPN, former UPN or admission number.
    pub(super) fn by_numbers(
        &self,
        upn: Option<&str>,
        former_upn: Option<&str>,
        admission_number: Option<&str>,
    ) -> BTreeSet<PupilId> {
        let upns = [upn, former_upn].into_iter().flatten().filter_map(|upn| self.by_upn.get(upn));
        upns.chain(self.by_admission.get(admission_number.unwrap_or_default())).flatten().copied().collect()
    }

    /// Who owns the UPN, or had it before.
    pub(super) fn owners_of_upn(&self, upn: &str) -> impl Iterator<Item = PupilId> + '_ {
        self.by_upn.get(upn).into_iter().flatten().copied()
    }

    /// Who has the admission number.
    pub(super) fn owners_of_admission(&self, number: &str) -> impl Iterator<Item = PupilId> + '_ {
        self.by_admission.get(number).into_iter().flatten().copied()
    }

    /// Pupils of one name whose date of birth is the same, or missing on either side.
    pub(super) fn by_name_and_birth(&self, name: &NameKey, born: Option<NaiveDate>) -> Vec<PupilId> {
        let same_birth = |id: &PupilId| {
            let known = self.pupils[id].born;
            born.is_none() || known.is_none() || known == born
        };
        self.by_name.get(name).into_iter().flatten().copied().filter(same_birth).collect()
    }

    /// The one pupil whom a row of marks names.
    ///
    /// # Errors
    /// Why nobody, or nobody alone, is named.
    pub(super) fn find(&self, key: &PupilKey) -> Result<PupilId, Code> {
        let (upn, admission) = (key.upn.as_deref(), key.admission_number.as_deref());
        let numbered = self.by_numbers(upn, None, admission);
        let row = Pupil {
            name: Name {
                legal_surname: key.surname.clone(),
                legal_forename: key.forename.clone(),
                ..Name::default()
            },
            born: key.born,
            upn: key.upn.clone(),
            ..Pupil::default()
        };
        match numbered.iter().collect::<Vec<_>>().as_slice() {
            // A number that nobody has is not replaced by a name.
            [] if upn.is_some() || admission.is_some() => Err(Code::PupilNotFound),
            [] => match self.by_name_and_birth(&legal_key(&row.name), key.born).as_slice() {
                [] => Err(Code::PupilNotFound),
                [only] => Ok(*only),
                _ => Err(Code::PupilNotUnique),
            },
            [only] if upns_contradict(&row, &self.pupils[only]) => Err(Code::NumbersDisagree),
            [only] if self.pupils[only].agrees_with(&row) => Ok(**only),
            [_] => Err(Code::NameDisagrees),
            _ => Err(Code::NumbersDisagree),
        }
    }
}

/// Two permanent UPNs for one child, of which neither is said to have replaced the other.
pub(super) fn upns_contradict(row: &Pupil, there: &Pupil) -> bool {
    let (Some(new), Some(old)) = (&row.upn, &there.upn) else { return false };
    let replaced = row.former_upn.as_ref() == Some(old) || there.former_upn.as_ref() == Some(new);
    new != old && !replaced && !there.has_temporary_upn()
}

/// How often each number stands in a file.
#[derive(Default)]
pub(super) struct Shared {
    upns: BTreeMap<String, u32>,
    admissions: BTreeMap<String, u32>,
}

impl Shared {
    pub(super) fn add(&mut self, pupil: &Pupil) {
        if let Some(upn) = &pupil.upn {
            *self.upns.entry(upn.clone()).or_default() += 1;
        }
        if let Some(number) = &pupil.admission_number {
            *self.admissions.entry(number.clone()).or_default() += 1;
        }
    }

    pub(super) fn upn(&self, upn: &str) -> bool {
        self.upns.get(upn).is_some_and(|times| *times > 1)
    }

    pub(super) fn admission(&self, number: &str) -> bool {
        self.admissions.get(number).is_some_and(|times| *times > 1)
    }
}
