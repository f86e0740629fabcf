//! Where a person wants a file read or written, asked in a native dialog. Never here: the bytes of a file.

use std::path::PathBuf;

use encircle_api::ports::{FileKind, Files};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

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
}

const fn title(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Import => "Choose the file to import",
        FileKind::KitPage => "Save the page of the recovery kit",
        FileKind::Referral => "Save the referral",
        FileKind::Chronology => "Save the chronology",
        FileKind::Backup => "A backup of the log",
    }
}

impl Files for Dialogs {
    fn ask_open(&mut self, kind: FileKind) -> Option<PathBuf> {
        #[cfg(feature = "e2e")]
        if let Some(answer) = self.answers.next() {
            return answer;
        }
        let dialog = self.app.dialog().file().set_title(title(kind));
        let dialog = match kind {
            FileKind::Import => dialog.add_filter("Common Transfer File, CSV", &["xml", "csv", "txt", "tsv"]),
            FileKind::Backup => dialog.add_filter("Backup of Encircle", &["backup"]),
            FileKind::KitPage | FileKind::Referral | FileKind::Chronology => {
                dialog.add_filter("PDF", &["pdf"])
            }
        };
        dialog.blocking_pick_file().and_then(|file| file.into_path().ok())
    }

    fn ask_save(&mut self, kind: FileKind, suggested: &str) -> Option<PathBuf> {
        #[cfg(feature = "e2e")]
        if let Some(answer) = self.answers.next() {
            return answer.map(|folder| folder.join(suggested));
        }
        let dialog = self.app.dialog().file().set_title(title(kind)).set_file_name(suggested);
        let (kind, ending) = match kind {
            FileKind::Backup => ("Backup of Encircle", "backup"),
            _ => ("PDF", "pdf"),
        };
        dialog.add_filter(kind, &[ending]).blocking_save_file().and_then(|file| file.into_path().ok())
    }
}
