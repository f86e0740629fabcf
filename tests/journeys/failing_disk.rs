//! The disk with the log is pulled out while the log is open. What was acknowledged is there once, what was not is never claimed, drafts
//! stay; the log opens anew by itself when the disk is back, and locks when it is not.
//!
//! The disk of all databases is the process's, so each of these runs in a process of its own. Never here: a crash.

use std::env;
use std::fs;
use std::process::{Command, Stdio};

use encircle_api::ErrorCode;
use encircle_api::contract::*;

use super::concern::with_pupils;
use crate::support::school::{Laptop, PASSPHRASE, concern};
use crate::support::stick::Stick;

const ALONE: &str = "ENCIRCLE_TEST_ON_A_STICK";

/// Runs a test of this module in a process of its own, with a log that lies open on a stick and the id of a pupil.
fn on_a_stick(name: &str, test: impl FnOnce(&mut Laptop, &Stick, &str)) {
    if env::var_os(ALONE).is_none() {
        let mut again = Command::new(env::current_exe().unwrap());
        again.args(["--exact", &format!("journeys::failing_disk::{name}")]).env(ALONE, "1");
        let done = again.stdin(Stdio::null()).output().unwrap();
        let told = String::from_utf8_lossy(&done.stdout);
        assert!(done.status.success() && told.contains("1 passed"), "{told}");
        return;
    }
    let (mut laptop, pupil, _) = with_pupils();
    laptop.session.lock(Nothing {}).unwrap();
    laptop.session.take_rest();
    let stick = Stick::in_place_of_the_systems();
    laptop.unlock(PASSPHRASE).unwrap();
    test(&mut laptop, &stick, &pupil);
}

fn keep_draft(laptop: &mut Laptop, id: &str) {
    let draft = SaveDraft {
        id: id.into(),
        kind: DraftKind::Concern,
        pupil: None,
        body: "{}".into(),
        opening: "Two phones".into(),
    };
    laptop.session.attempt(|session| session.save_draft(draft)).unwrap();
}

/// The ids of the drafts and of the entries in the pupil's file, as the log has them now.
fn held(laptop: &mut Laptop) -> (Vec<String>, Vec<String>) {
    let drafts = laptop.session.attempt(|session| session.list_drafts(Nothing {})).unwrap();
    let own = laptop.session.attempt(|session| session.list_own_concerns(Nothing {})).unwrap();
    (drafts.into_iter().map(|draft| draft.id).collect(), own.into_iter().map(|entry| entry.id).collect())
}

#[test]
fn a_disk_that_goes_at_any_write_of_a_save_and_comes_back_costs_no_entry_and_makes_none_twice() {
    let name = "a_disk_that_goes_at_any_write_of_a_save_and_comes_back_costs_no_entry_and_makes_none_twice";
    on_a_stick(name, |laptop, stick, pupil| {
        let mut entries = 0;
        for writes in 0.. {
            let id = format!("{:032x}", 0x5a5a_0000 + writes);
            keep_draft(laptop, &id);
            let save = |laptop: &mut Laptop| {
                let asked =
                    RecordConcern { id: Some(id.clone()), ..concern(pupil, "Two phones in period 3.") };
                laptop.session.attempt(|session| session.record_concern(asked))
            };
            stick.pulled_after(writes);
            let saved = save(laptop);
            if !stick.is_out() {
                saved.unwrap();
                stick.stays();
                assert!(writes > 0, "no write was ever cut off");
                break;
            }
            if let Err(refused) = &saved {
                assert_eq!(refused.code, ErrorCode::RecordsUnreachable, "after {writes} writes");
            }
            stick.turn();
            if saved.is_ok() {
                // The disk went after the answer; the next question finds that out.
                let _ = laptop.session.attempt(|session| session.list_drafts(Nothing {}));
            }

            let (drafts, own) = held(laptop);
            assert_eq!(laptop.session.take_rest(), None, "it stays open");
            assert!(drafts.contains(&id) != own.contains(&id), "either the draft or the entry");
            assert!(own.contains(&id) || saved.is_err(), "what was acknowledged is there");
            save(laptop).unwrap();
            entries += 1;
            let (drafts, own) = held(laptop);
            assert_eq!((drafts.len(), own.len()), (0, entries), "after {writes} writes");
        }
        let checked = laptop.session.check(Nothing {}).unwrap();
        laptop.session.lock(Nothing {}).unwrap();
        laptop.unlock(PASSPHRASE).unwrap();
        assert_eq!(laptop.session.check(Nothing {}).unwrap().events, checked.events);
    });
}

#[test]
fn a_disk_that_does_not_come_back_locks_the_log_once_and_nothing_of_it_is_lost() {
    let name = "a_disk_that_does_not_come_back_locks_the_log_once_and_nothing_of_it_is_lost";
    on_a_stick(name, |laptop, stick, pupil| {
        let id = "5a".repeat(16);
        keep_draft(laptop, &id);
        let saved = laptop.session.record_concern(concern(pupil, "Two phones in period 3.")).unwrap();
        stick.turn();
        let away = laptop.folder.path().join("pulled");
        fs::rename(laptop.vault(), &away).unwrap();
        let lost = RecordConcern { id: Some("5b".repeat(16)), ..concern(pupil, "Never acknowledged.") };
        let refused = laptop.session.attempt(|session| session.record_concern(lost)).unwrap_err();
        assert_eq!(refused.code, ErrorCode::RecordsUnreachable);
        assert!(laptop.session.holds_keys(), "it may come back");

        let today = |laptop: &mut Laptop| laptop.session.attempt(|session| session.get_today(Nothing {}));
        assert_eq!(today(laptop).unwrap_err().code, ErrorCode::LockedByDisk);
        assert!(!laptop.session.holds_keys() && laptop.session.take_rest().is_some());
        assert_eq!(today(laptop).unwrap_err().code, ErrorCode::Locked, "said once");

        fs::rename(&away, laptop.vault()).unwrap();
        stick.turn();
        let cover = laptop.session.get_status(Nothing {}).unwrap();
        assert_eq!((cover.state, cover.locked_because), (VaultState::Locked, Some(LockReason::Disk)));
        laptop.unlock(PASSPHRASE).unwrap();
        assert_eq!(held(laptop), (vec![id], vec![saved.id]));
        laptop.session.check(Nothing {}).unwrap();
    });
}
