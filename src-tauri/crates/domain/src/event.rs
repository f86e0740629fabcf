//! Events: every change that the vault remembers. All else is a view of them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::attachment::Attachment;
use crate::backup::{Backup, ChainEnd, Continuation};
use crate::closure::Closure;
use crate::concern::{Amendment, Concern, FollowUp};
use crate::contact::SafeContact;
use crate::id::{EventId, PersonId, PupilId};
use crate::person::{Person, Role};
use crate::pupil::Pupil;
use crate::referral::Referral;
use crate::school::School;

/// Where imported rows came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportSource {
    /// The file's own name, without its folder.
    pub file_name: String,
    /// SHA-256 of the file's bytes.
    pub hash: [u8; 32],
    /// Rows taken from the file.
    pub rows: u32,
    /// Rows that were not taken.
    pub problems: u32,
}

/// The marks of one pupil, packed: two code numbers a day (am, pm) from `first` on; 0 says that the file gives no mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PupilMarks {
    pub pupil: PupilId,
    pub first: NaiveDate,
    /// Even length; numbers as in [`crate::attendance`].
    pub codes: Vec<u8>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The first event of a vault. `made_up` is permanent and printed on every export.
    VaultCreated {
        school: School,
        made_up: bool,
    },
    /// A person got a slot. The public keys of the membership are those given here, never the header's alone.
    PersonAdded {
        person: Person,
        signing_key: [u8; 32],
        slot_key: [u8; 32],
    },
    /// A recovery kit (1 or 2) was made.
    KitMade {
        kit: u8,
        slot_key: [u8; 32],
    },
    /// A kit was typed back: set-up is done.
    KitConfirmed {
        kit: u8,
    },
    /// A person's way in was taken away, and the vault got keys that the person never had.
    PersonRemoved {
        person: PersonId,
    },
    RoleChanged {
        person: PersonId,
        role: Role,
    },
    /// The author changed their own passphrase.
    PassphraseChanged,
    /// The author typed their passphrase once more and knew it.
    PassphraseChecked,
    /// The author came back, or in, through a kit.
    KitUsed {
        kit: u8,
    },
    /// A kit is where it should be.
    KitChecked {
        kit: u8,
    },
    /// The author read these notices.
    NoticesSeen {
        notices: Vec<EventId>,
    },
    PupilsImported {
        source: ImportSource,
        pupils: Vec<(PupilId, Pupil)>,
    },
    MarksImported {
        source: ImportSource,
        first: NaiveDate,
        last: NaiveDate,
        marks: Vec<PupilMarks>,
    },
    ConcernRecorded(Concern),
    ConcernAmended(Amendment),
    /// A DSL or deputy read a concern and acted or decided.
    ConcernFollowedUp(FollowUp),
    SafeContactSet {
        pupil: PupilId,
        rules: SafeContact,
    },
    /// Reading counts: a pupil's file was opened.
    FileOpened {
        pupil: PupilId,
    },
    /// A pupil's chronology was saved as a file: that many entries left the vault.
    ChronologySaved {
        pupil: PupilId,
        entries: u32,
    },
    /// A finished search; its words can be disposed of.
    Searched {
        words: String,
    },
    ReferralMade(Referral),
    /// A file was added to an entry.
    AttachmentAdded(Attachment),
    /// A copy of an entry's file was saved outside: it left the vault.
    AttachmentSaved {
        pupil: PupilId,
        concern: EventId,
        attachment: EventId,
    },
    /// A backup was written and read again in full.
    BackupMade(Backup),
    /// The whole log was read and verified, to its last byte: how many events there were, and how many things did not fit.
    LogChecked {
        events: u32,
        faults: u32,
    },
    /// The first event of a device that goes on where another ended: a restored backup, or a copy that a person accepted.
    CopyContinued {
        continues: ChainEnd,
        why: Continuation,
    },
    /// A file was closed to all but named people.
    FileClosed {
        pupil: PupilId,
        closure: Closure,
    },
    /// It was decided anew to whom a file is closed. Emergency openings from before end.
    FileClosureChanged {
        pupil: PupilId,
        closure: Closure,
    },
    /// A closed file was opened again to all leads and deputies.
    FileOpenedToAll {
        pupil: PupilId,
        reason: String,
    },
    /// Somebody who is not named opened a closed file in an emergency: an alert to all who are named.
    FileOpenedInEmergency {
        pupil: PupilId,
        reason: String,
    },
    /// A kind that this version does not know; kept and passed on untouched.
    Unknown {
        kind: String,
        version: u16,
    },
}

/// An event with who, when and what it corrects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    pub id: EventId,
    pub recorded_at: DateTime<Utc>,
    pub author: PersonId,
    pub corrects: Option<EventId>,
    pub event: Event,
}
