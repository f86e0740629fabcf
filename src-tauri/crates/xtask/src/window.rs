//! `cargo xtask run`: builds the program and opens its window. Where there is no display, the window journey
//! of the tests drives the main job instead and leaves its pictures.
//!
//! Never here: the journey itself.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::install::{self, Packages};
use crate::places::{self, cargo, npm, set};

/// Installs what is missing, builds, and opens the window or drives it unseen.
pub fn run() -> Result<()> {
    let seen = !cfg!(target_os = "linux") || set("DISPLAY").is_some() || set("WAYLAND_DISPLAY").is_some();
    install::packages(if seen { &[Packages::Build] } else { &[Packages::Build, Packages::Window] })?;
    install::npm_packages()?;
    must(npm(["run", "build"]))?;
    if seen { must(cargo(["run", "--package", "encircle"])) } else { drive() }
}

/// The main job on the sample school, under a display of the test's own.
fn drive() -> Result<()> {
    println!("There is no display here: driving the main job through the window unseen.");
    let demo = places::demo();
    if demo.exists() {
        fs::remove_dir_all(&demo)?;
    }
    fs::create_dir_all(&demo)?;
    // The packages and features of `cargo xtask test`, so that either finds what the other has built.
    must(cargo(["build", "--workspace", "--all-targets", "--features", "encircle/e2e"]))?;
    let mut journey =
        cargo(["test", "--workspace", "--features", "encircle/e2e", "--test", "encircle", "--"]);
    journey.args(["window::demo::", "--nocapture"]).env("ENCIRCLE_DEMO_DIR", &demo);
    must(journey)?;

    let mut left: Vec<_> =
        fs::read_dir(&demo)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    if left.is_empty() {
        bail!("The journey through the window left nothing in {}.", demo.display());
    }
    left.sort();
    println!("\nLeft in {}:", demo.display());
    for path in left {
        println!("    {}", path.file_name().unwrap_or_default().to_string_lossy());
    }
    Ok(())
}

fn must(mut command: Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {command:?}"))?;
    if status.success() { Ok(()) } else { bail!("{command:?} failed.") }
}
