//! The main job on the made-up school: what somebody sees who tries Encircle, with a picture of each screen.
//!
//! Never here: a name that is not made up.

use std::fs;

use thirtyfour::Key;

use super::laptop::{Laptop, demo_folder};
use super::recipient;
use super::steps::{self, Referral, Words};

const EXACT: &str = "I can't come out, I owe him for the trainers";

#[test]
fn the_made_up_school_from_its_first_screen_to_the_referral() {
    let mut laptop = Laptop::new();
    laptop.see("heading", "Start the safeguarding log of your school");
    laptop.show("01-first-run");
    laptop.click("button", "Try it with a made-up school");
    laptop.click("radio", "60 pupils, one term");
    laptop.click("button", "Make the school");
    laptop.see_text("60 pupils in the log");
    laptop.see_text("Made-up sample school");
    laptop.show("02-today");

    laptop.click("link", "Attendance");
    laptop.see("heading", "Attendance gaps");
    laptop.show("03-attendance");

    steps::open_file(&laptop, "tallowby", "Tallowby, Wren", "Wren Tallowby");
    laptop.see("slider", "Term ribbon. Arrow keys walk the days and say what stands there.");
    laptop.see_text("entries");
    laptop.show("04-file");

    record(&laptop);
    refer(&laptop);

    laptop.press_control_shift('b');
    laptop.see_text("to carry on");
    laptop.show("10-blank");
    laptop.press_control('l');
    laptop.see("heading", "Open the made-up school");
    laptop.show("11-closed");
    laptop.click("button", "Write it in");
    laptop.press(Key::Enter);
    laptop.see_text("60 pupils in the log");
    laptop.close();
}

fn record(laptop: &Laptop) {
    laptop.click("button", "Record about Wren");
    let words = Words {
        exact_asked: "Wren’s exact words",
        what: "Came to the office without a bag and asked to stay in at lunch.",
        exact: EXACT,
        signs: &["Money, clothes or phones", "Controlling or older adults"],
        done: "Stayed with her until the bus had gone.",
        decision: "Refer",
        reason: "The small facts of this term belong together.",
        ..Words::default()
    };
    steps::write_concern(laptop, &words);
    laptop.click("button", "Today");
    laptop.fill("Time", "00:05");
    laptop.see_text("Draft saved");
    laptop.show("05-record");
    laptop.press_control('s');
    laptop.see_text("Saved to Wren’s file at");
    laptop.see_text(EXACT);
    laptop.show("06-recorded");
    steps::search(laptop, "trainers");
    laptop.see_text(" found");
    laptop.see_text(EXACT);
    laptop.show("07-search");
}

fn refer(laptop: &Laptop) {
    steps::open_file(laptop, "tallowby", "Tallowby, Wren", "Wren Tallowby");
    let words = Referral {
        profile: "Southend-on-Sea",
        reason: "A term of small facts: absences, a new phone, trainers, an older person who waits at the gate.",
        asked_for: ("What do you ask for, for Wren?", "An assessment of risk outside the home."),
        child_knows: "Does Wren know of this referral?",
        told_reason: "Telling them could put Wren at more risk.",
        basis: "Public task: safeguarding of a child.",
    };
    steps::write_referral(laptop, "Refer Wren", &words);
    laptop.show("08-referral");
    let folder = demo_folder().unwrap_or_else(|| laptop.folder("sent"));
    let made = steps::export(laptop, &folder);
    laptop.show("09-made");
    recipient::reads(laptop, &made, &[EXACT, words.reason, words.basis]);
    // Everybody in it is invented, and whoever looks at the pictures wants to open the file too.
    fs::write(made.file.with_extension("password.txt"), &made.password).expect("the folder is ours");
}
