//! Whoever changes a vault from outside, even with its key in hand, is noticed, and what was changed is named: at unlocking where the
//! laptop can know, else by the check of everything; in the window's use cases and on the command line.

mod cases;
mod scene;

use std::collections::HashMap;
use std::fs;

use chrono::TimeDelta;
use encircle_api::ErrorCode;
use encircle_api::contract::*;
use encircle_domain::PersonId;
use encircle_store::keys;

use self::cases::{admitted, cases, flip};
use self::scene::{Scene, copy};
use crate::support::desktop::Desktop;
use crate::support::school::PASSPHRASE;
use crate::support::vault::{Made, same};

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
