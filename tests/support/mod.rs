//! What whole-program tests start and end around themselves: a display, a session bus with an open keychain,
//! a home of their own, and a driver of the real window.
//!
//! Never here: an assertion about the program, or a step of a journey.

pub mod desktop;
pub mod driver;
pub mod keyboard;
pub mod keys;
pub mod memory;
pub mod process;
pub mod school;
pub mod secrets;
pub mod stick;
pub mod vault;
pub mod wait;
pub mod window;

use std::path::{Path, PathBuf};

/// A program that this workspace built, for example `encircle` or `encircle-cli`.
///
/// # Panics
/// When it has not been built: the tests drive what is there and build nothing themselves.
pub fn binary(name: &str) -> PathBuf {
    // The test binary lies in <target>/debug/deps.
    let test = std::env::current_exe().expect("a running program knows where it lies");
    let folder = test.ancestors().nth(2).expect("cargo puts test binaries two folders deep");
    let path = folder.join(name).with_extension(std::env::consts::EXE_EXTENSION);
    assert!(path.is_file(), "{} is not built: cargo xtask test builds it before the tests", path.display());
    path
}

/// The folder of the made-up files that the tests read.
pub fn fixtures() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"))
}
