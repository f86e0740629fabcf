//! Whoever closes the window leaves: nothing is lost, nothing stays open, and the backup that was due is there.
//!
//! Never here: what a lock leaves in memory.

use std::fs;

use super::memory::Opened;
use crate::support::vault::same;
use crate::support::wait;

/// Closes the window and waits until the program has ended, which it does without a fault.
fn close(opened: &mut Opened) {
    opened.keyboard.close_window();
    let child = opened.process.child();
    let ended = wait::until("the program to end", || child.try_wait().expect("a child of ours"));
    assert!(ended.success(), "the program ended with {ended}");
}

#[test]
fn whoever_closes_the_window_leaves_a_closed_log_and_the_backup_that_was_due() {
    let mut opened = Opened::new();
    close(&mut opened);
    let vault = &opened.made.vault;
    let log = fs::metadata(vault.join("records-1.db-wal")).map_or(0, |file| file.len());
    assert_eq!(log, 0, "what was written is in the records, not in a file beside them");
    let backups = fs::read_dir(vault.join("backups")).expect("a folder of backups").count();
    assert!(backups >= 1, "a backup was due");
    opened.made.must(&["check", "--deep"], same);
}

#[test]
fn a_window_over_a_closed_log_just_closes() {
    let mut opened = Opened::start();
    close(&mut opened);
    assert!(!opened.made.vault.join("backups").exists(), "nobody opened the log");
}
