//! Several people on one laptop: added, removed, let back in, and told of it.

use std::fs;

use chrono::TimeDelta;
use encircle_api::ErrorCode;
use encircle_api::contract::*;

use crate::support::school::{Laptop, PASSPHRASE};

const ASHA: &str = "violet kayak tundra gravel";
const RUTH: &str = "otter ribbon candle summit";

fn add(laptop: &mut Laptop, name: &str, role: &str, passphrase: &str) -> PersonAddedView {
    let asked = AddPerson { name: name.into(), role: role.into(), passphrase: passphrase.into() };
    laptop.session.add_person(asked).unwrap()
}

/// A lead who made the log, a second lead, and a recorder.
fn three() -> (Laptop, String, String) {
    let mut laptop = Laptop::with_vault();
    let asha = add(&mut laptop, "Asha Verma", "dsl", ASHA).person.id;
    let ruth = add(&mut laptop, "Ruth Ames", "recorder", RUTH).person.id;
    (laptop, asha, ruth)
}

fn enter(laptop: &mut Laptop, passphrase: &str) -> StatusView {
    laptop.session.lock(Nothing {}).unwrap();
    laptop.unlock(passphrase).unwrap()
}

fn kinds(laptop: &mut Laptop) -> Vec<NoticeKind> {
    laptop.session.get_notices(Nothing {}).unwrap().notices.iter().map(|notice| notice.kind).collect()
}

#[test]
fn each_person_opens_the_log_with_their_own_passphrase_and_role() {
    let (mut laptop, ..) = three();
    for (passphrase, name, role) in
        [(ASHA, "Asha Verma", "dsl"), (RUTH, "Ruth Ames", "recorder"), (PASSPHRASE, "Della Marchbank", "dsl")]
    {
        let me = enter(&mut laptop, passphrase).person.unwrap();
        assert_eq!((me.name.as_str(), me.role.as_str()), (name, role));
    }
    let people = laptop.session.list_people(Nothing {}).unwrap();
    assert!(
        people.may_manage && people.people.iter().all(|member| member.has_slot && member.bound_to_laptop)
    );
}

#[test]
fn a_recorder_manages_nobody_and_a_weak_passphrase_or_an_unknown_role_adds_nobody() {
    let (mut laptop, ..) = three();
    let asked = |name: &str, role: &str, passphrase: &str| AddPerson {
        name: name.into(),
        role: role.into(),
        passphrase: passphrase.into(),
    };
    for (refused, code) in [
        (asked("Tom Hale", "head", ASHA), ErrorCode::InvalidChoice),
        (asked(" ", "dsl", ASHA), ErrorCode::Required),
        (asked("Tom Hale", "dsl", "Summer2026"), ErrorCode::PassphraseTooWeak),
    ] {
        assert_eq!(laptop.session.add_person(refused).unwrap_err().code, code);
    }
    assert_eq!(laptop.session.list_people(Nothing {}).unwrap().people.len(), 3);
    enter(&mut laptop, RUTH);
    let refused = laptop.session.add_person(asked("Tom Hale", "dsl", ASHA)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);
    assert_eq!(laptop.session.list_kits(Nothing {}).unwrap_err().code, ErrorCode::NotAllowed);
}

#[test]
fn whoever_was_removed_stays_out_and_comes_back_by_a_lead_alone() {
    let (mut laptop, _, ruth) = three();
    let left = laptop.session.remove_person(RemovePerson { person: ruth.clone() }).unwrap();
    assert!(left.people.iter().any(|member| member.person.id == ruth && member.removed && !member.has_slot));
    assert!(laptop.vault().join("records-2.db").exists() && !laptop.vault().join("records-1.db").exists());
    laptop.session.check(Nothing {}).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    assert_eq!(laptop.unlock(RUTH).unwrap_err().code, ErrorCode::WrongPassphrase);
    // The colleague was not there, and notices only that it is written down.
    laptop.unlock(ASHA).unwrap();
    assert_eq!(kinds(&mut laptop), [NoticeKind::PersonAdded, NoticeKind::PersonRemoved]);
    let asked = ReadmitPerson { person: ruth, passphrase: "acorn pebble window lantern".into() };
    laptop.session.readmit_person(asked).unwrap();
    let back = enter(&mut laptop, "acorn pebble window lantern").person.unwrap();
    assert_eq!((back.name.as_str(), back.role.as_str()), ("Ruth Ames", "recorder"));
    enter(&mut laptop, PASSPHRASE);
    assert!(kinds(&mut laptop).contains(&NoticeKind::PersonReadmitted));
    laptop.session.check(Nothing {}).unwrap();
}

