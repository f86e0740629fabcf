//! A process that ends with the value that holds it, with everything that it started.
//!
//! Never here: ending a process by its name.

use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
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
    let entries = std::fs::read_dir("/proc").expect("Linux lists its processes");
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|id: &u32| {
            let status = std::fs::read_to_string(format!("/proc/{id}/status"));
            status.is_ok_and(|status| {
                status.lines().any(|line| line == parent)
                    && !status.lines().any(|line| line.starts_with("State:\tZ"))
            })
        })
        .collect()
}
