//! A pupil of the school, as the school's own system describes the child.

use chrono::{Datelike, NaiveDate};

use crate::contact::Contact;
use crate::fold::fold;
use crate::name::Name;
use crate::upn::{Upn, Verdict};

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
    /// The last day on roll, where the source says so; a child who merely stopped coming has none.
    pub left: Option<NaiveDate>,
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
        // A number that is replaced still finds the child, and an old file does not bring it back.
        let upn = newer.upn.filter(|new| self.former_upn.as_ref() != Some(new)).or(self.upn.clone());
        let replaced = self.upn.filter(|old| upn.as_ref() != Some(old));
        Pupil {
            upn,
            former_upn: newer.former_upn.or(replaced).or(self.former_upn),
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
            left: newer.left.or(self.left),
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

    /// Whether the school has the child on its admission register on `day`. Only a leaving date takes a child off it, and a later
    /// admission puts the child back.
    pub fn is_on_roll(&self, day: NaiveDate) -> bool {
        is_on_roll(self.admitted, self.left, day)
    }

    /// Whether two records that share a number can be the same child. Dates of birth that are known must agree, and a forename in
    /// legal, daily or former use; a surname may change. Where a date of birth is missing, the surname must agree as well.
    pub fn agrees_with(&self, other: &Pupil) -> bool {
        let forenames = meet(&self.name.given(), &other.name.given());
        match (self.born, other.born) {
            (Some(born), Some(other_born)) => born == other_born && forenames,
            _ => forenames && meet(&self.name.family(), &other.name.family()),
        }
    }

    /// Whether the child's number is one that a school gives until the permanent one is known.
    pub fn has_temporary_upn(&self) -> bool {
        let upn = self.upn.as_deref().and_then(|upn| Upn::parse(upn).ok());
        upn.is_some_and(|upn| upn.verdict() == Verdict::Temporary)
    }
}

/// [`Pupil::is_on_roll`] of the two dates that decide it.
pub fn is_on_roll(admitted: Option<NaiveDate>, left: Option<NaiveDate>, day: NaiveDate) -> bool {
    left.is_none_or(|left| day <= left || admitted.is_some_and(|back| left < back && back <= day))
}

fn meet(some: &[String], others: &[String]) -> bool {
    some.is_empty() || others.is_empty() || some.iter().any(|one| others.contains(one))
}

impl Name {
    /// The first word of each forename, folded; a child with a single name has that one.
    fn given(&self) -> Vec<String> {
        let forenames = [&self.legal_forename, &self.preferred_forename, &self.former_forename];
        let mut given: Vec<String> = forenames.into_iter().flatten().map(|name| first_word(name)).collect();
        if given.is_empty() {
            given = self.family().iter().map(|name| first_word(name)).collect();
        }
        given
    }

    /// Every surname, folded.
    fn family(&self) -> Vec<String> {
        let surnames = [&self.legal_surname, &self.preferred_surname, &self.former_surname];
        surnames.into_iter().flatten().map(|name| fold(name)).collect()
    }
}

fn first_word(name: &str) -> String {
    fold(name).split(' ').next().unwrap_or_default().to_owned()
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

    fn child(forename: &str, surname: &str, born: &str) -> Pupil {
        let name = Name {
            legal_forename: Some(forename.to_owned()).filter(|text| !text.is_empty()),
            legal_surname: Some(surname.to_owned()).filter(|text| !text.is_empty()),
            ..Name::default()
        };
        Pupil { name, born: born.parse().ok(), ..Pupil::default() }
    }

    #[test]
    fn records_of_one_child_agree_through_spelling_and_a_new_surname() {
        let sian = child("Siân", "O'Dwyer", "2012-03-14");
        assert!(sian.agrees_with(&child("Sian Mair", "O’Dwyer-Nash", "2012-03-14")));
        assert!(
            sian.agrees_with(&child("SIAN", "ODwyer", "")),
            "without a birth date the surname must agree"
        );
        assert!(!sian.agrees_with(&child("Siân", "Price", "")));
        assert!(
            !sian.agrees_with(&child("Siân", "O'Dwyer", "2012-03-15")),
            "another birthday is another child"
        );
        assert!(!sian.agrees_with(&child("Mair", "O'Dwyer", "2012-03-14")), "a twin is another child");
        let cas = Pupil {
            name: Name { preferred_forename: Some("Cas".into()), ..child("Casimir", "Pellow", "").name },
            ..child("", "", "2011-01-02")
        };
        assert!(cas.agrees_with(&child("Cas", "Treloar", "2011-01-02")));
        assert!(
            child("", "Suharti", "").agrees_with(&child("Suharti", "", "")),
            "a single name stands in either place"
        );
    }

    #[test]
    fn a_leaving_date_takes_a_child_off_the_roll_until_a_later_admission() {
        let left = Pupil { left: Some(date("2026-07-17")), ..Pupil::default() };
        assert!(left.is_on_roll(date("2026-07-17")), "the last day is on roll");
        assert!(!left.is_on_roll(date("2026-07-18")));
        let back = Pupil { admitted: Some(date("2026-11-02")), ..left.clone() };
        assert!(!back.is_on_roll(date("2026-11-01")));
        assert!(back.is_on_roll(date("2026-11-02")));
        let before = Pupil { admitted: Some(date("2022-09-01")), ..left };
        assert!(!before.is_on_roll(date("2026-11-02")), "an admission before the leaving changes nothing");
        assert!(Pupil::default().is_on_roll(date("2026-11-02")), "nothing said means on roll");
    }

    #[test]
    fn a_number_that_is_replaced_still_finds_the_child() {
        let known = Pupil { upn: Some("M99999923500G".into()), ..Pupil::default() };
        assert!(known.has_temporary_upn());
        let merged = known.updated_by(Pupil { upn: Some("B801200005001".into()), ..Pupil::default() });
        assert_eq!(merged.former_upn.as_deref(), Some("M99999923500G"));
        assert!(!merged.has_temporary_upn());
        let old = Pupil { upn: Some("M99999923500G".into()), ..Pupil::default() };
        assert_eq!(merged.clone().updated_by(old), merged, "an old file is no news");
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
