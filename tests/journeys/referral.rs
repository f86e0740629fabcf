//! The referral bundle: chosen, looked at, exported, written down, and proved by whoever holds it.

use std::process::Command;

use encircle_api::contract::*;
use encircle_api::{ErrorCode, bundle};

use crate::support::school::{Laptop, concern};

use super::concern::with_pupils;

fn request(pupil: &str) -> ReferralRequest {
    serde_json::from_value(serde_json::json!({
        "pupil": pupil, "profile": "southend",
        "reason": "Third sign in two weeks, with an adult nobody knows.",
        "asked_for": "An assessment of risk outside the home.",
        "parents_told": "unsafe", "child_told": "yes", "support_agreed": "not_known",
        "told_reason": "Telling could put her at more risk.",
        "lawful_basis": "Public task.",
        "call": {"at": "2026-11-25T13:20", "spoke_to": "Duty worker", "advice": "Write within the day."}
    }))
    .unwrap()
}

fn laptop() -> (Laptop, String, String) {
    let (mut laptop, sian, cas) = with_pupils();
    let mut phones = concern(&sian, "Two phones in period 3. Cas Treloar looked after one for Siân.");
    phones.exact_words = Some("It's not mine, I'm just minding it.".into());
    phones.other_pupils = vec![OtherPupil { pupil: cas.clone(), part: PartView::Linked }];
    phones.signs = vec![SignView::Possessions, SignView::Calls];
    phones.happened =
        Some(HappenedView { kind: HappenedKind::Exact, from: Some("2026-11-24T10:50".into()), to: None });
    laptop.session.record_concern(phones).unwrap();
    (laptop, sian, cas)
}

#[test]
fn what_was_sent_is_written_down_and_can_be_proved() {
    let (mut laptop, sian, _) = laptop();
    let form = laptop
        .session
        .start_referral(StartReferral { pupil: sian.clone(), profile: "southend".into() })
        .unwrap();
    assert_eq!((form.reference.as_str(), form.entries.len()), ("EN-2026-0001", 1));
    let questions = || form.sections.iter().flat_map(|section| &section.questions);
    assert!(questions().any(|question| question.from_record && question.answer.is_some()));
    assert_eq!(form.other_pupils[0].name, "Cas Treloar");

    let seen = laptop.session.preview_referral(request(&sian)).unwrap();
    assert!(!seen.pages.is_empty() && seen.pages.iter().all(|page| page.starts_with("<svg")));
    assert!(
        laptop.session.list_referrals(ListReferrals { pupil: None }).unwrap().is_empty(),
        "looking sends nothing"
    );

    let made = laptop.session.export_referral(request(&sian)).unwrap().unwrap();
    assert_eq!(made.file_name, "EN-2026-0001.pdf");
    assert_eq!(made.password.split(' ').count(), 6);
    let file = laptop.saved(&made.file_name);
    let opened = bundle::open(&file, &made.password).unwrap();
    assert!(opened.view.hashes_hold && opened.view.signature_holds);
    assert_eq!((opened.view.reference.as_str(), opened.view.entries), ("EN-2026-0001", 1));
    assert!(
        matches!(bundle::open(&file, "six other words that are wrong"), Err(error) if error.code == ErrorCode::PasswordWrong)
    );

    let kept = laptop.session.list_referrals(ListReferrals { pupil: Some(sian.clone()) }).unwrap();
    assert_eq!((kept[0].hash.as_str(), kept[0].entries), (made.hash.as_str(), 1));
    let file =
        laptop.session.get_chronology(GetChronology { pupil: sian, ..GetChronology::default() }).unwrap();
    assert!(file.entries.iter().any(|entry| matches!(entry, EntryView::Referral { .. })));
    laptop.session.check(Nothing {}).unwrap();
}

