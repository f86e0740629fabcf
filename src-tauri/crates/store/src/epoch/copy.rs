//! A database under another key, row for row. Never here: what the rows mean.

use std::fmt::Write as _;
use std::path::Path;

use encircle_crypto::purpose::DatabaseKey;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, params};
use zeroize::Zeroizing;

use crate::keys::DatabaseParameters;
use crate::{Error, database};

/// What the two databases must agree in: tables, indexes, triggers.
const SCHEMA: &str = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name";
/// The tables that have rows of their own; a virtual table keeps its rows in those beside it.
const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name";

/// Writes everything into the empty file at `path`, under `key` and encrypted as `parameters` say. Its version is lost on the way.
///
/// # Errors
/// [`Error::DiskFull`]; [`Error::Io`]; [`Error::Database`].
pub(crate) fn export(
    conn: &Connection,
    path: &Path,
    key: &DatabaseKey,
    parameters: DatabaseParameters,
) -> Result<(), Error> {
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
        .execute_batch(&database::statements(parameters, "next."))
        .and_then(|()| conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false))
        .and_then(|_| conn.query_row("SELECT sqlcipher_export('next')", [], |_| Ok(())));
    let guarded = conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true);
    let detached = conn.execute_batch("DETACH DATABASE next");
    exported.map_err(of_an_export)?;
    guarded?;
    Ok(detached?)
}

/// The library's function hands on the words of a failure and loses its code.
fn of_an_export(error: rusqlite::Error) -> Error {
    if let rusqlite::Error::SqliteFailure(failure, Some(words)) = &error
        && failure.extended_code == rusqlite::ffi::SQLITE_ERROR
    {
        match words.as_str() {
            "database or disk is full" => return Error::DiskFull,
            "disk I/O error" | "unable to open database file" => return Error::Io(std::io::ErrorKind::Other),
            "database disk image is malformed" | "file is not a database" => return Error::Damaged,
            _ => {}
        }
    }
    error.into()
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
