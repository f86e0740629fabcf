//! A long film is sealed and opened again in the memory of a few chunks. Alone in its process, so that the process's own measure of
//! its memory is that of this test.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::fs;

use encircle_crypto::Key;
use encircle_crypto::purpose::{Scope, database_key};
use encircle_store::files::Unwatched;
use encircle_store::{Identity, Store};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

const IDENTITY: Identity = Identity { vault_id: [7; 16], epoch: 1, device_id: [8; 16] };
const PIECE: usize = 64 * 1024;
/// 500 MB, to the next whole piece.
const PIECES: usize = 500_000_000 / PIECE + 1;
/// What sealing or opening may take more than standing still: chunks, buffers of the system, the allocator's own.
const BOUND: u64 = 8 * 1024;

/// The most memory that this process ever had, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// The piece of this number: no two are alike, so that an exchange would be noticed.
fn fill(piece: &mut [u8], number: usize) {
    let mut state = number as u64 ^ 0x9E37_79B9_7F4A_7C15;
    for word in piece.as_chunks_mut::<8>().0 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        *word = state.to_le_bytes();
    }
}

#[test]
fn half_a_gigabyte_is_sealed_and_opened_again_in_the_memory_of_a_few_chunks() {
    let dir = tempfile::tempdir().unwrap();
    let key = database_key(
        &Key::from_bytes(&mut [3; 32]),
        &Scope { vault_id: IDENTITY.vault_id, epoch: IDENTITY.epoch },
    );
    let store = Store::create(dir.path(), &key, IDENTITY).unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let (mut piece, before) = (vec![0; PIECE], peak());

    let mut object = store.begin_object(&mut rng, &Unwatched).unwrap();
    for number in 0..PIECES {
        fill(&mut piece, number);
        object.add(&piece).unwrap();
    }
    let (copy, hash) = object.finish().unwrap();
    let sealed = peak();
    assert!(sealed - before < BOUND, "sealing took {} KiB", sealed - before);

    let mut object = store.open_object(&copy).unwrap();
    let mut number = 0;
    while let Some(opened) = object.next_piece().unwrap() {
        fill(&mut piece, number);
        assert!(opened == piece, "piece {number}");
        number += 1;
    }
    assert_eq!((number, copy.size as usize), (PIECES, PIECES * PIECE));
    assert_eq!(object.hash(), hash);
    let opened = peak();
    assert!(opened - before < BOUND, "opening took {} KiB more", opened - before);

    // The measure does see memory that is used.
    let used = std::hint::black_box(vec![1_u8; 64 << 20]);
    assert!(peak() - before > 60 * 1024, "{} bytes were not seen", used.len());
}
