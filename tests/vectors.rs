//! What was written once stays readable for ever: frozen samples of every sealed construction and of the header, opened again,
//! and hostile changes of them, refused. A released vector is never edited; a new construction adds a file.
//!
//! The files in `vectors/` are JSON with bytes in hexadecimal. They were made by `write_vectors_that_are_missing` below, from a
//! random source with a fixed seed.

use std::path::{Path, PathBuf};

use encircle_crypto::kdf::Argon2Params;
use encircle_crypto::purpose::{Purpose, Scope, database_key, purpose_key};
use encircle_crypto::slot::{self, Anchor, KitSlot, NewPerson, PersonSlot, SealedVaultKey};
use encircle_crypto::words::KitSecret;
use encircle_crypto::{DeviceSecret, Error, Key, hash, seal, sign, stream};
use encircle_store::keys::{self, KeysError, SecretAnswer, SlotId};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::{Value, json};

const SCOPE: Scope = Scope { vault_id: *b"vault of vectors", epoch: 1 };
const PASSPHRASE: &str = "Pass\u{fb01}eld \u{e9}cole 7";

// ---- Opening, for ever ----

#[test]
fn a_frozen_sealed_value_opens_and_a_changed_one_does_not() {
    let v = read("seal");
    let (key, ad, sealed) = (key(&v["key"]), bytes(&v["associated_data"]), bytes(&v["sealed"]));
    assert_eq!(*seal::open(&key, &ad, &sealed).unwrap(), bytes(&v["plaintext"]));
    for at in 0..sealed.len() {
        let mut hostile = sealed.clone();
        hostile[at] ^= 0x80;
        assert_eq!(seal::open(&key, &ad, &hostile), Err(Error::Damaged), "byte {at}");
        assert_eq!(seal::open(&key, &ad, &sealed[..at]), Err(Error::Damaged), "cut at {at}");
    }
}

#[test]
fn frozen_streams_open_and_cut_lengthened_and_swapped_ones_do_not() {
    let v = read("stream");
    let (key, ad) = (key(&v["key"]), bytes(&v["associated_data"]));
    for case in v["cases"].as_array().unwrap() {
        let sealed = bytes(&case["sealed"]);
        let plain = pattern(case["length"].as_u64().unwrap() as usize);
        assert_eq!(*stream::open_bytes(&key, &ad, &sealed).unwrap(), plain);
        let longer = [sealed.as_slice(), &[0; 16]].concat();
        assert_eq!(stream::open_bytes(&key, &ad, &longer), Err(Error::Damaged));
        assert_eq!(stream::open_bytes(&key, &ad, &sealed[..sealed.len() - 1]), Err(Error::Damaged));
        let chunk = stream::CHUNK + 16;
        if sealed.len() > 32 + chunk {
            let (salt, first, rest) = (&sealed[..32], &sealed[32..32 + chunk], &sealed[32 + chunk..]);
            let cut = [salt, first].concat();
            assert_eq!(stream::open_bytes(&key, &ad, &cut), Err(Error::Damaged), "cut between chunks");
            let swapped = [salt, rest, first].concat();
            assert_eq!(stream::open_bytes(&key, &ad, &swapped), Err(Error::Damaged), "swapped chunks");
        }
    }
}

#[test]
fn frozen_purpose_keys_hashes_and_signatures_come_out_the_same() {
    let v = read("derived");
    let vault_key = key(&v["vault_key"]);
    for (name, purpose) in PURPOSES {
        // Compared with the frozen value, which is of a vault that never was.
        assert_eq!(purpose_key(&vault_key, purpose, &SCOPE).expose().as_slice(), bytes(&v[name]), "{name}");
    }
    let database = database_key(&vault_key, &SCOPE);
    assert_eq!(database.key.expose().as_slice(), bytes(&v["database_key"])); // as above
    assert_eq!(database.salt.as_slice(), bytes(&v["database_salt"]));
    assert_eq!(hash::tagged("vector", &[b"one", b"", b"two"]).as_slice(), bytes(&v["tagged_hash"]));
    let mac: [u8; 32] = array(&v["mac"]);
    assert_eq!(hash::check_mac(&vault_key, "vector", &[b"one"], &mac), Ok(()));
    assert_eq!(hash::check_mac(&vault_key, "vector", &[b"two"], &mac), Err(Error::Forged));
    let (verify_key, signature) = (array(&v["verify_key"]), array(&v["signature"]));
    assert_eq!(sign::verify(&verify_key, "vector", b"message", &signature), Ok(()));
    assert_eq!(sign::verify(&verify_key, "other", b"message", &signature), Err(Error::Forged));
}

