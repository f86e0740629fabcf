//! Drafts: what was typed and not yet saved to the log.

use super::wire;

wire! {
    #[derive(Copy, Hash)]
    pub enum DraftKind {
        Concern,
        Amendment,
        FollowUp,
        Referral,
        SafeContact,
    }

    pub struct SaveDraft {
        /// 32 hexadecimal digits that the screen drew at random; becomes the id of the event.
        pub id: String,
        pub kind: DraftKind,
        #[serde(default)]
        pub pupil: Option<String>,
        /// The screen's own state as JSON; never read here.
        pub body: String,
        /// The first words, for lists.
        pub opening: String,
    }

    pub struct GetDraft {
        pub id: String,
    }

    pub struct DiscardDraft {
        pub id: String,
    }

    pub struct DraftView {
        pub id: String,
        pub kind: DraftKind,
        pub pupil: Option<String>,
        pub pupil_name: Option<String>,
        pub opening: String,
        pub saved_at: String,
        pub body: String,
    }
}
