//! What of the log lies open before the person at the laptop: the one place where lists, counts and searches are filtered by `may`.
//!
//! Never here: a rule of its own. Whoever lists pupils or entries asks [`Visible`] for them, never the store.

use std::collections::{HashMap, HashSet};

use encircle_domain::closure::Standing;
use encircle_domain::may::{Act, Ruling, Subject, may};
use encircle_domain::person::Role;
use encircle_domain::{EventId, PersonId, PupilId};
use encircle_store::{ClosureRow, ConcernRow, ReferralRow, Store};

use super::convert::count;
use crate::session::Open;
use crate::{ApiError, ErrorCode, Session};

/// A closed file, and how the person at the laptop stands to it.
pub(super) struct Closed {
    pub(super) row: ClosureRow,
    pub(super) standing: Standing,
}

/// The log as one person sees it.
pub(crate) struct Visible<'a> {
    open: &'a Open,
    closed: HashMap<PupilId, Closed>,
    /// Every event that ever stood in a file which is closed to the person.
    hidden: HashSet<EventId>,
}

impl Session {
    /// Asks the one rule. A refusal says whether it is the role or a closed file that stands in the way.
    pub(crate) fn may(&self, act: Act, subject: Subject) -> Result<Ruling, ApiError> {
        ruled(may(&self.open()?.me, act, subject))
    }

    /// As [`Session::may`], about a pupil's file; gives what the person sees.
    pub(crate) fn may_file(&self, act: Act, pupil: PupilId) -> Result<Visible<'_>, ApiError> {
        let visible = self.visible()?;
        self.may(act, Subject::File(visible.standing(pupil)))?;
        Ok(visible)
    }

    /// A pupil by id or UPN, once the rule has said yes to the pupil's file.
    pub(crate) fn file(&self, act: Act, pupil: &str) -> Result<PupilId, ApiError> {
        self.allowed(act)?;
        let id = self.pupil_id(pupil, "pupil")?;
        self.may_file(act, id)?;
        Ok(id)
    }

    /// As [`Session::may`], about an entry; `OwnWords` leaves what the person wrote.
    pub(crate) fn may_entry(&self, act: Act, row: &ConcernRow) -> Result<Ruling, ApiError> {
        let standing = self.visible()?.standing_of_entry(row.id)?;
        self.may(act, Subject::Entry { by: row.author, standing })
    }

    pub(crate) fn visible(&self) -> Result<Visible<'_>, ApiError> {
        Visible::of(self.open()?, self.ports.clock.now())
    }
}

fn ruled(ruling: Ruling) -> Result<Ruling, ApiError> {
    match ruling {
        Ruling::Yes | Ruling::OwnWords => Ok(ruling),
        Ruling::No => Err(ErrorCode::NotAllowed.into()),
        Ruling::Restricted => Err(ErrorCode::FileRestricted.into()),
    }
}

/// The leads and deputies who are still of the vault, in the order of being added.
pub(super) fn leads(store: &Store) -> Result<Vec<PersonId>, ApiError> {
    let people = store.people()?.into_iter().filter(|row| !row.removed).map(|row| row.person);
    Ok(people.filter(|person| person.role != Role::Recorder).map(|person| person.id).collect())
}

impl<'a> Visible<'a> {
    fn of(open: &'a Open, now: chrono::DateTime<chrono::Utc>) -> Result<Self, ApiError> {
        let store = &open.store;
        let (mut closed, mut hidden) = (HashMap::new(), HashSet::new());
        let closures = store.closures()?;
        let leads = if closures.is_empty() { Vec::new() } else { leads(store)? };
        for row in closures {
            let mine = store.emergency_openings(row.pupil)?.into_iter();
            let opened = mine
                .filter(|emergency| !emergency.ended && emergency.opening.by == open.me.id)
                .map(|emergency| emergency.opening.at)
                .max();
            let standing = row.closure.standing(open.me.id, &leads, opened, now);
            if !standing.reads() {
                hidden.extend(store.entries_in_file(row.pupil)?);
            }
            closed.insert(row.pupil, Closed { row, standing });
        }
        Ok(Self { open, closed, hidden })
    }

