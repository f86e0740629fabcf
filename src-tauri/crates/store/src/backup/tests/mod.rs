//! Backups of a small vault: made, read again, restored, spoilt in every way, and let fail at every step.

mod hostile;
mod steps;
mod vault;

use std::fs;

use crate::files::Unwatched;
use crate::heads::Agreement;
use crate::keys;
use crate::restore::{self, Here};
use vault::Vault;

#[test]
fn a_kit_alone_opens_a_backup_on_a_clean_machine_and_the_copy_says_what_it_continues() {
    let mut vault = Vault::new();
    let (file, written) = vault.back_up();
    assert_eq!(written.end, vault.store.chain_end());
    assert_eq!(encircle_crypto::hash::sha256(&fs::read(&file).unwrap()), written.hash);

    let clean = tempfile::tempdir().unwrap();
    let target = clean.path().join("vault");
    let staged = restore::stage(&file, &vault.words[1], &target, &Unwatched).unwrap();
    assert_eq!(staged.here(), Here::Nothing);
    assert_eq!(staged.contents.events, vault.store.count_events().unwrap());
    assert_eq!(staged.school.name, "Marsh Lane School");
    assert!(!target.exists(), "nothing is in place before a person says so");
    assert_eq!(staged.put_in_place([9; 16], vault.now, &Unwatched).unwrap(), None);

    let mut names: Vec<_> = fs::read_dir(&target)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["attachments", "keys.cbor", "keys.cbor.bak", "lock", "records-1.db"]);
    let header = keys::read(&target).unwrap();
    assert!(header.copies_agree());
    let unlocked = keys::unlock_with_kit(&header, &vault.words[0]).unwrap();
    let mut copy = crate::Store::open(&target, &unlocked.database_key(), vault.id, 1).unwrap();
    assert_eq!(copy.identity().device_id, [9; 16]);
    assert!(copy.owes_continuation().unwrap());
    assert_eq!(copy.get_object(&vault.object).unwrap(), b"as it left");
    copy.commit(&vault.author, vault.now, &mut vault.rng, vec![vault::searched()]).unwrap();
    assert!(!copy.owes_continuation().unwrap());
    let first = copy.audit(None, 2).unwrap();
    assert_eq!(first.iter().map(|row| row.kind.as_str()).collect::<Vec<_>>(), ["searched", "restored"]);
    assert_eq!(copy.head().seq, 2);
    copy.verify().unwrap();
    assert_eq!(copy.agreement(&written.end).unwrap(), Agreement::Agrees);
}

#[test]
fn what_is_committed_while_a_backup_is_written_is_kept_and_is_not_in_it() {
    let mut vault = Vault::new();
    let snapshot = vault.snapshot();
    for _ in 0..50 {
        vault.commit(vault::searched());
    }
    let target = vault.dir.path().join("stick").join("one.backup");
    let written = snapshot.write(&target, &mut vault.rng, &Unwatched).unwrap();
    vault.store.end_snapshot().unwrap();
    assert_eq!(written.end.seq + 50, vault.store.head().seq);
    let vault = vault.reopened();
    assert_eq!(vault.store.verify().unwrap().events, written.end.seq + 50);
}

#[test]
fn a_restore_over_a_vault_tells_what_is_not_in_the_backup_and_keeps_the_vault_aside() {
    let mut vault = Vault::new();
    let (file, _) = vault.back_up();
    for _ in 0..3 {
        vault.commit(vault::searched());
    }
    let events = vault.store.count_events().unwrap();
    let target = vault.folder();
    let (words, now) = (vault.words[0].clone(), vault.now);
    let staged = restore::stage(&file, &words, &target, &Unwatched).unwrap();
    let told = Here::SameVault {
        events,
        newest: vault.store.audit(None, 1).unwrap().first().map(|row| row.at),
        not_in_backup: 3,
    };
    assert_eq!(staged.compare(&vault.store).unwrap(), told);
    assert_eq!(staged.here(), Here::CannotBeOpened, "it is open, and one writer is enough");

    let refused = staged.put_in_place([9; 16], now, &Unwatched).unwrap_err();
    assert_eq!(refused, crate::Error::AlreadyOpen.into());
    assert!(vault.store.verify().is_ok());

    vault.store.close().unwrap();
    let before = fs::read(target.join("records-1.db")).unwrap();
    let staged = restore::stage(&file, &words, &target, &Unwatched).unwrap();
    assert_eq!(staged.here(), told);
    let aside = staged.put_in_place([9; 16], now, &Unwatched).unwrap().unwrap();
    assert_eq!(aside, format!("vault.before-{}", now.format("%Y%m%dT%H%M%SZ")));
    assert_eq!(fs::read(target.with_file_name(aside).join("records-1.db")).unwrap(), before);
    let left: Vec<_> = fs::read_dir(&target)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with("-wal") || name.ends_with("-shm"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_restore_that_was_cut_off_between_its_two_renamings_is_finished() {
    let mut vault = Vault::new();
    let (file, _) = vault.back_up();
    let target = vault.folder();
    vault.store.close().unwrap();
    let staged = restore::stage(&file, &vault.words[0], &target, &Unwatched).unwrap();
    let aside = staged.put_in_place([9; 16], vault.now, &Unwatched).unwrap().unwrap();
    // As it would stand had the power gone after the first renaming.
    fs::rename(&target, target.with_file_name(".vault.restored")).unwrap();
    assert!(target.with_file_name(aside).exists());
    assert!(restore::finish_interrupted(&target, &Unwatched).unwrap());
    assert!(!restore::finish_interrupted(&target, &Unwatched).unwrap(), "there is nothing left to finish");
    keys::read(&target).unwrap();
}
