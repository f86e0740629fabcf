//! Coming back with a recovery kit, and looking after the kits. Never here: a kit's words after it was typed back.

use chrono::{DateTime, TimeDelta, Utc};
use encircle_domain::may::Act;
use encircle_domain::person::{Person, Role};
use encircle_domain::{Event, PersonId};
use encircle_store::keys::{self, Header, KitSecret, NewKitSlot, Unlocked};
use encircle_store::{KitRow, NewEvent, Store};
use rand_core::Rng;

use super::people::{Admitted, person_view};
use super::set_up::{named, words_of};
use crate::contract::*;
use crate::local_time::instant;
use crate::session::Open;
use crate::{ApiError, ErrorCode, Session};

/// After so long somebody looks whether a kit is where it should be.
const KIT_CHECK_DAYS: i64 = 365;

/// A vault that a kit opened. Nobody signs anything in it before they have said who they are.
pub(crate) struct Recovering {
    header: Header,
    unlocked: Unlocked,
    store: Store,
    kit: u8,
}

/// Whether it is a year since somebody had the kit in hand.
pub(super) fn check_due(kit: &KitRow, now: DateTime<Utc>) -> bool {
    now - kit.checked_at >= TimeDelta::days(KIT_CHECK_DAYS)
}

impl Session {
    /// Opens the vault with the words of a kit and tells who may come back.
    pub fn open_with_kit(&mut self, asked: OpenWithKit) -> Result<RecoveryView, ApiError> {
        if self.open.is_some() {
            return Err(ErrorCode::AlreadyUnlocked.into());
        }
        // The vault is held by one at a time, also by a former attempt.
        (self.recovering, self.keeping.held) = (None, None);
        let folder = self.folder().to_owned();
        let header = keys::read(&folder)?;
        let unlocked = keys::unlock_with_kit(&header, &asked.words)?;
        let store = Store::open_unlocked(&folder, &unlocked)?;
        store.members()?.check(unlocked.slots())?;
        let (school, made_up) = (store.school()?, store.made_up()?);
        if made_up != unlocked.made_up() {
            return Err(ErrorCode::KeysForged.into());
        }
        let people = store.people()?.into_iter().filter(|row| !row.removed);
        let people = people.map(|row| person_view(&row.person)).collect();
        let kit = number_of(&store.kits()?, &unlocked);
        self.active_at = self.ports.clock.now();
        self.recovering = Some(Recovering { header, unlocked, store, kit });
        Ok(RecoveryView { school: school.name, made_up, kit, people })
    }

    /// Binds the vault to this laptop for whoever holds the kit, and opens it.
    pub fn finish_recovery(&mut self, asked: FinishRecovery) -> Result<RecoveredView, ApiError> {
        self.refuse_weak(&asked.passphrase)?;
        let person = self.who_comes_back(&asked)?;
        let recovering = self.recovering.as_ref().ok_or(ErrorCode::RecoveryGone)?;
        let opened = (&recovering.header, &recovering.unlocked);
        let admitted = Admitted::make(&mut self.ports, opened, person.id, &asked.passphrase)?;
        let author = admitted.unlocked.author().ok_or(ErrorCode::KeysForged)?;
        let Recovering { mut store, kit, .. } = self.recovering.take().ok_or(ErrorCode::RecoveryGone)?;
        let now = self.ports.clock.now();
        let events = vec![admitted.event(person.clone())?, Event::KitUsed { kit }];
        let events = events.into_iter().map(NewEvent::of).collect();
        store.commit(&author, now, &mut self.ports.random, events)?;
        keys::write(self.folder(), &admitted.header)?;
        let (school, made_up) = (store.school()?, store.made_up()?);
        self.let_in(Open {
            store,
            unlocked: admitted.unlocked,
            author,
            me: person,
            school,
            made_up,
            kits: Vec::new(),
            new_kit: None,
            import: None,
            transfer: None,
            open_days: Default::default(),
        })?;
        let status = self.get_status(Nothing {})?;
        Ok(RecoveredView { status, bound_to_laptop: admitted.bound_to_laptop, kit })
    }

    fn who_comes_back(&mut self, asked: &FinishRecovery) -> Result<Person, ApiError> {
        let recovering = self.recovering.as_ref().ok_or(ErrorCode::RecoveryGone)?;
        if let Some(person) = &asked.person {
            let id = PersonId::parse(person);
            let mut people = recovering.store.people()?.into_iter();
            let row = people.find(|row| Some(row.person.id) == id && !row.removed);
            return row
                .map(|row| row.person)
                .ok_or_else(|| ApiError::at(ErrorCode::PersonNotFound, "person"));
        }
        let name = named(asked.name.as_deref().unwrap_or_default(), "name")?;
        let role = asked.role.as_deref().and_then(Role::from_code);
        let role = role.ok_or_else(|| ApiError::at(ErrorCode::InvalidChoice, "role"))?;
        let mut id = [0; 16];
        self.ports.random.fill_bytes(&mut id);
        Ok(Person { id: PersonId(id), name, role })
    }

