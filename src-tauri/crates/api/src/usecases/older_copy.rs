//! Which copy of the vault this is. The keychain keeps the last head that this laptop saw; a copy that does not have it is named,
//! and shows nothing but counts and dates until a person accepts it.

use chrono::TimeDelta;
use encircle_domain::backup::{ChainEnd, Continuation};
use encircle_domain::may::Act;
use encircle_store::heads::{self, Agreement, Kept, LastSeen};
use encircle_store::keys::SlotId;

use super::backup::hex;
use crate::contract::*;
use crate::local_time::instant;
use crate::ports::Answer;
use crate::session::Open;
use crate::{ApiError, ErrorCode, Session};

/// How often the keychain learns how far the journal has come.
const EVERY: TimeDelta = TimeDelta::minutes(5);
/// Fewer characters of a printed head could be those of another one.
const LEAST_OF_A_HEAD: usize = 8;

/// A copy that is open and not accepted.
pub(crate) struct Held {
    open: Open,
    forked: bool,
    /// None when it was sealed under a key that this copy does not have.
    last_seen: Option<LastSeen>,
    epoch_last_seen: u32,
}

/// The keychain's name for the last head.
pub(super) fn head_entry(vault_id: &[u8; 16], slot: SlotId) -> String {
    format!("{}/{}/last-head", hex(vault_id), hex(&slot.0))
}

impl Session {
    /// Lets a person in whose keys have opened the vault; a copy that is not the one last seen is held until it is accepted.
    pub(super) fn let_in(&mut self, open: Open) -> Result<(), ApiError> {
        self.keeping.held = None;
        self.keeping.head_known = false;
        self.keeping.haste.is_over();
        self.active_at = self.ports.clock.now();
        // Who restored a backup was told what it lacks. The made-up school is kept by no keychain.
        if !open.made_up && !open.store.owes_continuation()? {
            let entry = head_entry(&open.unlocked.vault_id(), open.unlocked.slot_id());
            let kept = match self.ports.keychain.read(&entry) {
                Answer::Found(bytes) => heads::open_last_seen(&open.unlocked, &bytes),
                Answer::NoEntry | Answer::Unavailable => Kept::Nothing,
            };
            self.keeping.head_known = kept != Kept::Nothing;
            let held = match kept {
                Kept::Nothing => None,
                Kept::LaterEpoch(epoch) => Some((false, None, epoch)),
                Kept::Seen(seen) => match open.store.agreement(&seen.end)? {
                    Agreement::Agrees => None,
                    Agreement::Older => Some((false, Some(seen), seen.epoch)),
                    Agreement::Forked => Some((true, Some(seen), seen.epoch)),
                },
            };
            if let Some((forked, last_seen, epoch_last_seen)) = held {
                self.keeping.held = Some(Held { open, forked, last_seen, epoch_last_seen });
                return Err(if forked { ErrorCode::Forked } else { ErrorCode::OlderCopy }.into());
            }
        }
        self.go_on_with(open)
    }

    fn go_on_with(&mut self, mut open: Open) -> Result<(), ApiError> {
        let (now, epoch) = (self.ports.clock.now(), open.unlocked.epoch());
        self.bring_over(&mut open)?;
        open.store.commit_continuation(&open.author, now, &mut self.ports.random)?;
        let brought_over = open.unlocked.epoch() != epoch;
        self.open = Some(open);
        if brought_over {
            // The entry of before is sealed under a key that is no more.
            self.keep_head();
        }
        Ok(())
    }

