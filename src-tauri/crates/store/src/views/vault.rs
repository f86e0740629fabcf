//! The school that keeps the vault, and whether it is made up.

use encircle_domain::school::{Laestab, School};
use encircle_domain::{Event, Recorded};
use rusqlite::{Connection, params};

use super::View;
use crate::{Error, Store};

pub(crate) const VIEW: View = View {
    name: "vault",
    version: 1,
    reads: &[],
    create: include_str!("vault.sql"),
    tables: &["vault"],
    apply,
    dump: &["SELECT * FROM vault ORDER BY one"],
};

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    if let Event::VaultCreated { school, made_up } = &recorded.event {
        // The first stays: "made up" is permanent.
        conn.prepare_cached(
            "INSERT OR IGNORE INTO vault (one, school_name, laestab, made_up) VALUES (1, ?1, ?2, ?3)",
        )?
        .execute(params![school.name, school.laestab.to_string(), made_up])?;
    }
    Ok(())
}

impl Store {
    /// The school of the vault.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`] before the vault's first event; [`Error::Damaged`]; [`Error::Io`].
    pub fn school(&self) -> Result<School, Error> {
        let mut select = self.conn.prepare_cached("SELECT school_name, laestab FROM vault")?;
        let mut rows = select.query([])?;
        let row = rows.next()?.ok_or(Error::NoSuchEntry)?;
        let laestab: String = row.get(1)?;
        Ok(School { name: row.get(0)?, laestab: Laestab::parse(&laestab).ok_or(Error::Damaged)? })
    }

    /// True for a made-up school, for ever.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn made_up(&self) -> Result<bool, Error> {
        Ok(self.conn.prepare_cached("SELECT 1 FROM vault WHERE made_up")?.exists([])?)
    }
}
