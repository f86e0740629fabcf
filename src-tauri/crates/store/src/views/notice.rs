//! What every lead is told of at the next unlock, and what each has read.

use chrono::{DateTime, Utc};
use encircle_domain::notice::{Notice, NoticeKind, notice_of};
use encircle_domain::person::Role;
use encircle_domain::{Event, EventId, PersonId, PupilId, Recorded};
use rusqlite::{Connection, params};

use super::View;
use crate::{Error, Store, journal};

pub(crate) const VIEW: View = View {
    name: "notice",
    version: 1,
    reads: &[],
    create: include_str!("notice.sql"),
    tables: &["notice", "notice_seen"],
    apply,
    dump: &["SELECT * FROM notice ORDER BY place", "SELECT * FROM notice_seen ORDER BY person, event"],
};

const INSERT: &str = "INSERT INTO notice (event, at, author, kind, person, role, kit, pupil) \
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const WAS_ADDED: &str = "SELECT 1 FROM notice WHERE kind = 'person_added' AND person = ?1";
const SEEN: &str = "INSERT OR IGNORE INTO notice_seen (person, event) VALUES (?1, ?2)";

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    if let Event::NoticesSeen { notices } = &recorded.event {
        let mut insert = conn.prepare_cached(SEEN)?;
        for notice in notices {
            insert.execute(params![recorded.author.0, notice.0])?;
        }
        return Ok(());
    }
    let mut asked = Ok(false);
    let notice = notice_of(&recorded.event, |person| {
        asked = conn.prepare_cached(WAS_ADDED).and_then(|mut select| select.exists([person.0]));
        matches!(asked, Ok(true))
    });
    asked?;
    if let Some(notice) = notice {
        conn.prepare_cached(INSERT)?.execute(params![
            recorded.id.0,
            recorded.recorded_at.timestamp_millis(),
            recorded.author.0,
            notice.kind.code(),
            notice.person.map(|person| person.0),
            notice.role.map(Role::code),
            notice.kit,
            notice.pupil.map(|pupil| pupil.0),
        ])?;
    }
    Ok(())
}

/// An event that a lead is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    pub event: EventId,
    pub at: DateTime<Utc>,
    pub author: PersonId,
    pub notice: Notice,
}

impl Store {
    /// What others did since the person was first added, and the person has not acknowledged; the oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn unread_notices(&self, person: PersonId) -> Result<Vec<NoticeRow>, Error> {
        let mut select = self.conn.prepare_cached(include_str!("notice_unread.sql"))?;
        let mut rows = select.query([person.0])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(3)?;
            let (about, pupil): (Option<[u8; 16]>, Option<[u8; 16]>) = (row.get(4)?, row.get(7)?);
            let role: Option<String> = row.get(5)?;
            found.push(NoticeRow {
                event: EventId(row.get(0)?),
                at: journal::instant(row.get(1)?)?,
                author: PersonId(row.get(2)?),
                notice: Notice {
                    kind: NoticeKind::from_code(&kind).ok_or(Error::Damaged)?,
                    person: about.map(PersonId),
                    role: role.map(|code| Role::from_code(&code).ok_or(Error::Damaged)).transpose()?,
                    kit: row.get(6)?,
                    pupil: pupil.map(PupilId),
                },
            });
        }
        Ok(found)
    }
}
