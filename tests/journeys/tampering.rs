//! Whoever changes a vault from outside, even with its key in hand, is noticed, and what was changed is named: at unlocking where the
//! laptop can know, else by the check of everything; in the window's use cases and on the command line.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use chrono::TimeDelta;
use encircle_api::ErrorCode;
use encircle_api::contract::*;
use encircle_api::ports::Keychain;
use encircle_crypto::words::KitSecret;
use encircle_domain::PersonId;
use encircle_store::keys::{self, Argon2Params, DeviceSecret, Header, NewKitSlot, NewPerson, SecretAnswer};
use encircle_store::keys::{SlotId, Unlocked};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use rusqlite::Connection;

use crate::support::binary;
use crate::support::desktop::Desktop;
use crate::support::school::{Laptop, PASSPHRASE, concern, create};
use crate::support::vault::{Made, same};

/// A locked vault with a pupil, three concerns, an exported chronology, a referral and a backup.
struct Scene {
    laptop: Laptop,
    pupil: String,
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}

impl Scene {
    /// `bound` to the laptop's keychain, or opened by the passphrase alone.
    fn new(bound: bool) -> Self {
        let mut laptop = Laptop::new();
        laptop.keychain.set_away(!bound);
        let made = laptop.session.create_vault(create("dsl")).unwrap();
        let words = made.kits[0].words.join(" ");
        laptop.session.confirm_kit(ConfirmKit { kit: 1, words }).unwrap();
        laptop.next_text(
            "pupils.csv",
            "UPN,Legal Surname,Legal Forename,Date of Birth\nB801200005001,Treloar,Cas,2013-05-04\n",
        );
        laptop.import();
        let pupil = laptop.find("Treloar").remove(0).id;
        let mut scene = Self { laptop, pupil };
        scene.write("Two phones in period 3.");
        scene.write("A lift from a stranger.");
        scene.refer();
        scene.laptop.session.back_up(BackUp { to: BackUpTo::Laptop }).unwrap();
        scene.laptop.session.finish_backup().unwrap().unwrap();
        scene.write("A burn on the arm.");
        scene.laptop.session.lock(Nothing {}).unwrap();
        scene.keep_as("whole");
        scene
    }

    /// The vault as it was made, and what the keychain then held: making one costs more than copying it.
    fn as_it_was(&mut self, keychain: &HashMap<String, Vec<u8>>) {
        self.laptop.start_again();
        self.put_back("whole");
        self.laptop.keychain.forget_all();
        for (name, secret) in keychain {
            assert!(self.laptop.keychain.write(name, secret));
        }
    }

    fn write(&mut self, what: &str) {
        self.laptop.session.record_concern(concern(&self.pupil, what)).unwrap();
    }

    fn refer(&mut self) {
        let asked = serde_json::json!({"pupil": self.pupil, "profile": "general"});
        let asked = encircle_api::commands::argument(asked).unwrap();
        self.laptop.session.export_referral(asked).unwrap().unwrap();
    }

    fn unlock(&mut self) -> Result<StatusView, encircle_api::ApiError> {
        self.laptop.unlock(PASSPHRASE)
    }

    /// Opens and locks once, with a concern written in between.
    fn go_on(&mut self, what: &str) {
        self.unlock().unwrap();
        self.write(what);
        self.laptop.session.lock(Nothing {}).unwrap();
    }

    fn keep_as(&self, name: &str) {
        copy(&self.laptop.vault(), &self.laptop.folder.path().join(name));
    }

    fn put_back(&self, name: &str) {
        fs::remove_dir_all(self.laptop.vault()).unwrap();
        copy(&self.laptop.folder.path().join(name), &self.laptop.vault());
    }

    fn kept_head(&self) -> String {
        let entries = self.laptop.keychain.entries();
        entries.keys().find(|name| name.ends_with("last-head")).unwrap().clone()
    }

    /// The keys of the vault, as somebody has them who knows the passphrase.
    fn keys(&self) -> (Header, Unlocked) {
        let header = keys::read(&self.laptop.vault()).unwrap();
        let entries = self.laptop.keychain.entries();
        let secret = entries.iter().find(|(name, _)| name.ends_with("device-secret"));
        let answer = |_: &SlotId| match secret {
            Some((_, bytes)) => {
                SecretAnswer::Found(DeviceSecret::from_bytes(&mut bytes.clone().try_into().unwrap()))
            }
            None => SecretAnswer::NoEntry,
        };
        let unlocked = keys::unlock(&header, PASSPHRASE, &answer).unwrap();
        (header, unlocked)
    }

