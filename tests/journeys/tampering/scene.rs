//! A vault that somebody gets at from outside: its files, its database with the key in hand, its header. Never here: what is expected.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use encircle_api::contract::*;
use encircle_api::ports::Keychain;
use encircle_store::keys::{self, DeviceSecret, Header, SecretAnswer, SlotId, Unlocked};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use rusqlite::Connection;

use crate::support::binary;
use crate::support::school::{Laptop, PASSPHRASE, concern, create};

/// A locked vault with a pupil, three concerns, an exported chronology, a referral and a backup.
pub(super) struct Scene {
    pub(super) laptop: Laptop,
    pub(super) pupil: String,
}

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}

impl Scene {
    /// `bound` to the laptop's keychain, or opened by the passphrase alone.
    pub(super) fn new(bound: bool) -> Self {
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
    pub(super) fn as_it_was(&mut self, keychain: &HashMap<String, Vec<u8>>) {
        self.laptop.start_again();
        self.put_back("whole");
        self.laptop.keychain.forget_all();
        for (name, secret) in keychain {
            assert!(self.laptop.keychain.write(name, secret));
        }
    }

    pub(super) fn write(&mut self, what: &str) {
        self.laptop.session.record_concern(concern(&self.pupil, what)).unwrap();
    }

    pub(super) fn refer(&mut self) {
        let asked = serde_json::json!({"pupil": self.pupil, "profile": "general"});
        let asked = encircle_api::commands::argument(asked).unwrap();
        self.laptop.session.export_referral(asked).unwrap().unwrap();
    }

    pub(super) fn unlock(&mut self) -> Result<StatusView, encircle_api::ApiError> {
        self.laptop.unlock(PASSPHRASE)
    }

    /// Opens and locks once, with a concern written in between.
    pub(super) fn go_on(&mut self, what: &str) {
        self.unlock().unwrap();
        self.write(what);
        self.laptop.session.lock(Nothing {}).unwrap();
    }

    pub(super) fn keep_as(&self, name: &str) {
        copy(&self.laptop.vault(), &self.laptop.folder.path().join(name));
    }

    pub(super) fn put_back(&self, name: &str) {
        fs::remove_dir_all(self.laptop.vault()).unwrap();
        copy(&self.laptop.folder.path().join(name), &self.laptop.vault());
    }

    pub(super) fn kept_head(&self) -> String {
        let entries = self.laptop.keychain.entries();
        entries.keys().find(|name| name.ends_with("last-head")).unwrap().clone()
    }

    /// The keys of the vault, as somebody has them who knows the passphrase.
    pub(super) fn keys(&self) -> (Header, Unlocked) {
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
    pub(super) fn behind_its_back(&self, change: impl FnOnce(&Connection)) {
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

    pub(super) fn with_the_key(&self, change: impl FnOnce(&Connection)) {
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
    pub(super) fn forge(&self, forged: impl FnOnce(&Header, &Unlocked, &mut ChaCha20Rng) -> Header) {
        let (header, unlocked) = self.keys();
        let forged = forged(&header, &unlocked, &mut ChaCha20Rng::from_seed([5; 32]));
        keys::check_header(&forged, &unlocked).expect("its seal is right");
        keys::write(&self.laptop.vault(), &forged).unwrap();
    }

    pub(super) fn object(&self) -> PathBuf {
        let folders = fs::read_dir(self.laptop.vault().join("attachments")).unwrap();
        let folder = folders.flatten().next().unwrap().path();
        fs::read_dir(folder).unwrap().flatten().next().unwrap().path()
    }

    pub(super) fn backup(&self) -> PathBuf {
        fs::read_dir(self.laptop.vault().join("backups")).unwrap().flatten().next().unwrap().path()
    }

    pub(super) fn check(&mut self) -> DeepCheckedView {
        self.laptop.session.check_deep(Nothing {}).unwrap();
        self.laptop.session.finish_deep_check().unwrap()
    }

    /// The command line on this vault, without a keychain.
    pub(super) fn command_line(&self, arguments: &[&str]) -> Output {
        let passphrase = self.laptop.folder.path().join("passphrase");
        fs::write(&passphrase, PASSPHRASE).unwrap();
        let mut command = Command::new(binary("encircle-cli"));
        command.args(arguments).args(["--json", "--keychain", "none", "--vault"]).arg(self.laptop.vault());
        command.arg("--passphrase-file").arg(passphrase).stdin(Stdio::null()).output().unwrap()
    }
}

impl Scene {
    pub(super) fn running(&mut self) -> bool {
        self.laptop.session.get_deep_check(Nothing {}).unwrap().running
    }
}
