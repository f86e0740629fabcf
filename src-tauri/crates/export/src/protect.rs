//! A password on the file: AES-256 as every current PDF reader opens it (PDF 2.0, revision 6).
//!
//! Never here: choosing the password. Random on purpose: the same bytes protected twice differ.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{Document, EncryptionState, EncryptionVersion, Permissions};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{Error, hex};

/// Encrypts a PDF. The password opens it for reading, printing and copying out; screen readers may read it.
///
/// The file key and the owner's password come from `rng`, and the latter is dropped, so nobody can lift the limits.
/// The salts and initialisation vectors come from lopdf's own generator (the operating system's, through `rand`): its
/// interface takes none.
///
/// # Errors
/// [`Error::UnusablePassword`] when the password is empty, longer than 127 bytes or not allowed in a PDF;
/// [`Error::Damaged`] when the PDF cannot be read.
pub fn protect<R: CryptoRng + ?Sized>(pdf: &[u8], password: &str, rng: &mut R) -> Result<Vec<u8>, Error> {
    if password.is_empty() || password.len() > 127 {
        return Err(Error::UnusablePassword);
    }
    let mut document = Document::load_mem(pdf).map_err(|_| Error::Damaged)?;
    let mut key = Zeroizing::new([0_u8; 32]);
    rng.fill_bytes(&mut *key);
    let mut owner = Zeroizing::new([0_u8; 32]);
    rng.fill_bytes(&mut *owner);
    let owner = Zeroizing::new(hex(&*owner));
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let version = EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), filter)]),
        file_encryption_key: &*key,
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: &owner,
        user_password: password,
        permissions: Permissions::PRINTABLE
            | Permissions::PRINTABLE_IN_HIGH_QUALITY
            | Permissions::COPYABLE
            | Permissions::COPYABLE_FOR_ACCESSIBILITY,
    };
    let state = EncryptionState::try_from(version).map_err(|_| Error::UnusablePassword)?;
    document.encrypt(&state).map_err(|_| Error::Damaged)?;
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|_| Error::Damaged)?;
    Ok(bytes)
}
