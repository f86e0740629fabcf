//! The recovery kits, and which of them was typed back.

use chrono::{DateTime, Utc};
use encircle_domain::{Event, Recorded};
use rusqlite::{Connection, params};

use super::View;
use crate::{Error, Store, journal};

pub(crate) const VIEW: View = View {
    name: "kit",
    version: 2,
    reads: &[],
    create: include_str!("kit.sql"),
    tables: &["kit", "kit_key"],
    apply,
    dump: &["SELECT * FROM kit ORDER BY kit", "SELECT * FROM kit_key ORDER BY slot_key"],
};

const MADE: &str = "REPLACE INTO kit (kit, slot_key, confirmed, made_at, used_at, checked_at) \
                    VALUES (?1, ?2, 0, ?3, NULL, ?3)";
const KEY: &str = "INSERT OR IGNORE INTO kit_key (slot_key) VALUES (?1)";
const CONFIRMED: &str = "UPDATE kit SET confirmed = 1, checked_at = ?2 WHERE kit = ?1";

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    let at = recorded.recorded_at.timestamp_millis();
    match &recorded.event {
        // A kit that is made again is another kit: it has not been typed back, nor used.
        Event::KitMade { kit, slot_key } => {
            conn.prepare_cached(MADE)?.execute(params![kit, slot_key, at])?;
            conn.prepare_cached(KEY)?.execute([slot_key])?;
        }
        Event::KitConfirmed { kit } => {
            conn.prepare_cached(CONFIRMED)?.execute(params![kit, at])?;
        }
        Event::KitUsed { kit } => {
            conn.prepare_cached("UPDATE kit SET used_at = ?2 WHERE kit = ?1")?.execute(params![kit, at])?;
        }
        Event::KitChecked { kit } => {
            conn.prepare_cached("UPDATE kit SET checked_at = ?2 WHERE kit = ?1")?
                .execute(params![kit, at])?;
        }
        _ => {}
    }
    Ok(())
}

/// A recovery kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitRow {
    /// 1 or 2.
    pub kit: u8,
    pub slot_key: [u8; 32],
    /// True once it has been typed back.
    pub confirmed: bool,
    pub made_at: DateTime<Utc>,
    /// When somebody came in through it.
    pub used_at: Option<DateTime<Utc>>,
    /// When somebody last had it in hand, or said that it is where it should be.
    pub checked_at: DateTime<Utc>,
}

impl Store {
    /// The kits, by number.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn kits(&self) -> Result<Vec<KitRow>, Error> {
        let mut select = self.conn.prepare_cached(
            "SELECT kit, slot_key, confirmed, made_at, used_at, checked_at FROM kit ORDER BY kit",
        )?;
        let mut rows = select.query([])?;
        let mut kits = Vec::new();
        while let Some(row) = rows.next()? {
            let used_at: Option<i64> = row.get(4)?;
            kits.push(KitRow {
                kit: row.get(0)?,
                slot_key: row.get(1)?,
                confirmed: row.get(2)?,
                made_at: journal::instant(row.get(3)?)?,
                used_at: used_at.map(journal::instant).transpose()?,
                checked_at: journal::instant(row.get(5)?)?,
            });
        }
        Ok(kits)
    }
}
