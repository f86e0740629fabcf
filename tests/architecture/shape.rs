//! The outer shape: what lies at the top, how a module opens, and how long a file may be.
//!
//! Never here: what a file says.

use std::fs;

use super::sources::{below, root};

/// The room that a file has before it is asked whether it holds two things.
const LINES: usize = 400;

#[test]
fn the_top_level_holds_only_the_folders_of_the_code_map() {
    // `target` is cargo's and is not committed.
    let allowed = ["icons", "src-tauri", "target", "tests", "ui"];
    for entry in fs::read_dir(root()).expect("the checkout can be listed") {
        let entry = entry.expect("the checkout can be listed");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !name.starts_with('.') {
            assert!(allowed.contains(&name.as_str()), "{name}/ is no folder of the code map: {allowed:?}");
        }
    }
}

#[test]
fn every_module_says_first_what_belongs_in_it() {
    for source in ["src-tauri", "tests"].iter().flat_map(|folder| below(folder, &[".rs"])) {
        assert!(
            source.text.starts_with("//!"),
            "{} does not open with `//!`: what belongs here, and what never may?",
            source.path
        );
    }
}

#[test]
fn a_file_named_as_a_test_is_compiled_for_tests_alone() {
    let sources = below("src-tauri", &[".rs"]);
    for source in sources.iter().filter(|source| source.is_test()) {
        let (folder, name) = source.path.rsplit_once('/').expect("a source lies in a folder");
        // A file beside `tests/mod.rs` is declared by that file, which is looked at itself.
        if folder.ends_with("/tests") && name != "mod.rs" {
            continue;
        }
        let (above, module) = match name.strip_suffix(".rs") {
            Some("mod") => folder.rsplit_once('/').expect("a module folder lies in a folder"),
            stem => (folder, stem.expect("a Rust source")),
        };
        let parents = [
            format!("{above}.rs"),
            format!("{above}/mod.rs"),
            format!("{above}/lib.rs"),
            format!("{above}/main.rs"),
        ];
        let declared = sources.iter().filter(|parent| parents.contains(&parent.path));
        let guarded =
            declared.into_iter().any(|parent| parent.text.contains(&format!("#[cfg(test)]\nmod {module};")));
        assert!(
            guarded,
            "{} is named as a test, but no `#[cfg(test)] mod {module};` declares it",
            source.path
        );
    }
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let mut long = Vec::new();
    for folder in ["src-tauri", "tests", "ui"] {
        for source in below(folder, &[".rs", ".ts", ".svelte", ".css", ".sql", ".typ"]) {
            let lines = source.text.lines().count();
            let generated =
                source.path.ends_with(".d.ts") || source.text.starts_with("// This file was generated");
            if lines > LINES && !generated {
                long.push(format!("{} has {lines} lines; is there a second room in it?", source.path));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn no_committed_file_names_the_machine_that_it_was_written_on() {
    for folder in ["src-tauri", "tests", "ui", "icons"] {
        for source in
            below(folder, &[".rs", ".ts", ".svelte", ".css", ".sql", ".typ", ".toml", ".md", ".svg", ".json"])
        {
            // Assembled here, so that this file does not hold them.
            for place in [["/ho", "me/"], ["/Us", "ers/"], ["C:\\Us", "ers"], ["/wo", "rk/"]]
                .map(|parts| parts.concat())
            {
                let found = source.text.lines().position(|line| line.contains(&place));
                assert!(found.is_none(), "{}:{} names {place}", source.path, found.unwrap_or_default() + 1);
            }
        }
    }
}
