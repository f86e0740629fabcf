//! The commands about the people of the vault, their passphrases and their recovery kits. Never here: an `if`.

use encircle_api::contract::*;
use tauri::State;

use super::Reply;
use crate::engine::Engine;

#[tauri::command]
pub async fn list_people(engine: State<'_, Engine>, args: Nothing) -> Reply<PeopleView> {
    engine.run(|session| session.list_people(args)).await
}

#[tauri::command]
pub async fn add_person(engine: State<'_, Engine>, args: AddPerson) -> Reply<PersonAddedView> {
    engine.run(|session| session.add_person(args)).await
}

#[tauri::command]
pub async fn readmit_person(engine: State<'_, Engine>, args: ReadmitPerson) -> Reply<PersonAddedView> {
    engine.run(|session| session.readmit_person(args)).await
}

#[tauri::command]
pub async fn change_role(engine: State<'_, Engine>, args: ChangeRole) -> Reply<PeopleView> {
    engine.run(|session| session.change_role(args)).await
}

#[tauri::command]
pub async fn remove_person(engine: State<'_, Engine>, args: RemovePerson) -> Reply<PeopleView> {
    engine.run(|session| session.remove_person(args)).await
}

#[tauri::command]
pub async fn change_passphrase(engine: State<'_, Engine>, args: ChangePassphrase) -> Reply<Nothing> {
    engine.run(|session| session.change_passphrase(args)).await
}

#[tauri::command]
pub async fn check_passphrase(engine: State<'_, Engine>, args: CheckPassphrase) -> Reply<Nothing> {
    engine.run(|session| session.check_passphrase(args)).await
}

#[tauri::command]
pub async fn get_notices(engine: State<'_, Engine>, args: Nothing) -> Reply<NoticesView> {
    engine.run(|session| session.get_notices(args)).await
}

#[tauri::command]
pub async fn acknowledge_notices(engine: State<'_, Engine>, args: AcknowledgeNotices) -> Reply<NoticesView> {
    engine.run(|session| session.acknowledge_notices(args)).await
}

#[tauri::command]
pub async fn open_with_kit(engine: State<'_, Engine>, args: OpenWithKit) -> Reply<RecoveryView> {
    engine.run(|session| session.open_with_kit(args)).await
}

#[tauri::command]
pub async fn finish_recovery(engine: State<'_, Engine>, args: FinishRecovery) -> Reply<RecoveredView> {
    engine.run(|session| session.finish_recovery(args)).await
}

#[tauri::command]
pub async fn cancel_recovery(engine: State<'_, Engine>, args: Nothing) -> Reply<Nothing> {
    engine.run(|session| session.cancel_recovery(args)).await
}

#[tauri::command]
pub async fn list_kits(engine: State<'_, Engine>, args: Nothing) -> Reply<Vec<KitStateView>> {
    engine.run(|session| session.list_kits(args)).await
}

#[tauri::command]
pub async fn make_kit(engine: State<'_, Engine>, args: MakeKit) -> Reply<KitView> {
    engine.run(|session| session.make_kit(args)).await
}

#[tauri::command]
pub async fn confirm_new_kit(engine: State<'_, Engine>, args: ConfirmKit) -> Reply<Vec<KitStateView>> {
    engine.run(|session| session.confirm_new_kit(args)).await
}

#[tauri::command]
pub async fn check_kit(engine: State<'_, Engine>, args: CheckKit) -> Reply<Vec<KitStateView>> {
    engine.run(|session| session.check_kit(args)).await
}
