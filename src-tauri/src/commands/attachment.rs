//! The commands about files of entries. Never here: an `if`.

use encircle_api::contract::*;
use tauri::State;

use super::Reply;
use crate::engine::Engine;

#[tauri::command]
pub async fn attach_file(engine: State<'_, Engine>, args: AttachFile) -> Reply<Option<TransferView>> {
    engine.run(|session| session.attach_file(args)).await
}

#[tauri::command]
pub async fn list_attachments(
    engine: State<'_, Engine>,
    args: ListAttachments,
) -> Reply<Vec<AttachmentView>> {
    engine.run(|session| session.list_attachments(args)).await
}

#[tauri::command]
pub async fn show_attachment(engine: State<'_, Engine>, args: ShowAttachment) -> Reply<ShownView> {
    engine.run(|session| session.show_attachment(args)).await
}

#[tauri::command]
pub async fn save_attachment(engine: State<'_, Engine>, args: SaveAttachment) -> Reply<Option<TransferView>> {
    engine.run(|session| session.save_attachment(args)).await
}

#[tauri::command]
pub async fn go_on(engine: State<'_, Engine>, args: GoOn) -> Reply<TransferView> {
    engine.run(|session| session.go_on(args)).await
}

#[tauri::command]
pub async fn stop_transfer(engine: State<'_, Engine>, args: GoOn) -> Reply<Nothing> {
    engine.run(|session| session.stop_transfer(args)).await
}
