//! The commands of the window: each is one line that hands its argument to the use case of the same name. Never here: an `if`.

mod attachment;
mod people;

use encircle_api::ApiError;
use encircle_api::contract::*;
use tauri::State;

use crate::engine::Engine;

type Reply<T> = Result<T, ApiError>;

#[tauri::command]
pub async fn get_status(engine: State<'_, Engine>, args: Nothing) -> Reply<StatusView> {
    engine.run(|session| session.get_status(args)).await
}

#[tauri::command]
pub async fn choose_place(engine: State<'_, Engine>, args: ChoosePlace) -> Reply<StatusView> {
    engine.run(|session| session.choose_place(args)).await
}

#[tauri::command]
pub async fn offer_passphrase(engine: State<'_, Engine>, args: Nothing) -> Reply<OfferedPassphraseView> {
    engine.run(|session| session.offer_passphrase(args)).await
}

#[tauri::command]
pub async fn rate_passphrase(engine: State<'_, Engine>, args: RatePassphrase) -> Reply<PassphraseView> {
    engine.run(|session| session.rate_passphrase(args)).await
}

#[tauri::command]
pub async fn create_vault(engine: State<'_, Engine>, args: CreateVault) -> Reply<SetUpView> {
    engine.run(|session| session.create_vault(args)).await
}

#[tauri::command]
pub async fn save_kit_page(engine: State<'_, Engine>, args: SaveKitPage) -> Reply<Option<SavedView>> {
    engine.run(|session| session.save_kit_page(args)).await
}

#[tauri::command]
pub async fn save_help_page(engine: State<'_, Engine>, args: SaveHelpPage) -> Reply<Option<SavedView>> {
    engine.run(|session| session.save_help_page(args)).await
}

#[tauri::command]
pub async fn confirm_kit(engine: State<'_, Engine>, args: ConfirmKit) -> Reply<StatusView> {
    engine.run(|session| session.confirm_kit(args)).await
}

#[tauri::command]
pub async fn create_sample(engine: State<'_, Engine>, args: CreateSample) -> Reply<StatusView> {
    engine.run(|session| session.create_sample(args)).await
}

#[tauri::command]
pub async fn unlock(engine: State<'_, Engine>, args: Unlock) -> Reply<StatusView> {
    engine.run(|session| session.unlock(args)).await
}

#[tauri::command]
pub async fn lock(engine: State<'_, Engine>, args: Nothing) -> Reply<StatusView> {
    engine.run(|session| session.lock(args)).await
}

#[tauri::command]
pub async fn keep_awake(engine: State<'_, Engine>, args: Nothing) -> Reply<Nothing> {
    engine.run(|session| session.keep_awake(args)).await
}

#[tauri::command]
pub async fn set_theme(engine: State<'_, Engine>, args: SetTheme) -> Reply<StatusView> {
    engine.run(|session| session.set_theme(args)).await
}

#[tauri::command]
pub async fn check(engine: State<'_, Engine>, args: Nothing) -> Reply<CheckView> {
    engine.run(|session| session.check(args)).await
}

#[tauri::command]
pub async fn check_deep(engine: State<'_, Engine>, args: Nothing) -> Reply<DeepCheckView> {
    engine.run(|session| session.check_deep(args)).await
}

#[tauri::command]
pub async fn get_deep_check(engine: State<'_, Engine>, args: Nothing) -> Reply<DeepCheckView> {
    engine.run(|session| session.get_deep_check(args)).await
}

#[tauri::command]
pub async fn stop_deep_check(engine: State<'_, Engine>, args: Nothing) -> Reply<DeepCheckView> {
    engine.run(|session| session.stop_deep_check(args)).await
}

#[tauri::command]
pub async fn compare_head(engine: State<'_, Engine>, args: CompareHead) -> Reply<HeadComparedView> {
    engine.run(|session| session.compare_head(args)).await
}

#[tauri::command]
pub async fn back_up(engine: State<'_, Engine>, args: BackUp) -> Reply<Option<LastBackupView>> {
    engine.run(|session| session.back_up(args)).await
}

#[tauri::command]
pub async fn get_backups(engine: State<'_, Engine>, args: Nothing) -> Reply<BackupsView> {
    engine.run(|session| session.get_backups(args)).await
}

#[tauri::command]
pub async fn choose_restore(engine: State<'_, Engine>, args: Nothing) -> Reply<Option<RestoreChoiceView>> {
    engine.run(|session| session.choose_restore(args)).await
}

#[tauri::command]
pub async fn preview_restore(engine: State<'_, Engine>, args: PreviewRestore) -> Reply<RestorePreviewView> {
    engine.run(|session| session.preview_restore(args)).await
}

