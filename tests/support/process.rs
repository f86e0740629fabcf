//! A process that ends with the value that holds it, with everything that it started.
//!
//! Never here: ending a process by its name.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A command whose process also ends when the test that started it is ended from outside.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--"]).arg(program);
    command
}

/// The leader of a process group of its own.
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts `command` as the leader of a new group.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start(command: &mut Command) -> Self {
        let child = command.process_group(0).spawn();
        Self { child: child.unwrap_or_else(|error| panic!("{command:?} cannot be started: {error}")) }
    }

    /// The process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Ends the group as a pulled plug would, and waits until its leader is gone.
    pub fn kill(&mut self) {
        let group = self.id().to_string();
        // The shell's own `kill`, because Rust's reaches one process and no group.
        let mut kill = Command::new("sh");
        kill.args(["-c", "kill -s KILL -- \"-$0\"", &group]).stderr(Stdio::null());
        kill.status().expect("the shell can be started");
        self.child.wait().expect("a child of ours can be waited for");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Ends one process that a process of ours started, as a pulled plug would.
pub fn kill_one(id: u32) {
    let done = Command::new("sh").args(["-c", "kill -s KILL \"$0\"", &id.to_string()]).status();
    assert!(done.is_ok_and(|status| status.success()), "process {id} could not be ended: it is gone already");
}

/// The ids of the processes that `parent` has started and that still run. One that has ended and that its
/// parent has not yet noticed does not run.
pub fn children_of(parent: u32) -> Vec<u32> {
    let parent = format!("PPid:\t{parent}");
    numbers_in("/proc").filter(|id| status_of(format!("/proc/{id}"), &parent) && runs(*id)).collect()
}

/// Whether a thread of the process still runs. The first thread may have ended before the others, and what the process
/// holds, such as its connections, is given up with the last.
fn runs(id: u32) -> bool {
    numbers_in(format!("/proc/{id}/task")).any(|thread| {
        let place = format!("/proc/{id}/task/{thread}");
        !status_of(&place, "State:\tZ") && !status_of(&place, "State:\tX") && Path::new(&place).exists()
    })
}

/// Whether the status that Linux tells of a process or thread has a line that begins so, up to the end or a blank.
fn status_of(place: impl AsRef<Path>, beginning: &str) -> bool {
    let status = fs::read_to_string(place.as_ref().join("status")).unwrap_or_default();
    status
        .lines()
        .any(|line| line.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

fn numbers_in(folder: impl AsRef<Path>) -> impl Iterator<Item = u32> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
}
