//! `cargo xtask test`: the stages that CI runs, cheap ones first.
//!
//! One profile and one feature set: clippy, the build and the tests name the same packages, targets and
//! features, so that no dependency is compiled twice with different features. Never here: a second build.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::install::{self, Packages};
use crate::places::{self, cargo, npm};
use crate::stage::{Count, Outcome, Stage};
use crate::tally::Tally;
use crate::torture;

/// Installs what is missing, then runs every stage until one fails.
pub fn run() -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!(
            "The whole suite drives the window under Xvfb and needs Linux. Here, type:\n    \
             cargo test --workspace --exclude encircle-tests"
        );
    }
    let begun = Instant::now();
    install::packages(&[Packages::Build, Packages::Window, Packages::Suite])?;
    install::rust_components()?;
    install::npm_packages()?;
    let mut times = vec![("install", begun.elapsed())];

    let mut sum = Tally::default();
    let mut broken = None;
    for stage in stages()? {
        let name = stage.name;
        // A stage that cannot even start has failed like one that ran, and the closing line says so.
        let outcome = stage.run().unwrap_or_else(|error| {
            eprintln!("{error:#}");
            Outcome::default()
        });
        times.push((name, outcome.took));
        sum += outcome.tally;
        if !outcome.succeeded || outcome.tally.failed > 0 {
            broken = Some(name);
            // Formatting, types and lints are checks as well: a broken one is never "0 failed".
            sum.failed = sum.failed.max(1);
            break;
        }
    }
    report(&times, begun.elapsed(), broken, sum)
}

/// Lets the tests that compare committed files with what the program gives write those files instead:
/// the TypeScript types of the commands, and the recorded replies of the browser tests.
pub fn write() -> Result<()> {
    let mut tests = cargo(["test", "--workspace", "--features", "encircle/e2e", "--test", "encircle", "--"]);
    tests.args(["architecture::contract::the_types", "replies::"]).env("ENCIRCLE_WRITE", "1");
    if tests.status()?.success() { Ok(()) } else { bail!("The files could not be written.") }
}

fn stages() -> Result<Vec<Stage>> {
    let reports = places::target().join("reports");
    fs::create_dir_all(&reports)?;
    let (vitest, playwright) = (reports.join("vitest.json"), reports.join("playwright.json"));

    let plain = |name, command| Stage { name, command, count: Count::Nothing };
    let mut unit = npm(["run", "test", "--", "--reporter=default", "--reporter=json"]);
    unit.arg(format!("--outputFile.json={}", vitest.display()));
    let mut browser = npm(["run", "test:browser", "--", "--reporter=list,json"]);
    // The pages were built a stage before: once is enough.
    browser.env("PLAYWRIGHT_JSON_OUTPUT_FILE", &playwright).env("ENCIRCLE_UI_BUILT", "1");

    Ok(vec![
        plain("fmt", cargo(["fmt", "--all", "--check"])),
        plain("ui format", npm(["run", "format:check"])),
        plain("ui lint", npm(["run", "lint"])),
        plain("ui types", npm(["run", "check"])),
        Stage { name: "ui tests", command: unit, count: Count::Vitest(vitest) },
        // The shell embeds ui/dist, so this comes before anything compiles the shell.
        plain("ui build", npm(["run", "build"])),
        plain(
            "clippy",
            cargo([
                "clippy",
                "--workspace",
                "--all-targets",
                "--features",
                "encircle/e2e",
                "--",
                "-D",
                "warnings",
            ]),
        ),
        plain("build", cargo(["build", "--workspace", "--all-targets", "--features", "encircle/e2e"])),
        Stage {
            name: "tests",
            command: cargo(["test", "--workspace", "--features", "encircle/e2e", "--no-fail-fast"]),
            count: Count::CargoTest,
        },
        // Its rows are counted as tests; its table is printed, and written into SECURITY.md by `cargo xtask torture` alone.
        Stage { name: "torture", command: torture::command("short"), count: Count::CargoTest },
        Stage { name: "browser tests", command: browser, count: Count::Playwright(playwright) },
    ])
}

fn report(times: &[(&str, Duration)], whole: Duration, broken: Option<&str>, sum: Tally) -> Result<()> {
    println!();
    for (name, took) in times.iter().chain([&("all", whole)]) {
        println!("{name:<14} {:>7.1} s", took.as_secs_f64());
    }
    if let Some(name) = broken {
        println!("\nThe stage \"{name}\" failed; what comes after it did not run.");
    }
    if sum.not_run > 0 {
        println!("\n{} tests were skipped.", sum.not_run);
    }
    println!("\n{} passed, {} failed", sum.passed, sum.failed);
    if broken.is_some() { std::process::exit(1) } else { Ok(()) }
}
