//! What leads are told of, and what is due. Never here: the sentences, and which events are notices (`domain::notice`).

use std::collections::HashSet;

use chrono::TimeDelta;
use encircle_domain::may::{Act, Subject};
use encircle_domain::notice::NoticeKind as Kind;
use encircle_domain::person::Role;
use encircle_domain::{Event, EventId};
use encircle_store::{NewEvent, NoticeRow};

use super::people::{People, leads};
use super::pupil::PupilNames;
use super::recovery::check_due;
use crate::contract::*;
use crate::local_time::instant;
use crate::{ApiError, ErrorCode, Session};

/// After so long the passphrase is asked for once more.
const PASSPHRASE_CHECK_DAYS: i64 = 30;

impl Session {
    /// What the person at the laptop has not acknowledged, and what is due.
    pub fn get_notices(&mut self, _: Nothing) -> Result<NoticesView, ApiError> {
        self.may(Act::Enter, Subject::Vault)?;
        let open = self.open()?;
        let people = open.store.people()?;
        // Nothing in a made-up school is worth a kit, and its passphrase stands on its cover.
        let tried_out = self.place == Place::Sample;
        let now = self.ports.clock.now();
        let mine = people.iter().find(|row| row.person.id == open.me.id);
        let passphrase_check_due = !tried_out
            && mine.is_some_and(|row| now - row.passphrase_at >= TimeDelta::days(PASSPHRASE_CHECK_DAYS));
        let lead = leads(&open.me, &people);
        let kits = if lead && !tried_out { open.store.kits()? } else { Vec::new() };
        let confirmed = kits.iter().any(|kit| kit.confirmed);
        let numbers = |due: &dyn Fn(&encircle_store::KitRow) -> bool| -> Vec<u8> {
            kits.iter().filter(|kit| due(kit)).map(|kit| kit.kit).collect()
        };
        let notices = self.unread(lead)?;
        Ok(NoticesView {
            notices,
            passphrase_check_due,
            kits_to_look_for: numbers(&|kit| kit.used_at.is_none() && check_due(kit, now)),
            kits_to_make: numbers(&|kit| kit.used_at.is_some() || !confirmed),
        })
    }

    /// What leads are told of goes to leads; that a closed file was opened in an emergency goes to everybody who is named.
    fn unread(&self, lead: bool) -> Result<Vec<NoticeView>, ApiError> {
        let visible = self.visible()?;
        let store = visible.store();
        let (people, mut names) = (People::of(store)?, PupilNames::of(store));
        let view = |NoticeRow { event, at, author, notice }| {
            let pupil = notice.pupil.filter(|pupil| visible.sees(*pupil));
            Ok(NoticeView {
                id: event.to_string(),
                kind: kind_view(notice.kind),
                at: instant(at),
                by: people.name(author),
                person: notice.person.map(|person| people.name(person)),
                role: notice.role.map(|role: Role| role.code().to_owned()),
                kit: notice.kit,
                pupil: pupil.map(|pupil| pupil.to_string()),
                pupil_name: pupil.map(|pupil| names.known_as(pupil)).transpose()?,
            })
        };
        let is_told = |row: &NoticeRow| match (row.notice.kind, row.notice.pupil) {
            (Kind::EmergencyOpening, Some(pupil)) => visible.is_told_of_opening(pupil, row.author),
            _ => lead,
        };
        store.unread_notices(self.open()?.me.id)?.into_iter().filter(is_told).map(view).collect()
    }

    /// The person has read these notices; they are not shown to them again.
    pub fn acknowledge_notices(&mut self, asked: AcknowledgeNotices) -> Result<NoticesView, ApiError> {
        self.may(Act::Enter, Subject::Vault)?;
        let open = self.open()?;
        let unread: HashSet<EventId> =
            open.store.unread_notices(open.me.id)?.into_iter().map(|row| row.event).collect();
        let mut notices = Vec::new();
        for id in &asked.notices {
            let id = EventId::parse(id).ok_or_else(|| ApiError::at(ErrorCode::InvalidId, "notices"))?;
            if unread.contains(&id) && !notices.contains(&id) {
                notices.push(id);
            }
        }
        if !notices.is_empty() {
            self.commit(vec![NewEvent::of(Event::NoticesSeen { notices })])?;
        }
        self.get_notices(Nothing {})
    }
}

fn kind_view(kind: Kind) -> NoticeKind {
    match kind {
        Kind::PersonAdded => NoticeKind::PersonAdded,
        Kind::PersonReadmitted => NoticeKind::PersonReadmitted,
        Kind::PersonRemoved => NoticeKind::PersonRemoved,
        Kind::RoleChanged => NoticeKind::RoleChanged,
        Kind::PassphraseChanged => NoticeKind::PassphraseChanged,
        Kind::KitMade => NoticeKind::KitMade,
        Kind::KitUsed => NoticeKind::KitUsed,
        Kind::EmergencyOpening => NoticeKind::EmergencyOpening,
        Kind::BackupRestored => NoticeKind::BackupRestored,
        Kind::CopyAccepted => NoticeKind::CopyAccepted,
    }
}
