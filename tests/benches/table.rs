//! The table in `README.md` beside this file: read, changed row by row, and written again with the date and the machine.
//!
//! Never here: a figure that was not measured in this run or in the run that the row names.

use std::fs;
use std::path::Path;

use crate::machine;

const BEGIN: &str = "<!-- The bench writes from here … -->";
const END: &str = "<!-- … to here. -->";

/// One line of the table.
pub struct Row {
    pub step: &'static str,
    pub against: &'static str,
    pub goal: &'static str,
    pub measured: String,
    /// `None` where nothing was measured.
    pub met: Option<bool>,
}

impl Row {
    /// As a line of the table, with the day of the measurement.
    pub fn line(&self) -> String {
        let met = match self.met {
            None => "–",
            Some(true) => "yes",
            Some(false) => "**no**",
        };
        let on = machine::today();
        format!("| {} | {} | {} | {} | {met} | {on} |", self.step, self.against, self.goal, self.measured)
    }
}

/// The file with the table in it.
pub struct Table {
    before: String,
    rows: Vec<String>,
    after: String,
    load: String,
}

impl Table {
    /// # Panics
    /// When the file does not hold the two lines between which the table stands.
    pub fn read(file: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap();
        let (before, rest) = text.split_once(BEGIN).unwrap();
        let (between, after) = rest.split_once(END).unwrap();
        let rows = between.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| step"));
        Self {
            before: before.to_owned(),
            rows: rows.filter(|line| !line.starts_with("| ---")).map(str::to_owned).collect(),
            after: after.to_owned(),
            load: machine::load(),
        }
    }

    /// Puts a row in the place of the one about the same step, or at the end.
    pub fn put(&mut self, row: Row) {
        let same = format!("| {} |", row.step);
        match self.rows.iter_mut().find(|line| line.starts_with(&same)) {
            Some(line) => *line = row.line(),
            None => self.rows.push(row.line()),
        }
    }

    pub fn write(&self, file: &Path) {
        let text = format!(
            "{}{BEGIN}\n\nLast run on {}: {}; load of the last minute at its start {}.\n\n\
             | step | against | goal | measured (medians) | met | on |\n| --- | --- | --- | --- | --- | --- |\n{}\n\n{END}{}",
            self.before,
            machine::today(),
            machine::described(),
            self.load,
            self.rows.join("\n"),
            self.after
        );
        fs::write(file, text).unwrap();
    }
}
