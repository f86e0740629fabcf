//! Sealing of things of any length in chunks of 64 KiB: STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM.
//!
//! Bytes are `salt (32) ‖ chunk ‖ … ‖ last chunk`; each chunk is its ciphertext and a 16-byte tag. The chunk key is
//! HKDF-SHA256 of the caller's key, the salt and the associated data, so that the nonce can be the counter and the last-chunk
//! flag alone. Every chunk but the last is full; the last holds 1 to 65,536 bytes, and is empty only when the whole is empty.
//! A cut end, chunks in another order, and bytes behind the last chunk are all refused. Never here: where the bytes lie.

use std::io::{Read, Write};

use aead_stream::{DecryptorBE32, EncryptorBE32};
use aes_gcm::{Aes256Gcm, KeyInit};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{Error, Key, kdf};

/// Plain bytes in a full chunk.
pub const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const SALT: usize = 32;
/// The part of the nonce that is the same for all chunks: each stream has a key of its own.
const NONCE_PREFIX: [u8; 7] = [0; 7];

/// Seals all that `source` gives, into `target`. Returns the number of plain bytes.
///
/// # Errors
/// [`Error::Io`] from either side, also above the 2^32 chunks (256 TiB) that STREAM can count.
pub fn seal_from(
    key: &Key,
    associated_data: &[u8],
    mut source: impl Read,
    mut target: impl Write,
    rng: &mut impl CryptoRng,
) -> Result<u64, Error> {
    let mut salt = [0; SALT];
    rng.fill_bytes(&mut salt);
    target.write_all(&salt)?;
    let mut sealer = sealer(key, &salt, associated_data);
    let too_long = |_| Error::Io(std::io::ErrorKind::FileTooLarge);
    let (mut total, mut chunk, mut next) = (0, buffer(CHUNK), buffer(CHUNK));
    fill(&mut source, &mut chunk, CHUNK)?;
    // One chunk is read ahead: only an empty one behind it makes it the last.
    loop {
        fill(&mut source, &mut next, CHUNK)?;
        total += chunk.len() as u64;
        if next.is_empty() {
            target.write_all(&sealer.encrypt_last(chunk.as_slice()).map_err(too_long)?)?;
            return Ok(total);
        }
        target.write_all(&sealer.encrypt_next(chunk.as_slice()).map_err(too_long)?)?;
        std::mem::swap(&mut chunk, &mut next);
    }
}

/// Opens a sealed stream into `target`. Returns the number of plain bytes.
///
/// Each chunk is verified before it is written, but only `Ok` says that the whole is there: a caller throws away what was
/// written when this fails.
///
/// # Errors
/// [`Error::Damaged`] for another key or associated data and for anything cut, reordered, changed or added; [`Error::Io`].
pub fn open_into(
    key: &Key,
    associated_data: &[u8],
    mut source: impl Read,
    mut target: impl Write,
) -> Result<u64, Error> {
    let mut salt = buffer(SALT);
    fill(&mut source, &mut salt, SALT)?;
    let salt: [u8; SALT] = salt.as_slice().try_into().map_err(|_| Error::Damaged)?;
    let cipher = cipher(key, &salt, associated_data);
    let mut opener = DecryptorBE32::<Aes256Gcm>::from_aead(cipher, &NONCE_PREFIX.into());
    let (mut total, mut chunk, mut next) = (0, buffer(CHUNK + TAG), buffer(CHUNK + TAG));
    fill(&mut source, &mut chunk, CHUNK + TAG)?;
    loop {
        fill(&mut source, &mut next, CHUNK + TAG)?;
        if next.is_empty() {
            let plain =
                opener.decrypt_last(chunk.as_slice()).map(Zeroizing::new).map_err(|_| Error::Damaged)?;
            if plain.is_empty() && total > 0 {
                return Err(Error::Damaged);
            }
            target.write_all(&plain)?;
            return Ok(total + plain.len() as u64);
        }
        let plain = opener.decrypt_next(chunk.as_slice()).map(Zeroizing::new).map_err(|_| Error::Damaged)?;
        target.write_all(&plain)?;
        total += plain.len() as u64;
        std::mem::swap(&mut chunk, &mut next);
    }
}

/// As [`seal_from`], for bytes in memory.
pub fn seal_bytes(key: &Key, associated_data: &[u8], plaintext: &[u8], rng: &mut impl CryptoRng) -> Vec<u8> {
    let chunks = plaintext.len() / CHUNK + 1;
    let mut sealed = Vec::with_capacity(SALT + plaintext.len() + chunks * TAG);
    seal_from(key, associated_data, plaintext, &mut sealed, rng)
        .expect("memory neither fails nor holds 256 TiB");
    sealed
}

/// As [`open_into`], for bytes in memory: nothing is given out unless the whole verifies.
///
/// # Errors
/// [`Error::Damaged`].
pub fn open_bytes(key: &Key, associated_data: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    // Large enough from the start, so that growing leaves no unwiped copy.
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len()));
    open_into(key, associated_data, sealed, &mut *plain)?;
    Ok(plain)
}

fn sealer(key: &Key, salt: &[u8; SALT], associated_data: &[u8]) -> EncryptorBE32<Aes256Gcm> {
    EncryptorBE32::from_aead(cipher(key, salt, associated_data), &NONCE_PREFIX.into())
}

fn cipher(key: &Key, salt: &[u8; SALT], associated_data: &[u8]) -> Aes256Gcm {
    // The caller's key is the input of HKDF; the chunk key goes into the cipher's state, which wipes itself.
    let chunk_key = kdf::expand_key(key.expose(), "encircle/1 stream", &[salt, associated_data]);
    Aes256Gcm::new(chunk_key.expose().into())
}

fn buffer(capacity: usize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(Vec::with_capacity(capacity))
}

/// Reads `size` bytes into the buffer, fewer only where the source ends.
fn fill(source: &mut impl Read, buffer: &mut Vec<u8>, size: usize) -> Result<(), Error> {
    buffer.clear();
    source.by_ref().take(size as u64).read_to_end(buffer)?;
    Ok(())
}

#[cfg(test)]
mod tests;
