//! The referrals that left the vault, and the numbers that they used.

use chrono::{DateTime, Utc};
use encircle_domain::referral::Referral;
use encircle_domain::{Event, EventId, PersonId, PupilId, Recorded};
use rusqlite::{Connection, params};

use super::View;
use crate::at_rest::{ReferralMadeV1, from_cbor, to_cbor};
use crate::{Error, Store, journal};

pub(crate) const VIEW: View = View {
    name: "referral",
    version: 1,
    reads: &[],
    create: include_str!("referral.sql"),
    tables: &["referral"],
    apply,
    dump: &["SELECT * FROM referral ORDER BY id"],
};

const INSERT: &str = include_str!("referral_insert.sql");
const OF_PUPIL: &str = "SELECT id, pupil, at, author, record FROM referral WHERE pupil = ?1 ORDER BY place";
const OF_ALL: &str = "SELECT id, pupil, at, author, record FROM referral WHERE ?1 IS NULL ORDER BY place";

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    if let Event::ReferralMade(referral) = &recorded.event {
        let (year, number) = numbers(&referral.reference).unzip();
        conn.prepare_cached(INSERT)?.execute(params![
            recorded.id.0,
            referral.pupil.0,
            recorded.recorded_at.timestamp_millis(),
            recorded.author.0,
            year,
            number,
            to_cbor(&ReferralMadeV1::of(referral))
        ])?;
    }
    Ok(())
}

/// Year and number of a reference such as `EN-2026-0034`.
fn numbers(reference: &str) -> Option<(i32, u32)> {
    let mut parts = reference.rsplit('-');
    let number = parts.next()?.parse().ok()?;
    Some((parts.next()?.parse().ok()?, number))
}

/// A referral as it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralRow {
    pub id: EventId,
    pub at: DateTime<Utc>,
    pub author: PersonId,
    pub referral: Referral,
}

impl Store {
    /// The referrals of one pupil, or all, in the order in which they were made.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn referrals(&self, pupil: Option<PupilId>) -> Result<Vec<ReferralRow>, Error> {
        let mut select = self.conn.prepare_cached(if pupil.is_some() { OF_PUPIL } else { OF_ALL })?;
        let mut rows = select.query([pupil.map(|pupil| pupil.0)])?;
        let mut referrals = Vec::new();
        while let Some(row) = rows.next()? {
            let record: Vec<u8> = row.get(4)?;
            referrals.push(ReferralRow {
                id: EventId(row.get(0)?),
                at: journal::instant(row.get(2)?)?,
                author: PersonId(row.get(3)?),
                referral: from_cbor::<ReferralMadeV1>(&record)?.referral(PupilId(row.get(1)?))?,
            });
        }
        Ok(referrals)
    }

    /// The number that the next reference of a year takes, from 1.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn next_reference_number(&self, year: i32) -> Result<u32, Error> {
        let mut select =
            self.conn.prepare_cached("SELECT coalesce(max(number), 0) + 1 FROM referral WHERE year = ?1")?;
        Ok(select.query_row([year], |row| row.get(0))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_gives_its_year_and_number_and_any_other_text_gives_none() {
        assert_eq!(numbers("EN-2026-0034"), Some((2026, 34)));
        assert_eq!(numbers("A-B-2027-1"), Some((2027, 1)));
        for other in ["", "EN", "EN-2026-", "2026", "EN-x-1"] {
            assert_eq!(numbers(other), None, "{other}");
        }
    }
}