    pub(super) fn store(&self) -> &'a Store {
        &self.open.store
    }

    /// True when the person's role sees what lies open.
    pub(super) fn may_see_all(&self) -> bool {
        may(&self.open.me, Act::ReadToday, Subject::Vault) == Ruling::Yes
    }

    /// The pupils whose files are closed to the person.
    pub(super) fn unseen(&self) -> impl Iterator<Item = PupilId> {
        self.closed.values().filter(|closed| !closed.standing.reads()).map(|closed| closed.row.pupil)
    }

    /// True when an emergency opens a file to which the person stands so.
    pub(super) fn opens_in_emergency(&self, standing: Standing) -> bool {
        may(&self.open.me, Act::OpenInEmergency, Subject::File(standing)) == Ruling::Yes
    }

    /// True when the person is to be told that somebody opened the pupil's file in an emergency: everybody who is named, and once
    /// the file is open to all again every lead and deputy.
    pub(super) fn is_told_of_opening(&self, pupil: PupilId, by: PersonId) -> bool {
        let me = self.open.me.id;
        match self.closed(pupil) {
            Some(closed) => closed.row.closure.alerts(me, by),
            None => me != by && self.sees(pupil),
        }
    }

    /// True when something is closed to the person.
    pub(super) fn hides_something(&self) -> bool {
        self.closed.values().any(|closed| !closed.standing.reads())
    }

    pub(super) fn standing(&self, pupil: PupilId) -> Standing {
        self.closed.get(&pupil).map_or(Standing::Open, |closed| closed.standing)
    }

    /// The closure of a file that is closed, whoever asks.
    pub(super) fn closed(&self, pupil: PupilId) -> Option<&Closed> {
        self.closed.get(&pupil)
    }

    /// The last of the standings to all the files in which an entry ever stood.
    fn standing_of_entry(&self, entry: EventId) -> Result<Standing, ApiError> {
        if self.closed.is_empty() {
            return Ok(Standing::Open);
        }
        let files = self.store().files_of_entry(entry)?;
        Ok(files.into_iter().map(|pupil| self.standing(pupil)).max().unwrap_or(Standing::Open))
    }

    /// True when the pupil's file lies open before the person.
    pub(super) fn sees(&self, pupil: PupilId) -> bool {
        may(&self.open.me, Act::ReadFile, Subject::File(self.standing(pupil))) == Ruling::Yes
    }

    /// True when the person may learn that the pupil's file is closed to them.
    pub(super) fn restricts(&self, pupil: PupilId) -> bool {
        may(&self.open.me, Act::ReadFile, Subject::File(self.standing(pupil))) == Ruling::Restricted
    }

    /// True when the entry, or what was added to one, stands in no file that is closed to the person.
    pub(super) fn sees_entry(&self, entry: EventId) -> bool {
        !self.hidden.contains(&entry)
    }

    /// How many entries at most a search may find that the person does not see.
    pub(super) fn hidden(&self) -> usize {
        self.hidden.len() + self.closed.len()
    }

    /// The closed files on account of which entries of this pupil's file are left out.
    pub(super) fn hiding_in(&self, pupil: PupilId) -> Result<Vec<&Closed>, ApiError> {
        let mut hiding: Vec<&Closed> = Vec::new();
        if !self.hides_something() {
            return Ok(hiding);
        }
        let own: HashSet<EventId> = self.store().entries_in_file(pupil)?.into_iter().collect();
        for closed in self.closed.values().filter(|closed| !closed.standing.reads()) {
            let entries = self.store().entries_in_file(closed.row.pupil)?;
            if entries.iter().any(|entry| own.contains(entry)) {
                hiding.push(closed);
            }
        }
        hiding.sort_by_key(|closed| closed.row.pupil);
        Ok(hiding)
    }

    /// The concerns of a pupil's file, in the order of recording. Of what stands in a closed file too the person's own words stay.
    pub(super) fn concerns_of(&self, pupil: PupilId) -> Result<Vec<ConcernRow>, ApiError> {
        if !self.sees(pupil) {
            return Ok(Vec::new());
        }
        let rows = self.store().concerns_of(pupil)?.into_iter();
        Ok(rows.filter_map(|row| self.seen(row)).collect())
    }

    /// The concerns on which no lead has acted, in the order of recording.
    pub(super) fn unread_concerns(&self) -> Result<Vec<ConcernRow>, ApiError> {
        let rows = self.store().unread_concerns()?.into_iter();
        Ok(rows.filter(|row| self.sees_entry(row.id)).collect())
    }

    /// What the person recorded, in the order of recording.
    pub(super) fn own_concerns(&self) -> Result<Vec<ConcernRow>, ApiError> {
        let rows = self.store().concerns_by(self.open.me.id)?.into_iter();
        Ok(rows.filter_map(|row| self.seen(row)).collect())
    }

    /// The referrals of one pupil, or all, in the order in which they were made.
    pub(super) fn referrals(&self, pupil: Option<PupilId>) -> Result<Vec<ReferralRow>, ApiError> {
        let rows = self.store().referrals(pupil)?.into_iter();
        Ok(rows.filter(|row| self.sees_entry(row.id) && self.sees(row.referral.pupil)).collect())
    }

    /// How many concerns and referrals of a pupil's file the person sees.
    pub(super) fn entry_count(&self, pupil: PupilId) -> Result<u32, ApiError> {
        if !self.hides_something() {
            return Ok(self.store().entry_count(pupil)?);
        }
        Ok(count(self.concerns_of(pupil)?.len() + self.referrals(Some(pupil))?.len()))
    }

    fn seen(&self, row: ConcernRow) -> Option<ConcernRow> {
        if self.sees_entry(row.id) {
            Some(row)
        } else {
            (row.author == self.open.me.id).then(|| own_words(row))
        }
    }
}

/// An entry with the words of its author alone: as recorded, with the author's own additions, as if nobody else had touched it.
pub(super) fn own_words(row: ConcernRow) -> ConcernRow {
    let me: PersonId = row.author;
    let mut row = row;
    row.amendments.retain(|amendment| amendment.author == me);
    row.follow_ups.retain(|follow_up| follow_up.author == me);
    let latest = row.amendments.last().map_or(&row.original, |amendment| &amendment.text);
    let mut current = latest.clone();
    // Whose file it stands in may have been put right by others since.
    current.pupil = row.original.pupil;
    current.other_pupils = row.original.other_pupils.clone();
    current.categories = row.original.categories.clone();
    for amendment in &mut row.amendments {
        amendment.text.categories = row.original.categories.clone();
    }
    row.current = current;
    row.part = None;
    row.read = false;
    row
}
