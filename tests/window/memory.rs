//! What a lock leaves in memory. The window is the one that a school has: no driver holds it, keys go to it as on any desktop.
//!
//! Never here: what a lock does on the screen, or how memory is read.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use crate::support::desktop::Desktop;
use crate::support::keyboard::{CONTROL, Keyboard, RETURN};
use crate::support::keys::secrets_of;
use crate::support::memory::{Secrets as Needles, size_of};
use crate::support::process::{Process, children_of};
use crate::support::secrets::Secrets;
use crate::support::vault::{Made, same};
use crate::support::{binary, wait};

const PASSPHRASE: &str = "cobble harvest lantern mosaic";

/// A window over a vault with one pupil, whose file says a word that stands nowhere else.
pub struct Opened {
    pub process: Process,
    pub keyboard: Keyboard,
    pub needles: Needles,
    pub made: Made,
}

impl Opened {
    /// Starts the program and opens the log with its keyboard.
    pub fn new() -> Self {
        let started = Self::start();
        started.open();
        started
    }

    /// Starts the program, which shows the closed log.
    pub fn start() -> Self {
        Self::start_at(|_| binary("encircle"))
    }

    /// The same, where the program lies somewhere on the desktop.
    fn start_at(program: impl FnOnce(&Desktop) -> PathBuf) -> Self {
        let made = Made::on(Desktop::start(), PASSPHRASE, same);
        let canary = format!("thornquill{}", std::process::id());
        let table = made.desktop.path("pupils.csv");
        fs::write(&table, "UPN,Surname,Forename,DOB\nW999999200028,Marsh,Juniper,01/02/2013\n").unwrap();
        let said = format!(
            r#"{{"pupil": "W999999200028", "what_happened": "She said {canary} near the lighthouse."}}"#
        );
        let concern = made.desktop.path("concern.json");
        fs::write(&concern, said).unwrap();
        made.must(&["import", table.to_str().unwrap()], same);
        made.must(&["record", concern.to_str().unwrap()], same);
        let device = Secrets::of(&made.desktop).device_secret().expect("the keychain is there");
        let mut needles = secrets_of(&made.vault, PASSPHRASE, Some(&device));
        needles.add_text("canary", &canary);

        let mut command = made.desktop.command(program(&made.desktop));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let process = Process::start(&mut command);
        let keyboard = Keyboard::of(&made.desktop.command("true"));
        let opened = Self { process, keyboard, needles, made };
        opened.see_a_page();
        opened
    }

    /// Types the passphrase into the lock screen, and says what was seen before it was handed over. What is freed later may be
    /// overwritten at any moment.
    pub fn open(&self) -> Seen {
        self.keyboard.focus();
        self.keyboard.type_text(PASSPHRASE);
        let typed = wait::until("the last letter in the web view", || {
            let now = self.now();
            now.web_view.contains("passphrase").then_some(now)
        });
        self.keyboard.press(&[], RETURN);
        wait::until("the log to open", || self.is_open().then_some(()));
        typed
    }

    pub fn see_a_page(&self) {
        wait::until("a painted window", || (self.made.desktop.colours() > 40).then_some(()));
    }

    /// The processes of the web view.
    pub fn web_view(&self) -> BTreeSet<u32> {
        children_of(self.process.id()).into_iter().collect()
    }

    /// Whether the program holds the file of the records open.
    pub fn is_open(&self) -> bool {
        let descriptors = fs::read_dir(format!("/proc/{}/fd", self.process.id())).unwrap().flatten();
        let mut files = descriptors.filter_map(|entry| fs::read_link(entry.path()).ok());
        files.any(|file| file.ends_with("records-1.db"))
    }

    /// What is found in the program's own memory.
    fn found(&self) -> BTreeSet<String> {
        self.needles.found_in_memory_of(self.process.id())
    }

    /// What is found in the memory of the web view.
    fn found_in_the_web_view(&self) -> BTreeSet<String> {
        self.web_view().into_iter().flat_map(|process| self.needles.found_in_memory_of(process)).collect()
    }

