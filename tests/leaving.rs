//! Somebody leaves and the log locks: with the key, or because the laptop goes to sleep. What the next run of the program is told.
//!
//! Never here: what is left in memory; `window::memory` looks for that in the real program.

use std::fs;

use chrono::TimeDelta;
use encircle_api::contract::*;
use encircle_api::{ErrorCode, Haste, Rest};

use crate::support::school::{Laptop, PASSPHRASE, create};

fn backups(laptop: &Laptop) -> usize {
    fs::read_dir(laptop.vault().join("backups")).map_or(0, Iterator::count)
}

#[test]
fn who_locks_waits_for_the_backup_that_is_due_and_a_laptop_that_goes_to_sleep_does_not() {
    let laptop = Laptop::with_vault();
    let haste = Haste::default();
    let session = laptop.session.with_schedule().hurried_by(haste.clone());
    let mut laptop = Laptop { session, ..laptop };
    laptop.session.lock(Nothing {}).unwrap();
    assert_eq!(backups(&laptop), 1, "the key waits for the one that is due");

    laptop.clock.pass(TimeDelta::hours(25));
    laptop.unlock(PASSPHRASE).unwrap();
    assert!(laptop.session.lock_away());
    assert_eq!(backups(&laptop), 1, "a sleep waits for none");

    // The sleep comes while the key's lock waits for its backup.
    laptop.unlock(PASSPHRASE).unwrap();
    haste.make();
    let status = laptop.session.lock(Nothing {}).unwrap();
    assert_eq!(
        (status.state, backups(&laptop)),
        (VaultState::Locked, 1),
        "given up, and nothing of it is left"
    );

    laptop.unlock(PASSPHRASE).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    assert_eq!(backups(&laptop), 2, "the haste is over when the log is opened again");
}

