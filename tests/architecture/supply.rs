//! Where the libraries come from, under which licences, and which never ship: `.deny.toml`, read without the
//! tool that it is written for.
//!
//! Asked is what the program and the command line are built from on the three desktop systems. The tests'
//! own libraries ship nowhere; of them only the source is asked. Never here: a second list.

use std::collections::BTreeMap;
use std::process::Command;

use serde::Deserialize;
use spdx::{Expression, LicenseReq, ParseMode};

use super::sources;

#[derive(Deserialize)]
struct Deny {
    graph: Graph,
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Graph {
    targets: Vec<String>,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    unknown_registry: String,
    unknown_git: String,
    allow_registry: Vec<String>,
}

fn deny() -> Deny {
    toml::from_str(&sources::read(".deny.toml")).expect(".deny.toml has the sections that are asked here")
}

/// Everything that the program and the command line are built from on one system: name to licence.
///
/// `cargo metadata` unites the features of the tests with those of the program, which would put sockets into
/// it that it does not have; `cargo tree` tells them apart.
fn shipped(target: &str) -> BTreeMap<String, String> {
    let output = Command::new(env!("CARGO"))
        .current_dir(sources::root())
        .args([
            "tree",
            "--locked",
            "--package",
            "encircle",
            "--package",
            "encircle-cli",
            "--edges",
            "normal,build",
        ])
        .args(["--target", target, "--prefix", "none", "--format", "{p}\t{l}"])
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    listed
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(package, licence)| {
            let name = package.split(' ').next().unwrap_or_default();
            (name.to_owned(), licence.trim_end_matches(" (*)").to_owned())
        })
        .collect()
}

#[test]
fn every_library_that_ships_is_under_a_licence_of_the_list() {
    let deny = deny();
    for target in &deny.graph.targets {
        let shipped = shipped(target);
        assert!(
            shipped.len() > 300,
            "{target}: only {} packages were listed, so the list is broken",
            shipped.len()
        );
        for (name, licence) in shipped.iter().filter(|(name, _)| !name.starts_with("encircle")) {
            let own = deny.licenses.exceptions.iter().find(|exception| exception.name == *name);
            let allowed: Vec<LicenseReq> = deny
                .licenses
                .allow
                .iter()
                .chain(own.iter().flat_map(|exception| &exception.allow))
                .flat_map(|licence| requirements(licence))
                .collect();
            let expression = Expression::parse_mode(licence, ParseMode::LAX)
                .unwrap_or_else(|error| panic!("{name}: its licence \"{licence}\" cannot be read: {error}"));
            assert!(
                expression.evaluate(|wanted| allowed.contains(wanted)),
                "{name} ({target}) is under \"{licence}\", which .deny.toml does not allow"
            );
        }
    }
}

fn requirements(licence: &str) -> Vec<LicenseReq> {
    let parsed =
        Expression::parse(licence).unwrap_or_else(|error| panic!(".deny.toml allows \"{licence}\": {error}"));
    parsed.requirements().map(|one| one.req.clone()).collect()
}

#[test]
fn no_banned_library_ships() {
    let deny = deny();
    let names: Vec<&str> = deny.bans.deny.iter().map(|ban| ban.name.as_str()).collect();
    for promised in ["reqwest", "hyper", "ureq", "native-tls"] {
        assert!(
            names.contains(&promised),
            "{promised} opens internet sockets; .deny.toml must go on banning it"
        );
    }
    for target in &deny.graph.targets {
        let shipped = shipped(target);
        for ban in &deny.bans.deny {
            assert!(!shipped.contains_key(&ban.name), "{} is built for {target}: {}", ban.name, ban.reason);
        }
    }
}

#[test]
fn every_library_comes_from_the_public_registry() {
    let Sources { unknown_registry, unknown_git, allow_registry } = deny().sources;
    assert_eq!((unknown_registry.as_str(), unknown_git.as_str()), ("deny", "deny"));
    let lock: toml::Table = sources::read("Cargo.lock").parse().expect("Cargo.lock is TOML");
    let packages = lock["package"].as_array().expect("Cargo.lock lists packages");
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        // Only our own crates have no source: they lie in this checkout.
        let Some(source) = package.get("source").and_then(toml::Value::as_str) else {
            assert!(
                name.starts_with("encircle") || name == "xtask",
                "{name} comes from a folder, not from a registry"
            );
            continue;
        };
        let registry = source.strip_prefix("registry+").unwrap_or(source);
        assert!(allow_registry.iter().any(|allowed| allowed == registry), "{name} comes from {source}");
        assert!(package.get("checksum").is_some(), "{name} has no checksum");
    }
    // Without an address in the lock file, every machine asks its own configured registry, and integrity hashes still bind.
    let addressed = sources::read("ui/package-lock.json").contains("\"resolved\":");
    assert!(!addressed, "ui/package-lock.json names an address: ui/.npmrc says to leave them out");
}
