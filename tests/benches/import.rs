//! Importing a year of marks: what reading the file, matching it and the one commit take, and what the key costs in the database.
//!
//! The inserts of the import are run again from the finished vault, into an empty database with the key and into one without.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::Datelike as _;
use chrono::{Days, NaiveDate, Weekday};
use encircle_api::contract::*;
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior, params_from_iter};

use crate::figures::{self, Figures, RUNS, gather, median, timed};
use crate::table::Row;
use crate::{plain, vaults};

const PUPILS: u32 = 1500;
const DAYS: usize = 190;

const JOURNAL: &str = include_str!("../../src-tauri/crates/store/src/journal/journal.sql");
const EVENT: &str = include_str!("../../src-tauri/crates/store/src/journal/insert.sql");
const REGISTER: &str = include_str!("../../src-tauri/crates/store/src/views/register.sql");
const REGISTER_UPSERT: &str = include_str!("../../src-tauri/crates/store/src/views/register_upsert.sql");
const IMPORT: &str = include_str!("../../src-tauri/crates/store/src/views/import.sql");
const IMPORT_INSERT: &str = include_str!("../../src-tauri/crates/store/src/views/import_insert.sql");
/// As the store says them in its Rust files.
const PAYLOAD: &str =
    "INSERT INTO payload (event_id, part, subject_id, salt, bytes) VALUES (?1, ?2, ?3, ?4, ?5)";
const REGISTER_SELECT: &str = "SELECT marks FROM register WHERE year = ?1 AND pupil = ?2";

/// A list of pupils as a school system exports it.
pub fn pupils_table() -> String {
    let mut table = String::from("Admission number,Surname,Forename,Date of birth,Year group\n");
    for pupil in 0..PUPILS {
        let (year, day) = (2010 + pupil % 5, 1 + pupil % 28);
        let _ = writeln!(
            table,
            "{:06},Sur{},Fore{pupil},{day:02}/03/{year},{}",
            pupil + 1,
            pupil % 700,
            11 - pupil % 5
        );
    }
    table
}

/// The school days of 2025/26: weekdays outside the usual holidays.
pub fn school_days(first: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let holiday = |day: &NaiveDate| {
        matches!(
            (day.month(), day.day()),
            (10, 26..=31)
                | (12, 20..=31)
                | (1, 1..=4)
                | (2, 14..=22)
                | (4, 1..=14)
                | (5, 25..=31)
                | (7, 23..)
                | (8, _)
        )
    };
    let weekday = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    (0..)
        .filter_map(move |days| first.checked_add_days(Days::new(days)))
        .filter(weekday)
        .filter(move |day| !holiday(day))
}

/// One mark a row: everybody is there but for an illness, a late morning and a missed afternoon now and then.
fn marks_table() -> String {
    let first = NaiveDate::from_ymd_opt(2025, 9, 1).unwrap();
    let days: Vec<String> =
        school_days(first).take(DAYS).map(|day| day.format("%d/%m/%Y").to_string()).collect();
    let mut table = String::from("Admission number,Date,Session,Mark\n");
    for (number, day) in days.iter().enumerate() {
        for pupil in 0..PUPILS as usize {
            let (am, pm) = match (number * 31 + pupil * 17) % 97 {
                0..4 => ("I", "I"),
                4..8 => ("L", "\\"),
                8 => ("/", "O"),
                _ => ("/", "\\"),
            };
            let _ = writeln!(table, "{:06},{day},AM,{am}\n{:06},{day},PM,{pm}", pupil + 1, pupil + 1);
        }
    }
    table
}

/// Imports the file into the vault, which is a copy. Reading alone is timed first and done again inside the preview.
pub fn sample(vault: &Path, file: &Path) -> Figures {
    let mut session = vaults::unlocked(vault, Some(file));
    let ((), read) = timed(|| {
        let bytes = fs::read(file).unwrap();
        encircle_intake::read(&bytes, "marks.csv").unwrap();
    });
    let (preview, previewed) = timed(|| session.choose_import(Nothing {}).unwrap().unwrap());
    let confirm = ConfirmImport { handle: preview.handle, accept_warnings: true, ..ConfirmImport::default() };
    let (done, committed) = timed(|| session.confirm_import(confirm).unwrap());
    assert_eq!(done.new, PUPILS * DAYS as u32 * 2);
    session.lock(Nothing {}).unwrap();
    Figures::from([
        ("read".into(), vec![read]),
        ("preview".into(), vec![previewed]),
        ("commit".into(), vec![committed]),
        ("whole".into(), vec![previewed + committed]),
    ])
}

