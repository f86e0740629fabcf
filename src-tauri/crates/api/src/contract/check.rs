//! The check of the whole log, to its last byte.

use super::{HeadView, wire};
use crate::ApiError;

wire! {
    /// What is being read.
    #[derive(Copy)]
    pub enum CheckPart {
        /// Every page of the database.
        Pages,
        /// Every hash, signature and payload.
        Journal,
        /// What lies sealed beside the database: copies of exports, and attachments.
        Objects,
        /// The backups that lie beside it.
        Backups,
        /// What the screens read, filled anew and compared.
        Views,
    }

    /// How a check goes on, and how the last one of this session ended.
    pub struct DeepCheckView {
        pub running: bool,
        pub part: CheckPart,
        /// How far it is in this part.
        pub done: u32,
        /// 0 where nobody can count beforehand.
        pub of: u32,
        pub result: Option<DeepCheckedView>,
        /// Why the last one has no result: an error code.
        pub failed: Option<crate::ErrorCode>,
    }

    /// What was read, and all that did not fit.
    pub struct DeepCheckedView {
        pub finished_at: String,
        pub events: u32,
        /// Sealed objects that are whole.
        pub objects: u32,
        /// Backups that are as they were made.
        pub backups: u32,
        /// Each thing that does not fit, as a code with its place; empty for a log that is whole.
        pub findings: Vec<ApiError>,
        /// The journal knows of this check. A database whose pages are damaged is not written to.
        pub recorded: bool,
        pub head: HeadView,
    }
}
