//! A desktop for one test: a display nobody sees, a session bus with an unlocked keychain, and an empty home.
//!
//! Each test has its own, so that tests run side by side. Never here: the program that runs on it.

use std::collections::HashSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::process::{self, Process};
use super::wait;

/// Ends its parts in the order of its fields: the keychain before its bus, the home last.
pub struct Desktop {
    _keychain: Option<Process>,
    _bus: Process,
    _display: Process,
    display_name: String,
    home: TempDir,
}

impl Desktop {
    /// Starts the parts and waits until each of them answers.
    ///
    /// # Panics
    /// When one cannot be started: `cargo xtask test` installs them.
    pub fn start() -> Self {
        Self::start_with(true)
    }

    /// The same with a keychain or without one, and then with nothing that would start one when it is asked for.
    pub fn start_with(keychain_too: bool) -> Self {
        let home = TempDir::with_prefix("encircle-").expect("a temporary folder can be made");
        for folder in [home.path().join("run"), home.path().join("tmp")] {
            fs::create_dir(&folder).expect("a folder can be made in the temporary one");
            // The bus and the keychain refuse a runtime folder that others could read.
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("our own folder");
        }
        let (display, display_name) = display();
        let bus = bus(home.path(), keychain_too);
        let keychain = keychain_too.then(|| keychain(home.path()));
        Self { _keychain: keychain, _bus: bus, _display: display, display_name, home }
    }

    /// The home folder, and everything below it that a program may write.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// A file or folder in the home folder.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.home().join(name)
    }

    /// How many colours can be seen: an empty display has one, and the edges of letters have dozens.
    pub fn colours(&self) -> usize {
        let picture =
            self.command("import").args(["-silent", "-window", "root", "-depth", "8", "rgb:-"]).output();
        let pixels = picture.expect("ImageMagick's import can be started").stdout;
        pixels.chunks_exact(3).collect::<HashSet<_>>().len()
    }

    /// `program` with an environment that holds this desktop and nothing of the machine's own.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = process::command(program.as_ref());
        environment(&mut command, self.home());
        command.env("DISPLAY", &self.display_name).current_dir(self.home());
        command
    }
}

fn environment(command: &mut Command, home: &Path) {
    command.env_clear();
    for kept in ["PATH", "LD_LIBRARY_PATH", "RUST_BACKTRACE"] {
        if let Some(value) = std::env::var_os(kept) {
            command.env(kept, value);
        }
    }
    command
        .env("HOME", home)
        .env("TMPDIR", home.join("tmp"))
        .env("XDG_RUNTIME_DIR", home.join("run"))
        .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", home.join("run/bus").display()))
        // What the system itself would say comes from the test, never from the machine that runs it.
        .env("DBUS_SYSTEM_BUS_ADDRESS", format!("unix:path={}", home.join("run/bus").display()))
        .env("LANG", "C.UTF-8")
        .env("GDK_BACKEND", "x11")
        // Without this a bus for screen readers is started, which outlives the test.
        .env("NO_AT_BRIDGE", "1")
        .env("GSETTINGS_BACKEND", "memory");
}

/// An Xvfb that picks a free display number itself and prints it once it answers.
fn display() -> (Process, String) {
    let mut command = process::command("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1366x900x24", "-nolisten", "tcp", "-noreset"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = Process::start(&mut command);
    let output = process.child().stdout.take().expect("the output was asked for");
    let mut number = String::new();
    BufReader::new(output).read_line(&mut number).expect("Xvfb prints its number");
    assert!(number.trim().parse::<u32>().is_ok(), "Xvfb ended without a display");
    (process, format!(":{}", number.trim()))
}

/// A bus that starts nobody by itself.
const BARE_BUS: &str = r#"<busconfig>
  <type>session</type>
  <listen>ADDRESS</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"#;

fn bus(home: &Path, starts_others: bool) -> Process {
    let mut command = process::command("dbus-daemon");
    environment(&mut command, home);
    let address = format!("unix:path={}", home.join("run/bus").display());
    if starts_others {
        command.arg("--session");
    } else {
        let file = home.join("run/bus.conf");
        fs::write(&file, BARE_BUS.replace("ADDRESS", &address)).expect("a file in our own folder");
        command.arg(format!("--config-file={}", file.display()));
    }
    command.args(["--nofork", "--nopidfile", "--print-address=1", &format!("--address={address}")]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = Process::start(&mut command);
    // The address comes once the socket is there.
    let output = process.child().stdout.take().expect("the output was asked for");
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("the bus prints its address");
    assert!(line.starts_with("unix:path="), "the session bus did not start");
    process
}

/// An empty password would leave it locked, and a locked one answers that it has no entry.
fn keychain(home: &Path) -> Process {
    let mut command = process::command("gnome-keyring-daemon");
    environment(&mut command, home);
    command.args(["--foreground", "--unlock", "--components=secrets"]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut process = Process::start(&mut command);
    // The password is what comes before the end of the input.
    let mut input = process.child().stdin.take().expect("the input was asked for");
    input.write_all(b"for tests").expect("the keychain reads its password");
    drop(input);
    wait::until("the keychain on the session bus", || {
        let mut question = Command::new("dbus-send");
        environment(&mut question, home);
        question.args(["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]);
        question.args(["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]);
        let answer = question.output().expect("dbus-send can be started");
        String::from_utf8_lossy(&answer.stdout).contains("boolean true").then_some(())
    });
    process
}
