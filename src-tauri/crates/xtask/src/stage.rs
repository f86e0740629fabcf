//! One stage of the suite: a command whose output streams through while its time is taken and its tests
//! are counted.
//!
//! Never here: which stages there are.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};

use crate::tally::{self, Tally};

/// How the tests of a stage are counted.
pub enum Count {
    /// The stage is no test program.
    Nothing,
    /// From the closing lines that `cargo test` prints.
    CargoTest,
    /// From the report that vitest writes there.
    Vitest(PathBuf),
    /// From the report that playwright writes there.
    Playwright(PathBuf),
}

pub struct Stage {
    pub name: &'static str,
    pub command: Command,
    pub count: Count,
}

/// What came of a stage; by default that it did not succeed.
#[derive(Default)]
pub struct Outcome {
    pub took: Duration,
    pub tally: Tally,
    pub succeeded: bool,
}

impl Stage {
    /// Runs the command to its end.
    ///
    /// # Errors
    /// When it cannot be started, or when it succeeds without the counts that it owes.
    pub fn run(mut self) -> Result<Outcome> {
        println!("\n── {} ──", self.name);
        // A report of an earlier run must not be counted in place of one that was never written.
        if let Count::Vitest(report) | Count::Playwright(report) = &self.count {
            match fs::remove_file(report) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        let begun = Instant::now();
        let (succeeded, printed) = match self.count {
            Count::CargoTest => self.stream()?,
            _ => (self.start(|command| command.status())?.success(), Tally::default()),
        };
        let counted = match &self.count {
            Count::Nothing => Ok(Tally::default()),
            Count::CargoTest => Ok(printed),
            Count::Vitest(report) => tally::of_vitest(report),
            Count::Playwright(report) => tally::of_playwright(report),
        };
        // A stage that failed may have failed before it could write its report.
        let tally = if succeeded { counted? } else { counted.unwrap_or_default() };
        Ok(Outcome { took: begun.elapsed(), tally, succeeded })
    }

    /// Passes every line on as it comes, and adds up the closing ones.
    fn stream(&mut self) -> Result<(bool, Tally)> {
        let mut child = self.start(|command| command.stdout(Stdio::piped()).spawn())?;
        let output = child.stdout.take().ok_or_else(|| anyhow!("the output of {} is closed", self.name))?;
        let mut tally = Tally::default();
        let mut ours = std::io::stdout().lock();
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            ours.write_all(&line)?;
            ours.write_all(b"\n")?;
            tally += tally::of_cargo_line(&String::from_utf8_lossy(&line)).unwrap_or_default();
        }
        Ok((child.wait()?.success(), tally))
    }

    fn start<T>(&mut self, how: impl FnOnce(&mut Command) -> std::io::Result<T>) -> Result<T> {
        let program = self.command.get_program().to_owned();
        how(&mut self.command)
            .with_context(|| format!("{}: cannot start {}", self.name, program.to_string_lossy()))
    }
}
