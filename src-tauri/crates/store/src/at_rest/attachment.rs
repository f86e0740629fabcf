//! A file of an entry, and its saving outside, at rest. The key of the sealed original stands here alone.

use encircle_domain::attachment::{Attachment, FileKind};
use encircle_domain::{Event, EventId, PupilId};
use serde::{Deserialize, Serialize};

use super::referral::SealedCopyV1;
use super::{Bytes, word};
use crate::Error;

pub(crate) const ATTACHMENT_ADDED: &str = "attachment_added";
pub(crate) const ATTACHMENT_SAVED: &str = "attachment_saved";

/// Whose file the entry stands in is the part's subject.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttachmentAddedV1 {
    concern: Bytes<16>,
    file_name: String,
    media_type: String,
    kind: String,
    hash: Bytes<32>,
    copy: SealedCopyV1,
}

impl AttachmentAddedV1 {
    pub(crate) fn of(attachment: &Attachment) -> Self {
        Self {
            concern: Bytes::new(attachment.concern.0),
            file_name: attachment.file_name.clone(),
            media_type: attachment.media_type.clone(),
            kind: attachment.kind.code().to_owned(),
            hash: Bytes::new(attachment.hash),
            copy: SealedCopyV1::of(&attachment.copy),
        }
    }

    pub(crate) fn attachment(self, pupil: PupilId) -> Result<Attachment, Error> {
        Ok(Attachment {
            concern: EventId(self.concern.into_array()),
            pupil,
            file_name: self.file_name,
            media_type: self.media_type,
            kind: word(&self.kind, FileKind::from_code)?,
            hash: self.hash.into_array(),
            copy: self.copy.copy(),
        })
    }
}

/// Whose file the entry stands in is the part's subject.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttachmentSavedV1 {
    concern: Bytes<16>,
    attachment: Bytes<16>,
}

impl AttachmentSavedV1 {
    pub(super) fn of(concern: EventId, attachment: EventId) -> Self {
        Self { concern: Bytes::new(concern.0), attachment: Bytes::new(attachment.0) }
    }

    pub(super) fn event(self, pupil: PupilId) -> Event {
        Event::AttachmentSaved {
            pupil,
            concern: EventId(self.concern.into_array()),
            attachment: EventId(self.attachment.into_array()),
        }
    }
}

/// One of each, for the frozen samples.
#[cfg(test)]
pub(super) fn samples() -> Vec<(&'static str, Event)> {
    use encircle_domain::ObjectId;
    use encircle_domain::referral::SealedCopy;

    vec![
        (
            "AttachmentAddedV1",
            Event::AttachmentAdded(Attachment {
                concern: EventId([4; 16]),
                pupil: PupilId([1; 16]),
                file_name: "Zoë’s phone.jpg".into(),
                media_type: "image/jpeg".into(),
                kind: FileKind::Picture,
                hash: [7; 32],
                copy: SealedCopy { object: ObjectId([8; 16]), key: [9; 32], size: 3_141_592 },
            }),
        ),
        (
            "AttachmentSavedV1",
            Event::AttachmentSaved {
                pupil: PupilId([1; 16]),
                concern: EventId([4; 16]),
                attachment: EventId([5; 16]),
            },
        ),
    ]
}
