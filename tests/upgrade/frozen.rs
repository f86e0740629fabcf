//! The vault that release 0.1 made, as it lies in `fixtures/vault-0.1`: its files, the secrets that open it, and what the release
//! answered about it. Made once, by [`make`]; never written over.
//!
//! Never here: what must hold of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use encircle_api::contract::*;
use encircle_api::ports::Keychain;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::answers::ask;
use crate::support::fixtures;
use crate::support::school::{Laptop, PASSPHRASE, concern};

/// The colleague's, a recorder.
const RUTH: &str = "otter ribbon candle summit";

/// What a person of the made-up school knows, and what their laptop's keychain held.
#[derive(Serialize, Deserialize)]
pub struct Secrets {
    pub how_it_was_made: String,
    pub passphrase: String,
    pub colleagues_passphrase: String,
    pub kits: Vec<String>,
    /// Names and secrets of the keychain, as hexadecimal digits.
    pub keychain: BTreeMap<String, String>,
    pub backup: String,
}

pub fn place() -> PathBuf {
    fixtures().join("vault-0.1")
}

pub fn secrets() -> Secrets {
    serde_json::from_slice(&fs::read(place().join("secrets.json")).unwrap()).unwrap()
}

/// Commands, their arguments, and what the release answered.
pub fn answers() -> Vec<Value> {
    serde_json::from_slice(&fs::read(place().join("answers.json")).unwrap()).unwrap()
}

/// A laptop on which the frozen vault lies, half an hour later, with the keychain as it was.
pub fn laptop() -> Laptop {
    let laptop = laptop_without_keychain();
    for (name, secret) in secrets().keychain {
        assert!(laptop.keychain.write(&name, &bytes_of(&secret)));
    }
    laptop
}

/// The same on a laptop that has never seen it.
pub fn laptop_without_keychain() -> Laptop {
    let laptop = Laptop::new();
    laptop.clock.pass(TimeDelta::minutes(30));
    copy(&place().join("vault"), &laptop.vault());
    laptop
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (entry, to) = (entry.as_ref().unwrap().path(), to.join(entry.as_ref().unwrap().file_name()));
        if entry.is_dir() {
            copy(&entry, &to);
        } else {
            fs::copy(entry, to).unwrap();
        }
    }
}

