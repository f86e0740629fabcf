//! What a checkout needs from the machine: Debian packages, components of the Rust toolchain, npm packages.
//!
//! Installed is only what is missing, and only what stands here. Never here: a download of a browser, a
//! toolchain or a tool of any other kind.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::places::{self, cargo, npm};

/// The Debian packages, by what they are for.
#[derive(Clone, Copy)]
pub enum Packages {
    /// To compile the program; perl builds OpenSSL.
    Build,
    /// To drive the real window without a display and to look at what it made.
    Window,
    /// What the whole suite needs besides: a browser, and a witness of network calls.
    Suite,
}

impl Packages {
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Build => &[
                "libwebkit2gtk-4.1-dev",
                "librsvg2-dev",
                "libayatana-appindicator3-dev",
                "build-essential",
                "pkg-config",
                "file",
                "perl",
            ],
            Self::Window => &[
                "webkit2gtk-driver",
                "xvfb",
                "xauth",
                "dbus",
                "dbus-x11",
                "gnome-keyring",
                "imagemagick",
                "p7zip-full",
                "unzip",
                "qpdf",
                "poppler-utils",
            ],
            Self::Suite => &["chromium", "strace"],
        }
    }
}

/// Installs the Debian packages that are missing, as root or through sudo; elsewhere says what is needed.
///
/// # Errors
/// When something is missing and cannot be installed from here: the message is the line to type.
pub fn packages(wanted: &[Packages]) -> Result<()> {
    if cfg!(target_os = "macos") {
        return macos();
    }
    if cfg!(windows) {
        return windows();
    }
    let wanted: Vec<&str> = wanted.iter().flat_map(|group| group.names()).copied().collect();
    if !answers("dpkg-query", &["--version"]) {
        println!("This is no Debian or Ubuntu, so nothing was checked. Needed here: {}", wanted.join(" "));
        return Ok(());
    }
    let missing = missing(&wanted)?;
    if missing.is_empty() {
        return Ok(());
    }
    let install: Vec<&str> = ["apt-get", "install", "--yes", "--no-install-recommends"]
        .into_iter()
        .chain(missing.iter().copied())
        .collect();
    let line = format!("apt-get update && {}", install.join(" "));
    let prefix: &[&str] = if is_root() {
        &[]
    } else if answers("sudo", &["-n", "true"]) {
        // Passwordless, or a password was given a moment ago: nothing will be asked on a build machine.
        &["sudo"]
    } else if answers("sudo", &["--version"]) && std::io::IsTerminal::is_terminal(&std::io::stdin()) {
        &["sudo"]
    } else {
        bail!("Debian packages are missing. As root, type:\n    {line}");
    };
    println!("Installing {}", missing.join(" "));
    for command in [&["apt-get", "update"][..], &install] {
        let words: Vec<&str> = prefix.iter().chain(command).copied().collect();
        let done = Command::new(words[0]).args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive").status();
        if !done.is_ok_and(|status| status.success()) {
            bail!("apt-get did not succeed. As root, type:\n    {line}");
        }
    }
    Ok(())
}

/// Those of `wanted` that dpkg does not call installed.
fn missing<'a>(wanted: &[&'a str]) -> Result<Vec<&'a str>> {
    // The exit status is 1 as soon as one package is unknown: only the list counts.
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status} ${Package}\\n"])
        .args(wanted)
        .stderr(Stdio::null())
        .output()
        .context("cannot ask dpkg-query what is installed")?;
    let listed = String::from_utf8_lossy(&output.stdout);
    let installed: BTreeSet<&str> =
        listed.lines().filter_map(|line| line.strip_prefix("installed ")).collect();
    Ok(wanted.iter().copied().filter(|name| !installed.contains(name)).collect())
}

