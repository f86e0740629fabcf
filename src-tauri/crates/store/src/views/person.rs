//! The people who use the vault, with the public keys that their latest membership event gives.

use encircle_domain::person::{Person, Role};
use encircle_domain::{Event, PersonId, Recorded};
use rusqlite::{Connection, OptionalExtension, params};

use super::View;
use crate::{Error, Store};

pub(crate) const VIEW: View = View {
    name: "person",
    version: 1,
    reads: &[],
    create: include_str!("person.sql"),
    tables: &["person"],
    apply,
    dump: &["SELECT * FROM person ORDER BY person"],
};

const UPSERT: &str = include_str!("person_upsert.sql");

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    if let Event::PersonAdded { person, signing_key, slot_key } = &recorded.event {
        conn.prepare_cached(UPSERT)?.execute(params![
            person.id.0,
            person.name,
            person.role.code(),
            signing_key,
            slot_key
        ])?;
    }
    Ok(())
}

/// True when the person's key is this one.
pub(crate) fn has_key(conn: &Connection, person: PersonId, signing_key: &[u8; 32]) -> Result<bool, Error> {
    let mut select = conn.prepare_cached("SELECT 1 FROM person WHERE person = ?1 AND signing_key = ?2")?;
    Ok(select.exists(params![person.0, signing_key])?)
}

/// The role that a person has at this point of the journal.
pub(crate) fn role(conn: &Connection, person: PersonId) -> Result<Option<Role>, Error> {
    let mut select = conn.prepare_cached("SELECT role FROM person WHERE person = ?1")?;
    let code: Option<String> = select.query_row([person.0], |row| row.get(0)).optional()?;
    code.map(|code| Role::from_code(&code).ok_or(Error::Damaged)).transpose()
}

/// A person and the public keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    pub person: Person,
    pub signing_key: [u8; 32],
    pub slot_key: [u8; 32],
}

impl Store {
    /// Everybody who was ever added, in the order of being added.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn people(&self) -> Result<Vec<PersonRow>, Error> {
        let mut select = self
            .conn
            .prepare_cached("SELECT person, name, role, signing_key, slot_key FROM person ORDER BY place")?;
        let mut rows = select.query([])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            let role: String = row.get(2)?;
            let role = Role::from_code(&role).ok_or(Error::Damaged)?;
            let person = Person { id: PersonId(row.get(0)?), name: row.get(1)?, role };
            people.push(PersonRow { person, signing_key: row.get(3)?, slot_key: row.get(4)? });
        }
        Ok(people)
    }
}
