//! Whole-program tests: one binary, one module a promise.
//!
//! Here belongs what no crate can show alone. Never here: a test of one crate's inside, which lies in that
//! crate, or a wait for a length of time in place of a condition.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod architecture;
mod journeys;
mod keychain;
mod leaving;
mod no_plaintext;
mod offline;
mod rebuild;
mod replies;
mod support;
mod upgrade;
mod vectors;
mod window;
