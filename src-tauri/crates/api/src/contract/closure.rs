//! Files that are closed to all but named people.

use super::{PersonView, wire};

wire! {
    pub struct GetClosure {
        pub pupil: String,
    }

    /// How the person at the laptop stands to a file.
    #[derive(Copy)]
    pub enum StandingView {
        Open,
        Named,
        Emergency,
        Restricted,
        /// Restricted against the very person: not even an emergency opens it.
        Against,
    }

    /// What a person who is named sees of an emergency opening.
    pub struct EmergencyView {
        pub by: String,
        pub at: String,
        pub until: String,
        pub reason: String,
        /// True until a day has passed, or it was decided anew to whom the file is closed.
        pub open: bool,
    }

    /// To whom a file is closed. Who is not named learns the pupil's name, that restricted information exists, and whom to ring.
    pub struct ClosureView {
        pub pupil: String,
        pub pupil_name: String,
        pub standing: StandingView,
        /// Whom to ring: of this file, and of closed files in which entries of this one stand too.
        pub ring: Vec<String>,
        /// The file is open, and entries of it are left out.
        pub entries_restricted: bool,
        /// True when the person may open in an emergency what is closed here.
        pub may_open_in_emergency: bool,
        /// True when the person may close the file, or decide anew.
        pub may_decide: bool,
        /// Whom it is open to; empty for whoever is not named.
        pub named: Vec<PersonView>,
        /// Against whom it is restricted; empty for whoever is not named.
        pub against: Vec<PersonView>,
        pub reason: Option<String>,
        pub closed_at: Option<String>,
        pub closed_by: Option<String>,
        /// The latest first; empty for whoever is not named.
        pub emergencies: Vec<EmergencyView>,
        /// The people to choose from, for whoever may decide.
        pub people: Vec<PersonView>,
    }

    pub struct CloseFile {
        pub pupil: String,
        /// Ids of the leads and deputies who go on reading it; at least one.
        pub named: Vec<String>,
        /// Ids of the people against whom it is restricted.
        #[serde(default)]
        pub against: Vec<String>,
        pub reason: String,
        /// Whom others ring, in words.
        pub ring: String,
    }

    pub struct ReopenFile {
        pub pupil: String,
        pub reason: String,
    }

    pub struct OpenInEmergency {
        pub pupil: String,
        /// Why now: everybody who is named reads it at the next unlock.
        pub reason: String,
    }
}
