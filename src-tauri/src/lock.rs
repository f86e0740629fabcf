//! When the log locks by itself: after idle minutes, and when nobody is there because the laptop sleeps or its screen is locked. The page
//! is asked for its last words first. Never here: what is left in memory afterwards, and how a system tells that nobody is there.

use std::time::Duration;

use encircle_api::ports::Clock;
use encircle_api::{Haste, Session};
use encircle_machine::SystemClock;
use tauri::{AppHandle, Emitter};

use crate::engine::Engine;

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

    fn ask_for_last_words(&self) {
        // A page that is gone has nothing to say.
        let _ = self.app.emit("flush", ());
        std::thread::sleep(LAST_WORDS);
    }
}
