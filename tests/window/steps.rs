//! What a safeguarding lead does on each screen, in the words that stand on it.
//!
//! Never here: what a journey must prove; the journeys say that.

use std::fs;
use std::path::{Path, PathBuf};

use thirtyfour::Key;

use super::laptop::Laptop;

/// A concern as it is typed into the form. What is empty is left as it stands.
#[derive(Default)]
pub struct Words<'a> {
    /// What is typed to find the pupil, and the name that is then chosen.
    pub find: &'a str,
    pub pupil: &'a str,
    /// How the question for the exact words is put: "Siân’s exact words".
    pub exact_asked: &'a str,
    pub what: &'a str,
    pub exact: &'a str,
    pub signs: &'a [&'a str],
    pub done: &'a str,
    pub decision: &'a str,
    pub reason: &'a str,
}

/// What is asked of the recipient of a referral, and what they are told.
pub struct Referral<'a> {
    pub profile: &'a str,
    pub reason: &'a str,
    pub asked_for: (&'a str, &'a str),
    pub child_knows: &'a str,
    pub told_reason: &'a str,
    pub basis: &'a str,
}

/// What the screen says once a referral is made.
pub struct Made {
    pub file: PathBuf,
    pub password: String,
    pub heading: String,
}

/// Makes the school's log. The answer is the passphrase, read off the screen.
pub fn first_run(laptop: &Laptop) -> String {
    laptop.see("heading", "Start the safeguarding log of your school");
    laptop.click("button", "Start our log");
    laptop.fill("Name of the school", "Saltmarsh Lane School");
    laptop.fill("LAESTAB", "9991234");
    laptop.click("button", "Continue");
    laptop.fill("Your name, as it stands under your entries", "Della Marchbank");
    laptop.click("radio", "Designated safeguarding lead");
    laptop.click("button", "Continue");

    laptop.see("heading", "Choose a passphrase");
    let passphrase = laptop.read("four words", "return document.querySelector('output')?.textContent.trim()");
    assert_eq!(passphrase.split(' ').count(), 4, "four words are offered");
    laptop.show("own-1-passphrase");
    laptop.click("button", "Make the log");

    laptop.see("heading", "Two recovery kits");
    let kits = laptop.folder("kits");
    laptop.answer(&kits);
    laptop.click("button", "Save the page of kit 2 to print");
    laptop.see_text("Delete the file when it is printed.");
    let page = only_file(&kits);
    assert!(fs::read(&page).expect("the page was saved").starts_with(b"%PDF-"), "the page can be printed");
    // The screen asks for this.
    fs::remove_file(page).expect("the page is ours to delete");
    laptop.show("own-2-kits");
    let words = kit_words(laptop, "Words of kit 2");
    assert_ne!(kit_words(laptop, "Words of kit 1"), words, "each kit has its own words");
    laptop.click("button", "I have both pages");

    laptop.see("heading", "Type one kit back");
    laptop.click("radio", "Kit 2");
    laptop.fill("Its words", &words);
    laptop.click("button", "Open the log");
    laptop.see_text("No pupils in the log yet.");
    passphrase
}

/// The words of a kit as they stand in its list, without their numbers.
fn kit_words(laptop: &Laptop, list: &str) -> String {
    let script = format!(
        "const words = document.querySelectorAll('ol[aria-label=\"{list}\"] > li');
         return [...words].map((word) => word.lastChild.textContent.trim()).join(' ')"
    );
    laptop.read(list, &script)
}

/// Brings a file in. `take` is the button that says how much; rows with a warning are accepted where there are any.
pub fn import(laptop: &Laptop, file: &Path, take: &str, warnings: bool) {
    laptop.answer(file);
    laptop.click("button", "Choose a file");
    laptop.see("button", take);
    laptop.see_text("Nothing has been written yet.");
    if warnings {
        laptop.click("checkbox", "Take the rows to look at too");
    }
    laptop.click("button", take);
    laptop.see("heading", "Brought in");
}

/// Goes to the page on which files are brought in.
pub fn go_to_import(laptop: &Laptop) {
    laptop.click("link", "Pupils");
    laptop.click("button", "Bring in pupils");
}

/// Fills in the form of a concern, which is open, and saves nothing.
pub fn write_concern(laptop: &Laptop, words: &Words<'_>) {
    if !words.find.is_empty() {
        laptop.fill("Who is it about?", words.find);
        laptop.click("option", words.pupil);
        laptop.see("button", &format!("Change {}", words.pupil));
    }
    laptop.fill("What happened?", words.what);
    if !words.exact.is_empty() {
        laptop.fill(words.exact_asked, words.exact);
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
    laptop.see("heading", "Open the log");
    laptop.fill("Passphrase", passphrase);
    laptop.click("button", "Open");
}

/// Opens a pupil's file from the list of pupils.
pub fn open_file(laptop: &Laptop, find: &str, listed: &str, known_as: &str) {
    laptop.click("link", "Pupils");
    laptop.fill("Find a pupil", find);
    laptop.click("link", listed);
    laptop.see("heading", known_as);
}

/// Looks for words through the box in the bar.
pub fn search(laptop: &Laptop, words: &str) {
    laptop.fill("Find a pupil or a word in the log", words);
    laptop.press(Key::Enter);
    laptop.see("heading", "Search");
}

/// Answers the parts of a referral from a pupil's file on, up to the look at its pages.
pub fn write_referral(laptop: &Laptop, refer: &str, words: &Referral<'_>) {
    laptop.click("button", refer);
    laptop.click("radio", words.profile);
    laptop.click("button", "Continue");
    laptop.click("button", "Why now");
    laptop.fill("What are you worried about?", words.reason);
    laptop.fill(words.asked_for.0, words.asked_for.1);
    laptop.click("button", "Telling and agreeing");
    let unsafe_to_tell = "No, because that could put the child at more risk";
    laptop.click_in("Do the parents know of this referral?", "radio", unsafe_to_tell);
    laptop.click_in(words.child_knows, "radio", "Yes");
    laptop.click_in("Has anybody with parental responsibility agreed to support?", "radio", "Not known yet");
    laptop.fill("Why not?", words.told_reason);
    laptop.click("button", "Lawful basis");
    laptop.fill("The words as they will stand in the referral", words.basis);
    laptop.click("button", "Look and export");
    laptop.see_text("Page 1 of");
}

/// Makes the file in `folder`, and reads its password off the screen.
pub fn export(laptop: &Laptop, folder: &Path) -> Made {
    laptop.answer(folder);
    laptop.click("button", "Check and export");
    laptop.see("dialog", "This makes a file that leaves the laptop");
    laptop.click("button", "Make the file");
    laptop.see("heading", "Password");
    let password =
        laptop.read("the password", "return document.querySelector('.password .words')?.textContent.trim()");
    let heading = laptop.text_of("#made");
    let name = laptop.read("the file's name", "return document.querySelector('dl dd')?.textContent.trim()");
    Made { file: folder.join(name), password, heading }
}

/// The only file in a folder.
pub fn only_file(folder: &Path) -> PathBuf {
    let mut files = fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path());
    let file = files.next().expect("the folder holds a file");
    assert_eq!(files.next(), None, "the folder holds one file");
    file
}
