//! The wire: what crosses between `api` and whoever calls it. Plain data in snake case; ids are strings, dates `2026-11-25`, local times
//! `2026-11-25T14:05`, instants RFC 3339 in UTC, and no number is wider than 32 bits. Never here: rules.

mod attachment;
mod attendance;
mod backup;
mod check;
mod closure;
mod concern;
mod draft;
mod help;
mod import;
mod people;
mod person;
mod pupil;
mod recovery;
mod referral;
mod search;
mod today;
mod vault;

pub use attachment::*;
pub use attendance::*;
pub use backup::*;
pub use check::*;
pub use closure::*;
pub use concern::*;
pub use draft::*;
pub use help::*;
pub use import::*;
pub use people::*;
pub use person::*;
pub use pupil::*;
pub use recovery::*;
pub use referral::*;
pub use search::*;
pub use today::*;
pub use vault::*;

/// Derives what every type on the wire needs.
macro_rules! wire {
    ($($item:item)+) => {$(
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(rename_all = "snake_case")]
        $item
    )+};
}
pub(crate) use wire;

wire! {
    /// A command that needs nothing.
    #[derive(Default)]
    pub struct Nothing {}
}
