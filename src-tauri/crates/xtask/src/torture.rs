//! `cargo xtask torture [--long]`: what the vault is promised to survive, tried until it would show. The rows and what they
//! count stand in `tests/torture/`.
//!
//! Never here: a row, or a goal.

use std::process::Command;

use anyhow::{Result, bail};

use crate::install::{self, Packages};
use crate::places::{self, cargo};

/// Builds what the suite builds, runs all rows, and writes their table into SECURITY.md.
///
/// # Errors
/// When a row misses its goal, or nothing could be built.
pub fn run(long: bool) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("Torture kills processes and fills devices as only Linux lets it.");
    }
    install::packages(&[Packages::Build, Packages::Suite])?;
    let mut torture = command(if long { "long" } else { "short" });
    torture.arg("--into").arg(places::root().join("SECURITY.md"));
    if torture.status()?.success() { Ok(()) } else { bail!("A promise was broken, or could not be tried.") }
}

/// The rows, in the profile and with the features of the suite, so that nothing is compiled twice.
pub fn command(length: &str) -> Command {
    cargo(["test", "--workspace", "--features", "encircle/e2e", "--bench", "torture", "--", length])
}
