//! An imported list of pupils at rest: what is common to the file, then one part a pupil, with what the file carried.

use encircle_domain::event::ImportSource;
use encircle_domain::name::Name;
use encircle_domain::pupil::{Pupil, YearTotals};
use encircle_domain::{Event, PupilId};
use serde::{Deserialize, Serialize};

use super::attendance::ImportSourceV1;
use super::contact::ContactV1;
use super::time::{date, date_text};
use super::{Part, from_cbor};
use crate::Error;

pub(crate) const PUPILS_IMPORTED: &str = "pupils_imported";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PupilsImportedV1 {
    source: ImportSourceV1,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameV1 {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    legal_surname: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    legal_forename: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    middle: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    preferred_surname: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    preferred_forename: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    former_surname: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    former_forename: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct YearTotalsV1 {
    year: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    school: Option<String>,
    possible: u32,
    attended: u32,
    authorised: u32,
    unauthorised: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PupilV1 {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    upn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    former_upn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    admission_number: Option<String>,
    name: NameV1,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sex: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    born: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year_group: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reg_group: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    admitted: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enrolment: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sen_provision: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    free_school_meals: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    in_care: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ethnicity: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    address: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    postcode: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    phones: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<ContactV1>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    totals: Vec<YearTotalsV1>,
}

pub(super) fn write_import(source: &ImportSource, pupils: &[(PupilId, Pupil)]) -> Vec<Part> {
    let common = PupilsImportedV1 { source: ImportSourceV1::of(source) };
    let pupils = pupils.iter().map(|(id, pupil)| Part::of(Some(*id), &PupilV1::of(pupil)));
    std::iter::once(Part::of(None, &common)).chain(pupils).collect()
}

pub(super) fn read_import(common: &[u8], parts: &[Part]) -> Result<Event, Error> {
    let common: PupilsImportedV1 = from_cbor(common)?;
    let pupils = parts
        .iter()
        .map(|part| Ok((part.subject.ok_or(Error::Damaged)?, from_cbor::<PupilV1>(&part.bytes)?.pupil()?)))
        .collect::<Result<_, Error>>()?;
    Ok(Event::PupilsImported { source: common.source.source(), pupils })
}

impl NameV1 {
    pub(crate) fn of(name: &Name) -> Self {
        let name = name.clone();
        Self {
            legal_surname: name.legal_surname,
            legal_forename: name.legal_forename,
            middle: name.middle,
            preferred_surname: name.preferred_surname,
            preferred_forename: name.preferred_forename,
            former_surname: name.former_surname,
            former_forename: name.former_forename,
        }
    }

    pub(crate) fn name(self) -> Name {
        Name {
            legal_surname: self.legal_surname,
            legal_forename: self.legal_forename,
            middle: self.middle,
            preferred_surname: self.preferred_surname,
            preferred_forename: self.preferred_forename,
            former_surname: self.former_surname,
            former_forename: self.former_forename,
        }
    }
}

impl YearTotalsV1 {
    fn of(totals: &YearTotals) -> Self {
        let YearTotals { year, school, possible, attended, authorised, unauthorised } = totals.clone();
        Self { year, school, possible, attended, authorised, unauthorised }
    }

    fn totals(self) -> YearTotals {
        let Self { year, school, possible, attended, authorised, unauthorised } = self;
        YearTotals { year, school, possible, attended, authorised, unauthorised }
    }
}

impl PupilV1 {
    pub(crate) fn of(pupil: &Pupil) -> Self {
        let contacts = pupil.contacts.iter().map(ContactV1::of).collect();
        let totals = pupil.totals.iter().map(YearTotalsV1::of).collect();
        let name = NameV1::of(&pupil.name);
        let pupil = pupil.clone();
        Self {
            upn: pupil.upn,
            former_upn: pupil.former_upn,
            admission_number: pupil.admission_number,
            name,
            sex: pupil.sex,
            born: pupil.born.map(date_text),
            year_group: pupil.year_group,
            reg_group: pupil.reg_group,
            admitted: pupil.admitted.map(date_text),
            left: pupil.left.map(date_text),
            enrolment: pupil.enrolment,
            sen_provision: pupil.sen_provision,
            free_school_meals: pupil.free_school_meals,
            in_care: pupil.in_care,
            first_language: pupil.first_language,
            ethnicity: pupil.ethnicity,
            address: pupil.address,
            postcode: pupil.postcode,
            phones: pupil.phones,
            contacts,
            totals,
        }
    }

    pub(crate) fn pupil(self) -> Result<Pupil, Error> {
        Ok(Pupil {
            upn: self.upn,
            former_upn: self.former_upn,
            admission_number: self.admission_number,
            name: self.name.name(),
            sex: self.sex,
            born: self.born.as_deref().map(date).transpose()?,
            year_group: self.year_group,
            reg_group: self.reg_group,
            admitted: self.admitted.as_deref().map(date).transpose()?,
            left: self.left.as_deref().map(date).transpose()?,
            enrolment: self.enrolment,
            sen_provision: self.sen_provision,
            free_school_meals: self.free_school_meals,
            in_care: self.in_care,
            first_language: self.first_language,
            ethnicity: self.ethnicity,
            address: self.address,
            postcode: self.postcode,
            phones: self.phones,
            contacts: self.contacts.into_iter().map(ContactV1::contact).collect::<Result<_, Error>>()?,
            totals: self.totals.into_iter().map(YearTotalsV1::totals).collect(),
        })
    }
}
