//! A school laptop with the real program on it: started, ended, and answered when it asks for a file.
//!
//! Never here: a step on one screen.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::desktop::Desktop;
use crate::support::window::Window;
use crate::support::{binary, wait};

/// The file from which the program takes the answers that a person would give to a native dialog.
const ANSWERS: &str = "ENCIRCLE_E2E_ANSWERS";

/// Where the pictures go when somebody wants to see them.
const DEMO: &str = "ENCIRCLE_DEMO_DIR";

/// A desktop and the window on it. What a window can do can be asked of the laptop.
pub struct Laptop {
    // The window ends before the desktop that it stands on.
    window: Option<Window>,
    desktop: Desktop,
    answers: PathBuf,
}

impl Laptop {
    /// A laptop on which Encircle has just been started for the first time.
    pub fn new() -> Self {
        let desktop = Desktop::start();
        let answers = desktop.path("answers");
        fs::write(&answers, "").expect("a file in our own folder");
        let mut laptop = Self { window: None, desktop, answers };
        laptop.start();
        laptop
    }

    /// A program of this workspace, or of the system, on this laptop's desktop.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        self.desktop.command(program)
    }

    /// The home folder, below which everything lies that a program may write.
    pub fn home(&self) -> &Path {
        self.desktop.home()
    }

    /// Starts the program. The answers to its dialogs are counted from its start on.
    pub fn start(&mut self) {
        assert!(self.window.is_none(), "the program runs already");
        fs::write(&self.answers, "").expect("a file in our own folder");
        let environment = [(ANSWERS, self.answers.as_path())];
        self.window = Some(Window::open(&self.desktop, &binary("encircle"), &[], &environment));
    }

    /// Ends the program as a pulled plug would.
    pub fn kill(&mut self) {
        self.window.take().expect("the program runs").kill();
    }

    /// Closes the window and ends the program.
    pub fn close(&mut self) {
        drop(self.window.take().expect("the program runs"));
    }

    /// Gives the next file dialog a file to open, or a folder to save in.
    pub fn answer(&self, path: &Path) {
        let mut file =
            OpenOptions::new().append(true).open(&self.answers).expect("the file was made at the start");
        writeln!(file, "{}", path.display()).expect("a file in our own folder");
    }

    /// A new, empty folder in the home of this laptop.
    pub fn folder(&self, name: &str) -> PathBuf {
        let folder = self.desktop.path(name);
        fs::create_dir(&folder).expect("a folder in our own folder");
        folder
    }

    /// Writes a file into the home of this laptop.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let file = self.desktop.path(name);
        fs::write(&file, text).expect("a file in our own folder");
        file
    }

    /// Leaves a picture where pictures are wanted.
    pub fn show(&self, name: &str) {
        if let Some(folder) = demo_folder() {
            self.picture(&folder.join(format!("{name}.png")));
        }
    }
}

impl Laptop {
    /// Waits until a script of the page answers with words.
    pub fn read(&self, what: &str, script: &str) -> String {
        wait::until(what, || match self.ask::<Value>(script) {
            Value::String(words) if !words.is_empty() => Some(words),
            _ => None,
        })
    }
}

impl Deref for Laptop {
    type Target = Window;

    fn deref(&self) -> &Window {
        self.window.as_ref().expect("the program runs")
    }
}

/// The folder for pictures and for the referral, when somebody wants to see them.
pub fn demo_folder() -> Option<PathBuf> {
    std::env::var_os(DEMO).map(PathBuf::from)
}
