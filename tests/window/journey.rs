//! The main job on one laptop, from the first start to the referral in somebody else's hands.

use super::laptop::Laptop;
use super::steps::{self, Words};
use crate::support::fixtures;

#[test]
fn the_main_job_from_the_first_start_to_the_referral() {
    let mut laptop = Laptop::new();
    let passphrase = steps::first_run(&laptop);
    laptop.click("button", "Import pupils");
    let pupils = fixtures().join("cases/A01_9999999_CTF_9998888_001.xml");
    steps::import(&laptop, &pupils, "Bring in 2 pupils", true);

    laptop.press_control('n');
    steps::write_concern(
        &laptop,
        &Words {
            find: "sian od",
            pupil: "Siân O'Dwyer-Nash",
            possessive: "Siân’s",
            what: "Two telephones fell out of her bag in the third lesson.",
            exact: "It's not mine, I'm just minding it innit.",
            signs: &["Money, clothes or phones", "Calls and texts"],
            done: "The second telephone is in the school safe.",
            decision: "Refer",
            reason: "Third sign in two weeks.",
        },
    );
    laptop.show("05-record");
    laptop.press_control('s');
    laptop.see_text("Saved to Siân’s file at");
    laptop.kill();
    laptop.start();
    steps::unlock(&laptop, &passphrase);
    laptop.see_text("2 pupils in the log");
}
