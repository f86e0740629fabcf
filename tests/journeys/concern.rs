//! Recording, drafts, adding, following up, reading the file, searching.

use std::fs;

use chrono::TimeDelta;
use encircle_api::ErrorCode;
use encircle_api::contract::*;

use crate::support::fixtures;
use crate::support::school::{Laptop, PASSPHRASE, concern};

/// A laptop with Siân and Cas on it, and their ids.
pub fn with_pupils() -> (Laptop, String, String) {
    let mut laptop = Laptop::with_vault();
    laptop.next_file(fixtures().join("cases/A01_9999999_CTF_9998888_001.xml"));
    laptop.import();
    let sian = laptop.find("sian odwyer").remove(0).id;
    let cas = laptop.find("Treloar").remove(0).id;
    (laptop, sian, cas)
}

#[test]
fn when_it_was_told_and_its_categories_can_be_added_later_and_the_former_ones_stay() {
    let (mut laptop, sian, _) = with_pupils();
    let saved = laptop
        .session
        .record_concern(RecordConcern {
            categories: vec!["Home".into(), " ".into(), "Home".into()],
            ..concern(&sian, "Two phones in period 3.")
        })
        .unwrap();
    assert_eq!(saved.categories, ["Home"], "each once, and no empty one");
    assert_eq!(saved.told_at, None);

    let addition = |fields: serde_json::Value| {
        let mut asked = serde_json::json!({"concern": saved.id, "why": "Put in order."});
        asked.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        serde_json::from_value::<AmendConcern>(asked).unwrap()
    };
    let later = addition(serde_json::json!({"told_at": "2026-11-25T15:00"}));
    let refused = laptop.session.amend_concern(later).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::TimeInTheFuture, Some("told_at")));

    let added =
        addition(serde_json::json!({"told_at": "2026-11-25T08:05", "categories": ["Criminal exploitation"]}));
    let amended = laptop.session.amend_concern(added).unwrap();
    assert_eq!(amended.told_at.as_deref(), Some("2026-11-25T08:05"));
    assert_eq!(amended.categories, ["Criminal exploitation"]);
    let former = &amended.amendments[0].former;
    assert_eq!((former.told_at.as_deref(), former.categories.as_slice()), (None, &["Home".to_owned()][..]));

    let other = addition(serde_json::json!({"done": "Rang mum."}));
    let untouched = laptop.session.amend_concern(other).unwrap();
    assert_eq!(untouched.told_at.as_deref(), Some("2026-11-25T08:05"), "what is absent stays");
    assert_eq!(untouched.categories, ["Criminal exploitation"]);

    let cleared = addition(serde_json::json!({"told_at": "", "categories": []}));
    let cleared = laptop.session.amend_concern(cleared).unwrap();
    assert_eq!((cleared.told_at, cleared.categories.len()), (None, 0));
}

