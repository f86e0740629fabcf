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

/// Seals what it is given, a piece at a time, into `target`: at most two chunks are in memory.
pub struct Sealer<W> {
    target: W,
    cipher: ChunkSealer,
    /// What has come and is not yet known to be the last: at most a full chunk.
    chunk: Zeroizing<Vec<u8>>,
}

impl<W: Write> Sealer<W> {
    /// Draws the salt and writes it.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn new(
        key: &Key,
        associated_data: &[u8],
        mut target: W,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, Error> {
        let mut salt = [0; SALT];
        rng.fill_bytes(&mut salt);
        target.write_all(&salt)?;
        Ok(Self { target, cipher: ChunkSealer::new(key, &salt, associated_data), chunk: buffer(CHUNK) })
    }

    /// Takes the next bytes. After an error the stream is of no use.
    ///
    /// # Errors
    /// [`Error::Io`], also above the 2^32 chunks (256 TiB) that STREAM can count.
    pub fn add(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
        while !bytes.is_empty() {
            // Only bytes behind a full chunk say that it is not the last.
            if self.chunk.len() == CHUNK {
                let sealed = self.cipher.next(&self.chunk)?;
                self.target.write_all(&sealed)?;
                self.chunk.clear();
            }
            let (fits, rest) = bytes.split_at(bytes.len().min(CHUNK - self.chunk.len()));
            self.chunk.extend_from_slice(fits);
            bytes = rest;
        }
        Ok(())
    }

    /// Seals the last chunk and gives the target back.
    ///
    /// # Errors
    /// As [`Sealer::add`].
    pub fn finish(mut self) -> Result<W, Error> {
        let sealed = self.cipher.last(&self.chunk)?;
        self.target.write_all(&sealed)?;
        Ok(self.target)
    }
}

fn too_long(_: aead_stream::aead::Error) -> Error {
    Error::Io(std::io::ErrorKind::FileTooLarge)
}

/// Seals all that `source` gives, into `target`. Returns the number of plain bytes.
///
/// # Errors
/// [`Error::Io`] from either side, also above the 2^32 chunks (256 TiB) that STREAM can count.
pub fn seal_from(
    key: &Key,
    associated_data: &[u8],
    mut source: impl Read,
    target: impl Write,
    rng: &mut impl CryptoRng,
) -> Result<u64, Error> {
    let mut sealer = Sealer::new(key, associated_data, target, rng)?;
    let (mut total, mut piece) = (0, buffer(CHUNK));
    loop {
        fill(&mut source, &mut piece, CHUNK)?;
        if piece.is_empty() {
            sealer.finish()?;
            return Ok(total);
        }
        total += piece.len() as u64;
        sealer.add(&piece)?;
    }
}

/// Opens a sealed stream a chunk at a time: at most three chunks are in memory.
pub struct Opener<R> {
    source: R,
    /// `None` once the last chunk has been given out, and after damage.
    cipher: Option<ChunkOpener>,
    /// One chunk is read ahead: only an empty one behind it makes it the last.
    sealed: Zeroizing<Vec<u8>>,
    next: Zeroizing<Vec<u8>>,
    plain: Zeroizing<Vec<u8>>,
    first: bool,
    /// The last chunk was verified.
    whole: bool,
}

impl<R: Read> Opener<R> {
    /// Reads the salt and the first chunk.
    ///
    /// # Errors
    /// [`Error::Damaged`] when not even a salt is there; [`Error::Io`].
    pub fn new(key: &Key, associated_data: &[u8], mut source: R) -> Result<Self, Error> {
        let mut salt = buffer(SALT);
        fill(&mut source, &mut salt, SALT)?;
        let salt: [u8; SALT] = salt.as_slice().try_into().map_err(|_| Error::Damaged)?;
        let cipher = Some(ChunkOpener::new(key, &salt, associated_data));
        let mut sealed = buffer(CHUNK + TAG);
        fill(&mut source, &mut sealed, CHUNK + TAG)?;
        let (next, plain) = (buffer(CHUNK + TAG), buffer(0));
        Ok(Self { source, cipher, sealed, next, plain, first: true, whole: false })
    }

