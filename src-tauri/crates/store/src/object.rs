//! Sealed objects beside the database: copies of what was exported, and attachments. Each has a random key of its own, which stands in
//! the journal's payload alone. They are written and read a chunk at a time, so that memory does not grow with them.
//!
//! An object is complete once it has its name; the event that names it comes after that. What a cut leaves under a name in the making is
//! removed at the next opening. A complete object that no event names is left where it is: the records may be an older copy, put back
//! by hand, and the object the only thing left of what came later. It is sealed, and its key is nowhere.
//! Never here: a name, a type, or a plain byte on disk.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use encircle_crypto::hash::Sha256Pieces;
use encircle_crypto::{Key, stream};
use encircle_domain::ObjectId;
use encircle_domain::referral::SealedCopy;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::files::{self, Step, Unwatched, Watch};
use crate::{Error, Store, place};

/// The most bytes of one object: 512 MiB. Half an hour of film fits, and a backup of a few still goes on a stick.
pub const LARGEST_OBJECT: u64 = 512 * 1024 * 1024;

/// The ending of an object in the making.
const UNFINISHED: &str = "new";

/// An object that is being sealed. Dropped before [`UnfinishedObject::finish`], it leaves no file.
pub struct UnfinishedObject<'a> {
    /// `None` once the last chunk is sealed.
    sealer: Option<stream::Sealer<Target<'a>>>,
    object: ObjectId,
    key: Key,
    hash: Sha256Pieces,
    size: u64,
    /// Its final name. Until then it has another ending.
    path: PathBuf,
    watch: &'a dyn Watch,
}

impl std::fmt::Debug for UnfinishedObject<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnfinishedObject").field("size", &self.size).finish_non_exhaustive()
    }
}

/// The file of an object in the making.
struct Target<'a> {
    file: File,
    path: PathBuf,
    watch: &'a dyn Watch,
}

impl Write for Target<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.watch.before(Step::Write, &self.path).map_err(files::not_interrupted)?;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// An object that is being read. Only its end says that the whole is there.
pub struct ObjectReader {
    opener: stream::Opener<File>,
    /// Bytes that are still to come before the padding.
    left: u64,
    hash: Sha256Pieces,
}

impl std::fmt::Debug for ObjectReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ObjectReader").field("left", &self.left).finish_non_exhaustive()
    }
}

