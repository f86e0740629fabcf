//! What things are and which rules hold.
//!
//! Types, ids, validation, events, attendance arithmetic, signs and working days live here, as pure functions.
//! Never here: IO, a clock, randomness, SQL, serde or secrets.

pub mod attachment;
pub mod attendance;
pub mod backup;
pub mod closure;
pub mod concern;
pub mod contact;
pub mod event;
pub mod fold;
pub mod id;
pub mod may;
pub mod name;
pub mod notice;
pub mod person;
pub mod pupil;
pub mod referral;
pub mod school;
pub mod sign;
pub mod upn;
pub mod when;
pub mod working_days;

pub use event::{Event, Recorded};
pub use id::{EventId, ObjectId, PersonId, PupilId};