#[test]
fn a_frozen_persons_slot_at_full_cost_opens_and_refuses_in_four_ways() {
    let v = read("person_slot");
    let frozen = person_slot(&v["slot"]);
    let secret = || DeviceSecret::from_bytes(&mut array(&v["device_secret"]));
    let open = |slot: &PersonSlot, passphrase: &str, secret: Option<&DeviceSecret>| {
        slot::open_person_slot(slot, passphrase, secret, &SCOPE, &[])
    };
    let opened = open(&frozen, PASSPHRASE, Some(&secret())).unwrap();
    assert!(opened.vault_key.matches(&key(&v["vault_key"])));
    assert_eq!(opened.signing_key.verify_key(), frozen.verify_key);

    assert_eq!(open(&frozen, PASSPHRASE, None).unwrap_err(), Error::DeviceSecretMissing);
    let other = DeviceSecret::from_bytes(&mut [1; 32]);
    assert_eq!(open(&frozen, PASSPHRASE, Some(&other)).unwrap_err(), Error::DeviceSecretReplaced);
    let wrong = PASSPHRASE.to_uppercase();
    assert_eq!(open(&frozen, &wrong, Some(&secret())).unwrap_err(), Error::WrongKey);
    let damaged = PersonSlot { verify_key: [9; 32], ..frozen.clone() };
    assert_eq!(open(&damaged, PASSPHRASE, Some(&secret())).unwrap_err(), Error::Damaged);
    let mut greedy = frozen;
    greedy.params.memory_kib = u32::MAX;
    assert_eq!(open(&greedy, PASSPHRASE, Some(&secret())).unwrap_err(), Error::ParametersOutOfBounds);
}

#[test]
fn a_frozen_kit_opens_its_slot_by_its_words() {
    let v = read("kit_slot");
    let frozen = kit_slot(&v["slot"]);
    let kit = KitSecret::parse(v["words"].as_str().unwrap()).unwrap();
    assert_eq!(*kit.words(), v["words"].as_str().unwrap());
    let opened = slot::open_kit_slot(&frozen, &kit, &SCOPE, &[]).unwrap();
    assert!(opened.vault_key.matches(&key(&v["vault_key"])));
    // The vault key of another slot does not fit, though it was sealed by the same program for the same vault.
    let foreign = person_slot(&read("person_slot")["slot"]).vault_key;
    let swapped = KitSlot { vault_key: foreign, ..frozen };
    assert_eq!(slot::open_kit_slot(&swapped, &kit, &SCOPE, &[]).unwrap_err(), Error::Damaged);
}

#[test]
fn a_frozen_header_of_version_1_opens_by_passphrase_and_by_both_kits() {
    let v = read("header_v1");
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(keys::KEYS), bytes(&v["file"])).unwrap();
    let header = keys::read(dir.path()).unwrap();
    assert_eq!((header.vault_id(), header.epoch(), header.generation()), (SCOPE.vault_id, 1, 1));
    let answer = |_: &SlotId| SecretAnswer::Found(DeviceSecret::from_bytes(&mut array(&v["device_secret"])));
    let by_passphrase = keys::unlock(&header, PASSPHRASE, &answer).unwrap();
    let kits = v["kits"].as_array().unwrap().iter().map(|words| words.as_str().unwrap());
    let by_kits = kits.map(|words| keys::unlock_with_kit(&header, words).unwrap());
    for unlocked in [by_passphrase].into_iter().chain(by_kits) {
        let database = unlocked.database_key();
        assert_eq!(database.key.expose().as_slice(), bytes(&v["database_key"])); // of a vault that never was
        assert_eq!(database.salt.as_slice(), bytes(&v["database_salt"]));
        assert!(unlocked.made_up());
    }
    let mut damaged = bytes(&v["file"]);
    *damaged.last_mut().unwrap() ^= 1;
    std::fs::write(dir.path().join(keys::KEYS), damaged).unwrap();
    assert_eq!(keys::read(dir.path()).unwrap_err(), KeysError::Damaged);
}

// ---- Making, once ----