pub fn bytes_of(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

fn digits_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// With `ENCIRCLE_WRITE` set, and where no frozen vault lies, makes it. It is a vault of the program of that day, so this is never
/// done again for the same release.
#[test]
fn there_is_a_vault_of_the_release_and_it_is_small() {
    if !place().exists() && std::env::var_os("ENCIRCLE_WRITE").is_some() {
        make();
    }
    let size = fs::metadata(place().join("vault/records-1.db")).unwrap().len();
    assert!((4096..1 << 20).contains(&size), "{size} bytes");
    assert!(secrets().how_it_was_made.contains("release 0.1"));
}

fn make() {
    let mut laptop = Laptop::new();
    let asked = crate::support::school::create("dsl");
    let kits = laptop.session.create_vault(asked).unwrap().kits;
    let kits: Vec<_> = kits.into_iter().map(|kit| kit.words.join(" ")).collect();
    laptop.session.confirm_kit(ConfirmKit { kit: 1, words: kits[0].clone() }).unwrap();
    laptop.next_text(
        "pupils.csv",
        "UPN,Legal Surname,Legal Forename,Date of Birth,Year Group\n\
         B801200005001,Treloar,Cas,2013-05-04,8\nW999999200001,O'Brien,Zoë,2012-09-30,9\n\
         K999999200029,Verma,Ishaan,2014-01-17,7\n",
    );
    laptop.import();
    let mut marks = String::from("UPN,Date,Session,Mark\n");
    for (day, mark) in [(16, "/"), (17, "O"), (18, "O"), (19, "L"), (20, "O"), (23, "/"), (24, "N")] {
        for (upn, mark) in [("B801200005001", mark), ("W999999200001", "/"), ("K999999200029", "/")] {
            marks.push_str(&format!("{upn},{day}/11/2026,AM,{mark}\n{upn},{day}/11/2026,PM,{mark}\n"));
        }
    }
    laptop.next_text("marks.csv", &marks);
    laptop.import();
    let cas = laptop.find("Treloar").remove(0).id;
    let zoe = laptop.find("obrien").remove(0).id;
    let phones: RecordConcern = serde_json::from_value(json!({
        "pupil": cas, "what_happened": "Two phones in period 3. Zoë O’Brien carried one of them.",
        "exact_words": "It’s not mine, I’m just minding it.", "question_asked": "Whose are they?",
        "happened": {"kind": "exact", "from": "2026-11-24T10:50"}, "told_at": "2026-11-24T12:00",
        "place": "Science block", "source": "seen", "signs": ["possessions", "calls"],
        "other_pupils": [{"pupil": zoe, "part": "linked"}], "categories": ["Criminal exploitation"],
        "done": "Phones kept in the office.", "decision": "watch", "reason": "First sign of this kind."
    }))
    .unwrap();
    let phones = laptop.session.record_concern(phones).unwrap();
    laptop.clock.pass(TimeDelta::minutes(5));
    laptop.session.record_concern(concern(&zoe, "Late on four mornings; a bus ticket to Southend.")).unwrap();
    let amended: AmendConcern = serde_json::from_value(json!({
        "concern": phones.id, "why": "The room was another one.", "place": "Room 14"
    }))
    .unwrap();
    laptop.session.amend_concern(amended).unwrap();
    let followed: FollowUpConcern = serde_json::from_value(json!({
        "concern": phones.id, "done": "Rang mum.", "decision": "refer", "reason": "A second phone."
    }))
    .unwrap();
    laptop.session.follow_up_concern(followed).unwrap();
    let rules: SetSafeContact = serde_json::from_value(json!({
        "pupil": cas, "ring": "Grandmother, 01702 000000", "never_tell": "Stepfather"
    }))
    .unwrap();
    laptop.session.set_safe_contact(rules).unwrap();
    let ruth = AddPerson { name: "Ruth Ames".into(), role: "recorder".into(), passphrase: RUTH.into() };
    laptop.session.add_person(ruth).unwrap();
    let referral: ReferralRequest = serde_json::from_value(json!({
        "pupil": cas, "profile": "general", "reason": "Two phones, and days away.", "parents_told": "unsafe",
        "child_told": "yes", "told_reason": "Telling could put him at more risk."
    }))
    .unwrap();
    laptop.session.export_referral(referral).unwrap().unwrap();
    laptop.clock.pass(TimeDelta::minutes(5));
    laptop.session.back_up(BackUp { to: BackUpTo::Laptop }).unwrap();
    let backup = laptop.session.finish_backup().unwrap().unwrap().file_name;
    let draft = SaveDraft {
        id: "5a".repeat(16),
        kind: DraftKind::Concern,
        pupil: Some(cas.clone()),
        body: json!({"what_happened": "Came to the office at the start of lunch"}).to_string(),
        opening: "Came to the office at the start of lunch".into(),
    };
    laptop.session.save_draft(draft).unwrap();
    laptop.session.lock(Nothing {}).unwrap();

    let entries = laptop.keychain.entries();
    let keychain = entries.iter().map(|(name, secret)| (name.clone(), digits_of(secret)));
    let secrets = Secrets {
        how_it_was_made: "A school that is made up, by release 0.1 of Encircle through its own commands: \
                          ENCIRCLE_WRITE=1 and the test `upgrade::frozen`, Argon2id with 64 MiB. The vault, \
                          its secrets and the answers are frozen: they stay as they are."
            .into(),
        passphrase: PASSPHRASE.into(),
        colleagues_passphrase: RUTH.into(),
        kits,
        keychain: keychain.collect(),
        backup,
    };
    copy(&laptop.vault(), &place().join("vault"));
    fs::remove_file(place().join("vault/lock")).unwrap();
    write("secrets.json", &serde_json::to_value(&secrets).unwrap());
    let mut laptop = self::laptop();
    laptop.unlock(PASSPHRASE).unwrap();
    let questions = [
        ("list_audit", json!({"limit": 500})),
        ("list_people", json!({})),
        ("list_kits", json!({})),
        ("list_pupils", json!({})),
        ("get_pupil", json!({"pupil": cas})),
        ("get_pupil", json!({"pupil": zoe})),
        ("get_chronology", json!({"pupil": cas})),
        ("get_chronology", json!({"pupil": zoe})),
        ("get_attendance", json!({"pupil": cas})),
        ("get_ribbon", json!({"pupil": cas})),
        ("list_gaps", json!({})),
        ("get_concern", json!({"concern": phones.id})),
        ("list_referrals", json!({})),
        ("get_closure", json!({"pupil": cas})),
        ("list_drafts", json!({})),
        ("get_draft", json!({"id": "5a".repeat(16)})),
        ("search", json!({"text": "phones", "finished": false})),
        ("search", json!({"text": "obrien", "finished": false})),
        ("search", json!({"text": "southend", "finished": false})),
    ];
    let answers = questions.into_iter().map(|(command, arguments)| {
        let answer = ask(&mut laptop, command, &arguments);
        json!({"command": command, "arguments": arguments, "answer": answer})
    });
    write("answers.json", &answers.collect());
}

fn write(name: &str, value: &Value) {
    fs::write(place().join(name), format!("{value:#}\n")).unwrap();
}
