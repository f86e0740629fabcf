//! The school's clock (Europe/London) and the forms in which time crosses the wire. Dates are dates; only instants have a zone.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat, TimeZone, Utc};
use chrono_tz::Europe::London;

use crate::{ApiError, ErrorCode};

/// The local time of an instant.
pub(crate) fn to_local(at: DateTime<Utc>) -> NaiveDateTime {
    London.from_utc_datetime(&at.naive_utc()).naive_local()
}

/// An instant on the wire: RFC 3339, UTC, whole seconds.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A local time on the wire.
pub(crate) fn minutes(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

/// Reads a date of an argument.
pub(crate) fn date(text: &str, field: &str) -> Result<NaiveDate, ApiError> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d")
        .map_err(|_| ApiError::at(ErrorCode::InvalidDate, field))
}

/// Reads a date that may be absent.
pub(crate) fn optional_date(text: Option<&str>, field: &str) -> Result<Option<NaiveDate>, ApiError> {
    text.filter(|text| !text.trim().is_empty()).map(|text| date(text, field)).transpose()
}

/// Reads a local time of an argument, seconds allowed.
pub(crate) fn local(text: &str, field: &str) -> Result<NaiveDateTime, ApiError> {
    let text = text.trim();
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .ok_or_else(|| ApiError::at(ErrorCode::InvalidTime, field))
}

/// When a day begins at the school.
pub(crate) fn start_of_day(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    // London's clocks change after midnight, so every day has one.
    London.from_local_datetime(&midnight).earliest().map_or(midnight.and_utc(), |at| at.to_utc())
}

/// `24 November 2026`, for pages that leave the vault.
pub(crate) fn day_in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_time_is_an_hour_ahead_and_a_date_stays_a_date() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(minutes(to_local(at("2026-06-15T23:30:00Z"))), "2026-06-16T00:30");
        assert_eq!(minutes(to_local(at("2026-11-25T23:30:00Z"))), "2026-11-25T23:30");
        let begins = |day: &str| instant(start_of_day(day.parse().unwrap()));
        assert_eq!(begins("2026-06-15"), "2026-06-14T23:00:00Z");
        assert_eq!(begins("2026-10-25"), "2026-10-24T23:00:00Z");
        assert_eq!(begins("2026-11-25"), "2026-11-25T00:00:00Z");
        assert_eq!(date("2026-06-15", "on").unwrap().to_string(), "2026-06-15");
        assert_eq!(date("15/06/2026", "on"), Err(ApiError::at(ErrorCode::InvalidDate, "on")));
    }
}
