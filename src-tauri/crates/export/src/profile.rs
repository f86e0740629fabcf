//! What each authority asks, whom a school rings, and how long it has: data, not code.
//!
//! A folder in `profiles` holds `profile.json` and, where the layout differs, `form.typ`. A school can edit contacts and
//! bring its own file. Never here: law. What no public source confirms is left empty for the school to fill in.

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::bundle::ProfileRef;

/// The profiles that come with the program: the text of each `profile.json`, and its `form.typ` if it has one.
const BUILT_IN: &[(&str, Option<&str>)] = include!(concat!(env!("OUT_DIR"), "/profiles.rs"));

/// The fields of the record that can fill an answer in advance. The names are part of the schema.
pub const PREFILL: [&str; 24] = [
    "child.legal_name",
    "child.known_as",
    "child.date_of_birth",
    "child.age",
    "child.upn",
    "child.year",
    "child.tutor_group",
    "child.address",
    "child.status",
    "contacts.household",
    "contacts.parental_responsibility",
    "contacts.safe_contact",
    "from.person",
    "from.role",
    "from.school",
    "from.laestab",
    "from.phone",
    "from.email",
    "referral.made_at",
    "referral.reference",
    "referral.urgency",
    "referral.done",
    "referral.others",
    "attendance.summary",
];

/// One authority's way of being told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The version of this schema: 1.
    pub schema: u32,
    /// Lower-case letters, digits and hyphens; the name of the folder.
    pub id: String,
    /// As a school would say it: "Southend-on-Sea".
    pub name: String,
    /// To whom the referral is addressed: "Southend-on-Sea City Council, C-SPOC".
    pub authority: String,
    /// Year and month of the text: "2026-11".
    pub edition: String,
    /// Where the facts of this profile were read.
    pub sources: Vec<ProfileSource>,
    pub route: Route,
    pub contacts: Vec<ProfileContact>,
    /// Hours allowed for the written follow-up of a phone call; `None` where no source says so.
    pub written_follow_up_hours: Option<u32>,
    /// Working days within which a decision is due; `None` where no source says so.
    pub decision_working_days: Option<u32>,
    pub sections: Vec<ProfileSection>,
    /// The authority's own words for levels of need.
    pub thresholds: Vec<Threshold>,
    /// What to do, step by step, when the school disagrees with an answer or gets none.
    pub escalation: Vec<EscalationStep>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileSource {
    pub address: String,
    /// What was read there.
    pub says: String,
}

/// How a referral travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// What the authority calls it: "Request for Service".
    pub name: String,
    /// In sentences, for the screen.
    pub steps: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileContact {
    pub label: String,
    pub kind: ContactKind,
    /// Empty: for the school to fill in.
    pub value: String,
    /// When to use it.
    pub when: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    Phone,
    Email,
    Web,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileSection {
    pub id: String,
    pub title: String,
    pub questions: Vec<Question>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Unique in the profile; answers are kept under it.
    pub id: String,
    pub text: String,
    /// Why it is asked, in a sentence for the person who answers.
    pub why: String,
    pub kind: QuestionKind,
    /// For `choice`: the answers offered; free words stay possible.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// One of [`PREFILL`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<String>,
    /// The step of every referral that asks this already: it is not asked again, and page one carries the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
    /// Readiness mentions it when it is empty. Nothing blocks a referral.
    #[serde(default)]
    pub wanted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    Text,
    Choice,
    Date,
    YesNo,
}

/// What every referral asks, whichever authority receives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Danger,
    Call,
    Reason,
    AskedFor,
    ParentsTold,
    ChildTold,
    SupportAgreed,
}

impl Step {
    /// The words on page one under which the answer stands.
    pub const fn printed_under(self) -> &'static str {
        match self {
            Self::Danger => "Immediate danger",
            Self::Call => "Phone call",
            Self::Reason => "What happened",
            Self::AskedFor => "What we ask for",
            Self::ParentsTold | Self::ChildTold | Self::SupportAgreed => "Told and agreed",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    pub level: String,
    pub title: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EscalationStep {
    pub step: u32,
    pub who: String,
    pub text: String,
}

/// All profiles that come with the program, in the order of their ids.
///
/// # Errors
/// [`Error::Profile`]; a test opens every built-in profile.
pub fn all() -> Result<Vec<Profile>, Error> {
    BUILT_IN.iter().map(|(json, _)| Profile::from_json(json)).collect()
}

/// The built-in profile with this id.
pub fn by_id(id: &str) -> Option<Profile> {
    all().ok()?.into_iter().find(|profile| profile.id == id)
}

/// The `form.typ` that a built-in profile brings; `None` for the general layout.
pub fn form_of(id: &str) -> Option<&'static str> {
    BUILT_IN
        .iter()
        .find(|(json, _)| Profile::from_json(json).is_ok_and(|profile| profile.id == id))
        .and_then(|(_, form)| *form)
}

impl Profile {
    /// Reads a profile, built-in or a school's own, and checks what serde cannot.
    ///
    /// # Errors
    /// [`Error::Profile`] with the rule that is broken.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let profile: Self =
            serde_json::from_str(json).map_err(|_| Error::Profile("it does not follow the schema"))?;
        profile.check()?;
        Ok(profile)
    }

    /// How a bundle names it.
    pub fn reference(&self) -> ProfileRef {
        ProfileRef { id: self.id.clone(), name: self.name.clone(), edition: self.edition.clone() }
    }

    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    fn check(&self) -> Result<(), Error> {
        let slug = |id: &str| {
            !id.is_empty() && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
        };
        let rules = [
            (self.schema == 1, "the schema is not version 1"),
            (slug(&self.id), "the id is not lower-case letters, digits and hyphens"),
            (!self.name.trim().is_empty() && !self.authority.trim().is_empty(), "a name is empty"),
            (!self.sections.is_empty(), "there is no section"),
            (
                self.sections.iter().all(|section| slug(&section.id) && !section.questions.is_empty()),
                "a section is empty",
            ),
            (
                unique(self.sections.iter().map(|section| section.id.as_str()).collect()),
                "two sections share an id",
            ),
            (self.questions().all(|question| slug(&question.id)), "the id of a question is not valid"),
            (
                unique(self.questions().map(|question| question.id.as_str()).collect()),
                "two questions share an id",
            ),
            (
                self.questions()
                    .all(|question| !question.text.trim().is_empty() && !question.why.trim().is_empty()),
                "a question has no text or no reason",
            ),
            (
                self.questions()
                    .all(|question| (question.kind == QuestionKind::Choice) != question.choices.is_empty()),
                "choices belong to questions of the kind choice, and only there",
            ),
            (
                self.questions()
                    .filter_map(|question| question.prefill.as_deref())
                    .all(|field| PREFILL.contains(&field)),
                "a prefill names no field of the record",
            ),
            (
                self.questions().all(|question| question.step.is_none() || question.prefill.is_none()),
                "a question is both asked in a step and filled from the record",
            ),
            (
                unique(self.questions().filter_map(|question| question.step).collect()),
                "two questions are asked in one step",
            ),
            (
                self.escalation.iter().zip(1..).all(|(step, number)| step.step == number),
                "the steps of the escalation are not numbered from 1",
            ),
        ];
        match rules.into_iter().find(|(holds, _)| !holds) {
            Some((_, rule)) => Err(Error::Profile(rule)),
            None => Ok(()),
        }
    }
}

fn unique<T: Ord>(mut all: Vec<T>) -> bool {
    let before = all.len();
    all.sort_unstable();
    all.dedup();
    all.len() == before
}
