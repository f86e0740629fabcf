//! The pupils of the made-up school: cohorts of children with families, numbers and addresses, and the few whom the story is about.
//! Never here: marks, concerns, or a child who exists.

use chrono::{DateTime, Days, NaiveDate, Utc};
use encircle_domain::PupilId;
use encircle_domain::contact::{Contact, ParentalResponsibility};
use encircle_domain::name::Name;
use encircle_domain::pupil::Pupil;
use encircle_domain::upn::Upn;

use super::STORY_PUPIL_NAME;
use super::draw::{Draw, Purpose};
use super::families::{address, contacts, own_address};
use super::names::{FORENAMES, SINGLE_NAMES, SURNAME_HEADS, SURNAME_TAILS, UNUSUAL_SURNAMES};

/// A pupil with what the generator needs to go on.
#[derive(Clone)]
pub(super) struct Child {
    pub(super) id: PupilId,
    /// The year in whose September the child begins Year 7.
    pub(super) cohort: i32,
    /// The child's number in the cohort, from 0.
    pub(super) index: u32,
    pub(super) tutor: usize,
    pub(super) pupil: Pupil,
}

/// Letters of tutor groups.
const TUTORS: [&str; 10] = ["A", "B", "C", "D", "E", "F", "G", "H", "J", "K"];

impl Child {
    /// The national curriculum year in a school year.
    pub(super) fn year_in(&self, school_year: i32) -> i32 {
        7 + school_year - self.cohort
    }

    /// The record as the school's system holds it in a school year.
    pub(super) fn record(&self, school_year: i32) -> Pupil {
        let year = self.year_in(school_year);
        let (reg_group, enrolment) = match year {
            ..7 => (None, "Prospective"),
            7..=11 => (Some(format!("{year}{}", TUTORS[self.tutor])), "Current"),
            _ => (None, "Left"),
        };
        let enrolment = Some(enrolment.to_owned());
        let left = (year > 11).then(|| NaiveDate::from_ymd_opt(school_year, 8, 31)).flatten();
        Pupil { year_group: Some(year.min(11).to_string()), reg_group, enrolment, left, ..self.pupil.clone() }
    }

    /// What the child is called in a sentence.
    pub(super) fn short(&self) -> &str {
        self.pupil.name.short()
    }

    pub(super) fn is_girl(&self) -> bool {
        self.pupil.sex.as_deref() == Some("F")
    }
}

/// A pupil whom the story needs by name.
struct Cast {
    forename: &'static str,
    surname: &'static str,
    legal: Option<(&'static str, &'static str)>,
    /// National curriculum year in the last year of the sample.
    year: i32,
    tutor: usize,
    sex: &'static str,
    /// Born so many days after the 1 September that begins the cohort.
    born: u64,
    sibling: Option<&'static str>,
}

const fn cast(
    forename: &'static str,
    surname: &'static str,
    year: i32,
    tutor: usize,
    sex: &'static str,
    born: u64,
) -> Cast {
    Cast { forename, surname, legal: None, year, tutor, sex, born, sibling: None }
}

const CAST: [Cast; 14] = [
    cast("Maple", "Ostrander", 11, 0, "F", 83),
    cast("Caoimhe", "O’Dunnimore", 11, 1, "F", 301),
    Cast { legal: Some(("Wrenna", "Mae")), ..cast("Wren", "Tallowby", 10, 1, "F", 195) },
    cast("Suhartina", "", 10, 0, "F", 148),
    cast("Jory", "Pennifeather", 9, 0, "M", 20),
    cast("Idris", "Quillmoor", 9, 1, "M", 257),
    cast("Caoimhe", "O'Dunnimore", 9, 0, "F", 119),
    cast("Odalie", "Fernsby", 8, 1, "F", 66),
    cast("Ash", "Merrowby", 8, 0, "F", 240),
    cast("Ash", "Merrowby", 8, 1, "M", 12),
    Cast { legal: Some(("Tobiah", "Ignatius")), ..cast("Toby", "Candlewick-Marrow", 8, 0, "M", 333) },
    Cast { sibling: Some("Tallowby"), ..cast("Finch", "Tallowby", 7, 0, "M", 222) },
    cast("Núria", "Ångholm-Fernsby", 7, 1, "F", 91),
    Cast { sibling: Some("Quillmoor"), ..cast("Bettany", "Quillmoor", 7, 0, "F", 5) },
];

/// The children on the roll, oldest cohort first.
pub(super) struct Roll {
    pub(super) children: Vec<Child>,
    seed: u32,
    per_cohort: u32,
    /// The last school year of the sample: the cast's years count from it.
    last_year: i32,
}

