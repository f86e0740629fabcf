//! Recording a concern, adding to it, following it up.

use encircle_domain::EventId;
use encircle_domain::concern::{Amendment, Concern, ConcernError, FollowUp};
use encircle_domain::event::Event;
use encircle_domain::may::{Act, Ruling};
use encircle_domain::when::WhenError;
use encircle_store::{ConcernRow, NewEvent};

use super::convert::{happened, happened_view, opening, text, words};
use super::people::People;
use super::pupil::PupilNames;
use super::set_up::event_id;
use super::visible::own_words;
use crate::contract::*;
use crate::local_time::{instant, local, minutes, to_local};
use crate::{ApiError, ErrorCode, Session};

impl From<ConcernError> for ApiError {
    fn from(error: ConcernError) -> Self {
        let code = match error {
            ConcernError::NothingHappened => ErrorCode::Required,
            ConcernError::TooLong(_) => ErrorCode::TooLong,
            ConcernError::When(WhenError::InTheFuture) => ErrorCode::TimeInTheFuture,
            ConcernError::When(WhenError::EndsBeforeItBegins) => ErrorCode::EndsBeforeItBegins,
            ConcernError::OtherPupilIsThePupil => ErrorCode::OtherPupilIsThePupil,
            ConcernError::OtherPupilTwice => ErrorCode::OtherPupilTwice,
            ConcernError::ToldInTheFuture => ErrorCode::TimeInTheFuture,
        };
        ApiError::at(code, error.field())
    }
}

impl Session {
    /// Saves a concern once: a second save under the same id gives the first one's reply.
    pub fn record_concern(&mut self, asked: RecordConcern) -> Result<ConcernView, ApiError> {
        self.allowed(Act::Record)?;
        let id = asked.id.as_deref().map(|id| event_id(id, "id")).transpose()?;
        if let Some(saved) = id
            && self.open()?.store.concern(saved)?.is_some()
        {
            return self.concern_view(saved);
        }
        let concern = self.concern_of(asked)?;
        concern.check(self.ports.clock.local())?;
        let event = NewEvent { id, draft: id, ..NewEvent::of(Event::ConcernRecorded(concern)) };
        let saved = self.commit(vec![event])?;
        self.concern_view(saved[0])
    }

    fn concern_of(&self, asked: RecordConcern) -> Result<Concern, ApiError> {
        let other_pupils = asked
            .other_pupils
            .iter()
            .map(|other| Ok((self.pupil_id(&other.pupil, "other_pupils")?, other.part.into())))
            .collect::<Result<_, ApiError>>()?;
        if asked.pupil.trim().is_empty() {
            return Err(ApiError::at(ErrorCode::Required, "pupil"));
        }
        Ok(Concern {
            pupil: self.pupil_id(&asked.pupil, "pupil")?,
            what_happened: asked.what_happened,
            exact_words: words(asked.exact_words),
            question_asked: words(asked.question_asked),
            happened: happened(asked.happened)?,
            told_at: text(asked.told_at).map(|at| local(&at, "told_at")).transpose()?,
            place: text(asked.place),
            source: asked.source.unwrap_or_default().into(),
            told_by: text(asked.told_by),
            signs: asked.signs.into_iter().map(Into::into).collect(),
            other_pupils,
            categories: categories(asked.categories),
            done: text(asked.done),
            decision: asked.decision.map(Into::into),
            reason: text(asked.reason),
        })
    }