    /// What is known of a copy that waits to be accepted.
    pub fn get_older_copy(&mut self, _: Nothing) -> Result<OlderCopyView, ApiError> {
        let held = self.keeping.held.as_ref().ok_or(ErrorCode::NoOlderCopy)?;
        let store = &held.open.store;
        let device = held.last_seen.map_or(store.identity().device_id, |seen| seen.end.device_id);
        Ok(OlderCopyView {
            forked: held.forked,
            epoch: store.identity().epoch,
            epoch_last_seen: held.epoch_last_seen,
            events: store.events_of(&device)?,
            events_last_seen: held.last_seen.map(|seen| u32::try_from(seen.end.seq).unwrap_or(u32::MAX)),
            newest: store.audit(None, 1)?.first().map(|row| instant(row.at)),
            last_seen_at: held.last_seen.map(|seen| instant(seen.at)),
        })
    }

    /// A person takes responsibility for this copy: it goes on under a new device, and every lead sees so.
    pub fn accept_older_copy(&mut self, _: Nothing) -> Result<StatusView, ApiError> {
        let held = self.keeping.held.take().ok_or(ErrorCode::NoOlderCopy)?;
        let Held { mut open, forked, last_seen, .. } = held;
        let nothing = ChainEnd { device_id: [0; 16], seq: 0, head: [0; 32] };
        let last_seen = last_seen.map_or(nothing, |seen| seen.end);
        let device_id = SlotId::random(&mut self.ports.random).0;
        open.store.continue_as(device_id, Continuation::CopyAccepted { last_seen, forked })?;
        self.go_on_with(open)?;
        self.keep_head();
        self.get_status(Nothing {})
    }

    /// Compares a printed head with the journal.
    pub fn compare_head(&mut self, asked: CompareHead) -> Result<HeadComparedView, ApiError> {
        let store = self.allowed(Act::KeepVault)?;
        let typed: String =
            asked.hash.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        if typed.len() < LEAST_OF_A_HEAD || typed.len() > 64 || !typed.bytes().all(|b| b.is_ascii_hexdigit())
        {
            return Err(ApiError::at(ErrorCode::InvalidChoice, "hash"));
        }
        let found = store.event_with_hash(&typed)?;
        Ok(HeadComparedView {
            found: found.is_some(),
            seq: found.map(|(seq, _)| u32::try_from(seq).unwrap_or(u32::MAX)),
            recorded_at: found.map(|(_, at)| instant(at)),
        })
    }

    /// The end of this copy's journal.
    pub(super) fn head(&self) -> Result<HeadView, ApiError> {
        let store = &self.open()?.store;
        let head = store.head();
        Ok(HeadView {
            epoch: store.identity().epoch,
            seq: u32::try_from(head.seq).unwrap_or(u32::MAX),
            hash: hex(&head.hash),
            known: if self.keeping.head_known { HeadKnown::Agrees } else { HeadKnown::NotKept },
        })
    }

    /// Tells the keychain how far the journal has come.
    pub(super) fn keep_head(&mut self) {
        let head = self.head_to_keep();
        self.keep(head);
    }

    /// The entry that tells how far the journal has come, sealed: it can be written when the keys are gone. None while closed, and of
    /// a made-up school.
    pub(crate) fn head_to_keep(&mut self) -> Option<(String, Vec<u8>)> {
        let at = self.ports.clock.now();
        let open = self.open.as_ref().filter(|open| !open.made_up)?;
        let seen = LastSeen { epoch: open.unlocked.epoch(), end: open.store.chain_end(), at };
        let entry = head_entry(&open.unlocked.vault_id(), open.unlocked.slot_id());
        self.keeping.head_kept_at = Some(at);
        Some((entry, heads::seal_last_seen(&open.unlocked, &seen, &mut self.ports.random)))
    }

    pub(crate) fn keep(&mut self, head: Option<(String, Vec<u8>)>) {
        if let Some((entry, sealed)) = head {
            // Without a keychain no head is kept, and the check of the vault says so.
            self.keeping.head_known |= self.ports.keychain.write(&entry, &sealed);
        }
    }

    pub(super) fn keep_head_now_and_then(&mut self) {
        let now = self.ports.clock.now();
        if self.keeping.head_kept_at.is_none_or(|at| now - at >= EVERY) {
            self.keep_head();
        }
    }
}
