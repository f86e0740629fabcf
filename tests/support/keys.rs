//! The secrets of a vault, as whoever has its passphrase and its keychain can work them out, for looking where they are.
//!
//! The program gives neither the key of a vault nor the seed of a signing key to anybody. A test that has opened the vault holds both in
//! its own memory, and finds them there by what is public of them. Never here: where the secrets must not be.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use encircle_crypto::Key;
use encircle_crypto::purpose::{Scope, database_key};
use encircle_store::keys::{self, DeviceSecret, SecretAnswer, SigningKey, Unlocked};

use super::memory::{Secrets, own_places};

/// How far from what is public the secret may lie in the same value, in bytes.
const NEAR: u64 = 512;

/// Opens the header of a vault and names its secrets, and the passphrase.
pub fn secrets_of(vault: &Path, passphrase: &str, device: Option<&[u8]>) -> Secrets {
    let header = keys::read(vault).unwrap();
    let answer = |_: &keys::SlotId| match device {
        Some(secret) => {
            SecretAnswer::Found(DeviceSecret::from_bytes(&mut secret.to_owned().try_into().unwrap()))
        }
        None => SecretAnswer::NoEntry,
    };
    let unlocked = keys::unlock(&header, passphrase, &answer).unwrap();
    let mut secrets = Secrets::default();
    secrets.add_text("passphrase", passphrase);
    if let Some(secret) = device {
        secrets.add_key("device secret", secret);
    }
    secrets.add_key("vault key", &vault_key(&unlocked));
    secrets.add_key("database key", unlocked.database_key().key.expose());
    secrets.add_key("key of sealed copies", unlocked.sealed_copy_key().expose());
    secrets.add_key("key of backups", unlocked.backup_key().expose());
    secrets.add_key("key of the last head", unlocked.device_state_key().expose());
    secrets.add_key("signing seed", &signing_seed(&unlocked));
    secrets
}

/// The vault key lies behind a pointer in the value that also holds the vault's number.
pub fn vault_key(unlocked: &Unlocked) -> [u8; 32] {
    let scope = Scope { vault_id: unlocked.vault_id(), epoch: unlocked.epoch() };
    let wanted = unlocked.database_key();
    let memory = File::open("/proc/self/mem").unwrap();
    let pointers = own_places(&scope.vault_id).into_iter().flat_map(|at| around(&memory, at & !7));
    let mut keys = pointers.filter_map(|(_, bytes)| {
        let mut key = [0; 32];
        memory.read_exact_at(&mut key, u64::from_le_bytes(bytes)).ok()?;
        let made = database_key(&Key::from_bytes(&mut key.clone()), &scope);
        made.key.matches(&wanted.key).then_some(key)
    });
    keys.next().expect("an open vault holds its key")
}

/// The seed lies beside the public half in the library's value.
fn signing_seed(unlocked: &Unlocked) -> [u8; 32] {
    let public = unlocked.signing_key().expect("a person opened it").verify_key();
    let memory = File::open("/proc/self/mem").unwrap();
    let places = own_places(&public).into_iter().flat_map(|at| around(&memory, at));
    let mut seeds = places.filter_map(|(at, _)| {
        let mut seed = [0; 32];
        memory.read_exact_at(&mut seed, at).ok()?;
        (SigningKey::from_seed(&Key::from_bytes(&mut seed.clone())).verify_key() == public).then_some(seed)
    });
    seeds.next().expect("an open vault holds its signing key")
}

/// The words of eight bytes near an address, and where each stands.
fn around(memory: &File, at: u64) -> Vec<(u64, [u8; 8])> {
    let near = (at.saturating_sub(NEAR)..at + NEAR).step_by(8);
    let read = |place: u64| {
        let mut bytes = [0; 8];
        memory.read_exact_at(&mut bytes, place).ok().map(|()| (place, bytes))
    };
    near.filter_map(read).collect()
}
