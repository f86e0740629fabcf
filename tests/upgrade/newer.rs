//! A vault that a later release wrote is refused as such, by whatever tells it, and no byte of its folder changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ciborium::Value;
use encircle_api::ErrorCode;
use encircle_api::contract::*;
use encircle_crypto::hash;

use super::frozen;
use super::older::bare;
use crate::support::school::Laptop;

/// Every file below a folder and the hash of its content.
fn hashes(folder: &Path) -> BTreeMap<String, [u8; 32]> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(hashes(&path).into_iter().map(|(below, hash)| (format!("{name}/{below}"), hash)));
        } else {
            found.insert(name, encircle_store::sha256(&fs::read(path).unwrap()));
        }
    }
    found
}

/// Neither a passphrase nor a kit opens it, and nothing in it is another than before.
fn refused_untouched(laptop: &mut Laptop, what: &str) {
    let before = hashes(&laptop.vault());
    assert!(before.len() > 4, "{before:?}");
    let secrets = frozen::secrets();
    let refused = laptop.unlock(&secrets.passphrase).unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::NewerVersion, None), "{what}");
    let words = secrets.kits[0].clone();
    let refused = laptop.session.open_with_kit(OpenWithKit { words }).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NewerVersion, "{what}, by a kit");
    assert_eq!(hashes(&laptop.vault()), before, "{what}: the folder is as it was");
}

/// A laptop whose vault has been open on it once, so that the lock's file is there as it always is.
fn laptop() -> Laptop {
    let laptop = frozen::laptop();
    fs::write(laptop.vault().join("lock"), b"").unwrap();
    laptop
}

/// The header as a program would write it whose version of it is `version`.
fn header_of(bytes: &[u8], version: u32) -> Vec<u8> {
    let Value::Map(mut envelope) = ciborium::from_reader(bytes).unwrap() else { panic!("a map") };
    let bytes_at = |at: usize, envelope: &[(Value, Value)]| envelope[at].1.as_bytes().unwrap().clone();
    let (body, mac) = (bytes_at(2, &envelope), bytes_at(3, &envelope));
    envelope[1].1 = version.into();
    let sum = hash::tagged("encircle/1 header copy", &[&version.to_be_bytes(), &body, &mac]);
    envelope[4].1 = Value::Bytes(sum.to_vec());
    let mut written = Vec::new();
    ciborium::into_writer(&Value::Map(envelope), &mut written).unwrap();
    written
}

#[test]
fn a_header_of_a_later_version_is_refused_also_when_only_one_copy_is() {
    let original = fs::read(frozen::place().join("vault/keys.cbor")).unwrap();
    assert!(header_of(&original, 1) == original, "the test writes headers as the program does");
    for copies in [&["keys.cbor", "keys.cbor.bak"][..], &["keys.cbor"], &["keys.cbor.bak"]] {
        let mut laptop = laptop();
        for copy in copies {
            fs::write(laptop.vault().join(copy), header_of(&original, 2)).unwrap();
        }
        refused_untouched(&mut laptop, &format!("{copies:?}"));
    }
}

#[test]
fn a_database_of_a_later_version_is_refused() {
    let mut laptop = laptop();
    let conn = bare(&laptop);
    conn.pragma_update(None, "user_version", 2).unwrap();
    conn.close().unwrap();
    refused_untouched(&mut laptop, "user_version");
}

#[test]
fn a_database_of_a_later_version_whose_last_pages_are_still_in_its_write_ahead_log_is_refused() {
    let mut laptop = laptop();
    let conn = bare(&laptop);
    conn.pragma_update(None, "user_version", 2).unwrap();
    // As a killed process leaves it.
    for name in ["records-1.db", "records-1.db-wal"] {
        fs::copy(laptop.vault().join(name), laptop.folder.path().join(name)).unwrap();
    }
    conn.close().unwrap();
    for name in ["records-1.db", "records-1.db-wal"] {
        fs::copy(laptop.folder.path().join(name), laptop.vault().join(name)).unwrap();
    }
    refused_untouched(&mut laptop, "user_version in the log");
}

#[test]
fn a_journal_with_shapes_that_only_a_later_release_reads_is_refused() {
    let mut laptop = laptop();
    // Once opened, the vault says how many shapes its journal may hold.
    laptop.unlock(&frozen::secrets().passphrase).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    let conn = bare(&laptop);
    let changed = conn.execute("UPDATE view SET version = version + 1 WHERE name = 'shapes at rest'", []);
    assert_eq!(changed, Ok(1));
    conn.close().unwrap();
    refused_untouched(&mut laptop, "shapes at rest");
}

#[test]
fn a_backup_of_a_later_version_is_refused_and_leaves_nothing_behind() {
    let secrets = frozen::secrets();
    let mut bytes = fs::read(frozen::place().join("vault/backups").join(&secrets.backup)).unwrap();
    let version = bytes.windows(4).position(|four| four == 1_u32.to_be_bytes()).unwrap();
    assert!(version < 32, "the version stands in the opening");
    bytes[version + 3] = 2;
    let mut laptop = Laptop::new();
    let file = laptop.folder.path().join(&secrets.backup);
    fs::write(&file, bytes).unwrap();
    laptop.next_file(&file);
    let before = hashes(laptop.folder.path());
    let handle = laptop.session.choose_restore(Nothing {}).unwrap().unwrap().handle;
    let words = secrets.kits[0].clone();
    let refused = laptop.session.preview_restore(PreviewRestore { handle, words }).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NewerVersion);
    assert_eq!(hashes(laptop.folder.path()), before);
    assert!(!laptop.vault().exists());
}