    /// Changes the database with its key, and puts the guards of the journal back.
    fn behind_its_back(&self, change: impl FnOnce(&Connection)) {
        self.with_the_key(|conn| {
            let guards: Vec<(String, String)> = conn
                .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
                .unwrap()
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            guards.iter().for_each(|(name, _)| conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
            change(conn);
            guards.iter().for_each(|(_, sql)| conn.execute_batch(sql).unwrap());
        });
    }

    fn with_the_key(&self, change: impl FnOnce(&Connection)) {
        let key = self.keys().1.database_key();
        let conn = Connection::open(self.laptop.vault().join("records-1.db")).unwrap();
        let hex: String =
            key.key.expose().iter().chain(&key.salt).map(|byte| format!("{byte:02x}")).collect();
        conn.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"; PRAGMA journal_mode = DELETE")).unwrap();
        change(&conn);
        let _: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).unwrap();
        conn.close().unwrap();
    }

    /// Puts a header in place that somebody made who holds the key of the vault.
    fn forge(&self, forged: impl FnOnce(&Header, &Unlocked, &mut ChaCha20Rng) -> Header) {
        let (header, unlocked) = self.keys();
        let forged = forged(&header, &unlocked, &mut ChaCha20Rng::from_seed([5; 32]));
        keys::check_header(&forged, &unlocked).expect("its seal is right");
        keys::write(&self.laptop.vault(), &forged).unwrap();
    }

    fn object(&self) -> PathBuf {
        let folders = fs::read_dir(self.laptop.vault().join("attachments")).unwrap();
        let folder = folders.flatten().next().unwrap().path();
        fs::read_dir(folder).unwrap().flatten().next().unwrap().path()
    }

    fn backup(&self) -> PathBuf {
        fs::read_dir(self.laptop.vault().join("backups")).unwrap().flatten().next().unwrap().path()
    }

    fn check(&mut self) -> DeepCheckedView {
        self.laptop.session.check_deep(Nothing {}).unwrap();
        self.laptop.session.finish_deep_check().unwrap()
    }

    /// The command line on this vault, without a keychain.
    fn command_line(&self, arguments: &[&str]) -> Output {
        let passphrase = self.laptop.folder.path().join("passphrase");
        fs::write(&passphrase, PASSPHRASE).unwrap();
        let mut command = Command::new(binary("encircle-cli"));
        command.args(arguments).args(["--json", "--keychain", "none", "--vault"]).arg(self.laptop.vault());
        command.arg("--passphrase-file").arg(passphrase).stdin(Stdio::null()).output().unwrap()
    }
}

