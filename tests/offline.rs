//! Nothing leaves the laptop: neither the command line nor the window calls an internet address, watched by
//! strace from their first instruction on, child processes included.
//!
//! The window runs without its driver here, because the driver itself speaks to the web view through this
//! machine's loopback address. Never here: trust in a library's promise.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::desktop::Desktop;
use crate::support::process::Process;
use crate::support::{binary, wait};

/// `program` under the eye of strace, which writes each network call into `trace`.
fn watched(desktop: &Desktop, program: &Path, trace: &Path) -> Command {
    let mut command = desktop.command("strace");
    command
        .args(["--follow-forks", "--trace=%network,execve", "--quiet=all", "--output"])
        .arg(trace)
        .arg(program);
    command
}

/// The traced calls that make an internet socket or carry an internet address. That the web view reads the
/// kernel's table of routes, which names such addresses, is no call to one.
fn internet_calls(trace: &Path) -> Vec<String> {
    let text = fs::read_to_string(trace).expect("strace wrote its file");
    assert!(text.contains("execve("), "strace did not see the program start");
    text.lines()
        .filter(|line| line.contains("socket(AF_INET") || line.contains("sa_family=AF_INET"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_witness_sees_a_program_that_calls_an_internet_address() {
    let desktop = Desktop::start();
    let trace = desktop.path("trace");
    let mut command = watched(&desktop, Path::new("bash"), &trace);
    // Port 9 is "discard": whether anybody listens there makes no difference.
    command.args(["-c", "exec 3<>/dev/udp/127.0.0.1/9"]).stderr(Stdio::null());
    command.status().expect("strace can be started");
    let calls = internet_calls(&trace);
    assert!(calls.iter().any(|call| call.contains("connect(")), "strace saw {calls:?}");
}

#[test]
fn the_command_line_calls_no_internet_address() {
    let desktop = Desktop::start();
    let vault = desktop.path("vault");
    let passphrase = desktop.path("passphrase");
    fs::write(&passphrase, "correct saltmarsh lantern ferry\n").expect("a file in our own folder");
    let steps: [&[&str]; 5] =
        [&["sample", "--size", "small"], &["pupils"], &["gaps"], &["search", "phone"], &["check"]];
    for (number, step) in steps.iter().enumerate() {
        let trace = desktop.path(format!("trace-{number}"));
        let mut command = watched(&desktop, &binary("encircle-cli"), &trace);
        command.arg("--vault").arg(&vault).arg("--passphrase-file").arg(&passphrase).args(*step);
        let output = command.output().expect("strace can be started");
        assert!(output.status.success(), "{step:?}: {}", String::from_utf8_lossy(&output.stderr));
        let calls = internet_calls(&trace);
        assert!(calls.is_empty(), "{step:?} called the internet:\n{}", calls.join("\n"));
    }
}

#[test]
fn the_window_calls_no_internet_address() {
    let desktop = Desktop::start();
    let trace = desktop.path("trace");
    let mut command = watched(&desktop, &binary("encircle"), &trace);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let window = Process::start(&mut command);
    wait::until("the first screen to be painted", || (colours_on(&desktop) > 40).then_some(()));
    drop(window);
    let calls = internet_calls(&trace);
    assert!(calls.is_empty(), "the window called the internet:\n{}", calls.join("\n"));
}

/// How many colours can be seen: an empty display has one, and the edges of letters have dozens.
fn colours_on(desktop: &Desktop) -> usize {
    let picture =
        desktop.command("import").args(["-silent", "-window", "root", "-depth", "8", "rgb:-"]).output();
    let pixels = picture.expect("ImageMagick's import can be started").stdout;
    pixels.chunks_exact(3).collect::<HashSet<_>>().len()
}
