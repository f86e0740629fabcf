//! Looking for planted words in every byte of every file.
//!
//! Never here: which files may hold one.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use aho_corasick::AhoCorasick;

/// Words that stand nowhere else on this machine.
pub struct Needles {
    words: Vec<String>,
    ending: String,
}

impl Needles {
    pub fn new() -> Self {
        // The process makes the words its own: the source of this test and other runs of it hold others.
        let letter = |digit: char| char::from(b'a' + digit.to_digit(10).map_or(0, |digit| digit as u8));
        Self { words: Vec::new(), ending: std::process::id().to_string().chars().map(letter).collect() }
    }

    /// A word to be typed somewhere.
    pub fn plant(&mut self, word: &str) -> String {
        let planted = format!("{word}{}", self.ending);
        self.add(&planted);
        planted
    }

    /// Words that the program itself has chosen and shown.
    pub fn add(&mut self, words: &str) {
        assert!(words.is_ascii(), "the search knows the letters of ASCII alone");
        self.words.push(words.to_owned());
    }

    /// Whether one of the words is in the file, in whatever case, as UTF-8 or as UTF-16 of either byte order. A file
    /// that has gone meanwhile holds nothing.
    pub fn are_in(&self, file: &Path) -> bool {
        let Ok(file) = File::open(file) else { return false };
        let search = self.search();
        let mut found = search.stream_find_iter(BufReader::with_capacity(1 << 20, file));
        found.next().is_some_and(|found| found.is_ok())
    }

    fn search(&self) -> AhoCorasick {
        let utf8 = self.words.iter().map(|word| word.as_bytes().to_vec());
        // With a zero between each two letters and none at the ends, which both byte orders have in common.
        let utf16 = self.words.iter().map(|word| {
            let mut wide: Vec<u8> = word.bytes().flat_map(|byte| [byte, 0]).collect();
            wide.pop();
            wide
        });
        let patterns: Vec<Vec<u8>> = utf8.chain(utf16).collect();
        AhoCorasick::builder().ascii_case_insensitive(true).build(patterns).expect("a few short words")
    }
}

/// The regular files below a folder that changed after `since`, or all of them. What cannot be listed is passed by.
pub fn files_below(folder: &Path, since: Option<SystemTime>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(about) = entry.metadata() else { continue };
            let recent = since.is_none_or(|since| about.modified().is_ok_and(|changed| changed >= since));
            if about.is_dir() {
                folders.push(entry.path());
            } else if about.is_file() && recent {
                files.push(entry.path());
            }
        }
    }
    files
}

/// The files on a disk that a process keeps open, those that have lost their name too.
pub fn open_files(process: u32) -> Vec<PathBuf> {
    let descriptors = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    descriptors
        .map(|entry| entry.path())
        .filter(|descriptor| {
            // Memory that processes share has a name here too, and is on no disk.
            let of_memory = ["/memfd:", "/dev/", "/SYSV", "/proc/", "/sys/"];
            let target = fs::read_link(descriptor).unwrap_or_default();
            let target = target.to_string_lossy();
            target.starts_with('/') && !of_memory.iter().any(|start| target.starts_with(start))
        })
        .filter(|descriptor| fs::metadata(descriptor).is_ok_and(|about| about.is_file()))
        .collect()
}

#[test]
fn a_planted_word_is_found_in_every_writing_and_other_words_are_not() {
    let mut needles = Needles::new();
    let word = needles.plant("brackwater");
    let folder = tempfile::tempdir().unwrap();
    let upper = word.to_uppercase();
    let wide = |order: fn(u16) -> [u8; 2]| upper.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let cases = [upper.clone().into_bytes(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)];
    for case in cases {
        let file = folder.path().join("inside.bin");
        // Far into the file, across a border of what is read at once.
        let mut bytes = vec![7; (1 << 20) - 5];
        bytes.extend(case);
        fs::write(&file, bytes).unwrap();
        assert!(needles.are_in(&file));
    }
    let other = folder.path().join("other.bin");
    fs::write(&other, "brackwater without its ending").unwrap();
    assert!(!needles.are_in(&other));
    assert_eq!(files_below(folder.path(), None).len(), 2);
}
