//! Files of an entry.

use super::{SavedView, wire};

wire! {
    /// What a file is by its bytes, whatever its name says.
    #[derive(Copy)]
    pub enum FileKindView {
        Picture,
        Pdf,
        Document,
        Sound,
        Film,
        Message,
        Archive,
        Text,
        Page,
        Program,
        Script,
        Macros,
        Unknown,
    }

    /// Adds a file, which the person chooses, to an entry.
    pub struct AttachFile {
        pub concern: String,
    }

    /// The files of one entry, or of all entries in a pupil's file: one of the two is named.
    #[derive(Default)]
    pub struct ListAttachments {
        #[serde(default)]
        pub concern: Option<String>,
        #[serde(default)]
        pub pupil: Option<String>,
    }

    pub struct ShowAttachment {
        pub attachment: String,
    }

    /// Saves a copy where the person chooses: it leaves the vault.
    pub struct SaveAttachment {
        pub attachment: String,
    }

    /// Goes on with a file that is on its way, or ends it.
    pub struct GoOn {
        pub handle: String,
    }

    pub struct AttachmentView {
        pub id: String,
        pub concern: String,
        pub file_name: String,
        /// As `image/jpeg`.
        pub media_type: String,
        pub kind: FileKindView,
        /// It can do something of its own when it is opened outside the log.
        pub can_act: bool,
        /// The log can show it.
        pub can_be_shown: bool,
        /// In bytes.
        pub size: u32,
        /// SHA-256 of the original, in hexadecimal.
        pub hash: String,
        pub added_at: String,
        pub by: String,
    }

    /// A file on its way in or out. It goes on only when asked to, so that it can be stopped between any two steps.
    pub struct TransferView {
        pub handle: String,
        pub file_name: String,
        /// Bytes so far, and in all.
        pub done: u32,
        pub size: u32,
        /// Set once a file is in the log.
        pub attachment: Option<AttachmentView>,
        /// Set once a copy is saved.
        pub saved: Option<SavedView>,
    }

    /// A picture drawn anew, small enough for a window: no byte of the file crosses.
    pub struct ShownView {
        pub attachment: AttachmentView,
        /// `data:image/jpeg;base64,…`
        pub picture: String,
        pub width: u32,
        pub height: u32,
        /// As it is in the file.
        pub original_width: u32,
        pub original_height: u32,
    }
}
