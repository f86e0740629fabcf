//! What a safeguarding lead does on each screen, in the words that stand on it.
//!
//! Never here: what a step must prove; the journeys say that.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::laptop::Laptop;

/// A concern as it is written into the form.
#[derive(Default)]
pub struct Words<'a> {
    /// What is typed to find the pupil, and the name that is then chosen.
    pub find: &'a str,
    pub pupil: &'a str,
    /// The name as the questions use it, possessive: `Siân’s`.
    pub possessive: &'a str,
    pub what: &'a str,
    pub exact: &'a str,
    pub signs: &'a [&'a str],
    pub done: &'a str,
    pub decision: &'a str,
    pub reason: &'a str,
}

/// Makes the school's log. The answer is the passphrase, read off the screen.
pub fn first_run(laptop: &Laptop) -> String {
    laptop.see("heading", "Start the safeguarding log of your school");
    laptop.show("01-first-run");
    laptop.click("button", "Start our log");
    laptop.fill("Name of the school", "Saltmarsh Lane School");
    laptop.fill("LAESTAB", "9991234");
    laptop.click("button", "Continue");
    laptop.fill("Your name, as it stands under your entries", "Della Marchbank");
    laptop.click("radio", "Designated safeguarding lead");
    laptop.click("button", "Continue");

    laptop.see("heading", "Choose a passphrase");
    let passphrase =
        laptop.read("the four words offered", "return document.querySelector('output')?.textContent.trim()");
    assert_eq!(passphrase.split(' ').count(), 4, "four words are offered");
    laptop.show("02-passphrase");
    laptop.click("button", "Make the log");

    laptop.see("heading", "Two recovery kits");
    let kits = laptop.folder("kits");
    laptop.answer(&kits);
    laptop.click("button", "Save the page of kit 2 to print");
    laptop.see_text("Delete the file when it is printed.");
    let page = only_file(&kits);
    assert!(fs::read(&page).expect("the page was saved").starts_with(b"%PDF-"), "the page is one to print");
    fs::remove_file(page).expect("the page is ours to delete");
    let words = kit_words(laptop, "Words of kit 2");
    assert!(kit_words(laptop, "Words of kit 1") != words, "each kit has its own words");
    laptop.click("button", "I have both pages");

    laptop.see("heading", "Type one kit back");
    laptop.click("radio", "Kit 2");
    laptop.fill("Its words", &words.join(" "));
    laptop.click("button", "Open the log");
    laptop.see_text("No pupils in the log yet.");
    passphrase
}

/// The words of a kit as they stand in its list, without their numbers.
fn kit_words(laptop: &Laptop, list: &str) -> Vec<String> {
    let script = format!(
        "const items = document.querySelectorAll('ol[aria-label=\"{list}\"] > li');
         return items.length ? [...items].map(li => li.lastChild.textContent.trim()).join(' ') : null"
    );
    laptop.read(list, &script).split(' ').map(str::to_owned).collect()
}

/// Brings a file in, rows to look at included.
pub fn import(laptop: &Laptop, file: &Path, confirm: &str, warnings: bool) {
    laptop.answer(file);
    laptop.click("button", "Choose a file");
    laptop.see_text("Nothing has been written yet.");
    if warnings {
        laptop.click("checkbox", "Take the rows to look at too");
    }
    laptop.click("button", confirm);
    laptop.see("heading", "Brought in");
}

/// Goes to a place on the spine.
pub fn go(laptop: &Laptop, place: &str) {
    laptop.click("link", place);
}

/// Fills in the form of a concern, which is open, and saves nothing.
pub fn write_concern(laptop: &Laptop, words: &Words) {
    if !words.find.is_empty() {
        laptop.fill("Who is it about?", words.find);
        laptop.click("option", words.pupil);
        laptop.see("button", &format!("Change {}", words.pupil));
    }
    laptop.fill("What happened?", words.what);
    if !words.exact.is_empty() {
        laptop.fill(&format!("{} exact words", words.possessive), words.exact);
    }
    for sign in words.signs {
        laptop.click("checkbox", sign);
    }
    if !words.done.is_empty() {
        laptop.fill("What was done straight away?", words.done);
    }
    if !words.decision.is_empty() {
        laptop.click("radio", words.decision);
    }
    if !words.reason.is_empty() {
        laptop.fill("Reason", words.reason);
    }
}

/// Opens a closed log.
pub fn unlock(laptop: &Laptop, passphrase: &str) {
    laptop.fill("Passphrase", passphrase);
    laptop.click("button", "Open");
}

/// The whole file of a pupil, from the list of pupils.
pub fn open_file(laptop: &Laptop, find: &str, listed: &str, known_as: &str) {
    go(laptop, "Pupils");
    laptop.fill("Find a pupil", find);
    laptop.click("link", listed);
    laptop.see("heading", known_as);
}

/// The only file in a folder.
pub fn only_file(folder: &Path) -> PathBuf {
    let files: Vec<_> =
        fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path()).collect();
    assert_eq!(files.len(), 1, "one file was expected, not {files:?}");
    files.into_iter().next().expect("there is one")
}

impl Laptop {
    /// Waits until a script of the page answers with words.
    pub fn read(&self, what: &str, script: &str) -> String {
        crate::support::wait::until(what, || match self.ask::<Value>(script) {
            Value::String(words) if !words.is_empty() => Some(words),
            _ => None,
        })
    }
}
