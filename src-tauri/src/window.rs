//! The one window: made, raised, and made anew. Never here: when the log locks.

use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The window's label; the capability file names it.
pub const MAIN: &str = "main";

/// How a person sees the window. Whoever works in another program when the log locks itself goes on typing there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It has the keyboard.
    InFront,
    /// Another window has.
    Behind,
    /// It is put away.
    Minimised,
}

impl Seen {
    /// How it is seen now.
    pub fn now(window: &WebviewWindow) -> Self {
        match (window.is_minimized(), window.is_focused()) {
            (Ok(true), _) => Self::Minimised,
            (_, Ok(true)) => Self::InFront,
            _ => Self::Behind,
        }
    }

    /// The word by which the next run is told.
    pub const fn word(self) -> &'static str {
        match self {
            Self::InFront => "in-front",
            Self::Behind => "behind",
            Self::Minimised => "minimised",
        }
    }

    /// The other way. An unknown word takes nobody's keyboard away.
    pub fn from_word(word: &str) -> Self {
        let all = [Self::InFront, Self::Behind, Self::Minimised];
        all.into_iter().find(|seen| seen.word() == word).unwrap_or(Self::Behind)
    }
}

/// Makes the window. Its title never carries a name.
pub fn make(app: &AppHandle, seen: Seen) -> tauri::Result<WebviewWindow> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Encircle")
        .inner_size(1366.0, 768.0)
        .min_inner_size(800.0, 500.0)
        .general_autofill_enabled(false)
        .incognito(!is_driven())
        .focused(seen == Seen::InFront)
        .build()?;
    if seen == Seen::Minimised {
        window.minimize()?;
    }
    Ok(window)
}

/// Whether a test's driver holds this window. A web view that keeps nothing on disk cannot be driven: its library
/// opens itself to a driver in the lasting web context alone. So a release can never be driven.
pub fn is_driven() -> bool {
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

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn the_next_run_sees_the_window_as_this_one_did() {
        for seen in [Seen::InFront, Seen::Behind, Seen::Minimised] {
            assert_eq!(Seen::from_word(seen.word()), seen);
        }
        assert_eq!(Seen::from_word("?"), Seen::Behind);
    }
}
