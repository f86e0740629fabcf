//! Searching 60,000 concerns: the program's own answer, and what the key costs of it.
//!
//! The program's search is measured through its session. For the ratio, the statements of that search are run over two copies of
//! the same database, one with the key and one without. Cold means: a process that has not asked anything yet, and a database
//! file of which the system keeps no page in memory.

use std::collections::HashSet;
use std::path::Path;
use std::process::{Command, Stdio};

use encircle_api::contract::Search;
use encircle_domain::fold::asked_words;
use rusqlite::{Connection, params};

use crate::figures::{self, Figures, gather, median, p95, timed};
use crate::table::Row;
use crate::{plain, vaults};

/// What leads type: common words and rare ones, several words, beginnings of words, names, one that nobody wrote.
const QUESTIONS: [&str; 20] = [
    "phone",
    "bruise",
    "money",
    "older boys",
    "station",
    "taxi",
    "crying",
    "new trainers",
    "knife",
    "missing",
    "mother",
    "tired hungry",
    "uncle",
    "train*",
    "w*",
    "bruis* arm",
    "wren tallowby",
    "saturday",
    "friend home",
    "zeppelin",
];
/// How often each copy is asked each question cold.
const COLD: usize = 3;
/// Hits in one answer, and one more to know whether there are more.
const LIMIT: u32 = 101;

const HITS: &str = include_str!("../../src-tauri/crates/store/src/views/search_hits.sql");
/// As the store says them in its Rust files.
const CONCERN: &str =
    "SELECT id, recorded_at, author, read, original, current, NULL FROM concern WHERE id = ?1";
const AMENDMENTS: &str =
    "SELECT id, at, author, text, why FROM concern_amendment WHERE concern = ?1 ORDER BY place";
const FOLLOW_UPS: &str =
    "SELECT id, at, author, pupil, record FROM concern_follow_up WHERE concern = ?1 ORDER BY place";
const PUPIL: &str = "SELECT record FROM pupil_record WHERE pupil = ?1";
const FIRST_PUPIL: i64 = 1 << 40;

/// Copies the vault's database twice, compacted in the same way: `keyed.db` and `unkeyed.db`.
pub fn sample_copies(vault: &Path, into: &Path) -> Figures {
    let key = vaults::database_key(vault);
    let source = plain::open(&vaults::database(vault), Some(&key));
    for (name, text) in [("keyed", plain::key_text(&key)), ("unkeyed", String::new())] {
        let file = into.join(format!("{name}.db"));
        source.execute("ATTACH DATABASE ?1 AS other KEY ?2", params![file.to_str(), text]).unwrap();
        source.query_row("SELECT sqlcipher_export('other')", [], |_| Ok(())).unwrap();
        source.execute("DETACH DATABASE other", []).unwrap();
    }
    Figures::new()
}

/// Lets the system forget what it keeps of a file. This needs no rights and disturbs no other program.
fn forget(file: &Path) {
    let mut dd = Command::new("dd");
    dd.arg(format!("of={}", file.display())).args(["oflag=nocache", "conv=notrunc,fdatasync", "count=0"]);
    assert!(
        dd.stdin(Stdio::null()).stderr(Stdio::null()).status().unwrap().success(),
        "dd drops a file's pages"
    );
}

/// Asks the program itself twice: first cold, then again.
pub fn sample(vault: &Path, text: &str) -> Figures {
    let mut session = vaults::unlocked(vault, None);
    forget(&vaults::database(vault));
    let mut ask = || timed(|| session.search(Search { text: text.into(), finished: false }).unwrap());
    let (found, cold) = ask();
    let (_, warm) = ask();
    Figures::from([
        ("cold".into(), vec![cold]),
        ("warm".into(), vec![warm]),
        ("hits".into(), vec![found.hits.len() as f64]),
    ])
}

/// The question as the store puts it to the index.
fn question(text: &str) -> String {
    let terms = asked_words(text).into_iter().map(|asked| {
        let star = if asked.prefix { "*" } else { "" };
        format!("\"{}\"{star}", asked.word)
    });
    terms.collect::<Vec<_>>().join(" ")
}

