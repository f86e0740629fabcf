//! The views: tables that are built from events and can be built again at any time. One file a topic, with its tables, what each
//! event does to them, and the questions they answer. Never here: anything that is not in the journal too.

pub(crate) mod attachment;
pub(crate) mod backup;
pub(crate) mod closure;
pub(crate) mod concern;
pub(crate) mod import;
pub(crate) mod kit;
pub(crate) mod notice;
pub(crate) mod person;
pub(crate) mod pupil;
pub(crate) mod referral;
pub(crate) mod register;
pub(crate) mod safe_contact;
pub(crate) mod search;
pub(crate) mod vault;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use encircle_crypto::hash::Sha256Pieces;
use encircle_domain::Recorded;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::{Error, journal};

/// A view, as the rest of the store handles it.
pub(crate) struct View {
    pub name: &'static str,
    /// Raised whenever the tables or what fills them change; the view is then filled again at the next opening.
    pub version: u32,
    /// Views that this one looks at while an event is applied. They must be as they were at that event, so they are filled
    /// again together.
    pub reads: &'static [&'static str],
    /// Makes the tables.
    pub create: &'static str,
    /// Its tables, in the order in which they are dropped.
    pub tables: &'static [&'static str],
    /// What an event does to the view.
    pub apply: fn(&Connection, &Recorded) -> Result<(), Error>,
    /// Queries that together show all it holds, each in the order of its keys.
    pub dump: &'static [&'static str],
}

/// All views, in the order in which they take an event: a view comes after those that it reads.
const ALL: [View; 14] = [
    vault::VIEW,
    person::VIEW,
    kit::VIEW,
    notice::VIEW,
    pupil::VIEW,
    register::VIEW,
    import::VIEW,
    concern::VIEW,
    attachment::VIEW,
    safe_contact::VIEW,
    referral::VIEW,
    backup::VIEW,
    closure::VIEW,
    search::VIEW,
];

/// Makes every view, empty.
pub(crate) fn create_all(conn: &Connection) -> Result<(), Error> {
    ALL.iter().try_for_each(|view| create(conn, view))
}

/// Lets every view take one event.
pub(crate) fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    ALL.iter().try_for_each(|view| (view.apply)(conn, recorded))
}

/// Fills every view again.
pub(crate) fn refill_all(conn: &mut Connection) -> Result<(), Error> {
    refill_all_watched(conn, &mut |_| Ok(()))
}

/// As [`refill_all`]; `step` is told after each event how many were taken, and stops it by an error.
pub(crate) fn refill_all_watched(
    conn: &mut Connection,
    step: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<(), Error> {
    refill(conn, &ALL.iter().map(|view| view.name).collect(), step)
}

/// Fills again the views whose version is not the program's, and those that hang together with them.
pub(crate) fn refill_changed(conn: &mut Connection) -> Result<(), Error> {
    let mut changed = BTreeSet::new();
    for view in &ALL {
        let version: Option<u32> = conn
            .query_row("SELECT version FROM view WHERE name = ?1", [view.name], |row| row.get(0))
            .optional()?;
        if version != Some(view.version) {
            changed.insert(view.name);
        }
    }
    refill(conn, &changed, &mut |_| Ok(()))
}

fn refill(
    conn: &mut Connection,
    changed: &BTreeSet<&'static str>,
    step: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<(), Error> {
    let chosen = together(changed);
    if chosen.is_empty() {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let chosen: Vec<&View> = ALL.iter().filter(|view| chosen.contains(view.name)).collect();
    for view in &chosen {
        for table in view.tables {
            tx.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
        }
        create(&tx, view)?;
    }
    let mut taken = 0;
    journal::for_each(&tx, |recorded| {
        chosen.iter().try_for_each(|view| (view.apply)(&tx, recorded))?;
        taken += 1;
        step(taken)
    })?;
    tx.commit()?;
    Ok(())
}

/// A view that is filled again sees the views that it reads grow beside it, and those that read it are made of what it holds.
fn together(changed: &BTreeSet<&'static str>) -> BTreeSet<&'static str> {
    let mut chosen = changed.clone();
    loop {
        let size = chosen.len();
        for view in &ALL {
            if chosen.contains(view.name) {
                chosen.extend(view.reads);
            } else if view.reads.iter().any(|read| chosen.contains(read)) {
                chosen.insert(view.name);
            }
        }
        if chosen.len() == size {
            return chosen;
        }
    }
}

fn create(conn: &Connection, view: &View) -> Result<(), Error> {
    conn.execute_batch(view.create)?;
    conn.execute("REPLACE INTO view (name, version) VALUES (?1, ?2)", (view.name, view.version))?;
    Ok(())
}

/// See [`crate::Store::dump_views`].
pub(crate) fn dump(conn: &Connection) -> Result<String, Error> {
    search::check(conn)?;
    let mut text = String::new();
    for view in &ALL {
        let _ = writeln!(text, "# {} {}", view.name, view.version);
        rows(conn, view, |row| text.push_str(row))?;
    }
    Ok(text)
}

/// What a view holds, as a hash over its dump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Digest {
    pub name: &'static str,
    hash: [u8; 32],
    /// False for a search index that does not agree with what it indexes.
    pub index_holds: bool,
}

/// The view of all text.
pub(crate) const SEARCH: &str = search::VIEW.name;

/// What each view holds, without having all of it in memory.
pub(crate) fn digests(conn: &Connection) -> Result<Vec<Digest>, Error> {
    let index_holds = search::check(conn).is_ok();
    ALL.iter()
        .map(|view| {
            let mut hash = Sha256Pieces::default();
            rows(conn, view, |row| hash.update(row.as_bytes()))?;
            Ok(Digest {
                name: view.name,
                hash: hash.finish(),
                index_holds: index_holds || view.name != SEARCH,
            })
        })
        .collect()
}

/// Every row of a view as a line of text, in the order of its keys.
fn rows(conn: &Connection, view: &View, mut take: impl FnMut(&str)) -> Result<(), Error> {
    let mut line = String::new();
    for sql in view.dump {
        let mut select = conn.prepare(sql)?;
        let columns = select.column_count();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            line.clear();
            for column in 0..columns {
                write_value(&mut line, row.get_ref(column)?);
            }
            line.push('\n');
            take(&line);
        }
    }
    Ok(())
}

fn write_value(text: &mut String, value: ValueRef<'_>) {
    // Writing into a String cannot fail.
    let _ = match value {
        ValueRef::Null => write!(text, "null "),
        ValueRef::Integer(number) => write!(text, "{number} "),
        ValueRef::Real(number) => write!(text, "{number:?} "),
        ValueRef::Text(bytes) => write!(text, "{:?} ", String::from_utf8_lossy(bytes)),
        ValueRef::Blob(bytes) => {
            bytes.iter().try_for_each(|byte| write!(text, "{byte:02x}")).and_then(|()| write!(text, " "))
        }
    };
}
