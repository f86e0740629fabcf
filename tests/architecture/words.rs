//! Words that a folder may never hold, in code that runs: the table of folders, line by line.
//!
//! Comments may speak of anything, and test modules may stand on anything. Never here: what clippy or eslint
//! already refuses.

use super::sources::{Source, below, mentions};

struct Rule {
    folder: &'static str,
    /// Files below the folder that the rule does not hold for.
    but: &'static [&'static str],
    never: &'static [&'static str],
    why: &'static str,
}

/// What no code below the shell and the command line may reach for: it is given to it.
const EFFECTS: &[&str] = &[
    "Utc::now",
    "Local::now",
    "SystemTime",
    "Instant",
    "now_v7",
    "now_v1",
    "new_v4",
    "OsRng",
    "thread_rng",
    "getrandom",
    "std::env",
    "env::var",
    "std::process",
    "std::net",
    "keyring",
    "println!",
    "eprintln!",
];
const EFFECTS_WHY: &str = "time, randomness, environment and keychain are arguments below the shell";

const RUST: &[Rule] = &[
    Rule { folder: "src-tauri/crates/domain/src", but: &[], never: EFFECTS, why: EFFECTS_WHY },
    Rule { folder: "src-tauri/crates/crypto/src", but: &[], never: EFFECTS, why: EFFECTS_WHY },
    Rule { folder: "src-tauri/crates/store/src", but: &[], never: EFFECTS, why: EFFECTS_WHY },
    Rule { folder: "src-tauri/crates/intake/src", but: &[], never: EFFECTS, why: EFFECTS_WHY },
    Rule { folder: "src-tauri/crates/export/src", but: &[], never: EFFECTS, why: EFFECTS_WHY },
    Rule { folder: "src-tauri/crates/api/src", but: &[], never: EFFECTS, why: EFFECTS_WHY },
    Rule {
        folder: "src-tauri/crates/domain/src",
        but: &[],
        never: &["serde", "std::fs", "std::io", "fs::File", "rand", "rusqlite", "Key", "include_bytes!"],
        why: "the domain is pure: no IO, no SQL, no serde, no secrets",
    },
    Rule {
        folder: "src-tauri/crates/crypto/src",
        but: &[],
        never: &["serde", "rusqlite", "tracing", "std::fs", "pupil", "concern", "school", "laestab"],
        why: "cryptography knows bytes, not records; it neither stores nor logs",
    },
    Rule {
        folder: "src-tauri/crates/store/src",
        but: &[],
        never: &["ts_rs", "tauri", "serde_json", "tempfile", "temp_dir", "aes_gcm", "argon2"],
        why: "the store has no shapes of the screen, no plaintext on disk, no cipher of its own",
    },
    Rule {
        folder: "src-tauri/crates/intake/src",
        but: &[],
        never: &["std::fs", "fs::File", "rusqlite", "panic!", "unreachable!", "from_utf8_unchecked"],
        why: "a reader takes bytes, writes nothing, and answers a broken file with a finding",
    },
    Rule {
        folder: "src-tauri/crates/export/src",
        but: &[],
        never: &["std::fs", "rusqlite", "Path", "PathBuf", "fontdb", "FontSearcher"],
        why: "rendering is pure: no database, no paths, no fonts of the machine",
    },
    Rule {
        folder: "src-tauri/crates/api/src",
        but: &[],
        never: &[
            "tauri",
            "rusqlite",
            "aes_gcm",
            "argon2",
            "hkdf",
            "encircle_crypto",
            "typst",
            "lopdf",
            "SELECT",
        ],
        why: "a use case calls the layers below; it has no Tauri, no SQL, no cipher and no layout",
    },
    Rule {
        folder: "src-tauri/crates/machine/src",
        but: &["keychain.rs"],
        never: &["keyring", "keyring_core"],
        why: "the keychain is reached in one file",
    },
    Rule {
        folder: "src-tauri/crates/cli/src",
        but: &[],
        never: &["Utc::now", "Local::now", "SystemTime", "keyring", "getrandom", "env::var"],
        why: "the machine is reached through encircle-machine, and a passphrase is never in the environment",
    },
    Rule {
        folder: "src-tauri/src",
        but: &[],
        never: &["Utc::now", "Local::now", "SystemTime", "keyring", "getrandom"],
        why: "the machine is reached through encircle-machine",
    },
    Rule {
        folder: "src-tauri/src",
        but: &[],
        never: &["encircle_store", "encircle_crypto", "encircle_domain", "rusqlite"],
        why: "the shell speaks to the api alone",
    },
];

