//! Which crate may reach which: the arrows of the code map, and the libraries that one crate owns.
//!
//! Never here: what stands inside a file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

use super::sources::{self, root};

/// Each crate, and the crates of ours that it may name. What is absent here is impossible there.
const ARROWS: [(&str, &[&str]); 10] = [
    ("encircle-domain", &[]),
    ("encircle-crypto", &[]),
    ("encircle-store", &["encircle-crypto", "encircle-domain"]),
    ("encircle-intake", &["encircle-domain"]),
    ("encircle-export", &["encircle-domain"]),
    ("encircle-api", &["encircle-domain", "encircle-store", "encircle-intake", "encircle-export"]),
    ("encircle-machine", &["encircle-api"]),
    ("encircle-cli", &["encircle-api", "encircle-machine"]),
    ("encircle", &["encircle-api", "encircle-machine"]),
    ("xtask", &[]),
];

/// Each library that only some crates may name, by how its name starts.
const OWNERS: [(&str, &[&str]); 28] = [
    ("aead-stream", &["encircle-crypto"]),
    ("aes-gcm", &["encircle-crypto"]),
    ("anyhow", &["encircle-cli", "xtask"]),
    ("arboard", &["encircle"]),
    ("argon2", &["encircle-crypto"]),
    ("calamine", &["encircle-intake"]),
    ("chardetng", &["encircle-intake"]),
    ("ciborium", &["encircle-store"]),
    ("clap", &["encircle-cli"]),
    ("dirs", &["encircle-machine"]),
    ("ed25519-dalek", &["encircle-crypto"]),
    ("encoding_rs", &["encircle-intake"]),
    ("getrandom", &["encircle-machine"]),
    ("hkdf", &["encircle-crypto"]),
    ("hmac", &["encircle-crypto"]),
    ("image", &["encircle-intake"]),
    ("infer", &["encircle-intake"]),
    ("keyring", &["encircle-machine"]),
    ("lopdf", &["encircle-export"]),
    ("quick-xml", &["encircle-intake"]),
    ("rusqlite", &["encircle-store"]),
    ("sysinfo", &["encircle-machine"]),
    ("tauri", &["encircle"]),
    ("ts-rs", &["encircle-api"]),
    ("typst", &["encircle-export"]),
    ("x25519-dalek", &["encircle-crypto"]),
    ("zip", &["encircle-export"]),
    ("zxcvbn", &["encircle-api"]),
];

/// Cannot be had in the pure crates at all: with the library absent, no line can break the rule.
const IMPOSSIBLE: [(&str, &[&str], &str); 4] = [
    (
        "encircle-domain",
        &["serde", "serde_json", "rand", "rand_core", "getrandom", "rusqlite", "tracing", "uuid"],
        "the domain has no IO, clock, randomness, SQL, serde or secrets",
    ),
    (
        "encircle-crypto",
        &["serde", "serde_json", "ciborium", "rusqlite", "tracing", "chrono", "getrandom"],
        "cryptography knows no records, writes no log, and takes its randomness as an argument",
    ),
    (
        "encircle-export",
        &["rand", "getrandom", "tempfile"],
        "rendering is pure, and protecting takes its randomness",
    ),
    ("encircle-intake", &["serde", "rusqlite", "tempfile"], "reading a file writes nothing"),
];

fn metadata() -> Metadata {
    MetadataCommand::new().current_dir(root()).no_deps().exec().expect("cargo can describe the workspace")
}

/// What each of our crates names in its manifest, for the program and for its tests alike.
fn dependencies() -> BTreeMap<String, Vec<(String, DependencyKind)>> {
    let described = metadata();
    let named = |package: &cargo_metadata::Package| {
        package.dependencies.iter().map(|dependency| (dependency.name.clone(), dependency.kind)).collect()
    };
    described.packages.iter().map(|package| (package.name.to_string(), named(package))).collect()
}

