//! Pupils: the list, a pupil's file, the safe-contact rules.

use std::collections::HashMap;

use chrono::NaiveDate;
use encircle_domain::PupilId;
use encircle_domain::contact::SafeContact;
use encircle_domain::event::Event;
use encircle_domain::may::Act;
use encircle_domain::pupil::{Pupil, age_on, is_on_roll};
use encircle_domain::upn::{Upn, Verdict};
use encircle_store::{NewEvent, PupilRow, Store};

use super::convert::text;
use crate::contract::*;
use crate::{ApiError, ErrorCode, Session};

/// Pupils in one answer unless asked otherwise.
const ROWS: u32 = 200;

/// Names of pupils by id, looked up once a reply.
pub(super) struct PupilNames<'a> {
    store: &'a Store,
    known: HashMap<PupilId, String>,
}

impl<'a> PupilNames<'a> {
    pub(super) fn of(store: &'a Store) -> Self {
        Self { store, known: HashMap::new() }
    }

    /// What the pupil is called; the id when the vault holds no such pupil any more.
    pub(super) fn known_as(&mut self, id: PupilId) -> Result<String, ApiError> {
        if let Some(name) = self.known.get(&id) {
            return Ok(name.clone());
        }
        let name = self.store.pupil(id)?.map_or_else(|| id.to_string(), |pupil| pupil.name.known_as());
        self.known.insert(id, name.clone());
        Ok(name)
    }
}

impl Session {
    /// Pupils in the order of names; found by any spelling, UPN or admission number.
    pub fn list_pupils(&mut self, asked: ListPupils) -> Result<Vec<PupilRowView>, ApiError> {
        let today = self.ports.clock.local().date();
        self.allowed(Act::FindPupil)?;
        let visible = self.visible()?;
        let store = visible.store();
        let find = asked.find.as_deref();
        // Who may not read a file finds its pupil by name alone: no number finds it.
        let by_number = find.is_some_and(|find| find.chars().any(|typed| typed.is_ascii_digit()));
        let mut rows = store.pupils(find, asked.limit.unwrap_or(ROWS))?;
        rows.retain(|row| !by_number || visible.sees(row.id));
        let mut same_name: HashMap<String, u32> = HashMap::new();
        for row in &rows {
            *same_name.entry(row.name.known_as()).or_default() += 1;
        }
        Ok(rows
            .into_iter()
            .map(|row| {
                let (sees, restricted) = (visible.sees(row.id), visible.restricts(row.id));
                let view = row_view(row, today, &same_name, restricted);
                if sees { view } else { by_name_only(view) }
            })
            .collect())
    }

    /// A pupil's identity bar, contacts and safe-contact rules. Opening the file is an event.
    pub fn get_pupil(&mut self, asked: GetPupil) -> Result<PupilView, ApiError> {
        let id = self.file(Act::ReadFile, &asked.pupil)?;
        if asked.opening {
            self.commit(vec![NewEvent::of(Event::FileOpened { pupil: id })])?;
        }
        self.pupil_view(id)
    }

    /// Sets whom to ring and whom never to tell.
    pub fn set_safe_contact(&mut self, asked: SetSafeContact) -> Result<PupilView, ApiError> {
        let pupil = self.file(Act::SetSafeContact, &asked.pupil)?;
        let rules = SafeContact {
            ring: text(asked.ring),
            never_tell: text(asked.never_tell),
            court_orders: text(asked.court_orders),
            address_restricted: asked.address_restricted,
        };
        self.commit(vec![NewEvent::of(Event::SafeContactSet { pupil, rules })])?;
        self.pupil_view(pupil)
    }

