//! The header on disk and in the hands of people, of accidents and of a forger.

use std::cell::Cell;
use std::fs;

use encircle_crypto::kdf::Argon2Params;
use encircle_crypto::{DeviceSecret, Key, sign};
use encircle_domain::PersonId;
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use tempfile::TempDir;

use super::*;

const PASSPHRASE: &str = "violet kayak tundra gravel";
const PARAMS: Argon2Params = Argon2Params { passes: 1, ..Argon2Params::SMALL_MEMORY };
const ALICE: PersonId = PersonId([0xA1; 16]);
const BILAL: PersonId = PersonId([0xB2; 16]);

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn person<'a>(
    id: PersonId,
    slot: u8,
    passphrase: &'a str,
    secret: Option<&'a DeviceSecret>,
) -> NewPerson<'a> {
    NewPerson { slot: SlotId([slot; 16]), person: id, passphrase, device_secret: secret, params: PARAMS }
}

/// Secrets are not `Clone`; a test's keychain makes the same one again.
fn secret(seed: u8) -> DeviceSecret {
    DeviceSecret::from_bytes(&mut [seed; 32])
}

fn new_vault(dir: &TempDir, device_secret: Option<&DeviceSecret>) -> NewVault {
    let new =
        NewKeys { vault_id: [7; 16], person: person(ALICE, 1, PASSPHRASE, device_secret), made_up: true };
    make(dir.path(), new, &mut rng(1)).unwrap()
}

fn committed(device_secret: Option<&DeviceSecret>) -> (TempDir, NewVault) {
    let dir = TempDir::new().unwrap();
    let vault = new_vault(&dir, device_secret);
    commit_header(dir.path(), &vault.header).unwrap();
    (dir, vault)
}

fn no_keychain(_: &SlotId) -> SecretAnswer {
    SecretAnswer::Unavailable
}

fn refusal(header: &Header, passphrase: &str, answer: impl Fn(&SlotId) -> SecretAnswer) -> KeysError {
    unlock(header, passphrase, &answer).unwrap_err()
}

#[test]
fn a_new_vault_unlocks_with_passphrase_and_device_secret_and_gives_the_same_keys() {
    let (dir, made) = committed(Some(&secret(5)));
    let header = read(dir.path()).unwrap();
    assert!(header.copies_agree());
    assert_eq!((header.generation(), header.epoch(), header.vault_id()), (1, 1, [7; 16]));
    assert_eq!(header.database_parameters(), DatabaseParameters::CURRENT);
    let asked = Cell::new(0);
    let unlocked = unlock(&header, PASSPHRASE, &|slot| {
        asked.set(asked.get() + 1);
        assert_eq!(*slot, SlotId([1; 16]));
        SecretAnswer::Found(secret(5))
    })
    .unwrap();
    assert_eq!(asked.get(), 1);
    assert!(unlocked.made_up());
    assert_eq!((unlocked.slot_id(), unlocked.person_id()), (SlotId([1; 16]), Some(ALICE)));
    let signature = unlocked.signing_key().unwrap().sign("t", b"m");
    let (_, verify_key) = unlocked.slots()[0].person.unwrap();
    assert_eq!(sign::verify(&verify_key, "t", b"m", &signature), Ok(()));
    assert_eq!(unlocked.slots().len(), 3);
    same_keys(&unlocked, &made.unlocked);
}

fn same_keys(a: &Unlocked, b: &Unlocked) {
    assert!(a.database_key().key.matches(&b.database_key().key));
    assert_eq!(a.database_key().salt, b.database_key().salt);
    let keys = |u: &Unlocked| [u.sealed_copy_key(), u.device_state_key(), u.backup_key()];
    let (a, b) = (keys(a), keys(b));
    assert!(a.iter().zip(&b).all(|(x, y)| x.matches(y)));
    assert!(!a[0].matches(&a[1]) && !a[1].matches(&a[2]) && !a[0].matches(&a[2]));
}

