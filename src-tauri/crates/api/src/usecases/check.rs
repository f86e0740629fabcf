//! The check of the whole log: started, asked how far it is, stopped. The reading happens on a thread of its own, so that the session
//! answers meanwhile; that the log was checked, and how it came out, is an event.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, Ordering};
use std::thread::JoinHandle;

use encircle_domain::Event;
use encircle_domain::may::Act;
use encircle_store::deep::{Finding, Observer, Part, Report, Unfinished};
use encircle_store::heads::{self, Agreement, Kept};
use encircle_store::{NewEvent, keys};

use super::count;
use super::older_copy::head_entry;
use crate::contract::*;
use crate::local_time::instant;
use crate::ports::Answer;
use crate::rest::Haste;
use crate::{ApiError, ErrorCode, Session};

/// What a session holds for the check.
#[derive(Default)]
pub(crate) struct Checks {
    running: Option<Running>,
    last: Option<Result<DeepCheckedView, ErrorCode>>,
}

struct Running {
    thread: JoinHandle<Result<Report, Unfinished>>,
    flags: Arc<Flags>,
    /// What was wrong with the keys and with the end of the journal when it began.
    beforehand: Vec<ApiError>,
    /// The database file was told to move again.
    moves: bool,
}

/// Between the session and the thread.
struct Flags {
    stop: AtomicBool,
    haste: Haste,
    copied: AtomicBool,
    part: AtomicU8,
    done: AtomicU32,
    of: AtomicU32,
}

impl Observer for Flags {
    fn goes_on(&self) -> bool {
        !self.stop.load(Ordering::Relaxed) && !self.haste.is_made()
    }

    fn is_at(&self, part: Part, done: u64, of: u64) {
        let number = Part::ALL.iter().position(|one| *one == part).unwrap_or(0);
        // A length in bytes is told in KiB, so that it crosses whatever it is.
        let unit = if part == Part::Pages { 1024 } else { 1 };
        let told = |number: u64| u32::try_from(number / unit).unwrap_or(u32::MAX);
        self.part.store(u8::try_from(number).unwrap_or(0), Ordering::Relaxed);
        self.done.store(told(done), Ordering::Relaxed);
        self.of.store(told(of), Ordering::Relaxed);
    }

    fn is_copied(&self) {
        self.copied.store(true, Ordering::Relaxed);
    }
}

impl Checks {
    /// True while the database file has to stand still for a check.
    pub(super) fn is_copying(&self) -> bool {
        self.running.as_ref().is_some_and(|running| !running.moves)
    }
}

impl Session {
    /// Starts the check of everything. The reply comes at once.
    pub fn check_deep(&mut self, _: Nothing) -> Result<DeepCheckView, ApiError> {
        self.allowed(Act::KeepVault)?;
        self.settle_check();
        if self.keeping.checks.running.is_some() {
            return Err(ErrorCode::CheckRunning.into());
        }
        if self.is_backing_up() {
            // Both need the database file to stand still.
            return Err(ErrorCode::BackupRunning.into());
        }
        let beforehand = self.keys_and_end()?;
        let open = self.open()?;
        let check = open.store.deep_check(&open.unlocked)?;
        let flags = Arc::new(Flags {
            stop: AtomicBool::new(false),
            haste: self.keeping.haste.clone(),
            copied: AtomicBool::new(false),
            part: AtomicU8::new(0),
            done: AtomicU32::new(0),
            of: AtomicU32::new(0),
        });
        let observer: Arc<dyn Observer> = flags.clone();
        let thread = std::thread::spawn(move || check.run(&observer));
        self.keeping.checks.last = None;
        self.keeping.checks.running = Some(Running { thread, flags, beforehand, moves: false });
        Ok(self.how_the_check_goes())
    }

    /// How far the check is, or how the last one ended.
    pub fn get_deep_check(&mut self, _: Nothing) -> Result<DeepCheckView, ApiError> {
        self.allowed(Act::KeepVault)?;
        self.settle_check();
        Ok(self.how_the_check_goes())
    }

    /// Stops the check; what it read is forgotten.
    pub fn stop_deep_check(&mut self, _: Nothing) -> Result<DeepCheckView, ApiError> {
        self.allowed(Act::KeepVault)?;
        self.settle_check();
        self.give_up_check();
        Ok(self.how_the_check_goes())
    }

    /// Waits for the check that runs: for a call that has nothing else to do.
    ///
    /// # Errors
    /// Why it has no result.
    pub fn finish_deep_check(&mut self) -> Result<DeepCheckedView, ApiError> {
        if let Some(running) = self.keeping.checks.running.take() {
            self.record_check(running);
        }
        match &self.keeping.checks.last {
            Some(Ok(checked)) => Ok(checked.clone()),
            Some(Err(code)) => Err((*code).into()),
            None => Err(ErrorCode::CheckStopped.into()),
        }
    }

    /// Lets the database move once the copy is made, and records a check whose thread has ended.
    pub(super) fn settle_check(&mut self) {
        let Some(mut running) = self.keeping.checks.running.take() else { return };
        if running.thread.is_finished() {
            self.record_check(running);
            return;
        }
        if !running.moves && running.flags.copied.load(Ordering::Relaxed) {
            running.moves = self.open.as_ref().is_none_or(|open| open.store.end_snapshot().is_ok());
        }
        self.keeping.checks.running = Some(running);
    }

