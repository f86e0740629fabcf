//! One connection to one encrypted file, with the settings that the vault relies on. Never here: what the tables mean.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Once;

use encircle_crypto::purpose::DatabaseKey;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::Error;
use crate::keys::DatabaseParameters;

/// Marks the file as one of Encircle's, below the encryption ("Encr").
pub(crate) const APPLICATION_ID: u32 = 0x456E_6372;
/// The version of the journal's tables. Views have versions of their own.
pub(crate) const USER_VERSION: u32 = 1;
/// 3.53.3: the first with the fixes to FTS5 and to the write-ahead log that the vault relies on.
const OLDEST_SQLITE: i32 = 3_053_003;

/// Pages in the write-ahead log after which it is folded in; the same as in the settings.
const CHECKPOINT_PAGES: u32 = 4000;

const SETTINGS: &str = include_str!("database.sql");

/// Opens the file that is there; never makes one. `look` is asked before anything may be written.
///
/// # Errors
/// [`Error::Damaged`] when the first page does not authenticate under the key; [`Error::Newer`], [`Error::OtherVault`] and what
/// `look` says before a byte was written.
pub(crate) fn open(
    path: &Path,
    key: &DatabaseKey,
    parameters: DatabaseParameters,
    look: impl FnOnce(&Connection) -> Result<(), Error>,
) -> Result<Connection, Error> {
    // A log that is not empty must stay as it is until the version is known: not even it may be folded into a newer program's file.
    // Where there is none, an ordinary close takes away the empty one that reading makes.
    let log = fs::metadata(path.with_extension("db-wal")).is_ok_and(|log| log.len() > 0);
    let conn = connect(path, key, parameters)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, log)?;
    let user_version: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let application_id: u32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application_id != APPLICATION_ID {
        return Err(Error::OtherVault);
    }
    if user_version > USER_VERSION {
        return Err(Error::Newer { found: user_version });
    }
    look(&conn)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(conn)
}

/// Opens an empty file, or an export without its version, to become a database.
pub(crate) fn make(
    path: &Path,
    key: &DatabaseKey,
    parameters: DatabaseParameters,
) -> Result<Connection, Error> {
    let conn = connect(path, key, parameters)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", USER_VERSION)?;
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode == "wal" { Ok(conn) } else { Err(Error::Database(0)) }
}

/// Folds the write-ahead log into the file and closes.
pub(crate) fn close(conn: Connection) -> Result<(), Error> {
    conn.flush_prepared_statement_cache();
    truncate_log(&conn)?;
    conn.close().map_err(|(_, error)| error.into())
}

/// Closes without folding anything in: the file, or its name, may be another's by now.
pub(crate) fn give_up(conn: Connection) {
    conn.flush_prepared_statement_cache();
    // A setting of this connection alone, which does not fail; dropping it closes it.
    let _ = conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
}

/// Folds the write-ahead log into the file and empties it.
pub(crate) fn truncate_log(conn: &Connection) -> Result<(), Error> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

/// Folds the write-ahead log into the file and leaves the file alone from then on, whatever is committed.
pub(crate) fn stand_still(conn: &Connection) -> Result<(), Error> {
    checkpoint_after(conn, 0)?;
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { move_again(conn).and(Err(Error::AlreadyOpen)) }
}

/// Ends [`stand_still`].
pub(crate) fn move_again(conn: &Connection) -> Result<(), Error> {
    checkpoint_after(conn, CHECKPOINT_PAGES)
}

fn checkpoint_after(conn: &Connection, pages: u32) -> Result<(), Error> {
    let now: u32 = conn.pragma_update_and_check(None, "wal_autocheckpoint", pages, |row| row.get(0))?;
    if now == pages { Ok(()) } else { Err(Error::Database(0)) }
}

/// Reads every page: its authentication, the structure of the tables, and every row.
///
/// # Errors
/// [`Error::Damaged`]; [`Error::Io`] for a page that the disk did not give.
pub(crate) fn check_every_page(conn: &Connection) -> Result<(), Error> {
    let mut check = conn.prepare("PRAGMA cipher_integrity_check")?;
    if let Some(row) = check.query([])?.next()? {
        return Err(of_a_check(&row.get::<_, String>(0)?));
    }
    let said: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(of_a_check(&said)) }
}

/// The library's checks say in words alone whether a page is wrong or could not be read.
fn of_a_check(said: &str) -> Error {
    let code = said.rsplit_once("error code").map(|(_, code)| code.trim_matches(['=', ' ', '\n']));
    let code = code.and_then(|code| code.parse::<i32>().ok());
    let of_the_disk = code.is_some_and(|code| code & 0xFF == rusqlite::ffi::SQLITE_IOERR)
        || ["error reading", "failed to determine", "failed to get page"]
            .iter()
            .any(|words| said.contains(words));
    if of_the_disk { Error::Io(std::io::ErrorKind::Other) } else { Error::Damaged }
}

/// Lets the library ready itself, once in a process. SQLCipher does its part of that outside SQLite's own lock, so a second thread
/// that opens meanwhile would find no cipher.
fn ready() {
    static READY: Once = Once::new();
    // What fails here fails again where it is told.
    READY.call_once(|| drop(Connection::open_in_memory()));
}

fn connect(path: &Path, key: &DatabaseKey, parameters: DatabaseParameters) -> Result<Connection, Error> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(Error::SqliteTooOld);
    }
    ready();
    // One connection on the caller's thread: SQLite need not guard it against others.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.execute_batch(&key_statement(key))?;
    conn.execute_batch(&statements(parameters, ""))?;
    conn.execute_batch(SETTINGS)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // A statement keeps its plan: nothing here is planned by the value that is bound, and planning anew costs more than asking.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(160);
    Ok(conn)
}

/// The statements that set the parameters, before the first page is read. `schema` is empty, or the name of an attached database with
/// a dot.
pub(crate) fn statements(parameters: DatabaseParameters, schema: &str) -> String {
    let DatabaseParameters { major, page_size, hmac, kdf } = parameters;
    let (hmac, kdf) = (hmac.name(), kdf.name());
    // The major version first: it sets all the rest to its own.
    format!(
        "PRAGMA {schema}cipher_compatibility = {major}; PRAGMA {schema}cipher_page_size = {page_size}; \
         PRAGMA {schema}cipher_hmac_algorithm = HMAC_{hmac}; \
         PRAGMA {schema}cipher_kdf_algorithm = PBKDF2_HMAC_{kdf}; \
         PRAGMA {schema}cipher_plaintext_header_size = 0;"
    )
}

/// `PRAGMA key` with the raw key and salt, so that the library derives nothing.
fn key_statement(key: &DatabaseKey) -> Zeroizing<String> {
    // Large enough from the start, so that growing leaves no unwiped copy.
    let mut text = Zeroizing::new(String::with_capacity(128));
    text.push_str("PRAGMA cipher_log = off; PRAGMA key = \"x'");
    // The key goes into the statement, which the library takes apart; our copy is wiped.
    for byte in key.key.expose().iter().chain(&key.salt) {
        let _ = write!(text, "{byte:02x}");
    }
    text.push_str("'\";");
    text
}