#[test]
fn the_last_lead_stays_and_one_of_two_may_leave() {
    let (mut laptop, asha, _) = three();
    let people = laptop.session.list_people(Nothing {}).unwrap().people;
    let me = people.iter().find(|member| member.me).unwrap().person.id.clone();
    laptop.session.change_role(ChangeRole { person: asha.clone(), role: "deputy".into() }).unwrap();
    let refused = laptop.session.remove_person(RemovePerson { person: me.clone() }).unwrap_err();
    assert_eq!(refused.code, ErrorCode::LastDsl);
    let lower = ChangeRole { person: me.clone(), role: "recorder".into() };
    assert_eq!(laptop.session.change_role(lower).unwrap_err().code, ErrorCode::LastDsl);
    laptop.session.change_role(ChangeRole { person: asha, role: "dsl".into() }).unwrap();
    laptop.session.remove_person(RemovePerson { person: me }).unwrap();
    assert_eq!(laptop.session.get_status(Nothing {}).unwrap().state, VaultState::Locked);
    assert_eq!(laptop.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::WrongPassphrase);
    laptop.unlock(ASHA).unwrap();
    laptop.session.check(Nothing {}).unwrap();
}

#[test]
fn a_passphrase_is_changed_by_whoever_knows_the_former_one() {
    let mut laptop = Laptop::with_vault();
    let change = |former: &str| ChangePassphrase { former: former.into(), passphrase: ASHA.into() };
    let refused = laptop.session.change_passphrase(change("cobble harvest lantern mosaics")).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::WrongPassphrase, Some("former")));
    laptop.session.change_passphrase(change(PASSPHRASE)).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    assert_eq!(laptop.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::WrongPassphrase);
    laptop.unlock(ASHA).unwrap();
}

#[test]
fn notices_stay_until_each_lead_has_read_them_and_nobody_is_told_of_their_own_acts() {
    let (mut laptop, ..) = three();
    assert_eq!(kinds(&mut laptop), []);
    enter(&mut laptop, RUTH);
    assert_eq!(kinds(&mut laptop), [], "a recorder is told of nothing");
    enter(&mut laptop, ASHA);
    let view = laptop.session.get_notices(Nothing {}).unwrap();
    assert_eq!(view.notices.len(), 1, "what came before her is no news");
    let notice = &view.notices[0];
    assert_eq!((notice.by.as_str(), notice.person.as_deref()), ("Della Marchbank", Some("Ruth Ames")));
    assert_eq!(notice.role.as_deref(), Some("recorder"));
    enter(&mut laptop, ASHA);
    let notices = vec![view.notices[0].id.clone()];
    let left = laptop.session.acknowledge_notices(AcknowledgeNotices { notices }).unwrap();
    assert_eq!(left.notices, []);
    enter(&mut laptop, ASHA);
    assert_eq!(kinds(&mut laptop), []);
}

#[test]
fn the_passphrase_is_asked_for_once_a_month_and_stands_in_nobodys_way() {
    let mut laptop = Laptop::with_vault();
    laptop.clock.pass(TimeDelta::days(30));
    assert!(laptop.session.get_notices(Nothing {}).unwrap().passphrase_check_due);
    let check = |passphrase: &str| CheckPassphrase { passphrase: passphrase.into() };
    let refused = laptop.session.check_passphrase(check("not this one at all")).unwrap_err();
    assert_eq!(refused.code, ErrorCode::WrongPassphrase);
    laptop.session.get_today(Nothing {}).unwrap();
    laptop.session.check_passphrase(check(PASSPHRASE)).unwrap();
    assert!(!laptop.session.get_notices(Nothing {}).unwrap().passphrase_check_due);
}

#[test]
fn an_older_header_put_back_lets_nobody_in_who_was_removed() {
    let (mut laptop, _, ruth) = three();
    let kept =
        ["keys.cbor", "keys.cbor.bak"].map(|name| (name, fs::read(laptop.vault().join(name)).unwrap()));
    laptop.session.remove_person(RemovePerson { person: ruth }).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    for (name, bytes) in kept {
        fs::write(laptop.vault().join(name), bytes).unwrap();
    }
    // It names the key of an epoch whose records are gone.
    assert_eq!(laptop.unlock(RUTH).unwrap_err().code, ErrorCode::RecordsMissing);
}
