//! The two copies of the header in the vault's folder. Never here: keys, or what a header means.
//!
//! Renaming a new `keys.cbor` into place is the one moment at which a change of keys happens. Before it, the old header is
//! whole and in place; after it, the new one is. The second copy follows, so that there is always one that was not being
//! written.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use super::at_rest::{self, MAX_BYTES};
use super::error::KeysError;
use super::header::{Body, Header};
use crate::files::{self, Unwatched, Watch};

/// The header.
pub const KEYS: &str = "keys.cbor";
/// Its second copy.
pub const KEYS_COPY: &str = "keys.cbor.bak";
const NEW: &str = "keys.cbor.new";
const NEW_COPY: &str = "keys.cbor.bak.new";

/// Reads the header of the vault in `dir`: the whole copy of the highest generation.
///
/// # Errors
/// [`KeysError::NoVault`] when neither copy is there; [`KeysError::NewerVersion`] when either is whole and newer;
/// [`KeysError::NotKeys`], [`KeysError::Damaged`] or [`KeysError::Io`] when no copy can be used (what the first copy says).
pub fn read(dir: &Path) -> Result<Header, KeysError> {
    let copies = [read_copy(&dir.join(KEYS)), read_copy(&dir.join(KEYS_COPY))];
    if copies.iter().any(|copy| matches!(copy, Err(KeysError::NewerVersion))) {
        return Err(KeysError::NewerVersion);
    }
    match copies {
        [Ok(first), Ok(second)] if second.body.generation > first.body.generation => Ok(second.beside(false)),
        [Ok(first), second] => {
            let same = second.is_ok_and(|second| second.bytes() == first.bytes());
            Ok(first.beside(same))
        }
        [Err(_), Ok(second)] => Ok(second.beside(false)),
        [Err(KeysError::NoVault), Err(error)] | [Err(error), Err(_)] => Err(error),
    }
}

/// Whether anything stands in the place of a header.
pub fn is_taken(dir: &Path) -> bool {
    // A place that cannot be looked at counts as taken: nothing is ever written over it.
    [KEYS, KEYS_COPY].iter().any(|name| dir.join(name).try_exists().unwrap_or(true))
}

/// Puts `header` in the place of the one before it, then its copy.
///
/// # Errors
/// [`KeysError::Io`]. When it comes from the first copy, the former header is still in place and whole.
pub fn write(dir: &Path, header: &Header) -> Result<(), KeysError> {
    write_watched(dir, header, &Unwatched)
}

/// As [`write`], watched at each step.
///
/// # Errors
/// As [`write`].
pub fn write_watched(dir: &Path, header: &Header, watch: &dyn Watch) -> Result<(), KeysError> {
    let bytes = header.bytes();
    replace(dir, NEW, KEYS, &bytes, watch)?;
    replace(dir, NEW_COPY, KEYS_COPY, &bytes, watch)
}

fn read_copy(path: &Path) -> Result<Header, KeysError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(KeysError::NoVault),
        Err(error) => return Err(error.into()),
    };
    let mut bytes = Vec::new();
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    let whole = at_rest::decode(&bytes)?;
    let body: Body = at_rest::decode_body(&whole.body)?;
    Ok(Header { body, version: whole.version, signed: whole.body, mac: whole.mac, copies_agree: false })
}

fn replace(
    dir: &Path,
    temporary: &str,
    name: &str,
    bytes: &[u8],
    watch: &dyn Watch,
) -> Result<(), KeysError> {
    let temporary = dir.join(temporary);
    let mut file = files::create(&temporary, watch)?;
    file.write_all(bytes)?;
    file.sync()?;
    Ok(files::rename_into_place(&temporary, &dir.join(name), watch)?)
}
