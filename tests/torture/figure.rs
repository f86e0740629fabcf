//! What one row measured, and the table of all. Never here: how a row measures.

use std::fmt::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// One row's result; a worker prints it as JSON, and the results of several workers of one row are added up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Figure {
    /// What was counted and how often, in the order of the table.
    pub counts: Vec<(String, u64)>,
    /// How many of them broke the promise.
    pub broken: u64,
    /// How, and how often each; never more than a handful.
    pub examples: Vec<(String, u64)>,
    pub seconds: f64,
}

impl Figure {
    pub fn count(&mut self, what: &str, more: u64) {
        match self.counts.iter_mut().find(|(known, _)| known == what) {
            Some((_, count)) => *count += more,
            None => self.counts.push((what.to_owned(), more)),
        }
    }

    pub fn counted(&self, what: &str) -> u64 {
        self.counts.iter().find(|(known, _)| known == what).map_or(0, |(_, count)| *count)
    }

    /// The promise was broken.
    pub fn break_(&mut self, how: impl FnOnce() -> String) {
        self.broken += 1;
        self.example(how(), 1);
    }

    fn example(&mut self, how: String, more: u64) {
        let known = self.examples.iter().position(|(known, _)| *known == how);
        match known {
            Some(at) => self.examples[at].1 += more,
            None if self.examples.len() < 40 => self.examples.push((how, more)),
            None => {}
        }
    }

    pub fn add(&mut self, more: Self) {
        for (what, count) in more.counts {
            self.count(&what, count);
        }
        self.broken += more.broken;
        for (how, count) in more.examples {
            self.example(how, count);
        }
        self.seconds = self.seconds.max(more.seconds);
    }
}

/// A row of the table.
pub struct Row {
    pub name: &'static str,
    /// What the figure says, as in the table.
    pub title: &'static str,
    /// The count that must be reached, and its least value.
    pub least: (&'static str, u64),
    pub figure: Figure,
}

impl Row {
    pub fn holds(&self) -> bool {
        self.figure.broken == 0 && self.figure.counted(self.least.0) >= self.least.1
    }

    fn measured(&self) -> String {
        let counts = self.figure.counts.iter().map(|(what, count)| format!("{} {what}", grouped(*count)));
        counts.collect::<Vec<_>>().join(", ")
    }
}

/// The table in Markdown.
pub fn table(rows: &[Row]) -> String {
    let mut text =
        String::from("| figure | goal | broken | counted | seconds |\n| --- | --- | --- | --- | --- |\n");
    for row in rows {
        let goal = format!("0 of ≥ {} {}", grouped(row.least.1), row.least.0);
        let (broken, seconds) = (row.figure.broken, row.figure.seconds);
        let _ = writeln!(text, "| {} | {goal} | {broken} | {} | {seconds:.0} |", row.title, row.measured());
    }
    text
}

/// Puts the table of the short or the long run between its two markers in the file.
pub fn write(into: &Path, long: bool, text: &str) {
    const END: &str = "<!-- … to here. -->";
    let begin = format!("<!-- The {} run writes from here … -->\n", if long { "long" } else { "short" });
    let old = std::fs::read_to_string(into).unwrap();
    let (before, rest) = old.split_once(&begin).expect("the file has the first marker");
    let (_, after) = rest.split_once(END).expect("the file has the second marker");
    std::fs::write(into, format!("{before}{begin}\n{text}\n{END}{after}")).unwrap();
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