impl Store {
    /// Begins a new object under a fresh key.
    ///
    /// # Errors
    /// [`Error::DiskFull`] and [`Error::Io`], which leave no file behind.
    pub fn begin_object<'a>(
        &self,
        rng: &mut impl CryptoRng,
        watch: &'a dyn Watch,
    ) -> Result<UnfinishedObject<'a>, Error> {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let object = ObjectId(id);
        let key = Key::random(rng);
        let path = self.object_path(object);
        let attachments = place::attachments(&self.dir);
        let folder = path.parent().unwrap_or(&attachments);
        if !fs::exists(folder)? {
            files::make_folder(folder, watch)?;
            files::sync_folder_of(folder, watch)?;
            files::sync_folder_of(&attachments, watch)?;
        }
        let unfinished = path.with_extension(UNFINISHED);
        watch.before(Step::Create, &unfinished)?;
        let file = place::private().write(true).create_new(true).open(&unfinished)?;
        let target = Target { file, path: unfinished.clone(), watch };
        match stream::Sealer::new(&key, &self.bound_to(object), target, rng) {
            Ok(sealer) => {
                let hash = Sha256Pieces::default();
                Ok(UnfinishedObject { sealer: Some(sealer), object, key, hash, size: 0, path, watch })
            }
            Err(error) => {
                // The failure is what counts; what is left holds no byte of anybody's.
                let _ = fs::remove_file(&unfinished);
                Err(of_a_stream(error))
            }
        }
    }

    /// Seals `bytes` as a whole object. It counts once an event that names it is committed.
    ///
    /// # Errors
    /// [`Error::TooLarge`] above [`LARGEST_OBJECT`]; [`Error::DiskFull`] and [`Error::Io`], which leave no file behind.
    pub fn put_object(&self, rng: &mut impl CryptoRng, bytes: &[u8]) -> Result<SealedCopy, Error> {
        let mut object = self.begin_object(rng, &Unwatched)?;
        object.add(bytes)?;
        Ok(object.finish()?.0)
    }

    /// Opens a sealed object to read it a chunk at a time.
    ///
    /// # Errors
    /// [`Error::ObjectMissing`]; [`Error::ObjectDamaged`]; [`Error::Io`].
    pub fn open_object(&self, copy: &SealedCopy) -> Result<ObjectReader, Error> {
        let file = File::open(self.object_path(copy.object)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::ObjectMissing,
            _ => error.into(),
        })?;
        let key = Key::from_bytes(&mut { copy.key });
        let opener = stream::Opener::new(&key, &self.bound_to(copy.object), file).map_err(of_a_stream)?;
        Ok(ObjectReader { opener, left: copy.size.into(), hash: Sha256Pieces::default() })
    }

    /// Reads a sealed object whole into memory.
    ///
    /// # Errors
    /// [`Error::ObjectMissing`]; [`Error::ObjectDamaged`] when a byte was changed or lost; [`Error::Io`].
    pub fn get_object(&self, copy: &SealedCopy) -> Result<Vec<u8>, Error> {
        let mut object = self.open_object(copy)?;
        // Large enough from the start, so that growing leaves no unwiped copy; a forged size reserves no more than an object can be.
        let size = u64::from(copy.size).min(LARGEST_OBJECT);
        let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(size).unwrap_or(0)));
        while let Some(piece) = object.next_piece()? {
            bytes.extend_from_slice(piece);
        }
        Ok(std::mem::take(&mut *bytes))
    }

    /// Reads a sealed object to its end, a chunk at a time, and keeps nothing of it.
    ///
    /// # Errors
    /// As [`Store::get_object`].
    pub fn object_holds(&self, copy: &SealedCopy) -> Result<(), Error> {
        let mut object = self.open_object(copy)?;
        while object.next_piece()?.is_some() {}
        Ok(())
    }

    /// Takes an object away again whose event could not be committed. That nobody else names it is the caller's word.
    pub fn take_back_object(&self, copy: &SealedCopy) {
        // What cannot be removed is sealed, and named by nothing.
        let _ = fs::remove_file(self.object_path(copy.object));
    }

    /// Removes what was cut off while it was being written. No event can name it: an object has its name before its event comes.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(crate) fn remove_unfinished_objects(&self) -> Result<(), Error> {
        let folders = match fs::read_dir(place::attachments(&self.dir)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            folders => folders?,
        };
        for folder in folders {
            let folder = folder?;
            if !folder.file_type()?.is_dir() {
                continue;
            }
            for file in fs::read_dir(folder.path())? {
                let path = file?.path();
                if is_unfinished(&path) {
                    fs::remove_file(path)?;
                }
            }
        }
        Ok(())
    }

    fn object_path(&self, object: ObjectId) -> PathBuf {
        let name = object.to_string();
        place::attachments(&self.dir).join(&name[..2]).join(name)
    }

    /// An object opens in its own vault and under its own name alone.
    fn bound_to(&self, object: ObjectId) -> [u8; 32] {
        let mut bound = [0; 32];
        bound[..16].copy_from_slice(&self.chain.identity.vault_id);
        bound[16..].copy_from_slice(&object.0);
        bound
    }
}

/// Only what this program itself calls so: an id, and the ending of what is in the making.
fn is_unfinished(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    path.extension().is_some_and(|ending| ending == UNFINISHED)
        && stem.is_some_and(|stem| stem.len() == 32 && ObjectId::parse(stem).is_some())
}

