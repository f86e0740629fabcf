//! What a disk may hold after a crash: everything up to the last sync of each file, and of what came later any part, in any
//! order, the last write torn between sectors. Names behave likewise: a file that was made or deleted without a sync may be
//! there or not.
//!
//! What is not modelled: a sector of which only some bytes changed. A disk that lies about a sync is modelled only to show that
//! the loss would be seen. Never here: a
//! database.

use std::collections::BTreeMap;
use std::sync::Arc;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::Rng;

use super::disk::{Op, put};

#[derive(Clone)]
enum Change {
    Write { offset: usize, bytes: Arc<[u8]> },
    Truncate { length: usize },
}

impl Change {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Write { offset, bytes } => put(content, *offset, bytes),
            Self::Truncate { length } => content.resize(*length, 0),
        }
    }

    /// Only some of the sectors that the write touches: a beginning of them, or any.
    fn apply_torn(&self, content: &mut Vec<u8>, rng: &mut ChaCha20Rng) {
        let Self::Write { offset, bytes } = self else { return self.apply(content) };
        let sector = if chance(rng, 1, 2) { 512 } else { 4096 };
        let whole = below(rng, bytes.len() / sector + 2);
        let a_beginning = chance(rng, 1, 2);
        let mut from = 0;
        let mut count = 0;
        while from < bytes.len() {
            let end = ((offset + from) / sector + 1) * sector - offset;
            let end = end.min(bytes.len());
            let kept = if a_beginning { count < whole } else { chance(rng, 1, 2) };
            if kept {
                put(content, offset + from, &bytes[from..end]);
            }
            (from, count) = (end, count + 1);
        }
    }
}

#[derive(Clone, Default)]
struct File {
    lasting: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Clone, Default)]
struct Named {
    lasting: Option<usize>,
    /// What the name came to mean since, in order; `None` is no file.
    pending: Vec<Option<usize>>,
}

/// The disk at one moment, with what is not yet sure to last.
#[derive(Clone, Default)]
pub struct Crash {
    files: Vec<File>,
    names: BTreeMap<String, Named>,
    /// Whether a sync is answered and not done.
    lies: bool,
}

impl Crash {
    /// A disk on which these files lie safely.
    pub fn from(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut crash = Self::default();
        for (name, lasting) in files {
            let number = crash.files.len();
            crash.files.push(File { lasting, pending: Vec::new() });
            crash.names.insert(name, Named { lasting: Some(number), pending: Vec::new() });
        }
        crash
    }

    /// The same disk, on which a sync does nothing.
    pub fn that_lies(self) -> Self {
        Self { lies: true, ..self }
    }

    /// Takes in what reached the disk next.
    pub fn step<S>(&mut self, op: &Op<S>) {
        match op {
            Op::Create { name, file } => {
                self.files.resize_with(file + 1, File::default);
                self.names.entry(name.clone()).or_default().pending.push(Some(*file));
            }
            Op::Write { file, offset, bytes } => {
                self.files[*file].pending.push(Change::Write { offset: *offset, bytes: Arc::clone(bytes) });
            }
            Op::Truncate { file, length } => {
                self.files[*file].pending.push(Change::Truncate { length: *length });
            }
            Op::Sync { .. } if self.lies => {}
            Op::Sync { file } => {
                let synced = &mut self.files[*file];
                for change in std::mem::take(&mut synced.pending) {
                    change.apply(&mut synced.lasting);
                }
                for named in self.names.values_mut() {
                    if named.pending.last() == Some(&Some(*file)) {
                        named.lasting = Some(*file);
                        named.pending.clear();
                    }
                }
            }
            Op::Delete { name } => self.names.entry(name.clone()).or_default().pending.push(None),
            Op::Said(_) => {}
        }
    }

    /// One of the disks that a crash at this moment may leave.
    pub fn image(&self, rng: &mut ChaCha20Rng) -> Vec<(String, Vec<u8>)> {
        let mut image = Vec::new();
        for (name, named) in &self.names {
            let choice = below(rng, named.pending.len() + 1);
            let meant = if choice == 0 { named.lasting } else { named.pending[choice - 1] };
            if let Some(file) = meant {
                image.push((name.clone(), self.files[file].after_a_crash(rng)));
            }
        }
        image
    }
}

impl File {
    fn after_a_crash(&self, rng: &mut ChaCha20Rng) -> Vec<u8> {
        let mut content = self.lasting.clone();
        // From nothing to nearly everything of what was not synced.
        let of_eight = [0, 1, 4, 7, 8][below(rng, 5)];
        let mut kept: Vec<&Change> = self.pending.iter().filter(|_| chance(rng, of_eight, 8)).collect();
        if chance(rng, 1, 2) {
            for last in (1..kept.len()).rev() {
                kept.swap(last, below(rng, last + 1));
            }
        }
        let torn = chance(rng, 1, 2);
        let last = kept.len().saturating_sub(1);
        for (number, change) in kept.into_iter().enumerate() {
            if torn && number == last {
                change.apply_torn(&mut content, rng);
            } else {
                change.apply(&mut content);
            }
        }
        content
    }
}

/// A number below `limit`, which is not 0.
pub fn below(rng: &mut ChaCha20Rng, limit: usize) -> usize {
    (rng.next_u64() % limit as u64) as usize
}

fn chance(rng: &mut ChaCha20Rng, times: usize, of: usize) -> bool {
    below(rng, of) < times
}
