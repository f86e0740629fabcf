//! Backups on the command line: made and waited for, restored, and the head of a journal compared with a printed one.

use std::path::Path;

use encircle_api::contract::*;
use encircle_api::{ErrorCode, Session, disk};

use crate::failure::Failure;
use crate::ports::NamedFiles;
use crate::show;

/// The most bytes of a file with the words of a kit.
const LONGEST_KIT: u64 = 64 * 1024;

/// The file that a backup goes to: as named, or under its own name in a folder.
pub fn target(out: &Path) -> NamedFiles {
    if out.is_dir() || out.to_string_lossy().ends_with(std::path::MAIN_SEPARATOR) {
        NamedFiles { write_into: Some(out.to_owned()), ..NamedFiles::default() }
    } else {
        NamedFiles { write_to: Some(out.to_owned()), ..NamedFiles::default() }
    }
}

/// Makes a backup and reads it again in full.
pub fn make(session: &mut Session, json: bool) -> Result<(), Failure> {
    session.back_up(BackUp { to: BackUpTo::Chosen })?;
    let made = session.finish_backup()?.ok_or(ErrorCode::BackupNotWritten)?;
    show::reply(&made, json, |made| {
        format!(
            "{}, {} KiB, read again in full.\nSHA-256  {}\nHead     {} (event {})",
            made.file_name, made.kib, made.hash, made.head, made.seq
        )
    });
    Ok(())
}

/// Restores a backup with the words of a kit, telling first what would be lost. Without `yes` nothing is put in place.
pub fn restore(session: &mut Session, kit: &Path, yes: bool, json: bool) -> Result<(), Failure> {
    let written = disk::read(kit, LONGEST_KIT).map_err(encircle_api::ApiError::from)?;
    let text = String::from_utf8(written.bytes).map_err(|_| ErrorCode::FileEncodingUnknown)?;
    let words = words_of(&text);
    let chosen = session.choose_restore(Nothing {})?.ok_or(ErrorCode::RestoreGone)?;
    let told = session.preview_restore(PreviewRestore { handle: chosen.handle.clone(), words })?;
    if !json {
        show::reply(&told, false, preview);
    }
    if !yes && told.here != RestoreOverView::Nothing {
        if json {
            show::value(&told);
        }
        session.cancel_restore(CancelRestore { handle: chosen.handle })?;
        return Err(Failure::Usage("A vault is there. Say --yes to keep it aside and restore."));
    }
    let done = session.confirm_restore(ConfirmRestore { handle: chosen.handle })?;
    show::reply(&done, json, |done| match &done.kept_aside {
        Some(name) => format!("Restored. The former vault is kept as {name}."),
        None => "Restored.".to_owned(),
    });
    Ok(())
}

/// The words of the first kit in a file: those of the page that `create` wrote, or words alone.
fn words_of(text: &str) -> String {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    if first.starts_with("Encircle recovery kit") {
        lines.next().unwrap_or_default().to_owned()
    } else {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn preview(told: &RestorePreviewView) -> String {
    let newest = told.newest.as_deref().unwrap_or("none");
    let here = match &told.here {
        RestoreOverView::Nothing => "Nothing is in the place where it goes.".to_owned(),
        RestoreOverView::SameVault { newest, events, events_not_in_backup } => format!(
            "Here: {events} events, newest {}. {events_not_in_backup} of them are not in the backup.",
            newest.as_deref().unwrap_or("none")
        ),
        RestoreOverView::CannotBeOpened => {
            "A vault is here that this kit does not open: what would be lost cannot be told.".to_owned()
        }
    };
    format!(
        "Backup of {}, made {}: {} events, newest {newest}.\n{here}",
        told.school, told.made_at, told.events
    )
}

/// Compares a printed head with the journal.
pub fn compare(session: &mut Session, head: String, json: bool) -> Result<(), Failure> {
    let compared = session.compare_head(CompareHead { hash: head })?;
    show::reply(&compared, json, |compared| match (&compared.seq, &compared.recorded_at) {
        (Some(seq), Some(at)) => format!("That head is event {seq}, recorded {at}."),
        _ => "That head is not in this copy.".to_owned(),
    });
    if compared.found { Ok(()) } else { Err(ErrorCode::OlderCopy.into()) }
}

/// Accepts a copy that is not the one last seen.
pub fn accept(session: &mut Session, json: bool) -> Result<(), Failure> {
    let copy = session.get_older_copy(Nothing {})?;
    let status = session.accept_older_copy(Nothing {})?;
    if !json {
        show::reply(&copy, false, older_copy);
    }
    show::reply(&status, json, show::status);
    Ok(())
}

fn older_copy(copy: &OlderCopyView) -> String {
    format!(
        "{} of {} events, key {} of {}, newest {}{}",
        copy.events,
        copy.events_last_seen.map_or("an unknown number".to_owned(), |events| events.to_string()),
        copy.epoch,
        copy.epoch_last_seen,
        copy.newest.as_deref().unwrap_or("none"),
        if copy.forked { "; both copies were written on" } else { "" }
    )
}