impl UnfinishedObject<'_> {
    /// Bytes so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Seals the next bytes, of any number.
    ///
    /// # Errors
    /// [`Error::TooLarge`] once there are more than [`LARGEST_OBJECT`]; [`Error::DiskFull`]; [`Error::Io`]. It cannot go on then.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let size = self.size.saturating_add(bytes.len() as u64);
        if size > LARGEST_OBJECT {
            return Err(Error::TooLarge);
        }
        let sealer = self.sealer.as_mut().ok_or(Error::ObjectDamaged)?;
        sealer.add(bytes).map_err(of_a_stream)?;
        self.hash.update(bytes);
        self.size = size;
        Ok(())
    }

    /// Pads, syncs and gives the object its name; also the SHA-256 of its bytes.
    ///
    /// # Errors
    /// [`Error::DiskFull`] and [`Error::Io`], which leave no file behind.
    pub fn finish(mut self) -> Result<(SealedCopy, [u8; 32]), Error> {
        const ZEROS: [u8; 4096] = [0; 4096];
        let mut sealer = self.sealer.take().ok_or(Error::ObjectDamaged)?;
        let mut padding = padded(self.size) - self.size;
        while padding > 0 {
            let piece = padding.min(ZEROS.len() as u64);
            sealer.add(&ZEROS[..usize::try_from(piece).unwrap_or(ZEROS.len())]).map_err(of_a_stream)?;
            padding -= piece;
        }
        let target = sealer.finish().map_err(of_a_stream)?;
        self.watch.before(Step::Sync, &target.path)?;
        target.file.sync_all()?;
        // Windows renames nothing that is open.
        drop(target.file);
        files::rename(&target.path, &self.path, self.watch)?;
        if let Err(error) = files::sync_folder_of(&self.path, self.watch) {
            let _ = fs::remove_file(&self.path);
            return Err(error.into());
        }
        let size = u32::try_from(self.size).map_err(|_| Error::TooLarge)?;
        let hash = std::mem::take(&mut self.hash).finish();
        // The key goes into the event that names the object.
        Ok((SealedCopy { object: self.object, key: *self.key.expose(), size }, hash))
    }
}

impl Drop for UnfinishedObject<'_> {
    fn drop(&mut self) {
        // The file is closed before it goes. After a finish there is none of this name; one that stays is removed at the next opening.
        self.sealer = None;
        let _ = fs::remove_file(self.path.with_extension(UNFINISHED));
    }
}

impl ObjectReader {
    /// The next bytes, verified; `None` once all of them, and the padding behind them, were read and are whole.
    ///
    /// # Errors
    /// [`Error::ObjectDamaged`]; [`Error::Io`]. What was given out before is then to be thrown away.
    pub fn next_piece(&mut self) -> Result<Option<&[u8]>, Error> {
        while self.opener.advance().map_err(of_a_stream)? {
            let chunk = self.opener.chunk();
            let fits = usize::try_from(self.left).unwrap_or(usize::MAX).min(chunk.len());
            if fits > 0 {
                self.left -= fits as u64;
                self.hash.update(&chunk[..fits]);
                return Ok(Some(&self.opener.chunk()[..fits]));
            }
        }
        if self.left == 0 { Ok(None) } else { Err(Error::ObjectDamaged) }
    }

    /// SHA-256 of what was given out.
    #[must_use]
    pub fn hash(self) -> [u8; 32] {
        self.hash.finish()
    }
}

fn of_a_stream(error: encircle_crypto::Error) -> Error {
    match error {
        encircle_crypto::Error::Io(kind) => io::Error::from(kind).into(),
        _ => Error::ObjectDamaged,
    }
}

/// The size on disk says little about the size inside: Padmé (Nikitin and others, "Reducing metadata leakage from encrypted files and
/// communication with PURBs", 2019), at least 4 KiB. It adds at most 12 per cent to anything larger.
fn padded(length: u64) -> u64 {
    const LEAST: u64 = 4096;
    if length <= LEAST {
        return LEAST;
    }
    let exponent = length.ilog2();
    let kept_bits = exponent.ilog2() + 1;
    let mask = (1_u64 << exponent.saturating_sub(kept_bits)) - 1;
    (length + mask) & !mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_never_shrinks_never_adds_more_than_an_eighth_and_leaves_few_sizes() {
        let mut sizes = std::collections::BTreeSet::new();
        for length in 0..200_000 {
            let size = padded(length);
            assert!(size >= length && size <= (length + length / 8).max(4096), "{length} became {size}");
            sizes.insert(size);
        }
        assert!(sizes.len() < 200, "{} sizes", sizes.len());
    }
}
