//! The people who use the vault, with the public keys that their latest membership event gives.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use encircle_domain::person::{Person, Role};
use encircle_domain::{Event, PersonId, Recorded};
use rusqlite::{Connection, OptionalExtension, params};

use super::View;
use crate::keys::Members;
use crate::{Error, Store, journal};

pub(crate) const VIEW: View = View {
    name: "person",
    version: 3,
    reads: &[],
    create: include_str!("person.sql"),
    tables: &["person", "person_key", "person_act"],
    apply,
    dump: &[
        "SELECT * FROM person ORDER BY person",
        "SELECT * FROM person_key ORDER BY person, signing_key, slot_key",
        "SELECT * FROM person_act ORDER BY event",
    ],
};

const UPSERT: &str = include_str!("person_upsert.sql");
const PEOPLE: &str = "SELECT person, name, role, signing_key, slot_key, removed, passphrase_at, added_at, role_at FROM person \
                      ORDER BY place";
const LAST_ACTS: &str = "SELECT author_id, max(recorded_at) FROM event GROUP BY author_id";
const KEY: &str = "INSERT OR IGNORE INTO person_key (person, signing_key, slot_key) VALUES (?1, ?2, ?3)";

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    let at = recorded.recorded_at.timestamp_millis();
    apply_act(conn, recorded)?;
    match &recorded.event {
        Event::PersonAdded { person, signing_key, slot_key } => {
            conn.prepare_cached(UPSERT)?.execute(params![
                person.id.0,
                person.name,
                person.role.code(),
                signing_key,
                slot_key,
                at
            ])?;
            conn.prepare_cached(KEY)?.execute(params![person.id.0, signing_key, slot_key])?;
        }
        Event::PersonRemoved { person } => {
            conn.prepare_cached("UPDATE person SET removed = 1 WHERE person = ?1")?.execute([person.0])?;
            // Whoever comes back gets new keys: the former ones count no more.
            conn.prepare_cached("DELETE FROM person_key WHERE person = ?1")?.execute([person.0])?;
        }
        Event::RoleChanged { person, role } => {
            conn.prepare_cached("UPDATE person SET role = ?2, role_at = ?3 WHERE person = ?1")?
                .execute(params![person.0, role.code(), at])?;
        }
        Event::PassphraseChanged | Event::PassphraseChecked => {
            conn.prepare_cached("UPDATE person SET passphrase_at = ?2 WHERE person = ?1")?
                .execute(params![recorded.author.0, at])?;
        }
        _ => {}
    }
    Ok(())
}

/// Whom an act on people or keys was about, for the list of who did what.
fn apply_act(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    let (person, role, kit) = match &recorded.event {
        Event::PersonAdded { person, .. } => (Some(person.id), Some(person.role), None),
        Event::PersonRemoved { person } => (Some(*person), None, None),
        Event::RoleChanged { person, role } => (Some(*person), Some(*role), None),
        Event::PassphraseChanged | Event::PassphraseChecked => (Some(recorded.author), None, None),
        Event::KitUsed { kit } => (Some(recorded.author), None, Some(*kit)),
        Event::KitMade { kit, .. } | Event::KitConfirmed { kit } | Event::KitChecked { kit } => {
            (None, None, Some(*kit))
        }
        _ => return Ok(()),
    };
    conn.prepare_cached("INSERT INTO person_act (event, person, role, kit) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![recorded.id.0, person.map(|person| person.0), role.map(Role::code), kit])?;
    Ok(())
}

/// True when an event gives the person this key: the latest, or, as long as the person was not removed, one before it.
pub(crate) fn has_key(conn: &Connection, person: PersonId, signing_key: &[u8; 32]) -> Result<bool, Error> {
    let mut select = conn.prepare_cached(
        "SELECT 1 FROM person WHERE person = ?1 AND signing_key = ?2 \
         UNION ALL SELECT 1 FROM person_key WHERE person = ?1 AND signing_key = ?2",
    )?;
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
    /// The way in was taken away.
    pub removed: bool,
    /// When the person last set, changed or typed the passphrase to show that they know it.
    pub passphrase_at: DateTime<Utc>,
    /// When the person was first added.
    pub added_at: DateTime<Utc>,
    /// When the person was given the role that they have; by being added, or by a change of it.
    pub role_at: DateTime<Utc>,
}

impl Store {
    /// Everybody who was ever added, in the order of being added.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn people(&self) -> Result<Vec<PersonRow>, Error> {
        let mut select = self.conn.prepare_cached(PEOPLE)?;
        let mut rows = select.query([])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            let role: String = row.get(2)?;
            let role = Role::from_code(&role).ok_or(Error::Damaged)?;
            let person = Person { id: PersonId(row.get(0)?), name: row.get(1)?, role };
            people.push(PersonRow {
                person,
                signing_key: row.get(3)?,
                slot_key: row.get(4)?,
                removed: row.get(5)?,
                passphrase_at: journal::instant(row.get(6)?)?,
                added_at: journal::instant(row.get(7)?)?,
                role_at: journal::instant(row.get(8)?)?,
            });
        }
        Ok(people)
    }

    /// When each person last wrote, read or changed anything; who never did is not in it. It reads the whole journal.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn last_acts(&self) -> Result<BTreeMap<PersonId, DateTime<Utc>>, Error> {
        let mut select = self.conn.prepare_cached(LAST_ACTS)?;
        let mut rows = select.query([])?;
        let mut acts = BTreeMap::new();
        while let Some(row) = rows.next()? {
            acts.insert(PersonId(row.get(0)?), journal::instant(row.get(1)?)?);
        }
        Ok(acts)
    }

    /// The public keys that signed events give to those who may have a slot.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn members(&self) -> Result<Members, Error> {
        let mut select = self.conn.prepare_cached("SELECT person, signing_key, slot_key FROM person_key")?;
        let people = select
            .query_map([], |row| Ok((PersonId(row.get(0)?), row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        let mut select = self.conn.prepare_cached("SELECT slot_key FROM kit_key")?;
        let kits = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(Members { people, kits })
    }
}
