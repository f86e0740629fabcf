//! Tells Tauri which commands exist, so that the capability file can allow each by name.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The table of commands in `api` is the one list; `tests/architecture.rs` holds this copy to it.
    let commands = &[
        "get_status",
        "choose_place",
        "offer_passphrase",
        "rate_passphrase",
        "create_vault",
        "save_kit_page",
        "confirm_kit",
        "create_sample",
        "unlock",
        "lock",
        "keep_awake",
        "check",
        "list_audit",
        "get_today",
        "list_pupils",
        "get_pupil",
        "set_safe_contact",
        "get_attendance",
        "get_ribbon",
        "list_gaps",
        "record_concern",
        "amend_concern",
        "follow_up_concern",
        "get_concern",
        "get_chronology",
        "save_chronology",
        "list_own_concerns",
        "search",
        "get_closure",
        "close_file",
        "reopen_file",
        "open_in_emergency",
        "save_draft",
        "list_drafts",
        "get_draft",
        "discard_draft",
        "choose_import",
        "confirm_import",
        "cancel_import",
        "list_profiles",
        "start_referral",
        "preview_referral",
        "export_referral",
        "list_referrals",
    ];
    let manifest = tauri_build::AppManifest::new().commands(commands);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
