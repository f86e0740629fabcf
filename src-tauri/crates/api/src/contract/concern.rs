//! Concerns and the chronology.

use super::{ReferralView, wire};

wire! {
    #[derive(Copy)]
    pub enum HappenedKind {
        Exact,
        About,
        Between,
        NotKnown,
    }

    /// When something happened. `from` is `2026-11-24T10:50`, or `2026-11-24` when only the day is known; `to` belongs to `between`.
    pub struct HappenedView {
        pub kind: HappenedKind,
        #[serde(default)]
        pub from: Option<String>,
        #[serde(default)]
        pub to: Option<String>,
    }

    #[derive(Copy, Default)]
    pub enum SourceView {
        #[default]
        Seen,
        Told,
        Opinion,
    }

    #[derive(Copy)]
    pub enum DecisionView {
        Watch,
        Support,
        Refer,
        None,
        Later,
    }

    #[derive(Copy)]
    pub enum PartView {
        Harmed,
        Alleged,
        Witness,
        Linked,
    }

    #[derive(Copy, Hash)]
    pub enum SignView {
        Missing,
        Possessions,
        Calls,
        Adults,
        Weapons,
        Wellbeing,
        Injuries,
    }

    pub struct OtherPupil {
        pub pupil: String,
        pub part: PartView,
    }

    /// A concern as a person records it. Only the first two are required.
    pub struct RecordConcern {
        /// Pupil id or UPN.
        pub pupil: String,
        pub what_happened: String,
        /// The id of the draft that becomes this concern; saving twice under one id saves once.
        #[serde(default)]
        pub id: Option<String>,
        #[serde(default)]
        pub exact_words: Option<String>,
        #[serde(default)]
        pub question_asked: Option<String>,
        #[serde(default)]
        pub happened: Option<HappenedView>,
        #[serde(default)]
        pub told_at: Option<String>,
        #[serde(default)]
        pub place: Option<String>,
        #[serde(default)]
        pub source: Option<SourceView>,
        #[serde(default)]
        pub told_by: Option<String>,
        #[serde(default)]
        pub signs: Vec<SignView>,
        #[serde(default)]
        pub other_pupils: Vec<OtherPupil>,
        #[serde(default)]
        pub categories: Vec<String>,
        #[serde(default)]
        pub done: Option<String>,
        #[serde(default)]
        pub decision: Option<DecisionView>,
        #[serde(default)]
        pub reason: Option<String>,
    }

    /// An addition to a concern: what is absent stays as it reads now; an empty text clears it. The former text stays readable.
    pub struct AmendConcern {
        pub concern: String,
        pub why: String,
        /// The id of the draft that becomes this addition.
        #[serde(default)]
        pub id: Option<String>,
        #[serde(default)]
        pub what_happened: Option<String>,
        #[serde(default)]
        pub exact_words: Option<String>,
        #[serde(default)]
        pub question_asked: Option<String>,
        #[serde(default)]
        pub happened: Option<HappenedView>,
        #[serde(default)]
        pub place: Option<String>,
        #[serde(default)]
        pub source: Option<SourceView>,
        #[serde(default)]
        pub told_by: Option<String>,
        #[serde(default)]
        pub told_at: Option<String>,
        #[serde(default)]
        pub signs: Option<Vec<SignView>>,
        /// Not for whoever sees only their own words: a lead's grouping is not theirs to undo.
        #[serde(default)]
        pub categories: Option<Vec<String>>,
        #[serde(default)]
        pub done: Option<String>,
    }

    /// What a DSL or deputy did with a concern; with nothing filled in, "I have read it".
    pub struct FollowUpConcern {
        pub concern: String,
        /// The id of the draft that becomes this follow-up; saving twice under one id saves once.
        #[serde(default)]
        pub id: Option<String>,
        #[serde(default)]
        pub done: Option<String>,
        #[serde(default)]
        pub decision: Option<DecisionView>,
        #[serde(default)]
        pub reason: Option<String>,
    }

    pub struct OtherPupilView {
        pub pupil: String,
        pub name: String,
        pub part: PartView,
    }

    /// The text of a concern as it read before an addition.
    pub struct FormerTextView {
        pub what_happened: String,
        pub exact_words: Option<String>,
        pub question_asked: Option<String>,
        pub happened: HappenedView,
        pub place: Option<String>,
        pub source: SourceView,
        pub told_by: Option<String>,
        pub told_at: Option<String>,
        pub signs: Vec<SignView>,
        pub categories: Vec<String>,
        pub done: Option<String>,
    }

    pub struct AmendmentView {
        pub id: String,
        pub recorded_at: String,
        pub by: String,
        pub why: String,
        pub former: FormerTextView,
    }

    pub struct FollowUpView {
        pub recorded_at: String,
        pub by: String,
        pub done: Option<String>,
        pub decision: Option<DecisionView>,
        pub reason: Option<String>,
    }

    pub struct GetConcern {
        pub concern: String,
    }

    pub struct ConcernView {
        pub id: String,
        pub pupil: String,
        pub pupil_name: String,
        pub happened: HappenedView,
        pub told_at: Option<String>,
        pub recorded_at: String,
        /// Days between the event and its recording, when known and more than none.
        pub recorded_days_later: Option<u32>,
        pub by: String,
        pub by_role: String,
        pub what_happened: String,
        pub exact_words: Option<String>,
        pub question_asked: Option<String>,
        pub place: Option<String>,
        pub source: SourceView,
        pub told_by: Option<String>,
        pub signs: Vec<SignView>,
        pub other_pupils: Vec<OtherPupilView>,
        pub categories: Vec<String>,
        pub done: Option<String>,
        pub decision: Option<DecisionView>,
        pub reason: Option<String>,
        /// False until a DSL has acted on it.
        pub read: bool,
        /// Set when the file in hand is that of another pupil who is named in it.
        pub part: Option<PartView>,
        /// Oldest first.
        pub amendments: Vec<AmendmentView>,
        /// Oldest first.
        pub follow_ups: Vec<FollowUpView>,
    }

    #[derive(Default)]
    pub struct GetChronology {
        pub pupil: String,
        #[serde(default)]
        pub from: Option<String>,
        #[serde(default)]
        pub to: Option<String>,
        #[serde(default)]
        pub sign: Option<SignView>,
        #[serde(default)]
        pub category: Option<String>,
        #[serde(default)]
        pub oldest_first: bool,
    }

    #[serde(tag = "kind")]
    pub enum EntryView {
        Concern { entry: Box<ConcernView> },
        Referral { entry: Box<ReferralView> },
    }

    /// In order of events; entries whose time is not known stand at their recorded time.
    pub struct ChronologyView {
        pub entries: Vec<EntryView>,
        /// Entries in the whole file, before the filter.
        pub total: u32,
    }

    pub struct SaveChronology {
        pub chronology: GetChronology,
    }
}