#[test]
fn a_pupil_and_what_happened_are_enough_and_the_rest_may_follow() {
    let (mut laptop, sian, cas) = with_pupils();
    let saved = laptop.session.record_concern(concern(&sian, "Two phones in period 3.")).unwrap();
    assert_eq!(saved.happened.kind, HappenedKind::NotKnown);
    assert_eq!((saved.recorded_at.as_str(), saved.by.as_str()), ("2026-11-25T14:05:00Z", "Della Marchbank"));

    laptop.clock.pass(TimeDelta::minutes(10));
    let asked = AmendConcern {
        concern: saved.id.clone(),
        why: "The tutor rang back: three phones.".into(),
        ..serde_json::from_value(serde_json::json!({
            "concern": "", "why": "", "what_happened": "Three phones in period 3.", "exact_words": "It's not mine, innit.",
            "signs": ["possessions"], "happened": {"kind": "about", "from": "2026-11-20T10:50"}
        }))
        .unwrap()
    };
    let amended = laptop.session.amend_concern(asked).unwrap();
    assert_eq!(amended.what_happened, "Three phones in period 3.");
    assert_eq!(amended.exact_words.as_deref(), Some("It's not mine, innit."), "never corrected");
    assert_eq!(
        amended.amendments[0].former.what_happened, "Two phones in period 3.",
        "the former text stays"
    );
    assert_eq!(amended.recorded_days_later, Some(5));
    assert_eq!(amended.recorded_at, saved.recorded_at);

    let followed = FollowUpConcern {
        concern: saved.id.clone(),
        id: Some("0e".repeat(16)),
        done: Some("Rang mum.".into()),
        decision: Some(DecisionView::Watch),
        reason: Some("First sign.".into()),
    };
    laptop.session.follow_up_concern(followed.clone()).unwrap();
    let followed = laptop.session.follow_up_concern(followed).unwrap();
    assert_eq!(followed.follow_ups.len(), 1, "a second click saves nothing");
    assert_eq!(followed.follow_ups[0].decision, Some(DecisionView::Watch));

    let mut other = concern(&cas, "Saw Siân's phones.");
    other.other_pupils = vec![OtherPupil { pupil: sian.clone(), part: PartView::Linked }];
    laptop.session.record_concern(other).unwrap();
    let file = laptop
        .session
        .get_chronology(GetChronology { pupil: sian.clone(), ..GetChronology::default() })
        .unwrap();
    assert_eq!(file.total, 2, "an entry that names her stands in her file too");
    let counted = laptop.session.get_pupil(GetPupil { pupil: sian.clone(), opening: false }).unwrap().entries;
    assert_eq!(counted, 2);
    let parts: Vec<_> = file
        .entries
        .iter()
        .map(|entry| match entry {
            EntryView::Concern { entry } => entry.part,
            EntryView::Referral { .. } => None,
        })
        .collect();
    assert_eq!(parts, [Some(PartView::Linked), None], "newest event first");
}

#[test]
fn saving_twice_under_one_id_saves_once_and_ends_the_draft() {
    let (mut laptop, sian, _) = with_pupils();
    let id = "0f".repeat(16);
    let draft = SaveDraft {
        id: id.clone(),
        kind: DraftKind::Concern,
        pupil: Some(sian.clone()),
        body: r#"{"what_happened":"Two pho"}"#.into(),
        opening: "Two pho".into(),
    };
    laptop.session.save_draft(draft).unwrap();
    // A killed process, and a new start.
    laptop.start_again();
    laptop.unlock(PASSPHRASE).unwrap();
    let drafts = laptop.session.list_drafts(Nothing {}).unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].body, r#"{"what_happened":"Two pho"}"#);
    assert_eq!(drafts[0].pupil_name.as_deref(), Some("Siân O'Dwyer-Nash"));

    let asked = RecordConcern { id: Some(id.clone()), ..concern(&sian, "Two phones.") };
    let first = laptop.session.record_concern(asked.clone()).unwrap();
    let second = laptop.session.record_concern(asked).unwrap();
    assert_eq!(first, second);
    assert_eq!(first.id, id, "the draft's id becomes the concern's");
    assert!(laptop.session.list_drafts(Nothing {}).unwrap().is_empty());
    let file =
        laptop.session.get_chronology(GetChronology { pupil: sian, ..GetChronology::default() }).unwrap();
    assert_eq!(file.total, 1);
}

#[test]
fn bad_input_names_its_field_and_leaves_everything_as_it_was() {
    let (mut laptop, sian, _) = with_pupils();
    let events = laptop.session.check(Nothing {}).unwrap().events;
    let future = HappenedView { kind: HappenedKind::Exact, from: Some("2026-11-26T10:00".into()), to: None };
    let cases = [
        (concern(&sian, "  "), ErrorCode::Required, "what_happened"),
        (concern("", "x"), ErrorCode::Required, "pupil"),
        (concern("nobody", "x"), ErrorCode::PupilNotFound, "pupil"),
        (
            RecordConcern { happened: Some(future), ..concern(&sian, "x") },
            ErrorCode::TimeInTheFuture,
            "happened",
        ),
        (
            RecordConcern { told_at: Some("ten".into()), ..concern(&sian, "x") },
            ErrorCode::InvalidTime,
            "told_at",
        ),
        (RecordConcern { id: Some("short".into()), ..concern(&sian, "x") }, ErrorCode::InvalidId, "id"),
    ];
    for (asked, code, field) in cases {
        let refused = laptop.session.record_concern(asked).unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (code, Some(field)));
    }
    assert_eq!(laptop.session.check(Nothing {}).unwrap().events, events);
}

