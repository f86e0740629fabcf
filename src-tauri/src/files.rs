//! Files that a person chooses in a native dialog. Reading is bounded; writing is whole or not at all.

use std::path::PathBuf;

use encircle_api::ports::{Chosen, FileError, FileKind, Files};
use tauri::AppHandle;

/// The dialogs of the system, over the window.
pub struct Dialogs {
    app: AppHandle,
    #[cfg(feature = "e2e")]
    answers: crate::answers::Answers,
}

impl Dialogs {
    pub fn over(app: AppHandle) -> Self {
        Self {
            app,
            #[cfg(feature = "e2e")]
            answers: crate::answers::Answers::from_environment(),
        }
    }

    /// Where to read from.
    fn ask_open(&mut self, kind: FileKind) -> Option<PathBuf> {
        #[cfg(feature = "e2e")]
        if let Some(answer) = self.answers.next() {
            return answer;
        }
        use tauri_plugin_dialog::DialogExt;
        let dialog = self.app.dialog().file().set_title(title(kind));
        let dialog = match kind {
            FileKind::Import => dialog.add_filter("Common Transfer File, CSV", &["xml", "csv", "txt", "tsv"]),
            FileKind::KitPage | FileKind::Referral | FileKind::Chronology => dialog.add_filter("PDF", &["pdf"]),
        };
        dialog.blocking_pick_file().and_then(|file| file.into_path().ok())
    }

    /// Where to write to.
    fn ask_save(&mut self, kind: FileKind, suggested: &str) -> Option<PathBuf> {
        #[cfg(feature = "e2e")]
        if let Some(answer) = self.answers.next() {
            return answer.map(|folder| folder.join(suggested));
        }
        use tauri_plugin_dialog::DialogExt;
        let dialog = self.app.dialog().file().set_title(title(kind)).set_file_name(suggested);
        dialog.add_filter("PDF", &["pdf"]).blocking_save_file().and_then(|file| file.into_path().ok())
    }
}

const fn title(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Import => "Choose the file to import",
        FileKind::KitPage => "Save the page of the recovery kit",
        FileKind::Referral => "Save the referral",
        FileKind::Chronology => "Save the chronology",
    }
}

impl Files for Dialogs {
    fn open(&mut self, kind: FileKind, limit: u64) -> Result<Option<Chosen>, FileError> {
        self.ask_open(kind).map(|path| encircle_api::disk::read(&path, limit)).transpose()
    }

    fn save(&mut self, kind: FileKind, suggested: &str, bytes: &[u8]) -> Result<Option<String>, FileError> {
        self.ask_save(kind, suggested).map(|path| encircle_api::disk::write(&path, bytes)).transpose()
    }
}
