//! Coming back with a recovery kit, and looking after the kits.

use chrono::TimeDelta;
use encircle_api::ErrorCode;
use encircle_api::contract::*;

use crate::support::school::{Laptop, PASSPHRASE, create};

const NEW: &str = "violet kayak tundra gravel";

/// A laptop with a log, and the words of its two kits.
fn with_kits() -> (Laptop, [String; 2]) {
    let mut laptop = Laptop::new();
    let made = laptop.session.create_vault(create("dsl")).unwrap();
    let words = [0, 1].map(|kit: usize| made.kits[kit].words.join(" "));
    laptop.session.confirm_kit(ConfirmKit { kit: 1, words: words[0].clone() }).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    (laptop, words)
}

fn open(laptop: &mut Laptop, words: &str) -> Result<RecoveryView, encircle_api::ApiError> {
    laptop.session.open_with_kit(OpenWithKit { words: words.to_owned() })
}

fn come_back(laptop: &mut Laptop, words: &str) -> RecoveredView {
    let found = open(laptop, words).unwrap();
    let person = found.people.iter().find(|person| person.name == "Della Marchbank").unwrap().id.clone();
    let asked = FinishRecovery { person: Some(person), name: None, role: None, passphrase: NEW.to_owned() };
    laptop.session.finish_recovery(asked).unwrap()
}

#[test]
fn a_kit_opens_the_log_without_the_keychain_and_binds_it_to_the_laptop_again() {
    let (mut laptop, words) = with_kits();
    laptop.keychain.forget_all();
    assert_eq!(laptop.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::DeviceSecretMissing);
    let found = open(&mut laptop, &words[1]).unwrap();
    assert_eq!((found.school.as_str(), found.kit, found.people.len()), ("Saltmarsh Lane School", 2, 1));
    assert_eq!(
        laptop.session.get_today(Nothing {}).unwrap_err().code,
        ErrorCode::Locked,
        "nothing is shown yet"
    );
    let recovered = come_back(&mut laptop, &words[1]);
    assert!(recovered.bound_to_laptop && recovered.kit == 2);
    assert_eq!(recovered.status.state, VaultState::Unlocked);
    laptop.session.check(Nothing {}).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    assert_eq!(laptop.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::WrongPassphrase);
    laptop.unlock(NEW).unwrap();
    assert_eq!(laptop.session.get_notices(Nothing {}).unwrap().kits_to_make, [2]);
}

#[test]
fn a_used_kit_opens_until_a_new_one_was_typed_back_and_never_after() {
    let (mut laptop, words) = with_kits();
    come_back(&mut laptop, &words[0]);
    let made = laptop.session.make_kit(MakeKit { kit: 1 }).unwrap();
    let page = laptop.session.save_kit_page(SaveKitPage { kit: 1 }).unwrap().unwrap();
    assert!(laptop.saved(&page.file_name).starts_with(b"%PDF-"));
    laptop.session.lock(Nothing {}).unwrap();
    // It was never typed back: the former kit still opens, and the words are gone.
    open(&mut laptop, &words[0]).unwrap();
    laptop.session.cancel_recovery(Nothing {}).unwrap();
    assert_eq!(open(&mut laptop, &made.words.join(" ")).unwrap_err().code, ErrorCode::KitWrong);

    laptop.unlock(NEW).unwrap();
    let made = laptop.session.make_kit(MakeKit { kit: 1 }).unwrap().words.join(" ");
    let wrong = ConfirmKit { kit: 1, words: words[0].clone() };
    assert_eq!(laptop.session.confirm_new_kit(wrong).unwrap_err().code, ErrorCode::KitWrong);
    let kits = laptop.session.confirm_new_kit(ConfirmKit { kit: 1, words: made.clone() }).unwrap();
    assert!(kits.iter().all(|kit| kit.opens && kit.used_at.is_none()));
    laptop.session.lock(Nothing {}).unwrap();
    assert_eq!(open(&mut laptop, &words[0]).unwrap_err().code, ErrorCode::KitWrong);
    for words in [&made, &words[1]] {
        open(&mut laptop, words).unwrap();
    }
}

#[test]
fn somebody_new_comes_in_with_a_kit_and_the_lead_is_told() {
    let (mut laptop, words) = with_kits();
    open(&mut laptop, &words[0]).unwrap();
    let asked = FinishRecovery {
        person: None,
        name: Some("Asha Verma".into()),
        role: Some("dsl".into()),
        passphrase: NEW.into(),
    };
    laptop.session.finish_recovery(asked).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    laptop.unlock(PASSPHRASE).unwrap();
    let notices = laptop.session.get_notices(Nothing {}).unwrap().notices;
    let told: Vec<_> = notices.iter().map(|notice| (notice.kind, notice.by.as_str(), notice.kit)).collect();
    let expected =
        [(NoticeKind::PersonAdded, "Asha Verma", None), (NoticeKind::KitUsed, "Asha Verma", Some(1))];
    assert_eq!(told, expected);
}

#[test]
fn what_is_typed_wrong_is_named_and_changes_nothing() {
    let (mut laptop, words) = with_kits();
    let mut wrong: Vec<_> = words[0].split(' ').collect();
    wrong[3] = "notaword";
    let refused = open(&mut laptop, &wrong.join(" ")).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::KitWordUnknown, Some("word 4")));
    let gone = FinishRecovery {
        person: None,
        name: Some("A".into()),
        role: Some("dsl".into()),
        passphrase: NEW.into(),
    };
    assert_eq!(laptop.session.finish_recovery(gone.clone()).unwrap_err().code, ErrorCode::RecoveryGone);
    open(&mut laptop, &words[0]).unwrap();
    let weak = FinishRecovery { passphrase: "Summer2026".into(), ..gone.clone() };
    assert_eq!(laptop.session.finish_recovery(weak).unwrap_err().code, ErrorCode::PassphraseTooWeak);
    let nobody = FinishRecovery { person: Some("00".repeat(16)), ..gone };
    assert_eq!(laptop.session.finish_recovery(nobody).unwrap_err().code, ErrorCode::PersonNotFound);
    laptop.session.cancel_recovery(Nothing {}).unwrap();
    assert!(laptop.unlock(PASSPHRASE).unwrap().person.is_some());
    assert_eq!(laptop.session.check(Nothing {}).unwrap().events, 5);
}

#[test]
fn a_kit_from_the_safe_opens_the_log_after_somebody_was_removed() {
    let (mut laptop, words) = with_kits();
    laptop.unlock(PASSPHRASE).unwrap();
    let ruth = AddPerson { name: "Ruth Ames".into(), role: "recorder".into(), passphrase: NEW.into() };
    let person = laptop.session.add_person(ruth).unwrap().person.id;
    laptop.session.remove_person(RemovePerson { person }).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    assert_eq!(open(&mut laptop, &words[1]).unwrap().people.len(), 1);
}

#[test]
fn once_a_year_somebody_looks_where_a_kit_is() {
    let (mut laptop, _) = with_kits();
    laptop.unlock(PASSPHRASE).unwrap();
    laptop.clock.pass(TimeDelta::days(364));
    assert!(laptop.session.get_notices(Nothing {}).unwrap().kits_to_look_for.is_empty());
    laptop.clock.pass(TimeDelta::days(1));
    assert_eq!(laptop.session.get_notices(Nothing {}).unwrap().kits_to_look_for, [1, 2]);
    laptop.session.check_kit(CheckKit { kit: 2 }).unwrap();
    assert_eq!(laptop.session.get_notices(Nothing {}).unwrap().kits_to_look_for, [1]);
}
