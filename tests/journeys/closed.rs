//! Roles and closed files through `api`: a lead who is named, a deputy who is not, a lead against whom the file is restricted, a recorder.

mod table;
mod world;

use chrono::TimeDelta;
use encircle_api::ErrorCode;
use encircle_api::contract::*;

use crate::support::school::concern;
use world::{SECRET, Who, World};

fn open_in_emergency(world: &mut World, pupil: &str, reason: &str) -> Result<ClosureView, ErrorCode> {
    let asked = OpenInEmergency { pupil: pupil.to_owned(), reason: reason.to_owned() };
    world.laptop.session.open_in_emergency(asked).map_err(|error| error.code)
}

fn reads(world: &mut World, pupil: &str) -> bool {
    world.laptop.session.get_pupil(GetPupil { pupil: pupil.to_owned(), opening: false }).is_ok()
}

fn kinds(world: &mut World, pupil: &str) -> Vec<(String, String)> {
    let asked = ListAudit { pupil: Some(pupil.to_owned()), limit: None, ..ListAudit::default() };
    let rows = world.laptop.session.list_audit(asked).unwrap();
    rows.into_iter().map(|row| (row.kind, row.by)).collect()
}

#[test]
fn whoever_is_not_named_learns_that_restricted_information_exists_and_whom_to_ring_and_no_more() {
    let mut world = World::new(true);
    let (niall, cara) = (world.niall.clone(), world.cara.clone());
    for (who, standing, emergency) in
        [(Who::Imran, StandingView::Restricted, true), (Who::Ursula, StandingView::Against, false)]
    {
        world.as_who(who);
        let notice = world.closure(&niall);
        assert_eq!(notice.standing, standing);
        assert_eq!(notice.ring, ["Della Marchbank, 01632 960101"]);
        assert_eq!((notice.may_open_in_emergency, notice.may_decide), (emergency, false));
        assert!(notice.reason.is_none() && notice.named.is_empty() && notice.against.is_empty());
        assert!(notice.closed_by.is_none() && notice.people.is_empty() && notice.emergencies.is_empty());

        let listed = world.laptop.find("Niall");
        assert!(listed[0].restricted && listed[0].upn.is_none() && listed[0].born.is_none());
        let beside = world.closure(&cara);
        assert!(beside.entries_restricted, "an entry of Cara's file is left out, and that is said");
        assert_eq!((beside.standing, beside.ring), (StandingView::Open, notice.ring));
    }
}

#[test]
fn an_emergency_opens_the_file_for_a_day_and_everybody_sees_that_it_did() {
    let mut world = World::new(true);
    let niall = world.niall.clone();
    world.as_who(Who::Imran);
    assert_eq!(
        open_in_emergency(&mut world, &niall, "  "),
        Err(ErrorCode::Required),
        "a reason is asked for"
    );
    assert!(!reads(&mut world, &niall));
    let opened = open_in_emergency(&mut world, &niall, "Missing since four o'clock.").unwrap();
    assert_eq!((opened.standing, opened.may_decide), (StandingView::Emergency, false));
    assert!(opened.reason.unwrap().contains(SECRET), "what is open is open whole");
    assert!(reads(&mut world, &niall));
    let found = world.laptop.session.search(Search { text: SECRET.into(), finished: false }).unwrap();
    assert!(!found.hits.is_empty());
    let again = open_in_emergency(&mut world, &niall, "Missing since four o'clock.").unwrap();
    assert_eq!(again.emergencies.len(), 1, "an open file is not opened twice");

    world.laptop.clock.pass(TimeDelta::hours(23));
    assert!(reads(&mut world, &niall));
    world.laptop.clock.pass(TimeDelta::hours(1));
    assert!(!reads(&mut world, &niall), "a day later it is closed again");

    world.as_who(Who::Della);
    let seen = world.closure(&niall);
    assert_eq!(seen.emergencies.len(), 1);
    assert_eq!((seen.emergencies[0].by.as_str(), seen.emergencies[0].open), ("Imran Quaife", false));
    assert_eq!(seen.emergencies[0].reason, "Missing since four o'clock.");
    let opening = ("file_opened_in_emergency".to_owned(), "Imran Quaife".to_owned());
    assert!(kinds(&mut world, &niall).contains(&opening), "it stands in the journal");
    world.laptop.session.check(Nothing {}).unwrap();
}

