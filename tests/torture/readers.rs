//! Bytes that no program wrote, given to the readers of the header, of sealed objects, of backups and of every event at rest:
//! a reader refuses, and never panics. Inputs are genuine samples and a kept corpus of what lengths, depth and packing are
//! feared for, as they are and changed at random; one that breaks the promise is kept in `proptest-regressions` and tried
//! first in every later run.
//!
//! Never here: what a changed field means; that is `hostile.rs`.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use encircle_store::keys;
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, RngAlgorithm, TestRng, TestRunner};

use super::Work;
use super::figure::Figure;
use super::targets;
use super::vault::Vault;

/// One change of a file.
#[derive(Clone, Debug)]
enum Change {
    Set {
        at: usize,
        to: u8,
    },
    /// Numbers that lengths are feared for.
    Length {
        at: usize,
        as_large: u64,
    },
    Remove {
        at: usize,
        length: usize,
    },
    Repeat {
        at: usize,
        length: usize,
    },
    Insert {
        at: usize,
        bytes: Vec<u8>,
    },
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let at = || any::<usize>();
    let change = prop_oneof![
        4 => (at(), any::<u8>()).prop_map(|(at, to)| Change::Set { at, to }),
        2 => (at(), prop_oneof![Just(u64::MAX), Just(1 << 32), Just(1 << 31), any::<u64>()])
            .prop_map(|(at, as_large)| Change::Length { at, as_large }),
        1 => (at(), 1_usize..200).prop_map(|(at, length)| Change::Remove { at, length }),
        1 => (at(), 1_usize..200).prop_map(|(at, length)| Change::Repeat { at, length }),
        1 => (at(), prop::collection::vec(any::<u8>(), 0..64)).prop_map(|(at, bytes)| Change::Insert { at, bytes }),
    ];
    prop::collection::vec(change, 1..6)
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let (Self::Set { at, .. }
        | Self::Length { at, .. }
        | Self::Remove { at, .. }
        | Self::Repeat { at, .. }
        | Self::Insert { at, .. }) = self;
        let at = at % (bytes.len() + 1);
        match self {
            Self::Set { to, .. } => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = *to),
            Self::Length { as_large, .. } => {
                // The head of a CBOR string, array or map that says to be as large.
                let head = [0x5B, 0x7B, 0x9B, 0xBB][at % 4];
                bytes.splice(at..at, [&[head][..], &as_large.to_be_bytes()].concat());
            }
            Self::Remove { length, .. } => drop(bytes.drain(at..bytes.len().min(at + length))),
            Self::Repeat { length, .. } => {
                let again = bytes[at..bytes.len().min(at + length)].to_vec();
                bytes.splice(at..at, again);
            }
            Self::Insert { bytes: more, .. } => drop(bytes.splice(at..at, more.iter().copied())),
        }
    }
}

pub fn run(work: &Work<'_>) -> Figure {
    let vault = work.vault.copy(&work.place.join("vault"));
    let inputs = if work.long { 100_000 } else { 2_500 };
    let mut figure = Figure::default();
    for (name, ask) in TARGETS {
        let samples = samples(name);
        figure.count("kept samples", samples.len() as u64);
        kept(name, ask, &samples, &mut figure);
        chance(inputs, work.seed, ask, &samples, &mut figure);
    }
    let header = fs::read(vault.dir.join(keys::KEYS)).unwrap();
    fuzz(inputs, work.seed, &header, &mut figure, &|bytes| {
        fs::write(vault.dir.join(keys::KEYS), bytes).unwrap();
        fs::write(vault.dir.join(keys::KEYS_COPY), bytes).unwrap();
        keys::read(&vault.dir).is_ok()
    });
    put_back(&vault, &header);
    let store = vault.open().unwrap();
    let object = vault.object();
    let name = object.object.to_string();
    let path = vault.dir.join("attachments").join(&name[..2]).join(&name);
    let sealed = fs::read(&path).unwrap();
    fuzz(inputs, work.seed, &sealed, &mut figure, &|bytes| {
        fs::write(&path, bytes).unwrap();
        store.get_object(&object).is_ok()
    });
    figure
}

/// What asks one of the readers.
type Ask = fn(&[u8]);

