//! The one table of commands. From it come the list of names, the TypeScript types, the dispatcher that tests and recorded replies use,
//! and the check that shell, capabilities and table agree.

use encircle_domain::may::Act;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::contract::*;
use crate::{ApiError, ErrorCode, Session};

macro_rules! acts {
    () => {
        None
    };
    ($act:ident) => {
        Some(Act::$act)
    };
}

macro_rules! commands {
    ($($name:ident($arg:ty) -> $view:ty $(as $act:ident)?),+ $(,)?) => {
        /// Every command's name, in the order of the table.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// What each command does in the words of `may`, in the order of the table. A test refuses a command without one.
        pub const ACTS: &[(&str, Option<Act>)] = &[$((stringify!($name), acts!($($act)?))),+];

        /// Runs a command by its name, JSON in and JSON out.
        pub fn call(session: &mut Session, name: &str, arguments: Value) -> Result<Value, ApiError> {
            match name {
                $(stringify!($name) => {
                    let argument = argument::<$arg>(arguments)?;
                    reply::<$view>(session.attempt(|session| session.$name(argument)))
                })+
                _ => Err(ApiError::at(ErrorCode::InvalidChoice, "command")),
            }
        }

        /// The whole contract as one TypeScript module.
        pub fn typescript() -> String {
            let mut module = bindings::Module::default();
            module.declare::<ApiError>();
            $(module.command::<$arg, $view>(stringify!($name));)+
            module.finish()
        }
    };
}

commands! {
    get_status(Nothing) -> StatusView as Enter,
    choose_place(ChoosePlace) -> StatusView as Enter,
    offer_passphrase(Nothing) -> OfferedPassphraseView as Enter,
    rate_passphrase(RatePassphrase) -> PassphraseView as Enter,
    create_vault(CreateVault) -> SetUpView as Enter,
    save_kit_page(SaveKitPage) -> Option<SavedView> as Enter,
    confirm_kit(ConfirmKit) -> StatusView as Enter,
    create_sample(CreateSample) -> StatusView as Enter,
    unlock(Unlock) -> StatusView as Enter,
    lock(Nothing) -> StatusView as Enter,
    keep_awake(Nothing) -> Nothing as Enter,
    set_theme(SetTheme) -> StatusView as Enter,
    save_help_page(SaveHelpPage) -> Option<SavedView> as Enter,
    check(Nothing) -> CheckView as KeepVault,
    check_deep(Nothing) -> DeepCheckView as KeepVault,
    get_deep_check(Nothing) -> DeepCheckView as KeepVault,
    stop_deep_check(Nothing) -> DeepCheckView as KeepVault,
    compare_head(CompareHead) -> HeadComparedView as KeepVault,
    back_up(BackUp) -> Option<LastBackupView> as KeepVault,
    get_backups(Nothing) -> BackupsView as KeepVault,
    choose_restore(Nothing) -> Option<RestoreChoiceView> as Enter,
    preview_restore(PreviewRestore) -> RestorePreviewView as Enter,
    confirm_restore(ConfirmRestore) -> RestoredView as Enter,
    cancel_restore(CancelRestore) -> Nothing as Enter,
    get_older_copy(Nothing) -> OlderCopyView as Enter,
    accept_older_copy(Nothing) -> StatusView as Enter,
    list_audit(ListAudit) -> Vec<AuditView> as ReadAudit,

    list_people(Nothing) -> PeopleView as ManagePeople,
    add_person(AddPerson) -> PersonAddedView as ManagePeople,
    readmit_person(ReadmitPerson) -> PersonAddedView as ManagePeople,
    change_role(ChangeRole) -> PeopleView as ManagePeople,
    remove_person(RemovePerson) -> PeopleView as ManagePeople,
    change_passphrase(ChangePassphrase) -> Nothing as Enter,
    check_passphrase(CheckPassphrase) -> Nothing as Enter,
    get_notices(Nothing) -> NoticesView as Enter,
    acknowledge_notices(AcknowledgeNotices) -> NoticesView as Enter,
    open_with_kit(OpenWithKit) -> RecoveryView as Enter,
    finish_recovery(FinishRecovery) -> RecoveredView as Enter,
    cancel_recovery(Nothing) -> Nothing as Enter,
    list_kits(Nothing) -> Vec<KitStateView> as ManagePeople,
    make_kit(MakeKit) -> KitView as ManagePeople,
    confirm_new_kit(ConfirmKit) -> Vec<KitStateView> as ManagePeople,
    check_kit(CheckKit) -> Vec<KitStateView> as ManagePeople,

    get_today(Nothing) -> TodayView as ReadToday,
    list_pupils(ListPupils) -> Vec<PupilRowView> as FindPupil,
    get_pupil(GetPupil) -> PupilView as ReadFile,
    set_safe_contact(SetSafeContact) -> PupilView as SetSafeContact,
    get_attendance(GetAttendance) -> AttendanceView as ReadFile,
    get_ribbon(GetAttendance) -> RibbonView as ReadFile,
    list_gaps(ListGaps) -> GapsView as ReadGaps,

    record_concern(RecordConcern) -> ConcernView as Record,
    amend_concern(AmendConcern) -> ConcernView as Amend,
    follow_up_concern(FollowUpConcern) -> ConcernView as FollowUp,
    get_concern(GetConcern) -> ConcernView as ReadEntry,
    get_chronology(GetChronology) -> ChronologyView as ReadFile,
    save_chronology(SaveChronology) -> Option<SavedView> as Export,
    list_own_concerns(Nothing) -> Vec<ConcernRowView> as ReadOwn,
    search(Search) -> SearchView as Search,

    attach_file(AttachFile) -> Option<TransferView> as Amend,
    list_attachments(ListAttachments) -> Vec<AttachmentView> as ReadEntry,
    show_attachment(ShowAttachment) -> ShownView as ReadEntry,
    save_attachment(SaveAttachment) -> Option<TransferView> as Export,
    go_on(GoOn) -> TransferView as KeepDraft,
    stop_transfer(GoOn) -> Nothing as KeepDraft,

    get_closure(GetClosure) -> ClosureView as ReadClosure,
    close_file(CloseFile) -> ClosureView as CloseFile,
    reopen_file(ReopenFile) -> ClosureView as CloseFile,
    open_in_emergency(OpenInEmergency) -> ClosureView as OpenInEmergency,

    save_draft(SaveDraft) -> DraftView as KeepDraft,
    list_drafts(Nothing) -> Vec<DraftView> as KeepDraft,
    get_draft(GetDraft) -> DraftView as KeepDraft,
    discard_draft(DiscardDraft) -> Nothing as KeepDraft,

    choose_import(Nothing) -> Option<ImportPreviewView> as Import,
    confirm_import(ConfirmImport) -> ImportView as Import,
    cancel_import(CancelImport) -> Nothing as Import,

    list_profiles(Nothing) -> Vec<ProfileView> as Export,
    start_referral(StartReferral) -> ReferralFormView as Export,
    preview_referral(ReferralRequest) -> PreviewView as Export,
    export_referral(ReferralRequest) -> Option<ReferralMadeView> as Export,
    list_referrals(ListReferrals) -> Vec<ReferralView> as ReadFile,
}

