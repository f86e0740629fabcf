//! The parts of the check, one after the other; each says what it found, and none stops the next. Never here: the thread, the copy's
//! opening.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use encircle_crypto::hash::Sha256Pieces;
use encircle_domain::referral::SealedCopy;

use super::{Finding, MOST_OF_A_KIND, Observer, Part, Report, Unfinished, is_plain, wrong_views};
use crate::{Error, Fault, Store, backup, database, files, journal, place};

/// Bytes that are read at once.
const PIECE: usize = 1 << 18;

/// Copies the file as it lies there.
pub(super) fn copy(from: &Path, to: &Path, observer: &dyn Observer) -> Result<(), Unfinished> {
    let mut source = File::open(from).map_err(Error::from)?;
    let mut target = place::private().write(true).create_new(true).open(to).map_err(Error::from)?;
    let length = source.metadata().map_err(Error::from)?.len();
    pieces(&mut source, |piece, done| {
        if !observer.goes_on() {
            return Err(Unfinished::Stopped);
        }
        observer.is_at(Part::Pages, done, length);
        target.write_all(piece).map_err(|error| Error::from(error).into())
    })
}

fn pieces<E: From<Error>>(
    source: &mut impl Read,
    mut take: impl FnMut(&[u8], u64) -> Result<(), E>,
) -> Result<(), E> {
    let mut buffer = vec![0; PIECE];
    let mut done = 0;
    loop {
        let read = source.read(&mut buffer).map_err(Error::from)?;
        if read == 0 {
            return Ok(());
        }
        done += read as u64;
        take(&buffer[..read], done)?;
    }
}

/// Reads all of an open copy, whose objects and backups lie in `dir`.
pub(super) fn read(mut store: Store, dir: &Path, observer: &dyn Observer, report: &mut Report) {
    observer.is_at(Part::Pages, 0, 0);
    if let Err(error) = database::check_every_page(&store.conn) {
        report.findings.push(Finding::Pages(error));
    }
    if !is_plain(&store.conn).unwrap_or(true) {
        report.findings.push(Finding::Structure);
    }
    for part in [read_journal, read_objects, read_backups, read_views] {
        if !observer.goes_on() {
            break;
        }
        if let Err(error) = part(&mut store, dir, observer, report) {
            unreadable(report, error);
        }
    }
    // The copy is thrown away: whether its log was folded in is all one.
    let _ = store.close();
}

/// What cannot be read is told once.
fn unreadable(report: &mut Report, error: Error) {
    let told =
        report.findings.iter().any(|finding| matches!(finding, Finding::Pages(_) | Finding::Journal(_)));
    if !told {
        report.findings.push(Finding::Pages(error));
    }
}

fn read_journal(
    store: &mut Store,
    _: &Path,
    observer: &dyn Observer,
    report: &mut Report,
) -> Result<(), Error> {
    let all = u64::from(store.count_events()?);
    let mut faults = Vec::new();
    let step = |done: u64| {
        if done.is_multiple_of(256) {
            observer.is_at(Part::Journal, done, all);
        }
        observer.goes_on()
    };
    report.events = journal::verify_all(&store.conn, store.head(), step, &mut |fault: Fault| {
        if faults.len() < MOST_OF_A_KIND {
            faults.push(fault);
        }
    })?;
    report.findings.extend(faults.into_iter().map(Finding::Journal));
    Ok(())
}

fn read_objects(
    store: &mut Store,
    _: &Path,
    observer: &dyn Observer,
    report: &mut Report,
) -> Result<(), Error> {
    let mut named: Vec<(u64, SealedCopy)> = Vec::new();
    journal::for_each_that_names_objects(&store.conn, |seq, event| {
        named.extend(backup::objects_of(event).map(|copy| (seq, copy.clone())));
    })?;
    let all = named.len() as u64;
    let mut wrong = 0;
    for ((seq, copy), done) in named.iter().zip(0..) {
        if !observer.goes_on() {
            return Ok(());
        }
        observer.is_at(Part::Objects, done, all);
        match store.object_holds(copy) {
            Ok(()) => report.objects += 1,
            Err(error) if wrong < MOST_OF_A_KIND => {
                wrong += 1;
                report.findings.push(Finding::Object { seq: *seq, object: copy.object, error });
            }
            Err(_) => {}
        }
    }
    Ok(())
}

/// Compares the backups that lie in the vault's folder with what was written down of them when they were verified.
fn read_backups(
    store: &mut Store,
    dir: &Path,
    observer: &dyn Observer,
    report: &mut Report,
) -> Result<(), Error> {
    let made: HashMap<String, [u8; 32]> =
        store.backups()?.into_iter().map(|row| (row.backup.file_name, row.backup.hash)).collect();
    // No folder, no backups.
    let Ok(entries) = fs::read_dir(dir.join(backup::FOLDER)) else { return Ok(()) };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| backup::made_at(&files::name_of(path)).is_some());
    paths.sort();
    let all = paths.len() as u64;
    for (path, done) in paths.iter().zip(0..) {
        observer.is_at(Part::Backups, done, all);
        let file_name = files::name_of(path);
        let Some(hash) = made.get(&file_name) else {
            report.findings.push(Finding::BackupUnknown { file_name });
            continue;
        };
        let mut read = Sha256Pieces::default();
        let whole = File::open(path).map_err(Error::from).and_then(|mut file| {
            pieces(&mut file, |piece, _| {
                read.update(piece);
                if observer.goes_on() { Ok(()) } else { Err(Error::Io(std::io::ErrorKind::Interrupted)) }
            })
        });
        if whole.is_ok() && read.finish() == *hash {
            report.backups += 1;
        } else {
            report.findings.push(Finding::BackupChanged { file_name });
        }
    }
    Ok(())
}

fn read_views(
    store: &mut Store,
    _: &Path,
    observer: &dyn Observer,
    report: &mut Report,
) -> Result<(), Error> {
    let events = report.events;
    observer.is_at(Part::Views, 0, events);
    let wrong = wrong_views(store, |done| {
        if done.is_multiple_of(64) {
            observer.is_at(Part::Views, done, events);
        }
        if observer.goes_on() { Ok(()) } else { Err(Error::Io(std::io::ErrorKind::Interrupted)) }
    })?;
    report.findings.extend(wrong.into_iter().map(Finding::View));
    Ok(())
}
