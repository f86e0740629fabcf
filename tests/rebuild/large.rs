//! The events with many fields that the histories are made of.

use encircle_domain::attachment::{Attachment, FileKind};
use encircle_domain::referral::{Referral, SealedCopy, Told};
use encircle_domain::{Event, EventId, ObjectId, PupilId};

use super::{pupil_id, text};

/// A file of an entry; its number makes it another one.
pub fn attachment(concern: EventId, pupil: PupilId, file_name: &str, number: u8) -> Event {
    Event::AttachmentAdded(Attachment {
        concern,
        pupil,
        file_name: file_name.into(),
        media_type: "text/plain".into(),
        kind: FileKind::Text,
        hash: [number; 32],
        copy: SealedCopy { object: ObjectId([number; 16]), key: [10; 32], size: 11 },
    })
}

pub fn referral(pupil: u8, number: u32, words: &[u8], entries: Vec<EventId>) -> Referral {
    Referral {
        pupil: pupil_id(pupil),
        reference: format!("EN-2026-{number:04}"),
        profile: "general".into(),
        recipient: "Children’s services".into(),
        lawful_basis: "Working together".into(),
        parents_told: Told::Yes,
        child_told: Told::NotKnown,
        support_agreed: Told::No,
        told_reason: None,
        reason: text(words),
        entries,
        file_name: "bundle.pdf".into(),
        file_hash: [7; 32],
        document_hash: [8; 32],
        copy: SealedCopy { object: ObjectId([9; 16]), key: [10; 32], size: 11 },
    }
}