#[test]
fn wrong_passphrase_missing_replaced_and_silent_keychain_are_four_answers() {
    let (dir, _) = committed(Some(&secret(5)));
    let header = read(dir.path()).unwrap();
    let found = |_: &SlotId| SecretAnswer::Found(secret(5));
    assert_eq!(refusal(&header, "violet kayak tundra travel", found), KeysError::WrongPassphrase);
    let replaced = refusal(&header, PASSPHRASE, |_| SecretAnswer::Found(secret(6)));
    assert_eq!(replaced, KeysError::DeviceSecretReplaced);
    for passphrase in [PASSPHRASE, "wrong"] {
        let missing = refusal(&header, passphrase, |_| SecretAnswer::NoEntry);
        assert_eq!(missing, KeysError::DeviceSecretMissing);
        assert_eq!(refusal(&header, passphrase, no_keychain), KeysError::KeychainUnavailable);
    }
}

#[test]
fn a_slot_without_device_secret_opens_without_any_keychain_and_does_not_ask_it() {
    let (dir, made) = committed(None);
    let header = read(dir.path()).unwrap();
    assert_eq!(header.is_bound(SlotId([1; 16])), Some(false));
    let unlocked = unlock(&header, PASSPHRASE, &|_| panic!("an unbound slot has no entry")).unwrap();
    same_keys(&unlocked, &made.unlocked);
    assert_eq!(refusal(&header, "wrong", no_keychain), KeysError::WrongPassphrase);
}

#[test]
fn either_recovery_kit_opens_the_vault_as_typed_and_signs_nothing() {
    let (dir, made) = committed(Some(&secret(5)));
    let header = read(dir.path()).unwrap();
    for kit in &made.kits {
        let typed = kit.secret.words().to_uppercase().replace(' ', " - ");
        let unlocked = unlock_with_kit(&header, &typed).unwrap();
        assert_eq!(unlocked.slot_id(), kit.slot);
        assert!(unlocked.signing_key().is_none() && unlocked.person_id().is_none());
        same_keys(&unlocked, &made.unlocked);
    }
    assert!(!made.kits[0].secret.matches(&made.kits[1].secret));
}

#[test]
fn words_that_open_nothing_say_what_is_wrong_with_them() {
    let (dir, made) = committed(None);
    let header = read(dir.path()).unwrap();
    let words = made.kits[0].secret.words();
    let last = words.rsplit(' ').next().unwrap();
    let unknown = words.replace(last, "qqqq");
    let err = |typed: &str| unlock_with_kit(&header, typed).unwrap_err();
    assert_eq!(err(&unknown), KeysError::KitWordUnknown { position: 24 });
    assert_eq!(err("able"), KeysError::KitWordCount { found: 1 });
    let turned: Vec<&str> = words.split(' ').rev().collect();
    assert_eq!(err(&turned.join(" ")), KeysError::KitChecksum);
    let elsewhere = encircle_crypto::words::KitSecret::random(&mut rng(9)).words();
    assert_eq!(err(&elsewhere), KeysError::KitWrong);
}

#[test]
fn a_colleague_is_let_in_and_each_opens_with_their_own_passphrase() {
    let (dir, made) = committed(Some(&secret(5)));
    let bilals = "harbour lantern mosaic plum";
    let his_secret = secret(6);
    let new = person(BILAL, 2, bilals, Some(&his_secret));
    let (header, admitted) = admit(&made.header, &made.unlocked, new, &mut rng(2)).unwrap();
    write(dir.path(), &header).unwrap();
    assert_eq!(admitted.person_id(), Some(BILAL));
    let header = read(dir.path()).unwrap();
    assert_eq!(header.generation(), 2);
    let both = |slot: &SlotId| SecretAnswer::Found(secret(if slot.0 == [1; 16] { 5 } else { 6 }));
    assert_eq!(unlock(&header, PASSPHRASE, &both).unwrap().person_id(), Some(ALICE));
    assert_eq!(unlock(&header, bilals, &both).unwrap().person_id(), Some(BILAL));
    assert_eq!(refusal(&header, "neither", both), KeysError::WrongPassphrase);

    // On Bilal's laptop the keychain has his entry alone: Alice's passphrase must not simply be called wrong there.
    let his = |slot: &SlotId| match slot.0[0] {
        2 => SecretAnswer::Found(secret(6)),
        _ => SecretAnswer::NoEntry,
    };
    assert_eq!(refusal(&header, PASSPHRASE, his), KeysError::WrongPassphraseOrOtherDevice);
    assert_eq!(unlock(&header, bilals, &his).unwrap().person_id(), Some(BILAL));
}

