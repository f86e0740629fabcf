//! A session: what one run of the program holds, locked or unlocked. Use cases are its methods, in `usecases/`.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use encircle_domain::attendance::OpenDays;
use encircle_domain::may::{Act, Subject};
use encircle_domain::person::Person;
use encircle_domain::school::School;
use encircle_domain::{EventId, PupilId};
use encircle_store::keys::{Kit, KitSecret, Unlocked};
use encircle_store::{Author, NewEvent, Store};

use crate::contract::{LockReason, Place};
use crate::ports::Ports;
use crate::usecases::{Keeping, PendingImport, Recovering, Transfer};
use crate::{ApiError, ErrorCode};

/// Minutes without a key or a pointer after which the vault locks itself.
pub const IDLE_MINUTES: u32 = 5;

/// One run of the program over one vault at a time.
pub struct Session {
    pub(crate) ports: Ports,
    pub(crate) place: Place,
    pub(crate) locked_at: Option<DateTime<Utc>>,
    pub(crate) locked_because: LockReason,
    /// The draft that was kept last since the log was opened.
    pub(crate) writing: Option<EventId>,
    /// What was being written when the log closed is kept as a draft.
    pub(crate) draft_kept: bool,
    pub(crate) open: Option<Open>,
    /// Backups, restoring, and which copy of the vault this is.
    pub(crate) keeping: Keeping,
    /// A vault that a kit opened, until somebody has said who they are.
    pub(crate) recovering: Option<Recovering>,
    /// When somebody last touched the program, or opened something with it.
    pub(crate) active_at: DateTime<Utc>,
    /// Somebody has left, and the shell has not yet been told.
    pub(crate) left: bool,
    /// The disk failed under the open log, which is opened anew before the next command.
    pub(crate) disk_failed: bool,
}

/// What exists only while the vault is open.
pub(crate) struct Open {
    pub(crate) store: Store,
    /// The keys, for backups and for the head that the keychain keeps.
    pub(crate) unlocked: Unlocked,
    /// Me, as the author of what I commit.
    pub(crate) author: Author,
    pub(crate) me: Person,
    pub(crate) school: School,
    pub(crate) made_up: bool,
    /// The kits' words, from their making until one is typed back.
    pub(crate) kits: Vec<Kit>,
    /// A kit that is made anew, until it is typed back; in no header before.
    pub(crate) new_kit: Option<(u8, KitSecret)>,
    pub(crate) import: Option<PendingImport>,
    /// A file on its way in or out. A lock gives it up.
    pub(crate) transfer: Option<Transfer>,
    /// The days on which the school was open, by academic year; forgotten when marks come in.
    pub(crate) open_days: HashMap<i32, OpenDays>,
}

impl Session {
    /// A locked session.
    pub fn new(ports: Ports) -> Self {
        Self {
            active_at: ports.clock.now(),
            ports,
            place: Place::Own,
            locked_at: None,
            locked_because: LockReason::Started,
            writing: None,
            draft_kept: false,
            open: None,
            keeping: Keeping::default(),
            recovering: None,
            left: false,
            disk_failed: false,
        }
    }

    /// True when keys are held and nobody touched the program for five minutes. The shell asks this as time goes by.
    pub fn is_idle(&self) -> bool {
        let idle = self.ports.clock.now() - self.active_at;
        self.holds_keys() && idle >= TimeDelta::minutes(i64::from(IDLE_MINUTES))
    }

    /// Locks when nobody touched the program; true when it did.
    pub fn lock_if_idle(&mut self) -> bool {
        let idle = self.is_idle();
        if idle {
            self.leave(LockReason::Idle);
        }
        idle
    }

    /// Closes the database and wipes the keys.
    pub(crate) fn close(&mut self, because: LockReason) {
        self.stop_backup();
        let head = self.head_to_keep();
        self.keeping.held = None;
        self.recovering = None;
        let writing = self.writing.take();
        if let Some(open) = self.open.take() {
            let draft_kept = writing.is_some_and(|draft| matches!(open.store.draft(draft), Ok(Some(_))));
            if self.disk_failed {
                open.store.give_up();
            } else {
                // Everything committed is safe in the write-ahead log, and is folded in when the log is next opened.
                let _ = open.store.close();
            }
            self.is_closed(because, draft_kept);
        }
        // The keys are gone before a keychain that takes its time is asked.
        self.keep(head);
    }

    /// Remembers for the cover when and why the log closed.
    pub(crate) fn is_closed(&mut self, because: LockReason, draft_kept: bool) {
        self.locked_at = Some(self.ports.clock.now());
        self.locked_because = because;
        self.draft_kept = draft_kept;
        self.disk_failed = false;
    }

    pub(crate) fn open(&self) -> Result<&Open, ApiError> {
        self.open.as_ref().ok_or_else(|| ErrorCode::Locked.into())
    }

    pub(crate) fn open_mut(&mut self) -> Result<&mut Open, ApiError> {
        self.open.as_mut().ok_or_else(|| ErrorCode::Locked.into())
    }

    /// The store, once the one rule about who may do what has said yes to the vault as a whole.
    pub(crate) fn allowed(&self, act: Act) -> Result<&Store, ApiError> {
        self.may(act, Subject::Vault)?;
        Ok(&self.open()?.store)
    }

    /// The one way in which a use case writes.
    pub(crate) fn commit(&mut self, events: Vec<NewEvent>) -> Result<Vec<EventId>, ApiError> {
        let at = self.ports.clock.now();
        let open = self.open.as_mut().ok_or(ErrorCode::Locked)?;
        Ok(open.store.commit(&open.author, at, &mut self.ports.random, events)?)
    }

    /// A pupil by id or UPN, as an argument names one.
    pub(crate) fn pupil_id(&self, text: &str, field: &str) -> Result<PupilId, ApiError> {
        let store = &self.open()?.store;
        if let Some(id) = PupilId::parse(text)
            && store.pupil(id)?.is_some()
        {
            return Ok(id);
        }
        store
            .pupil_by_upn(&text.trim().to_uppercase())?
            .ok_or_else(|| ApiError::at(ErrorCode::PupilNotFound, field))
    }
}