    /// Waits until a lock has put another run of the program in the place of this one, with another web view.
    pub fn see_it_lock(&self, former: &BTreeSet<u32>) {
        let told = || fs::read_to_string(format!("/proc/{}/cmdline", self.process.id())).unwrap_or_default();
        wait::until("the program to start itself anew", || told().contains("--after-lock").then_some(()));
        wait::until("another web view", || {
            let now = self.web_view();
            (!now.is_empty() && now.is_disjoint(former)).then_some(())
        });
        self.see_a_page();
        assert!(!self.is_open(), "the records are closed");
    }

    /// That nothing is left of what the log held, in any process of the program.
    pub fn see_that_nothing_is_left(&self, former: &BTreeSet<u32>) -> Seen {
        for view in former {
            assert!(!fs::exists(format!("/proc/{view}")).unwrap(), "the web view's process {view} is gone");
        }
        let seen = self.now();
        seen.is_nothing();
        seen
    }

    /// Looks for the pupil's words until they are shown, and says what was seen on the way.
    pub fn look_at_the_file(&self) -> Seen {
        let mut seen = Seen::default();
        wait::until("the pupil's words in the web view", || {
            // A page that is not there yet takes no key; one that is there looks once more.
            self.keyboard.press(&[CONTROL], u32::from('k'));
            self.keyboard.type_text("lighthouse");
            self.keyboard.press(&[], RETURN);
            seen.add(self.now());
            seen.web_view.contains("canary").then_some(())
        });
        seen.add(self.now());
        seen
    }

    /// What is found now.
    pub fn now(&self) -> Seen {
        let views = self.web_view();
        let sizes = std::iter::once(self.process.id()).chain(views).map(size_of);
        Seen { program: self.found(), web_view: self.found_in_the_web_view(), looked_at: sizes.sum() }
    }
}

/// What was found in the two kinds of process, and in how many bytes of them.
#[derive(Default)]
pub struct Seen {
    program: BTreeSet<String>,
    web_view: BTreeSet<String>,
    looked_at: u64,
}

impl Seen {
    fn add(&mut self, mut other: Self) {
        self.program.append(&mut other.program);
        self.web_view.append(&mut other.web_view);
        self.looked_at = self.looked_at.max(other.looked_at);
    }

    /// That everything is found which an open log holds: the test sees what there is to see. What the program only uses for a moment,
    /// such as the passphrase and the key of the database, need not be met there.
    fn is_an_open_log(&self) {
        assert!(self.web_view.contains("passphrase"), "the passphrase is found where it was typed");
        assert!(self.program.contains("canary") && self.web_view.contains("canary"), "the canary is found");
        for key in ["vault key", "signing seed"] {
            for half in ["first half", "second half"] {
                let name = format!("{key}, {half}");
                assert!(self.program.contains(&name), "the {name} is found: {:?}", self.program);
            }
        }
    }

    /// That nothing is found, in processes that were looked at.
    fn is_nothing(&self) {
        assert_eq!((&self.program, &self.web_view), (&BTreeSet::new(), &BTreeSet::new()));
        assert!(self.looked_at > 20_000_000, "two programs with windows hold more: {} bytes", self.looked_at);
    }
}

/// Prints what was found where, for `--nocapture` and SECURITY.md.
#[expect(clippy::print_stdout, reason = "whoever asks for the figures reads them there")]
fn print(needles: &Needles, open: &Seen, locked: &Seen) {
    let found = |found: bool| if found { "found" } else { "no" };
    println!("\n| looked for | open: program | open: web view | locked: either |");
    println!("| --- | --- | --- | --- |");
    for name in needles.names() {
        let left = locked.program.contains(name) || locked.web_view.contains(name);
        let open = [found(open.program.contains(name)), found(open.web_view.contains(name))];
        println!("| {name} | {} | {} | {} |", open[0], open[1], found(left));
    }
    println!("| bytes looked at | {} | | {} |\n", open.looked_at, locked.looked_at);
}

