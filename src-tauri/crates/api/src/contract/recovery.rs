//! Coming back with a recovery kit, and looking after the kits.

use super::{PersonView, StatusView, wire};

wire! {
    pub struct OpenWithKit {
        /// The words of a recovery kit.
        pub words: String,
    }

    /// The kit opens the log. Nothing else is shown before whoever holds it has said who they are and has a passphrase.
    pub struct RecoveryView {
        pub school: String,
        pub made_up: bool,
        /// 1 or 2.
        pub kit: u8,
        /// Who may come back as themselves.
        pub people: Vec<PersonView>,
    }

    /// Either `person`, or `name` and `role` of somebody new.
    pub struct FinishRecovery {
        /// Id.
        #[serde(default)]
        pub person: Option<String>,
        #[serde(default)]
        pub name: Option<String>,
        /// `dsl`, `deputy` or `recorder`.
        #[serde(default)]
        pub role: Option<String>,
        pub passphrase: String,
    }

    /// The log is open. The kit counts as used, and should be made anew.
    pub struct RecoveredView {
        pub status: StatusView,
        pub bound_to_laptop: bool,
        /// The kit that was used.
        pub kit: u8,
    }

    /// A recovery kit and how it stands with it.
    pub struct KitStateView {
        /// 1 or 2.
        pub kit: u8,
        pub made_at: String,
        /// It was typed back once, so its page is right.
        pub confirmed: bool,
        /// It opens the log.
        pub opens: bool,
        pub used_at: Option<String>,
        /// When somebody last said that it is where it should be.
        pub checked_at: Option<String>,
        /// A year has passed since.
        pub check_due: bool,
    }

    /// A kit in the place of kit 1 or 2. The former one opens the log until the new one has been typed back.
    pub struct MakeKit {
        pub kit: u8,
    }

    /// The kit is where it should be.
    pub struct CheckKit {
        pub kit: u8,
    }
}
