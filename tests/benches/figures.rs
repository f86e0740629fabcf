//! Samples, and what is said of many of them.
//!
//! Never here: what a sample measures.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::time::Instant;

/// What one process measured, by name: milliseconds, unless the name says otherwise.
pub type Figures = BTreeMap<String, Vec<f64>>;

/// How often each side of a ratio is measured.
pub const RUNS: usize = 7;

/// Runs something and says how many milliseconds it took.
pub fn timed<T>(run: impl FnOnce() -> T) -> (T, f64) {
    let begun = Instant::now();
    let value = run();
    (value, milliseconds(begun))
}

/// Milliseconds since a moment.
pub fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

/// One sample in a process of its own.
pub fn sample(name: &str, arguments: &[&str]) -> Figures {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--sample", name]).args(arguments);
    figures_of(name, command)
}

/// The figures that a command prints, this program under the eye of another for example.
pub fn figures_of(name: &str, mut command: Command) -> Figures {
    let output = command.stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success(), "the sample {name} failed");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Adds the figures of one process to those of others.
pub fn gather(all: &mut Figures, more: Figures) {
    for (name, values) in more {
        all.entry(name).or_default().extend(values);
    }
}

/// The median of what was measured under a name.
pub fn median(figures: &Figures, name: &str) -> f64 {
    share(&figures[name], 50)
}

/// What 95 of 100 samples did not exceed.
pub fn p95(figures: &Figures, name: &str) -> f64 {
    share(&figures[name], 95)
}

fn share(values: &[f64], of_100: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[(sorted.len() * of_100).div_ceil(100).clamp(1, sorted.len()) - 1]
}
