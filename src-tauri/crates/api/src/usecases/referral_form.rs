//! The questions of an authority, filled in advance from the record. A filled answer says so and is open to change; a blank prints as
//! "not yet known".

use chrono::NaiveDate;
use encircle_domain::contact::{Contact, ParentalResponsibility};
use encircle_domain::pupil::age_on;
use encircle_export::bundle::{Answered, Recipient, Section};
use encircle_export::profile::{Profile, ProfileContact, Question, QuestionKind as Kind, Step};

use super::convert::text;
use super::referral_bundle::Material;
use crate::contract::*;
use crate::local_time::day_in_words;
use crate::session::Open;

/// Wordings for the lawful basis, to choose from or change. Consent is usually not the basis for sharing in safeguarding (Information
/// sharing: advice for practitioners, Department for Education 2024).
pub(super) const LAWFUL_BASES: [&str; 3] = [
    "Public task: safeguarding and promoting the welfare of the child (UK GDPR Article 6(1)(e); Data Protection Act 2018, \
     Schedule 1, paragraph 18).",
    "Vital interests: to protect the child from serious harm (UK GDPR Article 6(1)(d)).",
    "Legal obligation (UK GDPR Article 6(1)(c)).",
];

/// What the answers are filled from.
pub(super) struct Record<'a> {
    pub(super) material: &'a Material,
    pub(super) open: &'a Open,
    pub(super) today: NaiveDate,
}

pub(super) fn profile_view(profile: &Profile) -> ProfileView {
    let contact = |contact: &ProfileContact| ProfileContactView {
        label: contact.label.clone(),
        value: contact.value.clone(),
    };
    ProfileView {
        id: profile.id.clone(),
        name: profile.name.clone(),
        edition: profile.edition.clone(),
        contacts: profile.contacts.iter().filter(|contact| !contact.value.is_empty()).map(contact).collect(),
        written_hours: profile.written_follow_up_hours,
        route: profile.route.steps.join(" "),
    }
}

pub(super) fn recipient(profile: &Profile) -> Recipient {
    let contacts = profile.contacts.iter().filter(|contact| !contact.value.is_empty());
    Recipient {
        authority: profile.authority.clone(),
        contact: contacts.map(|contact| format!("{}: {}", contact.label, contact.value)).collect(),
    }
}

/// The questions for the screen, without those that a step of the referral asks.
pub(super) fn sections(profile: &Profile, record: &Record<'_>) -> Vec<SectionView> {
    let question = |question: &Question| {
        let answer = filled(question, record);
        QuestionView {
            id: question.id.clone(),
            text: question.text.clone(),
            why: question.why.clone(),
            kind: match question.kind {
                Kind::Text => QuestionKind::Text,
                Kind::Choice => QuestionKind::Choice,
                Kind::Date => QuestionKind::Date,
                Kind::YesNo => QuestionKind::YesNo,
            },
            choices: question.choices.clone(),
            from_record: answer.is_some(),
            answer,
        }
    };
    profile
        .sections
        .iter()
        .map(|section| SectionView {
            id: section.id.clone(),
            title: section.title.clone(),
            questions: section
                .questions
                .iter()
                .filter(|question| question.step.is_none())
                .map(question)
                .collect(),
        })
        .filter(|section| !section.questions.is_empty())
        .collect()
}

/// The questions for the page: the sender's answer, else where page one has it, else what the record holds, else nothing.
pub(super) fn answered(profile: &Profile, record: &Record<'_>, answers: &[AnswerView]) -> Vec<Section> {
    let answer = |question: &Question| {
        let given = answers.iter().find(|answer| answer.question == question.id);
        let answer = match given {
            Some(given) => text(Some(given.answer.clone())).map(|answer| record.material.told(&answer)),
            None => filled(question, record),
        };
        // An answer that came all the same, from the command line or an older draft, is printed where it was given.
        let printed_under = match answer {
            Some(_) => None,
            None => question.step.map(Step::printed_under),
        };
        Answered { question: question.text.clone(), answer, printed_under }
    };
    profile
        .sections
        .iter()
        .map(|section| Section {
            title: section.title.clone(),
            questions: section.questions.iter().map(answer).collect(),
        })
        .collect()
}

/// What the record says to a question.
fn filled(question: &Question, record: &Record<'_>) -> Option<String> {
    let pupil = &record.material.pupil;
    let child = record.material.child(record.today);
    let open = record.open;
    let lines = |lines: Vec<String>| text(Some(lines.join("\n")));
    match question.prefill.as_deref()? {
        "child.legal_name" => Some(match &child.known_as {
            Some(known_as) => format!("{}, known as {known_as}", child.legal_name),
            None => child.legal_name,
        }),
        "child.known_as" => Some(pupil.name.known_as()),
        "child.date_of_birth" => pupil.born.map(day_in_words),
        "child.age" => pupil.born.and_then(|born| age_on(born, record.today)).map(|age| age.to_string()),
        "child.upn" => pupil.upn.clone(),
        "child.year" => pupil.year_group.clone(),
        "child.tutor_group" => pupil.reg_group.clone(),
        "child.address" => match child.address {
            encircle_export::bundle::Address::Lines { lines } => Some(lines.join(", ")),
            encircle_export::bundle::Address::Restricted => {
                Some("The address is restricted. Ask the sender.".to_owned())
            }
            encircle_export::bundle::Address::NotKnown => None,
        },
        "child.status" => lines(child.status),
        "contacts.household" => lines(pupil.contacts.iter().map(household).collect()),
        "contacts.parental_responsibility" => lines(
            pupil
                .contacts
                .iter()
                .map(|contact| {
                    let answer = match contact.responsibility {
                        ParentalResponsibility::Yes => "yes",
                        ParentalResponsibility::No => "no",
                        ParentalResponsibility::NotKnown => "not known",
                    };
                    format!("{}: {answer}", contact.full_name())
                })
                .collect(),
        ),
        "contacts.safe_contact" => {
            let rules = record.material.safe_contact.clone()?;
            let parts = [
                ("Ring: ", rules.ring),
                ("Never tell: ", rules.never_tell),
                ("Court orders: ", rules.court_orders),
            ];
            lines(
                parts
                    .into_iter()
                    .filter_map(|(label, words)| words.map(|words| format!("{label}{words}")))
                    .collect(),
            )
        }
        "from.person" => Some(open.me.name.clone()),
        "from.role" => Some(open.me.role.title().to_owned()),
        "from.school" => Some(open.school.name.clone()),
        "from.laestab" => Some(open.school.laestab.to_string()),
        "attendance.summary" => record.material.attendance().map(|attendance| attendance.rate),
        _ => None,
    }
}

fn household(contact: &Contact) -> String {
    let relationship = contact.relationship_words().map(|words| format!(", {words}")).unwrap_or_default();
    let order = if contact.court_order { " (a court order names this contact)" } else { "" };
    format!("{}{relationship}{order}", contact.full_name())
}