#[test]
fn everybody_who_is_named_is_told_of_an_emergency_at_the_next_unlock_and_nobody_else() {
    let mut world = World::new(true);
    let niall = world.niall.clone();
    let told = |world: &mut World| -> Vec<(String, Option<String>)> {
        let notices = world.laptop.session.get_notices(Nothing {}).unwrap().notices.into_iter();
        let openings = notices.filter(|notice| notice.kind == NoticeKind::EmergencyOpening);
        openings.map(|notice| (notice.by, notice.pupil)).collect()
    };
    world.as_who(Who::Imran);
    open_in_emergency(&mut world, &niall, "Missing.").unwrap();
    assert_eq!(told(&mut world), [], "whoever opened it knows");
    for who in [Who::Ursula, Who::Ruth] {
        world.as_who(who);
        assert_eq!(told(&mut world), [], "{who:?}");
    }
    world.as_who(Who::Della);
    assert_eq!(told(&mut world), [("Imran Quaife".to_owned(), Some(niall))]);
}

#[test]
fn no_emergency_opens_a_file_to_the_very_person_against_whom_it_is_restricted() {
    let mut world = World::new(true);
    let (niall, cara) = (world.niall.clone(), world.cara.clone());
    world.as_who(Who::Ursula);
    for pupil in [&niall, &cara] {
        assert_eq!(open_in_emergency(&mut world, pupil, "Missing."), Err(ErrorCode::EmergencyRefused));
    }
    assert!(!reads(&mut world, &niall));
    world.as_who(Who::Ruth);
    assert_eq!(open_in_emergency(&mut world, &niall, "Missing."), Err(ErrorCode::NotAllowed));
}

#[test]
fn an_emergency_in_an_open_file_opens_the_closed_ones_in_which_its_entries_stand_too() {
    let mut world = World::new(true);
    let (niall, cara) = (world.niall.clone(), world.cara.clone());
    let entries = |world: &mut World| {
        let asked = GetChronology { pupil: world.cara.clone(), ..GetChronology::default() };
        let file = world.laptop.session.get_chronology(asked).unwrap();
        assert_eq!(file.entries.len(), file.total as usize);
        file.entries.len()
    };
    world.as_who(Who::Imran);
    assert_eq!(entries(&mut world), 1);
    let opened = open_in_emergency(&mut world, &cara, "Cara is missing.").unwrap();
    assert!(!opened.entries_restricted && !opened.may_open_in_emergency);
    assert_eq!(entries(&mut world), 3, "the linked entry and the referral that it went with");
    assert!(reads(&mut world, &niall));
}

#[test]
fn a_decision_made_anew_ends_an_emergency_and_only_who_is_named_makes_it() {
    let mut world = World::new(true);
    let niall = world.niall.clone();
    world.as_who(Who::Imran);
    open_in_emergency(&mut world, &niall, "Missing.").unwrap();
    let reopen = ReopenFile { pupil: niall.clone(), reason: "I think so.".into() };
    let refused = world.laptop.session.reopen_file(reopen.clone()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::FileRestricted, "an emergency decides nothing");

    world.as_who(Who::Della);
    let (della, imran, ruth) = (world.person(Who::Della), world.person(Who::Imran), world.person(Who::Ruth));
    let close = |named: Vec<String>, against: Vec<String>| CloseFile {
        pupil: niall.clone(),
        named,
        against,
        reason: "As advised.".into(),
        ring: "Della".into(),
    };
    let mut refused = |asked| {
        let error = world.laptop.session.close_file(asked).unwrap_err();
        (error.code, error.field.unwrap())
    };
    assert_eq!(refused(close(vec![], vec![])), (ErrorCode::Required, "named".into()));
    assert_eq!(refused(close(vec![ruth], vec![])), (ErrorCode::InvalidChoice, "named".into()));
    assert_eq!(
        refused(close(vec![della.clone()], vec![della.clone()])),
        (ErrorCode::InvalidChoice, "against".into())
    );
    world.laptop.session.close_file(close(vec![della.clone()], vec![])).unwrap();
    world.as_who(Who::Imran);
    assert!(!reads(&mut world, &niall), "the emergency has ended");

    world.as_who(Who::Della);
    world.laptop.session.close_file(close(vec![della, imran], vec![])).unwrap();
    world.as_who(Who::Imran);
    assert!(reads(&mut world, &niall));
    let opened = world.laptop.session.reopen_file(reopen).unwrap();
    assert_eq!((opened.standing, opened.ring.len()), (StandingView::Open, 0));
    world.as_who(Who::Ursula);
    assert!(reads(&mut world, &niall), "open to all again, with every entry");
    let file = GetChronology { pupil: niall, ..GetChronology::default() };
    assert!(world.laptop.session.get_chronology(file).unwrap().total >= 4);
}

