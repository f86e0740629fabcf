//! What the readers are asked over bytes that nobody wrote: the header, an attachment, a backup, an event at rest. Each may
//! refuse, and may never panic, ask for much memory, or take for genuine what was not sealed.
//!
//! `cargo xtask torture` runs them on the kept corpus and on what chance makes of it; with a nightly toolchain the same
//! functions are cargo-fuzz's targets. Never here: where the bytes come from.

use std::sync::LazyLock;

use encircle_crypto::{Key, hash, stream};
use encircle_domain::PupilId;
use encircle_store::keys::{self, Unlocked};
use encircle_store::{backup, read_at_rest};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

/// What the attachment's target was sealed from.
pub const ATTACHMENT: &[u8] = b"a sealed object";
const HEADER: &str = include_str!("../vectors/header_v1.json");

/// The frozen header and what one of its kits opens.
static FROZEN: LazyLock<(Vec<u8>, Unlocked)> = LazyLock::new(|| {
    let vector: serde_json::Value = serde_json::from_str(HEADER).expect("the vectors are JSON");
    let text = vector["file"].as_str().expect("a file in digits");
    let digits = |at| u8::from_str_radix(&text[at..at + 2], 16).expect("digits");
    let file: Vec<u8> = (0..text.len()).step_by(2).map(digits).collect();
    let header = keys::read_for_kits(&file).expect("the frozen header is read");
    let words = vector["kits"][0].as_str().expect("words");
    let unlocked = keys::unlock_with_kit(&header, words).expect("its kit opens it");
    (file, unlocked)
});

/// The frozen header's file, to begin from.
pub fn frozen_header() -> &'static [u8] {
    &FROZEN.0
}

/// The bytes as a header's file; and as what stands inside one, behind a plain checksum that is right, as anybody can make it.
pub fn header(bytes: &[u8]) {
    let _ = keys::read_for_kits(bytes);
    let (version, mac) = (1_u32, [7; 32]);
    let sum = hash::tagged("encircle/1 header copy", &[&version.to_be_bytes(), bytes, &mac]);
    let text = |text: &str| ciborium::Value::Text(text.to_owned());
    let envelope = ciborium::Value::Map(vec![
        (text("format"), text("encircle-keys")),
        (text("version"), version.into()),
        (text("body"), ciborium::Value::Bytes(bytes.to_vec())),
        (text("mac"), ciborium::Value::Bytes(mac.to_vec())),
        (text("sha256"), ciborium::Value::Bytes(sum.to_vec())),
    ]);
    let mut file = Vec::new();
    ciborium::into_writer(&envelope, &mut file).expect("memory takes every byte");
    if let Ok(header) = keys::read_for_kits(&file) {
        // Nobody who held its key wrote it.
        assert!(keys::check_header(&header, &FROZEN.1).is_err(), "a forged header is taken for genuine");
    }
}

/// The sealed bytes that [`attachment`] takes.
pub fn sealed_attachment() -> Vec<u8> {
    stream::seal_bytes(&attachment_key(), b"bound", ATTACHMENT, &mut ChaCha20Rng::seed_from_u64(1))
}

fn attachment_key() -> Key {
    Key::from_bytes(&mut [9; 32])
}

/// The bytes as a sealed object.
pub fn attachment(bytes: &[u8]) {
    if let Ok(plain) = stream::open_bytes(&attachment_key(), b"bound", bytes) {
        assert!(bytes == sealed_attachment() && *plain == ATTACHMENT, "what nobody sealed is opened");
    }
}

/// The bytes as a backup's file; and as what stands inside one that is sealed as it should be.
pub fn backup(bytes: &[u8]) {
    let unlocked = &FROZEN.1;
    assert!(backup::read_through(bytes, unlocked).is_err(), "what nobody sealed is a backup");
    let keys = &FROZEN.0;
    let length = u32::try_from(keys.len()).expect("a header is short");
    let opening =
        [b"encircle-backup\n".as_slice(), &1_u32.to_be_bytes(), &length.to_be_bytes(), keys].concat();
    let bound = hash::tagged("encircle/1 backup", &[&opening]);
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    let sealed = stream::seal_bytes(&unlocked.backup_key(), &bound, bytes, &mut rng);
    let _ = backup::read_through([opening, sealed].concat().as_slice(), unlocked);
}

/// What is inside a small backup, as [`backup`] takes it: each frame's name and length, and the end.
pub fn frames() -> Vec<u8> {
    let mut contents = Vec::new();
    let text = |text: &str| ciborium::Value::Text(text.to_owned());
    let bytes = |length| ciborium::Value::Bytes(vec![3; length]);
    let unlocked = &FROZEN.1;
    let fields = ciborium::Value::Map(vec![
        (text("vault_id"), ciborium::Value::Bytes(unlocked.vault_id().to_vec())),
        (text("epoch"), unlocked.epoch().into()),
        (text("made_up"), false.into()),
        (text("made_at"), 1_764_072_000_000_i64.into()),
        (text("device"), bytes(16)),
        (text("seq"), 12.into()),
        (text("head"), bytes(32)),
        (text("events"), 12.into()),
        (text("newest"), ciborium::Value::Null),
    ]);
    ciborium::into_writer(&fields, &mut contents).expect("memory takes every byte");
    let object = format!("attachments/ab/ab{}", "0".repeat(30));
    let records = format!("records-{}.db", unlocked.epoch());
    let named =
        [("contents", contents), (keys::KEYS, vec![1; 9]), (&records, vec![2; 64]), (&object, vec![3; 80])];
    let frames = named.iter().flat_map(|(name, content)| {
        let name_length = u16::try_from(name.len()).expect("a name is short").to_be_bytes();
        [&name_length, name.as_bytes(), &(content.len() as u64).to_be_bytes(), content].concat()
    });
    frames.chain([0, 0]).collect()
}

/// The bytes as an event: its kind, a zero, two bytes with the length of the first part, that part, and the rest as another.
pub fn event(bytes: &[u8]) {
    let Some(end) = bytes.iter().position(|byte| *byte == 0) else { return };
    let (Ok(kind), Some((length, rest))) =
        (std::str::from_utf8(&bytes[..end]), bytes[end + 1..].split_first_chunk::<2>())
    else {
        return;
    };
    let (first, second) = rest.split_at(usize::from(u16::from_be_bytes(*length)).min(rest.len()));
    let about = Some(PupilId([1; 16]));
    let mut parts = vec![(about, first.to_vec())];
    if !second.is_empty() {
        parts.push((about, second.to_vec()));
    }
    for version in [1, 2] {
        let _ = read_at_rest(kind, version, parts.clone());
    }
    parts[0].0 = None;
    let _ = read_at_rest(kind, 1, parts);
}

/// An event as [`event`] takes it.
pub fn written(kind: &str, parts: &[Vec<u8>]) -> Vec<u8> {
    let first = u16::try_from(parts[0].len()).expect("a sample is short").to_be_bytes();
    let second = parts.get(1).map_or(&[][..], Vec::as_slice);
    [kind.as_bytes(), &[0], &first, &parts[0], second].concat()
}
