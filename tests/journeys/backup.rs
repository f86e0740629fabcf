//! Backups as a school makes them: by themselves once a day, onto a stick when asked, and restored by a kit.

use std::fs;

use chrono::TimeDelta;
use encircle_api::ErrorCode;
use encircle_api::contract::*;

use crate::support::school::{Laptop, PASSPHRASE, concern, create};

/// A laptop with a vault, and the words of its second kit.
fn with_kit() -> (Laptop, String) {
    let mut laptop = Laptop::new();
    let made = laptop.session.create_vault(create("dsl")).unwrap();
    let words = made.kits[0].words.join(" ");
    laptop.session.confirm_kit(ConfirmKit { kit: 1, words }).unwrap();
    (laptop, made.kits[1].words.join(" "))
}

fn stick(laptop: &Laptop) -> std::path::PathBuf {
    let stick = laptop.folder.path().join("stick");
    fs::create_dir_all(&stick).unwrap();
    laptop.save_into(&stick);
    stick
}

fn back_up(laptop: &mut Laptop, to: BackUpTo) -> Result<BackupRowView, encircle_api::ApiError> {
    laptop.session.back_up(BackUp { to })?.expect("no dialog was cancelled");
    laptop.session.finish_backup().map(|made| made.expect("one was running"))
}

fn last(laptop: &mut Laptop) -> LastBackupView {
    let status = laptop.session.get_status(Nothing {}).unwrap().backup.unwrap();
    assert_eq!(laptop.session.get_today(Nothing {}).unwrap().backup, status, "the same wherever it is shown");
    status
}

fn import_a_pupil(laptop: &mut Laptop) -> String {
    laptop.next_text(
        "pupils.csv",
        "UPN,Legal Surname,Legal Forename,Date of Birth\nB801200005001,Treloar,Cas,2013-05-04\n",
    );
    laptop.import();
    laptop.find("Treloar").remove(0).id
}

#[test]
fn a_backup_on_a_stick_is_restored_on_a_clean_laptop_by_a_kit_alone() {
    let (mut laptop, kit) = with_kit();
    let pupil = import_a_pupil(&mut laptop);
    laptop.session.record_concern(concern(&pupil, "Two phones in period 3.")).unwrap();
    let none = last(&mut laptop);
    assert!(none.old && none.laptop_only && none.last.is_none());
    let stick = stick(&laptop);
    let made = back_up(&mut laptop, BackUpTo::Chosen).unwrap();
    assert_eq!(
        (made.place, made.file_name.as_str()),
        (BackupPlace::Elsewhere, "encircle-20261125T140500Z.backup")
    );
    let shown = last(&mut laptop);
    assert!(!shown.old && !shown.laptop_only && shown.failed.is_none());
    assert_eq!(shown.last, Some(made.clone()));

    let mut clean = Laptop::new();
    clean.next_file(stick.join(&made.file_name));
    let chosen = clean.session.choose_restore(Nothing {}).unwrap().unwrap();
    assert!(!chosen.vault_is_here);
    let handle = chosen.handle;
    let wrong = kit.replacen(' ', " zoo ", 1);
    let refused =
        clean.session.preview_restore(PreviewRestore { handle: handle.clone(), words: wrong }).unwrap_err();
    assert!(matches!(refused.code, ErrorCode::KitWrong | ErrorCode::KitWordUnknown), "{refused:?}");
    let told = clean.session.preview_restore(PreviewRestore { handle: handle.clone(), words: kit }).unwrap();
    assert_eq!((told.school.as_str(), told.here), ("Saltmarsh Lane School", RestoreOverView::Nothing));
    assert!(!clean.vault().exists(), "nothing is in place before a person says so");
    clean.session.confirm_restore(ConfirmRestore { handle }).unwrap();
    assert_eq!(clean.session.get_status(Nothing {}).unwrap().state, VaultState::Locked);
    // The slot is bound to the other laptop; its secret has to be there, or a kit lets the person in.
    assert_eq!(clean.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::DeviceSecretMissing);
    for (name, secret) in laptop.keychain.entries() {
        assert!(encircle_api::ports::Keychain::write(&clean.keychain, &name, &secret));
    }
    clean.unlock(PASSPHRASE).unwrap();
    assert_eq!(clean.find("Treloar").len(), 1);
    let kinds: Vec<_> = clean
        .session
        .list_audit(ListAudit { pupil: None, limit: Some(1), ..ListAudit::default() })
        .unwrap()
        .into_iter()
        .map(|row| row.kind)
        .collect();
    assert_eq!(kinds, ["restored"]);
    clean.session.check(Nothing {}).unwrap();
}

