//! Files of entries on the command line: adding one, listing them, saving a copy.

use std::fmt::Write as _;

use encircle_api::contract::*;
use encircle_api::{ApiError, ErrorCode, Session};

use crate::arguments::Command;
use crate::failure::Failure;
use crate::show;

/// One of the commands about files, on an open log.
pub fn use_case(session: &mut Session, command: Command, json: bool) -> Result<(), Failure> {
    match command {
        Command::Attach { concern, .. } => {
            let begun = session.attach_file(AttachFile { concern })?;
            if let Some(added) = to_the_end(session, begun)?.and_then(|done| done.attachment) {
                show::reply(&added, json, |added| format!("Added.\n{}", line(added)));
            }
        }
        Command::Attachments { of } => {
            // An id names an entry or a pupil; whichever is there.
            let of_entry = ListAttachments { concern: Some(of.clone()), pupil: None };
            let listed = match session.list_attachments(of_entry) {
                Err(ApiError { code: ErrorCode::ConcernNotFound | ErrorCode::InvalidId, .. }) => {
                    session.list_attachments(ListAttachments { concern: None, pupil: Some(of) })?
                }
                listed => listed?,
            };
            show::reply(listed.as_slice(), json, lines);
        }
        Command::Attachment { id, .. } => {
            let begun = session.save_attachment(SaveAttachment { attachment: id })?;
            if let Some(saved) = to_the_end(session, begun)?.and_then(|done| done.saved) {
                show::reply(&saved, json, |saved| format!("Saved {}.", saved.file_name));
            }
        }
        _ => unreachable!("the caller hands over the commands about files alone"),
    }
    Ok(())
}

/// Goes on until the file has arrived.
fn to_the_end(session: &mut Session, begun: Option<TransferView>) -> Result<Option<TransferView>, Failure> {
    let Some(mut on) = begun else { return Ok(None) };
    while on.attachment.is_none() && on.saved.is_none() {
        on = session.go_on(GoOn { handle: on.handle })?;
    }
    Ok(Some(on))
}

fn lines(listed: &[AttachmentView]) -> String {
    if listed.is_empty() {
        return "No files.".to_owned();
    }
    listed.iter().fold(String::new(), |mut text, row| {
        let _ = writeln!(text, "{}", line(row));
        text
    })
}

fn line(row: &AttachmentView) -> String {
    let warning = if row.can_act { "  it can act when it is opened: open it nowhere" } else { "" };
    format!(
        "{}  {}  {}, {} bytes, added {} by {}, SHA-256 {}{warning}",
        row.id,
        row.file_name,
        kind(row.kind),
        row.size,
        row.added_at,
        row.by,
        row.hash
    )
}

fn kind(kind: FileKindView) -> &'static str {
    match kind {
        FileKindView::Picture => "picture",
        FileKindView::Pdf => "PDF",
        FileKindView::Document => "document",
        FileKindView::Sound => "sound",
        FileKindView::Film => "film",
        FileKindView::Message => "message",
        FileKindView::Archive => "archive",
        FileKindView::Text => "text",
        FileKindView::Page => "web page",
        FileKindView::Program => "program",
        FileKindView::Script => "script",
        FileKindView::Macros => "document with macros",
        FileKindView::Unknown => "unknown kind",
    }
}
