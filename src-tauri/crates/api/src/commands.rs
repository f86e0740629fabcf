//! The one table of commands. From it come the list of names, the TypeScript types, the dispatcher that tests and recorded replies use,
//! and the check that shell, capabilities and table agree.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::contract::*;
use crate::{ApiError, ErrorCode, Session};

macro_rules! commands {
    ($($name:ident($arg:ty) -> $view:ty),+ $(,)?) => {
        /// Every command's name, in the order of the table.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// Runs a command by its name, JSON in and JSON out.
        pub fn call(session: &mut Session, name: &str, arguments: Value) -> Result<Value, ApiError> {
            match name {
                $(stringify!($name) => reply::<$view>(session.$name(argument::<$arg>(arguments)?)),)+
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
    get_status(Nothing) -> StatusView,
    choose_place(ChoosePlace) -> StatusView,
    offer_passphrase(Nothing) -> OfferedPassphraseView,
    rate_passphrase(RatePassphrase) -> PassphraseView,
    create_vault(CreateVault) -> SetUpView,
    save_kit_page(SaveKitPage) -> Option<SavedView>,
    confirm_kit(ConfirmKit) -> StatusView,
    create_sample(CreateSample) -> StatusView,
    unlock(Unlock) -> StatusView,
    lock(Nothing) -> StatusView,
    keep_awake(Nothing) -> Nothing,
    check(Nothing) -> CheckView,
    list_audit(ListAudit) -> Vec<AuditView>,

    get_today(Nothing) -> TodayView,
    list_pupils(ListPupils) -> Vec<PupilRowView>,
    get_pupil(GetPupil) -> PupilView,
    set_safe_contact(SetSafeContact) -> PupilView,
    get_attendance(GetAttendance) -> AttendanceView,
    get_ribbon(GetAttendance) -> RibbonView,
    list_gaps(ListGaps) -> GapsView,

    record_concern(RecordConcern) -> ConcernView,
    amend_concern(AmendConcern) -> ConcernView,
    follow_up_concern(FollowUpConcern) -> ConcernView,
    get_concern(GetConcern) -> ConcernView,
    get_chronology(GetChronology) -> ChronologyView,
    save_chronology(SaveChronology) -> Option<SavedView>,
    search(Search) -> SearchView,

    save_draft(SaveDraft) -> DraftView,
    list_drafts(Nothing) -> Vec<DraftView>,
    get_draft(GetDraft) -> DraftView,
    discard_draft(DiscardDraft) -> Nothing,

    choose_import(Nothing) -> Option<ImportPreviewView>,
    confirm_import(ConfirmImport) -> ImportView,
    cancel_import(CancelImport) -> Nothing,

    list_profiles(Nothing) -> Vec<ProfileView>,
    start_referral(StartReferral) -> ReferralFormView,
    preview_referral(ReferralRequest) -> PreviewView,
    export_referral(ReferralRequest) -> Option<ReferralMadeView>,
    list_referrals(ListReferrals) -> Vec<ReferralView>,
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
