//! Where a person wants a file read or written, asked in a native dialog. The session waits for the answer, and with it every lock: so a
//! dialog is given up when somebody has to leave, and when nobody answers it. Never here: the bytes of a file.

use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use encircle_api::ports::{FileKind, Files};
use encircle_api::{Haste, IDLE_MINUTES};
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

/// How long a dialog may stand there without an answer: as long as the log stays open without a key.
const PATIENCE: Duration = Duration::from_secs(60 * IDLE_MINUTES as u64);
/// How often is asked whether somebody has to leave.
const OFTEN: Duration = Duration::from_millis(50);

/// The dialogs of the system, over the window.
pub struct Dialogs {
    app: AppHandle,
    haste: Haste,
    #[cfg(feature = "e2e")]
    answers: crate::answers::Answers,
}

impl Dialogs {
    pub fn over(app: AppHandle, haste: Haste) -> Self {
        Self {
            app,
            haste,
            #[cfg(feature = "e2e")]
            answers: crate::answers::Answers::from_environment(),
        }
    }
}

impl Dialogs {
    /// The answer to a dialog that `show` puts on the screen; none when the person changes their mind, or has to leave.
    fn answer(&self, show: impl FnOnce(Box<dyn FnOnce(Option<FilePath>) + Send>)) -> Option<PathBuf> {
        let (sender, answer) = mpsc::channel();
        show(Box::new(move |file| {
            // Nobody waits any more for an answer that comes too late.
            let _ = sender.send(file);
        }));
        let begun = Instant::now();
        while !self.haste.is_made() && begun.elapsed() < PATIENCE {
            match answer.recv_timeout(OFTEN) {
                Ok(file) => return file?.into_path().ok(),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        None
    }

    fn dialog(&self, kind: FileKind) -> FileDialogBuilder<tauri::Wry> {
        self.app.dialog().file().set_title(title(kind))
    }
}

const fn title(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Import => "Choose the file to import",
        FileKind::KitPage => "Save the page of the recovery kit",
        FileKind::HelpPage => "Save the paper",
        FileKind::Referral => "Save the referral",
        FileKind::Chronology => "Save the chronology",
        FileKind::Attachment => "A file of an entry",
        FileKind::Backup => "A backup of the log",
    }
}

impl Files for Dialogs {
    fn ask_open(&mut self, kind: FileKind) -> Option<PathBuf> {
        #[cfg(feature = "e2e")]
        if let Some(answer) = self.answers.next() {
            return answer;
        }
        let dialog = self.dialog(kind);
        let dialog = match kind {
            FileKind::Attachment => dialog,
            FileKind::Import => dialog.add_filter("Common Transfer File, CSV", &["xml", "csv", "txt", "tsv"]),
            FileKind::Backup => dialog.add_filter("Backup of Encircle", &["backup"]),
            FileKind::KitPage | FileKind::HelpPage | FileKind::Referral | FileKind::Chronology => {
                dialog.add_filter("PDF", &["pdf"])
            }
        };
        self.answer(|then| dialog.pick_file(then))
    }

    fn ask_save(&mut self, kind: FileKind, suggested: &str) -> Option<PathBuf> {
        #[cfg(feature = "e2e")]
        if let Some(answer) = self.answers.next() {
            return answer.map(|folder| folder.join(suggested));
        }
        let dialog = self.dialog(kind).set_file_name(suggested);
        let dialog = match kind {
            // It keeps the ending that it came with.
            FileKind::Attachment => dialog,
            FileKind::Backup => dialog.add_filter("Backup of Encircle", &["backup"]),
            _ => dialog.add_filter("PDF", &["pdf"]),
        };
        self.answer(|then| dialog.save_file(then))
    }
}
