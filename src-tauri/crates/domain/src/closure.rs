//! A file that is closed to all but named people, and what that means to one person at one moment. Never here: what a person may do
//! with a closed file; that is `may`.

use chrono::{DateTime, TimeDelta, Utc};

use crate::id::{PersonId, PupilId};

/// How long an emergency opening lasts, unless the people who are named decide anew before.
const EMERGENCY_HOURS: i64 = 24;

/// Who a file is closed to, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The people who go on reading it; leads and deputies, at least one.
    pub named: Vec<PersonId>,
    /// The people against whom it is restricted: not even an emergency opens it to them.
    pub against: Vec<PersonId>,
    /// Why, for those who may read the file.
    pub reason: String,
    /// Whom to ring, in words: all that a lead or deputy who is not named learns.
    pub ring: String,
}

/// What a closure can lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosureError {
    NobodyNamed,
    /// The named person is no lead or deputy of this vault.
    NamedNoLead,
    /// The file cannot be restricted against somebody who is named.
    NamedAndAgainst,
    NoReason,
    NobodyToRing,
}

/// How one person stands to a file, or to an entry that stands in several files: then the last of these holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The file is open to all.
    Open,
    /// It is closed, and the person is named.
    Named,
    /// It is closed, and the person has opened it in an emergency.
    Emergency,
    /// It is closed to the person.
    Restricted,
    /// It is closed against the person.
    Against,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 5] = [Self::Open, Self::Named, Self::Emergency, Self::Restricted, Self::Against];

    /// True when the file lies open before the person, as far as the person's role goes.
    pub fn reads(self) -> bool {
        matches!(self, Self::Open | Self::Named | Self::Emergency)
    }
}

impl Closure {
    /// Checks a closure before it is recorded; `leads` are the leads and deputies of the vault.
    ///
    /// # Errors
    /// The first thing that it lacks.
    pub fn check(&self, leads: &[PersonId]) -> Result<(), ClosureError> {
        if self.named.is_empty() {
            return Err(ClosureError::NobodyNamed);
        }
        if self.named.iter().any(|person| !leads.contains(person)) {
            return Err(ClosureError::NamedNoLead);
        }
        if self.named.iter().any(|person| self.against.contains(person)) {
            return Err(ClosureError::NamedAndAgainst);
        }
        if self.reason.trim().is_empty() {
            return Err(ClosureError::NoReason);
        }
        if self.ring.trim().is_empty() { Err(ClosureError::NobodyToRing) } else { Ok(()) }
    }

    /// True when `person` is to be told that `by` opened the file in an emergency.
    pub fn alerts(&self, person: PersonId, by: PersonId) -> bool {
        by != person && self.named.contains(&person)
    }

    /// How `person` stands to the closed file at `now`. `opened` is when the person last opened it in an emergency since the closure
    /// was last decided. When nobody who is named is left in the vault (`leads`), the file falls to every lead and deputy against
    /// whom it is not restricted: a file that nobody can open would hide a child.
    pub fn standing(
        &self,
        person: PersonId,
        leads: &[PersonId],
        opened: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Standing {
        let falls_to_all = !self.named.iter().any(|named| leads.contains(named));
        if self.against.contains(&person) {
            Standing::Against
        } else if self.named.contains(&person) || falls_to_all && leads.contains(&person) {
            Standing::Named
        } else if opened.is_some_and(|at| now < emergency_ends(at)) {
            Standing::Emergency
        } else {
            Standing::Restricted
        }
    }
}

/// When an emergency opening ends.
pub fn emergency_ends(opened: DateTime<Utc>) -> DateTime<Utc> {
    opened + TimeDelta::hours(EMERGENCY_HOURS)
}

/// Somebody opened a closed file in an emergency: every person who is named is told at the next unlock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyOpening {
    pub pupil: PupilId,
    pub by: PersonId,
    pub at: DateTime<Utc>,
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    const DELLA: PersonId = PersonId([1; 16]);
    const IMRAN: PersonId = PersonId([2; 16]);
    const RUTH: PersonId = PersonId([3; 16]);

    fn closure() -> Closure {
        Closure { named: vec![DELLA], against: vec![RUTH], reason: "Family.".into(), ring: "Della".into() }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn an_emergency_lasts_a_day_and_never_opens_a_file_to_whom_it_is_closed_against() {
        let (leads, opened) = ([DELLA, IMRAN, RUTH], at("2026-11-25T14:00:00Z"));
        let stands = |person, opened, now: &str| closure().standing(person, &leads, opened, at(now));
        assert_eq!(stands(DELLA, None, "2026-11-25T14:00:00Z"), Standing::Named);
        assert_eq!(stands(IMRAN, None, "2026-11-25T14:00:00Z"), Standing::Restricted);
        assert_eq!(stands(IMRAN, Some(opened), "2026-11-26T13:59:59Z"), Standing::Emergency);
        assert_eq!(stands(IMRAN, Some(opened), "2026-11-26T14:00:00Z"), Standing::Restricted);
        // A clock that was set back gives no more than the day.
        assert_eq!(stands(IMRAN, Some(opened), "2026-11-25T13:00:00Z"), Standing::Emergency);
        assert_eq!(stands(RUTH, Some(opened), "2026-11-25T14:00:01Z"), Standing::Against);
    }

    #[test]
    fn a_file_whose_named_people_have_all_left_falls_to_the_leads_and_never_to_whom_it_is_against() {
        let now = at("2026-11-25T14:00:00Z");
        let stands = |person, leads: &[PersonId]| closure().standing(person, leads, None, now);
        assert_eq!(stands(IMRAN, &[IMRAN, RUTH]), Standing::Named);
        assert_eq!(stands(RUTH, &[IMRAN, RUTH]), Standing::Against);
        assert_eq!(stands(PersonId([9; 16]), &[IMRAN]), Standing::Restricted, "a recorder gains nothing");
    }

    #[test]
    fn a_closure_names_a_lead_a_reason_and_whom_to_ring() {
        let leads = [DELLA, IMRAN];
        let with = |change: fn(&mut Closure)| {
            let mut changed = closure();
            change(&mut changed);
            changed.check(&leads)
        };
        assert_eq!(with(|_| {}), Ok(()));
        assert_eq!(with(|it| it.named.clear()), Err(ClosureError::NobodyNamed));
        assert_eq!(with(|it| it.named.push(PersonId([9; 16]))), Err(ClosureError::NamedNoLead));
        assert_eq!(with(|it| it.against.push(DELLA)), Err(ClosureError::NamedAndAgainst));
        assert_eq!(with(|it| it.reason = " ".into()), Err(ClosureError::NoReason));
        assert_eq!(with(|it| it.ring.clear()), Err(ClosureError::NobodyToRing));
    }

    #[test]
    fn all_who_are_named_are_told_of_an_emergency_and_nobody_else() {
        let mut closure = closure();
        closure.named.push(IMRAN);
        let by = PersonId([4; 16]);
        let told: Vec<bool> =
            [DELLA, IMRAN, RUTH, by].iter().map(|person| closure.alerts(*person, by)).collect();
        assert_eq!(told, [true, true, false, false]);
    }
}
