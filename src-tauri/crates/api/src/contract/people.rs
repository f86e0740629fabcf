//! Who may open the log, and what happened to keys and people since each lead last looked.

use super::{PersonView, wire};

wire! {
    /// Somebody who is or was of the log.
    pub struct MemberView {
        pub person: PersonView,
        /// The person at the laptop.
        pub me: bool,
        /// Was taken out; the name stays on what they wrote.
        pub removed: bool,
        /// Has a way in: false for whoever was removed, and for whoever has to be let in again.
        pub has_slot: bool,
        /// The way in needs this or another laptop's keychain besides the passphrase.
        pub bound_to_laptop: bool,
        /// When the person was first added.
        pub added_at: String,
        /// Since when the person has this role.
        pub role_since: String,
        /// When the person last wrote, read or changed anything; none when they never did.
        pub active_at: Option<String>,
    }

    pub struct PeopleView {
        /// In the order of being added.
        pub people: Vec<MemberView>,
        /// Whether the person at the laptop may add, remove and let back in: a lead.
        pub may_manage: bool,
    }

    /// The new person types their own passphrase, on this laptop.
    pub struct AddPerson {
        pub name: String,
        /// `dsl`, `deputy` or `recorder`.
        pub role: String,
        pub passphrase: String,
    }

    /// A colleague who forgot the passphrase, or whose laptop is another one now, types a new passphrase on this laptop.
    pub struct ReadmitPerson {
        /// Id.
        pub person: String,
        pub passphrase: String,
    }

    pub struct PersonAddedView {
        pub person: PersonView,
        /// False when the system has no keychain: the passphrase alone opens the log.
        pub bound_to_laptop: bool,
    }

    pub struct ChangeRole {
        /// Id.
        pub person: String,
        /// `dsl`, `deputy` or `recorder`.
        pub role: String,
    }

    /// Takes the person's way in away, and gives the log new keys that they never had.
    pub struct RemovePerson {
        /// Id.
        pub person: String,
    }

    pub struct ChangePassphrase {
        /// The one that opens the log now.
        pub former: String,
        pub passphrase: String,
    }

    /// The passphrase asked again now and then, so that nobody forgets it.
    pub struct CheckPassphrase {
        pub passphrase: String,
    }

    /// What happened. The sentence is the window's.
    #[derive(Copy)]
    pub enum NoticeKind {
        PersonAdded,
        /// The person had a way in before, and was given a new one.
        PersonReadmitted,
        PersonRemoved,
        RoleChanged,
        PassphraseChanged,
        KitMade,
        KitUsed,
        /// A closed file was opened in an emergency.
        EmergencyOpening,
        BackupRestored,
        /// A copy that was not the one last seen on this laptop was accepted.
        CopyAccepted,
    }

    /// The facts of the sentence about one event.
    pub struct NoticeView {
        /// Id of the event.
        pub id: String,
        pub kind: NoticeKind,
        pub at: String,
        /// Who did it.
        pub by: String,
        /// Whom it is about, by name.
        pub person: Option<String>,
        /// The role that the person got.
        pub role: Option<String>,
        /// 1 or 2.
        pub kit: Option<u8>,
        /// The pupil whose closed file was opened; none for whoever does not see it.
        pub pupil: Option<String>,
        pub pupil_name: Option<String>,
    }

    /// What the person at the laptop has not acknowledged, and what is due. Nothing of it stands in the way of work.
    pub struct NoticesView {
        /// The oldest first; empty for whoever is no lead.
        pub notices: Vec<NoticeView>,
        /// The passphrase should be typed once more, so that it is not forgotten.
        pub passphrase_check_due: bool,
        /// Kits of which nobody has said for a year that they are where they should be.
        pub kits_to_look_for: Vec<u8>,
        /// Kits that were used, or never typed back, and should be made anew.
        pub kits_to_make: Vec<u8>,
    }

    pub struct AcknowledgeNotices {
        /// Ids of the notices that were read.
        pub notices: Vec<String>,
    }
}
