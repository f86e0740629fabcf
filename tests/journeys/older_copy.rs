//! An older copy of the vault's folder put back, and two copies both written on: noticed at unlocking, and named.

use encircle_api::ErrorCode;
use encircle_api::contract::*;

use crate::support::school::{Laptop, PASSPHRASE, concern};

/// A vault with a pupil, locked.
fn locked() -> (Laptop, String) {
    let mut laptop = Laptop::with_vault();
    laptop.next_text(
        "pupils.csv",
        "UPN,Legal Surname,Legal Forename,Date of Birth\nB801200005001,Treloar,Cas,2013-05-04\n",
    );
    laptop.import();
    let pupil = laptop.find("Treloar").remove(0).id;
    laptop.session.lock(Nothing {}).unwrap();
    (laptop, pupil)
}

fn write(laptop: &mut Laptop, pupil: &str, what: &str) {
    laptop.session.record_concern(concern(pupil, what)).unwrap();
}

#[test]
fn an_older_copy_shows_counts_and_dates_alone_until_a_person_accepts_it() {
    let (mut laptop, pupil) = locked();
    laptop.keep_as("yesterday");
    laptop.unlock(PASSPHRASE).unwrap();
    write(&mut laptop, &pupil, "Two phones in period 3.");
    let head = laptop.session.check(Nothing {}).unwrap().head;
    assert_eq!(head.known, HeadKnown::Agrees);
    laptop.session.lock(Nothing {}).unwrap();
    laptop.put_back("yesterday");

    assert_eq!(laptop.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::OlderCopy);
    assert_eq!(laptop.session.get_status(Nothing {}).unwrap().state, VaultState::Locked);
    assert_eq!(laptop.session.get_today(Nothing {}).unwrap_err().code, ErrorCode::Locked);
    let told = laptop.session.get_older_copy(Nothing {}).unwrap();
    assert!(!told.forked);
    assert_eq!((told.epoch, told.epoch_last_seen), (1, 1));
    assert!(told.events_last_seen.unwrap() > told.events, "{told:?}");

    laptop.session.lock(Nothing {}).unwrap();
    assert_eq!(laptop.session.accept_older_copy(Nothing {}).unwrap_err().code, ErrorCode::NoOlderCopy);
    assert_eq!(
        laptop.unlock(PASSPHRASE).unwrap_err().code,
        ErrorCode::OlderCopy,
        "asking again changes nothing"
    );
    assert_eq!(laptop.session.accept_older_copy(Nothing {}).unwrap().state, VaultState::Unlocked);
    let newest = laptop
        .session
        .list_audit(ListAudit { pupil: None, limit: Some(1), ..ListAudit::default() })
        .unwrap()
        .remove(0);
    assert_eq!(newest.kind, "copy_accepted");
    let compared = laptop.session.compare_head(CompareHead { hash: head.hash }).unwrap();
    assert!(!compared.found, "the printed head of the lost entry is not here");
    laptop.session.check(Nothing {}).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    laptop.unlock(PASSPHRASE).expect("it is the copy that was accepted");
}

#[test]
fn two_copies_that_were_both_written_on_are_named_forked_and_neither_loses_an_entry() {
    let (mut laptop, pupil) = locked();
    laptop.keep_as("twin");
    laptop.unlock(PASSPHRASE).unwrap();
    write(&mut laptop, &pupil, "Two phones in period 3.");
    laptop.session.lock(Nothing {}).unwrap();
    laptop.keep_as("first");
    // The twin is written on by a laptop whose keychain did not see the first.
    laptop.put_back("twin");
    let seen = laptop.keychain.entries();
    let head = seen.keys().find(|name| name.ends_with("last-head")).unwrap().clone();
    laptop.keychain.forget(&head);
    laptop.unlock(PASSPHRASE).unwrap();
    write(&mut laptop, &pupil, "A lift from a stranger.");
    write(&mut laptop, &pupil, "A burn on the arm.");
    laptop.session.lock(Nothing {}).unwrap();
    assert!(encircle_api::ports::Keychain::write(&laptop.keychain, &head, &seen[&head]));

    assert_eq!(laptop.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::Forked);
    assert!(laptop.session.get_older_copy(Nothing {}).unwrap().forked);
    laptop.session.accept_older_copy(Nothing {}).unwrap();
    let found = |laptop: &mut Laptop, text: &str| {
        laptop.session.search(Search { text: text.into(), finished: false }).unwrap().hits.len()
    };
    assert_eq!((found(&mut laptop, "stranger"), found(&mut laptop, "period")), (1, 0));
    laptop.session.lock(Nothing {}).unwrap();
    laptop.put_back("first");
    assert!(matches!(laptop.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::OlderCopy | ErrorCode::Forked));
    laptop.session.accept_older_copy(Nothing {}).unwrap();
    assert_eq!((found(&mut laptop, "stranger"), found(&mut laptop, "period")), (0, 1));
}

#[test]
fn without_a_kept_head_the_check_says_that_an_older_copy_would_not_be_noticed() {
    let (mut laptop, _) = locked();
    let head = laptop.keychain.entries().keys().find(|name| name.ends_with("last-head")).unwrap().clone();
    laptop.keychain.forget(&head);
    laptop.unlock(PASSPHRASE).unwrap();
    assert_eq!(laptop.session.check(Nothing {}).unwrap().head.known, HeadKnown::NotKept);
}
