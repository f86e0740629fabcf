//! The records' database without the store: the same library, the same tables and the same statements, with the key or without.
//!
//! The store opens nothing without a key, so what a key costs can only be measured beside it. Never here: a statement that the
//! store does not run, except where a comment says so.

use std::fmt::Write as _;
use std::path::Path;

use encircle_crypto::purpose::DatabaseKey;
use rusqlite::{Connection, OpenFlags};

const SETTINGS: &str = include_str!("../../src-tauri/crates/store/src/database.sql");

/// The statement that gives a connection its key, as the store says it.
pub fn key_text(key: &DatabaseKey) -> String {
    let mut text = String::from("x'");
    // These keys protect made-up schools.
    for byte in key.key.expose().iter().chain(&key.salt) {
        let _ = write!(text, "{byte:02x}");
    }
    text + "'"
}

/// Opens a database with the store's settings, or makes one; without a key it is a plain file of the same library.
pub fn open(path: &Path, key: Option<&DatabaseKey>) -> Connection {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).unwrap();
    if let Some(key) = key {
        conn.execute_batch(&format!("PRAGMA cipher_log = off; PRAGMA key = \"{}\";", key_text(key))).unwrap();
    }
    conn.execute_batch(SETTINGS).unwrap();
    conn.set_prepared_statement_cache_capacity(160);
    conn
}

/// Sets write-ahead logging, which the file remembers.
pub fn log_ahead(conn: &Connection) {
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}
