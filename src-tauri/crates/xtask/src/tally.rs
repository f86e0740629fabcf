//! How many tests passed and failed, read from what the three test programs print or write.
//!
//! Never here: running them.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// Tests that passed and failed, and those that were there but did not run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    pub not_run: u64,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
        self.not_run += more.not_run;
    }
}

/// Counts one line of `cargo test`, if it is the closing line of a test binary:
/// `test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s`.
pub fn of_cargo_line(line: &str) -> Option<Tally> {
    let (_, counts) = line.split_once("test result: ")?;
    let number = |word: &str| {
        let before = counts.split(';').find_map(|part| part.trim().strip_suffix(word))?;
        before.trim().rsplit(' ').next()?.parse::<u64>().ok()
    };
    Some(Tally { passed: number(" passed")?, failed: number(" failed")?, not_run: number(" ignored")? })
}

/// Counts the JSON report of vitest.
pub fn of_vitest(report: &Path) -> Result<Tally> {
    let report = read(report)?;
    let number = |name: &str| count(&report[name]).with_context(|| format!("vitest's report lacks {name}"));
    Ok(Tally {
        passed: number("numPassedTests")?,
        failed: number("numFailedTests")?,
        not_run: number("numPendingTests")? + number("numTodoTests")?,
    })
}

/// Counts the JSON report of playwright. A test that passed only at the second try has failed.
pub fn of_playwright(report: &Path) -> Result<Tally> {
    let report = read(report)?;
    let number = |name: &str| {
        count(&report["stats"][name]).with_context(|| format!("playwright's report lacks {name}"))
    };
    Ok(Tally {
        passed: number("expected")?,
        failed: number("unexpected")? + number("flaky")?,
        not_run: number("skipped")?,
    })
}

fn read(report: &Path) -> Result<Value> {
    let text =
        std::fs::read_to_string(report).with_context(|| format!("no report at {}", report.display()))?;
    Ok(serde_json::from_str(&text)?)
}

fn count(value: &Value) -> Option<u64> {
    value.as_u64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_of_a_test_binary_is_counted_and_others_are_not() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(of_cargo_line(line), Some(Tally { passed: 12, failed: 3, not_run: 1 }));
        assert_eq!(of_cargo_line("test a_pupil_is_found ... ok"), None);
        assert_eq!(of_cargo_line("running 3 tests"), None);
    }
}
