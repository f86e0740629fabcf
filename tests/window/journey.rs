//! The main job on one laptop, from the first start to the referral in somebody else's hands.
//!
//! Never here: the made-up school, and what a file on the disk holds.

use chrono::{Datelike, Days, Local, NaiveDate, Weekday};
use thirtyfour::Key;

use super::laptop::Laptop;
use super::recipient;
use super::steps::{self, Referral, Words};
use crate::support::fixtures;

const WHAT: &str = "Two telephones fell out of her bag in the third lesson. One rang five times.";
const EXACT: &str = "It's not mine, I'm just minding it innit";

#[test]
fn the_main_job_from_the_first_start_to_the_referral() {
    let mut laptop = Laptop::new();
    let passphrase = steps::first_run(&laptop);
    bring_in_pupils_and_marks(&laptop);
    record_and_add_to_a_concern(&laptop);
    find_it_again(&laptop);
    what_was_typed_survives_a_pulled_plug(&mut laptop, &passphrase);
    one_key_hides_everything_and_brings_it_back(&laptop);
    lock_and_open_again(&laptop, &passphrase);
    refer(&laptop);
}

fn bring_in_pupils_and_marks(laptop: &Laptop) {
    laptop.click("button", "Import pupils");
    let pupils = fixtures().join("cases/A01_9999999_CTF_9998888_001.xml");
    steps::import(laptop, &pupils, "Bring in 2 pupils", true);

    laptop.click("link", "Today");
    laptop.see_text("2 pupils in the log");
    laptop.see_text("No marks have been imported yet.");
    steps::go_to_import(laptop);
    let marks = laptop.write("marks.csv", &marks(Local::now().date_naive()));
    steps::import(laptop, &marks, "Bring in 40 marks", false);
    laptop.see_text("40 marks new, 0 changed, 0 here already.");
}

/// Two pupils on the ten school days before today: one is there all the time, one is missed after noon on each Friday.
fn marks(today: NaiveDate) -> String {
    let before = |days: u64| today.checked_sub_days(Days::new(days));
    let school_days =
        (1..).map_while(before).filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    let mut table = String::from("UPN,Date,Session,Mark\n");
    for day in school_days.take(10) {
        let missed = day.weekday() == Weekday::Fri;
        for (upn, afternoon) in [("W999999200001", "\\"), ("K999999200002", if missed { "O" } else { "\\" })]
        {
            let date = day.format("%d/%m/%Y");
            table.push_str(&format!("{upn},{date},AM,/\n{upn},{date},PM,{afternoon}\n"));
        }
    }
    table
}

fn record_and_add_to_a_concern(laptop: &Laptop) {
    laptop.press_control('n');
    steps::write_concern(
        laptop,
        &Words {
            find: "sian odwyer",
            pupil: "Siân O'Dwyer-Nash",
            exact_asked: "Siân’s exact words",
            what: WHAT,
            exact: EXACT,
            signs: &["Money, clothes or phones", "Calls and texts"],
            done: "The second telephone is in the school safe.",
            decision: "Refer",
            reason: "Third sign in two weeks.",
        },
    );
    laptop.click("button", "Yesterday");
    laptop.fill("Time", "10:50");
    laptop.press_control('s');
    laptop.see_text("Saved to Siân’s file at");

    steps::open_file(laptop, "sian", "O'Dwyer-Nash, Siân", "Siân O'Dwyer-Nash");
    laptop.see("slider", "Term ribbon. Arrow keys walk the days and say what stands there.");
    for shown in [WHAT, EXACT, "Money, clothes or phones · Calls and texts", "1 entry", "1 day later"] {
        laptop.see_text(shown);
    }

    laptop.click("button", "Add to the entry of");
    laptop.fill("What happened?", "Three telephones fell out of her bag.");
    laptop.fill("Why do you add to it?", "The tutor rang back: there was a third.");
    laptop.click("button", "Save the addition");
    laptop.see_text("Added. The former text stays with the entry.");
    laptop.see_text("Three telephones fell out of her bag.");
    laptop.click("button", "See the former text");
    laptop.see_text(WHAT);

    laptop.click("button", "Say whom to ring");
    laptop.fill("Whom to ring, and on which number", "Aunt Bríd, 01632 960155");
    laptop.fill("Whom never to tell", "Her mother’s partner");
    laptop.click("button", "Save safe contact");
    laptop.see_text("Her mother’s partner");
}