/// With `ENCIRCLE_WRITE` set it writes the files that are not there, after a construction was added; never over one that is.
#[test]
fn every_construction_has_its_vector() {
    for (seed, (name, make)) in MAKERS.iter().enumerate() {
        let path = path(name);
        if !path.exists() && std::env::var_os("ENCIRCLE_WRITE").is_some() {
            let mut rng = ChaCha20Rng::seed_from_u64(seed as u64);
            std::fs::write(&path, format!("{:#}\n", make(&mut rng))).unwrap();
        }
        assert!(path.exists(), "{name} has no frozen vector");
    }
}

type Maker = fn(&mut ChaCha20Rng) -> Value;
const MAKERS: [(&str, Maker); 6] = [
    ("seal", make_seal),
    ("stream", make_stream),
    ("derived", make_derived),
    ("person_slot", make_person_slot),
    ("kit_slot", make_kit_slot),
    ("header_v1", make_header),
];

const PURPOSES: [(&str, Purpose); 5] = [
    ("header_mac_key", Purpose::HeaderMac),
    ("backup_key", Purpose::Backup),
    ("sealed_copy_key", Purpose::SealedCopy),
    ("device_state_key", Purpose::DeviceState),
    ("earlier_key_key", Purpose::EarlierKey),
];

fn make_seal(rng: &mut ChaCha20Rng) -> Value {
    let (key_hex, key) = fresh_key(rng);
    let sealed = seal::seal(&key, b"associated", b"plain text", rng);
    json!({"key": key_hex, "associated_data": hex(b"associated"), "plaintext": hex(b"plain text"), "sealed": hex(&sealed)})
}

fn make_stream(rng: &mut ChaCha20Rng) -> Value {
    let (key_hex, key) = fresh_key(rng);
    let mut case = |length| {
        let sealed = stream::seal_bytes(&key, b"associated", &pattern(length), rng);
        json!({"length": length, "sealed": hex(&sealed)})
    };
    let cases: Vec<Value> = [0, 1, 1000, stream::CHUNK + 1].map(&mut case).to_vec();
    json!({"key": key_hex, "associated_data": hex(b"associated"), "cases": cases})
}

fn make_derived(rng: &mut ChaCha20Rng) -> Value {
    let (key_hex, vault_key) = fresh_key(rng);
    let signing = sign::SigningKey::random(rng);
    let database = database_key(&vault_key, &SCOPE);
    let mut v = json!({
        "vault_key": key_hex,
        "database_key": hex(database.key.expose()), // a key of a vault that never was
        "database_salt": hex(&database.salt),
        "tagged_hash": hex(&hash::tagged("vector", &[b"one", b"", b"two"])),
        "mac": hex(&hash::mac(&vault_key, "vector", &[b"one"])),
        "verify_key": hex(&signing.verify_key()),
        "signature": hex(&signing.sign("vector", b"message")),
    });
    for (name, purpose) in PURPOSES {
        v[name] = json!(hex(purpose_key(&vault_key, purpose, &SCOPE).expose())); // as above
    }
    v
}

fn make_person_slot(rng: &mut ChaCha20Rng) -> Value {
    let (key_hex, vault_key) = fresh_key(rng);
    let (secret_hex, secret) = fresh_secret(rng);
    let new = NewPerson {
        id: *b"slot of a person",
        owner: *b"person of vector",
        passphrase: PASSPHRASE,
        device_secret: Some(&secret),
        params: Argon2Params::DEFAULT,
    };
    let (slot, _) = slot::make_person_slot(new, &vault_key, &SCOPE, rng).unwrap();
    json!({"vault_key": key_hex, "device_secret": secret_hex, "slot": {
        "id": hex(&slot.id), "owner": hex(&slot.owner), "salt": hex(&slot.salt),
        "memory_kib": slot.params.memory_kib, "passes": slot.params.passes, "lanes": slot.params.lanes,
        "device_check": hex(&slot.device_check.unwrap()), "verify_key": hex(&slot.verify_key),
        "public_key": hex(&slot.public_key), "anchor_epoch": slot.anchor.epoch, "anchor": hex(&slot.anchor.image),
        "commitment": hex(&slot.commitment), "wrapped": hex(&slot.wrapped),
        "ephemeral": hex(&slot.vault_key.ephemeral), "sealed": hex(&slot.vault_key.sealed),
    }})
}

