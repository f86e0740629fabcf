//! The one table of commands, and that shell, capability file and build script say the same; what the web view
//! may load.
//!
//! Never here: what a command does.

use std::collections::BTreeSet;

use serde_json::Value;

use super::sources::{below, read};

/// What the web view may ask of Tauri itself: to hear that the vault was locked, and no more.
const CORE: [&str; 2] = ["core:event:allow-listen", "core:event:allow-unlisten"];

/// The names of `api`'s table `commands! { name(Argument) -> View, … }`.
fn table() -> BTreeSet<String> {
    let text = read("src-tauri/crates/api/src/commands.rs");
    let (_, from) =
        text.split_once("\ncommands! {\n").expect("api/src/commands.rs holds the table of commands");
    let (table, _) = from.split_once("\n}").expect("the table of commands is closed");
    let names: BTreeSet<_> = table
        .lines()
        .filter_map(|line| line.trim().split_once('('))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert!(names.len() > 20, "only {} commands were read from the table", names.len());
    names
}

/// The words between quotation marks.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_build_script_knows_the_commands_of_the_table() {
    let text = read("src-tauri/build.rs");
    let (_, from) = text.split_once("&[").expect("build.rs lists the commands");
    let (list, _) = from.split_once(']').expect("the list is closed");
    assert_eq!(quoted(list), table(), "src-tauri/build.rs and the table of commands differ");
}

#[test]
fn the_capability_file_allows_the_commands_of_the_table_and_no_more() {
    let files = below("src-tauri/capabilities", &[".json", ".toml"]);
    assert_eq!(files.len(), 1, "one window, one capability file");
    let capability: Value = serde_json::from_str(&files[0].text).expect("a capability file is JSON");
    let allowed: BTreeSet<String> = capability["permissions"]
        .as_array()
        .expect("a capability lists permissions")
        .iter()
        .map(|permission| {
            permission.as_str().expect("a permission with a scope is not needed here").to_owned()
        })
        .filter(|permission| !CORE.contains(&permission.as_str()))
        .collect();
    let wanted: BTreeSet<String> =
        table().iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    assert_eq!(allowed, wanted, "{} and the table of commands differ", files[0].path);
    assert!(capability.get("remote").is_none(), "no page from elsewhere may ask for anything");
}

#[test]
fn the_shell_has_one_tauri_command_for_each_line_of_the_table() {
    let mut commands = BTreeSet::new();
    for source in below("src-tauri/src", &[".rs"]) {
        for after in source.text.split("#[tauri::command").skip(1) {
            let (_, from) = after.split_once("fn ").expect("the attribute stands before a function");
            let name = from.split(['(', '<']).next().unwrap_or_default();
            assert!(commands.insert(name.to_owned()), "{name} is a command twice");
        }
    }
    assert_eq!(commands, table(), "the shell's commands and the table differ");

    let text = read("src-tauri/src/commands.rs");
    let (_, from) = text.split_once("generate_handler![").expect("commands.rs hands the commands to Tauri");
    let (list, _) = from.split_once(']').expect("the list is closed");
    let names = list.split(',').map(str::trim).filter(|name| !name.is_empty());
    let handed: BTreeSet<String> =
        names.map(|name| name.rsplit("::").next().unwrap_or(name).to_owned()).collect();
    assert_eq!(handed, table(), "a command that is not handed to Tauri cannot be called");
}

#[test]
fn a_command_of_the_shell_is_one_line() {
    for source in below("src-tauri/src", &[".rs"]) {
        for command in source.text.split("#[tauri::command").skip(1) {
            let (head, body) = command.split_once("{\n").expect("a function has a body");
            let (body, _) = body.split_once("\n}").expect("the body is closed");
            assert_eq!(
                body.lines().count(),
                1,
                "what is more than a call belongs in api: {head}{{\n{body}\n}}"
            );
        }
    }
}

#[test]
fn the_window_loads_nothing_from_outside() {
    let configuration: Value = serde_json::from_str(&read("src-tauri/tauri.conf.json")).expect("it is JSON");
    let policy =
        configuration["app"]["security"]["csp"].as_str().expect("there is a content security policy");
    // Tauri's own channel between page and program has an address on Windows that no socket serves.
    let inside = ["'self'", "'none'", "data:", "blob:", "ipc:", "http://ipc.localhost", "encircle:"];
    for directive in policy.split(';') {
        let mut words = directive.split_whitespace();
        let name = words.next().unwrap_or_default();
        for source in words {
            let style = name == "style-src" && source == "'unsafe-inline'";
            assert!(style || inside.contains(&source), "the policy lets {name} reach {source}");
        }
    }
    for needed in [
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ] {
        assert!(policy.contains(needed), "the content security policy lacks {needed}");
    }
    let global = &configuration["app"]["withGlobalTauri"];
    assert!(
        !global.as_bool().unwrap_or_default(),
        "Tauri's functions would be open to every script of the page"
    );
}

#[test]
fn what_only_tests_need_is_off_in_what_ships() {
    let manifest: toml::Table = read("src-tauri/Cargo.toml").parse().expect("a manifest is TOML");
    let default = manifest["features"]["default"].as_array().expect("there are default features");
    assert_eq!(
        default.len(),
        1,
        "only custom-protocol is on by default; e2e answers dialogs and never ships"
    );
    let workspace: toml::Table = read("Cargo.toml").parse().expect("a manifest is TOML");
    let features =
        workspace["workspace"]["dependencies"]["tauri"]["features"].as_array().expect("tauri has features");
    for never in ["devtools", "unstable", "isolation", "protocol-asset"] {
        let on = features.iter().any(|feature| feature.as_str() == Some(never));
        assert!(!on, "tauri's feature {never} has no place in the program");
    }
    assert_eq!(workspace["workspace"]["dependencies"]["tauri"]["default-features"].as_bool(), Some(false));
}

#[test]
fn the_types_of_the_window_are_those_of_the_table() {
    let file = "ui/src/ipc/bindings/contract.ts";
    let written = encircle_api::commands::typescript();
    if std::env::var_os("ENCIRCLE_WRITE").is_some() {
        std::fs::write(super::sources::root().join(file), &written).expect("the checkout can be written to");
    }
    assert!(read(file) == written, "{file} is not what the table gives: type `cargo xtask bindings`");
}
