//! The laptop's keychain as it really is: a Secret Service on a session bus of its own, asked by the program itself. Present, absent,
//! gone, replaced, locked, silent, and no bus at all. No case makes a new key over an old vault, none says "wrong passphrase", none
//! writes a key readable anywhere.
//!
//! Never here: what is said when; `journeys::vault` has the same cases over a keychain in memory.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use encircle_api::contract::Unlock;
use encircle_api::{ErrorCode, Session};
use encircle_machine::{OsKeychain, SystemClock};

use crate::no_plaintext::scan::files_below;
use crate::support::desktop::Desktop;
use crate::support::keys::secrets_of;
use crate::support::memory;
use crate::support::school::Laptop;
use crate::support::secrets::{SERVICE, Secrets, bus_of};
use crate::support::vault::{Made, same};

const PASSPHRASE: &str = "cobble harvest lantern mosaic";
/// Strong enough to stand alone.
const LONGER: &str = "cobble harvest lantern mosaic drumlin";

/// What stands in the way of opening the vault; `None` when it opens. Nothing that the program says holds a secret.
fn refusal(made: &Made, change: impl Fn(&mut Command)) -> Option<String> {
    let done = made.run(&["check"], change);
    if done.status.success() {
        return None;
    }
    let said: serde_json::Value = serde_json::from_slice(&done.stderr).unwrap();
    assert!(said["message"].as_str().is_some_and(|sentence| !sentence.is_empty()), "a sentence: {said}");
    Some(said["code"].as_str().unwrap().to_owned())
}

fn keys(made: &Made) -> Vec<u8> {
    fs::read(made.vault.join("keys.cbor")).unwrap()
}

/// The files below the home, but for the keychain's own and the passphrase's, that hold one of the secrets.
fn readable(made: &Made, secrets: &memory::Secrets) -> Vec<PathBuf> {
    let keychain = made.desktop.path(".local/share/keyrings");
    let files = files_below(made.desktop.home(), None).into_iter();
    let others = files.filter(|file| !file.starts_with(&keychain) && *file != made.passphrase);
    others.filter(|file| !secrets.found_in(&fs::read(file).unwrap_or_default()).is_empty()).collect()
}

/// What is told on the program's two outputs.
fn said(made: &Made, change: impl Fn(&mut Command)) -> Vec<u8> {
    let done = made.run(&["check"], change);
    [done.stdout, done.stderr].concat()
}

/// A sign-in without a session bus, as over a remote shell.
fn without_a_bus(command: &mut Command) {
    command.env_remove("DBUS_SESSION_BUS_ADDRESS");
    // The library would look for a bus in there as well.
    command.env("XDG_RUNTIME_DIR", "/nonexistent");
}

#[test]
fn the_keychain_holds_thirty_two_bytes_of_key_and_a_passphrase_of_any_length_opens_with_them() {
    let long: String = "cobble harvest lantern mosaic ".chars().cycle().take(2_000).collect();
    let long = format!("{}!", long.trim_end());
    let made = Made::on(Desktop::start(), &long, same);
    let keychain = Secrets::of(&made.desktop);
    let device = keychain.device_secret().expect("the vault is bound to the keychain");
    assert_eq!(device.len(), 32, "one small key");
    // The other entry is the sealed head of the journal. Windows takes 2,560 bytes, in letters of two.
    assert!(keychain.entries().values().all(|entry| entry.len() < 1_280));
    assert_eq!(refusal(&made, same), None, "it opens");

    let secrets = secrets_of(&made.vault, &long, Some(&device));
    assert_eq!(readable(&made, &secrets), Vec::<PathBuf>::new());
    assert!(secrets.found_in(&said(&made, same)).is_empty());
    let known = made.desktop.path("known");
    fs::write(&known, &device).unwrap();
    assert_eq!(readable(&made, &secrets), [known], "a key in a file is seen");

    fs::write(&made.passphrase, format!("{}?", &long[..long.len() - 1])).unwrap();
    assert_eq!(refusal(&made, same).as_deref(), Some("wrong_passphrase"), "its last letter counts");
}

#[test]
fn an_entry_that_is_gone_replaced_or_locked_is_never_called_a_wrong_passphrase_and_never_written_anew() {
    let made = Made::on(Desktop::start(), PASSPHRASE, same);
    let keychain = Secrets::of(&made.desktop);
    let (header, secret) = (keys(&made), keychain.device_secret().unwrap());

    let others = [vec![9; 32], b"short".to_vec()];
    for other in &others {
        keychain.replace_device_secret(other);
        assert_eq!(refusal(&made, same).as_deref(), Some("device_secret_replaced"));
        assert_eq!(keychain.device_secret().as_ref(), Some(other), "what was put there is left there");
    }
    keychain.replace_device_secret(&secret);
    assert_eq!(refusal(&made, same), None);
    assert_eq!(refusal(&made, without_a_bus).as_deref(), Some("keychain_unavailable"));

    keychain.lock();
    // Some services say that a locked entry is none. Both are true of it, and neither is the passphrase's fault.
    let refused = refusal(&made, same).expect("a locked keychain gives nothing");
    assert!(["keychain_unavailable", "device_secret_missing"].contains(&refused.as_str()), "{refused}");
    assert_eq!(keys(&made), header, "the header is what it was");
}