#[test]
fn who_comes_back_through_a_kit_gets_a_new_slot_in_place_of_the_old_one() {
    let (dir, made) = committed(Some(&secret(5)));
    let header = read(dir.path()).unwrap();
    let unlocked = unlock_with_kit(&header, &made.kits[1].secret.words()).unwrap();
    let again = person(ALICE, 3, "entirely new passphrase", None);
    let (header, fresh) = admit(&header, &unlocked, again, &mut rng(3)).unwrap();
    assert_ne!(
        fresh.signing_key().unwrap().verify_key(),
        made.unlocked.signing_key().unwrap().verify_key(),
        "a kit holds no seed, so the signing key is a new one"
    );
    assert_eq!(header.person_slots().collect::<Vec<_>>(), [SlotId([3; 16])]);
    assert_eq!(refusal(&header, PASSPHRASE, no_keychain), KeysError::WrongPassphrase);
    same_keys(&unlock(&header, "entirely new passphrase", &no_keychain).unwrap(), &made.unlocked);
    assert_eq!(unlock_with_kit(&header, &made.kits[0].secret.words()).unwrap().generation(), 2);
}

#[test]
fn an_unlocked_vault_changes_no_header_but_its_own() {
    let (_, made) = committed(None);
    let other = TempDir::new().unwrap();
    let new = NewKeys { vault_id: [8; 16], person: person(BILAL, 2, "x", None), made_up: false };
    let elsewhere = make(other.path(), new, &mut rng(4)).unwrap();
    let refused = admit(&elsewhere.header, &made.unlocked, person(ALICE, 3, "y", None), &mut rng(5));
    assert_eq!(refused.unwrap_err(), KeysError::HeaderForged);
}

