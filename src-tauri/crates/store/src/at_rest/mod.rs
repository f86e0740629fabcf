//! The shapes in which events lie in the journal, and plain functions between them and the domain.
//!
//! A released struct is never edited: `…V2` is added beside it, and `tests/vectors/at_rest.json` keeps a frozen sample of each.
//! Bytes are CBOR maps with text keys in the order of the fields; an absent value and an empty list are left out, so one value
//! has one encoding. Never here: rules, SQL, or the shape of a view.

mod attachment;
mod attendance;
mod backup;
mod closure;
mod concern;
mod contact;
mod packed;
mod person;
mod pupil;
mod reading;
mod referral;
mod school;
mod time;

#[cfg(test)]
mod tests;

pub(crate) use attachment::AttachmentAddedV1;
pub(crate) use closure::ClosureV1;
pub(crate) use concern::{ConcernFollowedUpV1, ConcernRecordedV1};
pub(crate) use contact::SafeContactSetV1;
pub(crate) use packed::{pack, unpack};
pub(crate) use pupil::{NameV1, PupilV1};
pub(crate) use referral::ReferralMadeV1;

use encircle_domain::{Event, PupilId};
use serde::Serialize;
use serde::de::DeserializeOwned;
pub(crate) use serde_bytes::{ByteArray as Bytes, ByteBuf as Blob};

use crate::Error;

/// How many pairs of kind and version this program reads, which are those with a frozen sample. A shape is only ever added, so a
/// database that was marked with more was opened by a later program.
pub(crate) const SHAPES: u32 = 31;

/// One part of a payload: what can be disposed of alone, because it is about one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The pupil whom it is about; `None` for what is about nobody.
    pub subject: Option<PupilId>,
    /// CBOR.
    pub bytes: Vec<u8>,
}

impl Part {
    fn of(subject: Option<PupilId>, shape: &impl Serialize) -> Self {
        Self { subject, bytes: to_cbor(shape) }
    }
}

/// An event as it is written: the names of its struct, and its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub kind: &'static str,
    pub version: u16,
    pub parts: Vec<Part>,
}

