//! What lies in the database's place is named for what it is, and never overwritten.

use std::fs;
use std::path::Path;

use super::super::testing::{Fixture, IDENTITY, key, raw};
use crate::{Error, Identity, Store, place};

fn open(dir: &Path) -> Error {
    Store::open(dir, &key(1), IDENTITY.vault_id, IDENTITY.epoch).unwrap_err()
}

#[test]
fn a_file_that_is_no_database_of_ours_is_named_and_left_as_it_is() {
    let plain = [b"SQLite format 3\0".as_slice(), &[0; 8000]].concat();
    let noise: Vec<u8> = (0..8192_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let cases: [(&str, &[u8], Error); 5] = [
        ("zero bytes", &[], Error::ZeroBytes),
        ("half a page", &noise[..1500], Error::TooShort),
        ("plain SQLite", &plain, Error::PlainSqlite),
        ("the start of plain SQLite", &plain[..100], Error::PlainSqlite),
        ("noise", &noise, Error::OtherKey),
    ];
    for (what, bytes, expected) in cases {
        let dir = tempfile::tempdir().unwrap();
        let path = place::records(dir.path(), IDENTITY.epoch);
        fs::write(&path, bytes).unwrap();
        assert_eq!(open(dir.path()), expected, "{what}");
        assert_eq!(Store::create(dir.path(), &key(1), IDENTITY).unwrap_err(), Error::AlreadyExists, "{what}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "{what} was changed");
    }
}

#[test]
fn a_missing_database_is_missing_and_opening_makes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(open(dir.path()), Error::Missing);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn another_key_a_damaged_page_and_another_vault_are_three_answers() {
    let Fixture { dir, store, .. } = Fixture::new();
    store.close().unwrap();
    let path = place::records(dir.path(), IDENTITY.epoch);
    let intact = fs::read(&path).unwrap();

    let other_key = Store::open(dir.path(), &key(2), IDENTITY.vault_id, IDENTITY.epoch).unwrap_err();
    assert_eq!(other_key, Error::OtherKey);
    let other_vault = Store::open(dir.path(), &key(1), [9; 16], IDENTITY.epoch).unwrap_err();
    assert_eq!(other_vault, Error::OtherVault);
    assert_eq!(fs::read(&path).unwrap(), intact, "a refused opening writes nothing");

    let mut damaged = intact.clone();
    damaged[2000] ^= 1;
    fs::write(&path, &damaged).unwrap();
    assert_eq!(open(dir.path()), Error::Damaged);
    assert_eq!(fs::read(&path).unwrap(), damaged, "a damaged file is left to be rescued");

    fs::write(&path, &intact[..intact.len() - 100]).unwrap();
    let cut = Store::open(dir.path(), &key(1), IDENTITY.vault_id, IDENTITY.epoch)
        .and_then(|mut store| store.rebuild());
    assert_eq!(cut, Err(Error::Damaged));
}

#[test]
fn a_key_that_differs_in_one_bit_under_the_same_salt_is_damage_not_another_vault() {
    let Fixture { dir, store, .. } = Fixture::new();
    store.close().unwrap();
    let mut wrong = key(1);
    let mut bytes = *wrong.key.expose();
    bytes[0] ^= 1;
    wrong.key = encircle_crypto::Key::from_bytes(&mut bytes);
    let error = Store::open(dir.path(), &wrong, IDENTITY.vault_id, IDENTITY.epoch).unwrap_err();
    assert_eq!(error, Error::Damaged);
}

#[test]
fn a_second_store_is_refused_until_the_first_is_gone() {
    let Fixture { dir, store, .. } = Fixture::new();
    assert_eq!(open(dir.path()), Error::AlreadyOpen);
    let other_epoch = Identity { epoch: 2, ..IDENTITY };
    assert_eq!(Store::create(dir.path(), &key(1), other_epoch).unwrap_err(), Error::AlreadyOpen);
    store.close().unwrap();
    Store::open(dir.path(), &key(1), IDENTITY.vault_id, IDENTITY.epoch).unwrap();
}

#[test]
fn a_file_of_a_newer_program_is_refused_and_not_touched() {
    let Fixture { dir, store, .. } = Fixture::new();
    store.close().unwrap();
    let conn = raw(dir.path());
    conn.pragma_update(None, "user_version", 2).unwrap();
    crate::database::close(conn).unwrap();
    let path = place::records(dir.path(), IDENTITY.epoch);
    let before = fs::read(&path).unwrap();
    assert_eq!(open(dir.path()), Error::Newer { found: 2 });
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn after_closing_there_is_one_database_file_and_no_log() {
    let Fixture { dir, store, .. } = Fixture::new();
    store.close().unwrap();
    let mut names: Vec<String> = fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["lock", "records-1.db"]);
}

#[test]
fn what_is_on_disk_holds_no_word_that_was_saved() {
    let mut fixture = Fixture::new();
    let id = fixture.commit(encircle_domain::Event::ConcernRecorded(crate::testing::concern(
        crate::testing::CAS,
        "Canaryword seen with zebrafish",
    )));
    fixture.commit(crate::testing::followed_up(id, crate::testing::CAS, "canaryword again"));
    let look = |dir: &Path| {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            for word in ["anaryword", "zebrafish", "Treloar", "treloar", "CREATE TABLE", "SQLite format 3"] {
                let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
                assert!(!found, "{word} stands in {}", path.display());
            }
        }
    };
    look(fixture.dir.path());
    assert!(
        fixture.dir.path().join("records-1.db-wal").metadata().unwrap().len() > 0,
        "the open log was looked at too"
    );
    fixture.store.close().unwrap();
    look(fixture.dir.path());
}

#[test]
fn the_settings_of_the_vault_hold_on_every_connection() {
    let fixture = Fixture::new();
    let expected = [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("fullfsync", "1"),
        ("checkpoint_fullfsync", "1"),
        ("locking_mode", "exclusive"),
        ("secure_delete", "1"),
        ("temp_store", "2"),
        ("trusted_schema", "0"),
        ("cipher_memory_security", "0"),
        ("application_id", "1164862322"),
        ("user_version", "1"),
    ];
    for (name, value) in expected {
        let mut select = fixture.store.conn.prepare(&format!("PRAGMA {name}")).unwrap();
        let found = select
            .query_row([], |row| {
                Ok(match row.get_ref(0)? {
                    rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                    other => other.as_str().unwrap().to_owned(),
                })
            })
            .unwrap();
        assert_eq!(found, value, "{name}");
    }
    let secure: i64 = fixture
        .store
        .conn
        .query_row("SELECT v FROM search_config WHERE k = 'secure-delete'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(secure, 1);
}
