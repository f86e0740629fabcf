//! Who may do what, to whose file: the one pure function that every use case asks first.
//!
//! These are rules, not cryptography; who must be kept out gets no slot. Never here: how a file came to be closed (`closure`), or
//! what a screen shows.

use crate::closure::Standing;
use crate::id::PersonId;
use crate::person::{Person, Role};

macro_rules! acts {
    ($($(#[$doc:meta])* $variant:ident),+ $(,)?) => {
        /// What a person is about to do. The table of commands names one for each command.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Act {
            $($(#[$doc])* $variant),+
        }

        impl Act {
            /// Every act.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    };
}

acts! {
    /// What anybody at this laptop does: see that there is a vault, make one, open it, lock it, change one's own passphrase.
    Enter,
    /// Add a concern about any pupil.
    Record,
    /// Find a pupil by name, to record about.
    FindPupil,
    /// Keep and take up what one has typed.
    KeepDraft,
    /// List what one has recorded oneself.
    ReadOwn,
    /// Read one entry.
    ReadEntry,
    /// Add to an entry.
    Amend,
    /// Decide on an entry, or mark it read.
    FollowUp,
    /// Open a pupil's file, its chronology, attendance and signs.
    ReadFile,
    /// See all that waits.
    ReadToday,
    /// Search all text.
    Search,
    /// Look at gaps.
    ReadGaps,
    /// Import pupils or marks.
    Import,
    /// Make a referral or any other file that leaves the vault.
    Export,
    /// Set whom to ring and whom never to tell.
    SetSafeContact,
    /// Read who opened, changed and exported what.
    ReadAudit,
    /// Check the log, back it up, restore it, and decide where it lies.
    KeepVault,
    /// Add, remove and let back in the people of the vault.
    ManagePeople,
    /// Learn that a file is closed, and whom to ring.
    ReadClosure,
    /// Close a file, say anew to whom, and open it again to all.
    CloseFile,
    /// Open a closed file in an emergency.
    OpenInEmergency,
}

/// Whose the thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Nobody's file: the vault as a whole.
    Vault,
    /// A pupil's file, and how the person who asks stands to it.
    File(Standing),
    /// An entry by this author; the standing is the last of those of all the files in which it stands.
    Entry { by: PersonId, standing: Standing },
}

/// What the rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ruling {
    Yes,
    /// The words that the person wrote, and nothing that others added to them.
    OwnWords,
    /// Not in this role.
    No,
    /// The file is closed to the person, who may learn that and whom to ring.
    Restricted,
}

/// Says whether `person` may do `act` to `subject`.
///
/// A lead and a deputy may do everything with what lies open before them. A recorder adds concerns about any pupil and reads and
/// amends only what that recorder wrote. Anybody may record about a closed file, and keeps the words that they wrote themselves.
/// A lead or deputy to whom a file is closed learns so and whom to ring, and opens it in an emergency unless it is restricted
/// against that very person. Only who is named decides anew to whom a file is closed.
pub fn may(person: &Person, act: Act, subject: Subject) -> Ruling {
    // Open to every role, whatever lies closed: a child's danger can always be written down.
    if matches!(act, Act::Enter | Act::Record | Act::FindPupil | Act::KeepDraft | Act::ReadOwn) {
        return Ruling::Yes;
    }
    let own = matches!(subject, Subject::Entry { by, .. } if by == person.id);
    let standing = match subject {
        Subject::Vault => Standing::Open,
        Subject::File(standing) | Subject::Entry { standing, .. } => standing,
    };
    if matches!(act, Act::ReadEntry | Act::Amend) && own {
        return if standing.reads() { Ruling::Yes } else { Ruling::OwnWords };
    }
    match person.role {
        Role::Recorder => Ruling::No,
        Role::Dsl | Role::Deputy => lead_may(act, standing),
    }
}

fn lead_may(act: Act, standing: Standing) -> Ruling {
    let yes = match act {
        Act::ReadClosure => true,
        Act::OpenInEmergency => standing != Standing::Against,
        Act::CloseFile => matches!(standing, Standing::Open | Standing::Named),
        _ => standing.reads(),
    };
    if yes { Ruling::Yes } else { Ruling::Restricted }
}

#[cfg(test)]
mod tests;
