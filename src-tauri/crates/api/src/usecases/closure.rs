//! Closing a file to all but named people, deciding anew, opening it to all, and opening it in an emergency.

use encircle_domain::closure::{Closure, ClosureError, Standing, emergency_ends};
use encircle_domain::event::Event;
use encircle_domain::may::{Act, Ruling, Subject, may};
use encircle_domain::{PersonId, PupilId};
use encircle_store::{EmergencyRow, NewEvent, PersonRow};

use super::convert::text;
use super::people::{People, person_view};
use super::pupil::PupilNames;
use super::visible::{Visible, leads};
use crate::contract::*;
use crate::local_time::instant;
use crate::{ApiError, ErrorCode, Session};

impl From<ClosureError> for ApiError {
    fn from(error: ClosureError) -> Self {
        match error {
            ClosureError::NobodyNamed => ApiError::at(ErrorCode::Required, "named"),
            ClosureError::NamedNoLead => ApiError::at(ErrorCode::InvalidChoice, "named"),
            ClosureError::NamedAndAgainst => ApiError::at(ErrorCode::InvalidChoice, "against"),
            ClosureError::NoReason => ApiError::at(ErrorCode::Required, "reason"),
            ClosureError::NobodyToRing => ApiError::at(ErrorCode::Required, "ring"),
        }
    }
}

impl From<Standing> for StandingView {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Open => Self::Open,
            Standing::Named => Self::Named,
            Standing::Emergency => Self::Emergency,
            Standing::Restricted => Self::Restricted,
            Standing::Against => Self::Against,
        }
    }
}

impl Session {
    /// Whether a file is closed, and what this person may know of that.
    pub fn get_closure(&mut self, asked: GetClosure) -> Result<ClosureView, ApiError> {
        let pupil = self.file(Act::ReadClosure, &asked.pupil)?;
        self.closure_view(pupil)
    }

    /// Closes a file to all but named people, or decides anew who they are. Emergency openings from before end.
    pub fn close_file(&mut self, asked: CloseFile) -> Result<ClosureView, ApiError> {
        let pupil = self.file(Act::CloseFile, &asked.pupil)?;
        let closure = Closure {
            named: self.people_of(&asked.named, "named")?,
            against: self.people_of(&asked.against, "against")?,
            reason: text(Some(asked.reason)).unwrap_or_default(),
            ring: text(Some(asked.ring)).unwrap_or_default(),
        };
        closure.check(&leads(&self.open()?.store)?)?;
        let event = match self.visible()?.closed(pupil).map(|closed| &closed.row.closure) {
            Some(now) if *now == closure => return self.closure_view(pupil),
            Some(_) => Event::FileClosureChanged { pupil, closure },
            None => Event::FileClosed { pupil, closure },
        };
        self.commit(vec![NewEvent::of(event)])?;
        self.closure_view(pupil)
    }

    /// Opens a closed file to every lead and deputy again.
    pub fn reopen_file(&mut self, asked: ReopenFile) -> Result<ClosureView, ApiError> {
        let pupil = self.file(Act::CloseFile, &asked.pupil)?;
        if self.visible()?.closed(pupil).is_some() {
            let reason = reason(asked.reason)?;
            self.commit(vec![NewEvent::of(Event::FileOpenedToAll { pupil, reason })])?;
        }
        self.closure_view(pupil)
    }

    /// Opens what is closed to this person for a day: the pupil's file, or else the closed files in which entries of it stand too.
    /// Everybody who is named is told at the next unlock.
    pub fn open_in_emergency(&mut self, asked: OpenInEmergency) -> Result<ClosureView, ApiError> {
        self.allowed(Act::OpenInEmergency)?;
        let pupil = self.pupil_id(&asked.pupil, "pupil")?;
        let (opened, closed) = {
            let visible = self.visible()?;
            (openable(&visible, pupil)?, closed_here(&visible, pupil)?)
        };
        if opened.is_empty() {
            if closed.is_empty() {
                return self.closure_view(pupil);
            }
            return Err(ErrorCode::EmergencyRefused.into());
        }
        let reason = reason(asked.reason)?;
        let events = opened
            .into_iter()
            .map(|pupil| NewEvent::of(Event::FileOpenedInEmergency { pupil, reason: reason.clone() }));
        self.commit(events.collect())?;
        self.closure_view(pupil)
    }

