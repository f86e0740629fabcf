//! Whom to ring and whom never to tell, as last set for each pupil.

use encircle_domain::contact::SafeContact;
use encircle_domain::{Event, PupilId, Recorded};
use rusqlite::{Connection, OptionalExtension, params};

use super::View;
use crate::at_rest::{SafeContactSetV1, from_cbor, to_cbor};
use crate::{Error, Store};

pub(crate) const VIEW: View = View {
    name: "safe_contact",
    version: 1,
    reads: &[],
    create: include_str!("safe_contact.sql"),
    tables: &["safe_contact"],
    apply,
    dump: &["SELECT * FROM safe_contact ORDER BY pupil"],
};

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    if let Event::SafeContactSet { pupil, rules } = &recorded.event {
        conn.prepare_cached("REPLACE INTO safe_contact (pupil, rules) VALUES (?1, ?2)")?
            .execute(params![pupil.0, to_cbor(&SafeContactSetV1::of(rules))])?;
    }
    Ok(())
}

impl Store {
    /// The rules for one pupil; `None` where nobody has set any.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn safe_contact(&self, pupil: PupilId) -> Result<Option<SafeContact>, Error> {
        let mut select = self.conn.prepare_cached("SELECT rules FROM safe_contact WHERE pupil = ?1")?;
        let bytes: Option<Vec<u8>> = select.query_row([pupil.0], |row| row.get(0)).optional()?;
        bytes.map(|bytes| Ok(from_cbor::<SafeContactSetV1>(&bytes)?.rules())).transpose()
    }
}