const UI: &[Rule] = &[
    Rule {
        folder: "ui/src",
        but: &[],
        never: &[
            "@html",
            "fetch(",
            "XMLHttpRequest",
            "WebSocket",
            "EventSource",
            "sendBeacon",
            "RTCPeerConnection",
            "localStorage",
            "sessionStorage",
            "indexedDB",
            "document.cookie",
            "window.open",
            "eval(",
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "<iframe",
            "console.",
            "http://",
            "https://",
        ],
        why: "nothing leaves the window, nothing is kept in it, and no text becomes markup",
    },
    Rule {
        folder: "ui/src",
        but: &["ipc/"],
        never: &["@tauri-apps", "invoke", "invoke(", "__TAURI__", "__TAURI_INTERNALS__"],
        why: "only ui/src/ipc speaks to the shell, through its typed call()",
    },
    Rule {
        folder: "ui/src/components",
        but: &[],
        never: &["/ipc'", "/ipc\"", "/ipc/call", "/screens/"],
        why: "a component knows look and keyboard, not the shell or a screen",
    },
    Rule {
        folder: "ui/src/ipc",
        but: &[],
        never: &["/screens/", "/components/"],
        why: "the contract knows no screen",
    },
    Rule {
        folder: "ui/src/text",
        but: &[],
        never: &["/ipc/call", "/screens/", "/components/"],
        why: "words, no logic",
    },
];

fn broken(rules: &[Rule], endings: &[&str]) -> Vec<String> {
    let mut broken = Vec::new();
    for rule in rules {
        for source in
            below(rule.folder, endings).iter().filter(|source| !source.is_test() && !rule.spares(source))
        {
            // A type that is imported is gone before anything runs.
            for (number, line) in source.code().filter(|(_, line)| !line.starts_with("import type ")) {
                // The name of the SVG language is an address that nobody calls.
                let line = line.replace("http://www.w3.org/", "");
                for word in rule.never.iter().filter(|word| mentions(&line, word)) {
                    broken.push(format!("{}:{number}: `{word}`: {}", source.path, rule.why));
                }
            }
        }
    }
    broken
}

impl Rule {
    fn spares(&self, source: &Source) -> bool {
        self.but
            .iter()
            .any(|but| source.path.strip_prefix(self.folder).is_some_and(|rest| rest[1..].starts_with(but)))
    }
}

#[test]
fn no_crate_holds_a_word_that_its_folder_forbids() {
    let broken = broken(RUST, &[".rs"]);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_part_of_the_window_holds_a_word_that_its_folder_forbids() {
    let broken = broken(UI, &[".ts", ".svelte", ".css"]);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_the_shell_names_tauri() {
    for source in below("src-tauri/crates", &[".rs"]) {
        // xtask starts Tauri's own tool to draw the icons, and checks nothing else of it.
        let named = source.code().find(|(_, line)| mentions(line, "tauri"));
        let spared = source.path.starts_with("src-tauri/crates/xtask/");
        assert!(
            spared || named.is_none(),
            "{}: {named:?}: Tauri is known in src-tauri/src alone",
            source.path
        );
    }
}

#[test]
fn no_test_is_switched_off_or_sleeps() {
    for folder in ["src-tauri", "tests", "ui"] {
        for source in below(folder, &[".rs", ".ts"]) {
            if source.path.starts_with("tests/architecture/") {
                continue;
            }
            for (number, line) in source.text.lines().enumerate() {
                for word in [
                    "#[ignore",
                    "test.skip(",
                    "test.only(",
                    "it.skip(",
                    "it.only(",
                    "describe.only(",
                    "describe.skip(",
                    "test.fixme(",
                    "it.todo(",
                    "waitForTimeout",
                ] {
                    assert!(
                        !mentions(line, word),
                        "{}:{}: `{word}`: a test runs, and says so",
                        source.path,
                        number + 1
                    );
                }
            }
        }
    }
}
