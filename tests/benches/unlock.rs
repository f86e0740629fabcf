//! Unlocking, against the bare Argon2id call that it cannot do without.

use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use encircle_api::contract::Unlock;
use encircle_crypto::kdf::Argon2Params;

use crate::figures::{self, Figures, RUNS, median, timed};
use crate::table::Row;
use crate::vaults::{self, PASSPHRASE};

/// From the passphrase to the open log of the school.
pub fn sample(vault: &Path) -> Figures {
    let mut session = vaults::session(vault, None);
    let (unlocked, took) = timed(|| session.unlock(Unlock { passphrase: PASSPHRASE.into() }));
    unlocked.unwrap();
    Figures::from([("unlock".into(), vec![took])])
}

/// The library's own call with the parameters of the vault; it asks for its memory itself.
pub fn sample_bare() -> Figures {
    let Argon2Params { memory_kib, passes, lanes } = Argon2Params::DEFAULT;
    let params = Params::new(memory_kib, passes, lanes, Some(32)).unwrap();
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut key = [0; 32];
    let (done, took) = timed(|| argon2.hash_password_into(PASSPHRASE.as_bytes(), &[7; 16], &mut key));
    done.unwrap();
    Figures::from([("bare".into(), vec![took])])
}

pub fn rows() -> Vec<Row> {
    let vault = vaults::secondary();
    let vault = vault.to_str().unwrap();
    let mut all = Figures::new();
    for _ in 0..RUNS {
        figures::gather(&mut all, figures::sample("unlock", &[vault]));
        figures::gather(&mut all, figures::sample("argon2", &[]));
    }
    let (ours, bare) = (median(&all, "unlock"), median(&all, "bare"));
    let most = 1.15 * bare + 150.0;
    vec![Row {
        step: "unlock (`secondary`)",
        against: "the bare Argon2id call with the same parameters (256 MiB, 3 passes)",
        goal: "≤ 1.15× + 150 ms",
        measured: format!("{ours:.0} ms against {bare:.0} ms: the goal is {most:.0} ms"),
        met: Some(ours <= most),
    }]
}