#[test]
fn a_keychain_that_never_heard_of_the_vault_is_given_no_new_key() {
    let made = Made::on(Desktop::start(), PASSPHRASE, same);
    let keychain = Secrets::of(&made.desktop);
    let header = keys(&made);
    keychain.forget_all();
    assert_eq!(refusal(&made, same).as_deref(), Some("device_secret_missing"));
    fs::write(&made.passphrase, "cobble harvest lantern mosaik").unwrap();
    assert_eq!(refusal(&made, same).as_deref(), Some("device_secret_missing"), "whatever the passphrase");
    let again = ["create", "--school", "Saltmarsh Lane School", "--laestab", "9991234", "--person", "D. M."];
    let kits = made.desktop.path("again.txt");
    let done = made.run(&[&again[..], &["--recovery-out", kits.to_str().unwrap()]].concat(), same);
    assert!(!done.status.success(), "there is a vault");
    assert!(keychain.entries().is_empty(), "no new key was made");
    assert_eq!(keys(&made), header, "the header is what it was");
}

/// Without a bus, and on a bus on which nobody keeps secrets.
#[test]
fn without_a_keychain_the_passphrase_stands_alone_and_no_key_is_written_anywhere() {
    let absent = Made::on(Desktop::start_with(false), LONGER, same);
    let no_bus = Made::on(Desktop::start(), LONGER, without_a_bus);
    assert!(Secrets::of(&no_bus.desktop).entries().is_empty(), "no keychain was found");
    stands_alone(&absent, same);
    stands_alone(&no_bus, without_a_bus);
    assert_eq!(refusal(&no_bus, same), None, "and on a desktop with a keychain as well");
    fs::write(&no_bus.passphrase, "cobble harvest lantern mosaic drumlins").unwrap();
    assert_eq!(refusal(&no_bus, without_a_bus).as_deref(), Some("wrong_passphrase"));
}

fn stands_alone(made: &Made, change: fn(&mut Command)) {
    assert_eq!(refusal(made, change), None, "it opens");
    let secrets = secrets_of(&made.vault, LONGER, None);
    assert_eq!(readable(made, &secrets), Vec::<PathBuf>::new());
    assert!(secrets.found_in(&said(made, change)).is_empty());
}

#[test]
fn a_vault_of_a_laptop_with_a_keychain_says_on_one_without_that_the_keychain_is_the_cause() {
    let made = Made::on(Desktop::start(), PASSPHRASE, same);
    let elsewhere = Desktop::start_with(false);
    let (header, bus) = (keys(&made), format!("unix:path={}", elsewhere.path("run/bus").display()));
    let moved = |command: &mut Command| {
        command.env("DBUS_SESSION_BUS_ADDRESS", &bus).env("XDG_RUNTIME_DIR", elsewhere.path("run"));
    };
    assert_eq!(refusal(&made, moved).as_deref(), Some("keychain_unavailable"));
    assert_eq!(keys(&made), header);
}

/// The vault that the second process of the next test opens.
const SILENT: &str = "ENCIRCLE_TEST_SILENT_KEYCHAIN";
/// How long that test lets a keychain think; a person's has thirty seconds.
const SHORT: Duration = Duration::from_secs(1);

#[test]
fn a_keychain_that_never_answers_is_waited_for_no_longer_than_that_and_is_the_cause() {
    // The address of a bus is read from a process's own environment, so the program's part runs in a process of its own.
    if let Some(vault) = env::var_os(SILENT) {
        return asks_in_vain(Path::new(&vault));
    }
    let made = Made::on(Desktop::start(), PASSPHRASE, same);
    let (header, silent) = (keys(&made), Desktop::start_with(false));
    // It takes every question and answers none.
    let stand_in = bus_of(silent.home());
    stand_in.request_name(SERVICE).unwrap();
    let mut again = silent.command(env::current_exe().unwrap());
    let name = "keychain::a_keychain_that_never_answers_is_waited_for_no_longer_than_that_and_is_the_cause";
    again.args(["--exact", name]).env(SILENT, &made.vault).stdin(Stdio::null());
    let done = again.output().unwrap();
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && told.contains("1 passed"), "{told}");
    assert_eq!(keys(&made), header);
}

fn asks_in_vain(vault: &Path) {
    let ports = encircle_machine::ports(
        Box::new(SystemClock),
        Box::new(OsKeychain::with_patience(SHORT)),
        Box::new(Laptop::new().files.clone()),
        vault.to_owned(),
        vault.with_file_name("made-up-school"),
    );
    let mut session = Session::new(ports.unwrap());
    let begun = Instant::now();
    let refused = session.unlock(Unlock { passphrase: PASSPHRASE.into() }).unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeychainUnavailable);
    assert!(begun.elapsed() >= SHORT, "it was asked, and did not answer");
}
