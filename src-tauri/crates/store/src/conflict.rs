//! Files beside the vault's own that a cloud service or a person made of them. They are named, never opened.

use std::path::Path;

use crate::files;

/// The names of conflict copies in a vault's folder, sorted: what begins as one of the vault's files and goes on as none of them does.
#[must_use]
pub fn conflict_copies(dir: &Path) -> Vec<String> {
    // A folder that cannot be listed is told when the vault is opened.
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    let mut found: Vec<String> =
        entries.flatten().map(|entry| files::name_of(&entry.path())).filter(|name| is_copy(name)).collect();
    found.sort();
    found
}

/// Whether a name is that of a copy: `keys (1).cbor`, `keys-LAPTOP.cbor`, `records-1 (conflicted copy 2026-11-25).db`,
/// `records-1.db - Copy`, `records-1.db.sync-conflict-…`.
fn is_copy(name: &str) -> bool {
    (name.starts_with("keys") || name.starts_with("records-")) && !is_ours(name)
}

/// The names that the program gives, now or in its earlier and later versions, to files of a vault.
fn is_ours(name: &str) -> bool {
    match name.strip_prefix("records-") {
        None => matches!(name, "keys.cbor" | "keys.cbor.bak" | "keys.cbor.new" | "keys.cbor.bak.new"),
        Some(rest) => {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (epoch, ending) = rest.split_at(end);
            let unfinished = ending.strip_prefix(".unfinished-");
            !epoch.is_empty()
                && (matches!(
                    ending,
                    ".db" | ".db-wal" | ".db-shm" | ".db-journal" | ".db.new" | ".db.new-wal"
                ) || unfinished.is_some_and(|mark| mark.bytes().all(|byte| byte.is_ascii_digit())))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_named_and_the_vaults_own_files_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let own = [
            "keys.cbor",
            "keys.cbor.bak",
            "records-1.db",
            "records-12.db-wal",
            "records-1.unfinished-17",
            "lock",
        ];
        let copies = [
            "keys (1).cbor",
            "keys - Copy.cbor",
            "keys-LAPTOP.cbor",
            "records-1 (conflicted copy 2026-11-25).db",
            "records-1 - Copy.db",
            "records-1.db - Copy",
            "records-1.sync-conflict-20261125-140500-ABCDEFG.db",
            "records-LAPTOP.db",
        ];
        for name in own.iter().chain(&copies) {
            std::fs::write(folder.path().join(name), b"").unwrap();
        }
        let mut expected = copies.map(str::to_owned).to_vec();
        expected.sort();
        assert_eq!(conflict_copies(folder.path()), expected);
        assert!(conflict_copies(&folder.path().join("none")).is_empty());
    }
}