impl Roll {
    pub(super) fn new(seed: u32, per_cohort: u32, last_year: i32) -> Self {
        Self { children: Vec::new(), seed, per_cohort, last_year }
    }

    /// Takes in a cohort. Older cohorts must come first, because younger ones have siblings there.
    pub(super) fn join(&mut self, cohort: i32, at: DateTime<Utc>) {
        let mut draw = Draw::new(self.seed, Purpose::Pupils, cohort as u32, 0);
        let cast: Vec<_> = CAST.iter().filter(|cast| cast.year == 7 + self.last_year - cohort).collect();
        let groups = (self.per_cohort as usize / 30).clamp(2, TUTORS.len());
        for index in 0..self.per_cohort {
            let id = PupilId(draw.id(at, index as u16));
            let (tutor, pupil) = match cast.get(index as usize) {
                Some(cast) => (cast.tutor, self.cast_pupil(&mut draw, cast, cohort)),
                None => (index as usize % groups, self.any_pupil(&mut draw, cohort)),
            };
            let pupil = numbered(&mut draw, pupil, cohort, index);
            self.children.push(Child { id, cohort, index, tutor, pupil });
        }
    }

    /// Lets a cohort go, and gives it.
    pub(super) fn leave(&mut self, cohort: i32) -> Vec<Child> {
        let (gone, stay) =
            std::mem::take(&mut self.children).into_iter().partition(|child| child.cohort == cohort);
        self.children = stay;
        gone
    }

    /// The first child who is called so.
    pub(super) fn called(&self, known_as: &str) -> Option<&Child> {
        self.children.iter().find(|child| child.pupil.name.known_as() == known_as)
    }

    fn cast_pupil(&self, draw: &mut Draw, cast: &Cast, cohort: i32) -> Pupil {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let (legal_forename, middle) = cast.legal.unwrap_or((cast.forename, ""));
        let name = Name {
            legal_surname: text(cast.surname),
            legal_forename: text(legal_forename),
            middle: text(middle),
            preferred_forename: cast.legal.and_then(|_| text(cast.forename)),
            ..Name::default()
        };
        let born = first_birthday(cohort) + Days::new(cast.born);
        let sibling = cast.sibling.and_then(|surname| {
            self.children.iter().find(|child| child.pupil.name.surname() == Some(surname))
        });
        described(draw, name, cast.sex, born, sibling)
    }

    fn any_pupil(&self, draw: &mut Draw, cohort: i32) -> Pupil {
        let (forename, sex) = draw.pick(&FORENAMES);
        let born = first_birthday(cohort) + Days::new(u64::from(draw.below(365)));
        let sibling = draw.per_mille(150) && !self.children.is_empty();
        if sibling {
            let older = &self.children[draw.below(self.children.len() as u32) as usize];
            if let Some(surname) = older.pupil.name.legal_surname.clone()
                && older.pupil.name.legal_forename.as_deref() != Some(forename)
                && older
                    .pupil
                    .contacts
                    .first()
                    .is_some_and(|contact| contact.relationship.as_deref() != Some("FOS"))
            {
                let name = Name {
                    legal_surname: Some(surname),
                    legal_forename: Some(forename.to_owned()),
                    ..Name::default()
                };
                return described(draw, name, sex, born, Some(older));
            }
        }
        let name = any_name(draw, forename);
        described(draw, name, sex, born, None)
    }
}

/// A surname of the made-up town.
pub(super) fn any_surname(draw: &mut Draw) -> String {
    if draw.per_mille(60) {
        return (draw.pick(&UNUSUAL_SURNAMES)).to_owned();
    }
    let plain = |draw: &mut Draw| format!("{}{}", draw.pick(&SURNAME_HEADS), draw.pick(&SURNAME_TAILS));
    let first = plain(draw);
    if draw.per_mille(70) { format!("{first}-{}", plain(draw)) } else { first }
}

fn any_name(draw: &mut Draw, forename: &str) -> Name {
    if draw.per_mille(8) {
        let single = Some((draw.pick(&SINGLE_NAMES)).to_owned());
        // Systems put a single name into either field.
        return if draw.per_mille(500) {
            Name { legal_surname: single, ..Name::default() }
        } else {
            Name { legal_forename: single, ..Name::default() }
        };
    }
    let mut name = Name {
        legal_surname: Some(any_surname(draw)),
        legal_forename: Some(forename.to_owned()),
        ..Name::default()
    };
    if draw.per_mille(450) {
        name.middle = Some(draw.pick(&FORENAMES).0.to_owned());
    }
    if draw.per_mille(60) {
        let short: String = forename.chars().take(3).collect();
        name.preferred_forename = Some(short);
    }
    if draw.per_mille(25) {
        name.preferred_surname = Some(any_surname(draw));
    } else if draw.per_mille(20) {
        name.former_surname = Some(any_surname(draw));
    }
    name
}