fn flip(path: &Path, at: impl Fn(usize) -> usize) {
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
struct Case {
    what: &'static str,
    change: fn(&mut Scene),
    at_unlock: Option<ErrorCode>,
    named: &'static [ErrorCode],
}

const NOTICED_BY_THE_CHECK: Case = Case { what: "", change: |_| (), at_unlock: None, named: &[] };

fn cases() -> Vec<Case> {
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
fn admitted(header: &Header, unlocked: &Unlocked, person: PersonId, rng: &mut ChaCha20Rng) -> Header {
    let new = NewPerson {
        slot: SlotId::random(rng),
        person,
        passphrase: PASSPHRASE,
        device_secret: None,
        params: Argon2Params::SMALL_MEMORY,
    };
    keys::admit(header, unlocked, new, rng).unwrap().0
}

#[test]
fn a_vault_that_nobody_touched_has_nothing_wrong_and_the_check_of_it_is_written_down() {
    let mut scene = Scene::new(true);
    scene.unlock().unwrap();
    let checked = scene.check();
    assert_eq!(checked.findings, []);
    assert_eq!((checked.objects, checked.backups, checked.recorded), (1, 1, true));
    let newest =
        scene.laptop.session.list_audit(ListAudit { limit: Some(1), ..ListAudit::default() }).unwrap();
    assert_eq!(newest[0].kind, "log_checked");
    assert_eq!(scene.check().findings, [], "also after it was written down");
}

#[test]
fn whatever_is_changed_from_outside_is_noticed_and_named() {
    let mut scene = Scene::new(true);
    let keychain = scene.laptop.keychain.entries();
    for case in cases() {
        scene.as_it_was(&keychain);
        (case.change)(&mut scene);
        let opened = scene.unlock();
        if let Some(code) = case.at_unlock {
            assert_eq!(opened.unwrap_err().code, code, "{}", case.what);
            continue;
        }
        opened.unwrap_or_else(|error| panic!("{}: {error}", case.what));
        let found: Vec<_> = scene.check().findings.into_iter().map(|error| error.code).collect();
        assert_eq!(found.first(), case.named.first(), "{}: {found:?}", case.what);
        assert!(case.named.iter().all(|code| found.contains(code)), "{}: {found:?}", case.what);
    }
}

#[test]
fn the_command_line_refuses_with_the_code_of_what_it_found_first() {
    let mut scene = Scene::new(false);
    let done = scene.command_line(&["check", "--deep"]);
    assert!(done.status.success(), "{done:?}");
    let told: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(told["findings"], serde_json::json!([]));
    // Each run stretches the passphrase at its full cost, so one of each kind.
    for what in [
        "a cut end that no keychain remembers",
        "two rows exchanged",
        "the guards are taken out",
        "a sealed copy is gone",
        "a byte of a backup",
        "other keys in the slot of a person",
    ] {
        let case = cases().into_iter().find(|case| case.what == what).unwrap();
        scene.as_it_was(&HashMap::new());
        (case.change)(&mut scene);
        let done = scene.command_line(&["check", "--deep"]);
        assert_eq!(done.status.code(), Some(1), "{}: {done:?}", case.what);
        let told: serde_json::Value = serde_json::from_slice(&done.stderr).unwrap();
        let code = serde_json::to_value(case.at_unlock.unwrap_or_else(|| case.named[0])).unwrap();
        assert_eq!(told["code"], code, "{}", case.what);
        assert!(told["message"].as_str().unwrap().len() > 20, "{}", case.what);
    }
}

#[test]
fn the_command_line_notices_an_older_copy_and_a_cut_end_by_the_keychain_of_the_laptop() {
    let made = Made::on(Desktop::start(), PASSPHRASE, same);
    let kept = made.desktop.path("yesterday");
    copy(&made.vault, &kept);
    made.must(&["check", "--deep"], same);
    fs::remove_dir_all(&made.vault).unwrap();
    copy(&kept, &made.vault);
    let refused = made.run(&["check", "--deep"], same);
    assert_eq!(refused.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&refused.stderr).unwrap();
    assert_eq!(told["code"], "older_copy");
}

#[test]
fn a_changed_byte_in_any_of_several_pages_is_named_as_damage_before_or_by_the_check() {
    let scene = Scene::new(true);
    let pages = fs::metadata(scene.laptop.vault().join("records-1.db")).unwrap().len() / 4096;
    let mut scene = scene;
    for page in [0, 1, pages / 3, pages / 2, pages - 1] {
        scene.put_back("whole");
        let at = usize::try_from(page).unwrap() * 4096 + 100;
        flip(&scene.laptop.vault().join("records-1.db"), |_| at);
        let code = match scene.unlock() {
            Err(error) => error.code,
            Ok(_) => {
                let checked = scene.check();
                assert!(!checked.recorded, "a damaged file is not written to");
                checked.findings[0].code
            }
        };
        assert_eq!(code, ErrorCode::RecordsDamaged, "page {page}");
        scene.laptop.start_again();
    }
}

#[test]
fn keys_that_are_changed_while_the_log_is_open_are_found_by_the_check() {
    let mut scene = Scene::new(true);
    scene.unlock().unwrap();
    flip(&scene.laptop.vault().join(keys::KEYS_COPY), |length| length / 2);
    let codes = |checked: DeepCheckedView| -> Vec<ErrorCode> {
        checked.findings.into_iter().map(|error| error.code).collect()
    };
    assert_eq!(codes(scene.check()), [ErrorCode::KeysCopyDamaged]);
    scene.forge(|header, unlocked, rng| admitted(header, unlocked, PersonId([0xEE; 16]), rng));
    assert_eq!(codes(scene.check()), [ErrorCode::KeysForged]);
}

#[test]
fn the_log_is_worked_in_while_it_is_checked_and_a_check_can_be_stopped() {
    let mut scene = Scene::new(true);
    scene.unlock().unwrap();
    let started = scene.laptop.session.check_deep(Nothing {}).unwrap();
    assert!(started.running);
    scene.write("A fourth thing.");
    let again = scene.laptop.session.check_deep(Nothing {});
    assert!(again.is_err_and(|error| error.code == ErrorCode::CheckRunning) || !scene.running());
    let stopped = scene.laptop.session.stop_deep_check(Nothing {}).unwrap();
    assert!(!stopped.running);
    assert!(stopped.failed == Some(ErrorCode::CheckStopped) || stopped.result.is_some());
    assert!(!scene.laptop.vault().join(".deep-check").exists());

    scene.laptop.session.check_deep(Nothing {}).unwrap();
    scene.laptop.session.lock(Nothing {}).unwrap();
    assert!(!scene.laptop.vault().join(".deep-check").exists(), "a lock leaves no copy behind");
    scene.unlock().unwrap();
    assert_eq!(scene.check().findings, []);
    scene.laptop.clock.pass(TimeDelta::minutes(1));
    scene.laptop.session.back_up(BackUp { to: BackUpTo::Laptop }).unwrap();
    assert_eq!(
        scene.laptop.session.check_deep(Nothing {}).map(|_| ()).unwrap_err().code,
        ErrorCode::BackupRunning
    );
    scene.laptop.session.finish_backup().unwrap();
}

impl Scene {
    fn running(&mut self) -> bool {
        self.laptop.session.get_deep_check(Nothing {}).unwrap().running
    }
}