    fn people_of(&self, ids: &[String], field: &str) -> Result<Vec<PersonId>, ApiError> {
        let known = self.open()?.store.people()?;
        let mut people: Vec<PersonId> = Vec::new();
        for id in ids {
            let person = PersonId::parse(id)
                .filter(|id| known.iter().any(|row| row.person.id == *id))
                .ok_or_else(|| ApiError::at(ErrorCode::InvalidChoice, field))?;
            if !people.contains(&person) {
                people.push(person);
            }
        }
        Ok(people)
    }

    fn closure_view(&self, pupil: PupilId) -> Result<ClosureView, ApiError> {
        let visible = self.visible()?;
        let store = visible.store();
        let me = &self.open()?.me;
        let standing = visible.standing(pupil);
        let yes = |act| may(me, act, Subject::File(standing)) == Ruling::Yes;
        let pupil_name = PupilNames::of(store).known_as(pupil)?;
        let (hiding, may_decide) = (visible.hiding_in(pupil)?, yes(Act::CloseFile));
        let closed = visible.closed(pupil);
        let mut ring: Vec<String> = closed.iter().map(|closed| closed.row.closure.ring.clone()).collect();
        for closed in &hiding {
            if !ring.contains(&closed.row.closure.ring) {
                ring.push(closed.row.closure.ring.clone());
            }
        }
        let known = store.people()?;
        let mut view = ClosureView {
            pupil: pupil.to_string(),
            pupil_name,
            standing: standing.into(),
            ring,
            entries_restricted: standing.reads() && !hiding.is_empty(),
            may_open_in_emergency: !openable(&visible, pupil)?.is_empty(),
            may_decide,
            named: Vec::new(),
            against: Vec::new(),
            reason: None,
            closed_at: None,
            closed_by: None,
            emergencies: Vec::new(),
            people: Vec::new(),
        };
        if may_decide {
            view.people =
                known.iter().filter(|row| !row.removed).map(|row| person_view(&row.person)).collect();
        }
        if let Some(closed) = closed.filter(|closed| closed.standing.reads()) {
            let (row, people) = (&closed.row, People::of(store)?);
            view.named = people_views(&row.closure.named, &known);
            view.against = people_views(&row.closure.against, &known);
            view.reason = Some(row.closure.reason.clone());
            view.closed_at = Some(instant(row.at));
            view.closed_by = Some(people.name(row.author));
            let emergencies = store.emergency_openings(pupil)?.into_iter().rev();
            view.emergencies = emergencies.map(|row| self.emergency_view(row, &people)).collect();
        }
        Ok(view)
    }

    fn emergency_view(&self, row: EmergencyRow, people: &People) -> EmergencyView {
        let until = emergency_ends(row.opening.at);
        EmergencyView {
            by: people.name(row.opening.by),
            at: instant(row.opening.at),
            until: instant(until),
            open: !row.ended && self.ports.clock.now() < until,
            reason: row.opening.reason,
        }
    }
}

/// The files that are closed to the person here: the pupil's own, or else those in which entries of it stand too.
fn closed_here(visible: &Visible<'_>, pupil: PupilId) -> Result<Vec<(PupilId, Standing)>, ApiError> {
    let standing = visible.standing(pupil);
    if !standing.reads() {
        return Ok(vec![(pupil, standing)]);
    }
    let hiding = visible.hiding_in(pupil)?;
    Ok(hiding.into_iter().map(|closed| (closed.row.pupil, closed.standing)).collect())
}

/// Those of them that an emergency opens.
fn openable(visible: &Visible<'_>, pupil: PupilId) -> Result<Vec<PupilId>, ApiError> {
    let closed = closed_here(visible, pupil)?.into_iter();
    Ok(closed.filter(|(_, standing)| visible.opens_in_emergency(*standing)).map(|(pupil, _)| pupil).collect())
}

fn people_views(ids: &[PersonId], known: &[PersonRow]) -> Vec<PersonView> {
    ids.iter()
        .filter_map(|id| known.iter().find(|row| row.person.id == *id))
        .map(|row| person_view(&row.person))
        .collect()
}

fn reason(asked: String) -> Result<String, ApiError> {
    text(Some(asked)).ok_or_else(|| ApiError::at(ErrorCode::Required, "reason"))
}
