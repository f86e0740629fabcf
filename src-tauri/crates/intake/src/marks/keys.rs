//! Who a row of marks is about.
//!
//! Belongs here: the cells that name a pupil, and remembering each once. Never here: pupils of the vault.

use std::collections::HashMap;

use encircle_domain::attendance::Register;
use encircle_domain::upn::Upn;

use super::{PupilKey, PupilMarks};
use crate::dates;
use crate::header::{Column, Headings};
use crate::table::Line;
use crate::text::clean;

/// Columns that can name a pupil.
const NAMING: [Column; 9] = [
    Column::Upn,
    Column::AdmissionNumber,
    Column::Pupil,
    Column::FullName,
    Column::LegalSurname,
    Column::LegalForename,
    Column::Surname,
    Column::Forename,
    Column::Born,
];

/// The pupils of a file. The bytes of the naming cells are looked up before anything is read from them, so half a million
/// rows cost one reading a pupil.
pub(super) struct Pupils {
    places: Vec<(Column, usize)>,
    by_bytes: HashMap<Vec<u8>, Option<usize>>,
    by_key: HashMap<PupilKey, usize>,
    /// The bytes of the row at hand; kept to be filled again.
    bytes: Vec<u8>,
    last: Option<(Vec<u8>, Option<usize>)>,
    pub list: Vec<PupilMarks>,
}

impl Pupils {
    pub fn of(headings: &Headings) -> Self {
        let places = NAMING.iter().filter_map(|column| Some((*column, headings.place(*column)?))).collect();
        Self {
            places,
            by_bytes: HashMap::new(),
            by_key: HashMap::new(),
            bytes: Vec::new(),
            last: None,
            list: Vec::new(),
        }
    }

    /// Whether any column can name a pupil.
    pub fn can_be_named(&self) -> bool {
        self.places.iter().any(|(column, _)| *column != Column::Born)
    }

    /// The index of the row's pupil in [`Pupils::list`]; `None` when the row names nobody.
    pub fn of_row(&mut self, line: &Line<'_>) -> Option<usize> {
        self.bytes.clear();
        for (_, place) in &self.places {
            self.bytes.extend_from_slice(line.record.get(*place).unwrap_or_default());
            // No cell of a decoded table holds a NUL, so joined cells cannot be mistaken for others.
            self.bytes.push(0);
        }
        if let Some((bytes, pupil)) = &self.last
            && *bytes == self.bytes
        {
            return *pupil;
        }
        let pupil = match self.by_bytes.get(&self.bytes) {
            Some(known) => *known,
            None => {
                let pupil = self.new_spelling(line);
                self.by_bytes.insert(self.bytes.clone(), pupil);
                pupil
            }
        };
        let last = self.last.get_or_insert_default();
        last.0.clone_from(&self.bytes);
        last.1 = pupil;
        pupil
    }

    fn new_spelling(&mut self, line: &Line<'_>) -> Option<usize> {
        let key = self.key(line)?;
        Some(*self.by_key.entry(key).or_insert_with_key(|key| {
            let (key, register) = (key.clone(), Register::default());
            self.list.push(PupilMarks { key, first_row: line.row, marks: 0, register });
            self.list.len() - 1
        }))
    }

    fn key(&self, line: &Line<'_>) -> Option<PupilKey> {
        let mut key = PupilKey::default();
        for (column, place) in &self.places {
            let text = clean(line.cell(*place)).text;
            if text.is_empty() {
                continue;
            }
            match column {
                Column::Upn => key.upn = Upn::parse(&text).ok().map(|upn| upn.to_string()),
                Column::AdmissionNumber => key.admission_number = Some(text),
                Column::Pupil => match Upn::parse(&text) {
                    Ok(upn) => key.upn = key.upn.or(Some(upn.to_string())),
                    Err(_) if text.contains(',') => set_name(&mut key, &text),
                    Err(_) => key.admission_number = key.admission_number.or(Some(text)),
                },
                Column::FullName => set_name(&mut key, &text),
                Column::LegalSurname | Column::Surname => key.surname = key.surname.or(Some(text)),
                Column::LegalForename | Column::Forename => key.forename = key.forename.or(Some(text)),
                _ => key.born = dates::parse(&text).ok(),
            }
        }
        let named = key.upn.is_some() || key.admission_number.is_some() || key.surname.is_some();
        (named || key.forename.is_some()).then_some(key)
    }
}

fn set_name(key: &mut PupilKey, text: &str) {
    let (surname, forename) = text.split_once(',').unwrap_or((text, ""));
    let part = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    key.surname = key.surname.take().or(part(surname));
    key.forename = key.forename.take().or(part(forename));
}