#[tauri::command]
pub async fn confirm_restore(engine: State<'_, Engine>, args: ConfirmRestore) -> Reply<RestoredView> {
    engine.run(|session| session.confirm_restore(args)).await
}

#[tauri::command]
pub async fn cancel_restore(engine: State<'_, Engine>, args: CancelRestore) -> Reply<Nothing> {
    engine.run(|session| session.cancel_restore(args)).await
}

#[tauri::command]
pub async fn get_older_copy(engine: State<'_, Engine>, args: Nothing) -> Reply<OlderCopyView> {
    engine.run(|session| session.get_older_copy(args)).await
}

#[tauri::command]
pub async fn accept_older_copy(engine: State<'_, Engine>, args: Nothing) -> Reply<StatusView> {
    engine.run(|session| session.accept_older_copy(args)).await
}

#[tauri::command]
pub async fn list_audit(engine: State<'_, Engine>, args: ListAudit) -> Reply<Vec<AuditView>> {
    engine.run(|session| session.list_audit(args)).await
}

#[tauri::command]
pub async fn get_today(engine: State<'_, Engine>, args: Nothing) -> Reply<TodayView> {
    engine.run(|session| session.get_today(args)).await
}

#[tauri::command]
pub async fn list_pupils(engine: State<'_, Engine>, args: ListPupils) -> Reply<Vec<PupilRowView>> {
    engine.run(|session| session.list_pupils(args)).await
}

#[tauri::command]
pub async fn get_pupil(engine: State<'_, Engine>, args: GetPupil) -> Reply<PupilView> {
    engine.run(|session| session.get_pupil(args)).await
}

#[tauri::command]
pub async fn set_safe_contact(engine: State<'_, Engine>, args: SetSafeContact) -> Reply<PupilView> {
    engine.run(|session| session.set_safe_contact(args)).await
}

#[tauri::command]
pub async fn get_attendance(engine: State<'_, Engine>, args: GetAttendance) -> Reply<AttendanceView> {
    engine.run(|session| session.get_attendance(args)).await
}

#[tauri::command]
pub async fn get_ribbon(engine: State<'_, Engine>, args: GetAttendance) -> Reply<RibbonView> {
    engine.run(|session| session.get_ribbon(args)).await
}

#[tauri::command]
pub async fn list_gaps(engine: State<'_, Engine>, args: ListGaps) -> Reply<GapsView> {
    engine.run(|session| session.list_gaps(args)).await
}

#[tauri::command]
pub async fn record_concern(engine: State<'_, Engine>, args: RecordConcern) -> Reply<ConcernView> {
    engine.run(|session| session.record_concern(args)).await
}

#[tauri::command]
pub async fn amend_concern(engine: State<'_, Engine>, args: AmendConcern) -> Reply<ConcernView> {
    engine.run(|session| session.amend_concern(args)).await
}

#[tauri::command]
pub async fn follow_up_concern(engine: State<'_, Engine>, args: FollowUpConcern) -> Reply<ConcernView> {
    engine.run(|session| session.follow_up_concern(args)).await
}

#[tauri::command]
pub async fn get_concern(engine: State<'_, Engine>, args: GetConcern) -> Reply<ConcernView> {
    engine.run(|session| session.get_concern(args)).await
}

#[tauri::command]
pub async fn get_chronology(engine: State<'_, Engine>, args: GetChronology) -> Reply<ChronologyView> {
    engine.run(|session| session.get_chronology(args)).await
}

#[tauri::command]
pub async fn save_chronology(engine: State<'_, Engine>, args: SaveChronology) -> Reply<Option<SavedView>> {
    engine.run(|session| session.save_chronology(args)).await
}

#[tauri::command]
pub async fn list_own_concerns(engine: State<'_, Engine>, args: Nothing) -> Reply<Vec<ConcernRowView>> {
    engine.run(|session| session.list_own_concerns(args)).await
}

#[tauri::command]
pub async fn get_closure(engine: State<'_, Engine>, args: GetClosure) -> Reply<ClosureView> {
    engine.run(|session| session.get_closure(args)).await
}

#[tauri::command]
pub async fn close_file(engine: State<'_, Engine>, args: CloseFile) -> Reply<ClosureView> {
    engine.run(|session| session.close_file(args)).await
}

#[tauri::command]
pub async fn reopen_file(engine: State<'_, Engine>, args: ReopenFile) -> Reply<ClosureView> {
    engine.run(|session| session.reopen_file(args)).await
}

