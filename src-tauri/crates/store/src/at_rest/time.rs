//! Dates and local times as ISO 8601 text. Instants (UTC) are columns of the journal, never here.

use chrono::{NaiveDate, NaiveDateTime};

use crate::Error;

/// `2026-11-24`.
pub(crate) fn date_text(date: NaiveDate) -> String {
    date.to_string()
}

/// Reads [`date_text`].
pub(crate) fn date(text: &str) -> Result<NaiveDate, Error> {
    text.parse().map_err(|_| Error::Damaged)
}

/// `2026-11-24T10:50:00`, with a fraction only where there is one.
pub(crate) fn moment_text(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.f").to_string()
}

/// Reads [`moment_text`].
pub(crate) fn moment(text: &str) -> Result<NaiveDateTime, Error> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").map_err(|_| Error::Damaged)
}