    /// Ends the check without an answer, before the log closes or its file is changed.
    pub(crate) fn give_up_check(&mut self) {
        if let Some(running) = self.keeping.checks.running.take() {
            running.flags.stop.store(true, Ordering::Relaxed);
            self.record_check(running);
        }
    }

    fn how_the_check_goes(&self) -> DeepCheckView {
        let checks = &self.keeping.checks;
        let flags = checks.running.as_ref().map(|running| &running.flags);
        let told =
            |number: fn(&Flags) -> &AtomicU32| flags.map_or(0, |flags| number(flags).load(Ordering::Relaxed));
        let part = flags.map_or(0, |flags| flags.part.load(Ordering::Relaxed));
        DeepCheckView {
            running: flags.is_some(),
            part: Part::ALL.get(usize::from(part)).copied().unwrap_or(Part::Pages).into(),
            done: told(|flags| &flags.done),
            of: told(|flags| &flags.of),
            result: checks.last.clone().and_then(Result::ok),
            failed: checks.last.as_ref().and_then(|last| last.as_ref().err()).copied(),
        }
    }

    fn record_check(&mut self, running: Running) {
        // A thread that broke off has read nothing that counts.
        let read = running.thread.join().unwrap_or(Err(Unfinished::Stopped));
        if let Some(open) = self.open.as_ref().filter(|_| !running.moves) {
            // A file that does not move grows its log; the next check or backup lets it go.
            let _ = open.store.end_snapshot();
        }
        self.keeping.checks.last = Some(match read {
            Ok(report) => self.checked(report, running.beforehand).map_err(|error| error.code),
            Err(Unfinished::Stopped) => Err(ErrorCode::CheckStopped),
            Err(Unfinished::Copy(error)) => Err(ApiError::from(error).code),
        });
    }

    fn checked(&mut self, report: Report, mut findings: Vec<ApiError>) -> Result<DeepCheckedView, ApiError> {
        let damaged = report.findings.iter().any(|finding| matches!(finding, Finding::Pages(_)));
        findings.extend(report.findings.into_iter().map(ApiError::from));
        let events = u32::try_from(report.events).unwrap_or(u32::MAX);
        let event = Event::LogChecked { events, faults: count(findings.len()) };
        // What could not be written down is said, and is no reason to keep the answer back.
        let recorded = !damaged && self.commit(vec![NewEvent::of(event)]).is_ok();
        Ok(DeepCheckedView {
            finished_at: instant(self.ports.clock.now()),
            events,
            objects: report.objects,
            backups: report.backups,
            findings,
            recorded,
            head: self.head()?,
        })
    }

    /// The header of the keys against its own seal and against what signed events say; and the end of the journal against the one that
    /// the keychain keeps.
    fn keys_and_end(&self) -> Result<Vec<ApiError>, ApiError> {
        let open = self.open()?;
        let mut findings = Vec::new();
        match keys::read(self.folder()) {
            Err(error) => findings.push(ApiError::from(error)),
            Ok(header) => {
                let members = open.store.members()?;
                let known = keys::check_header(&header, &open.unlocked)
                    .and_then(|()| members.check(&header.slot_keys()));
                match known {
                    Err(error) => findings.push(error.into()),
                    Ok(()) if !header.copies_agree() => findings.push(ErrorCode::KeysCopyDamaged.into()),
                    Ok(()) => {}
                }
            }
        }
        let entry = head_entry(&open.unlocked.vault_id(), open.unlocked.slot_id());
        if let (false, Answer::Found(kept)) = (open.made_up, self.ports.keychain.read(&entry)) {
            let agreement = match heads::open_last_seen(&open.unlocked, &kept) {
                Kept::Seen(seen) => open.store.agreement(&seen.end)?,
                Kept::LaterEpoch(_) => Agreement::Older,
                Kept::Nothing => Agreement::Agrees,
            };
            match agreement {
                Agreement::Agrees => {}
                Agreement::Older => findings.push(ErrorCode::OlderCopy.into()),
                Agreement::Forked => findings.push(ErrorCode::Forked.into()),
            }
        }
        Ok(findings)
    }
}

impl From<Part> for CheckPart {
    fn from(part: Part) -> Self {
        match part {
            Part::Pages => Self::Pages,
            Part::Journal => Self::Journal,
            Part::Objects => Self::Objects,
            Part::Backups => Self::Backups,
            Part::Views => Self::Views,
        }
    }
}

impl From<Finding> for ApiError {
    fn from(finding: Finding) -> Self {
        use encircle_store::Error;
        match finding {
            Finding::Pages(error) => error.into(),
            Finding::Journal(fault) => fault.into(),
            Finding::Structure => ErrorCode::StructureAltered.into(),
            Finding::Object { seq, error, .. } => {
                let code = match error {
                    Error::ObjectMissing => ErrorCode::ObjectMissing,
                    Error::ObjectDamaged | Error::TooLarge => ErrorCode::ObjectDamaged,
                    error => Self::from(error).code,
                };
                Self::at(code, format!("event {seq}"))
            }
            Finding::View(name) => Self::at(ErrorCode::ViewAltered, name),
            Finding::BackupChanged { file_name } => Self::at(ErrorCode::BackupAltered, file_name),
            Finding::BackupUnknown { file_name } => Self::at(ErrorCode::BackupUnknown, file_name),
        }
    }
}
