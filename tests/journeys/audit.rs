//! The list of who did what: each kind of act stands in it, with whom and whose file it was about, and it is narrowed by person, by
//! pupil and by days.

use chrono::TimeDelta;
use encircle_api::ErrorCode;
use encircle_api::contract::*;

use crate::support::school::{Laptop, PASSPHRASE, concern};

const OTHER: &str = "walnut ferry compass thistle";

/// A vault with two pupils.
fn school() -> (Laptop, String, String) {
    let mut laptop = Laptop::with_vault();
    laptop.next_text(
        "pupils.csv",
        "UPN,Legal Surname,Legal Forename,Date of Birth\nB801200005001,Treloar,Cas,2013-05-04\n\
         W999999200001,O'Dwyer-Nash,Siân,2012-01-30\n",
    );
    laptop.import();
    let cas = laptop.find("Treloar").remove(0).id;
    let sian = laptop.find("O'Dwyer-Nash").remove(0).id;
    (laptop, cas, sian)
}

fn list(laptop: &mut Laptop, asked: ListAudit) -> Vec<AuditView> {
    laptop.session.list_audit(asked).unwrap()
}

fn kinds(rows: &[AuditView]) -> Vec<&str> {
    rows.iter().map(|row| row.kind.as_str()).collect()
}

fn add(laptop: &mut Laptop, name: &str, role: &str) -> String {
    let asked = AddPerson { name: name.into(), role: role.into(), passphrase: OTHER.into() };
    laptop.session.add_person(asked).unwrap().person.id
}

fn refer(laptop: &mut Laptop, pupil: &str) {
    let asked = serde_json::json!({"pupil": pupil, "profile": "general"});
    let asked = encircle_api::commands::argument(asked).unwrap();
    laptop.session.export_referral(asked).unwrap().unwrap();
}

#[test]
fn opening_searching_changing_and_whatever_leaves_the_log_each_stand_in_the_list() {
    let (mut laptop, cas, _) = school();
    let session = &mut laptop.session;
    session.get_pupil(GetPupil { pupil: cas.clone(), opening: true }).unwrap();
    session.search(Search { text: "phone".into(), finished: false }).unwrap();
    session.search(Search { text: "phones".into(), finished: true }).unwrap();
    let made = session.record_concern(concern(&cas, "Two phones in period 3.")).unwrap();
    let amended = serde_json::json!({"concern": made.id, "why": "It was period 4.", "what_happened": "Two phones in period 4."});
    session.amend_concern(encircle_api::commands::argument(amended).unwrap()).unwrap();
    let followed = serde_json::json!({"concern": made.id, "decision": "watch", "reason": "A first sign."});
    session.follow_up_concern(encircle_api::commands::argument(followed).unwrap()).unwrap();
    let chronology = GetChronology { pupil: cas.clone(), ..GetChronology::default() };
    session.save_chronology(SaveChronology { chronology }).unwrap().unwrap();
    refer(&mut laptop, &cas);
    let session = &mut laptop.session;
    session.back_up(BackUp { to: BackUpTo::Laptop }).unwrap();
    session.finish_backup().unwrap().unwrap();
    session.check_deep(Nothing {}).unwrap();
    session.finish_deep_check().unwrap();

    let rows = list(&mut laptop, ListAudit::default());
    let mut acts = kinds(&rows);
    acts.truncate(9);
    assert_eq!(
        acts,
        [
            "log_checked",
            "backup_made",
            "referral_made",
            "chronology_saved",
            "concern_followed_up",
            "concern_amended",
            "concern_recorded",
            "searched",
            "file_opened",
        ],
        "newest first, and a search counts once"
    );
    for row in &rows[2..7] {
        assert_eq!(row.pupil.as_deref(), Some(cas.as_str()), "{}", row.kind);
        assert_eq!(row.pupil_name.as_deref(), Some("Cas Treloar"), "{}", row.kind);
        assert_eq!(row.by, "Della Marchbank");
    }
}

