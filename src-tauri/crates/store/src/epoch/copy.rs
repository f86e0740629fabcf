//! A database under another key, row for row. Never here: what the rows mean.

use std::fmt::Write as _;
use std::path::Path;

use encircle_crypto::purpose::DatabaseKey;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, params};
use zeroize::Zeroizing;

use crate::Error;

/// What the two databases must agree in: tables, indexes, triggers.
const SCHEMA: &str = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name";
/// The tables that have rows of their own; a virtual table keeps its rows in those beside it.
const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name";

/// Writes everything into the empty file at `path`, under `key`.
///
/// # Errors
/// [`Error::DiskFull`]; [`Error::Io`]; [`Error::Database`].
pub(super) fn export(conn: &Connection, path: &Path, key: &DatabaseKey) -> Result<(), Error> {
    let place = path.to_str().ok_or(Error::Io(std::io::ErrorKind::InvalidFilename))?;
    let mut raw = Zeroizing::new(String::with_capacity(128));
    raw.push_str("x'");
    // The key goes into a bound value, which the library wipes with its connection; our copy is wiped.
    for byte in key.key.expose().iter().chain(&key.salt) {
        let _ = write!(raw, "{byte:02x}");
    }
    raw.push('\'');
    conn.execute("ATTACH DATABASE ?1 AS next KEY ?2", params![place, raw.as_str()])?;
    // The library writes the schema of the copy itself, which a guarded connection refuses.
    let exported = conn
        .set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)
        .and_then(|_| conn.query_row("SELECT sqlcipher_export('next')", [], |_| Ok(())));
    let guarded = conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true);
    let detached = conn.execute_batch("DETACH DATABASE next");
    exported?;
    guarded?;
    Ok(detached?)
}

/// Compares all tables, row for row.
///
/// # Errors
/// [`Error::Damaged`] for the first difference.
pub(super) fn compare(one: &Connection, other: &Connection) -> Result<(), Error> {
    same_rows(one, other, SCHEMA)?;
    let mut select = one.prepare(TABLES)?;
    let mut tables = select.query([])?;
    while let Some(row) = tables.next()? {
        let table: String = row.get(0)?;
        same_rows(one, other, &format!("SELECT * FROM \"{table}\""))?;
    }
    Ok(())
}

fn same_rows(one: &Connection, other: &Connection, sql: &str) -> Result<(), Error> {
    let (mut one, mut other) = (one.prepare(sql)?, other.prepare(sql)?);
    let columns = one.column_count();
    let (mut one, mut other) = (one.query([])?, other.query([])?);
    loop {
        match (one.next()?, other.next()?) {
            (None, None) => return Ok(()),
            (Some(one), Some(other)) => {
                for column in 0..columns {
                    if one.get_ref(column)? != other.get_ref(column)? {
                        return Err(Error::Damaged);
                    }
                }
            }
            _ => return Err(Error::Damaged),
        }
    }
}
