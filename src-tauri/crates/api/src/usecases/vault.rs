//! Looking at, unlocking, locking and checking the vault.

use std::path::Path;

use encircle_domain::may::Act;
use encircle_store::keys::{self, DeviceSecret, SecretAnswer, SlotId};
use encircle_store::{PersonRow, Store};

use super::people::person_view;
use crate::contract::*;
use crate::local_time::instant;
use crate::ports::Answer;
use crate::sample;
use crate::session::{IDLE_MINUTES, Open};
use crate::{ApiError, ErrorCode, Session};

/// The keychain's name for this vault's half of the key.
pub(super) fn device_entry(vault_id: &[u8; 16], slot: SlotId) -> String {
    let hex = |bytes: &[u8]| -> String { bytes.iter().map(|byte| format!("{byte:02x}")).collect() };
    format!("{}/{}/device-secret", hex(vault_id), hex(&slot.0))
}

impl Session {
    pub(super) fn folder(&self) -> &Path {
        match self.place {
            Place::Own => &self.ports.own,
            Place::Sample => &self.ports.sample,
        }
    }

    /// What the program finds, without opening anything.
    pub fn get_status(&mut self, _: Nothing) -> Result<StatusView, ApiError> {
        self.finish_interrupted_restore();
        let backup = self.open.is_some().then(|| self.last_backup()).transpose()?;
        let state = match &self.open {
            Some(open) if open.kits.is_empty() => VaultState::Unlocked,
            Some(_) => VaultState::SettingUp,
            None if keys::is_taken(self.folder()) => VaultState::Locked,
            None => VaultState::None,
        };
        let open = self.open.as_ref();
        Ok(StatusView {
            state,
            place: self.place,
            made_up: open.is_some_and(|open| open.made_up),
            school: open.map(|open| SchoolView {
                name: open.school.name.clone(),
                laestab: open.school.laestab.to_string(),
            }),
            person: open.map(|open| person_view(&open.me)),
            locked_at: self.locked_at.map(instant),
            locked_because: (state == VaultState::Locked).then_some(self.locked_because),
            draft_kept: state == VaultState::Locked && self.draft_kept,
            sample_passphrase: (self.place == Place::Sample).then(|| sample::PASSPHRASE.to_owned()),
            sample_exists: keys::is_taken(&self.ports.sample),
            idle_minutes: IDLE_MINUTES,
            theme: self.theme(),
            today: self.ports.clock.local().date().to_string(),
            backup,
            placement: self.placement(),
        })
    }

    /// Turns to the school's own vault or to the made-up one, while locked.
    pub fn choose_place(&mut self, asked: ChoosePlace) -> Result<StatusView, ApiError> {
        if self.open.is_some() {
            return Err(ErrorCode::AlreadyUnlocked.into());
        }
        self.place = asked.place;
        self.get_status(Nothing {})
    }

    /// Opens the vault. What stands in the way is told apart: keys, keychain, passphrase, records.
    pub fn unlock(&mut self, asked: Unlock) -> Result<StatusView, ApiError> {
        if self.open.is_some() {
            return Err(ErrorCode::AlreadyUnlocked.into());
        }
        self.finish_interrupted_restore();
        self.keeping.held = None;
        self.recovering = None;
        let folder = self.folder().to_owned();
        let header = keys::read(&folder)?;
        let keychain = &self.ports.keychain;
        let secrets = |slot: &SlotId| match keychain.read(&device_entry(&header.vault_id(), *slot)) {
            // An entry of another length is not the one that this program wrote: replaced, which 32 noughts say as well.
            Answer::Found(bytes) => {
                SecretAnswer::Found(DeviceSecret::from_bytes(&mut bytes.try_into().unwrap_or([0; 32])))
            }
            Answer::NoEntry => SecretAnswer::NoEntry,
            Answer::Unavailable => SecretAnswer::Unavailable,
        };
        let unlocked = keys::unlock(&header, &asked.passphrase, &secrets)?;
        let store = Store::open_unlocked(&folder, &unlocked)?;
        let author = unlocked.author().ok_or(ErrorCode::NotAllowed)?;
        // Who a slot belongs to is what a signed event says, never the header alone.
        let members = store.members()?;
        members.check(unlocked.slots())?;
        let is_me = |row: &PersonRow| row.person.id == author.person && !row.removed;
        let me = store.people()?.into_iter().find(is_me).ok_or(ErrorCode::KeysForged)?;
        let (school, made_up) = (store.school()?, store.made_up()?);
        if made_up != unlocked.made_up() {
            return Err(ErrorCode::KeysForged.into());
        }
        if !header.copies_agree() {
            // The first copy opened the vault, so the second may follow; if it cannot, the next unlocking tries again.
            let _ = keys::write(&folder, &header);
        }
        self.let_in(Open {
            store,
            unlocked,
            author,
            me: me.person,
            school,
            made_up,
            kits: Vec::new(),
            new_kit: None,
            import: None,
            transfer: None,
            open_days: Default::default(),
        })?;
        self.get_status(Nothing {})
    }

    /// Closes the vault, once the backup that is due is made.
    pub fn lock(&mut self, _: Nothing) -> Result<StatusView, ApiError> {
        self.finish_due_backup();
        self.leave(LockReason::Asked);
        self.get_status(Nothing {})
    }

    /// A key was pressed or a pointer moved.
    pub fn keep_awake(&mut self, _: Nothing) -> Result<Nothing, ApiError> {
        self.active_at = self.ports.clock.now();
        Ok(Nothing {})
    }

    /// Reads every event, hash, signature and payload.
    pub fn check(&mut self, _: Nothing) -> Result<CheckView, ApiError> {
        self.allowed(Act::KeepVault)?;
        let open = self.open()?;
        let verified = open.store.verify()?;
        let newest = open.store.audit(None, 1)?.first().map(|row| instant(row.at));
        Ok(CheckView {
            events: u32::try_from(verified.events).unwrap_or(u32::MAX),
            made_up: open.made_up,
            newest,
            head: self.head()?,
            placement: self.placement(),
        })
    }

    /// Makes the made-up school and opens it.
    pub fn create_sample(&mut self, asked: CreateSample) -> Result<StatusView, ApiError> {
        let former = std::mem::replace(&mut self.place, Place::Sample);
        let made = self.make_sample(asked);
        if made.is_err() {
            self.close(LockReason::Asked);
            self.place = former;
        }
        made?;
        self.get_status(Nothing {})
    }
}
