//! A vault whose database was encrypted as another major version of SQLCipher does, and as settings of its own say: it opens, is
//! brought over, and holds what it held.

use std::fs;
use std::io::Cursor;

use chrono::TimeDelta;
use ciborium::Value;
use encircle_api::ErrorCode;
use encircle_api::contract::*;
use encircle_crypto::purpose::{Purpose, Scope, purpose_key};
use encircle_crypto::{Key, hash};
use rusqlite::Connection;

use super::answers::all_as_frozen;
use super::frozen;
use super::older::{bare, raw_key, unlocked};
use crate::support::keys::vault_key;
use crate::support::school::Laptop;

/// What a header says, and the settings that it means.
const WAYS: [(&str, &str); 2] = [
    (
        "sqlcipher 3: raw key and salt, cipher_page_size=1024, cipher_hmac_algorithm=HMAC_SHA1, \
         cipher_kdf_algorithm=PBKDF2_HMAC_SHA1, cipher_plaintext_header_size=0",
        "PRAGMA cipher_compatibility = 3;",
    ),
    (
        "sqlcipher 4: raw key and salt, cipher_page_size=16384, cipher_hmac_algorithm=HMAC_SHA256, \
         cipher_kdf_algorithm=PBKDF2_HMAC_SHA1, cipher_plaintext_header_size=0",
        "PRAGMA cipher_page_size = 16384; PRAGMA cipher_hmac_algorithm = HMAC_SHA256; \
         PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA1;",
    ),
];

/// A laptop with the frozen vault, as a release would have made it that encrypts otherwise.
fn laptop_encrypted((words, settings): (&str, &str)) -> Laptop {
    let laptop = frozen::laptop();
    let opened = unlocked(&laptop);
    let (database, other) = (laptop.vault().join("records-1.db"), laptop.folder.path().join("other.db"));
    let key = raw_key(&opened);
    let conn = bare(&laptop);
    let place = other.to_str().unwrap();
    conn.execute_batch(&format!("ATTACH '{place}' AS other KEY \"{key}\";")).unwrap();
    conn.execute_batch(&settings.replace("PRAGMA ", "PRAGMA other.")).unwrap();
    conn.query_row("SELECT sqlcipher_export('other')", [], |_| Ok(())).unwrap();
    conn.close().unwrap();
    let conn = Connection::open(&other).unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"{key}\"; {settings}")).unwrap();
    conn.execute_batch("PRAGMA user_version = 1; PRAGMA application_id = 0x456E6372;").unwrap();
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    conn.close().unwrap();
    fs::rename(other, database).unwrap();
    let header = fs::read(laptop.vault().join("keys.cbor")).unwrap();
    let header = header_saying(&header, words, &opened);
    for copy in ["keys.cbor", "keys.cbor.bak"] {
        fs::write(laptop.vault().join(copy), &header).unwrap();
    }
    laptop
}

fn read(bytes: &[u8]) -> Vec<(Value, Value)> {
    let Value::Map(map) = ciborium::from_reader(Cursor::new(bytes)).unwrap() else { panic!("a map") };
    map
}

fn write(map: Vec<(Value, Value)>) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(&Value::Map(map), &mut bytes).unwrap();
    bytes
}

/// The header with other words about its database, authenticated as whoever holds the vault key can.
fn header_saying(header: &[u8], words: &str, opened: &encircle_store::keys::Unlocked) -> Vec<u8> {
    let mut envelope = read(header);
    let mut body = read(envelope[2].1.as_bytes().unwrap());
    let said = body.iter_mut().find(|(name, _)| name.as_text() == Some("database")).unwrap();
    said.1 = words.into();
    let body = write(body);
    let scope = Scope { vault_id: opened.vault_id(), epoch: opened.epoch() };
    let key = purpose_key(&Key::from_bytes(&mut vault_key(opened)), Purpose::HeaderMac, &scope);
    let version = 1_u32.to_be_bytes();
    let mac = hash::mac(&key, "encircle/1 header", &[&version, &body]);
    let sum = hash::tagged("encircle/1 header copy", &[&version, &body, &mac]);
    envelope[2].1 = Value::Bytes(body);
    envelope[3].1 = Value::Bytes(mac.to_vec());
    envelope[4].1 = Value::Bytes(sum.to_vec());
    write(envelope)
}

fn records(laptop: &Laptop) -> Vec<String> {
    let names = fs::read_dir(laptop.vault()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("records") && name.ends_with(".db")).collect()
}

