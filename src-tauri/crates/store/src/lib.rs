//! The records of one vault on one laptop: the journal of events, the views built from it, drafts, and sealed objects.
//!
//! Here belong: opening and closing the encrypted database, the one door through which events are committed, the shapes at rest,
//! one file for each view, and what lies in the vault's folder. Never here: rules of safeguarding, types of the UI or the wire,
//! a clock, a source of randomness, or plain bytes on disk.

mod at_rest;
mod audit;
pub mod backup;
mod commit;
mod conflict;
mod database;
pub mod deep;
mod draft;
pub mod epoch;
mod error;
pub mod files;
pub mod heads;
mod journal;
pub mod keys;
mod object;
mod place;
pub mod restore;
mod store;
pub mod upgrade;
mod views;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use encircle_crypto::hash::sha256;

pub use at_rest::read_at_rest;
pub use audit::{AuditOf, AuditRow};
pub use commit::{Author, NewEvent};
pub use conflict::conflict_copies;
pub use draft::Draft;
pub use error::{Error, Fault, Wrong};
pub use journal::Verified;
pub use object::{LARGEST_OBJECT, ObjectReader, UnfinishedObject};
pub use store::{Head, Identity, Store};
pub use views::attachment::AttachmentRow;
pub use views::backup::BackupRow;
pub use views::closure::{ClosureRow, EmergencyRow};
pub use views::concern::{AmendmentRow, ConcernRow, FollowUpRow};
pub use views::import::{ImportKind, ImportRow};
pub use views::kit::KitRow;
pub use views::notice::NoticeRow;
pub use views::person::PersonRow;
pub use views::pupil::PupilRow;
pub use views::referral::ReferralRow;
pub use views::search::{Hit, HitKind};
