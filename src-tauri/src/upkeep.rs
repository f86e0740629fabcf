//! What goes on while the log is open and nobody asks: backups that are due, and the head that the keychain keeps. Never here: when
//! something is due.

use std::time::Duration;

use encircle_api::Session;

use crate::engine::Engine;

/// How often the session is given the chance.
const EVERY: Duration = Duration::from_secs(5);

/// Gives the session a chance every few seconds, for as long as it is there.
pub fn watch(engine: Engine) {
    std::thread::spawn(move || {
        while engine.ask(Session::keep_going).is_some() {
            std::thread::sleep(EVERY);
        }
    });
}
