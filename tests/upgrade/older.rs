//! The frozen vault opens: by each of its people, by a kit, with views of another version and of no sense, and from its backup.

use encircle_api::ErrorCode;
use encircle_api::contract::*;
use encircle_store::keys::{self, DeviceSecret, SecretAnswer, SlotId, Unlocked};
use rusqlite::Connection;

use super::answers::all_as_frozen;
use super::frozen;
use crate::support::school::Laptop;

/// Tables that are no views: the journal, what is in no event, and what says how the search index is written.
const KEPT: [&str; 7] = ["here", "event", "payload", "draft", "view", "continues", "search_config"];

#[test]
fn it_opens_by_its_passphrase_and_answers_as_the_release_did() {
    let mut laptop = frozen::laptop();
    laptop.unlock(&frozen::secrets().passphrase).unwrap();
    all_as_frozen(&mut laptop);
    laptop.session.check(Nothing {}).unwrap();
}

#[test]
fn its_recorder_gets_in_too_and_sees_no_more_than_then() {
    let mut laptop = frozen::laptop();
    let me = laptop.unlock(&frozen::secrets().colleagues_passphrase).unwrap().person.unwrap();
    assert_eq!((me.name.as_str(), me.role.as_str()), ("Ruth Ames", "recorder"));
    assert!(laptop.session.list_own_concerns(Nothing {}).unwrap().is_empty());
    assert_eq!(laptop.session.list_kits(Nothing {}).unwrap_err().code, ErrorCode::NotAllowed);
}

#[test]
fn each_of_its_kits_opens_it_on_a_laptop_that_never_saw_it() {
    for (words, kit) in frozen::secrets().kits.into_iter().zip(1..) {
        let mut laptop = frozen::laptop_without_keychain();
        let refused = laptop.unlock(&frozen::secrets().passphrase).unwrap_err();
        assert_eq!(refused.code, ErrorCode::DeviceSecretMissing);
        let opened = laptop.session.open_with_kit(OpenWithKit { words }).unwrap();
        assert_eq!((opened.kit, opened.people.len()), (kit, 2));
        let della = opened.people.iter().find(|person| person.name == "Della Marchbank").unwrap().id.clone();
        let passphrase = "violet kayak tundra gravel".to_owned();
        let back = FinishRecovery { person: Some(della), name: None, role: None, passphrase };
        laptop.session.finish_recovery(back).unwrap();
        assert_eq!(laptop.find("Treloar").len(), 1);
        laptop.session.check(Nothing {}).unwrap();
    }
}

/// The laptop's vault, unlocked by the lead.
pub fn unlocked(laptop: &Laptop) -> Unlocked {
    let header = keys::read(&laptop.vault()).unwrap();
    let entries = laptop.keychain.entries();
    let digits = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let answer = |slot: &SlotId| {
        let name = format!("{}/{}/device-secret", digits(&header.vault_id()), digits(&slot.0));
        let secret = entries.get(&name).map(|bytes| bytes.clone().try_into().unwrap());
        secret.map_or(SecretAnswer::NoEntry, |mut bytes| {
            SecretAnswer::Found(DeviceSecret::from_bytes(&mut bytes))
        })
    };
    keys::unlock(&header, &frozen::secrets().passphrase, &answer).unwrap()
}

/// The key of the database and its salt, as SQLCipher takes them.
pub fn raw_key(unlocked: &Unlocked) -> String {
    let key = unlocked.database_key();
    let digits = key.key.expose().iter().chain(&key.salt).map(|byte| format!("{byte:02x}"));
    format!("x'{}'", digits.collect::<String>())
}

/// The bare database of the laptop's vault.
pub fn bare(laptop: &Laptop) -> Connection {
    let key = raw_key(&unlocked(laptop));
    let conn = Connection::open(laptop.vault().join("records-1.db")).unwrap();
    conn.execute_batch(&format!("PRAGMA cipher_log_level = NONE; PRAGMA key = \"{key}\";")).unwrap();
    conn
}

fn names(conn: &Connection, sql: &str) -> Vec<String> {
    let mut select = conn.prepare(sql).unwrap();
    let names = select.query_map([], |row| row.get(0)).unwrap();
    names.collect::<Result<_, _>>().unwrap()
}

const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0";