#[test]
fn after_a_lock_no_key_no_passphrase_and_no_word_of_a_file_is_in_memory() {
    let mut opened = Opened::start();
    // The test sees what there is to see, and only then does it count that it sees nothing.
    let mut open = opened.open();
    open.add(opened.look_at_the_file());
    open.is_an_open_log();
    let place = (60, 40, 1010, 710);
    opened.keyboard.put_window(place);
    wait::until("the window in its place", || (opened.keyboard.window()?.1 == place).then_some(()));

    let views = opened.web_view();
    opened.keyboard.press(&[CONTROL], u32::from('l'));
    opened.see_it_lock(&views);
    assert!(opened.process.child().try_wait().unwrap().is_none(), "the program goes on in its process");
    print(&opened.needles, &open, &opened.see_that_nothing_is_left(&views));
    wait::until("the window where it stood", || (opened.keyboard.window()?.1 == place).then_some(()));

    // It opens again, and the same things are found again: nothing was looked for in the wrong place.
    let mut open = opened.open();
    open.add(opened.look_at_the_file());
    open.is_an_open_log();
}

#[test]
fn a_second_start_while_the_log_locks_never_comes_in_between() {
    let mut opened = Opened::new();
    opened.look_at_the_file();
    let views = opened.web_view();
    let start = || {
        let mut command = opened.made.desktop.command(binary("encircle"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Process::start(&mut command)
    };
    opened.keyboard.press(&[CONTROL], u32::from('l'));
    // As many as fit in between, one after the other.
    let mut others: Vec<Process> = Vec::new();
    wait::until("another web view", || {
        if others.last_mut().is_none_or(|other| other.child().try_wait().unwrap().is_some()) {
            others.push(start());
        }
        let now = opened.web_view();
        (!now.is_empty() && now.is_disjoint(&views)).then_some(())
    });
    for other in &mut others {
        let ended = wait::until("the other start to end", || other.child().try_wait().unwrap());
        assert!(ended.success(), "it raised the window and ended: {ended}");
    }
    assert!(opened.process.child().try_wait().unwrap().is_none(), "the first window is still the one");
    opened.see_it_lock(&views);
    opened.see_that_nothing_is_left(&views);
}

/// As when a newer version is installed while the log is open.
#[test]
fn a_program_whose_file_is_gone_locks_as_before_and_nothing_piles_up_from_lock_to_lock() {
    let opened = Opened::start_at(|desktop| {
        let copy = desktop.path("encircle");
        fs::copy(binary("encircle"), &copy).unwrap();
        copy
    });
    fs::remove_file(opened.made.desktop.path("encircle")).unwrap();
    let files = || fs::read_dir(format!("/proc/{}/fd", opened.process.id())).unwrap().flatten();
    let kept = || files().filter(|file| is_handed_on(opened.process.id(), &file.file_name())).count();
    let mut counts = Vec::new();
    for _ in 0..3 {
        opened.open();
        opened.look_at_the_file();
        let views = opened.web_view();
        opened.keyboard.press(&[CONTROL], u32::from('l'));
        opened.see_it_lock(&views);
        opened.see_that_nothing_is_left(&views);
        counts.push(kept());
    }
    assert!(counts[1] == counts[0] && counts[2] == counts[0], "what one run hands to the next: {counts:?}");
}

/// Whether a file of a process stays open when another program takes its place: it is not marked as closed then.
fn is_handed_on(process: u32, file: &OsStr) -> bool {
    let about = format!("/proc/{process}/fdinfo/{}", file.to_string_lossy());
    let about = fs::read_to_string(about).unwrap_or_default();
    let flags = about.lines().find_map(|line| line.strip_prefix("flags:"));
    flags
        .is_some_and(|flags| u32::from_str_radix(flags.trim(), 8).is_ok_and(|flags| flags & CLOSED_THEN == 0))
}

/// Linux's mark for it, `O_CLOEXEC`.
const CLOSED_THEN: u32 = 0o2_000_000;
