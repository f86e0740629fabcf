//! Creating, unlocking and locking the vault; everything that can stand in the way is told apart.

use std::fs;

use chrono::TimeDelta;
use encircle_api::ErrorCode;
use encircle_api::contract::*;

use crate::support::fixtures;
use crate::support::school::{Laptop, PASSPHRASE, create};

fn code(result: Result<StatusView, encircle_api::ApiError>) -> ErrorCode {
    result.expect_err("this must be refused").code
}

#[test]
fn a_vault_is_made_locked_and_opened_again() {
    let mut laptop = Laptop::new();
    assert_eq!(laptop.session.get_status(Nothing {}).unwrap().state, VaultState::None);
    let made = laptop.session.create_vault(create("dsl")).unwrap();
    assert!(made.bound_to_laptop);
    assert_eq!(made.kits.iter().map(|kit| kit.kit).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(laptop.session.get_status(Nothing {}).unwrap().state, VaultState::SettingUp);

    let page = laptop.session.save_kit_page(SaveKitPage { kit: 2 }).unwrap().unwrap();
    assert!(laptop.saved(&page.file_name).starts_with(b"%PDF-"));

    let mut wrong = made.kits[0].words.clone();
    wrong.swap(0, 1);
    let typed = |words: &[String]| ConfirmKit { kit: 1, words: words.join(" ") };
    if made.kits[0].words[0] != made.kits[0].words[1] {
        assert_eq!(code(laptop.session.confirm_kit(typed(&wrong))), ErrorCode::KitWrong);
    }
    wrong[3] = "notaword".into();
    let refused = laptop.session.confirm_kit(typed(&wrong)).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::KitWordUnknown, Some("word 4")));
    let status = laptop.session.confirm_kit(typed(&made.kits[0].words)).unwrap();
    assert_eq!(status.state, VaultState::Unlocked);
    assert_eq!(status.school.unwrap().name, "Saltmarsh Lane School");

    let locked = laptop.session.lock(Nothing {}).unwrap();
    assert_eq!((locked.state, locked.school), (VaultState::Locked, None), "the cover shows no school");
    assert_eq!(laptop.session.get_today(Nothing {}).unwrap_err().code, ErrorCode::Locked);
    let open = laptop.unlock(PASSPHRASE).unwrap();
    assert_eq!(open.person.unwrap().name, "Della Marchbank");
    assert_eq!(laptop.session.check(Nothing {}).unwrap().events, 5);
}

#[test]
fn what_stands_in_the_way_of_unlocking_is_told_apart_and_changes_nothing() {
    let mut laptop = Laptop::with_vault();
    laptop.session.lock(Nothing {}).unwrap();
    let before = laptop.keychain.entries();
    assert_eq!(code(laptop.unlock("cobble harvest lantern mosaics")), ErrorCode::WrongPassphrase);

    laptop.keychain.set_away(true);
    assert_eq!(code(laptop.unlock(PASSPHRASE)), ErrorCode::KeychainUnavailable);
    laptop.keychain.set_away(false);
    laptop.keychain.replace_all();
    assert_eq!(code(laptop.unlock(PASSPHRASE)), ErrorCode::DeviceSecretReplaced);
    laptop.keychain.forget_all();
    assert_eq!(code(laptop.unlock(PASSPHRASE)), ErrorCode::DeviceSecretMissing);
    assert!(laptop.keychain.entries().is_empty(), "no new key over an old vault");

    for (name, secret) in before {
        assert!(encircle_api::ports::Keychain::write(&laptop.keychain, &name, &secret));
    }
    let keys = laptop.vault().join("keys.cbor");
    let copy = laptop.vault().join("keys.cbor.bak");
    let whole = fs::read(&keys).unwrap();
    fs::write(&keys, &whole[..whole.len() / 2]).unwrap();
    fs::write(&copy, b"").unwrap();
    assert_eq!(code(laptop.unlock(PASSPHRASE)), ErrorCode::KeysDamaged);
    fs::write(&keys, &whole).unwrap();
    laptop.unlock(PASSPHRASE).unwrap();
}

#[test]
fn a_file_in_the_place_of_the_records_is_named_for_what_it_is_and_never_overwritten() {
    let mut laptop = Laptop::with_vault();
    laptop.session.lock(Nothing {}).unwrap();
    let records = fs::read_dir(laptop.vault())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "db"))
        .expect("the records stand beside the keys");
    let whole = fs::read(&records).unwrap();
    let cases = [
        ("zero_bytes.db", ErrorCode::RecordsEmpty),
        ("half_page.db", ErrorCode::RecordsTooShort),
        ("plain_sqlite.db", ErrorCode::RecordsNotEncrypted),
        ("random_8k.db", ErrorCode::RecordsDamaged),
    ];
    for (file, expected) in cases {
        let bytes = fs::read(fixtures().join("cases/D01_open").join(file)).unwrap();
        fs::write(&records, &bytes).unwrap();
        assert_eq!(code(laptop.unlock(PASSPHRASE)), expected, "{file}");
        assert_eq!(fs::read(&records).unwrap(), bytes, "{file} was touched");
    }
    fs::remove_file(&records).unwrap();
    assert_eq!(code(laptop.unlock(PASSPHRASE)), ErrorCode::RecordsMissing);
    assert!(!records.exists(), "no new database in place of a lost one");
    fs::write(&records, &whole).unwrap();
    laptop.unlock(PASSPHRASE).unwrap();
}

