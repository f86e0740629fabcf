//! A referral that was exported: what left the vault, to whom, why, and the proof of its bytes.

use crate::id::{EventId, ObjectId, PupilId};

/// An answer to "was it told, was it agreed to": an absence is never a defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Told {
    Yes,
    No,
    /// Not asked or told, because that could put the child at more risk.
    Unsafe,
    NotKnown,
}

impl Told {
    /// Every answer.
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::Unsafe, Self::NotKnown];

    /// The stable word that files and the command line use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unsafe => "unsafe",
            Self::NotKnown => "not_known",
        }
    }

    /// Reads a stable word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|told| told.code() == code)
    }
}

/// The sealed copy of exactly the bytes that left.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedCopy {
    pub object: ObjectId,
    /// The object's own random key; it stands in the journal's payload alone, so disposal shreds the object.
    pub key: [u8; 32],
    /// Size of the plain bytes.
    pub size: u32,
}

impl std::fmt::Debug for SealedCopy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SealedCopy")
            .field("object", &self.object)
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

/// A referral as it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    pub pupil: PupilId,
    /// `EN-2026-0034`: neutral, never a name.
    pub reference: String,
    /// Id of the authority profile.
    pub profile: String,
    pub recipient: String,
    pub lawful_basis: String,
    pub parents_told: Told,
    pub child_told: Told,
    pub support_agreed: Told,
    /// Why parents or child were not told, where that is so.
    pub told_reason: Option<String>,
    pub reason: String,
    /// The entries that went with it.
    pub entries: Vec<EventId>,
    pub file_name: String,
    /// SHA-256 of the file as it left.
    pub file_hash: [u8; 32],
    /// SHA-256 of the document before its password.
    pub document_hash: [u8; 32],
    pub copy: SealedCopy,
}
