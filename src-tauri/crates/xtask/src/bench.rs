//! `cargo xtask bench`: builds a release, and lets the bench of `tests/benches` measure the main job with it.
//!
//! Never here: what is measured, or a figure.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;

use crate::install::{self, Packages};
use crate::places::{self, cargo, npm};

/// Installs what is missing, builds the release, and measures the steps that are named, or all of them.
pub fn run(steps: &[String]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("The bench counts syncs, drops pages and looks at a display as only Linux lets it.");
    }
    install::packages(&[Packages::Build, Packages::Window, Packages::Suite])?;
    install::npm_packages()?;
    if !npm(["run", "build"]).status()?.success() {
        bail!("The window's page could not be built.");
    }
    let built = build()?;
    let file = |name: &str| {
        let found = built.iter().find(|(built, _)| built == name);
        found.map(|(_, file)| file).ok_or_else(|| anyhow!("cargo built no {name}"))
    };
    let mut bench = Command::new(file("main_job")?);
    bench.arg("--program").arg(file("encircle")?).arg("--bare").arg(file("bare_window")?);
    bench.arg("--into").arg(places::root().join("tests/benches/README.md")).args(steps);
    if bench.status()?.success() { Ok(()) } else { bail!("The bench could not go on.") }
}

/// Builds program, command line, bench and the bare window in one go, so that no library is built twice with other features.
/// The answer is what was built: name and file.
fn build() -> Result<Vec<(String, PathBuf)>> {
    let mut build = cargo([
        "build",
        "--release",
        "--package=encircle",
        "--package=encircle-cli",
        "--package=encircle-tests",
        "--bins",
        "--bench=main_job",
        "--example=bare_window",
        "--message-format=json-render-diagnostics",
    ]);
    let output = build.stderr(Stdio::inherit()).output().context("cannot start cargo")?;
    if !output.status.success() {
        bail!("The release could not be built.");
    }
    let lines = output.stdout.split(|byte| *byte == b'\n');
    let artefacts = lines.filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    let built = artefacts.filter_map(|artefact| {
        let (name, file) = (artefact["target"]["name"].as_str()?, artefact["executable"].as_str()?);
        Some((name.to_owned(), PathBuf::from(file)))
    });
    Ok(built.collect())
}