    /// Adds to a concern. The former text stays, one key away.
    pub fn amend_concern(&mut self, asked: AmendConcern) -> Result<ConcernView, ApiError> {
        let row = self.concern_row(&asked.concern)?;
        let ruling = self.may_entry(Act::Amend, &row)?;
        let id = asked.id.as_deref().map(|id| event_id(id, "id")).transpose()?;
        if row.amendments.iter().any(|amendment| Some(amendment.id) == id) {
            return self.concern_view(row.id);
        }
        let why = text(Some(asked.why)).ok_or_else(|| ApiError::at(ErrorCode::Required, "why"))?;
        let (concern, stands) = (row.id, row.current.clone());
        if ruling == Ruling::OwnWords && asked.categories.is_some() {
            return Err(ApiError::at(ErrorCode::NotAllowed, "categories"));
        }
        let row = if ruling == Ruling::OwnWords { own_words(row) } else { row };
        // Where the entry stands is not for its author to undo.
        let now = Concern {
            pupil: stands.pupil,
            other_pupils: stands.other_pupils,
            categories: stands.categories,
            ..row.current
        };
        // What is absent stays; an empty text clears.
        let changed =
            |asked: Option<String>, now: Option<String>| asked.map_or(now, |typed| words(Some(typed)));
        let amended = Concern {
            what_happened: asked.what_happened.unwrap_or(now.what_happened),
            exact_words: changed(asked.exact_words, now.exact_words),
            question_asked: changed(asked.question_asked, now.question_asked),
            happened: asked.happened.map_or(Ok(now.happened), |typed| happened(Some(typed)))?,
            place: changed(asked.place, now.place),
            source: asked.source.map_or(now.source, Into::into),
            told_by: changed(asked.told_by, now.told_by),
            told_at: match asked.told_at {
                Some(typed) => text(Some(typed)).map(|at| local(&at, "told_at")).transpose()?,
                None => now.told_at,
            },
            categories: asked.categories.map_or(now.categories, categories),
            signs: asked.signs.map_or(now.signs, |signs| signs.into_iter().map(Into::into).collect()),
            done: changed(asked.done, now.done),
            ..now
        };
        amended.check(self.ports.clock.local())?;
        let amendment = Amendment { concern, pupil: amended.pupil, text: amended, why };
        self.commit(vec![NewEvent {
            id,
            draft: id,
            corrects: Some(concern),
            ..NewEvent::of(Event::ConcernAmended(amendment))
        }])?;
        self.concern_view(concern)
    }

    /// A DSL or deputy acts on a concern, decides, or says "I have read it".
    pub fn follow_up_concern(&mut self, asked: FollowUpConcern) -> Result<ConcernView, ApiError> {
        self.allowed(Act::FollowUp)?;
        let row = self.concern_row(&asked.concern)?;
        self.may_entry(Act::FollowUp, &row)?;
        let id = asked.id.as_deref().map(|id| event_id(id, "id")).transpose()?;
        if row.follow_ups.iter().any(|follow_up| Some(follow_up.id) == id) {
            return self.concern_view(row.id);
        }
        let follow_up = FollowUp {
            concern: row.id,
            pupil: row.current.pupil,
            done: text(asked.done),
            decision: asked.decision.map(Into::into),
            reason: text(asked.reason),
        };
        self.commit(vec![NewEvent { id, draft: id, ..NewEvent::of(Event::ConcernFollowedUp(follow_up)) }])?;
        self.concern_view(row.id)
    }

    /// What the person recorded, newest first.
    pub fn list_own_concerns(&mut self, _: Nothing) -> Result<Vec<ConcernRowView>, ApiError> {
        self.allowed(Act::ReadOwn)?;
        let visible = self.visible()?;
        let rows = visible.own_concerns()?.into_iter().rev();
        let (people, mut names) = (People::of(visible.store())?, PupilNames::of(visible.store()));
        rows.map(|row| row_view(&row, &people, &mut names)).collect()
    }

    /// One concern whole.
    pub fn get_concern(&mut self, asked: GetConcern) -> Result<ConcernView, ApiError> {
        let row = self.concern_row(&asked.concern)?;
        self.concern_view(row.id)
    }

    pub(super) fn concern_row(&self, id: &str) -> Result<ConcernRow, ApiError> {
        let id = EventId::parse(id).ok_or_else(|| ApiError::at(ErrorCode::InvalidId, "concern"))?;
        self.open()?.store.concern(id)?.ok_or_else(|| ErrorCode::ConcernNotFound.into())
    }

