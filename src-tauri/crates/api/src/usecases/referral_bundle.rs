//! Filling the bundle from the file: facts from the record, answers from the sender, nothing that the sender did not choose.

use chrono::NaiveDateTime;
use encircle_domain::PupilId;
use encircle_domain::concern::{Concern, Decision, Part, Source};
use encircle_domain::contact::{ParentalResponsibility, SafeContact};
use encircle_domain::name::Name;
use encircle_domain::pupil::{Pupil, age_on};
use encircle_domain::when::Happened;
use encircle_export::bundle;
use encircle_store::ConcernRow;

use super::attendance::Stretch;
use super::convert::count;
use super::naming::{Hidden, hide, label};
use super::people::People;
use crate::contract::*;
use crate::local_time::{day_in_words, optional_date, to_local};
use crate::{ApiError, Session};

/// The handling marking of everything that leaves for children's services.
const MARKING: &str = "OFFICIAL-SENSITIVE: child protection";

/// Which other pupils a document names, and how its texts read to those who receive it.
pub(super) struct Naming {
    child: Name,
    hidden: Vec<Hidden>,
    others: Vec<bundle::OtherChild>,
}

impl Naming {
    /// Everybody who is linked to the entries, `named` in full and the rest by letter, in the order of the entries.
    pub(super) fn of(
        session: &Session,
        child: &Name,
        rows: &[ConcernRow],
        named: &[PupilId],
    ) -> Result<Self, ApiError> {
        let store = &session.open()?.store;
        let mut naming = Self { child: child.clone(), hidden: Vec::new(), others: Vec::new() };
        for id in linked(rows) {
            let Some(pupil) = store.pupil(id)? else { continue };
            let named = named.contains(&id);
            let shown_as = if named { pupil.name.known_as() } else { label(naming.hidden.len()) };
            let about = pupil.year_group.map(|year| format!("Year {year}")).unwrap_or_default();
            naming.others.push(bundle::OtherChild { shown_as: shown_as.clone(), named, about });
            if !named {
                naming.hidden.push(Hidden { name: pupil.name, label: shown_as });
            }
        }
        Ok(naming)
    }

    fn text(&self, text: &str) -> String {
        hide(text, &self.hidden, &self.child)
    }

    fn optional(&self, text: Option<&str>) -> Option<String> {
        text.map(|text| self.text(text))
    }
}

/// The other pupils of the entries, each once, in the order of their first entry.
pub(super) fn linked(rows: &[ConcernRow]) -> Vec<PupilId> {
    let mut pupils = Vec::new();
    for row in rows {
        // In the file of a pupil who is named in an entry, the entry's own pupil is another child.
        let own = row.part.map(|_| row.current.pupil);
        for id in own.into_iter().chain(row.current.other_pupils.iter().map(|(id, _)| *id)) {
            if !pupils.contains(&id) {
                pupils.push(id);
            }
        }
    }
    pupils
}

/// What of the record and the request a document is made of.
pub(super) struct Material {
    pub(super) pupil: Pupil,
    pub(super) safe_contact: Option<SafeContact>,
    /// The chosen entries, newest event first.
    pub(super) rows: Vec<ConcernRow>,
    /// How many there were to choose from.
    pub(super) total: usize,
    pub(super) stretch: Stretch,
    pub(super) naming: Naming,
}

impl Material {
    /// Gathers the entries that `chosen` leaves, and the attendance of a stretch.
    pub(super) fn gather(
        session: &mut Session,
        id: PupilId,
        chosen: impl Fn(&ConcernRow) -> bool,
        stretch: (Option<&str>, Option<&str>),
        named: &[PupilId],
    ) -> Result<Self, ApiError> {
        let today = session.ports.clock.local().date();
        let mut stretch = session.stretch(id, stretch.0, stretch.1)?;
        // Days to come are no evidence.
        stretch.to = stretch.to.min(today).max(stretch.from);
        let store = &session.open()?.store;
        let pupil = store.pupil(id)?.ok_or(crate::ErrorCode::PupilNotFound)?;
        let safe_contact = store.safe_contact(id)?;
        // What stands in a closed file too does not leave, not even in the words of whoever wrote it.
        let visible = session.visible()?;
        let mut rows = visible.concerns_of(id)?;
        // An entry that only mentions the child is about another one: it is not offered, and not counted.
        rows.retain(|row| visible.sees_entry(row.id) && row.part != Some(Part::Linked));
        let total = rows.len();
        rows.retain(chosen);
        rows.sort_by_key(|row| std::cmp::Reverse((event_time(row), row.recorded_at)));
        let naming = Naming::of(session, &pupil.name, &rows, named)?;
        Ok(Self { pupil, safe_contact, rows, total, stretch, naming })
    }