#[test]
fn a_restore_over_the_vault_tells_what_goes_and_keeps_it_aside() {
    let (mut laptop, kit) = with_kit();
    let made = back_up(&mut laptop, BackUpTo::Laptop).unwrap();
    assert_eq!(made.place, BackupPlace::Laptop);
    assert!(last(&mut laptop).laptop_only);
    laptop.clock.pass(TimeDelta::minutes(2));
    import_a_pupil(&mut laptop);
    laptop.next_file(laptop.vault().join("backups").join(&made.file_name));
    let chosen = laptop.session.choose_restore(Nothing {}).unwrap().unwrap();
    assert!(chosen.vault_is_here);
    let asked = PreviewRestore { handle: chosen.handle.clone(), words: kit };
    let told = laptop.session.preview_restore(asked).unwrap();
    let RestoreOverView::SameVault { newest, events, events_not_in_backup } = told.here else {
        panic!("{:?}", told.here)
    };
    // The backup's own event, and the import.
    assert_eq!(events_not_in_backup, 2);
    assert_eq!(events, told.events + 2);
    assert_eq!(newest.as_deref(), Some("2026-11-25T14:07:00Z"));
    let done = laptop.session.confirm_restore(ConfirmRestore { handle: chosen.handle }).unwrap();
    assert!(laptop.folder.path().join(done.kept_aside.unwrap()).join("records-1.db").exists());
    laptop.unlock(PASSPHRASE).expect("who restores knows that it is older");
    assert!(laptop.find("Treloar").is_empty());
    laptop.session.lock(Nothing {}).unwrap();
    laptop.unlock(PASSPHRASE).unwrap();
}

#[test]
fn a_full_disk_a_pulled_stick_and_a_read_only_folder_leave_everything_whole_and_say_so() {
    let (mut laptop, _) = with_kit();
    let good = back_up(&mut laptop, BackUpTo::Laptop).unwrap();
    laptop.clock.pass(TimeDelta::days(9));
    laptop.session.keep_awake(Nothing {}).unwrap();
    // A file where the folder was: as a stick that is gone and another thing in its place.
    let gone = laptop.folder.path().join("gone");
    fs::write(&gone, b"").unwrap();
    laptop.save_into(gone.join("below"));
    let refused = back_up(&mut laptop, BackUpTo::Chosen).unwrap_err();
    assert!(refused.field.is_some(), "the file or folder is named");
    assert!(
        matches!(
            refused.code,
            ErrorCode::BackupFolderGone | ErrorCode::BackupNotWritten | ErrorCode::FileExists
        ),
        "{refused:?}"
    );
    let shown = last(&mut laptop);
    assert_eq!(shown.failed, Some(refused.code));
    assert_eq!((shown.days, shown.old), (Some(9), true));
    assert_eq!(shown.last, Some(good.clone()));
    assert!(laptop.vault().join("backups").join(good.file_name).exists());
    laptop.session.check(Nothing {}).unwrap();
}

#[test]
fn the_schedule_makes_one_a_day_and_a_failed_one_is_tried_again_later() {
    let (laptop, _) = with_kit();
    let mut laptop = Laptop { session: laptop.session.with_schedule(), ..laptop };
    let folder = laptop.vault().join("backups");
    let count = |folder: &std::path::Path| fs::read_dir(folder).map_or(0, Iterator::count);
    laptop.session.keep_going();
    laptop.session.finish_backup().unwrap().expect("the first is due at once");
    laptop.session.keep_going();
    assert!(laptop.session.finish_backup().unwrap().is_none(), "none is due");
    laptop.clock.pass(TimeDelta::hours(25));
    laptop.session.lock(Nothing {}).unwrap();
    assert_eq!(count(&folder), 2, "whoever locks waits for the one that is due");

    laptop.clock.pass(TimeDelta::hours(25));
    laptop.unlock(PASSPHRASE).unwrap();
    // Nothing can be made where a folder bears the name.
    let name = laptop.clock_name();
    fs::create_dir(folder.join(&name)).unwrap();
    laptop.session.keep_going();
    laptop.session.finish_backup().unwrap_err();
    laptop.session.keep_going();
    assert!(laptop.session.finish_backup().unwrap().is_none(), "not every second");
    laptop.clock.pass(TimeDelta::minutes(31));
    laptop.session.keep_going();
    laptop.session.finish_backup().unwrap().expect("after half an hour");
}
