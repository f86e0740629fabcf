//! Attendance: marks, rates with their denominators, gaps, the ribbon.

use super::{SignView, SourceView, wire};

wire! {
    #[derive(Copy)]
    pub enum MarkKind {
        Present,
        Late,
        Authorised,
        Unauthorised,
        NotCounted,
    }

    #[derive(Copy)]
    pub enum SessionView {
        Am,
        Pm,
    }

    pub struct MarkView {
        /// The register's own code, as `C1`.
        pub code: String,
        pub kind: MarkKind,
        /// What the code means, in the guidance's words.
        pub meaning: String,
    }

    /// How fresh the marks are.
    pub struct MarksUntilView {
        pub day: String,
        pub session: SessionView,
        pub imported_at: String,
    }

    /// Counts of sessions. `possible` = present + authorised + unauthorised; rates are in percent with one decimal, over `possible`.
    pub struct TallyView {
        pub possible: u32,
        pub present: u32,
        pub authorised: u32,
        pub unauthorised: u32,
        pub not_counted: u32,
        pub no_mark: u32,
        pub attendance: Option<String>,
        pub absence: Option<String>,
        /// Absent for a tenth or more of the possible sessions.
        pub persistent: bool,
        /// Absent for a half or more.
        pub severe: bool,
    }

    pub struct DayView {
        pub on: String,
        /// False on a weekend, a holiday or a closure: no pupil has a mark.
        pub open: bool,
        pub am: Option<MarkView>,
        pub pm: Option<MarkView>,
    }

    pub struct GetAttendance {
        pub pupil: String,
        /// Default: the term in which today falls.
        #[serde(default)]
        pub from: Option<String>,
        #[serde(default)]
        pub to: Option<String>,
    }

    #[derive(Copy)]
    pub enum TermView {
        Autumn,
        Spring,
        Summer,
        /// A stretch that is no term.
        Other,
    }

    pub struct AttendanceView {
        pub pupil: String,
        pub term: TermView,
        pub from: String,
        pub to: String,
        /// Monday to Friday of the stretch.
        pub days: Vec<DayView>,
        pub tally: TallyView,
        pub marks_until: Option<MarksUntilView>,
    }

    pub struct SignMarkView {
        pub sign: SignView,
        pub on: String,
        pub source: SourceView,
        pub concern: String,
    }

    #[derive(Copy)]
    pub enum FlagKind {
        ReferralSent,
        ReferralDraft,
        Decided,
    }

    pub struct FlagView {
        pub on: String,
        pub kind: FlagKind,
        /// The reference, or the decision's code.
        pub label: String,
    }

    /// One axis of school days: flags, seven lanes of signs, the register.
    pub struct RibbonView {
        pub attendance: AttendanceView,
        pub signs: Vec<SignMarkView>,
        pub flags: Vec<FlagView>,
        /// Signs whose time is not known cannot stand on the axis.
        pub undated: u32,
    }

    #[derive(Default)]
    pub struct ListGaps {
        #[serde(default)]
        pub on: Option<String>,
    }

    pub struct FactView {
        pub on: String,
        pub text: String,
        /// The concern that is the fact, if one is.
        pub entry: Option<String>,
    }

    /// A rule that fired, in words, with the facts that fired it. Never a score.
    pub struct GapView {
        pub pupil: String,
        pub pupil_name: String,
        pub year_group: Option<String>,
        pub rule: String,
        pub sentence: String,
        pub facts: Vec<FactView>,
        pub newest: String,
    }

    pub struct GapsView {
        pub on: String,
        pub marks_until: Option<MarksUntilView>,
        pub marks_stale: bool,
        pub gaps: Vec<GapView>,
    }
}
