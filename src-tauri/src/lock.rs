//! When the log locks without a command: after idle minutes, when nobody is there because the laptop sleeps or its screen is locked, and
//! when the window is closed. The page is asked for its last words first. Never here: what is left in memory afterwards, and how a system tells that nobody is there.

use std::time::Duration;

use encircle_api::contract::Nothing;
use encircle_api::ports::Clock;
use encircle_api::{Haste, Session};
use encircle_machine::SystemClock;
use tauri::{AppHandle, Emitter, Manager, WebviewWindow, WindowEvent};

use crate::engine::Engine;
use crate::renew::Closing;

/// How often the shell asks whether anybody is still there.
const EVERY: Duration = Duration::from_secs(1);
/// How long the last words may take to be kept before the log locks.
const LAST_WORDS: Duration = Duration::from_millis(500);
/// When so much more of the clock's time has gone by than was waited, the laptop was asleep, whatever its system told.
const SLEPT: Duration = Duration::from_secs(30);

/// What locks the log of one window.
#[derive(Clone)]
pub struct Lock {
    app: AppHandle,
    engine: Engine,
    haste: Haste,
}

impl Lock {
    pub fn over(app: AppHandle, engine: Engine, haste: Haste) -> Self {
        Self { app, engine, haste }
    }

    /// Locks after idle minutes, and at once after a sleep that nobody announced. Runs as long as the session is there.
    pub fn watch_the_time(self) {
        std::thread::spawn(move || {
            loop {
                let before = SystemClock.now();
                std::thread::sleep(EVERY);
                // A clock that was set back says nothing.
                if (SystemClock.now() - before).to_std().is_ok_and(|passed| passed > EVERY + SLEPT) {
                    self.now();
                }
                match self.engine.ask(|session| session.is_idle()) {
                    Some(true) => {
                        self.ask_for_last_words();
                        // Who came back in that half second goes on.
                        self.engine.ask(Session::lock_if_idle);
                    }
                    Some(false) => {}
                    None => return,
                }
            }
        });
    }

    /// Locks because nobody is there. Returns once the log is closed.
    pub fn now(&self) {
        // Another lock may be waiting for its backup, or a dialog for its answer. Nobody can wait for that now.
        self.haste.make();
        if self.engine.ask(|session| session.holds_keys()) == Some(true) {
            self.ask_for_last_words();
        }
        self.engine.ask(Session::lock_away);
    }

    /// Whoever closes the window leaves: it goes from sight at once, the last words are kept, a backup that is due is made, and the
    /// program ends when the log is closed.
    pub fn closes_with(&self, window: &WebviewWindow) {
        let (lock, shown) = (self.clone(), window.clone());
        window.on_window_event(move |event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                api.prevent_close();
                // A window that cannot be hidden is closed a moment later.
                let _ = shown.hide();
                let lock = lock.clone();
                std::thread::spawn(move || lock.leave());
            }
        });
    }

    fn leave(&self) {
        self.app.state::<Closing>().begin();
        if self.engine.ask(|session| session.holds_keys()) == Some(true) {
            self.ask_for_last_words();
            // The thread of the session ends the program once the log is closed.
            self.engine.ask(|session| session.lock(Nothing {}));
        } else {
            self.app.exit(0);
        }
    }

    fn ask_for_last_words(&self) {
        // A page that is gone has nothing to say.
        let _ = self.app.emit("flush", ());
        std::thread::sleep(LAST_WORDS);
    }
}
