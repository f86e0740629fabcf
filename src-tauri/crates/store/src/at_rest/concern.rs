//! A concern, its amendments and what was done about it, at rest: one part for the pupil, one for each other pupil.

use encircle_domain::concern::{Amendment, Concern, Decision, FollowUp, Part as PartInIt, Source};
use encircle_domain::sign::Sign;
use encircle_domain::when::Happened;
use encircle_domain::{Event, EventId, PupilId};
use serde::{Deserialize, Serialize};

use super::time::{date, date_text, moment, moment_text};
use super::{Bytes, Part, from_cbor, word};
use crate::Error;

pub(crate) const CONCERN_RECORDED: &str = "concern_recorded";
pub(crate) const CONCERN_AMENDED: &str = "concern_amended";
pub(crate) const CONCERN_FOLLOWED_UP: &str = "concern_followed_up";

/// `from` and `to` are local times; `from` is a date for the kind `on_day`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HappenedV1 {
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

/// The text of a concern. Whose it is is the part's subject; other pupils have parts of their own.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConcernRecordedV1 {
    what_happened: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exact_words: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    question_asked: Option<String>,
    happened: HappenedV1,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    told_at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    told_by: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    signs: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    categories: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decision: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// What another pupil had to do with it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OtherPupilV1 {
    part: String,
}

/// `formerly` is there when the amendment takes the concern to another pupil: whose it was. The part's subject is the pupil whose
/// it is from now on.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConcernAmendedV1 {
    concern: Bytes<16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    formerly: Option<Bytes<16>>,
    why: String,
    text: ConcernRecordedV1,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConcernFollowedUpV1 {
    concern: Bytes<16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decision: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

pub(super) fn write_recorded(concern: &Concern) -> Vec<Part> {
    with_others(Part::of(Some(concern.pupil), &ConcernRecordedV1::of(concern)), concern)
}

pub(super) fn write_amended(amendment: &Amendment) -> Vec<Part> {
    let text = &amendment.text;
    let shape = ConcernAmendedV1 {
        concern: Bytes::new(amendment.concern.0),
        formerly: (amendment.pupil != text.pupil).then_some(Bytes::new(amendment.pupil.0)),
        why: amendment.why.clone(),
        text: ConcernRecordedV1::of(text),
    };
    with_others(Part::of(Some(text.pupil), &shape), text)
}

pub(super) fn read_recorded(pupil: PupilId, bytes: &[u8], others: &[Part]) -> Result<Event, Error> {
    let text: ConcernRecordedV1 = from_cbor(bytes)?;
    Ok(Event::ConcernRecorded(text.concern(pupil, read_others(others)?)?))
}

pub(super) fn read_amended(pupil: PupilId, bytes: &[u8], others: &[Part]) -> Result<Event, Error> {
    let shape: ConcernAmendedV1 = from_cbor(bytes)?;
    Ok(Event::ConcernAmended(Amendment {
        concern: EventId(shape.concern.into_array()),
        pupil: shape.formerly.map_or(pupil, |former| PupilId(former.into_array())),
        text: shape.text.concern(pupil, read_others(others)?)?,
        why: shape.why,
    }))
}

fn with_others(first: Part, concern: &Concern) -> Vec<Part> {
    let others = concern
        .other_pupils
        .iter()
        .map(|(pupil, part)| Part::of(Some(*pupil), &OtherPupilV1 { part: part.code().to_owned() }));
    std::iter::once(first).chain(others).collect()
}

fn read_others(parts: &[Part]) -> Result<Vec<(PupilId, PartInIt)>, Error> {
    parts
        .iter()
        .map(|part| {
            let shape: OtherPupilV1 = from_cbor(&part.bytes)?;
            Ok((part.subject.ok_or(Error::Damaged)?, word(&shape.part, PartInIt::from_code)?))
        })
        .collect()
}

impl ConcernRecordedV1 {
    pub(crate) fn of(concern: &Concern) -> Self {
        let text = concern.clone();
        Self {
            what_happened: text.what_happened,
            exact_words: text.exact_words,
            question_asked: text.question_asked,
            happened: HappenedV1::of(&text.happened),
            told_at: text.told_at.map(moment_text),
            place: text.place,
            source: text.source.code().to_owned(),
            told_by: text.told_by,
            signs: text.signs.iter().map(|sign| sign.code().to_owned()).collect(),
            categories: text.categories,
            done: text.done,
            decision: text.decision.map(|decision| decision.code().to_owned()),
            reason: text.reason,
        }
    }

    pub(crate) fn concern(
        self,
        pupil: PupilId,
        other_pupils: Vec<(PupilId, PartInIt)>,
    ) -> Result<Concern, Error> {
        Ok(Concern {
            pupil,
            what_happened: self.what_happened,
            exact_words: self.exact_words,
            question_asked: self.question_asked,
            happened: self.happened.happened()?,
            told_at: self.told_at.as_deref().map(moment).transpose()?,
            place: self.place,
            source: word(&self.source, Source::from_code)?,
            told_by: self.told_by,
            signs: self.signs.iter().map(|code| word(code, Sign::from_code)).collect::<Result<_, Error>>()?,
            other_pupils,
            categories: self.categories,
            done: self.done,
            decision: self.decision.as_deref().map(|code| word(code, Decision::from_code)).transpose()?,
            reason: self.reason,
        })
    }
}

impl ConcernFollowedUpV1 {
    pub(crate) fn of(follow_up: &FollowUp) -> Self {
        Self {
            concern: Bytes::new(follow_up.concern.0),
            done: follow_up.done.clone(),
            decision: follow_up.decision.map(|decision| decision.code().to_owned()),
            reason: follow_up.reason.clone(),
        }
    }

    pub(crate) fn follow_up(self, pupil: PupilId) -> Result<FollowUp, Error> {
        Ok(FollowUp {
            concern: EventId(self.concern.into_array()),
            pupil,
            done: self.done,
            decision: self.decision.as_deref().map(|code| word(code, Decision::from_code)).transpose()?,
            reason: self.reason,
        })
    }
}

impl HappenedV1 {
    fn of(happened: &Happened) -> Self {
        let (kind, from, to) = match *happened {
            Happened::Exact(at) => ("exact", Some(moment_text(at)), None),
            Happened::About(at) => ("about", Some(moment_text(at)), None),
            Happened::OnDay(day) => ("on_day", Some(date_text(day)), None),
            Happened::Between(from, to) => ("between", Some(moment_text(from)), Some(moment_text(to))),
            Happened::NotKnown => ("not_known", None, None),
        };
        Self { kind: kind.to_owned(), from, to }
    }

    fn happened(self) -> Result<Happened, Error> {
        Ok(match (self.kind.as_str(), self.from.as_deref(), self.to.as_deref()) {
            ("exact", Some(at), None) => Happened::Exact(moment(at)?),
            ("about", Some(at), None) => Happened::About(moment(at)?),
            ("on_day", Some(day), None) => Happened::OnDay(date(day)?),
            ("between", Some(from), Some(to)) => Happened::Between(moment(from)?, moment(to)?),
            ("not_known", None, None) => Happened::NotKnown,
            _ => return Err(Error::Damaged),
        })
    }
}
