//! The table of what somebody may change, and of what is said to it. Never here: who looks.

use std::fs;
use std::path::Path;

use encircle_api::ErrorCode;
use encircle_api::ports::Keychain;
use encircle_crypto::words::KitSecret;
use encircle_domain::PersonId;
use encircle_store::keys::{self, Argon2Params, Header, NewKitSlot, NewPerson, SlotId, Unlocked};
use rand_chacha::ChaCha20Rng;
use rusqlite::Connection;

use super::scene::Scene;
use crate::support::school::PASSPHRASE;

pub(super) fn flip(path: &Path, at: impl Fn(usize) -> usize) {
    let mut bytes = fs::read(path).unwrap();
    let at = at(bytes.len());
    bytes[at] ^= 0x10;
    fs::write(path, bytes).unwrap();
}

fn run(conn: &Connection, sql: &str) {
    conn.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// The number of the nth concern.
fn concern_number(conn: &Connection, nth: u32) -> u32 {
    let sql = "SELECT seq FROM event WHERE kind = 'concern_recorded' ORDER BY seq LIMIT 1 OFFSET ?1";
    conn.query_row(sql, [nth], |row| row.get(0)).unwrap()
}

fn remove(conn: &Connection, condition: &str) {
    run(conn, &format!("DELETE FROM payload WHERE event_id IN (SELECT id FROM event WHERE {condition})"));
    run(conn, &format!("DELETE FROM event WHERE {condition}"));
}

/// What was done, what unlocking says to it, and what the check of everything names, the first of it first.
pub(super) struct Case {
    pub(super) what: &'static str,
    pub(super) change: fn(&mut Scene),
    pub(super) at_unlock: Option<ErrorCode>,
    pub(super) named: &'static [ErrorCode],
}

const NOTICED_BY_THE_CHECK: Case = Case { what: "", change: |_| (), at_unlock: None, named: &[] };

pub(super) fn cases() -> Vec<Case> {
    let at_unlock = |what, code, change| Case { what, change, at_unlock: Some(code), ..NOTICED_BY_THE_CHECK };
    let by_check = |what, named, change| Case { what, change, named, ..NOTICED_BY_THE_CHECK };
    vec![
        at_unlock("the folder of yesterday is put back", ErrorCode::OlderCopy, |scene| {
            scene.keep_as("yesterday");
            scene.go_on("A second burn.");
            scene.put_back("yesterday");
        }),
        at_unlock("the last two entries are cut off", ErrorCode::OlderCopy, |scene| {
            scene.behind_its_back(|conn| remove(conn, "seq > (SELECT max(seq) - 2 FROM event)"));
        }),
        at_unlock("both copies were written on", ErrorCode::Forked, |scene| {
            scene.keep_as("twin");
            scene.go_on("A second burn.");
            let (name, entries) = (scene.kept_head(), scene.laptop.keychain.entries());
            scene.put_back("twin");
            scene.laptop.keychain.forget(&name);
            scene.go_on("Something else.");
            scene.go_on("And more.");
            assert!(scene.laptop.keychain.write(&name, &entries[&name]));
        }),
        at_unlock("both copies of the keys are damaged", ErrorCode::KeysDamaged, |scene| {
            for name in [keys::KEYS, keys::KEYS_COPY] {
                flip(&scene.laptop.vault().join(name), |length| length / 2);
            }
        }),
        by_check("a cut end that no keychain remembers", &[ErrorCode::ViewAltered], |scene| {
            scene.behind_its_back(|conn| remove(conn, "seq >= (SELECT max(seq) FROM event)"));
            if !scene.laptop.keychain.entries().is_empty() {
                let head = scene.kept_head();
                scene.laptop.keychain.forget(&head);
            }
        }),
        by_check("an older log beside a later backup", &[ErrorCode::BackupUnknown], |scene| {
            let later = scene.backup().with_file_name("encircle-20270101T090000Z.backup");
            fs::copy(scene.backup(), later).unwrap();
        }),
        by_check(
            "an entry taken out of the middle",
            &[ErrorCode::EventMissing, ErrorCode::ViewAltered],
            |scene| {
                scene.behind_its_back(|conn| {
                    let number = concern_number(conn, 1);
                    remove(conn, &format!("seq = {number}"));
                });
            },
        ),
        by_check("two rows exchanged", &[ErrorCode::EventAltered, ErrorCode::ViewAltered], |scene| {
            scene.behind_its_back(|conn| {
                let (one, other) = (concern_number(conn, 0), concern_number(conn, 1));
                let id = |seq: u32| format!("(SELECT id FROM event WHERE seq = {seq})");
                for (from, to) in [
                    (id(one), "zeroblob(16)".to_owned()),
                    (id(other), id(one)),
                    ("zeroblob(16)".to_owned(), id(other)),
                ] {
                    run(conn, &format!("UPDATE payload SET event_id = {to} WHERE event_id = {from}"));
                }
            });
        }),
        by_check("an entry given another date", &[ErrorCode::EventAltered], |scene| {
            scene.behind_its_back(|conn| {
                let number = concern_number(conn, 0);
                run(conn, &format!("UPDATE event SET recorded_at = recorded_at - 1000 WHERE seq = {number}"));
            });
        }),
        by_check("an entry of another author", &[ErrorCode::EventNotSigned], |scene| {
            scene.behind_its_back(|conn| {
                let number = concern_number(conn, 0);
                run(conn, &format!("UPDATE event SET signature = zeroblob(64) WHERE seq = {number}"));
            });
        }),
        by_check("an entry of another vault", &[ErrorCode::EventMoved], |scene| {
            scene.behind_its_back(|conn| {
                let number = concern_number(conn, 0);
                run(conn, &format!("UPDATE event SET vault_id = zeroblob(16) WHERE seq = {number}"));
            });
        }),
        by_check("what the screens read is changed", &[ErrorCode::ViewAltered], |scene| {
            scene.behind_its_back(|conn| run(conn, "UPDATE person SET role = 'deputy'"));
        }),
        by_check("the guards are taken out", &[ErrorCode::StructureAltered], |scene| {
            scene.with_the_key(|conn| run(conn, "DROP TRIGGER event_is_never_updated"));
        }),
        by_check("something acts by itself", &[ErrorCode::StructureAltered], |scene| {
            scene.with_the_key(|conn| {
                run(conn, "CREATE TRIGGER hides AFTER INSERT ON concern BEGIN DELETE FROM concern; END");
            });
        }),
        by_check("a byte of a sealed copy", &[ErrorCode::ObjectDamaged], |scene| {
            flip(&scene.object(), |length| length / 2);
        }),
        by_check("a sealed copy is gone", &[ErrorCode::ObjectMissing], |scene| {
            fs::remove_file(scene.object()).unwrap();
        }),
        by_check("a byte of a backup", &[ErrorCode::BackupAltered], |scene| {
            flip(&scene.backup(), |length| length / 2);
        }),
        at_unlock("a slot for somebody whom no event names", ErrorCode::KeysForged, |scene| {
            scene.forge(|header, unlocked, rng| admitted(header, unlocked, PersonId([0xEE; 16]), rng));
        }),
        at_unlock("other keys in the slot of a person", ErrorCode::KeysForged, |scene| {
            scene.forge(|header, unlocked, rng| {
                admitted(header, unlocked, unlocked.person_id().unwrap(), rng)
            });
        }),
        at_unlock("a recovery kit that no event names", ErrorCode::KeysForged, |scene| {
            scene.forge(|header, unlocked, rng| {
                let kits = header.slot_keys().into_iter().filter(|slot| slot.person.is_none());
                let kept: Vec<_> = kits.map(|slot| slot.public_key).collect();
                let kit = NewKitSlot::make(unlocked, &KitSecret::random(rng), rng);
                kit.into_header(header, unlocked, &kept).unwrap()
            });
        }),
    ]
}

/// A header with a slot for `person` that opens by the same passphrase, and no event about it.
pub(super) fn admitted(
    header: &Header,
    unlocked: &Unlocked,
    person: PersonId,
    rng: &mut ChaCha20Rng,
) -> Header {
    let new = NewPerson {
        slot: SlotId::random(rng),
        person,
        passphrase: PASSPHRASE,
        device_secret: None,
        params: Argon2Params::SMALL_MEMORY,
    };
    keys::admit(header, unlocked, new, rng).unwrap().0
}
