//! Streams whole and broken: cut, lengthened, reordered, and badly chunked by whoever holds the key.

use super::*;
use crate::testing::rng;
use proptest::prelude::*;

fn key() -> Key {
    Key::random(&mut rng(8))
}

fn sealed(length: usize) -> (Vec<u8>, Vec<u8>) {
    let plain: Vec<u8> = (0..length).map(|i| (i % 251) as u8).collect();
    let sealed = seal_bytes(&key(), b"ad", &plain, &mut rng(9));
    (plain, sealed)
}

/// The encrypted chunks behind the salt.
fn chunks(sealed: &[u8]) -> Vec<&[u8]> {
    sealed[SALT..].chunks(CHUNK + TAG).collect()
}

#[test]
fn every_length_around_the_chunk_borders_opens_again() {
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 3 * CHUNK - 1] {
        let (plain, sealed) = sealed(length);
        let expected_chunks = length.div_ceil(CHUNK).max(1);
        assert_eq!(sealed.len(), SALT + length + expected_chunks * TAG, "length {length}");
        assert_eq!(open_bytes(&key(), b"ad", &sealed).unwrap().as_slice(), plain, "length {length}");
    }
}

#[test]
fn another_key_associated_data_or_salt_opens_nothing() {
    let (_, mut sealed) = sealed(100);
    assert_eq!(open_bytes(&Key::random(&mut rng(10)), b"ad", &sealed), Err(Error::Damaged));
    assert_eq!(open_bytes(&key(), b"da", &sealed), Err(Error::Damaged));
    sealed[0] ^= 1;
    assert_eq!(open_bytes(&key(), b"ad", &sealed), Err(Error::Damaged));
}

#[test]
fn a_stream_cut_at_any_chunk_border_or_inside_a_chunk_is_refused() {
    let (_, sealed) = sealed(2 * CHUNK + 5);
    let borders = [SALT + CHUNK + TAG, SALT + 2 * (CHUNK + TAG)];
    let inside = [0, 5, SALT, SALT + 1, SALT + TAG, SALT + CHUNK, sealed.len() - 1];
    for cut in borders.into_iter().chain(inside) {
        assert_eq!(open_bytes(&key(), b"ad", &sealed[..cut]), Err(Error::Damaged), "cut at {cut}");
    }
}

#[test]
fn chunks_in_another_order_twice_or_missing_are_refused() {
    let (_, sealed) = sealed(3 * CHUNK);
    let salt = &sealed[..SALT];
    let c = chunks(&sealed);
    let orders: [&[&[u8]]; 5] =
        [&[c[1], c[0], c[2]], &[c[0], c[0], c[1], c[2]], &[c[0], c[2]], &[c[2]], &[c[0], c[2], c[1]]];
    for order in orders {
        let moved = [salt, &order.concat()].concat();
        assert_eq!(open_bytes(&key(), b"ad", &moved), Err(Error::Damaged));
    }
}

#[test]
fn bytes_behind_the_last_chunk_are_refused() {
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1] {
        let (_, sealed) = sealed(length);
        for more in [1, TAG, CHUNK + TAG] {
            let longer = [sealed.as_slice(), &vec![0; more]].concat();
            assert_eq!(open_bytes(&key(), b"ad", &longer), Err(Error::Damaged), "{length} and {more} more");
        }
    }
}

#[test]
fn an_empty_last_chunk_behind_a_full_one_is_refused_though_it_authenticates() {
    let mut salt = [0; SALT];
    rng(11).fill_bytes(&mut salt);
    let mut sealer = ChunkSealer::new(&key(), &salt, b"ad").0;
    let full = sealer.encrypt_next([7; CHUNK].as_slice()).unwrap();
    let empty = sealer.encrypt_last([].as_slice()).unwrap();
    let stream = [salt.as_slice(), &full, &empty].concat();
    assert_eq!(open_bytes(&key(), b"ad", &stream), Err(Error::Damaged));
}

#[test]
fn a_short_chunk_in_the_middle_is_refused_though_it_authenticates() {
    let salt = [3; SALT];
    let mut sealer = ChunkSealer::new(&key(), &salt, b"ad").0;
    let short = sealer.encrypt_next(b"short".as_slice()).unwrap();
    let last = sealer.encrypt_last(b"last".as_slice()).unwrap();
    let stream = [salt.as_slice(), &short, &last].concat();
    assert_eq!(open_bytes(&key(), b"ad", &stream), Err(Error::Damaged));
}

#[test]
fn a_source_that_gives_a_byte_at_a_time_makes_the_same_stream() {
    struct Dribble<'a>(&'a [u8]);
    impl Read for Dribble<'_> {
        fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
            let count = self.0.len().min(target.len()).min(1009);
            target[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }
    let (plain, whole) = sealed(2 * CHUNK + 17);
    let mut dribbled = Vec::new();
    let count = seal_from(&key(), b"ad", Dribble(&plain), &mut dribbled, &mut rng(9)).unwrap();
    assert_eq!((count, &dribbled), (plain.len() as u64, &whole));
    let mut opened = Vec::new();
    assert_eq!(open_into(&key(), b"ad", Dribble(&whole), &mut opened), Ok(count));
    assert_eq!(opened, plain);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn one_flipped_bit_anywhere_is_refused(length in 0usize..CHUNK + 200, at: prop::sample::Index, bit in 0u8..8) {
        let (_, mut sealed) = sealed(length);
        let at = at.index(sealed.len());
        sealed[at] ^= 1 << bit;
        prop_assert_eq!(open_bytes(&key(), b"ad", &sealed), Err(Error::Damaged));
    }
}

#[test]
fn pieces_of_any_size_are_sealed_as_the_whole_is() {
    let plain: Vec<u8> = (0..2 * CHUNK + 77).map(|i| (i % 249) as u8).collect();
    let whole = seal_bytes(&key(), b"ad", &plain, &mut rng(9));
    for size in [1000, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
        let mut sealer = Sealer::new(&key(), b"ad", Vec::new(), &mut rng(9)).unwrap();
        plain.chunks(size).for_each(|piece| sealer.add(piece).unwrap());
        assert_eq!(sealer.finish().unwrap(), whole, "in pieces of {size}");
    }
}

#[test]
fn nothing_more_is_given_out_after_the_last_chunk_or_after_damage() {
    let (plain, mut sealed) = sealed(CHUNK + 5);
    let mut opener = Opener::new(&key(), b"ad", sealed.as_slice()).unwrap();
    assert_eq!(opener.next_chunk().unwrap(), Some(&plain[..CHUNK]));
    assert_eq!(opener.next_chunk().unwrap(), Some(&plain[CHUNK..]));
    assert_eq!(opener.next_chunk(), Ok(None));
    assert_eq!(opener.next_chunk(), Ok(None));

    *sealed.last_mut().unwrap() ^= 1;
    let mut opener = Opener::new(&key(), b"ad", sealed.as_slice()).unwrap();
    assert!(opener.next_chunk().is_ok());
    assert_eq!(opener.next_chunk(), Err(Error::Damaged));
    assert_eq!(opener.next_chunk(), Err(Error::Damaged), "damage is never taken for the end");
}