#[test]
fn a_folder_without_header_is_no_vault_and_a_place_that_is_taken_is_never_written() {
    let dir = TempDir::new().unwrap();
    assert_eq!(read(dir.path()).unwrap_err(), KeysError::NoVault);
    assert_eq!(read(&dir.path().join("nowhere")).unwrap_err(), KeysError::NoVault);
    let vault = new_vault(&dir, None);
    assert!(fs::read_dir(dir.path()).unwrap().next().is_none(), "making writes nothing");
    for name in [KEYS, KEYS_COPY] {
        let dir = TempDir::new().unwrap();
        fs::write(dir.path().join(name), b"precious").unwrap();
        assert_eq!(commit_header(dir.path(), &vault.header).unwrap_err(), KeysError::VaultExists);
        let new = NewKeys { vault_id: [7; 16], person: person(ALICE, 1, "x", None), made_up: false };
        assert_eq!(make(dir.path(), new, &mut rng(6)).unwrap_err(), KeysError::VaultExists);
        assert_eq!(fs::read(dir.path().join(name)).unwrap(), b"precious");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}

#[test]
fn one_damaged_or_missing_copy_is_made_good_by_the_other() {
    for (broken, bytes) in [(KEYS, &b"\xa5"[..]), (KEYS_COPY, b"\xa5"), (KEYS, b""), (KEYS_COPY, b"")] {
        let (dir, made) = committed(None);
        fs::write(dir.path().join(broken), bytes).unwrap();
        let header = read(dir.path()).unwrap();
        assert!(!header.copies_agree());
        same_keys(&unlock(&header, PASSPHRASE, &no_keychain).unwrap(), &made.unlocked);
        write(dir.path(), &header).unwrap();
        assert!(read(dir.path()).unwrap().copies_agree());
    }
    for missing in [KEYS, KEYS_COPY] {
        let (dir, _) = committed(None);
        fs::remove_file(dir.path().join(missing)).unwrap();
        assert!(!read(dir.path()).unwrap().copies_agree());
    }
}

#[test]
fn the_higher_generation_counts_wherever_it_lies() {
    let (dir, made) = committed(None);
    let first = fs::read(dir.path().join(KEYS)).unwrap();
    let (second, _) = admit(&made.header, &made.unlocked, person(BILAL, 2, "b", None), &mut rng(7)).unwrap();
    write(dir.path(), &second).unwrap();
    for older in [KEYS, KEYS_COPY] {
        write(dir.path(), &second).unwrap();
        fs::write(dir.path().join(older), &first).unwrap();
        let header = read(dir.path()).unwrap();
        assert_eq!((header.generation(), header.copies_agree()), (2, false), "{older} is the older one");
    }
}

#[test]
fn what_stands_in_the_headers_place_is_named_for_what_it_is() {
    let dir = TempDir::new().unwrap();
    let cases: [(&[u8], KeysError); 5] = [
        (b"", KeysError::NotKeys(Found::Empty)),
        (b"SQLite format 3\0\x10\0\x01", KeysError::NotKeys(Found::PlainDatabase)),
        (b"%PDF-1.7", KeysError::NotKeys(Found::SomethingElse)),
        (&[0xA5; 8192], KeysError::NotKeys(Found::SomethingElse)),
        (&vec![0xA5; (1 << 20) + 1], KeysError::NotKeys(Found::TooLarge)),
    ];
    for (bytes, expected) in cases {
        fs::write(dir.path().join(KEYS), bytes).unwrap();
        assert_eq!(read(dir.path()).unwrap_err(), expected);
    }
    fs::create_dir(dir.path().join(KEYS_COPY)).unwrap();
    assert!(read(dir.path()).is_err());
}

#[test]
fn a_header_of_a_later_version_is_refused_as_newer_even_beside_one_that_could_be_read() {
    let (dir, made) = committed(None);
    let newer = later_version(&made.header.bytes(), 2);
    for place in [KEYS, KEYS_COPY] {
        write(dir.path(), &made.header).unwrap();
        fs::write(dir.path().join(place), &newer).unwrap();
        assert_eq!(read(dir.path()).unwrap_err(), KeysError::NewerVersion);
    }
    // A version that was changed by damage does not pass for a newer one.
    let mut flipped = made.header.bytes();
    let at = position(&flipped, b"gversion") + 8;
    flipped[at] = 2;
    fs::write(dir.path().join(KEYS), &flipped).unwrap();
    fs::remove_file(dir.path().join(KEYS_COPY)).unwrap();
    assert_eq!(read(dir.path()).unwrap_err(), KeysError::Damaged);
}

fn position(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).position(|window| window == what).unwrap()
}

/// What a later program would write: the same envelope, another version, a body that this one cannot read.
fn later_version(bytes: &[u8], version: u32) -> Vec<u8> {
    let whole = at_rest::decode(bytes).unwrap();
    at_rest::encode_as(version, b"unreadable", whole.mac)
}

/// The header with its body changed and the plain hash made right again, as a forger would.
fn forged(header: &Header, change: impl FnOnce(&mut header::Body)) -> Header {
    let mut body = header.body.clone();
    change(&mut body);
    let whole = at_rest::encode_body(&body);
    let whole = at_rest::decode(&at_rest::encode(&whole, header.mac)).unwrap();
    let body = at_rest::decode_body(&whole.body).unwrap();
    Header { body, version: whole.version, signed: whole.body, mac: whole.mac, copies_agree: true }
}

