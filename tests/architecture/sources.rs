//! Reading the project's own files: which there are, and what they say once comments and tests are left out.
//!
//! Never here: a rule.

use std::fs;
use std::path::{Path, PathBuf};

/// The top of the checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie one folder below the top")
}

/// A file's text, with the path as it is written from the top of the checkout.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// Every file below `folder` whose name ends in one of `endings`. What tools wrote is left out.
///
/// # Panics
/// When there is none: a rule about an empty folder would hold for ever.
pub fn below(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    walk(&root().join(folder), endings, &mut found);
    assert!(!found.is_empty(), "{folder} holds no {endings:?}, so the rules about it say nothing");
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn walk(folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.expect("a folder of the checkout can be listed").path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            let written_by_tools = ["node_modules", "target", "dist", "gen", "bindings", "test-results"];
            if !written_by_tools.contains(&name.as_str()) && !name.starts_with('.') {
                walk(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(Source { path: from_top(&path), text: read(&path) });
        }
    }
}

fn from_top(path: &Path) -> String {
    let path = path.strip_prefix(root()).expect("the path was found below the top");
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The text of one file of the checkout.
///
/// # Panics
/// When it cannot be read: a rule needs it.
pub fn read(path: impl AsRef<Path>) -> String {
    let path: PathBuf = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
}

impl Source {
    /// Whether the whole file is compiled for tests alone; `shape.rs` checks that such a name is no pretence.
    pub fn is_test(&self) -> bool {
        let (folder, name) = self.path.rsplit_once('/').unwrap_or(("", &self.path));
        let stem = name.split('.').next().unwrap_or_default();
        ["tests", "testing"].contains(&stem)
            || stem.ends_with("_tests")
            || name.contains(".test.")
            || folder.ends_with("/tests")
    }

    /// The numbered lines that run in the program: without comments, and without items marked `#[cfg(test)]`.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let (mut in_comment, mut in_test) = (false, false);
        self.text.lines().enumerate().filter_map(move |(index, whole)| {
            let line = whole.trim();
            if in_test {
                // An item ends where its brace closes at the margin, or with its semicolon there.
                in_test = !(whole == "}" || (whole.ends_with(';') && !whole.starts_with(' ')));
                return None;
            }
            if whole == "#[cfg(test)]" {
                in_test = true;
                return None;
            }
            if in_comment {
                in_comment = !(line.ends_with("*/") || line.ends_with("-->"));
                return None;
            }
            if line.starts_with("/*") || line.starts_with("<!--") {
                in_comment = !(line.contains("*/") || line.contains("-->"));
                return None;
            }
            let before_comment = match line.find("//") {
                Some(0) => return None,
                // The two strokes of an address follow a colon; a comment follows a space.
                Some(at) if line[..at].ends_with(' ') => &line[..at],
                _ => line,
            };
            Some((index + 1, before_comment))
        })
    }
}

/// Whether `line` holds `word` as a word of its own, so that `rand` is not found in `brand`.
pub fn mentions(line: &str, word: &str) -> bool {
    let part_of_a_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(part_of_a_name);
        let after = line[at + word.len()..].chars().next().is_some_and(part_of_a_name);
        let starts = word.chars().next().is_some_and(part_of_a_name);
        let ends = word.chars().next_back().is_some_and(part_of_a_name);
        !(starts && before || ends && after)
    })
}

#[test]
fn a_word_is_found_only_where_it_stands_alone() {
    assert!(mentions("use rand::Rng;", "rand"));
    assert!(!mentions("let brand = operand;", "rand"));
    assert!(mentions("await fetch('x')", "fetch("));
    assert!(!mentions("await prefetch('x')", "fetch("));
    assert!(mentions("console.log(x)", "console."));
}

#[test]
fn comments_and_items_for_tests_are_not_code() {
    let text = "\
//! serde
let a = 1; // serde
let b = \"https://x\";
/* serde
*/
#[cfg(test)]
mod tests;
let c = 3;
#[cfg(test)]
mod more {
    use serde;
}
let d = 4;
";
    let source = Source { path: "a/b.rs".into(), text: text.into() };
    let code: Vec<_> = source.code().map(|(number, line)| (number, line.trim_end())).collect();
    assert_eq!(
        code,
        [(2, "let a = 1;"), (3, "let b = \"https://x\";"), (8, "let c = 3;"), (13, "let d = 4;")]
    );
}
