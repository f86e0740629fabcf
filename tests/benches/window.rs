//! The real window against a bare Tauri window on the same display: from the start to the painted lock screen, and the memory of
//! an open log; and when a pupil's screen is painted.
//!
//! Nothing drives the program from inside: keys go to it and pictures come from it as on any desktop, so it is the release as it
//! ships. Memory is the proportional set size of the program and the web view's processes together.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use crate::desktop::Desktop;
use crate::figures::{Figures, gather, median};
use crate::process::{Process, children_of};
use crate::screen::{CONTROL, RETURN, Screen};
use crate::table::Row;
use crate::vaults::{self, PASSPHRASE};
use crate::wait;

/// How often each window is started.
const STARTS: usize = 5;
/// Where the program looks for the school's vault, from its home.
const VAULT: &str = ".local/share/org.encircle.log/vault";

/// A desktop on which a vault lies where the program looks for it.
fn laptop(vault: &Path) -> Desktop {
    let desktop = Desktop::start();
    let place = desktop.path(VAULT);
    fs::create_dir_all(&place).unwrap();
    vaults::copy_into(vault, &place);
    desktop
}

/// Starts a program and waits until it is painted; the milliseconds that took.
fn start(desktop: &Desktop, screen: &Screen, program: &Path) -> (Process, f64) {
    wait::until("an empty display", || (desktop.colours() == 1).then_some(()));
    let mut command = desktop.command(program);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let (before, begun) = (screen.shown(), Instant::now());
    let process = Process::start(&mut command);
    let took = screen.painted(before, begun);
    (process, took)
}

/// Opens the log from the lock screen and waits until the first page is painted.
fn unlock(screen: &Screen) {
    screen.focus();
    screen.type_text(PASSPHRASE);
    enter(screen);
}

/// Presses Enter and waits until another page is painted; the milliseconds that took.
fn enter(screen: &Screen) -> f64 {
    let (before, begun) = (screen.shown(), Instant::now());
    screen.press(&[], RETURN);
    screen.painted(before, begun)
}

/// Proportional set size of a process alone, and of it with all that it started, in MiB.
fn memory(process: &Process) -> (f64, f64) {
    let mut alone = None;
    let mut waiting = vec![process.id()];
    let mut kib = 0;
    while let Some(id) = waiting.pop() {
        waiting.extend(children_of(id));
        let sizes = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
        let own = sizes
            .lines()
            .find_map(|line| line.strip_prefix("Pss:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        kib += own.unwrap_or_default();
        alone.get_or_insert(kib);
    }
    (alone.unwrap_or_default() as f64 / 1024.0, kib as f64 / 1024.0)
}

/// Leaves a picture of the display beside the vaults, for whoever wants to see what was measured.
fn keep_picture(desktop: &Desktop, name: &str) {
    let mut import = desktop.command("import");
    import.args(["-window", "root"]).arg(vaults::kept().join(format!("{name}.png")));
    assert!(import.status().unwrap().success(), "imagemagick takes a picture");
}

pub fn rows(program: &Path, bare: &Path) -> Vec<Row> {
    let desktop = laptop(&vaults::secondary());
    let screen = Screen::of(&desktop);
    let mut all = Figures::new();
    for run in 0..STARTS {
        let (process, took) = start(&desktop, &screen, bare);
        gather(
            &mut all,
            Figures::from([
                ("bare start".into(), vec![took]),
                ("bare memory".into(), vec![memory(&process).1]),
            ]),
        );
        if run == 0 {
            keep_picture(&desktop, "bare");
        }
        drop(process);

        let (process, took) = start(&desktop, &screen, program);
        gather(
            &mut all,
            Figures::from([("start".into(), vec![took]), ("locked memory".into(), vec![memory(&process).1])]),
        );
        if run == 0 {
            keep_picture(&desktop, "locked");
        }
        unlock(&screen);
        let (alone, together) = memory(&process);
        gather(
            &mut all,
            Figures::from([("program memory".into(), vec![alone]), ("memory".into(), vec![together])]),
        );
        if run == 0 {
            keep_picture(&desktop, "unlocked");
        }
    }
    let of = |name| median(&all, name);
    let start_ratio = of("start") / of("bare start");
    let memory_ratio = of("memory") / of("bare memory");
    vec![
        Row {
            step: "start to lock screen",
            against: "a bare Tauri window under the same Xvfb",
            goal: "≤ 1.3×",
            measured: format!("{:.0} ms against {:.0} ms: {start_ratio:.2}×", of("start"), of("bare start")),
            met: Some(start_ratio <= 1.3),
        },
        Row {
            step: "memory, `secondary` open",
            against: "a bare Tauri window under the same Xvfb",
            goal: "≤ 1.5×",
            measured: format!(
                "{:.0} MiB against {:.0} MiB: {memory_ratio:.2}× ({:.0} MiB while locked; of the open log the program \
                 itself holds {:.0} MiB, the rest is the web view)",
                of("memory"),
                of("bare memory"),
                of("locked memory"),
                of("program memory")
            ),
            met: Some(memory_ratio <= 1.5),
        },
    ]
}

/// From the key that opens a pupil's file to the last change of the window, in milliseconds, for each of several starts.
pub fn pupil_painted(program: &Path, vault: &Path, upn: &str) -> Vec<f64> {
    let desktop = laptop(vault);
    let screen = Screen::of(&desktop);
    let mut painted = Vec::new();
    for run in 0..STARTS {
        let (process, _) = start(&desktop, &screen, program);
        unlock(&screen);
        // The find box of the bar, with the pupil's number; then what was found first has the focus.
        screen.press(&[CONTROL], u32::from('k'));
        screen.type_text(&upn.to_lowercase());
        enter(&screen);
        if run == 0 {
            keep_picture(&desktop, "found");
        }
        painted.push(enter(&screen));
        if run == 0 {
            keep_picture(&desktop, "pupil");
        }
        drop(process);
    }
    painted
}
