//! Words that were written, and those that open the vault, looked for byte by byte in every file of a vault: while it is open
//! and its log not folded in, before each step of an attachment, a backup, a restore and a removal, and after it is closed.
//!
//! Never here: the window, its folders and its memory; those are the promises of `no_plaintext.rs` and `window/memory.rs`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use aho_corasick::AhoCorasick;
use encircle_store::epoch::Removal;
use encircle_store::files::{Step, Watch};
use encircle_store::{keys, restore};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::Work;
use super::figure::Figure;
use super::vault::{COLLEAGUE, PASSPHRASE, Vault, Writer, author};

const AT: &str = "2026-11-26T12:00:00Z";
/// What [`Writer`] and the vault's making write, and what an attachment says here.
const WRITTEN: [&str; 7] = [
    "second phone",
    "typed typed",
    "Treloar",
    "Marsh Lane School",
    "Della Marchbank",
    "B801200005001",
    "heron and plover in the picture",
];

/// Looks through the folder before every step.
struct Look<'a> {
    folder: &'a Path,
    needles: AhoCorasick,
    figure: Mutex<Figure>,
}

impl Look<'_> {
    fn everywhere(&self, when: &str) {
        let mut figure = self.figure.lock().unwrap();
        for file in files_below(self.folder) {
            // What is removed meanwhile is no file any more.
            let Ok(bytes) = fs::read(&file) else { continue };
            figure.count("files looked at", 1);
            figure.count("bytes", bytes.len() as u64);
            if let Some(found) = self.needles.find(&bytes) {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                figure.break_(|| format!("{when}: needle {} in {name}", found.pattern().as_u32()));
            }
        }
    }
}

impl Watch for Look<'_> {
    fn before(&self, step: Step, _: &Path) -> io::Result<()> {
        self.everywhere(&format!("before a step {step:?}"));
        Ok(())
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

/// Each word as the journal has it and as two bytes a letter.
fn needles(vault: &Vault) -> AhoCorasick {
    let first_words = |kit: &String| kit.split(' ').take(3).collect::<Vec<_>>().join(" ");
    let words = WRITTEN.map(str::to_owned).into_iter().chain([PASSPHRASE.to_owned()]);
    let words: Vec<String> = words.chain(vault.kits().iter().map(first_words)).collect();
    let wide = |word: &String| word.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let keys = [vault.key().key.expose().to_vec()];
    let patterns =
        words.iter().map(|word| word.clone().into_bytes()).chain(words.iter().map(wide)).chain(keys);
    AhoCorasick::builder().ascii_case_insensitive(true).build(patterns).unwrap()
}

pub fn run(work: &Work<'_>) -> Figure {
    let folder = work.place.join("school");
    let vault = work.vault.copy(&folder.join("vault"));
    // What the trial itself keeps beside the vault holds words and keys: it proves that they are found, and goes.
    let look = Look { folder: &folder, needles: needles(&vault), figure: Mutex::default() };
    let secrets = fs::read(vault.dir.join("torture.json")).unwrap();
    assert!(look.needles.is_match(&secrets), "the words would be found");
    fs::remove_file(vault.dir.join("torture.json")).unwrap();

    let mut writer = Writer::new(vault.open().unwrap(), 1);
    for _ in 0..if work.long { 40 } else { 4 } {
        let id = writer.draw();
        writer.keep(id, 1).unwrap();
        look.everywhere("with a draft");
        writer.record(Some(id)).unwrap();
        look.everywhere("after saving");
    }
    writer.store.rebuild().unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    let mut object = writer.store.begin_object(&mut rng, &look).unwrap();
    object.add("heron and plover in the picture".repeat(5_000).as_bytes()).unwrap();
    object.finish().unwrap();

    let at = AT.parse().unwrap();
    let header = keys::read(&vault.dir).unwrap();
    let unlocked = keys::unlock_with_kit(&header, &vault.kits()[0]).unwrap();
    let backup = folder.join("stick").join("a.backup");
    let snapshot = writer.store.snapshot(&header, &unlocked, at).unwrap();
    snapshot.write(&backup, &mut rng, &look).unwrap();
    writer.store.end_snapshot().unwrap();
    let author = author();
    let removal = Removal { person: COLLEAGUE, author: &author, at };
    writer.store.remove_person((&header, &unlocked), removal, &mut rng, &look).unwrap();
    writer.record(None).unwrap();
    // As a killed process leaves it, and then closed.
    look.everywhere("with the log not folded in");
    writer.store.close().unwrap();
    look.everywhere("closed");
    let staged = restore::stage(&backup, &vault.kits()[1], &vault.dir, &look).unwrap();
    staged.put_in_place([9; 16], at, &look).unwrap();
    look.everywhere("restored");
    look.figure.into_inner().unwrap()
}