#[test]
fn it_is_backed_up_and_brought_over_when_it_is_opened_and_everybody_still_gets_in() {
    for way in WAYS {
        let mut laptop = laptop_encrypted(way);
        laptop.unlock(&frozen::secrets().passphrase).unwrap();
        assert_eq!(records(&laptop), ["records-2.db"], "{}", way.0);
        let backups = laptop.session.get_backups(Nothing {}).unwrap().made;
        assert_eq!((backups.len(), backups[0].place), (2, BackupPlace::Laptop));
        assert!(laptop.vault().join("backups").join(&backups[0].file_name).exists());
        laptop.session.check(Nothing {}).unwrap();
        all_as_frozen(&mut laptop);
        laptop.session.lock(Nothing {}).unwrap();

        laptop.unlock(&frozen::secrets().colleagues_passphrase).expect("who was away gets in");
        laptop.session.lock(Nothing {}).unwrap();
        laptop.unlock(&frozen::secrets().passphrase).unwrap();
        assert_eq!(laptop.session.get_backups(Nothing {}).unwrap().made.len(), 2, "once");
        let words = frozen::secrets().kits[0].clone();
        laptop.session.lock(Nothing {}).unwrap();
        laptop.session.open_with_kit(OpenWithKit { words }).expect("a kit that is in a safe opens it");
    }
}

#[test]
fn a_kit_opens_it_on_another_laptop_and_it_is_brought_over_there() {
    let mut laptop = laptop_encrypted(WAYS[0]);
    laptop.keychain.forget_all();
    let words = frozen::secrets().kits[1].clone();
    let opened = laptop.session.open_with_kit(OpenWithKit { words }).unwrap();
    let passphrase = "violet kayak tundra gravel".to_owned();
    let person = Some(opened.people[0].id.clone());
    laptop.session.finish_recovery(FinishRecovery { person, name: None, role: None, passphrase }).unwrap();
    assert_eq!(records(&laptop), ["records-2.db"]);
    assert_eq!(laptop.find("Treloar").len(), 1);
    laptop.session.check(Nothing {}).unwrap();
}

#[test]
fn where_it_cannot_be_brought_over_it_opens_as_it_is_and_the_next_opening_tries_again() {
    let mut laptop = laptop_encrypted(WAYS[0]);
    // No backup can be made where a file bears the folder's name.
    let (backups, kept) = (laptop.vault().join("backups"), laptop.folder.path().join("kept"));
    fs::rename(&backups, &kept).unwrap();
    fs::write(&backups, b"").unwrap();
    laptop.unlock(&frozen::secrets().passphrase).unwrap();
    assert_eq!(records(&laptop), ["records-1.db"]);
    all_as_frozen(&mut laptop);
    let cas = laptop.find("Treloar").remove(0).id;
    let saved = laptop.session.record_concern(crate::support::school::concern(&cas, "Saved meanwhile."));
    let saved = saved.unwrap().id;
    laptop.session.lock(Nothing {}).unwrap();

    fs::remove_file(&backups).unwrap();
    fs::rename(&kept, &backups).unwrap();
    laptop.clock.pass(TimeDelta::hours(1));
    laptop.unlock(&frozen::secrets().passphrase).unwrap();
    assert_eq!(records(&laptop), ["records-2.db"]);
    laptop.session.get_concern(GetConcern { concern: saved }).unwrap();
    laptop.session.check(Nothing {}).unwrap();
}

#[test]
fn records_that_do_not_hold_are_left_as_they_are_and_it_is_said() {
    let mut laptop = laptop_encrypted(WAYS[1]);
    let path = laptop.vault().join("records-1.db");
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"{}\"; {}", raw_key(&unlocked(&laptop)), WAYS[1].1)).unwrap();
    // It still reads; only the hashes tell.
    conn.execute("UPDATE payload SET salt = randomblob(16) WHERE rowid = 10", []).unwrap();
    conn.close().unwrap();
    // Opening once marks the file with what may be in its journal; from then on no opening changes it.
    for time in 1..=2 {
        let before = fs::read(&path).unwrap();
        let refused = laptop.unlock(&frozen::secrets().passphrase).unwrap_err();
        assert_eq!(refused.code, ErrorCode::UpgradeRefused);
        assert_eq!(laptop.session.get_status(Nothing {}).unwrap().state, VaultState::Locked);
        assert_eq!(records(&laptop), ["records-1.db"]);
        assert!(time == 1 || fs::read(&path).unwrap() == before);
    }
}

#[test]
fn a_header_that_names_a_way_of_a_later_release_is_refused_as_newer() {
    let mut laptop = frozen::laptop();
    let opened = unlocked(&laptop);
    let header = fs::read(laptop.vault().join("keys.cbor")).unwrap();
    let header = header_saying(&header, &WAYS[0].0.replace("sqlcipher 3", "sqlcipher 5"), &opened);
    for copy in ["keys.cbor", "keys.cbor.bak"] {
        fs::write(laptop.vault().join(copy), &header).unwrap();
    }
    let refused = laptop.unlock(&frozen::secrets().passphrase).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NewerVersion);
    assert!(fs::read(laptop.vault().join("keys.cbor")).unwrap() == header);
}
