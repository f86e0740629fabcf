//! When something happened, as a person can say it; apart from when it was recorded, which is an instant (UTC).

use chrono::{NaiveDate, NaiveDateTime};

/// The time of an event in local (school) time. "Not known" is an answer, never an empty field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// At this minute.
    Exact(NaiveDateTime),
    /// Around this time.
    About(NaiveDateTime),
    /// On this day, the time of day not known.
    OnDay(NaiveDate),
    /// At some time in this stretch (first ≤ last).
    Between(NaiveDateTime, NaiveDateTime),
    /// Nobody knows when.
    NotKnown,
}

/// Why a time cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// The stretch ends before it begins.
    #[error("the stretch ends before it begins")]
    EndsBeforeItBegins,
    /// The time lies after the moment of recording.
    #[error("the time lies in the future")]
    InTheFuture,
}

impl Happened {
    /// The first moment that this can mean; `None` when not known.
    pub fn earliest(&self) -> Option<NaiveDateTime> {
        match *self {
            Self::Exact(at) | Self::About(at) | Self::Between(at, _) => Some(at),
            Self::OnDay(day) => Some(day.and_time(chrono::NaiveTime::MIN)),
            Self::NotKnown => None,
        }
    }

    /// The day on which it stands on the ribbon; `None` when not known.
    pub fn day(&self) -> Option<NaiveDate> {
        self.earliest().map(|at| at.date())
    }

    /// Refuses a stretch that runs backwards and a beginning after `now` (local time).
    pub fn check(&self, now: NaiveDateTime) -> Result<(), WhenError> {
        if let Self::Between(from, to) = self
            && to < from
        {
            return Err(WhenError::EndsBeforeItBegins);
        }
        match self.earliest() {
            Some(at) if at > now => Err(WhenError::InTheFuture),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
    }

    #[test]
    fn a_time_that_is_not_known_is_always_taken() {
        assert_eq!(Happened::NotKnown.check(at("2026-11-25T09:00")), Ok(()));
    }

    #[test]
    fn a_time_in_the_future_or_running_backwards_is_refused() {
        let now = at("2026-11-25T09:00");
        assert_eq!(Happened::Exact(at("2026-11-25T09:01")).check(now), Err(WhenError::InTheFuture));
        let backwards = Happened::Between(at("2026-11-24T12:00"), at("2026-11-24T11:00"));
        assert_eq!(backwards.check(now), Err(WhenError::EndsBeforeItBegins));
        assert_eq!(Happened::OnDay(now.date()).check(now), Ok(()), "today is not the future");
    }
}
