//! Search over all text.

use super::wire;

wire! {
    pub struct Search {
        pub text: String,
        /// A finished search is an event; a key press is not.
        #[serde(default)]
        pub finished: bool,
    }

    #[derive(Copy)]
    pub enum HitKind {
        Pupil,
        Concern,
        Referral,
    }

    pub struct SnippetView {
        pub text: String,
        pub hit: bool,
    }

    pub struct HitView {
        pub kind: HitKind,
        pub pupil: String,
        pub pupil_name: String,
        pub concern: Option<String>,
        /// Event day, or the recorded day when not known.
        pub on: Option<String>,
        pub snippet: Vec<SnippetView>,
    }

    pub struct SearchView {
        pub hits: Vec<HitView>,
        /// True when the text held no letter or digit to look for.
        pub nothing_asked: bool,
        /// True when there are more hits than are listed.
        pub more: bool,
    }
}