#[test]
fn an_act_on_people_or_keys_names_the_person_the_role_and_the_kit() {
    let (mut laptop, ..) = school();
    let sian = add(&mut laptop, "Siân O'Dwyer-Nash", "recorder");
    let session = &mut laptop.session;
    session.change_role(ChangeRole { person: sian.clone(), role: "deputy".into() }).unwrap();
    session.remove_person(RemovePerson { person: sian.clone() }).unwrap();
    session
        .change_passphrase(ChangePassphrase { former: PASSPHRASE.into(), passphrase: OTHER.into() })
        .unwrap();
    session.check_kit(CheckKit { kit: 2 }).unwrap();

    let rows = list(&mut laptop, ListAudit { limit: Some(5), ..ListAudit::default() });
    assert_eq!(
        kinds(&rows),
        ["kit_checked", "passphrase_changed", "person_removed", "role_changed", "person_added"]
    );
    assert_eq!((rows[0].kit, rows[0].person.as_ref()), (Some(2), None));
    assert_eq!(rows[1].person_name.as_deref(), Some("Della Marchbank"));
    for row in &rows[2..] {
        assert_eq!(row.person.as_deref(), Some(sian.as_str()), "{}", row.kind);
        assert_eq!(row.person_name.as_deref(), Some("Siân O'Dwyer-Nash"), "{}", row.kind);
        assert_eq!(row.by, "Della Marchbank");
    }
    let roles: Vec<_> = rows.iter().map(|row| row.role.as_deref()).collect();
    assert_eq!(roles, [None, None, None, Some("deputy"), Some("recorder")]);
}

#[test]
fn the_list_is_narrowed_by_person_by_pupil_and_by_days() {
    let (mut laptop, cas, sian) = school();
    let ruth = add(&mut laptop, "Ruth Ames", "deputy");
    laptop.session.record_concern(concern(&cas, "Two phones.")).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    laptop.clock.pass(TimeDelta::days(1));
    laptop.unlock(OTHER).unwrap();
    laptop.session.record_concern(concern(&sian, "A new coat.")).unwrap();
    laptop.clock.pass(TimeDelta::days(1));
    laptop.session.get_pupil(GetPupil { pupil: cas.clone(), opening: true }).unwrap();

    let of = |laptop: &mut Laptop, asked: ListAudit| {
        let rows = list(laptop, asked);
        rows.into_iter().map(|row| row.kind).collect::<Vec<_>>()
    };
    let ruths = ListAudit { person: Some(ruth.clone()), ..ListAudit::default() };
    assert_eq!(
        of(&mut laptop, ruths.clone()),
        ["file_opened", "concern_recorded", "person_added"],
        "what she did, and what was done to her"
    );
    let one_pupil = ListAudit { pupil: Some(cas.clone()), ..ListAudit::default() };
    assert_eq!(of(&mut laptop, one_pupil.clone()), ["file_opened", "concern_recorded", "pupils_imported"]);
    let both = ListAudit { pupil: Some(cas), ..ruths.clone() };
    assert_eq!(of(&mut laptop, both), ["file_opened"]);
    let day = |from: &str, to: &str| ListAudit {
        from: Some(from.into()),
        to: Some(to.into()),
        ..ListAudit::default()
    };
    assert_eq!(of(&mut laptop, day("2026-11-26", "2026-11-26")), ["concern_recorded"]);
    assert_eq!(of(&mut laptop, day("2026-11-26", "2026-11-27")), ["file_opened", "concern_recorded"]);
    assert_eq!(of(&mut laptop, day("2026-11-28", "2026-12-01")), Vec::<String>::new());
    let since = ListAudit { from: Some("2026-11-27".into()), ..ruths };
    assert_eq!(of(&mut laptop, since), ["file_opened"]);

    let refused = |laptop: &mut Laptop, asked: ListAudit| {
        let error = laptop.session.list_audit(asked).unwrap_err();
        (error.code, error.field)
    };
    assert_eq!(
        refused(&mut laptop, day("2026-11-27", "2026-11-26")),
        (ErrorCode::EndsBeforeItBegins, Some("to".into()))
    );
    let nobody = ListAudit { person: Some("nobody".into()), ..ListAudit::default() };
    assert_eq!(refused(&mut laptop, nobody), (ErrorCode::PersonNotFound, Some("person".into())));
}

#[test]
fn the_people_are_told_with_since_when_and_when_they_last_did_anything() {
    let (mut laptop, cas, _) = school();
    let ruth = add(&mut laptop, "Ruth Ames", "recorder");
    laptop.clock.pass(TimeDelta::days(1));
    laptop.session.change_role(ChangeRole { person: ruth, role: "deputy".into() }).unwrap();
    let member = |laptop: &mut Laptop| {
        laptop.session.list_people(Nothing {}).unwrap().people.into_iter().nth(1).unwrap()
    };
    let known = member(&mut laptop);
    assert_eq!(known.added_at, "2026-11-25T14:05:00Z");
    assert_eq!(known.role_since, "2026-11-26T14:05:00Z");
    assert_eq!(known.active_at, None, "she has not been here");
    laptop.session.lock(Nothing {}).unwrap();
    laptop.clock.pass(TimeDelta::days(1));
    laptop.unlock(OTHER).unwrap();
    laptop.session.record_concern(concern(&cas, "Two phones.")).unwrap();
    assert_eq!(member(&mut laptop).active_at.as_deref(), Some("2026-11-27T14:05:00Z"));
}