/// Every column of the rows that a query gives.
fn rows_of(conn: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut select = conn.prepare(sql).unwrap();
    let columns = select.column_count();
    let rows = select.query_map([], |row| (0..columns).map(|column| row.get(column)).collect()).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// Runs the statements of the marks' import again with the rows that it left in `vault`, in one transaction.
pub fn sample_inserts(vault: &Path, keyed: bool) -> Figures {
    let key = vaults::database_key(vault);
    let source = plain::open(&vaults::database(vault), Some(&key));
    const OF_MARKS: &str = "(SELECT id FROM event WHERE kind = 'marks_imported')";
    let payload = rows_of(
        &source,
        &format!(
            "SELECT event_id, part, subject_id, salt, bytes FROM payload WHERE event_id IN {OF_MARKS} ORDER BY event_id, part"
        ),
    );
    let event = rows_of(
        &source,
        "SELECT id, device_id, seq, hlc, recorded_at, author_id, author_key_id, kind, version, corrects, vault_id, epoch,
         payload_hash, prev_hash, hash, signature FROM event WHERE kind = 'marks_imported'",
    );
    // In the order in which the import came to the pupils.
    let registers = rows_of(
        &source,
        &format!(
            "SELECT register.year, register.pupil, register.marks FROM payload
             JOIN register ON register.pupil = payload.subject_id WHERE payload.event_id IN {OF_MARKS} ORDER BY payload.part"
        ),
    );
    let import = rows_of(
        &source,
        "SELECT event, recorded_at, kind, file_name, hash, rows, problems, first, last FROM import WHERE kind = 'marks'",
    );
    assert_eq!((payload.len(), event.len(), registers.len(), import.len()), (1501, 1, 1500, 1));
    drop(source);

    let folder = tempfile::TempDir::with_prefix_in("inserts-", vaults::kept()).unwrap();
    let mut conn = plain::open(&folder.path().join("records.db"), keyed.then_some(&key));
    plain::log_ahead(&conn);
    for schema in [JOURNAL, REGISTER, IMPORT] {
        conn.execute_batch(schema).unwrap();
    }
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let ((), took) = timed(|| {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
        for (sql, rows) in [(PAYLOAD, &payload), (EVENT, &event)] {
            for row in rows {
                tx.prepare_cached(sql).unwrap().execute(params_from_iter(row)).unwrap();
            }
        }
        for row in &registers {
            tx.prepare_cached(REGISTER_SELECT).unwrap().exists(params_from_iter(&row[..2])).unwrap();
            tx.prepare_cached(REGISTER_UPSERT).unwrap().execute(params_from_iter(row)).unwrap();
        }
        tx.prepare_cached(IMPORT_INSERT).unwrap().execute(params_from_iter(&import[0])).unwrap();
        tx.commit().unwrap();
    });
    let name = if keyed { "keyed" } else { "unkeyed" };
    Figures::from([(name.into(), vec![took])])
}

pub fn rows() -> Vec<Row> {
    let vault = vaults::pupils_only();
    let file = vaults::kept().join("marks.csv");
    fs::write(&file, marks_table()).unwrap();
    let mut all = Figures::new();
    for _ in 0..RUNS {
        let copy = vaults::copy(&vault);
        let folder = copy.path().to_str().unwrap();
        gather(&mut all, figures::sample("import", &[folder, file.to_str().unwrap()]));
        for side in ["keyed", "unkeyed"] {
            gather(&mut all, figures::sample("inserts", &[folder, side]));
        }
    }
    let of = |name| median(&all, name);
    let ratio = of("keyed") / of("unkeyed");
    vec![
        Row {
            step: "import 570,000 marks: the database part",
            against: "the same inserts in the same library without a key",
            goal: "≤ 1.3×",
            measured: format!("{:.0} ms against {:.0} ms: {ratio:.2}×", of("keyed"), of("unkeyed")),
            met: Some(ratio <= 1.3),
        },
        Row {
            step: "import 570,000 marks: the whole",
            against: "–",
            goal: "≤ 5 s",
            measured: format!(
                "{:.2} s: preview {:.2} s (of which reading {:.2} s), commit with hashes and signature {:.2} s",
                of("whole") / 1000.0,
                of("preview") / 1000.0,
                of("read") / 1000.0,
                of("commit") / 1000.0
            ),
            met: Some(of("whole") <= 5000.0),
        },
    ]
}
