//! Today: what waits.

use super::{DraftView, GapView, LastBackupView, MarksUntilView, ReferralView, wire};

wire! {
    /// A concern in a list.
    pub struct ConcernRowView {
        pub id: String,
        pub pupil: String,
        pub pupil_name: String,
        pub recorded_at: String,
        pub by: String,
        /// The first words of what happened.
        pub opening: String,
    }

    pub struct TodayView {
        pub today: String,
        /// Recorded by others and not yet acted on by a DSL, newest first.
        pub to_read: Vec<ConcernRowView>,
        pub drafts: Vec<DraftView>,
        pub gaps: Vec<GapView>,
        /// Referrals that wait for a decision, newest first.
        pub referrals: Vec<ReferralView>,
        /// None when no marks were ever imported.
        pub marks_until: Option<MarksUntilView>,
        /// The marks end before the last school day: the list of gaps cannot know.
        pub marks_stale: bool,
        pub pupils: u32,
        /// The last good backup.
        pub backup: LastBackupView,
    }
}
