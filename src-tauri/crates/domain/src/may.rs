//! Who may do what, to whose file: the one pure function that every use case asks first.
//! These are rules, not cryptography; who must be kept out gets no slot.

use crate::id::PersonId;
use crate::person::{Person, Role};

/// What a person is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Add a concern about any pupil.
    Record,
    /// Find a pupil by name, to record about.
    FindPupil,
    /// Open a pupil's file, its chronology, attendance and signs.
    ReadFile,
    /// Read one entry.
    ReadEntry,
    /// Add to an entry.
    Amend,
    /// Decide on an entry, or mark it read.
    FollowUp,
    /// Search all text.
    Search,
    /// Import pupils or marks.
    Import,
    /// Look at gaps.
    ReadGaps,
    /// Make a referral or any other file that leaves the vault.
    Export,
    /// Set whom to ring and whom never to tell.
    SetSafeContact,
    /// Read who opened, changed and exported what.
    ReadAudit,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 12] = [
        Self::Record,
        Self::FindPupil,
        Self::ReadFile,
        Self::ReadEntry,
        Self::Amend,
        Self::FollowUp,
        Self::Search,
        Self::Import,
        Self::ReadGaps,
        Self::Export,
        Self::SetSafeContact,
        Self::ReadAudit,
    ];
}

/// Whose the thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// No single entry: the vault or a pupil's file.
    Any,
    /// An entry by this author.
    EntryBy(PersonId),
}

/// True when `person` may do `act` to `subject`. A DSL and a deputy may do everything; a recorder adds concerns about any pupil and
/// reads and amends only own entries.
pub fn may(person: &Person, act: Act, subject: Subject) -> bool {
    match person.role {
        Role::Dsl | Role::Deputy => true,
        Role::Recorder => match act {
            Act::Record | Act::FindPupil => true,
            Act::ReadEntry | Act::Amend => subject == Subject::EntryBy(person.id),
            Act::ReadFile
            | Act::FollowUp
            | Act::Search
            | Act::Import
            | Act::ReadGaps
            | Act::Export
            | Act::SetSafeContact
            | Act::ReadAudit => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(role: Role) -> Person {
        Person { id: PersonId([1; 16]), name: "Della Marchbank".into(), role }
    }

    #[test]
    fn a_lead_and_a_deputy_may_do_every_act() {
        for role in [Role::Dsl, Role::Deputy] {
            for act in Act::ALL {
                assert!(may(&person(role), act, Subject::Any), "{role:?} {act:?}");
                assert!(may(&person(role), act, Subject::EntryBy(PersonId([2; 16]))), "{role:?} {act:?}");
            }
        }
    }

    #[test]
    fn a_recorder_adds_and_reads_only_own_entries() {
        let recorder = person(Role::Recorder);
        let allowed =
            |subject| Act::ALL.into_iter().filter(|act| may(&recorder, *act, subject)).collect::<Vec<_>>();
        assert_eq!(allowed(Subject::Any), [Act::Record, Act::FindPupil]);
        assert_eq!(allowed(Subject::EntryBy(PersonId([2; 16]))), [Act::Record, Act::FindPupil]);
        assert_eq!(
            allowed(Subject::EntryBy(recorder.id)),
            [Act::Record, Act::FindPupil, Act::ReadEntry, Act::Amend]
        );
    }
}
