//! The header as a backup carries it outside its seal: the slots of recovery kits alone. So a kit opens it on any laptop, and a
//! stick that is lost gives nobody a passphrase to guess at. Never here: the backup's content.

use super::at_rest;
use super::error::KeysError;
use super::header::Header;
use super::unlock::Unlocked;

/// The bytes of a header with the slots of `kits` alone, given by their public keys, which come from signed events.
///
/// # Errors
/// [`KeysError::HeaderForged`] when `unlocked` is not of this header; [`KeysError::KitWrong`] when it has none of these kits.
pub fn for_kits(header: &Header, unlocked: &Unlocked, kits: &[[u8; 32]]) -> Result<Vec<u8>, KeysError> {
    header.check(unlocked.vault_key())?;
    let mut body = header.body.clone();
    body.people.clear();
    body.kits.retain(|kit| kits.contains(&kit.public_key));
    if body.kits.is_empty() {
        return Err(KeysError::KitWrong);
    }
    Ok(Header::seal(body, unlocked.vault_key()).bytes())
}

/// Reads what [`for_kits`] wrote, to be opened by [`super::unlock_with_kit`].
///
/// # Errors
/// [`KeysError::NotKeys`], [`KeysError::Damaged`], [`KeysError::NewerVersion`].
pub fn read_for_kits(bytes: &[u8]) -> Result<Header, KeysError> {
    let whole = at_rest::decode(bytes)?;
    let body = at_rest::decode_slots(&whole.body)?;
    Ok(Header { body, version: whole.version, signed: whole.body, mac: whole.mac, copies_agree: false })
}

/// Whether the vault that `unlocked` opened wrote this header.
///
/// # Errors
/// [`KeysError::HeaderForged`].
pub fn check_header(header: &Header, unlocked: &Unlocked) -> Result<(), KeysError> {
    Ok(header.check(unlocked.vault_key())?)
}

/// The bytes of a header, as [`super::write`] puts them on disk.
pub fn header_bytes(header: &Header) -> Vec<u8> {
    header.bytes()
}
