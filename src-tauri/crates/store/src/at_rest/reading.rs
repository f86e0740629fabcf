//! Reading counts: a file that was opened, a chronology that was saved, a search that was finished and a check of the whole log, at
//! rest.

use serde::{Deserialize, Serialize};

pub(crate) const FILE_OPENED: &str = "file_opened";
pub(crate) const CHRONOLOGY_SAVED: &str = "chronology_saved";
pub(crate) const SEARCHED: &str = "searched";
pub(crate) const LOG_CHECKED: &str = "log_checked";

/// Whose file it was is the subject of the part.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileOpenedV1 {}

/// Whose chronology it was is the subject of the part.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChronologySavedV1 {
    pub(super) entries: u32,
}

/// The words are the whole part, so they can be disposed of and the event stays.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchedV1 {
    pub(super) words: String,
}

/// How many events were read, and how many things did not fit.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogCheckedV1 {
    pub(super) events: u32,
    pub(super) faults: u32,
}
