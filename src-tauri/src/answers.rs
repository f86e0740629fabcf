//! Answers for native dialogs in tests of the real window, which no driver can reach. Compiled with the feature `e2e` alone.

use std::path::PathBuf;

#[cfg(not(debug_assertions))]
compile_error!("the feature e2e answers dialogs from a file: it has no place in a release");

/// The variable that names a file with one answer a line: a path to open, a folder to save in, or `-` for "changed my mind".
const VARIABLE: &str = "ENCIRCLE_E2E_ANSWERS";

/// A queue that is read anew at each dialog, so that a test can add to it while the window runs.
pub struct Answers {
    file: Option<PathBuf>,
    taken: usize,
}

impl Answers {
    pub fn from_environment() -> Self {
        Self { file: std::env::var_os(VARIABLE).map(PathBuf::from), taken: 0 }
    }

    /// The next answer; `None` when there is no queue or it is empty.
    pub fn next(&mut self) -> Option<Option<PathBuf>> {
        let text = std::fs::read_to_string(self.file.as_ref()?).ok()?;
        let answer = text.lines().nth(self.taken)?;
        self.taken += 1;
        Some((answer != "-").then(|| PathBuf::from(answer)))
    }
}
