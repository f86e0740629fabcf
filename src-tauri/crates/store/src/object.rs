//! Sealed objects beside the database: copies of what was exported, and attachments. Each has a random key of its own, which stands in
//! the journal's payload alone. Never here: a name, a type, or a plain byte on disk.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use encircle_crypto::{Key, stream};
use encircle_domain::ObjectId;
use encircle_domain::referral::SealedCopy;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{Error, Store, place};

impl Store {
    /// Seals `bytes` under a fresh key into a new file, synced and renamed into place. The object counts once an event that
    /// names it is committed.
    ///
    /// # Errors
    /// [`Error::TooLarge`] from 4 GiB on; [`Error::DiskFull`] and [`Error::Io`], which leave no file behind.
    pub fn put_object(&self, rng: &mut impl CryptoRng, bytes: &[u8]) -> Result<SealedCopy, Error> {
        let size = u32::try_from(bytes.len()).map_err(|_| Error::TooLarge)?;
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let object = ObjectId(id);
        let key = Key::random(rng);
        let mut plain = Zeroizing::new(Vec::with_capacity(padded(bytes.len())));
        plain.extend_from_slice(bytes);
        plain.resize(padded(bytes.len()), 0);
        let sealed = stream::seal_bytes(&key, &self.bound_to(object), &plain, rng);
        let path = self.object_path(object);
        let folder = path.parent().ok_or(Error::ObjectMissing)?;
        let new_folder = !fs::exists(folder)?;
        fs::create_dir_all(folder)?;
        let unfinished = path.with_extension("new");
        let written = (|| {
            let mut file = place::private().write(true).create_new(true).open(&unfinished)?;
            file.write_all(&sealed)?;
            file.sync_all()?;
            fs::rename(&unfinished, &path)
        })();
        if let Err(error) = written {
            // The failure is what counts; what is left is sealed and named by nothing.
            let _ = fs::remove_file(&unfinished);
            return Err(error.into());
        }
        place::sync_folder(folder)?;
        if new_folder {
            place::sync_folder(&place::attachments(&self.dir))?;
            place::sync_folder(&self.dir)?;
        }
        // The key goes into the event that names the object.
        Ok(SealedCopy { object, key: *key.expose(), size })
    }

    /// Opens a sealed object.
    ///
    /// # Errors
    /// [`Error::ObjectMissing`]; [`Error::ObjectDamaged`] when a byte was changed or lost; [`Error::Io`].
    pub fn get_object(&self, copy: &SealedCopy) -> Result<Vec<u8>, Error> {
        let sealed = fs::read(self.object_path(copy.object)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::ObjectMissing,
            _ => error.into(),
        })?;
        let key = Key::from_bytes(&mut { copy.key });
        let mut plain = stream::open_bytes(&key, &self.bound_to(copy.object), &sealed)
            .map_err(|_| Error::ObjectDamaged)?;
        let size = usize::try_from(copy.size).map_err(|_| Error::TooLarge)?;
        if size > plain.len() {
            return Err(Error::ObjectDamaged);
        }
        plain.truncate(size);
        Ok(std::mem::take(&mut *plain))
    }

    /// Reads a sealed object to its end, a chunk at a time, and keeps nothing of it.
    ///
    /// # Errors
    /// As [`Store::get_object`].
    pub fn object_holds(&self, copy: &SealedCopy) -> Result<(), Error> {
        let file = fs::File::open(self.object_path(copy.object)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::ObjectMissing,
            _ => error.into(),
        })?;
        let key = Key::from_bytes(&mut { copy.key });
        let read = stream::open_into(&key, &self.bound_to(copy.object), file, std::io::sink());
        match read {
            Ok(length) if length >= u64::from(copy.size) => Ok(()),
            Err(encircle_crypto::Error::Io(kind)) => Err(Error::Io(kind)),
            _ => Err(Error::ObjectDamaged),
        }
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

/// The size on disk says little about the size inside: Padmé (Nikitin and others, "Reducing metadata leakage from encrypted files and
/// communication with PURBs", 2019), at least 4 KiB. It adds at most 12 per cent to anything larger.
fn padded(length: usize) -> usize {
    const LEAST: usize = 4096;
    if length <= LEAST {
        return LEAST;
    }
    let exponent = length.ilog2();
    let kept_bits = exponent.ilog2() + 1;
    let mask = (1_usize << exponent.saturating_sub(kept_bits)) - 1;
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
