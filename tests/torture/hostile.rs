//! Headers that somebody made on purpose, with every plain checksum right: cut, older, newer, greedy, with slots and
//! commitments exchanged or another vault's. None opens.
//!
//! Never here: damage by chance; that is `bits.rs`.

use std::fs;

use ciborium::Value;
use encircle_crypto::hash;
use encircle_store::keys::{self, KeysError, SecretAnswer};

use super::figure::Figure;
use super::vault::{PASSPHRASE, Vault};
use super::{Work, moved};

pub fn run(work: &Work<'_>) -> Figure {
    let vault = work.vault.copy(&work.place.join("vault"));
    let mut figure = Figure::default();
    cut(&vault, &mut figure);
    forged(&vault, &mut figure);
    let genuine = fs::read(vault.dir.join(keys::KEYS)).unwrap();
    frozen(&vault, &mut figure);
    put(&vault, &genuine);
    moved::run(&vault, work, &mut figure);
    figure
}

/// Opens whatever header lies there, in every way that there is.
fn opens(vault: &Vault, with_passphrase: bool) -> Result<(), KeysError> {
    let header = keys::read(&vault.dir)?;
    let by_kits = vault.kits().iter().map(|kit| keys::unlock_with_kit(&header, kit).map(|_| ()));
    let mut opened: Vec<Result<(), KeysError>> = by_kits.collect();
    if with_passphrase {
        opened.push(keys::unlock(&header, PASSPHRASE, &|_| SecretAnswer::NoEntry).map(|_| ()));
    }
    opened.iter().find(|one| one.is_ok()).copied().unwrap_or(opened[0])
}

fn put(vault: &Vault, bytes: &[u8]) {
    fs::write(vault.dir.join(keys::KEYS), bytes).unwrap();
    fs::write(vault.dir.join(keys::KEYS_COPY), bytes).unwrap();
}

fn refused(figure: &mut Figure, kind: &str, what: &str, opened: Result<(), KeysError>) {
    figure.count("hostile files", 1);
    figure.count(kind, 1);
    if opened.is_ok() {
        figure.break_(|| format!("opened: {what}"));
    }
}

fn cut(vault: &Vault, figure: &mut Figure) {
    let whole = fs::read(vault.dir.join(keys::KEYS)).unwrap();
    for length in 0..whole.len() {
        put(vault, &whole[..length]);
        refused(figure, "headers cut", &format!("a header cut to {length} bytes"), opens(vault, false));
    }
    for more in [vec![0], vec![0xFF; 100], whole.clone()] {
        put(vault, &[whole.as_slice(), &more].concat());
        refused(figure, "headers with bytes behind", "a header with bytes behind it", opens(vault, false));
    }
    put(vault, &whole);
    assert_eq!(opens(vault, true), Ok(()), "the header itself opens");
}

/// A header taken apart.
struct Parts {
    version: u64,
    body: Value,
    mac: Vec<u8>,
}

fn field<'a>(map: &'a mut Value, name: &str) -> &'a mut Value {
    let entries = map.as_map_mut().unwrap();
    let found = entries.iter_mut().find(|(key, _)| key.as_text() == Some(name));
    &mut found.unwrap_or_else(|| panic!("no field {name}")).1
}

fn take_apart(bytes: &[u8]) -> Parts {
    let mut envelope: Value = ciborium::from_reader(bytes).unwrap();
    let body = field(&mut envelope, "body").as_bytes().unwrap().clone();
    Parts {
        version: field(&mut envelope, "version").as_integer().unwrap().try_into().unwrap(),
        body: ciborium::from_reader(body.as_slice()).unwrap(),
        mac: field(&mut envelope, "mac").as_bytes().unwrap().clone(),
    }
}

/// Puts a header together with a plain checksum that is right, as anybody can.
fn put_together(parts: &Parts, envelope: &[u8]) -> Vec<u8> {
    let mut envelope: Value = ciborium::from_reader(envelope).unwrap();
    let mut body = Vec::new();
    ciborium::into_writer(&parts.body, &mut body).unwrap();
    let version = u32::try_from(parts.version).unwrap().to_be_bytes();
    let sum = hash::tagged("encircle/1 header copy", &[&version, &body, &parts.mac]);
    *field(&mut envelope, "version") = Value::from(parts.version);
    *field(&mut envelope, "body") = Value::Bytes(body);
    *field(&mut envelope, "mac") = Value::Bytes(parts.mac.clone());
    *field(&mut envelope, "sha256") = Value::Bytes(sum.to_vec());
    let mut bytes = Vec::new();
    ciborium::into_writer(&envelope, &mut bytes).unwrap();
    bytes
}

fn slot<'a>(parts: &'a mut Parts, list: &str, number: usize) -> &'a mut Value {
    &mut field(&mut parts.body, list).as_array_mut().unwrap()[number]
}