    /// The next chunk, verified; `None` behind the last. Only `None` says that the whole is there: a caller throws away what it got
    /// when this fails.
    ///
    /// # Errors
    /// [`Error::Damaged`] for another key or associated data and for anything cut, reordered, changed or added; [`Error::Io`].
    pub fn next_chunk(&mut self) -> Result<Option<&[u8]>, Error> {
        Ok(if self.advance()? { Some(self.chunk()) } else { None })
    }

    /// Goes on to the next chunk; false behind the last, which alone says that the whole is there.
    ///
    /// # Errors
    /// As [`Opener::next_chunk`].
    pub fn advance(&mut self) -> Result<bool, Error> {
        let Some(mut cipher) = self.cipher.take() else {
            return if self.whole { Ok(false) } else { Err(Error::Damaged) };
        };
        fill(&mut self.source, &mut self.next, CHUNK + TAG)?;
        if self.next.is_empty() {
            self.plain = cipher.last(&self.sealed)?;
            if self.plain.is_empty() && !self.first {
                return Err(Error::Damaged);
            }
            self.whole = true;
        } else {
            self.plain = cipher.next(&self.sealed)?;
            std::mem::swap(&mut self.sealed, &mut self.next);
            self.cipher = Some(cipher);
        }
        self.first = false;
        Ok(true)
    }

    /// The chunk that was reached.
    #[must_use]
    pub fn chunk(&self) -> &[u8] {
        &self.plain
    }
}

/// Opens a sealed stream into `target`. Returns the number of plain bytes.
///
/// Each chunk is verified before it is written, but only `Ok` says that the whole is there: a caller throws away what was
/// written when this fails.
///
/// # Errors
/// As [`Opener::next_chunk`].
pub fn open_into(
    key: &Key,
    associated_data: &[u8],
    source: impl Read,
    mut target: impl Write,
) -> Result<u64, Error> {
    let mut opener = Opener::new(key, associated_data, source)?;
    let mut total = 0;
    while let Some(plain) = opener.next_chunk()? {
        target.write_all(plain)?;
        total += plain.len() as u64;
    }
    Ok(total)
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

/// The cipher of a stream that is sealed. Its own code is compiled here, whatever it is written into.
struct ChunkSealer(EncryptorBE32<Aes256Gcm>);

impl ChunkSealer {
    fn new(key: &Key, salt: &[u8; SALT], associated_data: &[u8]) -> Self {
        Self(EncryptorBE32::from_aead(cipher(key, salt, associated_data), &NONCE_PREFIX.into()))
    }

    #[inline(never)]
    fn next(&mut self, chunk: &[u8]) -> Result<Vec<u8>, Error> {
        self.0.encrypt_next(chunk).map_err(too_long)
    }

    #[inline(never)]
    fn last(self, chunk: &[u8]) -> Result<Vec<u8>, Error> {
        self.0.encrypt_last(chunk).map_err(too_long)
    }
}

/// The cipher of a stream that is opened.
struct ChunkOpener(DecryptorBE32<Aes256Gcm>);

impl ChunkOpener {
    fn new(key: &Key, salt: &[u8; SALT], associated_data: &[u8]) -> Self {
        Self(DecryptorBE32::from_aead(cipher(key, salt, associated_data), &NONCE_PREFIX.into()))
    }

    #[inline(never)]
    fn next(&mut self, chunk: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.0.decrypt_next(chunk).map(Zeroizing::new).map_err(|_| Error::Damaged)
    }

    #[inline(never)]
    fn last(self, chunk: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.0.decrypt_last(chunk).map(Zeroizing::new).map_err(|_| Error::Damaged)
    }
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
