//! Which paper about the program is printed, and for whom. Never here: its words.

use chrono::NaiveDate;

/// A paper about the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpPage {
    /// A data protection impact assessment, filled in with what the program does.
    Dpia,
    /// One page for whoever looks after the laptop.
    It,
}

/// Whom a paper is printed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpFor {
    /// The school, where its log is open.
    pub school: Option<String>,
    pub made_up: bool,
    pub made_on: NaiveDate,
    /// The version of the program, as "0.1.0".
    pub version: String,
}