    fn pupil_view(&self, id: PupilId) -> Result<PupilView, ApiError> {
        let today = self.ports.clock.local().date();
        let visible = self.visible()?;
        let store = visible.store();
        let pupil = store.pupil(id)?.ok_or(ErrorCode::PupilNotFound)?;
        let safe = store.safe_contact(id)?;
        let entries = visible.entry_count(id)?;
        let to_note = to_note(&pupil, safe.as_ref());
        let name = &pupil.name;
        Ok(PupilView {
            id: id.to_string(),
            known_as: name.known_as(),
            short: name.short().to_owned(),
            legal: name.legal(),
            initials: name.initials(),
            born: pupil.born.map(|day| day.to_string()),
            age: pupil.born.and_then(|born| age_on(born, today)),
            to_note,
            safe_contact: safe_contact_view(safe),
            contacts: pupil.contacts.iter().map(contact_view).collect(),
            left: pupil.left.filter(|_| !pupil.is_on_roll(today)).map(|day| day.to_string()),
            totals: pupil.totals.iter().map(totals_view).collect(),
            year_group: pupil.year_group,
            reg_group: pupil.reg_group,
            upn: pupil.upn,
            admission_number: pupil.admission_number,
            address: pupil.address.into_iter().chain(pupil.postcode).collect(),
            phones: pupil.phones,
            entries,
            named_people_only: visible.closed(id).is_some(),
            entries_restricted: !visible.hiding_in(id)?.is_empty(),
        })
    }
}

/// What somebody who may not read a pupil's file needs to record about the right one: a name, a year, a form, and the birthday of two
/// who share a name.
fn by_name_only(row: PupilRowView) -> PupilRowView {
    let (born, age) = if row.look_alike { (row.born, row.age) } else { (None, None) };
    PupilRowView { legal: row.known_as.clone(), upn: None, born, age, ..row }
}

fn row_view(
    row: PupilRow,
    today: NaiveDate,
    same_name: &HashMap<String, u32>,
    restricted: bool,
) -> PupilRowView {
    let known_as = row.name.known_as();
    PupilRowView {
        id: row.id.to_string(),
        listed: row.name.listed(),
        legal: row.name.legal(),
        born: row.born.map(|day| day.to_string()),
        age: row.born.and_then(|born| age_on(born, today)),
        year_group: row.year_group,
        reg_group: row.reg_group,
        upn: row.upn,
        left: row.left.filter(|_| !is_on_roll(row.admitted, row.left, today)).map(|day| day.to_string()),
        look_alike: same_name.get(&known_as).is_some_and(|many| *many > 1),
        restricted,
        known_as,
    }
}

fn to_note(pupil: &Pupil, safe: Option<&SafeContact>) -> Vec<PupilNote> {
    let verdict = pupil.upn.as_deref().and_then(|upn| Upn::parse(upn).ok()).map(|upn| upn.verdict());
    let restricted = safe.is_some_and(|rules| rules.address_restricted);
    let ordered = safe.is_some_and(|rules| rules.court_orders.is_some());
    let notes = [
        (pupil.in_care == Some(true), PupilNote::InCare),
        (pupil.sen_provision.as_deref() == Some("E"), PupilNote::EhcPlan),
        (matches!(pupil.sen_provision.as_deref(), Some("K" | "A" | "P")), PupilNote::SenSupport),
        (ordered || pupil.contacts.iter().any(|contact| contact.court_order), PupilNote::CourtOrder),
        (restricted, PupilNote::AddressRestricted),
        (matches!(verdict, Some(Verdict::Temporary)), PupilNote::UpnTemporary),
        (matches!(verdict, Some(Verdict::WrongCheckLetter { .. })), PupilNote::UpnWrongLetter),
        (pupil.free_school_meals == Some(true), PupilNote::FreeSchoolMeals),
    ];
    notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note).collect()
}

fn safe_contact_view(rules: Option<SafeContact>) -> SafeContactView {
    let set = rules.is_some();
    let rules = rules.unwrap_or_default();
    SafeContactView {
        set,
        ring: rules.ring,
        never_tell: rules.never_tell,
        court_orders: rules.court_orders,
        address_restricted: rules.address_restricted,
    }
}

fn contact_view(contact: &encircle_domain::contact::Contact) -> ContactView {
    ContactView {
        order: contact.order,
        name: contact.full_name(),
        relationship: contact.relationship_words().map(str::to_owned),
        responsibility: contact.responsibility.into(),
        phones: contact.phones.clone(),
        court_order: contact.court_order,
        address_as_pupil: contact.address_as_pupil,
    }
}

fn totals_view(totals: &encircle_domain::pupil::YearTotals) -> YearTotalsView {
    YearTotalsView {
        school_year: format!("{} to {}", totals.year, totals.year + 1),
        school: totals.school.clone(),
        possible: totals.possible,
        attended: totals.attended,
        authorised: totals.authorised,
        unauthorised: totals.unauthorised,
    }
}
