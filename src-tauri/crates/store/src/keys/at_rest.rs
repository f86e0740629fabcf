//! The header as it lies on disk: CBOR with the fields in the order below, byte strings for bytes. A released struct is never
//! edited; `V2` is added. Never here: keys, files.
//!
//! The envelope is the same for all versions, so that an older program can tell a newer header from a damaged one.

use ciborium::{de, ser};
use encircle_crypto::hash;
use encircle_crypto::kdf::Argon2Params;
use encircle_crypto::slot::{Anchor, EarlierKey, KitSlot, PersonSlot, SealedVaultKey};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_bytes::{ByteArray, ByteBuf};

use super::error::{Found, KeysError};
use super::header::Body;
use super::parameters::DatabaseParameters;

const FORMAT: &str = "encircle-keys";
/// The version that this program writes, and the newest that it reads.
pub(super) const VERSION: u32 = 1;
/// No header is larger: a slot takes about 700 bytes.
pub(super) const MAX_BYTES: usize = 1 << 20;

/// The same for every version. `sha256` covers all the rest: damage is seen before any key is at hand.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    format: String,
    version: u32,
    body: ByteBuf,
    mac: ByteArray<32>,
    sha256: ByteArray<32>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderV1 {
    generation: u64,
    vault_id: ByteArray<16>,
    epoch: u32,
    made_up: bool,
    database: String,
    people: Vec<PersonSlotV1>,
    kits: Vec<KitSlotV1>,
    earlier: Vec<EarlierKeyV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonSlotV1 {
    id: ByteArray<16>,
    person: ByteArray<16>,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: ByteArray<16>,
    device_check: Option<ByteArray<16>>,
    public_key: ByteArray<32>,
    verify_key: ByteArray<32>,
    anchor_epoch: u32,
    anchor: ByteArray<32>,
    commitment: ByteArray<32>,
    wrapped: ByteBuf,
    ephemeral: ByteArray<32>,
    vault_key: ByteBuf,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KitSlotV1 {
    id: ByteArray<16>,
    public_key: ByteArray<32>,
    anchor_epoch: u32,
    anchor: ByteArray<32>,
    commitment: ByteArray<32>,
    wrapped: ByteBuf,
    ephemeral: ByteArray<32>,
    vault_key: ByteBuf,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EarlierKeyV1 {
    epoch: u32,
    sealed: ByteBuf,
}

/// One whole copy of a header: its plain hash is right. Whether it is genuine is known only after unlocking.
pub(super) struct Whole {
    pub version: u32,
    pub body: Vec<u8>,
    pub mac: [u8; 32],
}

/// The bytes of a file.
pub(super) fn encode(body: &[u8], mac: [u8; 32]) -> Vec<u8> {
    encode_as(VERSION, body, mac)
}

/// As [`encode`]; tests write as a later program would.
pub(super) fn encode_as(version: u32, body: &[u8], mac: [u8; 32]) -> Vec<u8> {
    let sha256 = checksum(version, body, &mac);
    to_cbor(&Envelope {
        format: FORMAT.to_owned(),
        version,
        body: ByteBuf::from(body),
        mac: ByteArray::new(mac),
        sha256: ByteArray::new(sha256),
    })
}

/// Reads one copy as far as it can be read without a key.
///
/// # Errors
/// [`KeysError::NotKeys`], [`KeysError::Damaged`], and [`KeysError::NewerVersion`] for a whole copy of a later version.
pub(super) fn decode(bytes: &[u8]) -> Result<Whole, KeysError> {
    let found = match bytes {
        [] => Some(Found::Empty),
        _ if bytes.starts_with(b"SQLite format 3\0") => Some(Found::PlainDatabase),
        _ if bytes.len() > MAX_BYTES => Some(Found::TooLarge),
        _ if !has_format_mark(bytes) => Some(Found::SomethingElse),
        _ => None,
    };
    if let Some(found) = found {
        return Err(KeysError::NotKeys(found));
    }
    let envelope: Envelope = from_cbor(bytes)?;
    let whole =
        Whole { version: envelope.version, body: envelope.body.into_vec(), mac: envelope.mac.into_array() };
    let sound = envelope.format == FORMAT
        && checksum(whole.version, &whole.body, &whole.mac) == envelope.sha256.into_array();
    match (sound, whole.version) {
        (false, _) | (true, 0) => Err(KeysError::Damaged),
        (true, VERSION) => Ok(whole),
        (true, _) => Err(KeysError::NewerVersion),
    }
}

pub(super) fn encode_body(body: &Body) -> Vec<u8> {
    to_cbor(&HeaderV1 {
        generation: body.generation,
        vault_id: ByteArray::new(body.vault_id),
        epoch: body.epoch,
        made_up: body.made_up,
        database: body.database.to_string(),
        people: body.people.iter().map(person_to_v1).collect(),
        kits: body.kits.iter().map(kit_to_v1).collect(),
        earlier: body
            .earlier
            .iter()
            .map(|key| EarlierKeyV1 { epoch: key.epoch, sealed: ByteBuf::from(key.sealed.clone()) })
            .collect(),
    })
}

/// # Errors
/// [`KeysError::Damaged`], also where two slots have one id or there is no person at all; [`KeysError::NewerVersion`] for a
/// database that a later program encrypted.
pub(super) fn decode_body(bytes: &[u8]) -> Result<Body, KeysError> {
    let body = decode_slots(bytes)?;
    if body.people.is_empty() { Err(KeysError::Damaged) } else { Ok(body) }
}

/// As [`decode_body`], also for what a backup carries: the slots of kits alone.
///
/// # Errors
/// [`KeysError::Damaged`]; [`KeysError::NewerVersion`].
pub(super) fn decode_slots(bytes: &[u8]) -> Result<Body, KeysError> {
    let v1: HeaderV1 = from_cbor(bytes)?;
    let body = Body {
        generation: v1.generation,
        vault_id: v1.vault_id.into_array(),
        epoch: v1.epoch,
        made_up: v1.made_up,
        database: DatabaseParameters::parse(&v1.database)?,
        people: v1.people.into_iter().map(person_from_v1).collect(),
        kits: v1.kits.into_iter().map(kit_from_v1).collect(),
        earlier: v1
            .earlier
            .into_iter()
            .map(|key| EarlierKey { epoch: key.epoch, sealed: key.sealed.into_vec() })
            .collect(),
    };
    let mut ids: Vec<_> = body.people.iter().map(|s| s.id).chain(body.kits.iter().map(|s| s.id)).collect();
    let slots = ids.len();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() == slots { Ok(body) } else { Err(KeysError::Damaged) }
}

fn person_to_v1(slot: &PersonSlot) -> PersonSlotV1 {
    PersonSlotV1 {
        id: ByteArray::new(slot.id),
        person: ByteArray::new(slot.owner),
        memory_kib: slot.params.memory_kib,
        passes: slot.params.passes,
        lanes: slot.params.lanes,
        salt: ByteArray::new(slot.salt),
        device_check: slot.device_check.map(ByteArray::new),
        public_key: ByteArray::new(slot.public_key),
        verify_key: ByteArray::new(slot.verify_key),
        anchor_epoch: slot.anchor.epoch,
        anchor: ByteArray::new(slot.anchor.image),
        commitment: ByteArray::new(slot.commitment),
        wrapped: ByteBuf::from(slot.wrapped.clone()),
        ephemeral: ByteArray::new(slot.vault_key.ephemeral),
        vault_key: ByteBuf::from(slot.vault_key.sealed.clone()),
    }
}

fn person_from_v1(v1: PersonSlotV1) -> PersonSlot {
    PersonSlot {
        id: v1.id.into_array(),
        owner: v1.person.into_array(),
        params: Argon2Params { memory_kib: v1.memory_kib, passes: v1.passes, lanes: v1.lanes },
        salt: v1.salt.into_array(),
        device_check: v1.device_check.map(ByteArray::into_array),
        public_key: v1.public_key.into_array(),
        verify_key: v1.verify_key.into_array(),
        anchor: Anchor { epoch: v1.anchor_epoch, image: v1.anchor.into_array() },
        commitment: v1.commitment.into_array(),
        wrapped: v1.wrapped.into_vec(),
        vault_key: SealedVaultKey { ephemeral: v1.ephemeral.into_array(), sealed: v1.vault_key.into_vec() },
    }
}

fn kit_to_v1(slot: &KitSlot) -> KitSlotV1 {
    KitSlotV1 {
        id: ByteArray::new(slot.id),
        public_key: ByteArray::new(slot.public_key),
        anchor_epoch: slot.anchor.epoch,
        anchor: ByteArray::new(slot.anchor.image),
        commitment: ByteArray::new(slot.commitment),
        wrapped: ByteBuf::from(slot.wrapped.clone()),
        ephemeral: ByteArray::new(slot.vault_key.ephemeral),
        vault_key: ByteBuf::from(slot.vault_key.sealed.clone()),
    }
}

fn kit_from_v1(v1: KitSlotV1) -> KitSlot {
    KitSlot {
        id: v1.id.into_array(),
        public_key: v1.public_key.into_array(),
        anchor: Anchor { epoch: v1.anchor_epoch, image: v1.anchor.into_array() },
        commitment: v1.commitment.into_array(),
        wrapped: v1.wrapped.into_vec(),
        vault_key: SealedVaultKey { ephemeral: v1.ephemeral.into_array(), sealed: v1.vault_key.into_vec() },
    }
}

fn checksum(version: u32, body: &[u8], mac: &[u8; 32]) -> [u8; 32] {
    hash::tagged("encircle/1 header copy", &[&version.to_be_bytes(), body, mac])
}

/// Every header begins so: a map whose first entry is the format.
fn has_format_mark(bytes: &[u8]) -> bool {
    let mark: &[u8] = b"\x66format\x6dencircle-keys";
    bytes.get(1..=mark.len()) == Some(mark)
}

fn to_cbor<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    ser::into_writer(value, &mut bytes)
        .expect("memory does not fail, and these structs have no unsizable parts");
    bytes
}

/// Reads exactly what [`to_cbor`] would write: other spellings of the same values, and bytes behind them, are refused.
fn from_cbor<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T, KeysError> {
    let value: T = de::from_reader_with_recursion_limit(bytes, 8).map_err(|_| KeysError::Damaged)?;
    if to_cbor(&value) == bytes { Ok(value) } else { Err(KeysError::Damaged) }
}