/// Reads an argument struct out of JSON; the error names the field.
pub fn argument<T: DeserializeOwned>(json: Value) -> Result<T, ApiError> {
    serde_path_to_error::deserialize(json)
        .map_err(|error| ApiError::at(ErrorCode::InvalidJson, error.path().to_string()))
}

fn reply<T: serde::Serialize>(result: Result<T, ApiError>) -> Result<Value, ApiError> {
    serde_json::to_value(result?).map_err(|_| ErrorCode::InvalidJson.into())
}

/// TypeScript out of the table.
mod bindings {
    use std::collections::BTreeMap;

    use ts_rs::{Config, TS, TypeVisitor};

    /// One module: the declarations that the commands need, and the commands.
    #[derive(Default)]
    pub(super) struct Module {
        declarations: BTreeMap<String, String>,
        commands: Vec<String>,
    }

    impl Module {
        pub(super) fn declare<T: TS + 'static + ?Sized>(&mut self) {
            self.visit::<T>();
        }

        pub(super) fn command<A: TS + 'static, V: TS + 'static>(&mut self, name: &str) {
            self.visit::<A>();
            self.visit::<V>();
            let config = Config::default();
            self.commands.push(format!(
                "  {name}: {{ args: {}; view: {} }};\n",
                A::name(&config),
                V::name(&config)
            ));
        }

        pub(super) fn finish(self) -> String {
            let mut text = String::from(
                "// Written by `cargo xtask bindings` from the table of commands; never edited.\n\n",
            );
            for declaration in self.declarations.values() {
                text.push_str("export ");
                text.push_str(declaration);
                text.push_str("\n\n");
            }
            text.push_str("export interface Commands {\n");
            self.commands.iter().for_each(|command| text.push_str(command));
            text.push_str("}\n");
            text
        }
    }

    impl TypeVisitor for Module {
        fn visit<T: TS + 'static + ?Sized>(&mut self) {
            let config = Config::default();
            let name = T::name(&config);
            if self.declarations.contains_key(&name) {
                return;
            }
            // A type with a file of its own is one that was declared here; the rest are primitives and containers.
            if T::output_path().is_some() {
                self.declarations.insert(name, T::decl(&config));
            }
            T::visit_dependencies(self);
            T::visit_generics(self);
        }
    }
}
