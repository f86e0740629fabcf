//! One vault key, many purposes: HKDF-SHA256 gives each use a key of its own, so that no key is ever used for two things.
//! Never here: the use itself.

use zeroize::Zeroizing;

use crate::{Key, kdf};

/// Which vault key: the vault and its epoch. Bound into every derived key and every seal, so that nothing can be moved from
/// one vault or epoch to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// Identity of the vault.
    pub vault_id: [u8; 16],
    /// Which of the vault's keys, counted from 1.
    pub epoch: u32,
}

/// What a purpose key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The MAC of the header file.
    HeaderMac,
    /// Backups.
    Backup,
    /// Sealed copies of what was exported.
    SealedCopy,
    /// The device's own entry: the last head it saw.
    DeviceState,
    /// Sealing the key of the epoch before under this one.
    EarlierKey,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::HeaderMac => "header mac",
            Self::Backup => "backup",
            Self::SealedCopy => "sealed copy",
            Self::DeviceState => "device state",
            Self::EarlierKey => "earlier key",
        }
    }
}

/// Key and salt of the database, raw: it derives nothing further from them.
#[derive(Debug)]
pub struct DatabaseKey {
    /// 256-bit page key.
    pub key: Key,
    /// The salt of the file, derived too, so that the file alone does not say which vault it is from.
    pub salt: [u8; 16],
}

/// The key for one purpose.
pub fn purpose_key(vault_key: &Key, purpose: Purpose, scope: &Scope) -> Key {
    Key::filled(|bytes| derive(vault_key, purpose.name(), scope, bytes))
}

/// Key and salt for the database of this epoch.
pub fn database_key(vault_key: &Key, scope: &Scope) -> DatabaseKey {
    let mut material = Zeroizing::new([0; 48]);
    derive(vault_key, "database", scope, material.as_mut_slice());
    let mut salt = [0; 16];
    salt.copy_from_slice(&material[32..]);
    DatabaseKey { key: Key::filled(|bytes| bytes.copy_from_slice(&material[..32])), salt }
}

pub(crate) fn derive(vault_key: &Key, name: &str, scope: &Scope, out: &mut [u8]) {
    let parts: [&[u8]; 3] = [name.as_bytes(), &scope.vault_id, &scope.epoch.to_be_bytes()];
    // The vault key is the input of HKDF; only the derived bytes come out.
    kdf::expand(vault_key.expose(), "encircle/1 purpose", &parts, out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;

    #[test]
    fn every_purpose_vault_and_epoch_has_a_key_of_its_own() {
        let vault_key = Key::random(&mut rng(4));
        let scopes = [
            Scope { vault_id: [1; 16], epoch: 1 },
            Scope { vault_id: [1; 16], epoch: 2 },
            Scope { vault_id: [2; 16], epoch: 1 },
        ];
        let purposes = [
            Purpose::HeaderMac,
            Purpose::Backup,
            Purpose::SealedCopy,
            Purpose::DeviceState,
            Purpose::EarlierKey,
        ];
        let mut keys: Vec<Key> = Vec::new();
        for scope in &scopes {
            keys.extend(purposes.iter().map(|purpose| purpose_key(&vault_key, *purpose, scope)));
            keys.push(database_key(&vault_key, scope).key);
        }
        for (i, a) in keys.iter().enumerate() {
            assert!(!a.matches(&vault_key));
            assert!(keys[..i].iter().all(|b| !a.matches(b)), "purpose keys {i} repeats");
        }
        let again = purpose_key(&vault_key, Purpose::HeaderMac, &scopes[0]);
        assert!(again.matches(&keys[0]), "derivation must be deterministic");
    }
}