#[test]
fn a_crate_reaches_only_the_crates_that_its_folder_may_reach() {
    let arrows = BTreeMap::from(ARROWS);
    for (name, dependencies) in dependencies() {
        if name == "encircle-tests" {
            assert!(
                dependencies.iter().all(|(_, kind)| *kind == DependencyKind::Development),
                "the tests ship nothing, so all that they need is a dev-dependency"
            );
            continue;
        }
        let may = arrows.get(name.as_str()).unwrap_or_else(|| {
            panic!("{name} has no line in the table of arrows: say there what is impossible in it, or do without it")
        });
        for (dependency, _) in
            dependencies.iter().filter(|(dependency, _)| dependency.starts_with("encircle"))
        {
            assert!(
                may.contains(&dependency.as_str()),
                "{name} names {dependency}. Calls run downward only; it may name {may:?}"
            );
        }
    }
}

#[test]
fn every_crate_of_the_table_exists_in_its_folder() {
    let described = metadata();
    for (name, _) in ARROWS {
        let package = described.packages.iter().find(|package| package.name == name);
        let package =
            package.unwrap_or_else(|| panic!("{name} stands in the table of arrows and does not exist"));
        let folder = match name {
            "encircle" => root().join("src-tauri"),
            _ => root().join("src-tauri/crates").join(name.trim_start_matches("encircle-")),
        };
        assert_eq!(package.manifest_path.parent().expect("a manifest lies in a folder"), folder);
    }
}

#[test]
fn a_library_is_named_only_by_the_crate_that_owns_it() {
    let owners = |dependency: &str| {
        let owned = |(start, _): &&(&str, &[&str])| {
            dependency.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        OWNERS.iter().find(owned).map(|(_, owners)| *owners)
    };
    for (name, dependencies) in dependencies().iter().filter(|(name, _)| *name != "encircle-tests") {
        for (dependency, kind) in dependencies.iter().filter(|(_, kind)| *kind != DependencyKind::Development)
        {
            if let Some(owners) = owners(dependency) {
                assert!(
                    owners.contains(&name.as_str()),
                    "{name} names {dependency} ({kind:?}), which belongs to {owners:?}: call that crate instead"
                );
            }
        }
    }
}

#[test]
fn what_must_be_impossible_in_a_crate_is_no_dependency_of_it() {
    let dependencies = dependencies();
    for (name, never, why) in IMPOSSIBLE {
        let named = dependencies[name].iter().filter(|(_, kind)| *kind != DependencyKind::Development);
        let broken: Vec<_> = named.filter(|(name, _)| never.contains(&name.as_str())).collect();
        assert!(broken.is_empty(), "{name} names {broken:?}, but {why}");
    }
}

#[test]
fn every_crate_takes_the_lints_and_the_versions_of_the_workspace() {
    for package in metadata().packages {
        let manifest = sources::read(&package.manifest_path);
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "{} takes no lints of the workspace",
            package.name
        );
        let table: toml::Table = manifest.parse().expect("a manifest is TOML");
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for (name, value) in table.get(section).and_then(|value| value.as_table()).into_iter().flatten() {
                let shared = value.get("workspace").and_then(toml::Value::as_bool) == Some(true);
                assert!(
                    shared,
                    "{} gives {name} a version of its own: versions live in Cargo.toml",
                    package.name
                );
            }
        }
    }
}

#[test]
fn the_folder_table_names_each_crate_and_no_other() {
    let text = sources::read("ARCHITECTURE.md");
    let first_cells: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(folder, _)| folder.trim_end_matches('/'))
        .collect();
    let crates = fs::read_dir(root().join("src-tauri/crates")).expect("the crates have a folder");
    for entry in crates {
        let entry = entry.expect("a folder of the checkout can be listed");
        let name = entry.file_name().to_string_lossy().into_owned();
        let named = first_cells.contains(name.as_str())
            || first_cells.iter().any(|cell| cell.ends_with(&format!("/{name}")));
        assert!(
            named,
            "no row of ARCHITECTURE.md's folder table begins with `{name}`, so nobody knows what it may do"
        );
    }
    for cell in first_cells {
        let there = ["", "src-tauri/crates"].iter().any(|folder| root().join(folder).join(cell).exists());
        assert!(there, "ARCHITECTURE.md's folder table has a row for `{cell}`, which does not exist");
    }
}