#[test]
fn the_next_run_is_told_once_when_the_log_closed_and_why_and_nothing_else() {
    let mut laptop = Laptop::with_vault();
    assert_eq!(laptop.session.take_rest(), None, "nobody has left");
    assert!(laptop.session.lock_away());
    assert!(!laptop.session.lock_away(), "there is nothing to close any more");
    let rest = laptop.session.take_rest().expect("somebody left");
    assert_eq!(laptop.session.take_rest(), None, "told once");
    let text = serde_json::to_string(&rest).unwrap();
    assert_eq!(
        text,
        r#"{"place":"own","locked_because":"away","locked_at":"2026-11-25T14:05:00Z","draft_kept":false}"#
    );

    let before = laptop.session.get_status(Nothing {}).unwrap();
    let rest: Rest = serde_json::from_str(&text).unwrap();
    laptop.session = laptop.again_on_the_same_folder().resumed(rest);
    assert_eq!(laptop.session.get_status(Nothing {}).unwrap(), before);
    assert_eq!(before.locked_because, Some(LockReason::Away));

    laptop.unlock(PASSPHRASE).unwrap();
    laptop.clock.pass(TimeDelta::minutes(5));
    assert!(laptop.session.lock_if_idle());
    let idle = serde_json::to_string(&laptop.session.take_rest().expect("nobody touched it")).unwrap();
    assert!(idle.contains(r#""locked_because":"idle""#), "{idle}");

    // Locking what is locked is no leaving, and a page that asks for it is not taken away.
    laptop.session.lock(Nothing {}).unwrap();
    assert_eq!(laptop.session.take_rest(), None);
}

#[test]
fn a_lock_writes_the_head_to_the_keychain_after_the_vault_is_closed() {
    let mut laptop = Laptop::with_vault();
    let head = |laptop: &Laptop| {
        laptop
            .keychain
            .entries()
            .into_iter()
            .find(|(name, _)| name.ends_with("/last-head"))
            .map(|(_, head)| head)
    };
    let before = head(&laptop);
    laptop.session.lock(Nothing {}).unwrap();
    let after = head(&laptop);
    assert!(after.is_some() && after != before);
    laptop.unlock(PASSPHRASE).unwrap();
    assert_eq!(laptop.session.check(Nothing {}).unwrap().head.known, HeadKnown::Agrees);
}

#[test]
fn keys_that_a_kit_gave_are_given_up_as_well_when_nobody_touches_the_program() {
    let mut laptop = Laptop::new();
    let made = laptop.session.create_vault(create("dsl")).unwrap();
    let words = made.kits[0].words.join(" ");
    laptop.session.confirm_kit(ConfirmKit { kit: 1, words: words.clone() }).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    laptop.session.take_rest();
    laptop.clock.pass(TimeDelta::minutes(60));
    assert!(!laptop.session.is_idle(), "nothing is held");

    laptop.session.open_with_kit(OpenWithKit { words }).unwrap();
    laptop.clock.pass(TimeDelta::minutes(4));
    laptop.session.keep_awake(Nothing {}).unwrap();
    laptop.clock.pass(TimeDelta::minutes(4));
    assert!(!laptop.session.lock_if_idle(), "somebody is there");
    laptop.clock.pass(TimeDelta::minutes(1));
    assert!(laptop.session.lock_if_idle() && laptop.session.take_rest().is_some());
    assert!(!laptop.session.holds_keys());
}

#[test]
fn a_copy_that_waits_to_be_accepted_is_given_up_as_well_when_nobody_touches_the_program() {
    let mut laptop = Laptop::with_vault();
    laptop.session.lock(Nothing {}).unwrap();
    laptop.keep_as("before");
    laptop.unlock(PASSPHRASE).unwrap();
    laptop
        .session
        .change_passphrase(ChangePassphrase {
            former: PASSPHRASE.into(),
            passphrase: "violet kayak tundra gravel".into(),
        })
        .unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    laptop.session.take_rest();
    laptop.put_back("before");

    assert_eq!(laptop.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::OlderCopy);
    assert!(laptop.session.holds_keys());
    laptop.clock.pass(TimeDelta::minutes(4));
    laptop.session.keep_awake(Nothing {}).unwrap();
    laptop.clock.pass(TimeDelta::minutes(4));
    assert!(!laptop.session.lock_if_idle(), "somebody reads what the copy lacks");
    laptop.clock.pass(TimeDelta::minutes(1));
    assert!(laptop.session.lock_if_idle() && laptop.session.take_rest().is_some());
    assert!(!laptop.session.holds_keys());
    assert_eq!(laptop.session.accept_older_copy(Nothing {}).unwrap_err().code, ErrorCode::NoOlderCopy);

    // A laptop that goes to sleep waits for nobody's decision either.
    assert_eq!(laptop.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::OlderCopy);
    assert!(laptop.session.lock_away() && !laptop.session.holds_keys());
}

#[test]
fn the_cover_says_that_a_draft_is_kept_when_one_was_and_nothing_of_what_it_holds() {
    let mut laptop = Laptop::with_vault();
    let said = |laptop: &mut Laptop| laptop.session.get_status(Nothing {}).unwrap().draft_kept;
    let keep = |laptop: &mut Laptop, id: &str| {
        let draft = SaveDraft {
            id: id.repeat(16),
            kind: DraftKind::Concern,
            pupil: None,
            body: "{}".into(),
            opening: "Two phones".into(),
        };
        laptop.session.save_draft(draft).unwrap();
    };
    keep(&mut laptop, "5a");
    assert!(!said(&mut laptop), "the log is open");
    assert!(laptop.session.lock_away());
    assert!(said(&mut laptop));
    let rest = serde_json::to_string(&laptop.session.take_rest().expect("somebody left")).unwrap();
    assert!(rest.ends_with(r#""draft_kept":true}"#) && !rest.contains("phones"), "{rest}");
    laptop.session = laptop.again_on_the_same_folder().resumed(serde_json::from_str(&rest).unwrap());
    assert!(said(&mut laptop), "the next run says it too");

    // Nothing was written this time. The draft of last time still waits inside, which is nobody's to know.
    laptop.unlock(PASSPHRASE).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    assert!(!said(&mut laptop));

    // What was written became an entry, or was thrown away: it is no draft any more.
    laptop.unlock(PASSPHRASE).unwrap();
    keep(&mut laptop, "5b");
    laptop.session.discard_draft(DiscardDraft { id: "5b".repeat(16) }).unwrap();
    laptop.clock.pass(TimeDelta::minutes(5));
    assert!(laptop.session.lock_if_idle());
    assert!(!said(&mut laptop));
}
