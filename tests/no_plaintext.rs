//! Nothing that was written about a child lies readable on the disk: unusual words are planted through the whole
//! journey and looked for byte by byte, while the window runs, after lock, and after the program has ended.
//!
//! Never here: a folder left out because something is known to lie there. Only what this test itself writes is expected.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::SystemTime;

use crate::support::desktop::Desktop;
use crate::support::process::{Process, children_of};
use crate::support::window::Window;
use crate::support::{binary, fixtures, wait};
use crate::window::laptop::Laptop;
use crate::window::steps::{self, Referral, Words};

pub mod scan;

use scan::{Needles, files_below, open_files};

#[test]
fn no_word_about_a_child_lies_readable_on_the_disk() {
    let began = SystemTime::now();
    let mut needles = Needles::new();
    let mut laptop = Laptop::new();
    let passphrase = steps::first_run(&laptop);
    needles.add(&passphrase);

    // The one readable file is the school's own export, which this test writes. So each look also proves that the words
    // would be found.
    let surname = needles.plant("quillfen");
    let table = format!("UPN,Surname,Forename,DOB\nW999999200028,{surname},Juniper,01/02/2013\n");
    let csv = laptop.write("pupils.csv", &table);
    laptop.click("button", "Import pupils");
    steps::import(&laptop, &csv, "Bring in 1 pupil", false);

    let name = format!("Juniper {surname}");
    let (what, exact, done, reason) = (
        needles.plant("brackwater"),
        needles.plant("mothlight"),
        needles.plant("pewterby"),
        needles.plant("larkspire"),
    );
    laptop.press_control('n');
    let words = Words {
        find: "juniper",
        pupil: &name,
        exact_asked: "Juniper’s exact words",
        what: &what,
        exact: &exact,
        signs: &["Calls and texts"],
        done: &done,
        decision: "Keep watch",
        reason: &reason,
    };
    steps::write_concern(&laptop, &words);
    laptop.press_control('s');
    laptop.see_text("Saved to Juniper’s file at");

    let listed = format!("{surname}, Juniper");
    steps::open_file(&laptop, "juniper", &listed, &name);
    let (added, why) = (needles.plant("saltwhin"), needles.plant("dunmarrow"));
    laptop.click("button", "Add to the entry of");
    laptop.fill("What happened?", &added);
    laptop.fill("Why do you add to it?", &why);
    laptop.click("button", "Save the addition");
    laptop.see_text("Added. The former text stays with the entry.");
    // A picture whose bytes hold a word. The file that was chosen goes; what the log shows was drawn anew.
    let hidden = needles.plant("hollowmere");
    let mut picture = std::fs::read(fixtures().join("attachments/upright.jpg")).unwrap();
    picture.extend_from_slice(hidden.as_bytes());
    let chosen = laptop.folder("camera").join("IMG_0001.jpg");
    std::fs::write(&chosen, &picture).unwrap();
    laptop.answer(&chosen);
    laptop.click("button", "Add a file");
    laptop.see_text("The original is kept as it came.");
    std::fs::remove_file(&chosen).unwrap();
    laptop.click("button", "Show IMG_0001.jpg");
    laptop.see_text("Drawn anew from the original of 64 × 96 pixels.");
    laptop.click("button", "Close");
    let (ring, never) = (needles.plant("thornleaze"), needles.plant("cobblemere"));
    laptop.click("button", "Say whom to ring");
    laptop.fill("Whom to ring, and on which number", &ring);
    laptop.fill("Whom never to tell", &never);
    laptop.click("button", "Save safe contact");
    laptop.see_text(&never);
    steps::search(&laptop, &needles.plant("wickenfold"));
    laptop.see_text("Nothing found");

    let (asked, basis, told) =
        (needles.plant("heronsgate"), needles.plant("stillbeck"), needles.plant("ashmarl"));
    let worried = needles.plant("ravenholt");
    steps::open_file(&laptop, "juniper", &listed, &name);
    let referral = Referral {
        profile: "Southend-on-Sea",
        reason: &worried,
        asked_for: ("What do you ask for, for Juniper?", &asked),
        child_knows: "Does Juniper know of this referral?",
        told_reason: &told,
        basis: &basis,
    };
    steps::write_referral(&laptop, "Refer Juniper", &referral);
    let made = steps::export(&laptop, &laptop.folder("sent"));
    needles.add(&made.password);

    let draft = needles.plant("fennelow");
    laptop.press_control('n');
    laptop.fill("What happened?", &draft);
    laptop.see_text("Draft saved");

    let only_the_export = |when: &str, laptop: &Laptop, running: Option<&Window>| {
        let (found, looked_at) = everywhere(laptop, began, running, &needles);
        say(when, &looked_at, found.iter().filter(|file| **file != csv).count());
        assert_eq!(found, BTreeSet::from([csv.clone()]), "readable {when}");
    };
    only_the_export("with the window running", &laptop, Some(&laptop));
    laptop.press_control('l');
    laptop.see("heading", "Open the log");
    only_the_export("after lock", &laptop, Some(&laptop));
    laptop.close();
    only_the_export("after the program has ended", &laptop, None);
}

/// The files that hold one of the words, and all that were looked at: below the home folder, in the system's temporary
/// folders, and those that the running program keeps open, deleted ones too.
fn everywhere(
    laptop: &Laptop,
    began: SystemTime,
    running: Option<&Window>,
    needles: &Needles,
) -> (BTreeSet<PathBuf>, BTreeSet<PathBuf>) {
    let home = files_below(laptop.home(), None);
    let temporary = ["/tmp", "/var/tmp", "/dev/shm"]
        .iter()
        .flat_map(|folder| files_below(Path::new(folder), Some(began)));
    let mut looked_at: BTreeSet<PathBuf> = home.into_iter().chain(temporary).collect();
    assert!(
        looked_at.iter().any(|file| file.ends_with("keys.cbor")),
        "the vault lies where it was looked for"
    );
    if let Some(program) = running.map(|window| window.program().expect("the program runs")) {
        let processes: Vec<u32> = std::iter::once(program).chain(children_of(program)).collect();
        assert!(processes.len() > 1, "the web view has a process of its own");
        looked_at.extend(processes.into_iter().flat_map(open_files));
    }
    let found = looked_at.iter().filter(|file| needles.are_in(file)).cloned().collect();
    (found, looked_at)
}

#[expect(clippy::print_stdout, reason = "whoever asks for the figures reads them there")]
fn say(when: &str, looked_at: &BTreeSet<PathBuf>, hits: usize) {
    let sizes = looked_at.iter().filter_map(|file| file.metadata().ok());
    let bytes: u64 = sizes.map(|about| about.len()).sum();
    println!("canaries {when}: {hits} in {} files of {bytes} bytes", looked_at.len());
}

/// A window as a school has it. A driver can only hold a web view that may store things; this one has no driver, and
/// all that its library leaves is a salt for each store that it does not make, and its empty list of web hosts.
#[test]
fn the_web_view_of_a_school_stores_nothing() {
    let desktop = Desktop::start();
    let mut command = desktop.command(binary("encircle"));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let window = Process::start(&mut command);
    wait::until("the first screen to be painted", || (desktop.colours() > 40).then_some(()));
    let empty = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name == "salt" || name.starts_with("hsts-storage.sqlite")
    };
    let keychain = desktop.path(".local/share/keyrings");
    let files = files_below(desktop.home(), None).into_iter();
    let stored: Vec<_> = files.filter(|file| !file.starts_with(&keychain) && !empty(file)).collect();
    assert_eq!(stored, Vec::<PathBuf>::new());
    drop(window);
}
