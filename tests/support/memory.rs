//! Secrets and words in every form in which memory or a file may hold them, and where they are found. Memory is read through `/proc`,
//! mapping by mapping: the same bytes as a core dump has, without a debugger.
//!
//! Never here: how they came to be known.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// What is looked for: each name with the forms of its bytes.
#[derive(Default)]
pub struct Secrets {
    names: Vec<String>,
    forms: Vec<Vec<u8>>,
}

impl Secrets {
    fn add(&mut self, name: String, form: Vec<u8>) {
        self.names.push(name);
        self.forms.push(form);
    }

    /// A text, as UTF-8 and as the UTF-16 of a web view's strings.
    pub fn add_text(&mut self, name: &str, text: &str) {
        self.add(name.to_owned(), text.as_bytes().to_vec());
        self.add(format!("{name}, wide"), text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }

    /// A key, as bytes and as the digits in which SQL is told of it. Half of them is enough to be found.
    pub fn add_key(&mut self, name: &str, key: &[u8]) {
        assert_eq!(key.len(), 32, "{name} is a key of 32 bytes");
        for (part, half) in [("first half", &key[..16]), ("second half", &key[16..])] {
            self.add(format!("{name}, {part}"), half.to_vec());
            let digits = half.iter().fold(String::new(), |mut digits, byte| {
                let _ = write!(digits, "{byte:02x}");
                digits
            });
            self.add(format!("{name}, {part} as text"), digits.into_bytes());
        }
    }

    fn search(&self) -> AhoCorasick {
        table(&self.forms)
    }

    /// What is looked for.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The names of what is in these bytes.
    pub fn found_in(&self, bytes: &[u8]) -> BTreeSet<String> {
        let search = self.search();
        search.find_iter(bytes).map(|found| self.names[found.pattern().as_usize()].clone()).collect()
    }

    /// The names of what is in the memory of a running process: every mapping that the process can write to and that it has filled,
    /// where everything lies that it ever held. A process that has gone has no memory.
    pub fn found_in_memory_of(&self, process: u32) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        in_memory_of(process, &self.search(), |place, _| {
            found.insert(self.names[place].clone());
        });
        found
    }
}

/// How many bytes of a running process are looked at.
pub fn size_of(process: u32) -> u64 {
    let Ok(pages) = File::open(format!("/proc/{process}/pagemap")) else { return 0 };
    let runs = writable(process).into_iter().flat_map(|(start, end)| filled(&pages, start, end));
    runs.map(|(start, end)| end - start).sum()
}

/// Where in this process's own memory these bytes stand.
pub fn own_places(bytes: &[u8]) -> Vec<u64> {
    let mut places = Vec::new();
    in_memory_of(std::process::id(), &table(&[bytes.to_vec()]), |_, at| places.push(at));
    places
}

/// Tells each hit in the memory of a process: which form, and its address.
fn in_memory_of(process: u32, search: &AhoCorasick, mut tell: impl FnMut(usize, u64)) {
    let longest = search.max_pattern_len() as u64;
    let open = |file: &str| File::open(format!("/proc/{process}/{file}"));
    let (Ok(memory), Ok(pages)) = (open("mem"), open("pagemap")) else { return };
    let mut bytes = vec![0; (PIECE + longest) as usize];
    let runs = writable(process).into_iter().flat_map(|(start, end)| filled(&pages, start, end));
    for (start, end) in runs {
        // Pieces overlap, so that a form across their border is in one of them whole.
        for at in (start..end).step_by(PIECE as usize) {
            let wanted = (end - at).min(bytes.len() as u64) as usize;
            // A mapping that was given back meanwhile, or that only its device can read, holds nothing.
            let Ok(read) = memory.read_at(&mut bytes[..wanted], at) else { break };
            for hit in search.find_iter(&bytes[..read]) {
                tell(hit.pattern().as_usize(), at + hit.start() as u64);
            }
        }
    }
}

/// A table alone, because some hundred megabytes are read. A filter before it slows down on random bytes, and keys are random bytes.
fn table(forms: &[Vec<u8>]) -> AhoCorasick {
    AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).prefilter(false).build(forms).unwrap()
}

/// How much is read at a time.
const PIECE: u64 = 1 << 20;
const PAGE: u64 = 4096;
/// How many pages are asked about at a time.
const PAGES: u64 = 1 << 14;

/// The mappings that can be written and of which something is in memory, as first and last address. What cannot be written is the
/// program's own code and its libraries' files; a web view also reserves whole gigabytes of addresses that it never fills.
fn writable(process: u32) -> Vec<(u64, u64)> {
    let maps = fs::read_to_string(format!("/proc/{process}/smaps")).unwrap_or_default();
    let (mut mappings, mut current) = (Vec::new(), None);
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        match (words.next(), words.next()) {
            (Some("Rss:" | "Swap:"), Some(size)) if size != "0" => mappings.extend(current.take()),
            (Some(range), Some(rights)) => {
                let number = |digits| u64::from_str_radix(digits, 16).ok();
                let range =
                    range.split_once('-').and_then(|(start, end)| Some((number(start)?, number(end)?)));
                if range.is_some() {
                    current = range.filter(|_| rights.starts_with("rw"));
                }
            }
            _ => {}
        }
    }
    mappings
}

/// The runs of pages of a mapping that have ever been filled: they are in memory or were put out to the disk. The others are not
/// touched, because looking at one would fill it, and there are gigabytes of them.
fn filled(pages: &File, start: u64, end: u64) -> Vec<(u64, u64)> {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    let mut entries = vec![0; (PAGES * 8) as usize];
    let mut at = start;
    while at < end {
        let wanted = ((end - at) / PAGE).min(PAGES);
        let Ok(read) = pages.read_at(&mut entries[..(wanted * 8) as usize], at / PAGE * 8) else { break };
        for entry in entries[..read].chunks_exact(8) {
            if entry[7] & 0b1100_0000 != 0 {
                match runs.last_mut() {
                    Some(run) if run.1 == at => run.1 += PAGE,
                    _ => runs.push((at, at + PAGE)),
                }
            }
            at += PAGE;
        }
        if read == 0 {
            break;
        }
    }
    runs
}

#[test]
fn what_a_process_holds_is_found_in_its_memory_in_every_form_and_what_it_never_held_is_not() {
    let mut secrets = Secrets::default();
    secrets.add_text("word", &format!("quernstone{}", std::process::id()));
    let key: Vec<u8> = (0..32).map(|place: u8| place.wrapping_mul(37) ^ 0x5a).collect();
    secrets.add_key("key", &key);
    // This process holds the forms themselves.
    let all: BTreeSet<String> = secrets.names.iter().cloned().collect();
    assert_eq!(secrets.found_in_memory_of(std::process::id()), all);
    let child = std::process::Command::new("sleep").arg("60").spawn();
    let mut child = child.unwrap();
    assert_eq!(secrets.found_in_memory_of(child.id()), BTreeSet::new());
    child.kill().unwrap();
    child.wait().unwrap();
}
