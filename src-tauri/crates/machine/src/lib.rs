//! What the laptop gives to a session: its clock, its keychain, chance, its memory, its local folder. Window and command line both need
//! these, and neither may know the other. Never here: a vault, a passphrase, a rule.

mod keychain;
mod placement;
mod policy;

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use encircle_api::ports::{Clock, Files, Keychain, Ports};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

pub use getrandom::Error as NoChance;
pub use keychain::{NoKeychain, OsKeychain};
pub use placement::LaptopFolders;

/// The folder's name among local application data; the same as the window's identifier.
const IDENTIFIER: &str = "org.encircle.log";
/// Under this much memory the passphrase is stretched in less of it.
const LITTLE_MEMORY: u64 = 6_000_000_000;

/// The clock of the system: the one place that asks what time it is.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// The folder of local application data, which never roams between machines; `None` where the system names none.
pub fn local_folder() -> Option<PathBuf> {
    dirs::data_local_dir().map(|folder| folder.join(IDENTIFIER))
}

/// The ports of this laptop.
///
/// # Errors
/// The system gives no random numbers: nothing may be made without them.
pub fn ports(
    clock: Box<dyn Clock>,
    keychain: Box<dyn Keychain>,
    files: Box<dyn Files>,
    own: PathBuf,
    sample: PathBuf,
) -> Result<Ports, NoChance> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)?;
    let memory =
        sysinfo::RefreshKind::nothing().with_memory(sysinfo::MemoryRefreshKind::nothing().with_ram());
    let memory = sysinfo::System::new_with_specifics(memory).total_memory();
    Ok(Ports {
        clock,
        keychain,
        files,
        placement: Box::new(LaptopFolders::of_this_laptop()),
        random: ChaCha20Rng::from_seed(seed),
        little_memory: memory < LITTLE_MEMORY,
        preferences: own.with_file_name("preferences.json"),
        own,
        sample,
    })
}
