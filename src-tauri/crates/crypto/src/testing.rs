//! What the unit tests share: a deterministic random source. Never compiled into the program.

use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

/// The same bytes for the same seed.
pub fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}
