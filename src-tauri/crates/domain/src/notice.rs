//! Notices: which events every lead is told of at the next unlock, and the facts that their sentence needs. Never here: the sentence,
//! and who has read it.

use crate::backup::Continuation;
use crate::event::Event;
use crate::id::{PersonId, PupilId};
use crate::person::Role;

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    PersonAdded,
    /// The person had a way in before.
    PersonReadmitted,
    PersonRemoved,
    RoleChanged,
    PassphraseChanged,
    KitMade,
    KitUsed,
    EmergencyOpening,
    BackupRestored,
    CopyAccepted,
}

impl NoticeKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::PersonAdded,
        Self::PersonReadmitted,
        Self::PersonRemoved,
        Self::RoleChanged,
        Self::PassphraseChanged,
        Self::KitMade,
        Self::KitUsed,
        Self::EmergencyOpening,
        Self::BackupRestored,
        Self::CopyAccepted,
    ];

    /// The stable word of a view.
    pub fn code(self) -> &'static str {
        match self {
            Self::PersonAdded => "person_added",
            Self::PersonReadmitted => "person_readmitted",
            Self::PersonRemoved => "person_removed",
            Self::RoleChanged => "role_changed",
            Self::PassphraseChanged => "passphrase_changed",
            Self::KitMade => "kit_made",
            Self::KitUsed => "kit_used",
            Self::EmergencyOpening => "emergency_opening",
            Self::BackupRestored => "backup_restored",
            Self::CopyAccepted => "copy_accepted",
        }
    }

    /// Reads a stable word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The facts of one notice, apart from who did it and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    pub kind: NoticeKind,
    /// Whom it is about.
    pub person: Option<PersonId>,
    /// The role that the person got.
    pub role: Option<Role>,
    pub kit: Option<u8>,
    pub pupil: Option<PupilId>,
}

/// The notice that an event is; `None` for what happens every day. Somebody who is added once more is told of as readmitted, which
/// `was_added` answers.
pub fn notice_of(event: &Event, was_added: impl FnOnce(PersonId) -> bool) -> Option<Notice> {
    let bare = |kind| Notice { kind, person: None, role: None, kit: None, pupil: None };
    Some(match event {
        Event::PersonAdded { person, .. } => {
            let again = was_added(person.id);
            let kind = if again { NoticeKind::PersonReadmitted } else { NoticeKind::PersonAdded };
            Notice { person: Some(person.id), role: Some(person.role), ..bare(kind) }
        }
        Event::PersonRemoved { person } => {
            Notice { person: Some(*person), ..bare(NoticeKind::PersonRemoved) }
        }
        Event::RoleChanged { person, role } => {
            Notice { person: Some(*person), role: Some(*role), ..bare(NoticeKind::RoleChanged) }
        }
        Event::PassphraseChanged => bare(NoticeKind::PassphraseChanged),
        Event::KitMade { kit, .. } => Notice { kit: Some(*kit), ..bare(NoticeKind::KitMade) },
        Event::KitUsed { kit } => Notice { kit: Some(*kit), ..bare(NoticeKind::KitUsed) },
        Event::FileOpenedInEmergency { pupil, .. } => {
            Notice { pupil: Some(*pupil), ..bare(NoticeKind::EmergencyOpening) }
        }
        Event::CopyContinued { why: Continuation::Restored { .. }, .. } => bare(NoticeKind::BackupRestored),
        Event::CopyContinued { why: Continuation::CopyAccepted { .. }, .. } => bare(NoticeKind::CopyAccepted),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back_from_its_word() {
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(NoticeKind::from_code("searched"), None);
    }

    #[test]
    fn keys_and_people_are_told_of_and_everyday_work_is_not() {
        let id = PersonId([1; 16]);
        let removed = notice_of(&Event::PersonRemoved { person: id }, |_| true).expect("a notice");
        assert_eq!((removed.kind, removed.person), (NoticeKind::PersonRemoved, Some(id)));
        let used = notice_of(&Event::KitUsed { kit: 2 }, |_| false).expect("a notice");
        assert_eq!((used.kind, used.kit), (NoticeKind::KitUsed, Some(2)));
        assert_eq!(notice_of(&Event::Searched { words: "phone".into() }, |_| true), None);
        assert_eq!(notice_of(&Event::PassphraseChecked, |_| true), None);
    }
}