/// Gives an event its shape at rest; `None` for a kind that this program does not know.
pub(crate) fn write(event: &Event) -> Option<Written> {
    let (kind, parts) = match event {
        Event::VaultCreated { school, made_up } => {
            (school::VAULT_CREATED, vec![Part::of(None, &school::VaultCreatedV1::of(school, *made_up))])
        }
        Event::PersonAdded { person, signing_key, slot_key } => (
            person::PERSON_ADDED,
            vec![Part::of(None, &person::PersonAddedV1::of(person, signing_key, slot_key))],
        ),
        Event::KitMade { kit, slot_key } => {
            (person::KIT_MADE, vec![Part::of(None, &person::KitMadeV1::of(*kit, slot_key))])
        }
        Event::KitConfirmed { kit } => {
            (person::KIT_CONFIRMED, vec![Part::of(None, &person::KitConfirmedV1 { kit: *kit })])
        }
        Event::PersonRemoved { person } => {
            (person::PERSON_REMOVED, vec![Part::of(None, &person::PersonRemovedV1::of(*person))])
        }
        Event::RoleChanged { person, role } => {
            (person::ROLE_CHANGED, vec![Part::of(None, &person::RoleChangedV1::of(*person, *role))])
        }
        Event::PassphraseChanged => {
            (person::PASSPHRASE_CHANGED, vec![Part::of(None, &person::PassphraseChangedV1 {})])
        }
        Event::PassphraseChecked => {
            (person::PASSPHRASE_CHECKED, vec![Part::of(None, &person::PassphraseCheckedV1 {})])
        }
        Event::KitUsed { kit } => (person::KIT_USED, vec![Part::of(None, &person::KitUsedV1 { kit: *kit })]),
        Event::KitChecked { kit } => {
            (person::KIT_CHECKED, vec![Part::of(None, &person::KitCheckedV1 { kit: *kit })])
        }
        Event::NoticesSeen { notices } => {
            (person::NOTICES_SEEN, vec![Part::of(None, &person::NoticesSeenV1::of(notices))])
        }
        Event::PupilsImported { source, pupils } => {
            (pupil::PUPILS_IMPORTED, pupil::write_import(source, pupils))
        }
        Event::MarksImported { source, first, last, marks } => {
            (attendance::MARKS_IMPORTED, attendance::write_import(source, *first, *last, marks))
        }
        Event::ConcernRecorded(concern) => (concern::CONCERN_RECORDED, concern::write_recorded(concern)),
        Event::ConcernAmended(amendment) => (concern::CONCERN_AMENDED, concern::write_amended(amendment)),
        Event::ConcernFollowedUp(follow_up) => (
            concern::CONCERN_FOLLOWED_UP,
            vec![Part::of(Some(follow_up.pupil), &ConcernFollowedUpV1::of(follow_up))],
        ),
        Event::SafeContactSet { pupil, rules } => {
            (contact::SAFE_CONTACT_SET, vec![Part::of(Some(*pupil), &SafeContactSetV1::of(rules))])
        }
        Event::FileOpened { pupil } => {
            (reading::FILE_OPENED, vec![Part::of(Some(*pupil), &reading::FileOpenedV1 {})])
        }
        Event::ChronologySaved { pupil, entries } => {
            let saved = reading::ChronologySavedV1 { entries: *entries };
            (reading::CHRONOLOGY_SAVED, vec![Part::of(Some(*pupil), &saved)])
        }
        Event::Searched { words } => {
            (reading::SEARCHED, vec![Part::of(None, &reading::SearchedV1 { words: words.clone() })])
        }
        Event::ReferralMade(referral) => {
            (referral::REFERRAL_MADE, vec![Part::of(Some(referral.pupil), &ReferralMadeV1::of(referral))])
        }
        Event::AttachmentAdded(attachment) => {
            let added = AttachmentAddedV1::of(attachment);
            (attachment::ATTACHMENT_ADDED, vec![Part::of(Some(attachment.pupil), &added)])
        }
        Event::AttachmentSaved { pupil, concern, attachment } => {
            let saved = attachment::AttachmentSavedV1::of(*concern, *attachment);
            (attachment::ATTACHMENT_SAVED, vec![Part::of(Some(*pupil), &saved)])
        }
        Event::BackupMade(backup) => {
            (backup::BACKUP_MADE, vec![Part::of(None, &backup::BackupMadeV1::of(backup))])
        }
        Event::LogChecked { events, faults } => {
            let checked = reading::LogCheckedV1 { events: *events, faults: *faults };
            (reading::LOG_CHECKED, vec![Part::of(None, &checked)])
        }
        Event::CopyContinued { continues, why } => {
            let (kind, part) = backup::write_continued(continues, why);
            (kind, vec![part])
        }
        Event::FileClosed { pupil, closure } => {
            (closure::FILE_CLOSED, vec![Part::of(Some(*pupil), &ClosureV1::of(closure))])
        }
        Event::FileClosureChanged { pupil, closure } => {
            (closure::FILE_CLOSURE_CHANGED, vec![Part::of(Some(*pupil), &ClosureV1::of(closure))])
        }
        Event::FileOpenedToAll { pupil, reason } => {
            let opened = closure::FileOpenedToAllV1 { reason: reason.clone() };
            (closure::FILE_OPENED_TO_ALL, vec![Part::of(Some(*pupil), &opened)])
        }
        Event::FileOpenedInEmergency { pupil, reason } => {
            let opened = closure::FileOpenedInEmergencyV1 { reason: reason.clone() };
            (closure::FILE_OPENED_IN_EMERGENCY, vec![Part::of(Some(*pupil), &opened)])
        }
        Event::Unknown { .. } => return None,
    };
    Some(Written { kind, version: 1, parts })
}