fn find_it_again(laptop: &Laptop) {
    steps::search(laptop, "telephones");
    laptop.see_text("1 place found");
    laptop.click("link", "Open the entry of");
    laptop.see("heading", "Siân O'Dwyer-Nash");
    steps::search(laptop, "\"(");
    laptop.see_text("Write at least one letter or figure.");
}

fn what_was_typed_survives_a_pulled_plug(laptop: &mut Laptop, passphrase: &str) {
    laptop.press_control('n');
    let half = Words {
        find: "treloar",
        pupil: "Cas Treloar",
        what: "He was seen getting into a",
        ..Words::default()
    };
    steps::write_concern(laptop, &half);
    laptop.see_text("Draft saved");
    laptop.kill();

    laptop.start();
    steps::unlock(laptop, passphrase);
    laptop.see_text("“He was seen getting into a”");
    laptop.click("button", "Go on with: Concern about Cas Treloar");
    assert_eq!(laptop.value("What happened?"), "He was seen getting into a");
}

/// The screen shows the form with the draft.
fn one_key_hides_everything_and_brings_it_back(laptop: &Laptop) {
    let seen = "return [...document.querySelectorAll('h1, label, textarea, button')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })).length";
    assert!(laptop.ask::<u32>(seen) > 10, "the form can be seen");
    laptop.press_control_shift('b');
    laptop.see_text("to carry on");
    assert_eq!(laptop.ask::<u32>(seen), 0, "nothing of the form can be seen");
    assert_eq!(laptop.ask::<String>("return document.title"), "Clock", "nor in the window's title");
    laptop.press_control_shift('b');
    laptop.type_into("What happened?", " silver car");
    assert_eq!(laptop.value("What happened?"), "He was seen getting into a silver car");
    laptop.press(Key::Escape);
    laptop.see_text("Kept as a draft at");
}

fn lock_and_open_again(laptop: &Laptop, passphrase: &str) {
    laptop.press_control('l');
    laptop.see("heading", "Open the log");
    assert!(!laptop.text().contains("Saltmarsh"), "a closed log names no school");
    steps::unlock(laptop, "four words too many");
    laptop.see_text("That passphrase does not open this log.");
    laptop.see_text("Nothing has been changed.");
    steps::unlock(laptop, passphrase);
    laptop.see_text("“He was seen getting into a silver car”");
}

fn refer(laptop: &Laptop) {
    steps::open_file(laptop, "nash", "O'Dwyer-Nash, Siân", "Siân O'Dwyer-Nash");
    let words = Referral {
        profile: "Southend-on-Sea",
        reason: "Third sign in two weeks, with an adult whom nobody knows.",
        asked_for: ("What do you ask for, for Siân?", "An assessment of risk outside the home."),
        child_knows: "Does Siân know of this referral?",
        told_reason: "Telling could put her at more risk.",
        basis: "Public task: safeguarding of a child.",
    };
    steps::write_referral(laptop, "Refer Siân", &words);
    let made = steps::export(laptop, &laptop.folder("sent"));
    let file_name = made.file.file_name().and_then(|name| name.to_str()).expect("the file has a name");
    let reference = file_name.trim_end_matches(".pdf");
    assert!(
        reference.starts_with("EN-") && reference.ends_with("-0001"),
        "a reference and no name: {file_name}"
    );
    assert_eq!(made.heading, format!("Referral {reference} is made"));

    recipient::reads(
        laptop,
        &made,
        &[EXACT, words.reason, words.asked_for.1, words.told_reason, words.basis],
    );

    laptop.click("button", "To the list of referrals");
    laptop.see_text(reference);
    steps::open_file(laptop, "nash", "O'Dwyer-Nash, Siân", "Siân O'Dwyer-Nash");
    laptop.see_text("Made for Southend-on-Sea");
}