/// Leaves of the views what another release may have kept in their place: half of the rows, with every text the wrong way round.
fn garble(conn: &Connection) -> u32 {
    let mut rows = 0;
    for table in names(conn, TABLES).into_iter().filter(|name| !KEPT.contains(&name.as_str())) {
        let columns = names(
            conn,
            &format!("SELECT name FROM pragma_table_info('{table}') WHERE type = 'TEXT' AND pk = 0"),
        );
        for column in columns {
            conn.execute(&format!("UPDATE \"{table}\" SET \"{column}\" = 'nonsense'"), []).unwrap();
        }
        let count: u32 =
            conn.query_row(&format!("SELECT count(*) FROM \"{table}\""), [], |row| row.get(0)).unwrap();
        let half = format!(
            "DELETE FROM \"{table}\" WHERE rowid IN (SELECT rowid FROM \"{table}\" LIMIT {})",
            count.div_ceil(2)
        );
        // A table without row numbers loses all of its rows.
        if conn.execute(&half, []).is_err() {
            conn.execute(&format!("DELETE FROM \"{table}\""), []).unwrap();
        }
        rows += count;
    }
    rows
}

#[test]
fn views_of_an_earlier_release_are_filled_again_whatever_they_held() {
    let mut laptop = frozen::laptop();
    let conn = bare(&laptop);
    conn.execute("UPDATE view SET version = 0", []).unwrap();
    assert!(garble(&conn) > 50, "there was something to garble");
    conn.close().unwrap();
    laptop.unlock(&frozen::secrets().passphrase).unwrap();
    all_as_frozen(&mut laptop);
    laptop.session.check(Nothing {}).unwrap();
}

#[test]
fn views_that_the_earlier_release_did_not_have_are_made() {
    let mut laptop = frozen::laptop();
    let conn = bare(&laptop);
    for view in ["search", "closure"] {
        conn.execute("DELETE FROM view WHERE name = ?1", [view]).unwrap();
    }
    conn.execute_batch("DROP TABLE search; DROP TABLE search_entry; DROP TABLE closure").unwrap();
    conn.close().unwrap();
    laptop.unlock(&frozen::secrets().passphrase).unwrap();
    all_as_frozen(&mut laptop);
}

#[test]
fn without_another_version_what_was_garbled_stays_so_the_tests_above_say_something() {
    let mut laptop = frozen::laptop();
    let conn = bare(&laptop);
    conn.execute("UPDATE pupil_record SET record = x'00'", []).unwrap();
    conn.execute("DELETE FROM concern_follow_up", []).unwrap();
    conn.close().unwrap();
    laptop.unlock(&frozen::secrets().passphrase).unwrap();
    let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| all_as_frozen(&mut laptop)));
    assert!(told.is_err());
}

#[test]
fn its_draft_is_back_and_becomes_a_concern() {
    let mut laptop = frozen::laptop();
    laptop.unlock(&frozen::secrets().passphrase).unwrap();
    let draft = laptop.session.list_drafts(Nothing {}).unwrap().remove(0);
    assert_eq!(draft.opening, "Came to the office at the start of lunch");
    let pupil = draft.pupil.clone().unwrap();
    let mut saved = crate::support::school::concern(&pupil, &draft.opening);
    saved.id = Some(draft.id);
    laptop.session.record_concern(saved).unwrap();
    assert!(laptop.session.list_drafts(Nothing {}).unwrap().is_empty());
    laptop.session.check(Nothing {}).unwrap();
}

#[test]
fn its_backup_is_restored_by_a_kit_on_a_clean_laptop() {
    let secrets = frozen::secrets();
    let mut laptop = Laptop::new();
    laptop.next_file(frozen::place().join("vault/backups").join(&secrets.backup));
    let handle = laptop.session.choose_restore(Nothing {}).unwrap().unwrap().handle;
    let words = secrets.kits[1].clone();
    let told = laptop.session.preview_restore(PreviewRestore { handle: handle.clone(), words }).unwrap();
    assert_eq!(told.school, "Saltmarsh Lane School");
    laptop.session.confirm_restore(ConfirmRestore { handle }).unwrap();
    for (name, secret) in secrets.keychain.iter().filter(|(name, _)| name.ends_with("device-secret")) {
        assert!(encircle_api::ports::Keychain::write(&laptop.keychain, name, &frozen::bytes_of(secret)));
    }
    laptop.unlock(&secrets.passphrase).unwrap();
    assert_eq!(laptop.find("Treloar").len(), 1);
    assert_eq!(laptop.session.list_referrals(ListReferrals { pupil: None }).unwrap().len(), 1);
    laptop.session.check(Nothing {}).unwrap();
}
