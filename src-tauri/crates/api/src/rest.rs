//! Locking for whoever leaves, and what one run of the program tells the next when it starts itself anew at a lock: no more than the
//! closed log shows to anybody. Never here: a key, a name, a passphrase, a screen.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use crate::Session;
use crate::contract::{LockReason, Place};
use crate::local_time::instant;

/// A closed session: which vault was open, since when it is closed, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rest {
    place: Place,
    locked_because: LockReason,
    /// RFC 3339; `None` when nothing has been open yet.
    locked_at: Option<String>,
    draft_kept: bool,
}

/// Tells whoever makes the person wait, from outside the session's thread, that nobody may be kept waiting any more: a backup that is
/// due before a lock, a dialog that is open. It holds until the log has been locked, or a vault is opened.
#[derive(Clone, Debug, Default)]
pub struct Haste(Arc<AtomicBool>);

impl Haste {
    /// What is being waited for is given up at its next step.
    pub fn make(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether there is need for it.
    pub fn is_made(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn is_over(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

impl Session {
    /// Lets a shell make haste through its own handle.
    #[must_use]
    pub fn hurried_by(mut self, haste: Haste) -> Self {
        self.keeping.haste = haste;
        self
    }

    /// True while the keys of a vault are held: it is open, waits to be accepted, or was opened by a kit.
    pub fn holds_keys(&self) -> bool {
        self.open.is_some() || self.keeping.held.is_some() || self.recovering.is_some()
    }

    /// Closes the vault because the laptop goes to sleep or its screen is locked, and ends the haste. Waits for no backup; true when
    /// there was something to close.
    pub fn lock_away(&mut self) -> bool {
        let held = self.holds_keys();
        if held {
            self.leave(LockReason::Away);
        }
        self.keeping.haste.is_over();
        held
    }

    /// Closes for somebody who leaves: nothing of the log is to stay in memory.
    pub(crate) fn leave(&mut self, because: LockReason) {
        let held = self.holds_keys();
        self.close(because);
        self.left |= held;
    }

    /// What the next run of the program is told; once after each lock, and `None` while nobody has left. A close that is one part of
    /// something else, such as restoring, has an answer to show and is no lock.
    pub fn take_rest(&mut self) -> Option<Rest> {
        std::mem::take(&mut self.left).then(|| Rest {
            place: self.place,
            locked_because: self.locked_because,
            locked_at: self.locked_at.map(instant),
            draft_kept: self.draft_kept,
        })
    }

    /// Goes on where the run before closed.
    #[must_use]
    pub fn resumed(mut self, rest: Rest) -> Self {
        self.place = rest.place;
        self.locked_because = rest.locked_because;
        self.draft_kept = rest.draft_kept;
        // A moment that cannot be read is one that is not shown.
        self.locked_at = rest.locked_at.and_then(|at| at.parse().ok());
        self
    }
}
