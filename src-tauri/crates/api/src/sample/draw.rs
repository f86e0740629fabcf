//! Chance that is the same for the same seed on every machine: ChaCha8, whole numbers, one independent stream a purpose, so that what
//! is drawn for one pupil or year never depends on what was drawn before. Never here: randomness of the machine, or a decimal fraction.

use chrono::{DateTime, Utc};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a stream is drawn for. A number stays bound to its purpose.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub(super) enum Purpose {
    Pupils = 1,
    Marks = 2,
    Concerns = 3,
    Story = 4,
    Imports = 5,
    Rules = 6,
}

/// One stream.
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    /// The stream of `purpose`, told apart by two numbers (a year, a pupil).
    pub(super) fn new(seed: u32, purpose: Purpose, part: u32, section: u32) -> Self {
        let mut key = *b"Encircle: a made-up school      ";
        key[..4].copy_from_slice(&seed.to_le_bytes());
        key[4] = purpose as u8;
        key[24..28].copy_from_slice(&part.to_le_bytes());
        key[28..].copy_from_slice(&section.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number from 0 up to, and without, `limit`; 0 when `limit` is 0.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(limit)) >> 32) as u32
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high - low + 1)
    }

    /// True so many times in a thousand.
    pub(super) fn per_mille(&mut self, share: u32) -> bool {
        self.below(1000) < share
    }

    /// One of a list that is never empty.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u32) as usize]
    }

    /// Sixteen bytes in the shape of a UUIDv7 of the moment `at`, so that ids sort by time. `order` (below 4096) sorts within a moment.
    pub(super) fn id(&mut self, at: DateTime<Utc>, order: u16) -> [u8; 16] {
        let mut id = [0_u8; 16];
        self.0.fill_bytes(&mut id[8..]);
        let moment = at.timestamp_millis().unsigned_abs().to_be_bytes();
        id[..6].copy_from_slice(&moment[2..]);
        id[6] = 0x70 | (order >> 8) as u8 & 0x0F;
        id[7] = order as u8;
        id[8] = 0x80 | id[8] & 0x3F;
        id
    }

    /// Thirty-two bytes that stand for the hash of a file that does not exist.
    pub(super) fn hash(&mut self) -> [u8; 32] {
        let mut hash = [0_u8; 32];
        self.0.fill_bytes(&mut hash);
        hash
    }
}
