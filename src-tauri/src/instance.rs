//! One window for each person: the first start claims the folder of local data, and hands the claim to the run that takes its place at
//! a lock, so that no other start ever comes in between. A later start raises the first window and ends. Never here: a vault, whose own
//! lock keeps a second writer out whatever happens here.

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, Instant};

use zbus::blocking::connection::Builder;
use zbus::blocking::fdo::DBusProxy;
use zbus::names::BusName;

/// The name on the session bus under which the first window is raised, its place and its words: the program's own, as the plugin for
/// a single window forms them.
const NAME: &str = "org.encircle.log.SingleInstance";
const PLACE: &str = "/org/encircle/log/SingleInstance";
const WORDS: &str = "org.SingleInstance.DBus";
const RAISE: &str = "ExecuteCallback";

/// A window that is just being made or ended needs no longer. After that a start goes on by itself: the first may belong to another
/// sign-in of the same person, whose bus this one cannot reach.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(25);
/// A living window answers at once.
const ANSWER: Duration = Duration::from_secs(2);

/// The claim to be the first window; it goes with the process.
pub struct Claim(File);

impl Claim {
    /// The claim for the run that takes this one's place: its standard input, which nothing else needs.
    ///
    /// # Errors
    /// The system gives no second handle.
    pub fn hand_over(&self) -> io::Result<File> {
        self.0.try_clone()
    }
}

/// What a start finds.
pub enum Start {
    /// It is the first, or cannot know better.
    First(Option<Claim>),
    /// A window is there and has been raised.
    Raised,
}

/// Claims the folder, or raises the window that has. `handed` tells that the run before may have handed its claim over.
pub fn start(folder: &Path, handed: bool) -> Start {
    let begun = Instant::now();
    loop {
        match claim(folder, handed) {
            Ok(claim) => {
                wait_for_the_name(begun);
                return Start::First(Some(claim));
            }
            // The folder cannot be claimed at all: the plugin for a single window is what is left.
            Err(TryLockError::Error(_)) => return Start::First(None),
            Err(TryLockError::WouldBlock) if raise().is_ok() => return Start::Raised,
            Err(TryLockError::WouldBlock) if begun.elapsed() > PATIENCE => return Start::First(None),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
        }
    }
}

fn claim(folder: &Path, handed: bool) -> Result<Claim, TryLockError> {
    fs::create_dir_all(folder).map_err(TryLockError::Error)?;
    let mut file = File::open(folder).map_err(TryLockError::Error)?;
    if handed {
        let former = io::stdin().as_fd().try_clone_to_owned().map(File::from).map_err(TryLockError::Error)?;
        // Somebody else may have called the program with that argument.
        if identity(&former).is_some_and(|former| identity(&file) == Some(former)) {
            file = former;
        }
    }
    file.try_lock()?;
    Ok(Claim(file))
}

fn identity(file: &File) -> Option<(u64, u64)> {
    file.metadata().ok().map(|about| (about.dev(), about.ino()))
}

/// Returns when the former window's name is free: the bus may notice its end only now. Without a bus there is no name.
fn wait_for_the_name(begun: Instant) {
    while begun.elapsed() < PATIENCE && is_named() == Ok(true) {
        std::thread::sleep(PAUSE);
    }
}

fn is_named() -> zbus::Result<bool> {
    let bus = Builder::session()?.method_timeout(ANSWER).build()?;
    Ok(DBusProxy::new(&bus)?.name_has_owner(BusName::try_from(NAME)?)?)
}

/// Raises the first window, as the plugin of a second start would.
fn raise() -> zbus::Result<()> {
    let bus = Builder::session()?.method_timeout(ANSWER).build()?;
    let arguments: (Vec<String>, &str) = (Vec::new(), "");
    bus.call_method(Some(NAME), PLACE, Some(WORDS), RAISE, &arguments)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_claimed_once_and_the_claim_goes_with_its_last_holder() {
        let folder = std::env::temp_dir().join(format!("encircle-claim-{}", std::process::id()));
        let first = claim(&folder, false).expect("nobody has it");
        assert!(matches!(claim(&folder, false), Err(TryLockError::WouldBlock)));
        let next = first.hand_over().expect("a second handle");
        drop(first);
        assert!(matches!(claim(&folder, false), Err(TryLockError::WouldBlock)), "the next run has it");
        drop(next);
        assert!(claim(&folder, false).is_ok());
        // What a stranger gives as standard input is no claim.
        assert!(claim(&folder, true).is_ok());
        fs::remove_dir(&folder).expect("it is empty");
    }
}