/// What one search reads: the hits, each concern with what was added to it, each pupil's record once.
fn search(conn: &Connection, question: &str) -> usize {
    let mut hits: Vec<(String, [u8; 16], [u8; 16])> = Vec::new();
    let mut select = conn.prepare_cached(HITS).unwrap();
    for (first, last) in [(FIRST_PUPIL, i64::MAX), (0, FIRST_PUPIL - 1)] {
        let rows = select
            .query_map(params![question, first, last, LIMIT], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .unwrap();
        hits.extend(rows.map(Result::unwrap));
    }
    let mut read = 0;
    let mut all = |sql: &str, id: &[u8; 16], column: usize| {
        let mut select = conn.prepare_cached(sql).unwrap();
        let rows = select.query_map([id], |row| row.get::<_, Vec<u8>>(column)).unwrap();
        read += rows.map(|bytes| bytes.unwrap().len()).sum::<usize>();
    };
    let mut pupils = HashSet::new();
    for (kind, key, pupil) in hits.iter().take(LIMIT as usize - 1) {
        if pupils.insert(*pupil) {
            all(PUPIL, pupil, 0);
        }
        if kind == "concern" {
            all(CONCERN, key, 4);
            all(AMENDMENTS, key, 3);
            all(FOLLOW_UPS, key, 4);
        }
    }
    read
}

/// Asks a copy twice. Both have read their schema before, as an unlocked log has.
pub fn sample_copy(vault: &Path, copies: &Path, keyed: bool, text: &str) -> Figures {
    let key = keyed.then(|| vaults::database_key(vault));
    let name = if keyed { "keyed" } else { "unkeyed" };
    let file = copies.join(format!("{name}.db"));
    let conn = plain::open(&file, key.as_ref());
    conn.query_row("SELECT count(*) FROM person", [], |_| Ok(())).unwrap();
    forget(&file);
    let question = question(text);
    let (_, cold) = timed(|| search(&conn, &question));
    let (_, warm) = timed(|| search(&conn, &question));
    Figures::from([(format!("{name} cold"), vec![cold]), (format!("{name} warm"), vec![warm])])
}

pub fn rows() -> Vec<Row> {
    let vault = vaults::decade();
    let copies = tempfile::TempDir::with_prefix_in("search-", vaults::kept()).unwrap();
    let (vault, folder) = (vault.to_str().unwrap(), copies.path().to_str().unwrap());
    figures::sample("copies", &[vault, folder]);
    let mut all = Figures::new();
    for text in QUESTIONS {
        gather(&mut all, figures::sample("search", &[vault, text]));
        for _ in 0..COLD {
            for side in ["keyed", "unkeyed"] {
                gather(&mut all, figures::sample("search-copy", &[vault, folder, side, text]));
            }
        }
    }
    let total = |name: &str| all[name].iter().sum::<f64>();
    let (cold, warm) =
        (total("keyed cold") / total("unkeyed cold"), total("keyed warm") / total("unkeyed warm"));
    let slowest = p95(&all, "cold");
    vec![
        Row {
            step: "search over 60,000 concerns: cost of the key",
            against: "the same library without a key",
            goal: "≤ 1.3× cold",
            measured: format!(
                "{cold:.2}× cold (medians {:.1} ms and {:.1} ms), {warm:.2}× warm",
                median(&all, "keyed cold"),
                median(&all, "unkeyed cold")
            ),
            met: Some(cold <= 1.3),
        },
        Row {
            step: "search over 60,000 concerns: the answer",
            against: "–",
            goal: "p95 ≤ 50 ms",
            measured: format!(
                "p95 {slowest:.0} ms cold, {:.0} ms warm (medians {:.0} ms and {:.0} ms; {} questions)",
                p95(&all, "warm"),
                median(&all, "cold"),
                median(&all, "warm"),
                QUESTIONS.len()
            ),
            met: Some(slowest <= 50.0),
        },
    ]
}
