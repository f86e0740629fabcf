//! Use cases, one file a topic: methods of [`crate::Session`], each named as its command. They ask `may` first, then the store.

mod attendance;
mod audit;
mod backup;
mod check;
mod chronology;
mod closure;
mod concern;
mod convert;
mod draft;
mod errors;
mod finding_words;
mod import;
mod naming;
mod notices;
mod older_copy;
mod people;
mod placement;
mod preference;
mod pupil;
mod recovery;
mod referral;
mod referral_attendance;
mod referral_bundle;
mod referral_form;
mod restore;
mod sample_school;
mod search;
mod set_up;
mod today;
mod upgrade;
mod vault;
mod visible;

pub(crate) use backup::Keeping;
pub(crate) use convert::count;
pub(crate) use import::PendingImport;
pub(crate) use recovery::Recovering;
