//! The referral bundle as a value: who is referred, to whom, by whom, why, on what evidence.
//!
//! Plain data, filled by the caller, which has already decided who is named. Never here: ids of the vault, paths, the
//! clock, or any word about layout. All instants are local (Europe/London).

use chrono::{NaiveDate, NaiveDateTime};
use encircle_domain::sign::Sign;
use serde::{Deserialize, Serialize, Serializer};

mod attendance;

pub use attendance::{Attendance, Closure, DayMarks, Mark, Session};

/// Everything that one referral says. The same value always renders to the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bundle {
    /// For example "EN-2026-0034". The only name that a file of the bundle carries.
    pub reference: String,
    /// True for a made-up school: then every page says so.
    pub made_up: bool,
    /// The handling marking in the running head, for example "OFFICIAL-SENSITIVE: child protection".
    pub marking: String,
    pub profile: ProfileRef,
    pub to: Recipient,
    pub from: Sender,
    pub made_at: NaiveDateTime,
    pub child: Child,
    /// How soon somebody must act, in the sender's words.
    pub urgency: Option<String>,
    pub danger: Danger,
    pub phone_call: Option<PhoneCall>,
    /// What happened, short: the middle of page one.
    pub summary: Option<String>,
    pub asked_for: Vec<String>,
    pub done: Vec<Done>,
    pub informed: Informed,
    /// The lawful basis for sharing, in the sender's words.
    pub lawful_basis: Option<String>,
    pub safe_contact: SafeContact,
    pub contacts: Vec<Contact>,
    pub circle: Vec<Member>,
    pub others: Vec<OtherChild>,
    pub sections: Vec<Section>,
    /// The chosen entries, in the order in which they are printed.
    pub entries: Vec<Entry>,
    /// How many entries the record holds, so that the page can say "4 of 9".
    pub entries_total: usize,
    /// Whether `entries` run from the newest to the oldest.
    pub newest_first: bool,
    pub attendance: Option<Attendance>,
    pub signs: Vec<SignMark>,
    pub flags: Vec<Flag>,
}

/// The authority profile that asked the questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileRef {
    pub id: String,
    pub name: String,
    pub edition: String,
}

/// Who receives the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recipient {
    /// For example "Saltmarsh children's services".
    pub authority: String,
    /// Phone numbers, addresses: one line each.
    pub contact: Vec<String>,
}

/// Who sends it, and whom the social worker rings back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sender {
    pub person: String,
    pub role: String,
    pub school: String,
    /// Seven digits, printed as 882/1234.
    pub laestab: String,
    pub phone: Option<String>,
    pub email: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Child {
    /// As written in the record, one name or many.
    pub legal_name: String,
    pub known_as: Option<String>,
    pub date_of_birth: Option<NaiveDate>,
    /// In whole years on the day the bundle was made.
    pub age: Option<u16>,
    pub upn: Option<String>,
    pub year: Option<String>,
    pub tutor_group: Option<String>,
    pub address: Address,
    /// Statutory status in words: "Child in need", "Looked after by …".
    pub status: Vec<String>,
}

/// An address, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Address {
    Lines {
        lines: Vec<String>,
    },
    /// It exists, and may not leave the vault.
    Restricted,
    NotKnown,
}

/// Whether the child is in immediate danger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Danger {
    Yes { text: String },
    No,
    NotKnown,
}

/// The call to the front door, before or after the writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhoneCall {
    pub at: NaiveDateTime,
    pub spoke_to: String,
    pub advice: String,
}

/// Something the school has done already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Done {
    pub on: Option<NaiveDate>,
    pub text: String,
}

/// Three separate questions. A missing agreement is a fact, never a defect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Informed {
    pub parents: Told,
    pub child: Told,
    pub support: Told,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    pub answer: Answer,
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Yes,
    No,
    /// Asking or telling would not have been safe.
    NotAskedUnsafe,
    NotKnown,
}

/// Whom to ring, and whom never to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SafeContact {
    pub ring: Vec<String>,
    pub never_tell: Vec<String>,
    /// Court orders and whatever else a caller must know first.
    pub notes: Vec<String>,
}

/// A parent, carer or other adult around the child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    pub name: String,
    pub relation: String,
    pub parental_responsibility: Responsibility,
    pub phones: Vec<String>,
    pub address: Address,
    pub note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsibility {
    Yes,
    No,
    NotKnown,
}

