//! An imported file of marks at rest: what is common to the file, then one part a pupil.

use encircle_domain::Event;
use encircle_domain::event::{ImportSource, PupilMarks};
use serde::{Deserialize, Serialize};

use super::packed::{pack, unpack};
use super::time::{date, date_text};
use super::{Blob, Bytes, Part, from_cbor};
use crate::Error;

pub(crate) const MARKS_IMPORTED: &str = "marks_imported";

/// Where imported rows came from.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImportSourceV1 {
    file_name: String,
    hash: Bytes<32>,
    rows: u32,
    problems: u32,
}

impl ImportSourceV1 {
    pub(super) fn of(source: &ImportSource) -> Self {
        Self {
            file_name: source.file_name.clone(),
            hash: Bytes::new(source.hash),
            rows: source.rows,
            problems: source.problems,
        }
    }

    pub(super) fn source(self) -> ImportSource {
        ImportSource {
            file_name: self.file_name,
            hash: self.hash.into_array(),
            rows: self.rows,
            problems: self.problems,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MarksImportedV1 {
    source: ImportSourceV1,
    first: String,
    last: String,
}

/// Two code numbers a day (am, pm) from `first` on, packed; 0 says that the file gives no mark. Whose they are is the part's subject.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PupilMarksV1 {
    first: String,
    codes: Blob,
}

pub(super) fn write_import(
    source: &ImportSource,
    first: chrono::NaiveDate,
    last: chrono::NaiveDate,
    marks: &[PupilMarks],
) -> Vec<Part> {
    let common = MarksImportedV1 {
        source: ImportSourceV1::of(source),
        first: date_text(first),
        last: date_text(last),
    };
    let pupils = marks.iter().map(|marks| {
        let shape = PupilMarksV1 { first: date_text(marks.first), codes: Blob::from(pack(&marks.codes)) };
        Part::of(Some(marks.pupil), &shape)
    });
    std::iter::once(Part::of(None, &common)).chain(pupils).collect()
}

pub(super) fn read_import(common: &[u8], parts: &[Part]) -> Result<Event, Error> {
    let common: MarksImportedV1 = from_cbor(common)?;
    let marks = parts
        .iter()
        .map(|part| {
            let shape: PupilMarksV1 = from_cbor(&part.bytes)?;
            let pupil = part.subject.ok_or(Error::Damaged)?;
            Ok(PupilMarks { pupil, first: date(&shape.first)?, codes: unpack(&shape.codes.into_vec())? })
        })
        .collect::<Result<_, Error>>()?;
    Ok(Event::MarksImported {
        source: common.source.source(),
        first: date(&common.first)?,
        last: date(&common.last)?,
        marks,
    })
}
