//! One window: a second start shows the first one and ends, before it could touch a vault.
//!
//! Never here: what the first window does.

use std::fs;
use std::process::Stdio;

use super::laptop::Laptop;
use crate::support::process::Process;
use crate::support::{binary, wait};

#[test]
fn a_second_start_ends_by_itself_and_opens_no_file_of_a_vault() {
    let laptop = Laptop::new();
    laptop.see("heading", "Start the safeguarding log of your school");
    let trace = laptop.home().join("trace");
    let mut command = laptop.command("strace");
    command
        .args(["--follow-forks", "--trace=%file", "--quiet=all", "--output"])
        .arg(&trace)
        .arg(binary("encircle"));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut second = Process::start(&mut command);
    let ended =
        wait::until("the second start to end", || second.child().try_wait().expect("a child of ours"));
    assert!(ended.success(), "the second start ended with {ended}");
    let files = fs::read_to_string(&trace).expect("strace wrote its file");
    assert!(files.contains("encircle"), "strace saw the files of the program");
    for place in ["/vault", "/made-up-school"] {
        assert!(!files.contains(place), "the second start looked into {place}");
    }
    // The first window is there and does what it did before.
    laptop.click("button", "Start our log");
    laptop.see("heading", "Which school is it?");
}