#[test]
fn a_recorder_finds_pupils_by_name_alone_and_keeps_own_words_whatever_becomes_of_them() {
    let mut world = World::new(true);
    let (niall, ruths) = (world.niall.clone(), world.ruths_entry.clone());
    world.as_who(Who::Ruth);
    assert_eq!(world.laptop.find("W999999200028").len(), 0, "no number finds a pupil");
    let found = world.laptop.find("Niall").remove(0);
    assert!(found.upn.is_none() && found.age.is_none() && !found.restricted);
    let own = world.laptop.session.list_own_concerns(Nothing {}).unwrap();
    assert_eq!(own.iter().map(|row| row.opening.as_str()).collect::<Vec<_>>(), ["Ruth heard shouting."]);
    let read = world.laptop.session.get_concern(GetConcern { concern: ruths.clone() }).unwrap();
    assert_eq!(read.what_happened, "Ruth heard shouting.");
    assert!(read.amendments.is_empty() && read.follow_ups.is_empty() && !read.read);

    let added = serde_json::json!({"concern": ruths, "why": "I remember more.", "place": "By the bins"});
    let added = world.laptop.session.amend_concern(serde_json::from_value(added).unwrap()).unwrap();
    assert_eq!((added.what_happened.as_str(), added.amendments.len()), ("Ruth heard shouting.", 1));
    let new = world.laptop.session.record_concern(concern(&niall, "Crying at the gate.")).unwrap();
    assert_eq!(world.laptop.session.list_own_concerns(Nothing {}).unwrap()[0].id, new.id);

    world.as_who(Who::Della);
    let whole = world.laptop.session.get_concern(GetConcern { concern: ruths }).unwrap();
    let formers: Vec<&str> = whole.amendments.iter().map(|row| row.former.what_happened.as_str()).collect();
    assert_eq!(formers.len(), 2, "nothing that anybody wrote is lost");
    assert!(formers[1].contains(SECRET));
    let today = world.laptop.session.get_today(Nothing {}).unwrap();
    assert!(today.to_read.iter().any(|row| row.id == new.id), "a named lead reads what a recorder brought");
}

#[test]
fn drafts_are_of_whoever_typed_them_and_a_lead_takes_up_what_others_left_open() {
    let mut world = World::new(true);
    let cara = world.cara.clone();
    let draft = |id: &str| SaveDraft {
        id: id.repeat(16),
        kind: DraftKind::Concern,
        pupil: Some(cara.clone()),
        body: "{}".into(),
        opening: "Half a sentence".into(),
    };
    world.as_who(Who::Ruth);
    world.laptop.session.save_draft(draft("e1")).unwrap();
    let listed = |world: &mut World| world.laptop.session.list_drafts(Nothing {}).unwrap().len();
    assert_eq!(listed(&mut world), 1);
    let other = world.laptop.session.save_draft(draft("d1")).unwrap_err();
    assert_eq!(other.code, ErrorCode::NotAllowed, "nobody writes over what others typed");
    let other = world.laptop.session.discard_draft(DiscardDraft { id: "d1".repeat(16) }).unwrap_err();
    assert_eq!(other.code, ErrorCode::DraftNotFound);
    world.as_who(Who::Imran);
    assert_eq!(listed(&mut world), 1, "Ruth's, and neither of those that name Niall");
    world.as_who(Who::Della);
    assert_eq!(listed(&mut world), 3);
}
