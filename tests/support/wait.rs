//! Waiting for a condition: asked again and again until it holds.
//!
//! The deadline only keeps a broken run from hanging. Never here: a wait for a length of time.

use std::fmt::Display;
use std::time::{Duration, Instant};

/// How long a condition may take on the slowest machine before it is called broken.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// How long to leave the processor to others between two questions.
pub const PAUSE: Duration = Duration::from_millis(25);

/// Asks until there is an answer.
///
/// # Panics
/// When there is none in [`PATIENCE`]; `what` completes the sentence "waited in vain for …".
pub fn until<T>(what: impl Display, mut answer: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = answer() {
            return answer;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::park_timeout(PAUSE);
    }
}
