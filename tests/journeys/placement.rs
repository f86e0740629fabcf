//! Where a vault may lie, what may lie beside it, and that it has one writer.

use std::fs;

use encircle_api::ErrorCode;
use encircle_api::contract::*;
use encircle_api::ports::Placed;

use crate::support::school::{Laptop, PASSPHRASE, create};

#[test]
fn a_folder_that_others_reach_or_something_copies_is_refused_with_its_name() {
    for (placed, code, name) in [
        (Placed::Network("nfs".into()), ErrorCode::PlaceNetwork, Some("nfs")),
        (Placed::Synced("OneDrive".into()), ErrorCode::PlaceSynced, Some("OneDrive")),
        (Placed::Roaming, ErrorCode::PlaceRoaming, None),
    ] {
        let mut laptop = Laptop::new();
        laptop.placement.vault_lies_in(placed);
        let refused = laptop.session.create_vault(create("dsl")).unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (code, name));
        assert!(!laptop.vault().exists(), "nothing was made");
        assert_eq!(laptop.session.choose_restore(Nothing {}).unwrap_err().code, code);
        laptop.placement.allow_all();
        laptop.session.create_vault(create("dsl")).unwrap();
        assert!(laptop.session.get_status(Nothing {}).unwrap().placement.allowed);
    }
}

#[test]
fn a_vault_that_came_to_lie_in_a_bad_folder_opens_and_says_so_and_copies_are_named() {
    let mut laptop = Laptop::with_vault();
    laptop.session.lock(Nothing {}).unwrap();
    laptop.placement.vault_lies_in(Placed::Synced("Dropbox".into()));
    let copies = ["keys (1).cbor", "records-1 (conflicted copy 2026-11-25).db"];
    for name in copies {
        fs::write(laptop.vault().join(name), b"SQLite format 3\0").unwrap();
    }
    let placement = laptop.unlock(PASSPHRASE).unwrap().placement;
    assert_eq!((placement.kind, placement.name.as_deref()), (PlacementKind::Synced, Some("Dropbox")));
    assert!(!placement.allowed);
    assert_eq!(placement.conflict_copies, copies);
    assert_eq!(laptop.session.check(Nothing {}).unwrap().placement, placement);
    for name in copies {
        assert_eq!(fs::read(laptop.vault().join(name)).unwrap(), b"SQLite format 3\0", "{name} was opened");
    }
}

#[test]
fn two_sessions_on_one_vault_get_one_writer_and_one_that_ends_without_a_word_frees_it() {
    let mut first = Laptop::with_vault();
    let mut second = first.again_on_the_same_folder();
    let refused = second.unlock(Unlock { passphrase: PASSPHRASE.into() }).unwrap_err();
    assert_eq!(refused.code, ErrorCode::AlreadyOpen);
    // The program ends as if it had been killed: nothing is closed in order.
    first.start_again();
    second.unlock(Unlock { passphrase: PASSPHRASE.into() }).unwrap();
}
