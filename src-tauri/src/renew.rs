//! What a lock leaves in memory: nothing, because the program starts itself anew. Freed buffers of the window system, of the web
//! view's library, of SQLite and of the allocator are not wiped by anybody, and none of them survives this. The web view and its
//! processes go with it. Never here: closing the vault, which has happened before.

use std::env;
use std::io;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use encircle_api::Rest;
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_window_state::{AppHandleExt, StateFlags};

use crate::window::{self, Seen};

/// The argument under which the next run is told of the lock.
pub const AFTER_LOCK: &str = "--after-lock";

/// What of the window is kept: never whether it can be seen.
pub fn kept_of_the_window() -> StateFlags {
    StateFlags::all() & !StateFlags::VISIBLE
}

/// What the run before this one told: the closed log, and how the window was seen. `None` when a person started the program, or
/// when it is not what this program writes.
pub fn told() -> Option<(Rest, Seen)> {
    let mut arguments = env::args().skip(1);
    let rest = arguments.next().filter(|first| first == AFTER_LOCK).and(arguments.next())?;
    Some((serde_json::from_str(&rest).ok()?, Seen::from_word(&arguments.next()?)))
}

/// Closes what the run before this one left open: the web view's library does not mark every handle as closed for whoever comes after,
/// and from lock to lock they would pile up. To be called before anything here has been opened.
#[cfg(target_os = "linux")]
pub fn close_what_was_left() {
    let Ok(handles) = std::fs::read_dir("/proc/self/fd") else { return };
    let numbers = handles.flatten().filter_map(|handle| handle.file_name().to_str()?.parse::<i32>().ok());
    let left: Vec<i32> = numbers.filter(|number| *number > 2).collect();
    for number in left {
        // One of them was the list itself, which is closed already.
        let _ = nix::unistd::close(number);
    }
}

/// Whether whoever sits there has closed the window.
#[derive(Default)]
pub struct Closing(AtomicBool);

impl Closing {
    /// From now on the program ends with the log.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Starts the program anew in the place of this one, which does not come back from it. When that cannot be done, or when the window
/// was closed, the program ends. A window that a test drives goes on, because its driver would go with it: there the page is told,
/// and forgets what it showed.
pub fn after_lock(app: &AppHandle, rest: &Rest) {
    if app.state::<Closing>().0.load(Ordering::Relaxed) {
        app.exit(0);
        return;
    }
    if window::is_driven() {
        // A page that is gone shows nothing.
        let _ = app.emit("locked", ());
        return;
    }
    // The window stands where it stood. That it moves is no reason to keep a closed log in memory.
    let _ = app.save_window_state(kept_of_the_window());
    let seen = app.get_webview_window(window::MAIN).map_or(Seen::Behind, |window| Seen::now(&window));
    // The next run must not take this one for a first window.
    tauri_plugin_single_instance::destroy(app);
    if start_anew(app, rest, seen).is_err() {
        app.exit(1);
    }
}

fn start_anew(app: &AppHandle, rest: &Rest, seen: Seen) -> io::Result<()> {
    let mut command = Command::new(program()?);
    command.arg(AFTER_LOCK).arg(serde_json::to_string(rest)?).arg(seen.word());
    replace(app, command)
}

/// The program as it runs now, even if another version has been installed in its place meanwhile.
fn program() -> io::Result<std::path::PathBuf> {
    let file = env::current_exe()?;
    Ok(if cfg!(target_os = "linux") && !file.exists() { "/proc/self/exe".into() } else { file })
}

/// The same process with nothing of its memory: its number, its parent and the claim to be the one window stay.
#[cfg(target_os = "linux")]
fn replace(app: &AppHandle, mut command: Command) -> io::Result<()> {
    use std::os::unix::process::CommandExt;
    if let Some(claim) = app.try_state::<crate::instance::Claim>() {
        command.stdin(claim.hand_over()?);
    }
    Err(command.exec())
}

/// Elsewhere a program that has shown a window may not be replaced in its process: another is started, and this one ends.
#[cfg(not(target_os = "linux"))]
fn replace(app: &AppHandle, mut command: Command) -> io::Result<()> {
    command.spawn()?;
    app.exit(0);
    Ok(())
}

/// Ends what the run before this one had started: the processes of its web view. They would end by themselves when their window is
/// gone; here they are gone before another is shown, and none stays in the list of processes as one whose end nobody noticed.
#[cfg(target_os = "linux")]
pub fn end_the_former_web_view() {
    use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
    use std::fs::read_to_string;
    let own = std::process::id();
    let children = read_to_string(format!("/proc/self/task/{own}/children")).unwrap_or_default();
    for child in children.split_whitespace() {
        let name = read_to_string(format!("/proc/{child}/comm")).unwrap_or_default();
        let number = child.parse().ok().and_then(Pid::from_raw);
        if let (true, Some(child)) = (name.starts_with("WebKit"), number) {
            // One that has ended by itself only waits to be noticed.
            let _ = kill_process(child, Signal::KILL);
            let _ = waitpid(Some(child), WaitOptions::empty());
        }
    }
}

#[cfg(not(target_os = "linux"))]
pub fn end_the_former_web_view() {}
