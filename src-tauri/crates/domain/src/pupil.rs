//! A pupil of the school, as the school's own system describes the child.

use chrono::{Datelike, NaiveDate};

use crate::contact::Contact;
use crate::name::Name;

/// Attendance totals of one school year at one school (Common Transfer File, `Attendance/YearData`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearTotals {
    /// The year in which the school year began.
    pub year: u16,
    pub school: Option<String>,
    pub possible: u32,
    pub attended: u32,
    pub authorised: u32,
    pub unauthorised: u32,
}

/// What is known of a pupil. Everything but a name may be missing; a partial import never clears what it does not carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pupil {
    /// Unique pupil number, normalised; may carry a wrong check letter, which is a warning and never a refusal.
    pub upn: Option<String>,
    pub former_upn: Option<String>,
    /// The school's own number, leading noughts kept.
    pub admission_number: Option<String>,
    pub name: Name,
    /// The source's own letter or word.
    pub sex: Option<String>,
    pub born: Option<NaiveDate>,
    /// National curriculum year, as `10` or `R`.
    pub year_group: Option<String>,
    /// Registration or tutor group.
    pub reg_group: Option<String>,
    pub admitted: Option<NaiveDate>,
    pub enrolment: Option<String>,
    /// SEN provision code, as `K` or `E`.
    pub sen_provision: Option<String>,
    pub free_school_meals: Option<bool>,
    pub in_care: Option<bool>,
    pub first_language: Option<String>,
    pub ethnicity: Option<String>,
    pub address: Vec<String>,
    pub postcode: Option<String>,
    pub phones: Vec<String>,
    pub contacts: Vec<Contact>,
    pub totals: Vec<YearTotals>,
}

impl Pupil {
    /// Lays what `newer` carries over this record; what it does not carry stays.
    pub fn updated_by(self, newer: Pupil) -> Pupil {
        fn list<T>(old: Vec<T>, new: Vec<T>) -> Vec<T> {
            if new.is_empty() { old } else { new }
        }
        Pupil {
            upn: newer.upn.or(self.upn),
            former_upn: newer.former_upn.or(self.former_upn),
            admission_number: newer.admission_number.or(self.admission_number),
            name: Name {
                legal_surname: newer.name.legal_surname.or(self.name.legal_surname),
                legal_forename: newer.name.legal_forename.or(self.name.legal_forename),
                middle: newer.name.middle.or(self.name.middle),
                preferred_surname: newer.name.preferred_surname.or(self.name.preferred_surname),
                preferred_forename: newer.name.preferred_forename.or(self.name.preferred_forename),
                former_surname: newer.name.former_surname.or(self.name.former_surname),
                former_forename: newer.name.former_forename.or(self.name.former_forename),
            },
            sex: newer.sex.or(self.sex),
            born: newer.born.or(self.born),
            year_group: newer.year_group.or(self.year_group),
            reg_group: newer.reg_group.or(self.reg_group),
            admitted: newer.admitted.or(self.admitted),
            enrolment: newer.enrolment.or(self.enrolment),
            sen_provision: newer.sen_provision.or(self.sen_provision),
            free_school_meals: newer.free_school_meals.or(self.free_school_meals),
            in_care: newer.in_care.or(self.in_care),
            first_language: newer.first_language.or(self.first_language),
            ethnicity: newer.ethnicity.or(self.ethnicity),
            address: list(self.address, newer.address),
            postcode: newer.postcode.or(self.postcode),
            phones: list(self.phones, newer.phones),
            contacts: list(self.contacts, newer.contacts),
            totals: list(self.totals, newer.totals),
        }
    }
}

/// Whole years of age on `day`. A child born on 29 February comes of age on 1 March in a common year, as a court would count.
pub fn age_on(born: NaiveDate, day: NaiveDate) -> Option<u32> {
    let before_birthday = (day.month(), day.day()) < (born.month(), born.day());
    u32::try_from(day.year() - born.year() - i32::from(before_birthday)).ok().filter(|_| born <= day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_age_turns_on_the_birthday() {
        let born = date("2012-03-14");
        assert_eq!(age_on(born, date("2026-03-13")), Some(13));
        assert_eq!(age_on(born, date("2026-03-14")), Some(14));
        assert_eq!(age_on(date("2012-02-29"), date("2026-02-28")), Some(13));
        assert_eq!(age_on(date("2012-02-29"), date("2026-03-01")), Some(14));
        assert_eq!(age_on(born, date("2012-03-13")), None, "nobody has an age before birth");
    }

    #[test]
    fn a_partial_record_never_clears_what_it_does_not_carry() {
        let known = Pupil {
            upn: Some("B801200005001".into()),
            reg_group: Some("10B".into()),
            phones: vec!["01632 960101".into()],
            ..Pupil::default()
        };
        let newer = Pupil { reg_group: Some("10C".into()), ..Pupil::default() };
        let merged = known.clone().updated_by(newer);
        assert_eq!(merged, Pupil { reg_group: Some("10C".into()), ..known });
    }
}