/// Reads an event back. A kind or version that this program does not know, and an event whose own part was disposed of, come
/// back as [`Event::Unknown`].
///
/// # Errors
/// [`Error::Damaged`] when a part does not hold its struct.
pub(crate) fn read(kind: &str, version: u16, parts: &[Part]) -> Result<Event, Error> {
    let unknown = || Ok(Event::Unknown { kind: kind.to_owned(), version });
    let (1, Some((first, others))) = (version, parts.split_first()) else {
        return unknown();
    };
    let subject = || first.subject.ok_or(Error::Damaged);
    let bytes = first.bytes.as_slice();
    Ok(match kind {
        school::VAULT_CREATED => from_cbor::<school::VaultCreatedV1>(bytes)?.event()?,
        person::PERSON_ADDED => from_cbor::<person::PersonAddedV1>(bytes)?.event()?,
        person::KIT_MADE => from_cbor::<person::KitMadeV1>(bytes)?.event(),
        person::KIT_CONFIRMED => Event::KitConfirmed { kit: from_cbor::<person::KitConfirmedV1>(bytes)?.kit },
        person::PERSON_REMOVED => from_cbor::<person::PersonRemovedV1>(bytes)?.event(),
        person::ROLE_CHANGED => from_cbor::<person::RoleChangedV1>(bytes)?.event()?,
        person::PASSPHRASE_CHANGED => {
            from_cbor::<person::PassphraseChangedV1>(bytes)?;
            Event::PassphraseChanged
        }
        person::PASSPHRASE_CHECKED => {
            from_cbor::<person::PassphraseCheckedV1>(bytes)?;
            Event::PassphraseChecked
        }
        person::KIT_USED => Event::KitUsed { kit: from_cbor::<person::KitUsedV1>(bytes)?.kit },
        person::KIT_CHECKED => Event::KitChecked { kit: from_cbor::<person::KitCheckedV1>(bytes)?.kit },
        person::NOTICES_SEEN => from_cbor::<person::NoticesSeenV1>(bytes)?.event(),
        pupil::PUPILS_IMPORTED => pupil::read_import(bytes, others)?,
        attendance::MARKS_IMPORTED => attendance::read_import(bytes, others)?,
        concern::CONCERN_RECORDED => concern::read_recorded(subject()?, bytes, others)?,
        concern::CONCERN_AMENDED => concern::read_amended(subject()?, bytes, others)?,
        concern::CONCERN_FOLLOWED_UP => {
            Event::ConcernFollowedUp(from_cbor::<ConcernFollowedUpV1>(bytes)?.follow_up(subject()?)?)
        }
        contact::SAFE_CONTACT_SET => {
            Event::SafeContactSet { pupil: subject()?, rules: from_cbor::<SafeContactSetV1>(bytes)?.rules() }
        }
        reading::FILE_OPENED => {
            from_cbor::<reading::FileOpenedV1>(bytes)?;
            Event::FileOpened { pupil: subject()? }
        }
        reading::CHRONOLOGY_SAVED => Event::ChronologySaved {
            pupil: subject()?,
            entries: from_cbor::<reading::ChronologySavedV1>(bytes)?.entries,
        },
        reading::SEARCHED => Event::Searched { words: from_cbor::<reading::SearchedV1>(bytes)?.words },
        referral::REFERRAL_MADE => {
            Event::ReferralMade(from_cbor::<ReferralMadeV1>(bytes)?.referral(subject()?)?)
        }
        attachment::ATTACHMENT_ADDED => {
            Event::AttachmentAdded(from_cbor::<AttachmentAddedV1>(bytes)?.attachment(subject()?)?)
        }
        attachment::ATTACHMENT_SAVED => from_cbor::<attachment::AttachmentSavedV1>(bytes)?.event(subject()?),
        reading::LOG_CHECKED => {
            let reading::LogCheckedV1 { events, faults } = from_cbor(bytes)?;
            Event::LogChecked { events, faults }
        }
        backup::BACKUP_MADE => from_cbor::<backup::BackupMadeV1>(bytes)?.event()?,
        backup::RESTORED => from_cbor::<backup::RestoredV1>(bytes)?.event()?,
        backup::COPY_ACCEPTED => from_cbor::<backup::CopyAcceptedV1>(bytes)?.event(),
        closure::FILE_CLOSED => {
            Event::FileClosed { pupil: subject()?, closure: from_cbor::<ClosureV1>(bytes)?.closure() }
        }
        closure::FILE_CLOSURE_CHANGED => {
            Event::FileClosureChanged { pupil: subject()?, closure: from_cbor::<ClosureV1>(bytes)?.closure() }
        }
        closure::FILE_OPENED_TO_ALL => Event::FileOpenedToAll {
            pupil: subject()?,
            reason: from_cbor::<closure::FileOpenedToAllV1>(bytes)?.reason,
        },
        closure::FILE_OPENED_IN_EMERGENCY => Event::FileOpenedInEmergency {
            pupil: subject()?,
            reason: from_cbor::<closure::FileOpenedInEmergencyV1>(bytes)?.reason,
        },
        _ => return unknown(),
    })
}

/// Reads an event from its kind, its version, and of each part whom it is about and its bytes, apart from any journal: for tests
/// that feed the readers with bytes that nobody wrote.
///
/// # Errors
/// [`Error::Damaged`].
pub fn read_at_rest(
    kind: &str,
    version: u16,
    parts: Vec<(Option<PupilId>, Vec<u8>)>,
) -> Result<Event, Error> {
    let parts: Vec<_> = parts.into_iter().map(|(subject, bytes)| Part { subject, bytes }).collect();
    read(kind, version, &parts)
}

/// The one encoding of a shape.
pub(crate) fn to_cbor(shape: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(shape, &mut bytes)
        .expect("memory takes every byte, and the shapes hold nothing that CBOR lacks");
    bytes
}

/// Reads a shape; every byte must belong to it.
///
/// # Errors
/// [`Error::Damaged`].
pub(crate) fn from_cbor<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let mut rest = bytes;
    let shape = ciborium::from_reader(&mut rest).map_err(|_| Error::Damaged)?;
    if rest.is_empty() { Ok(shape) } else { Err(Error::Damaged) }
}

/// Reads the word of an enum.
fn word<T>(code: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Error> {
    read(code).ok_or(Error::Damaged)
}
