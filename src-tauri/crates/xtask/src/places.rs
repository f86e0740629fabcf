//! Where things are: the checkout, `ui/`, and the one folder that cargo builds into.
//!
//! Never here: making a folder that somebody else decides about, such as the cache.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The top of the checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(3)
        .expect("this crate lies three folders below the top of the checkout")
}

/// The folder of the web view's sources, where npm runs.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// The folder that every cargo started from here builds into.
///
/// A person's own `CARGO_TARGET_DIR` decides; else a folder of this checkout's own in the cache folder, if that
/// folder is already there; else `target` in the checkout. The cache folder is `ENCIRCLE_CACHE`, or `encircle` in
/// the user's cache folder: it lives on when a checkout does not, and only a person or a build machine makes it.
/// Two checkouts that built into one folder would take each other's artefacts for their own.
pub fn target() -> PathBuf {
    target_among(set)
}

fn target_among(set: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    if let Some(chosen) = set("CARGO_TARGET_DIR") {
        return root().join(chosen);
    }
    let caches = || {
        let named = set("XDG_CACHE_HOME").map(PathBuf::from);
        named.or_else(|| Some(Path::new(&set("HOME")?).join(".cache")))
    };
    let cache = set("ENCIRCLE_CACHE").map(PathBuf::from).or_else(|| Some(caches()?.join("encircle")));
    match cache {
        Some(cache) if cache.is_dir() => cache.join(of_checkout(root())),
        _ => root().join("target"),
    }
}

/// `target-` and 16 hexadecimal digits of the checkout's path: the same for every run from one checkout, whatever
/// the toolchain (FNV-1a, 64 bits; std promises nothing of its own hasher between releases).
fn of_checkout(checkout: &Path) -> String {
    let hash =
        checkout.as_os_str().as_encoded_bytes().iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("target-{hash:016x}")
}

/// Where the pictures and the bundle of a run without a display are left.
pub fn demo() -> PathBuf {
    root().join("target").join("demo")
}

/// Cargo at the top of the checkout, building into [`target`].
pub fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = Command::new(set("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root()).env("CARGO_TARGET_DIR", target());
    command
}

/// npm in `ui/`. It downloads no browser: the tests use the system's.
pub fn npm<const N: usize>(arguments: [&str; N]) -> Command {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(program);
    command.args(arguments).current_dir(ui()).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

/// An environment variable that is there and not empty.
pub fn set(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &Path)]) -> PathBuf {
        let found = |name: &str| variables.iter().find(|(known, _)| *known == name);
        target_among(|name| found(name).map(|(_, value)| value.as_os_str().to_owned()))
    }

    #[test]
    fn a_cache_folder_is_built_into_only_when_somebody_has_made_it() {
        let (there, own) = (root().join("src-tauri"), of_checkout(root()));
        let missing = root().join("no-such-folder");
        assert_eq!(with(&[("ENCIRCLE_CACHE", &there), ("HOME", &missing)]), there.join(&own));
        assert_eq!(with(&[("ENCIRCLE_CACHE", &missing)]), root().join("target"));
        assert_eq!(with(&[("XDG_CACHE_HOME", &missing), ("HOME", &there)]), root().join("target"));
        assert!(!missing.exists(), "looking for a cache must not make one");
    }

    #[test]
    fn two_checkouts_share_no_folder_below_the_cache() {
        let (one, other) = (Path::new("/users/sam/encircle"), Path::new("/users/sam/encircle-2"));
        assert_eq!(of_checkout(one), of_checkout(one));
        assert_ne!(of_checkout(one), of_checkout(other));
        // A frozen value: another one would leave everybody's folder behind, unused and never emptied.
        assert_eq!(of_checkout(Path::new("a")), "target-af63dc4c8601ec8c");
    }

    #[test]
    fn a_target_folder_that_a_person_chose_goes_first() {
        let (chosen, cache) = (root().join("elsewhere"), root().join("src-tauri"));
        assert_eq!(with(&[("CARGO_TARGET_DIR", &chosen), ("ENCIRCLE_CACHE", &cache)]), chosen);
    }
}