fn make_kit_slot(rng: &mut ChaCha20Rng) -> Value {
    let (key_hex, vault_key) = fresh_key(rng);
    let kit = KitSecret::random(rng);
    let slot = slot::make_kit_slot(&kit, &vault_key, &SCOPE, rng);
    json!({"vault_key": key_hex, "words": *kit.words(), "slot": {
        "id": hex(&slot.id), "public_key": hex(&slot.public_key),
        "anchor_epoch": slot.anchor.epoch, "anchor": hex(&slot.anchor.image),
        "commitment": hex(&slot.commitment), "wrapped": hex(&slot.wrapped),
        "ephemeral": hex(&slot.vault_key.ephemeral), "sealed": hex(&slot.vault_key.sealed),
    }})
}

fn make_header(rng: &mut ChaCha20Rng) -> Value {
    let (secret_hex, secret) = fresh_secret(rng);
    let person = keys::NewPerson {
        slot: SlotId::random(rng),
        person: encircle_domain::PersonId(*b"person of vector"),
        passphrase: PASSPHRASE,
        device_secret: Some(&secret),
        params: Argon2Params::SMALL_MEMORY,
    };
    let dir = tempfile::tempdir().unwrap();
    let new = keys::NewKeys { vault_id: SCOPE.vault_id, person, made_up: true };
    let vault = keys::make(dir.path(), new, rng).unwrap();
    keys::commit_header(dir.path(), &vault.header).unwrap();
    let file = std::fs::read(dir.path().join(keys::KEYS)).unwrap();
    let database = vault.unlocked.database_key();
    json!({
        "device_secret": secret_hex,
        "kits": vault.kits.iter().map(|kit| json!(*kit.secret.words())).collect::<Vec<_>>(),
        "database_key": hex(database.key.expose()), // a key of a vault that never was
        "database_salt": hex(&database.salt),
        "file": hex(&file),
    })
}

// ---- Reading and spelling ----

fn person_slot(v: &Value) -> PersonSlot {
    PersonSlot {
        id: array(&v["id"]),
        owner: array(&v["owner"]),
        params: Argon2Params {
            memory_kib: number(&v["memory_kib"]),
            passes: number(&v["passes"]),
            lanes: number(&v["lanes"]),
        },
        salt: array(&v["salt"]),
        device_check: Some(array(&v["device_check"])),
        public_key: array(&v["public_key"]),
        verify_key: array(&v["verify_key"]),
        anchor: Anchor { epoch: number(&v["anchor_epoch"]), image: array(&v["anchor"]) },
        commitment: array(&v["commitment"]),
        wrapped: bytes(&v["wrapped"]),
        vault_key: SealedVaultKey { ephemeral: array(&v["ephemeral"]), sealed: bytes(&v["sealed"]) },
    }
}

fn kit_slot(v: &Value) -> KitSlot {
    KitSlot {
        id: array(&v["id"]),
        public_key: array(&v["public_key"]),
        anchor: Anchor { epoch: number(&v["anchor_epoch"]), image: array(&v["anchor"]) },
        commitment: array(&v["commitment"]),
        wrapped: bytes(&v["wrapped"]),
        vault_key: SealedVaultKey { ephemeral: array(&v["ephemeral"]), sealed: bytes(&v["sealed"]) },
    }
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name).with_extension("json")
}

fn read(name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(path(name)).unwrap()).unwrap()
}

fn fresh_key(rng: &mut ChaCha20Rng) -> (String, Key) {
    let mut bytes = [0; 32];
    rng.fill_bytes(&mut bytes);
    (hex(&bytes), Key::from_bytes(&mut bytes))
}

fn fresh_secret(rng: &mut ChaCha20Rng) -> (String, DeviceSecret) {
    let mut bytes = [0; 32];
    rng.fill_bytes(&mut bytes);
    (hex(&bytes), DeviceSecret::from_bytes(&mut bytes))
}

fn key(v: &Value) -> Key {
    Key::from_bytes(&mut array(v))
}

fn number(v: &Value) -> u32 {
    v.as_u64().unwrap().try_into().unwrap()
}

fn array<const N: usize>(v: &Value) -> [u8; N] {
    bytes(v).try_into().unwrap()
}

fn bytes(v: &Value) -> Vec<u8> {
    let digits = v.as_str().unwrap();
    (0..digits.len() / 2).map(|i| u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).unwrap()).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i % 251) as u8).collect()
}
