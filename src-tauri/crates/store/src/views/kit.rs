//! The recovery kits, and which of them was typed back.

use encircle_domain::{Event, Recorded};
use rusqlite::{Connection, params};

use super::View;
use crate::{Error, Store};

pub(crate) const VIEW: View = View {
    name: "kit",
    version: 1,
    reads: &[],
    create: include_str!("kit.sql"),
    tables: &["kit"],
    apply,
    dump: &["SELECT * FROM kit ORDER BY kit"],
};

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    match &recorded.event {
        // A kit that is made again is another kit: it has not been typed back.
        Event::KitMade { kit, slot_key } => conn
            .prepare_cached("REPLACE INTO kit (kit, slot_key, confirmed) VALUES (?1, ?2, 0)")?
            .execute(params![kit, slot_key])?,
        Event::KitConfirmed { kit } => {
            conn.prepare_cached("UPDATE kit SET confirmed = 1 WHERE kit = ?1")?.execute([kit])?
        }
        _ => 0,
    };
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
}

impl Store {
    /// The kits, by number.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn kits(&self) -> Result<Vec<KitRow>, Error> {
        let mut select = self.conn.prepare_cached("SELECT kit, slot_key, confirmed FROM kit ORDER BY kit")?;
        let rows = select.query_map([], |row| {
            Ok(KitRow { kit: row.get(0)?, slot_key: row.get(1)?, confirmed: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