#[test]
fn what_a_deputy_records_stays_unread_until_a_lead_acts() {
    let mut laptop = Laptop::new();
    let asked = CreateSample { size: SampleSize::Small, seed: Some(1), passphrase: None };
    laptop.session.create_sample(asked).unwrap();
    let to_read = laptop.session.get_today(Nothing {}).unwrap().to_read;
    assert!(!to_read.is_empty(), "the deputy of the sample has written something that nobody read");
    assert!(to_read.iter().all(|row| row.by == "Tomas Wickerby"));
    let concern = to_read[0].id.clone();
    let read =
        FollowUpConcern { concern: concern.clone(), id: None, done: None, decision: None, reason: None };
    assert!(laptop.session.follow_up_concern(read).unwrap().read);
    let left = laptop.session.get_today(Nothing {}).unwrap().to_read;
    assert_eq!(left.len(), to_read.len() - 1);
    assert!(left.iter().all(|row| row.id != concern));
}

#[test]
fn every_line_that_people_type_gives_a_result_or_none_and_never_an_error() {
    let (mut laptop, sian, _) = with_pupils();
    laptop
        .session
        .record_concern(concern(&sian, "Mum's friend rang 01632 960101 about half-term; a bruise."))
        .unwrap();
    let search = |laptop: &mut Laptop, text: &str| {
        laptop
            .session
            .search(Search { text: text.into(), finished: true })
            .unwrap_or_else(|error| panic!("{text:?}: {error}"))
    };
    let queries = fs::read_to_string(fixtures().join("cases/H01_queries.txt")).unwrap();
    for line in queries.lines() {
        search(&mut laptop, line);
    }
    for found in ["half-term", "01632 960101", "mum's", "bruise*", "BRUISE", "moms mum's bruise"] {
        let hits = search(&mut laptop, found).hits;
        let concerns = hits.iter().filter(|hit| hit.kind == HitKind::Concern).count();
        assert_eq!(concerns, usize::from(!found.contains("moms")), "{found}");
    }
    assert!(search(&mut laptop, "   ").nothing_asked);
    assert_eq!(search(&mut laptop, "odwyer").hits[0].kind, HitKind::Pupil);
    let audit =
        laptop.session.list_audit(ListAudit { pupil: None, limit: None, ..ListAudit::default() }).unwrap();
    assert!(audit.iter().any(|row| row.kind == "searched"), "a finished search is written down");
}

#[test]
fn safe_contact_rules_and_an_opened_file_are_written_down() {
    let (mut laptop, _, cas) = with_pupils();
    let view = laptop.session.get_pupil(GetPupil { pupil: cas.clone(), opening: true }).unwrap();
    assert_eq!(view.legal, "Casimir Jory Pellow");
    assert!(view.contacts.iter().any(|contact| contact.court_order), "the court order of the file is shown");
    assert!(!view.safe_contact.set);
    let rules = SetSafeContact {
        pupil: cas.clone(),
        ring: Some("Aunt, after 4 pm".into()),
        never_tell: Some("Mr Pellow".into()),
        court_orders: None,
        address_restricted: true,
    };
    let view = laptop.session.set_safe_contact(rules).unwrap();
    assert_eq!(view.safe_contact.never_tell.as_deref(), Some("Mr Pellow"));
    assert!(view.to_note.contains(&PupilNote::AddressRestricted));
    let kinds: Vec<String> = laptop
        .session
        .list_audit(ListAudit { pupil: Some(cas), limit: None, ..ListAudit::default() })
        .unwrap()
        .into_iter()
        .map(|row| row.kind)
        .collect();
    assert!(
        kinds.iter().any(|kind| kind == "file_opened") && kinds.iter().any(|kind| kind == "safe_contact_set"),
        "{kinds:?}"
    );
}