    /// Closes what a kit opened; nothing has changed.
    pub fn cancel_recovery(&mut self, _: Nothing) -> Result<Nothing, ApiError> {
        self.recovering = None;
        Ok(Nothing {})
    }

    /// The kits and how it stands with them.
    pub fn list_kits(&mut self, _: Nothing) -> Result<Vec<KitStateView>, ApiError> {
        let kits = self.allowed(Act::ManagePeople)?.kits()?;
        let (slots, now) = (self.header()?.slot_keys(), self.ports.clock.now());
        let state = |row: &KitRow| KitStateView {
            kit: row.kit,
            made_at: instant(row.made_at),
            confirmed: row.confirmed,
            opens: slots.iter().any(|slot| slot.person.is_none() && slot.public_key == row.slot_key),
            used_at: row.used_at.map(instant),
            checked_at: (row.checked_at > row.made_at || row.confirmed).then(|| instant(row.checked_at)),
            check_due: check_due(row, now),
        };
        Ok(kits.iter().map(state).collect())
    }

    /// Draws the words of a kit in the place of kit 1 or 2. Nothing changes before they are typed back.
    pub fn make_kit(&mut self, asked: MakeKit) -> Result<KitView, ApiError> {
        self.manage()?;
        if !(1..=2).contains(&asked.kit) {
            return Err(ApiError::at(ErrorCode::InvalidChoice, "kit"));
        }
        let secret = KitSecret::random(&mut self.ports.random);
        let words = words_of(&secret);
        self.open_mut()?.new_kit = Some((asked.kit, secret));
        Ok(KitView { kit: asked.kit, words })
    }

    /// The new kit typed back takes the place of the former one, which opens nothing from then on.
    pub fn confirm_new_kit(&mut self, asked: ConfirmKit) -> Result<Vec<KitStateView>, ApiError> {
        self.manage()?;
        let header = self.header()?;
        let open = self.open.as_ref().ok_or(ErrorCode::Locked)?;
        let (kit, secret) =
            open.new_kit.as_ref().filter(|(kit, _)| *kit == asked.kit).ok_or(ErrorCode::KitGone)?;
        let typed = KitSecret::parse(&asked.words).map_err(keys::KeysError::from)?;
        if !typed.matches(secret) {
            return Err(ApiError::at(ErrorCode::KitWrong, "words"));
        }
        let kit = *kit;
        let slot = NewKitSlot::make(&open.unlocked, secret, &mut self.ports.random);
        let slot_key = slot.public_key();
        let others = open.store.kits()?.into_iter().filter(|row| row.kit != kit);
        let keep: Vec<_> = others.map(|row| row.slot_key).collect();
        let next = slot.into_header(&header, &open.unlocked, &keep)?;
        // The event first: a slot that no event names would be a forged one.
        let events = [Event::KitMade { kit, slot_key }, Event::KitConfirmed { kit }];
        self.commit(events.into_iter().map(NewEvent::of).collect())?;
        keys::write(self.folder(), &next)?;
        self.open_mut()?.new_kit = None;
        self.list_kits(Nothing {})
    }

    /// Somebody looked: the kit is where it should be.
    pub fn check_kit(&mut self, asked: CheckKit) -> Result<Vec<KitStateView>, ApiError> {
        let kits = self.allowed(Act::ManagePeople)?.kits()?;
        if !kits.iter().any(|row| row.kit == asked.kit) {
            return Err(ApiError::at(ErrorCode::InvalidChoice, "kit"));
        }
        self.commit(vec![NewEvent::of(Event::KitChecked { kit: asked.kit })])?;
        self.list_kits(Nothing {})
    }
}

/// Which kit opened the vault: the one of that key or, when a new kit never came into the header, the one without a slot.
fn number_of(kits: &[KitRow], unlocked: &Unlocked) -> u8 {
    let has_slot = |row: &&KitRow| unlocked.slots().iter().any(|slot| slot.public_key == row.slot_key);
    let used = unlocked.slots().iter().find(|slot| slot.slot == unlocked.slot_id());
    let exact = kits.iter().find(|row| used.is_some_and(|slot| slot.public_key == row.slot_key));
    exact.or_else(|| kits.iter().find(|row| !has_slot(row))).map_or(1, |row| row.kit)
}