/// One agency or professional of the circle around the child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    pub name: String,
    pub agency: String,
    pub phone: Option<String>,
}

/// Another child, as this bundle calls them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherChild {
    /// A name, or "Child B".
    pub shown_as: String,
    pub named: bool,
    /// What the reader may know: "Same year group, same tutor".
    pub about: String,
}

/// A section of the profile's questions, answered as far as anybody can.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    pub title: String,
    pub questions: Vec<Answered>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answered {
    pub question: String,
    /// `None` and blank print as "Not yet known".
    pub answer: Option<String>,
    /// The words on page one under which the answer stands; then it is not said again here.
    pub printed_under: Option<&'static str>,
}

/// How we know: the three tags of the chronology.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Seen,
    Told,
    Opinion,
}

/// When something happened, as well as anybody knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Happened {
    Exact { at: NaiveDateTime },
    About { at: NaiveDateTime },
    Between { from: NaiveDateTime, to: NaiveDateTime },
    Day { on: NaiveDate },
    NotKnown,
}

impl Happened {
    /// The last day that it can have been; `None` if not known.
    pub fn last_day(&self) -> Option<NaiveDate> {
        match *self {
            Self::Exact { at } | Self::About { at } => Some(at.date()),
            Self::Between { to, .. } => Some(to.date()),
            Self::Day { on } => Some(on),
            Self::NotKnown => None,
        }
    }
}

/// One entry of the chronology.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    pub happened: Happened,
    pub told_at: Option<NaiveDateTime>,
    pub recorded_at: NaiveDateTime,
    pub recorded_by: String,
    pub source: Source,
    /// Who saw it, told it or thinks it.
    pub by: Option<String>,
    pub what_happened: String,
    /// The child's own words, never corrected.
    pub exact_words: Option<String>,
    /// Whose words they are, for the line below them; empty for the child of the file.
    pub words_of: Option<String>,
    pub question_asked: Option<String>,
    #[serde(serialize_with = "sign_codes")]
    pub signs: Vec<Sign>,
    /// What the school groups it under.
    pub categories: Vec<String>,
    pub done: Option<String>,
    pub decision: Option<String>,
    pub reason: Option<String>,
    pub amendments: Vec<Amendment>,
}

/// What was added or put right later. The former text stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Amendment {
    pub at: NaiveDateTime,
    pub by: String,
    /// What was added or changed.
    pub text: String,
    pub reason: Option<String>,
    /// The words that stood there before, in full.
    pub former: Option<String>,
}

/// One dated mark in a lane of the ribbon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignMark {
    #[serde(serialize_with = "sign_code")]
    pub sign: Sign,
    pub on: NaiveDate,
    pub source: Source,
    /// What was seen or said, in a few words: the evidence.
    pub evidence: String,
    /// The printed number of the entry that shows it, counted from 1.
    pub entry: Option<usize>,
}

/// What was done, drawn as a flag that carries its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flag {
    pub on: NaiveDate,
    pub label: String,
    pub kind: FlagKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    ReferralSent,
    /// This referral, or another that is still a draft.
    ReferralDraft,
    ActionDone,
    ActionOpen,
    Meeting,
}

/// The chronology alone, as a page to read or to take to a meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chronology {
    /// Printed in the head, for example "EN-C-2026-0007".
    pub reference: String,
    pub made_up: bool,
    pub marking: String,
    pub child: Child,
    pub school: String,
    pub made_by: String,
    pub made_at: NaiveDateTime,
    /// What was chosen, in words: "All entries, 2 September to 25 November 2026".
    pub chosen: String,
    pub entries: Vec<Entry>,
    pub entries_total: usize,
    pub newest_first: bool,
    pub others: Vec<OtherChild>,
    pub attendance: Option<Attendance>,
    pub signs: Vec<SignMark>,
    pub flags: Vec<Flag>,
}

/// One recovery kit, as a page to print and lock away. It opens the vault: no `Debug`.
#[derive(Clone, Serialize)]
pub struct KitPage {
    pub school: String,
    pub made_up: bool,
    /// 1 or 2.
    pub number: u8,
    pub of: u8,
    pub made_on: NaiveDate,
    /// A mark that the program shows for this kit, so that it can be told from older ones.
    pub mark: Option<String>,
    pub words: Vec<String>,
}

fn sign_code<S: Serializer>(sign: &Sign, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(sign.code())
}

fn sign_codes<S: Serializer>(signs: &[Sign], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(signs.iter().map(|sign| sign.code()))
}