/// The same functions that cargo-fuzz is given.
const TARGETS: [(&str, Ask); 4] = [
    ("header", targets::header),
    ("attachment", targets::attachment),
    ("backup", targets::backup),
    ("event", targets::event),
];

/// What is kept for a target, and the genuine bytes that it knows of.
fn samples(name: &str) -> Vec<Vec<u8>> {
    let folder = format!("{}/fuzz/corpus/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut samples: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    let genuine = samples.len();
    match name {
        "header" => {
            let file = targets::frozen_header().to_vec();
            let body = ciborium::from_reader::<ciborium::Value, _>(file.as_slice()).unwrap();
            let body = body.into_map().unwrap().into_iter().find(|(key, _)| key.as_text() == Some("body"));
            samples.push(body.unwrap().1.into_bytes().unwrap());
            samples.push(file);
        }
        "attachment" => samples.push(targets::sealed_attachment()),
        "backup" => samples.push(targets::frames()),
        _ => {
            let vectors = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/at_rest.json");
            let vectors: Vec<serde_json::Value> =
                serde_json::from_slice(&fs::read(vectors).unwrap()).unwrap();
            samples.extend(vectors.iter().map(|vector| {
                let parts = vector["parts"].as_array().unwrap().iter();
                let parts: Vec<_> = parts.map(|part| unhex(part["cbor"].as_str().unwrap())).collect();
                targets::written(vector["kind"].as_str().unwrap(), &parts)
            }));
        }
    }
    assert!(samples.len() > genuine, "there is a genuine {name} to begin from");
    samples
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// Each sample as it is.
fn kept(name: &str, ask: Ask, samples: &[Vec<u8>], figure: &mut Figure) {
    for sample in samples {
        figure.count("inputs", 1);
        if catch_unwind(|| ask(sample)).is_err() {
            let begin = sample.iter().take(24).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
            figure.break_(|| format!("{name}: a kept sample of {} bytes, {begin}…", sample.len()));
        }
    }
}

/// Samples that are changed at random.
fn chance(inputs: u32, seed: u64, ask: Ask, samples: &[Vec<u8>], figure: &mut Figure) {
    let counted = std::cell::Cell::new(0);
    let broken = runner(inputs, seed).run(&(0..samples.len(), changes()), |(which, changes)| {
        let mut bytes = samples[which].clone();
        changes.iter().for_each(|change| change.apply(&mut bytes));
        counted.set(counted.get() + 1);
        prop_assert!(catch_unwind(|| ask(&bytes)).is_ok(), "a panic");
        Ok(())
    });
    figure.count("inputs", counted.get());
    if let Err(how) = broken {
        figure.break_(|| how.to_string());
    }
}

/// Draws from the seed; what broke a promise once is tried first.
fn runner(inputs: u32, seed: u64) -> TestRunner {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/torture/proptest-regressions/readers.txt");
    let config = Config {
        cases: inputs,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(kept))),
        ..Config::default()
    };
    let mut bytes_of_seed = [0; 32];
    bytes_of_seed[..8].copy_from_slice(&seed.to_be_bytes());
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes_of_seed))
}

fn put_back(vault: &Vault, header: &[u8]) {
    fs::write(vault.dir.join(keys::KEYS), header).unwrap();
    fs::write(vault.dir.join(keys::KEYS_COPY), header).unwrap();
}

fn fuzz(inputs: u32, seed: u64, from: &[u8], figure: &mut Figure, takes: &dyn Fn(&[u8]) -> bool) {
    let counted = std::cell::Cell::new(0);
    let broken = runner(inputs, seed).run(&changes(), |changes| {
        let mut bytes = from.to_vec();
        changes.iter().for_each(|change| change.apply(&mut bytes));
        counted.set(counted.get() + 1);
        let taken = catch_unwind(AssertUnwindSafe(|| takes(&bytes)));
        prop_assert!(taken.is_ok(), "a panic");
        prop_assert!(bytes == from || !taken.unwrap(), "taken");
        Ok(())
    });
    figure.count("inputs", counted.get());
    if let Err(how) = broken {
        figure.break_(|| how.to_string());
    }
}