/// The 1 September from which a cohort's birthdays count.
fn first_birthday(cohort: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(cohort - 12, 9, 1).expect("a 1 September within the calendar")
}

fn described(draw: &mut Draw, name: Name, sex: &str, born: NaiveDate, sibling: Option<&Child>) -> Pupil {
    const LANGUAGES: [&str; 10] = [
        "Polish",
        "Romanian",
        "Yoruba",
        "Urdu",
        "Bengali",
        "Portuguese",
        "Twi",
        "Lithuanian",
        "Turkish",
        "Tamil",
    ];
    const ETHNICITIES: [&str; 11] =
        ["WOTH", "BAFR", "BCRB", "AIND", "APKN", "ABAN", "MWBC", "MWBA", "MWAS", "CHNE", "OOTH"];
    let in_care = sibling.is_none() && draw.per_mille(10);
    let abroad = draw.per_mille(240);
    let (ethnicity, language) = if abroad {
        let language = if draw.per_mille(550) { draw.pick(&LANGUAGES) } else { "English" };
        ((draw.pick(&ETHNICITIES)).to_owned(), language.to_owned())
    } else {
        ("WBRI".to_owned(), "English".to_owned())
    };
    let own = Pupil {
        sex: Some(sex.to_owned()),
        born: Some(born),
        sen_provision: match draw.below(100) {
            0..13 => Some("K".into()),
            13..17 => Some("E".into()),
            _ => Some("N".into()),
        },
        free_school_meals: Some(draw.per_mille(240)),
        in_care: Some(in_care),
        ..Pupil::default()
    };
    match sibling {
        Some(older) => Pupil {
            name,
            first_language: older.pupil.first_language.clone(),
            ethnicity: older.pupil.ethnicity.clone(),
            address: older.pupil.address.clone(),
            postcode: older.pupil.postcode.clone(),
            phones: older.pupil.phones.clone(),
            contacts: older.pupil.contacts.clone(),
            in_care: older.pupil.in_care,
            ..own
        },
        None => {
            let (lines, postcode) = address(draw);
            let contacts = if name.known_as() == STORY_PUPIL_NAME {
                mum_alone(draw)
            } else {
                contacts(draw, &name, in_care)
            };
            let phones = own_address(&contacts);
            Pupil {
                name,
                first_language: Some(language),
                ethnicity: Some(ethnicity),
                address: lines,
                postcode: Some(postcode),
                phones,
                contacts,
                ..own
            }
        }
    }
}

/// The story's family: a mother who works nights and a grandmother across town.
fn mum_alone(draw: &mut Draw) -> Vec<Contact> {
    let contact = |order, title: &str, forename: &str, relationship: &str| Contact {
        order: Some(order),
        title: Some(title.to_owned()),
        forename: Some(forename.to_owned()),
        surname: Some("Tallowby".to_owned()),
        relationship: Some(relationship.to_owned()),
        ..Contact::default()
    };
    vec![
        Contact {
            responsibility: ParentalResponsibility::Yes,
            phones: vec![super::families::mobile(draw)],
            address_as_pupil: true,
            ..contact(1, "Ms", "Linden", "PAM")
        },
        Contact {
            responsibility: ParentalResponsibility::No,
            phones: vec![super::families::landline(draw)],
            ..contact(2, "Mrs", "Hesper", "GPR")
        },
    ]
}

/// Gives the numbers: a UPN unless the child came without one, and the school's own.
fn numbered(draw: &mut Draw, pupil: Pupil, cohort: i32, index: u32) -> Pupil {
    // The number is given when a child first enters a school, seven years before Year 7, by one of five infant schools.
    let entered = (cohort - 7).rem_euclid(100);
    let without_letter = format!("A999{:04}{entered:02}{:03}", 2001 + index % 5, index + 1);
    let upn = Upn::parse(&without_letter)
        .ok()
        .map(|upn| format!("{}{}", upn.expected_letter(), &without_letter[1..]));
    let came_without = index > 20 && draw.per_mille(12);
    let admitted = NaiveDate::from_ymd_opt(cohort, 9, 2);
    Pupil {
        upn: upn.filter(|_| !came_without),
        admission_number: Some(format!("{:06}", cohort.rem_euclid(100) * 1000 + index as i32 + 1)),
        admitted,
        ..pupil
    }
}