fn exchange(parts: &mut Parts, name: &str) {
    let first = field(slot(parts, "kits", 0), name).clone();
    let second = std::mem::replace(field(slot(parts, "kits", 1), name), first);
    *field(slot(parts, "kits", 0), name) = second;
}

fn forged(vault: &Vault, figure: &mut Figure) {
    let whole = fs::read(vault.dir.join(keys::KEYS)).unwrap();
    assert_eq!(
        put_together(&take_apart(&whole), &whole),
        whole,
        "a header that nobody changed is put together as it was"
    );
    let mut forge = |kind: &str, what: &str, with_passphrase: bool, change: &dyn Fn(&mut Parts)| {
        let mut parts = take_apart(&whole);
        change(&mut parts);
        let forged = put_together(&parts, &whole);
        assert_ne!(forged, whole, "nothing was forged: {what}");
        put(vault, &forged);
        refused(figure, kind, what, opens(vault, with_passphrase));
    };
    for version in [0, 2, 3, u64::from(u32::MAX)] {
        forge("older or newer versions", "another version", false, &|parts| parts.version = version);
    }
    for (name, values) in [
        ("memory_kib", [u32::MAX, 2 * 1024 * 1024 + 1, 64 * 1024 - 1, 8, 0]),
        ("passes", [u32::MAX, 21, 1_000, 100, 0]),
        ("lanes", [u32::MAX, 17, 255, 100, 0]),
    ] {
        for value in values {
            // By the passphrase: what is asked for is refused before any memory is.
            forge("KDF parameters out of bounds", name, true, &|parts| {
                *field(slot(parts, "people", 0), name) = Value::from(value);
            });
        }
    }
    // Not the anchor: it is an image of the vault key, the same in each slot.
    for name in ["id", "public_key", "commitment", "wrapped", "ephemeral", "vault_key"] {
        let what = format!("{name} of two kits exchanged");
        forge("slots exchanged", &what, false, &|parts| exchange(parts, name));
    }
    forge("slots exchanged", "two kits' slots exchanged", false, &|parts| {
        field(&mut parts.body, "kits").as_array_mut().unwrap().swap(0, 1);
    });
    forge("slots exchanged", "a kit's slot taken out", false, &|parts| {
        field(&mut parts.body, "kits").as_array_mut().unwrap().remove(0);
    });
    for name in
        ["commitment", "anchor", "public_key", "verify_key", "wrapped", "salt", "ephemeral", "vault_key"]
    {
        let kind = if name == "commitment" { "wrong commitments" } else { "forged fields" };
        forge(kind, name, true, &|parts| {
            let bytes = field(slot(parts, "people", 0), name).as_bytes_mut().unwrap();
            bytes[0] ^= 1;
        });
    }
    for (name, value) in [
        ("generation", Value::from(9)),
        ("epoch", Value::from(2)),
        ("made_up", Value::Bool(false)),
        ("database", Value::from("none")),
        ("vault_id", Value::Bytes(vec![9; 16])),
    ] {
        forge("forged fields", name, false, &|parts| *field(&mut parts.body, name) = value.clone());
    }
    forge("forged fields", "another seal", false, &|parts| parts.mac[0] ^= 1);
    // Another vault's slots in this one's header: the person's, whose passphrase somebody may know, and a kit's.
    let foreign = take_apart(&frozen_header());
    for list in ["people", "kits"] {
        forge("another vault's slots", list, true, &|parts| {
            let mut foreign = Parts { version: 1, body: foreign.body.clone(), mac: Vec::new() };
            *slot(parts, list, 0) = slot(&mut foreign, list, 0).clone();
        });
    }
    for number in 0..2 {
        forge("wrong commitments", "a kit's", false, &|parts| {
            field(slot(parts, "kits", number), "commitment").as_bytes_mut().unwrap()[31] ^= 0x80;
        });
    }
    put(vault, &whole);
    assert_eq!(opens(vault, true), Ok(()), "the header itself opens");
}

/// A header of another vault, of the first version: the one that the vectors keep.
pub fn frozen_header() -> Vec<u8> {
    let vectors = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/header_v1.json");
    let vector: serde_json::Value = serde_json::from_slice(&fs::read(vectors).unwrap()).unwrap();
    let text = vector["file"].as_str().unwrap();
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// The frozen header in this vault's place, whole and cut.
fn frozen(vault: &Vault, figure: &mut Figure) {
    let bytes = frozen_header();
    for length in 0..bytes.len() {
        put(vault, &bytes[..length]);
        let what = format!("the frozen header cut to {length} bytes");
        refused(figure, "headers cut", &what, opens(vault, false));
    }
    put(vault, &bytes);
    refused(figure, "another vault's slots", "another vault's header", opens(vault, true));
}
