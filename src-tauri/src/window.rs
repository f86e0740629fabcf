//! The one window: made, raised, and told when the log locks itself.

use std::time::Duration;

use tauri::{AppHandle, Emitter, Manager, WebviewUrl, WebviewWindowBuilder};

use crate::engine::Engine;

/// The window's label; the capability file names it.
const MAIN: &str = "main";
/// How often the shell asks whether anybody is still there.
const EVERY: Duration = Duration::from_secs(1);
/// How long the last words may take to be kept before the log locks.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// Makes the window. Its title never carries a name.
pub fn make(app: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Encircle")
        .inner_size(1366.0, 768.0)
        .min_inner_size(800.0, 500.0)
        .general_autofill_enabled(false)
        .incognito(!is_driven())
        .build()?;
    Ok(())
}

/// Whether a test's driver holds this window. A web view that keeps nothing on disk cannot be driven: its library
/// opens itself to a driver in the lasting web context alone. So a release can never be driven.
fn is_driven() -> bool {
    cfg!(feature = "e2e") && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Brings the window to the front: what a second start of the program does.
pub fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // A window that cannot be raised is still there; there is nobody to tell.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Locks after idle minutes: asks the page for its last words, waits half a second, locks, and tells the page.
pub fn lock_when_idle(app: AppHandle, engine: Engine) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(EVERY);
            let idle = tauri::async_runtime::block_on(engine.run(|session| Ok(session.is_idle())));
            if idle != Ok(true) {
                continue;
            }
            // A page that is gone has nothing to say.
            let _ = app.emit("flush", ());
            std::thread::sleep(LAST_WORDS);
            if tauri::async_runtime::block_on(engine.run(|session| Ok(session.lock_if_idle()))) == Ok(true) {
                let _ = app.emit("locked", ());
            }
        }
    });
}