#[test]
fn whatever_a_forger_changes_is_seen_after_unlocking() {
    let (_, made) = committed(None);
    let kit = made.kits[0].secret.words();
    let changes: [fn(&mut header::Body); 6] = [
        |body| body.made_up = false,
        |body| body.generation = 9,
        |body| body.database.page_size = 512,
        |body| body.kits.truncate(1),
        |body| body.people[0].owner = BILAL.0,
        |body| body.people[0].verify_key[0] ^= 1,
    ];
    for (i, change) in changes.into_iter().enumerate() {
        let header = forged(&made.header, change);
        assert_eq!(refusal(&header, PASSPHRASE, no_keychain), KeysError::HeaderForged, "change {i}");
        assert_eq!(unlock_with_kit(&header, &kit).unwrap_err(), KeysError::HeaderForged, "change {i}");
    }
    let weak = forged(&made.header, |body| body.people[0].params.memory_kib = 8);
    assert_eq!(refusal(&weak, PASSPHRASE, no_keychain), KeysError::ParametersOutOfBounds);
    let heavy = forged(&made.header, |body| body.people[0].params.memory_kib = u32::MAX);
    assert_eq!(refusal(&heavy, PASSPHRASE, no_keychain), KeysError::ParametersOutOfBounds);
}

#[test]
fn a_header_that_a_stranger_sealed_to_the_persons_public_key_does_not_open() {
    let (_, made) = committed(None);
    let mut rng = rng(8);
    let strangers = Key::random(&mut rng);
    let mut body = made.header.body.clone();
    let scope = body.scope();
    let slot = &mut body.people[0];
    slot.vault_key =
        encircle_crypto::slot::seal_vault_key(&strangers, &slot.public_key, &slot.id, &scope, &mut rng);
    let header = Header::seal(body, &strangers);
    assert_eq!(refusal(&header, PASSPHRASE, no_keychain), KeysError::HeaderForged);
}

#[test]
fn nothing_of_passphrase_or_keys_is_in_the_file_or_in_debug_output() {
    let (dir, made) = committed(Some(&secret(0x5A)));
    let bytes = fs::read(dir.path().join(KEYS)).unwrap();
    let key = made.unlocked.database_key().key;
    let vault_key = made.unlocked.vault_key();
    // Both are compared with what lies on disk, to find them nowhere.
    for needle in [PASSPHRASE.as_bytes(), b"kayak", &[0x5A; 32], key.expose(), vault_key.expose()] {
        assert!(!bytes.windows(needle.len()).any(|window| window == needle));
    }
    let printed = format!("{made:?}");
    assert!(printed.contains("Key(redacted)") && printed.contains("SigningKey(redacted)"));
    assert!(!printed.contains(&format!("{:?}", &vault_key.expose()[..4]).replace(['[', ']'], "")));
}

#[cfg(unix)]
#[test]
fn the_header_is_readable_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, _) = committed(None);
    for name in [KEYS, KEYS_COPY] {
        let mode = fs::metadata(dir.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "no temporary file stays behind");
}

proptest! {
    #[test]
    fn any_flipped_bit_or_cut_is_seen_before_unlocking(at: prop::sample::Index, bit in 0u8..8, cut: prop::sample::Index) {
        let bytes = sample_bytes();
        let mut flipped = bytes.clone();
        flipped[at.index(bytes.len())] ^= 1 << bit;
        prop_assert!(at_rest::decode(&flipped).is_err());
        prop_assert!(at_rest::decode(&bytes[..cut.index(bytes.len())]).is_err());
        let longer = [bytes.as_slice(), b"\0"].concat();
        prop_assert!(matches!(at_rest::decode(&longer), Err(KeysError::Damaged)));
    }

    #[test]
    fn any_bytes_behind_the_mark_get_an_answer(tail: Vec<u8>) {
        let bytes = [b"\xa5\x66format\x6dencircle-keys".as_slice(), &tail].concat();
        prop_assert!(at_rest::decode(&bytes).is_err());
        prop_assert!(at_rest::decode_body(&tail).is_err());
    }
}

/// One header for all cases: making one costs a stretching.
fn sample_bytes() -> Vec<u8> {
    static BYTES: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    BYTES.get_or_init(|| new_vault(&TempDir::new().unwrap(), None).header.bytes()).clone()
}
