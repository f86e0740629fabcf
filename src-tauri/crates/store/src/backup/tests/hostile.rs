//! Backups that were cut, changed, put together from two, or are something else: each is refused, and nothing comes into place.

use std::fs;
use std::path::Path;

use super::vault::Vault;
use crate::Error;
use crate::backup::{BackupError, format};
use crate::files::Unwatched;
use crate::keys::KeysError;
use crate::restore;

/// What a restore says of these bytes; nothing may be left of it.
fn refusal(folder: &Path, bytes: &[u8], words: &str) -> BackupError {
    let file = folder.join("hostile.backup");
    fs::write(&file, bytes).unwrap();
    let target = folder.join("clean").join("vault");
    let refused = restore::stage(&file, words, &target, &Unwatched);
    let left = fs::read_dir(folder.join("clean")).map_or(0, Iterator::count);
    assert_eq!(left, 0, "something was left behind");
    refused.expect_err("it must be refused")
}

#[test]
fn a_backup_cut_anywhere_is_refused() {
    let mut vault = Vault::new();
    let (file, _) = vault.back_up();
    let whole = fs::read(&file).unwrap();
    let cuts = (0..64).chain((64..whole.len()).step_by(whole.len() / 97)).chain([whole.len() - 1]);
    for cut in cuts {
        let refused = refusal(vault.dir.path(), &whole[..cut], &vault.words[0]);
        let expected = if cut < format::MARK.len() { BackupError::NotABackup } else { BackupError::Damaged };
        assert!(
            refused == expected
                || matches!(refused, BackupError::Keys(KeysError::NotKeys(_) | KeysError::Damaged)),
            "cut at {cut}: {refused:?}"
        );
    }
    let longer = [whole.as_slice(), &[0]].concat();
    assert_eq!(refusal(vault.dir.path(), &longer, &vault.words[0]), BackupError::Damaged);
}

#[test]
fn a_backup_with_one_bit_changed_is_refused_wherever_it_is() {
    let mut vault = Vault::new();
    let (file, _) = vault.back_up();
    let whole = fs::read(&file).unwrap();
    let opening = 24 + u32::from_be_bytes(whole[20..24].try_into().unwrap()) as usize;
    let places = (0..opening).step_by(7).chain((opening..whole.len()).step_by(whole.len() / 61));
    for at in places.chain([whole.len() - 1]) {
        let mut changed = whole.clone();
        changed[at] ^= 1 << (at % 8);
        // Every refusal will do, as long as it is one.
        refusal(vault.dir.path(), &changed, &vault.words[0]);
    }
}

#[test]
fn chunks_that_changed_places_and_parts_of_two_backups_are_refused() {
    let mut vault = Vault::new();
    let (first, _) = vault.back_up();
    vault.commit(super::vault::searched());
    let (second, _) = vault.back_up();
    let (first, second) = (fs::read(first).unwrap(), fs::read(second).unwrap());
    let opening = 24 + u32::from_be_bytes(first[20..24].try_into().unwrap()) as usize;
    let chunk = encircle_crypto::stream::CHUNK + 16;
    let start = opening + 32;
    let mut swapped = first.clone();
    let (a, b) = swapped[start..start + 2 * chunk].split_at_mut(chunk);
    a.swap_with_slice(b);
    assert_eq!(refusal(vault.dir.path(), &swapped, &vault.words[0]), BackupError::Damaged);
    // The same vault, the same key: a chunk of yesterday in the backup of today.
    let mut mixed = second.clone();
    mixed[start..start + chunk].copy_from_slice(&first[start..start + chunk]);
    assert_eq!(refusal(vault.dir.path(), &mixed, &vault.words[0]), BackupError::Damaged);
}

#[test]
fn a_backup_of_another_vault_does_not_open_and_cannot_be_given_another_header() {
    let mut vault = Vault::new();
    let mut other = Vault::seeded(2);
    let (file, _) = vault.back_up();
    let (foreign, _) = other.back_up();
    let (ours, foreign) = (fs::read(file).unwrap(), fs::read(foreign).unwrap());
    let wrong = refusal(vault.dir.path(), &foreign, &vault.words[0]);
    assert_eq!(wrong, BackupError::Keys(KeysError::KitWrong));
    let opening = |bytes: &[u8]| 24 + u32::from_be_bytes(bytes[20..24].try_into().unwrap()) as usize;
    let forged = [&ours[..opening(&ours)], &foreign[opening(&foreign)..]].concat();
    assert_eq!(refusal(vault.dir.path(), &forged, &vault.words[0]), BackupError::Damaged);
}

#[test]
fn a_newer_version_and_files_that_are_no_backup_are_named() {
    let mut vault = Vault::new();
    let (file, _) = vault.back_up();
    let mut newer = fs::read(file).unwrap();
    newer[19] = 2;
    assert_eq!(refusal(vault.dir.path(), &newer, &vault.words[0]), BackupError::Newer);
    for other in [b"".as_slice(), b"SQLite format 3\0", &[0x55; 8192]] {
        assert_eq!(refusal(vault.dir.path(), other, &vault.words[0]), BackupError::NotABackup);
    }
    let mut greedy = newer;
    greedy[19] = 1;
    greedy[20..24].copy_from_slice(&u32::MAX.to_be_bytes());
    assert_eq!(refusal(vault.dir.path(), &greedy, &vault.words[0]), BackupError::Damaged);
}

#[test]
fn a_backup_whose_vault_had_lost_an_object_does_not_count() {
    let mut vault = Vault::new();
    let name = vault.object.object.to_string();
    fs::remove_file(vault.folder().join("attachments").join(&name[..2]).join(&name)).unwrap();
    let snapshot = vault.snapshot();
    let target = vault.dir.path().join("stick").join("lost.backup");
    let refused = snapshot.write(&target, &mut vault.rng, &Unwatched).unwrap_err();
    assert_eq!(refused, BackupError::Records(Error::ObjectMissing));
    assert!(!target.exists(), "a backup that does not hold must not look like one");
}

#[test]
fn only_names_of_the_format_are_ever_written() {
    assert!(format::is_object("attachments/0a/0a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"));
    for bad in [
        "attachments/../0a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
        "attachments/0b/0a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
        "attachments/0a/0A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A",
        "attachments/0a/0a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a/x",
        "/attachments/0a/0a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
        "keys.cbor.bak",
        "",
    ] {
        assert!(!format::is_object(bad), "{bad}");
    }
}
