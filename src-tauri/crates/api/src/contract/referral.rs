//! The referral bundle: choosing, answering, looking, exporting.

use super::{ConcernView, wire};

wire! {
    #[derive(Copy)]
    pub enum ToldView {
        Yes,
        No,
        /// Not asked or told, because that could put the child at more risk.
        Unsafe,
        NotKnown,
    }

    pub struct ProfileContactView {
        pub label: String,
        pub value: String,
    }

    pub struct ProfileView {
        pub id: String,
        pub name: String,
        pub edition: String,
        pub contacts: Vec<ProfileContactView>,
        /// Hours within which a phone call is followed in writing, where the authority says so.
        pub written_hours: Option<u32>,
        /// How the authority takes a referral.
        pub route: String,
    }

    pub struct StartReferral {
        pub pupil: String,
        pub profile: String,
    }

    #[derive(Copy)]
    pub enum QuestionKind {
        Text,
        Choice,
        Date,
        YesNo,
    }

    pub struct QuestionView {
        pub id: String,
        pub text: String,
        /// Why it is asked.
        pub why: String,
        pub kind: QuestionKind,
        pub choices: Vec<String>,
        pub answer: Option<String>,
        /// The answer stands in the record; it can be changed.
        pub from_record: bool,
    }

    pub struct SectionView {
        pub id: String,
        pub title: String,
        pub questions: Vec<QuestionView>,
    }

    pub struct ReferralFormView {
        pub pupil: String,
        pub pupil_name: String,
        pub profile: ProfileView,
        /// The reference that the next export will carry.
        pub reference: String,
        pub sections: Vec<SectionView>,
        pub entries: Vec<ConcernView>,
        /// Wordings for the lawful basis, to choose from or change.
        pub lawful_bases: Vec<String>,
        /// Other pupils whose names stand in the entries.
        pub other_pupils: Vec<NamedPupilView>,
    }

    pub struct NamedPupilView {
        pub pupil: String,
        pub name: String,
        /// Entries that name the pupil.
        pub entries: u32,
    }

    pub struct AnswerView {
        pub question: String,
        pub answer: String,
    }

    /// The phone call that came before the written referral.
    pub struct CallView {
        /// Local time.
        pub at: String,
        pub spoke_to: String,
        pub advice: String,
    }

    /// Everything that a referral is made of. Nothing but the pupil and the profile is required: what is missing prints as
    /// "not yet known".
    pub struct ReferralRequest {
        pub pupil: String,
        pub profile: String,
        /// The id of the draft that becomes this referral.
        #[serde(default)]
        pub id: Option<String>,
        #[serde(default)]
        pub answers: Vec<AnswerView>,
        /// Concern ids; absent means every entry.
        #[serde(default)]
        pub entries: Option<Vec<String>>,
        #[serde(default)]
        pub attendance_from: Option<String>,
        #[serde(default)]
        pub attendance_to: Option<String>,
        #[serde(default)]
        pub reason: Option<String>,
        #[serde(default)]
        pub asked_for: Option<String>,
        #[serde(default)]
        pub immediate_danger: Option<bool>,
        #[serde(default)]
        pub call: Option<CallView>,
        #[serde(default)]
        pub parents_told: Option<ToldView>,
        #[serde(default)]
        pub child_told: Option<ToldView>,
        #[serde(default)]
        pub support_agreed: Option<ToldView>,
        #[serde(default)]
        pub told_reason: Option<String>,
        #[serde(default)]
        pub lawful_basis: Option<String>,
        /// Other pupils who are named in full; the rest appear as Child B, Child C.
        #[serde(default)]
        pub named: Vec<String>,
    }

    pub struct PreviewView {
        /// One SVG document a page.
        pub pages: Vec<String>,
        /// Characters that no font of the document has, as they are printed instead.
        pub replaced: Vec<String>,
    }

    pub struct ReferralMadeView {
        pub id: String,
        pub reference: String,
        pub file_name: String,
        /// Six words, shown once.
        pub password: String,
        pub pages: u32,
        /// SHA-256 of the file, hexadecimal.
        pub hash: String,
        pub replaced: Vec<String>,
    }

    pub struct ListReferrals {
        #[serde(default)]
        pub pupil: Option<String>,
    }

    pub struct ReferralView {
        pub id: String,
        pub pupil: String,
        pub pupil_name: String,
        pub reference: String,
        pub made_at: String,
        pub by: String,
        pub recipient: String,
        pub profile: String,
        pub file_name: String,
        pub hash: String,
        pub entries: u32,
    }

    /// What `open-bundle` found: a file in hand, proved or not.
    pub struct BundleView {
        pub reference: String,
        pub made_at: String,
        pub profile: String,
        pub entries: u32,
        pub made_up: bool,
        /// The pages and the manifest agree.
        pub hashes_hold: bool,
        /// The manifest carries a signature that holds under the key that it names.
        pub signature_holds: bool,
        /// Hexadecimal public key of the signer.
        pub signer: String,
        /// True when the vault in hand made it; absent without a vault.
        pub made_here: Option<bool>,
    }
}