    pub(super) fn child(&self, today: chrono::NaiveDate) -> bundle::Child {
        let pupil = &self.pupil;
        let (legal, known_as) = (pupil.name.legal(), pupil.name.known_as());
        let status = [
            (pupil.in_care == Some(true), "Looked after by the local authority"),
            (pupil.sen_provision.as_deref() == Some("E"), "Education, health and care plan"),
            (pupil.sen_provision.as_deref() == Some("K"), "SEN support"),
        ];
        bundle::Child {
            known_as: (legal != known_as && !legal.is_empty()).then(|| known_as.clone()),
            legal_name: if legal.is_empty() { known_as } else { legal },
            date_of_birth: pupil.born,
            age: pupil.born.and_then(|born| age_on(born, today)).and_then(|age| u16::try_from(age).ok()),
            upn: pupil.upn.clone(),
            year: pupil.year_group.clone(),
            tutor_group: pupil.reg_group.clone(),
            address: self.address(),
            status: status
                .into_iter()
                .filter(|(holds, _)| *holds)
                .map(|(_, words)| words.to_owned())
                .collect(),
        }
    }

    fn address(&self) -> bundle::Address {
        let lines: Vec<String> = self.pupil.address.iter().chain(&self.pupil.postcode).cloned().collect();
        if self.safe_contact.as_ref().is_some_and(|rules| rules.address_restricted) {
            bundle::Address::Restricted
        } else if lines.is_empty() {
            bundle::Address::NotKnown
        } else {
            bundle::Address::Lines { lines }
        }
    }

    pub(super) fn contacts(&self) -> Vec<bundle::Contact> {
        let restricted = self.safe_contact.as_ref().is_some_and(|rules| rules.address_restricted);
        let contact = |contact: &encircle_domain::contact::Contact| bundle::Contact {
            name: contact.full_name(),
            relation: contact.relationship_words().unwrap_or("not known").to_owned(),
            parental_responsibility: match contact.responsibility {
                ParentalResponsibility::Yes => bundle::Responsibility::Yes,
                ParentalResponsibility::No => bundle::Responsibility::No,
                ParentalResponsibility::NotKnown => bundle::Responsibility::NotKnown,
            },
            phones: contact.phones.clone(),
            address: match contact.address.is_empty() {
                _ if restricted => bundle::Address::Restricted,
                true => bundle::Address::NotKnown,
                false => bundle::Address::Lines {
                    lines: contact.address.iter().chain(&contact.postcode).cloned().collect(),
                },
            },
            note: contact.court_order.then(|| "A court order names this contact".to_owned()),
        };
        self.pupil.contacts.iter().map(contact).collect()
    }

    pub(super) fn safe_contact(&self) -> bundle::SafeContact {
        let rules = self.safe_contact.clone().unwrap_or_default();
        bundle::SafeContact {
            ring: rules.ring.into_iter().collect(),
            never_tell: rules.never_tell.into_iter().collect(),
            notes: rules.court_orders.into_iter().collect(),
        }
    }

    pub(super) fn entries(&self, people: &People) -> Vec<bundle::Entry> {
        self.rows.iter().map(|row| entry(row, people, &self.naming)).collect()
    }

    pub(super) fn others(&self) -> Vec<bundle::OtherChild> {
        self.naming.others.clone()
    }

    /// The text as the recipient may read it.
    pub(super) fn told(&self, text: &str) -> String {
        self.naming.text(text)
    }

    pub(super) fn signs(&self) -> Vec<bundle::SignMark> {
        let mut marks = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let concern = &row.current;
            let Some(on) = concern.happened.day() else { continue };
            marks.extend(concern.signs.iter().map(|sign| bundle::SignMark {
                sign: *sign,
                on,
                source: source(concern.source),
                evidence: self.naming.text(&super::convert::opening(&concern.what_happened)),
                entry: Some(i + 1),
            }));
        }
        marks
    }

    /// What was done and decided under the chosen entries, oldest first.
    pub(super) fn done(&self) -> Vec<bundle::Done> {
        let mut done = Vec::new();
        for row in self.rows.iter().rev() {
            if let Some(text) = &row.current.done {
                done.push(bundle::Done { on: Some(event_time(row).date()), text: self.naming.text(text) });
            }
            for follow_up in &row.follow_ups {
                if let Some(text) = &follow_up.follow_up.done {
                    let on = Some(to_local(follow_up.at).date());
                    done.push(bundle::Done { on, text: self.naming.text(text) });
                }
            }
        }
        done.sort_by_key(|done| done.on);
        done
    }
}

/// The event's time, or the recorded time when nobody knows it.
pub(super) fn event_time(row: &ConcernRow) -> NaiveDateTime {
    row.current.happened.earliest().unwrap_or_else(|| to_local(row.recorded_at))
}

fn source(source: Source) -> bundle::Source {
    match source {
        Source::Seen => bundle::Source::Seen,
        Source::Told => bundle::Source::Told,
        Source::Opinion => bundle::Source::Opinion,
    }
}

fn happened(happened: Happened) -> bundle::Happened {
    match happened {
        Happened::Exact(at) => bundle::Happened::Exact { at },
        Happened::About(at) => bundle::Happened::About { at },
        Happened::OnDay(on) => bundle::Happened::Day { on },
        Happened::Between(from, to) => bundle::Happened::Between { from, to },
        Happened::NotKnown => bundle::Happened::NotKnown,
    }
}