fn is_root() -> bool {
    let id = Command::new("id").arg("--user").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn macos() -> Result<()> {
    if answers("xcode-select", &["--print-path"]) {
        return Ok(());
    }
    bail!("Xcode's command line tools are missing. Type:\n    xcode-select --install")
}

fn windows() -> Result<()> {
    // OpenSSL is compiled from source inside SQLCipher, and its configuration is a Perl program.
    if !answers("perl", &["--version"]) {
        bail!("Perl is missing: install Strawberry Perl, then open a new terminal.");
    }
    // Windows 11 carries WebView2, and the compiler's own message names a missing linker.
    Ok(())
}

/// Checks for rustfmt and clippy, which a minimal toolchain lacks.
///
/// # Errors
/// When one is missing: the message is the line to type.
pub fn rust_components() -> Result<()> {
    for component in ["fmt", "clippy"] {
        let found = cargo([component, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !found.is_ok_and(|status| status.success()) {
            bail!(
                "The Rust toolchain lacks rustfmt or clippy. Type:\n    rustup component add rustfmt clippy"
            );
        }
    }
    Ok(())
}

/// Runs `npm ci` in `ui/` when what is installed there is not what the lock file names.
///
/// # Errors
/// When Node is missing or too old, or `npm ci` fails.
pub fn npm_packages() -> Result<()> {
    let node = Command::new("node").arg("--version").output();
    let version = node.as_ref().map(|output| String::from_utf8_lossy(&output.stdout)).unwrap_or_default();
    let major =
        version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        bail!("Node 20 or newer, with npm, is missing: see https://nodejs.org.");
    }
    if npm_is_current()? {
        return Ok(());
    }
    println!("Installing the npm packages of ui/");
    let done = npm(["ci", "--no-audit", "--no-fund"]).status().context("cannot start npm")?;
    if !done.success() {
        bail!("\"npm ci\" failed in ui/.");
    }
    Ok(())
}

/// Compares the lock file with the one that npm keeps of what it installed.
fn npm_is_current() -> Result<bool> {
    let ui = places::ui();
    let lock =
        fs::read_to_string(ui.join("package-lock.json")).context("ui/package-lock.json cannot be read")?;
    let Ok(installed) = fs::read_to_string(ui.join("node_modules/.package-lock.json")) else {
        return Ok(false);
    };
    Ok(covers(&serde_json::from_str(&installed)?, &serde_json::from_str(&lock)?))
}

/// Whether each package of the lock file is installed in that version, and no other. Packages for other
/// systems are marked optional and stay away.
fn covers(installed: &Value, lock: &Value) -> bool {
    let (Some(installed), Some(locked)) = (installed["packages"].as_object(), lock["packages"].as_object())
    else {
        return false;
    };
    let same = |one: &Value, other: &Value| {
        one["version"] == other["version"] && one["integrity"] == other["integrity"]
    };
    let all_there = locked.iter().filter(|(path, _)| !path.is_empty()).all(|(path, wanted)| {
        installed.get(path).map_or(wanted["optional"] == Value::Bool(true), |found| same(found, wanted))
    });
    all_there && installed.keys().all(|path| locked.contains_key(path))
}

fn answers(program: &str, arguments: &[&str]) -> bool {
    let asked = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    asked.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lock() -> Value {
        json!({"packages": {
            "": {"version": "0.1.0"},
            "node_modules/svelte": {"version": "5.0.0", "integrity": "a"},
            "node_modules/for-another-system": {"version": "1.0.0", "integrity": "b", "optional": true},
        }})
    }

    #[test]
    fn installed_packages_match_though_those_for_other_systems_are_absent() {
        let installed = json!({"packages": {"node_modules/svelte": {"version": "5.0.0", "integrity": "a"}}});
        assert!(covers(&installed, &lock()));
    }

    #[test]
    fn another_version_a_missing_package_and_a_superfluous_one_are_all_noticed() {
        for packages in [
            json!({"node_modules/svelte": {"version": "5.0.1", "integrity": "c"}}),
            json!({}),
            json!({
                "node_modules/svelte": {"version": "5.0.0", "integrity": "a"},
                "node_modules/left-over": {"version": "1.0.0", "integrity": "d"},
            }),
        ] {
            assert!(
                !covers(&json!({"packages": packages}), &lock()),
                "{packages} is not what the lock file names"
            );
        }
    }

    #[test]
    fn a_package_that_no_system_has_is_missing_when_dpkg_is_asked() {
        if answers("dpkg-query", &["--version"]) {
            let asked = ["encircle-is-not-a-debian-package", "dpkg"];
            assert_eq!(missing(&asked).unwrap(), ["encircle-is-not-a-debian-package"]);
        }
    }
}
