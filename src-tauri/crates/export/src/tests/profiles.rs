//! What a profile of an authority may say, and what is refused in one. Never here: the look of a page.

use super::export::profile::{PREFILL, Profile, Step, all, by_id, form_of};
use super::export::{Error, Options, bundle, manifest, render};
use super::{sample, says, text_of};

#[test]
fn the_three_first_profiles_load() {
    let ids: Vec<String> =
        all().expect("they follow the schema").into_iter().map(|profile| profile.id).collect();
    assert_eq!(ids, ["essex", "general", "southend"]);
    assert!(by_id("nowhere").is_none());
}

#[test]
fn contacts_that_a_public_source_gives_are_there_and_others_are_left_empty() {
    let southend = by_id("southend").expect("it is built in");
    assert!(southend.contacts.iter().any(|contact| contact.value == "01702 215007"));
    assert!(southend.contacts.iter().any(|contact| contact.value == "C-SPOC@southend.gov.uk"));
    let essex = by_id("essex").expect("it is built in");
    assert!(essex.contacts.iter().any(|contact| contact.value == "0345 603 7627"));
    assert_eq!(essex.thresholds.len(), 4);
    let general = by_id("general").expect("it is built in");
    assert!(general.contacts.iter().all(|contact| contact.value.is_empty()));
}

#[test]
fn no_profile_asserts_hours_that_no_source_gives() {
    assert!(all().expect("profiles").iter().all(|profile| profile.written_follow_up_hours.is_none()));
}

#[test]
fn every_profile_asks_for_the_heart_of_a_referral() {
    for profile in all().expect("profiles") {
        for id in [
            "full_name",
            "what_happened",
            "danger",
            "child_view",
            "parents_told",
            "support_agreed",
            "asked_for",
        ] {
            assert!(profile.questions().any(|question| question.id == id), "{id} in {}", profile.id);
        }
        assert!(
            !profile.sources.is_empty()
                && profile.sources.iter().all(|source| source.address.starts_with("https://"))
        );
    }
}

#[test]
fn what_every_referral_asks_is_asked_by_no_profile_again() {
    for profile in all().expect("profiles") {
        let mut steps: Vec<Step> = profile.questions().filter_map(|question| question.step).collect();
        steps.sort_unstable();
        let every = [
            Step::Danger,
            Step::Call,
            Step::Reason,
            Step::AskedFor,
            Step::ParentsTold,
            Step::ChildTold,
            Step::SupportAgreed,
        ];
        assert_eq!(steps, every, "{}", profile.id);
    }
}

#[test]
fn what_page_one_says_is_said_there_alone_and_the_form_says_where() {
    let mut referral = sample::bundle();
    referral.danger = bundle::Danger::Yes { text: "He waits at the gate.".into() };
    referral.sections = vec![bundle::Section {
        title: "The concern".into(),
        questions: vec![bundle::Answered {
            question: "Is the child in immediate danger?".into(),
            answer: None,
            printed_under: Some(Step::Danger.printed_under()),
        }],
    }];
    let rendered = render(&referral, &Options::default()).expect("it renders");
    let pages = text_of(&rendered.pdf);
    assert!(says(&pages[..1], "Immediate danger") && says(&pages[..1], "He waits at the gate."));
    assert_eq!(pages.concat().matches("Hewaitsatthegate.").count(), 1);
    assert!(says(&pages[1..], "On page 1, under “Immediate danger”."));
    let counts = manifest(&referral, &rendered).expect("it is listed").counts;
    assert_eq!((counts.questions, counts.questions_not_yet_known), (0, 0));
}

#[test]
fn every_field_that_can_fill_an_answer_is_named_once() {
    let mut fields = PREFILL.to_vec();
    fields.sort_unstable();
    fields.dedup();
    assert_eq!(fields.len(), PREFILL.len());
}

#[test]
fn every_profile_prints_each_question_with_its_answer_or_not_yet_known() {
    for profile in all().expect("profiles") {
        let mut bundle = sample::bare();
        bundle.profile = profile.reference();
        bundle.sections = profile
            .sections
            .iter()
            .map(|section| bundle::Section {
                title: section.title.clone(),
                questions: section
                    .questions
                    .iter()
                    .map(|question| bundle::Answered {
                        question: question.text.clone(),
                        answer: None,
                        printed_under: None,
                    })
                    .collect(),
            })
            .collect();
        let options = Options { form: form_of(&profile.id).map(str::to_owned), draft: false };
        let pages = text_of(&render(&bundle, &options).expect("it renders").pdf);
        assert!(profile.questions().all(|question| says(&pages, &question.text)), "{}", profile.id);
        assert!(pages.concat().matches("Notyetknown").count() >= profile.questions().count());
        assert!(says(&pages, &format!("profile {}, edition {}", profile.name, profile.edition)));
    }
}

#[test]
fn a_profile_that_breaks_a_rule_is_refused_with_the_rule() {
    let good = by_id("general").expect("it is built in");
    let refused = |profile: &Profile| Profile::from_json(&serde_json::to_string(profile).expect("JSON"));
    assert_eq!(refused(&good), Ok(good.clone()));
    let broken = |change: fn(&mut Profile)| {
        let mut profile = good.clone();
        change(&mut profile);
        refused(&profile)
    };
    let is = |rule| Err(Error::Profile(rule));
    assert_eq!(broken(|profile| profile.schema = 2), is("the schema is not version 1"));
    assert_eq!(
        broken(|profile| profile.id = "Ess ex".into()),
        is("the id is not lower-case letters, digits and hyphens")
    );
    assert_eq!(
        broken(|profile| profile.sections[1].questions[0].id = "full_name".into()),
        is("two questions share an id")
    );
    assert_eq!(
        broken(|profile| profile.sections[0].questions[0].prefill = Some("child.secret".into())),
        is("a prefill names no field of the record")
    );
    assert_eq!(
        broken(|profile| profile.sections[0].questions[0].step = Some(Step::Danger)),
        is("a question is both asked in a step and filled from the record")
    );
    assert_eq!(
        broken(|profile| {
            for question in &mut profile.sections[0].questions {
                (question.prefill, question.step) = (None, Some(Step::Call));
            }
        }),
        is("two questions are asked in one step")
    );
    assert_eq!(broken(|profile| profile.sections.clear()), is("there is no section"));
    assert_eq!(Profile::from_json("{}"), is("it does not follow the schema"));
}