fn decision_words(decision: Decision) -> &'static str {
    match decision {
        Decision::Watch => "Keep watch",
        Decision::Support => "Support in school",
        Decision::Refer => "Refer",
        Decision::None => "No further action",
        Decision::Later => "Not decided yet",
    }
}

fn entry(row: &ConcernRow, people: &People, naming: &Naming) -> bundle::Entry {
    let concern = &row.current;
    let latest =
        row.follow_ups.iter().rev().map(|row| &row.follow_up).find(|follow_up| follow_up.decision.is_some());
    let decision = latest.and_then(|follow_up| follow_up.decision).or(concern.decision);
    let reason = latest.map_or(concern.reason.as_deref(), |follow_up| follow_up.reason.as_deref());
    let recorder = people.name(row.author);
    let by = match concern.source {
        Source::Told => naming.optional(concern.told_by.as_deref()),
        Source::Seen | Source::Opinion => {
            naming.optional(concern.told_by.as_deref()).or(Some(recorder.clone()))
        }
    };
    bundle::Entry {
        happened: happened(concern.happened),
        told_at: concern.told_at,
        recorded_at: to_local(row.recorded_at),
        recorded_by: recorder,
        source: source(concern.source),
        by,
        what_happened: naming.text(&concern.what_happened),
        exact_words: naming.optional(concern.exact_words.as_deref()),
        words_of: None,
        question_asked: naming.optional(concern.question_asked.as_deref()),
        signs: concern.signs.clone(),
        categories: concern.categories.iter().map(|category| naming.text(category)).collect(),
        done: naming.optional(concern.done.as_deref()),
        decision: decision.map(|decision| decision_words(decision).to_owned()),
        reason: naming.optional(reason),
        amendments: amendments(row, people, naming),
    }
}

fn amendments(row: &ConcernRow, people: &People, naming: &Naming) -> Vec<bundle::Amendment> {
    let mut before: &Concern = &row.original;
    let mut amendments = Vec::with_capacity(row.amendments.len());
    for amendment in &row.amendments {
        let changed = before.what_happened != amendment.text.what_happened;
        amendments.push(bundle::Amendment {
            at: to_local(amendment.at),
            by: people.name(amendment.author),
            text: naming.text(&amendment.why),
            reason: None,
            former: changed.then(|| naming.text(&before.what_happened)),
        });
        before = &amendment.text;
    }
    amendments
}

/// The chronology as a PDF, exactly what the filter leaves, and how many entries that is.
pub(super) fn chronology_pdf(
    session: &mut Session,
    asked: GetChronology,
) -> Result<(Vec<u8>, u32), ApiError> {
    let id = session.pupil_id(&asked.pupil, "pupil")?;
    let from = optional_date(asked.from.as_deref(), "from")?;
    let to = optional_date(asked.to.as_deref(), "to")?;
    let sign = asked.sign.map(encircle_domain::sign::Sign::from);
    let chosen = |row: &ConcernRow| {
        let day = event_time(row).date();
        from.is_none_or(|from| day >= from)
            && to.is_none_or(|to| day <= to)
            && sign.is_none_or(|sign| row.current.signs.contains(&sign))
            && asked.category.as_ref().is_none_or(|category| row.current.categories.contains(category))
    };
    let now = session.ports.clock.local();
    let mut material =
        Material::gather(session, id, chosen, (asked.from.as_deref(), asked.to.as_deref()), &[])?;
    if asked.oldest_first {
        material.rows.reverse();
    }
    let open = session.open()?;
    let people = People::of(&open.store)?;
    let mut words = vec![match (from, to) {
        (None, None) => "All dates".to_owned(),
        (Some(from), None) => format!("From {}", day_in_words(from)),
        (None, Some(to)) => format!("Up to {}", day_in_words(to)),
        (Some(from), Some(to)) => format!("{} to {}", day_in_words(from), day_in_words(to)),
    }];
    words.extend(sign.map(|sign| format!("sign: {}", sign.title())));
    words.extend(asked.category.map(|category| format!("category: {category}")));
    let chronology = bundle::Chronology {
        reference: format!("Chronology of {}", now.date().format("%Y-%m-%d")),
        made_up: open.made_up,
        marking: MARKING.to_owned(),
        child: material.child(now.date()),
        school: open.school.name.clone(),
        made_by: open.me.name.clone(),
        made_at: now,
        chosen: words.join(", "),
        entries: material.entries(&people),
        entries_total: material.total,
        newest_first: !asked.oldest_first,
        others: material.others(),
        attendance: material.attendance(),
        signs: material.signs(),
        flags: Vec::new(),
    };
    let entries = count(chronology.entries.len());
    Ok((encircle_export::chronology(&chronology)?.pdf, entries))
}

pub(super) const fn marking() -> &'static str {
    MARKING
}
