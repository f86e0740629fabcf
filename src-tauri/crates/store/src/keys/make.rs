//! Making the keys of a new vault, and letting one more person in. Never here: writing before the caller says so.

use std::path::Path;

use encircle_crypto::kdf::Argon2Params;
use encircle_crypto::purpose::Scope;
use encircle_crypto::slot::{self, make_kit_slot, make_person_slot};
use encircle_crypto::words::KitSecret;
use encircle_crypto::{CryptoRng, DeviceSecret, Key};
use encircle_domain::PersonId;

use super::error::KeysError;
use super::file;
use super::header::{Body, Header, SlotId};
use super::parameters::DatabaseParameters;
use super::unlock::{OpenedBy, Unlocked};

/// Who gets a slot, and how it will be opened.
#[derive(Clone, Copy)]
pub struct NewPerson<'a> {
    /// The new slot, from [`SlotId::random`]; the keychain entry is stored under it before.
    pub slot: SlotId,
    /// Whose it is.
    pub person: PersonId,
    /// The passphrase, as typed.
    pub passphrase: &'a str,
    /// What the keychain holds for the slot; `None` where there is no keychain, and the passphrase alone opens it.
    pub device_secret: Option<&'a DeviceSecret>,
    /// Cost of the passphrase's stretching.
    pub params: Argon2Params,
}

/// What a new vault's keys are made from.
#[derive(Clone, Copy)]
pub struct NewKeys<'a> {
    /// Identity of the vault, 16 random bytes.
    pub vault_id: [u8; 16],
    /// The first person.
    pub person: NewPerson<'a>,
    /// Whether the school is made up: authenticated and permanent.
    pub made_up: bool,
}

/// A recovery kit, to be printed and then forgotten.
#[derive(Debug)]
pub struct Kit {
    /// The kit's slot.
    pub slot: SlotId,
    /// What the words on paper say.
    pub secret: KitSecret,
}

/// The keys of a vault that is not on disk yet.
#[derive(Debug)]
pub struct NewVault {
    /// Goes to disk by [`commit_header`], after the database is there.
    pub header: Header,
    /// As if the first person had just unlocked.
    pub unlocked: Unlocked,
    /// Two kits, each opening the vault alone.
    pub kits: [Kit; 2],
}

/// Makes vault key, first person's slot and two recovery kits, in memory.
///
/// # Errors
/// [`KeysError::VaultExists`] when `dir` has a header already, of whatever kind; [`KeysError::NotEnoughMemory`];
/// [`KeysError::ParametersOutOfBounds`].
pub fn make(dir: &Path, new: NewKeys<'_>, rng: &mut impl CryptoRng) -> Result<NewVault, KeysError> {
    if file::is_taken(dir) {
        return Err(KeysError::VaultExists);
    }
    let scope = Scope { vault_id: new.vault_id, epoch: 1 };
    let vault_key = Key::random(rng);
    let (person, signing_key) = make_person_slot(slot_of(new.person), &vault_key, &scope, rng)?;
    let secrets = [KitSecret::random(rng), KitSecret::random(rng)];
    let kits: Vec<_> = secrets.iter().map(|secret| make_kit_slot(secret, &vault_key, &scope, rng)).collect();
    let [first, second] = secrets;
    let kits_out =
        [Kit { slot: SlotId(kits[0].id), secret: first }, Kit { slot: SlotId(kits[1].id), secret: second }];
    let body = Body {
        generation: 1,
        vault_id: new.vault_id,
        epoch: 1,
        made_up: new.made_up,
        database: DatabaseParameters::CURRENT,
        people: vec![person],
        kits,
        earlier: Vec::new(),
    };
    let header = Header::seal(body, &vault_key);
    let opened_by = OpenedBy::Person { slot: new.person.slot, person: new.person.person, signing_key };
    let unlocked = Unlocked::new(&header, vault_key, opened_by);
    Ok(NewVault { header, unlocked, kits: kits_out })
}

/// Puts a new vault's header in place: from this moment the vault exists.
///
/// # Errors
/// [`KeysError::VaultExists`] when a header appeared meanwhile; [`KeysError::Io`].
pub fn commit_header(dir: &Path, header: &Header) -> Result<(), KeysError> {
    if file::is_taken(dir) {
        return Err(KeysError::VaultExists);
    }
    file::write(dir, header)
}

/// Gives one more person a slot: a colleague, or whoever came back through a kit. A slot that the person had is removed.
///
/// Returns the header of the next generation, to be put in place by [`super::write`], and the vault as unlocked by the new
/// slot.
///
/// # Errors
/// [`KeysError::HeaderForged`] when `unlocked` is not of this header; else those of [`make`].
pub fn admit(
    header: &Header,
    unlocked: &Unlocked,
    new: NewPerson<'_>,
    rng: &mut impl CryptoRng,
) -> Result<(Header, Unlocked), KeysError> {
    header.check(unlocked.vault_key())?;
    let mut body = header.body.clone();
    let (slot, signing_key) = make_person_slot(slot_of(new), unlocked.vault_key(), &body.scope(), rng)?;
    body.people.retain(|former| former.owner != slot.owner);
    body.people.push(slot);
    body.generation += 1;
    let vault_key = Key::from_bytes(&mut { *unlocked.vault_key().expose() }); // the same key in both, each wiped
    let header = Header::seal(body, &vault_key);
    let opened_by = OpenedBy::Person { slot: new.slot, person: new.person, signing_key };
    let unlocked = Unlocked::new(&header, vault_key, opened_by);
    Ok((header, unlocked))
}

fn slot_of(new: NewPerson<'_>) -> slot::NewPerson<'_> {
    slot::NewPerson {
        id: new.slot.0,
        owner: new.person.0,
        passphrase: new.passphrase,
        device_secret: new.device_secret,
        params: new.params,
    }
}