#[tauri::command]
pub async fn open_in_emergency(engine: State<'_, Engine>, args: OpenInEmergency) -> Reply<ClosureView> {
    engine.run(|session| session.open_in_emergency(args)).await
}

#[tauri::command]
pub async fn search(engine: State<'_, Engine>, args: Search) -> Reply<SearchView> {
    engine.run(|session| session.search(args)).await
}

#[tauri::command]
pub async fn save_draft(engine: State<'_, Engine>, args: SaveDraft) -> Reply<DraftView> {
    engine.run(|session| session.save_draft(args)).await
}

#[tauri::command]
pub async fn list_drafts(engine: State<'_, Engine>, args: Nothing) -> Reply<Vec<DraftView>> {
    engine.run(|session| session.list_drafts(args)).await
}

#[tauri::command]
pub async fn get_draft(engine: State<'_, Engine>, args: GetDraft) -> Reply<DraftView> {
    engine.run(|session| session.get_draft(args)).await
}

#[tauri::command]
pub async fn discard_draft(engine: State<'_, Engine>, args: DiscardDraft) -> Reply<Nothing> {
    engine.run(|session| session.discard_draft(args)).await
}

#[tauri::command]
pub async fn choose_import(engine: State<'_, Engine>, args: Nothing) -> Reply<Option<ImportPreviewView>> {
    engine.run(|session| session.choose_import(args)).await
}

#[tauri::command]
pub async fn confirm_import(engine: State<'_, Engine>, args: ConfirmImport) -> Reply<ImportView> {
    engine.run(|session| session.confirm_import(args)).await
}

#[tauri::command]
pub async fn cancel_import(engine: State<'_, Engine>, args: CancelImport) -> Reply<Nothing> {
    engine.run(|session| session.cancel_import(args)).await
}

#[tauri::command]
pub async fn list_profiles(engine: State<'_, Engine>, args: Nothing) -> Reply<Vec<ProfileView>> {
    engine.run(|session| session.list_profiles(args)).await
}

#[tauri::command]
pub async fn start_referral(engine: State<'_, Engine>, args: StartReferral) -> Reply<ReferralFormView> {
    engine.run(|session| session.start_referral(args)).await
}

#[tauri::command]
pub async fn preview_referral(engine: State<'_, Engine>, args: ReferralRequest) -> Reply<PreviewView> {
    engine.run(|session| session.preview_referral(args)).await
}

#[tauri::command]
pub async fn export_referral(
    engine: State<'_, Engine>,
    args: ReferralRequest,
) -> Reply<Option<ReferralMadeView>> {
    engine.run(|session| session.export_referral(args)).await
}

#[tauri::command]
pub async fn list_referrals(engine: State<'_, Engine>, args: ListReferrals) -> Reply<Vec<ReferralView>> {
    engine.run(|session| session.list_referrals(args)).await
}

/// Hands every command to Tauri.
pub fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        get_status,
        choose_place,
        offer_passphrase,
        rate_passphrase,
        create_vault,
        save_kit_page,
        save_help_page,
        confirm_kit,
        create_sample,
        unlock,
        lock,
        keep_awake,
        set_theme,
        check,
        check_deep,
        get_deep_check,
        stop_deep_check,
        compare_head,
        back_up,
        get_backups,
        choose_restore,
        preview_restore,
        confirm_restore,
        cancel_restore,
        get_older_copy,
        accept_older_copy,
        list_audit,
        people::list_people,
        people::add_person,
        people::readmit_person,
        people::change_role,
        people::remove_person,
        people::change_passphrase,
        people::check_passphrase,
        people::get_notices,
        people::acknowledge_notices,
        people::open_with_kit,
        people::finish_recovery,
        people::cancel_recovery,
        people::list_kits,
        people::make_kit,
        people::confirm_new_kit,
        people::check_kit,
        get_today,
        list_pupils,
        get_pupil,
        set_safe_contact,
        get_attendance,
        get_ribbon,
        list_gaps,
        record_concern,
        amend_concern,
        follow_up_concern,
        get_concern,
        get_chronology,
        save_chronology,
        list_own_concerns,
        search,
        attachment::attach_file,
        attachment::list_attachments,
        attachment::show_attachment,
        attachment::save_attachment,
        attachment::go_on,
        attachment::stop_transfer,
        get_closure,
        close_file,
        reopen_file,
        open_in_emergency,
        save_draft,
        list_drafts,
        get_draft,
        discard_draft,
        choose_import,
        confirm_import,
        cancel_import,
        list_profiles,
        start_referral,
        preview_referral,
        export_referral,
        list_referrals,
    ]
}