#[test]
fn bad_answers_at_set_up_name_their_field_and_make_nothing() {
    let mut laptop = Laptop::new();
    let cases: [(CreateVault, ErrorCode, &str); 5] = [
        (CreateVault { school_name: " ".into(), ..create("dsl") }, ErrorCode::Required, "school_name"),
        (CreateVault { laestab: "88212".into(), ..create("dsl") }, ErrorCode::InvalidLaestab, "laestab"),
        (CreateVault { person_name: String::new(), ..create("dsl") }, ErrorCode::Required, "person_name"),
        (create("recorder"), ErrorCode::InvalidChoice, "role"),
        (
            CreateVault { passphrase: "password1".into(), ..create("dsl") },
            ErrorCode::PassphraseTooWeak,
            "passphrase",
        ),
    ];
    for (asked, code, field) in cases {
        let refused = laptop.session.create_vault(asked).unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (code, Some(field)));
        assert!(!laptop.vault().join("keys.cbor").exists());
    }
    laptop.session.create_vault(create("deputy")).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    assert_eq!(laptop.session.create_vault(create("dsl")).unwrap_err().code, ErrorCode::VaultExists);
}

#[test]
fn offered_passphrases_are_four_words_above_the_bar() {
    let mut laptop = Laptop::new();
    let offered = laptop.session.offer_passphrase(Nothing {}).unwrap().words;
    assert_eq!(offered.split(' ').count(), 4);
    let rated = laptop.session.rate_passphrase(RatePassphrase { passphrase: offered }).unwrap();
    assert!(rated.enough, "{rated:?}");
    let weak = laptop.session.rate_passphrase(RatePassphrase { passphrase: "Summer2026!".into() }).unwrap();
    assert!(!weak.enough, "{weak:?}");
}

#[test]
fn the_log_locks_itself_after_five_minutes_without_a_key() {
    let mut laptop = Laptop::with_vault();
    laptop.clock.pass(TimeDelta::seconds(299));
    assert!(!laptop.session.lock_if_idle());
    laptop.session.keep_awake(Nothing {}).unwrap();
    laptop.clock.pass(TimeDelta::seconds(299));
    assert!(!laptop.session.lock_if_idle());
    laptop.clock.pass(TimeDelta::seconds(1));
    assert!(laptop.session.lock_if_idle());
    let status = laptop.session.get_status(Nothing {}).unwrap();
    assert_eq!((status.state, status.locked_because), (VaultState::Locked, Some(LockReason::Idle)));
}

#[test]
fn a_set_up_that_was_cut_off_stands_in_nobodys_way_and_is_not_deleted() {
    let mut laptop = Laptop::with_vault();
    laptop.session.lock(Nothing {}).unwrap();
    // As if the power had gone between the database and the header.
    fs::remove_file(laptop.vault().join("keys.cbor")).unwrap();
    fs::remove_file(laptop.vault().join("keys.cbor.bak")).unwrap();
    let left = fs::read(laptop.vault().join("records-1.db")).unwrap();
    laptop.session.create_vault(create("dsl")).unwrap();
    let aside = fs::read_dir(laptop.vault())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.to_string_lossy().contains("unfinished"))
        .expect("it is put aside");
    assert_eq!(fs::read(aside).unwrap(), left);
}

#[test]
fn how_the_window_looks_is_kept_beside_the_vault_and_read_before_a_passphrase() {
    let mut laptop = Laptop::new();
    assert_eq!(laptop.session.get_status(Nothing {}).unwrap().theme, Theme::System);
    assert_eq!(laptop.session.set_theme(SetTheme { theme: Theme::Dark }).unwrap().theme, Theme::Dark);
    laptop.start_again();
    assert_eq!(laptop.session.get_status(Nothing {}).unwrap().theme, Theme::Dark);
    let file = laptop.folder.path().join("preferences.json");
    for broken in ["", "{", "[]", r#"{"theme": "loud"}"#, &"x".repeat(5000)] {
        std::fs::write(&file, broken).unwrap();
        assert_eq!(laptop.session.get_status(Nothing {}).unwrap().theme, Theme::System, "{broken:.20}");
    }
}
