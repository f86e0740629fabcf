//! A vault that the command line made on a desktop, where the window would look for it.
//!
//! Never here: what is in it besides the school and one person.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use super::binary;
use super::desktop::Desktop;

pub struct Made {
    pub desktop: Desktop,
    pub vault: PathBuf,
    /// The file that holds the passphrase.
    pub passphrase: PathBuf,
}

/// The program as it is.
pub fn same(_: &mut Command) {}

impl Made {
    /// Makes a vault, with the command changed.
    pub fn on(desktop: Desktop, passphrase: &str, change: impl Fn(&mut Command)) -> Self {
        let file = desktop.path("passphrase");
        fs::write(&file, passphrase).unwrap();
        let vault = desktop.path(".local/share/org.encircle.log/vault");
        let made = Self { desktop, vault, passphrase: file };
        let kits = made.desktop.path("kits.txt");
        let school = ["--school", "Saltmarsh Lane School", "--laestab", "9991234"];
        let person = ["--person", "Della Marchbank", "--recovery-out", kits.to_str().unwrap()];
        made.must(&[&["create"], &school[..], &person[..]].concat(), change);
        // The page asks for this; what it says must be nowhere.
        fs::remove_file(kits).unwrap();
        made
    }

    /// Runs the command line with the passphrase's file, after `change`.
    pub fn run(&self, arguments: &[&str], change: impl Fn(&mut Command)) -> Output {
        let mut command = self.desktop.command(binary("encircle-cli"));
        command.args(arguments).arg("--json").arg("--passphrase-file").arg(&self.passphrase);
        change(&mut command);
        command.stdin(Stdio::null()).output().unwrap()
    }

    /// The same, and it must succeed.
    pub fn must(&self, arguments: &[&str], change: impl Fn(&mut Command)) {
        let done = self.run(arguments, change);
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
}