#[test]
fn nothing_blocks_a_referral() {
    let (mut laptop, _, cas) = with_pupils();
    let bare: ReferralRequest =
        serde_json::from_value(serde_json::json!({"pupil": cas, "profile": "general"})).unwrap();
    let made = laptop.session.export_referral(bare).unwrap().unwrap();
    assert!(bundle::open(&laptop.saved(&made.file_name), &made.password).unwrap().view.hashes_hold);
    let unknown: ReferralRequest =
        serde_json::from_value(serde_json::json!({"pupil": cas, "profile": "atlantis"})).unwrap();
    assert_eq!(laptop.session.export_referral(unknown).unwrap_err().code, ErrorCode::ProfileNotFound);
}

/// The text of an opened bundle, as poppler reads it, with every run of white space as one space.
fn text_of(document: &[u8]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bundle.pdf");
    std::fs::write(&path, document).unwrap();
    let read = Command::new("pdftotext").arg(&path).arg("-").output().unwrap();
    assert!(read.status.success(), "pdftotext failed");
    String::from_utf8(read.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_every_referral_asks_in_a_step_is_asked_once_by_every_authority_and_printed_as_it_was_answered() {
    let (mut laptop, sian, _) = laptop();
    for profile in laptop.session.list_profiles(Nothing {}).unwrap() {
        let started = StartReferral { pupil: sian.clone(), profile: profile.id.clone() };
        let form = laptop.session.start_referral(started).unwrap();
        assert!(form.sections.iter().all(|section| !section.questions.is_empty()));
        let asked = form.sections.iter().flat_map(|section| &section.questions);
        let again: Vec<_> = asked
            .map(|question| question.text.as_str())
            .filter(|text| text.contains("immediate danger") || text.contains("parents know"))
            .collect();
        assert!(again.is_empty(), "{} asks again: {again:?}", profile.id);

        for (danger, printed) in [
            (Some(true), "The child is in immediate danger."),
            (Some(false), "None known when this was made."),
            (None, "Immediate danger Not yet known"),
        ] {
            let mut asked = request(&sian);
            (asked.profile, asked.immediate_danger) = (profile.id.clone(), danger);
            let made = laptop.session.export_referral(asked).unwrap().unwrap();
            let opened = bundle::open(&laptop.saved(&made.file_name), &made.password).unwrap();
            let text = text_of(&opened.document);
            assert!(text.contains(printed), "{}: {printed} is not in {text}", profile.id);
            let question = "Is the child in immediate danger?";
            let after = text.split_once(question).map(|(_, rest)| rest.trim_start()).unwrap_or_default();
            assert!(after.starts_with("On page 1, under “Immediate danger”."), "{}: {after:.80}", profile.id);
        }
    }
}

#[test]
fn an_entry_that_only_mentions_a_child_is_neither_offered_for_that_child_nor_counted() {
    let (mut laptop, _, cas) = laptop();
    laptop.session.record_concern(concern(&cas, "Cas had no coat.")).unwrap();
    let started = StartReferral { pupil: cas.clone(), profile: "southend".into() };
    assert_eq!(laptop.session.start_referral(started).unwrap().entries.len(), 1);
    let made = laptop.session.export_referral(request(&cas)).unwrap().unwrap();
    let text = text_of(&bundle::open(&laptop.saved(&made.file_name), &made.password).unwrap().document);
    assert!(text.contains("The only entry.") && text.contains("Cas had no coat."), "{text}");
    assert!(!text.contains("Two phones in period 3"), "{text}");
}

#[test]
fn the_whole_story_of_the_made_up_school_leaves_and_is_proved() {
    let mut laptop = Laptop::new();
    laptop
        .session
        .create_sample(CreateSample { size: SampleSize::Small, seed: Some(1), passphrase: None })
        .unwrap();
    let wren = laptop.find("Wren Tallowby").remove(0).id;
    let made = laptop.session.export_referral(request(&wren)).unwrap().unwrap();
    let opened = bundle::open(&laptop.saved(&made.file_name), &made.password).unwrap();
    assert!(opened.view.hashes_hold && opened.view.signature_holds && opened.view.made_up);
    assert!(opened.view.entries >= 9);
    let chronology = GetChronology { pupil: wren, ..GetChronology::default() };
    let saved = laptop.session.save_chronology(SaveChronology { chronology }).unwrap().unwrap();
    assert!(laptop.saved(&saved.file_name).starts_with(b"%PDF-"));
}
