//! Reading counts: a file that was opened, a chronology that was saved and a search that was finished, at rest.

use serde::{Deserialize, Serialize};

pub(crate) const FILE_OPENED: &str = "file_opened";
pub(crate) const CHRONOLOGY_SAVED: &str = "chronology_saved";
pub(crate) const SEARCHED: &str = "searched";

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