    fn concern_view(&self, id: EventId) -> Result<ConcernView, ApiError> {
        let open = self.open()?;
        let row = open.store.concern(id)?.ok_or(ErrorCode::ConcernNotFound)?;
        let row = match self.may_entry(Act::ReadEntry, &row)? {
            Ruling::OwnWords => own_words(row),
            _ => row,
        };
        view(row, &People::of(&open.store)?, &mut PupilNames::of(&open.store))
    }
}

/// A concern in a list.
pub(super) fn row_view(
    row: &ConcernRow,
    people: &People,
    names: &mut PupilNames<'_>,
) -> Result<ConcernRowView, ApiError> {
    Ok(ConcernRowView {
        id: row.id.to_string(),
        pupil: row.current.pupil.to_string(),
        pupil_name: names.known_as(row.current.pupil)?,
        recorded_at: instant(row.recorded_at),
        by: people.name(row.author),
        opening: opening(&row.current.what_happened),
    })
}

/// A concern on the wire.
pub(super) fn view(
    row: ConcernRow,
    people: &People,
    names: &mut PupilNames<'_>,
) -> Result<ConcernView, ApiError> {
    let recorded_on = to_local(row.recorded_at).date();
    let later = row.current.happened.day().map(|day| (recorded_on - day).num_days()).filter(|days| *days > 0);
    let other_pupils = row
        .current
        .other_pupils
        .iter()
        .map(|(pupil, part)| {
            Ok(OtherPupilView {
                pupil: pupil.to_string(),
                name: names.known_as(*pupil)?,
                part: (*part).into(),
            })
        })
        .collect::<Result<_, ApiError>>()?;
    // Each addition carries the text from then on, so the text before it is the one that came before.
    let mut before = row.original;
    let mut amendments = Vec::with_capacity(row.amendments.len());
    for amendment in row.amendments {
        amendments.push(AmendmentView {
            id: amendment.id.to_string(),
            recorded_at: instant(amendment.at),
            by: people.name(amendment.author),
            why: amendment.why,
            former: former(before),
        });
        before = amendment.text;
    }
    let follow_ups = row.follow_ups.into_iter().map(|row| FollowUpView {
        recorded_at: instant(row.at),
        by: people.name(row.author),
        done: row.follow_up.done,
        decision: row.follow_up.decision.map(Into::into),
        reason: row.follow_up.reason,
    });
    let concern = row.current;
    Ok(ConcernView {
        id: row.id.to_string(),
        pupil: concern.pupil.to_string(),
        pupil_name: names.known_as(concern.pupil)?,
        happened: happened_view(concern.happened),
        told_at: concern.told_at.map(minutes),
        recorded_at: instant(row.recorded_at),
        recorded_days_later: later.and_then(|days| u32::try_from(days).ok()),
        by: people.name(row.author),
        by_role: people.role(row.author).code().to_owned(),
        what_happened: concern.what_happened,
        exact_words: concern.exact_words,
        question_asked: concern.question_asked,
        place: concern.place,
        source: concern.source.into(),
        told_by: concern.told_by,
        signs: concern.signs.into_iter().map(Into::into).collect(),
        other_pupils,
        categories: concern.categories,
        done: concern.done,
        decision: concern.decision.map(Into::into),
        reason: concern.reason,
        read: row.read,
        part: row.part.map(Into::into),
        amendments,
        follow_ups: follow_ups.collect(),
    })
}

/// Each once, without the empty ones.
fn categories(asked: Vec<String>) -> Vec<String> {
    let mut kept = Vec::with_capacity(asked.len());
    for category in asked.into_iter().filter_map(|category| text(Some(category))) {
        if !kept.contains(&category) {
            kept.push(category);
        }
    }
    kept
}

fn former(concern: Concern) -> FormerTextView {
    FormerTextView {
        what_happened: concern.what_happened,
        exact_words: concern.exact_words,
        question_asked: concern.question_asked,
        happened: happened_view(concern.happened),
        place: concern.place,
        source: concern.source.into(),
        told_by: concern.told_by,
        told_at: concern.told_at.map(minutes),
        signs: concern.signs.into_iter().map(Into::into).collect(),
        categories: concern.categories,
        done: concern.done,
    }
}
