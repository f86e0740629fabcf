//! A referral that left the vault, at rest. The key of its sealed copy stands here alone.

use encircle_domain::referral::{Referral, SealedCopy, Told};
use encircle_domain::{EventId, ObjectId, PupilId};
use serde::{Deserialize, Serialize};

use super::{Bytes, word};
use crate::Error;

pub(crate) const REFERRAL_MADE: &str = "referral_made";

/// Whose referral it is is the part's subject.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReferralMadeV1 {
    reference: String,
    profile: String,
    recipient: String,
    lawful_basis: String,
    parents_told: String,
    child_told: String,
    support_agreed: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    told_reason: Option<String>,
    reason: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    entries: Vec<Bytes<16>>,
    file_name: String,
    file_hash: Bytes<32>,
    document_hash: Bytes<32>,
    copy: SealedCopyV1,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SealedCopyV1 {
    object: Bytes<16>,
    key: Bytes<32>,
    size: u32,
}

impl SealedCopyV1 {
    pub(super) fn of(copy: &SealedCopy) -> Self {
        Self { object: Bytes::new(copy.object.0), key: Bytes::new(copy.key), size: copy.size }
    }

    pub(super) fn copy(self) -> SealedCopy {
        SealedCopy { object: ObjectId(self.object.into_array()), key: self.key.into_array(), size: self.size }
    }
}

impl ReferralMadeV1 {
    pub(crate) fn of(referral: &Referral) -> Self {
        Self {
            reference: referral.reference.clone(),
            profile: referral.profile.clone(),
            recipient: referral.recipient.clone(),
            lawful_basis: referral.lawful_basis.clone(),
            parents_told: referral.parents_told.code().to_owned(),
            child_told: referral.child_told.code().to_owned(),
            support_agreed: referral.support_agreed.code().to_owned(),
            told_reason: referral.told_reason.clone(),
            reason: referral.reason.clone(),
            entries: referral.entries.iter().map(|id| Bytes::new(id.0)).collect(),
            file_name: referral.file_name.clone(),
            file_hash: Bytes::new(referral.file_hash),
            document_hash: Bytes::new(referral.document_hash),
            copy: SealedCopyV1::of(&referral.copy),
        }
    }

    pub(crate) fn referral(self, pupil: PupilId) -> Result<Referral, Error> {
        Ok(Referral {
            pupil,
            reference: self.reference,
            profile: self.profile,
            recipient: self.recipient,
            lawful_basis: self.lawful_basis,
            parents_told: word(&self.parents_told, Told::from_code)?,
            child_told: word(&self.child_told, Told::from_code)?,
            support_agreed: word(&self.support_agreed, Told::from_code)?,
            told_reason: self.told_reason,
            reason: self.reason,
            entries: self.entries.into_iter().map(|id| EventId(id.into_array())).collect(),
            file_name: self.file_name,
            file_hash: self.file_hash.into_array(),
            document_hash: self.document_hash.into_array(),
            copy: self.copy.copy(),
        })
    }
}
