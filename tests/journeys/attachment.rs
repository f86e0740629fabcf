//! Files of an entry: added, listed, shown, saved outside, and every file that means harm.

mod command_line;
mod restore;

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use encircle_api::contract::*;
use encircle_api::{ApiError, ErrorCode};

use super::concern::with_pupils;
use crate::support::fixtures;
use crate::support::school::{Laptop, PASSPHRASE, concern};

const RUTH: &str = "otter ribbon candle summit";
const MIB: usize = 1024 * 1024;

/// A laptop with an entry about Siân: the pupil, the entry.
fn with_entry() -> (Laptop, String, String) {
    let (mut laptop, sian, _) = with_pupils();
    let entry = laptop.session.record_concern(concern(&sian, "Two phones in period 3.")).unwrap().id;
    (laptop, sian, entry)
}

fn write(laptop: &Laptop, name: &str, bytes: &[u8]) -> PathBuf {
    let path = laptop.folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Chooses the file and goes on until it has arrived.
fn attach(laptop: &mut Laptop, entry: &str, path: impl Into<PathBuf>) -> Result<AttachmentView, ApiError> {
    laptop.next_file(path);
    let asked = AttachFile { concern: entry.to_owned() };
    let mut on = laptop.session.attach_file(asked)?.expect("a file was chosen");
    while on.attachment.is_none() {
        on = laptop.session.go_on(GoOn { handle: on.handle })?;
    }
    assert_eq!(on.done, on.size);
    Ok(on.attachment.unwrap())
}

fn save(laptop: &mut Laptop, attachment: &str) -> Result<Vec<u8>, ApiError> {
    let asked = SaveAttachment { attachment: attachment.to_owned() };
    let mut on = laptop.session.save_attachment(asked)?.expect("a place was chosen");
    while on.saved.is_none() {
        on = laptop.session.go_on(GoOn { handle: on.handle })?;
    }
    Ok(laptop.saved(&on.saved.unwrap().file_name))
}

fn of_entry(laptop: &mut Laptop, entry: &str) -> Vec<AttachmentView> {
    let asked = ListAttachments { concern: Some(entry.to_owned()), pupil: None };
    laptop.session.list_attachments(asked).unwrap()
}

fn show(laptop: &mut Laptop, attachment: &str) -> Result<ShownView, ErrorCode> {
    let asked = ShowAttachment { attachment: attachment.to_owned() };
    laptop.session.show_attachment(asked).map_err(|error| error.code)
}

/// Every file below the vault's folder of attachments, whole or in the making.
fn objects(laptop: &Laptop) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(folders) = fs::read_dir(laptop.vault().join("attachments")) else { return found };
    for folder in folders {
        found.extend(fs::read_dir(folder.unwrap().path()).unwrap().map(|file| file.unwrap().path()));
    }
    found
}

fn kinds(laptop: &mut Laptop, pupil: &str) -> Vec<String> {
    let asked = ListAudit { pupil: Some(pupil.to_owned()), limit: None, ..ListAudit::default() };
    laptop.session.list_audit(asked).unwrap().into_iter().map(|row| row.kind).collect()
}

#[test]
fn a_file_comes_back_to_the_last_byte_with_what_the_telephone_wrote_beside_the_picture() {
    let (mut laptop, sian, entry) = with_entry();
    let path = fixtures().join("attachments/upright.jpg");
    let original = fs::read(&path).unwrap();
    assert!(original.windows(9).any(|window| window == b"N51 32 35"), "the picture says where it was taken");

    let added = attach(&mut laptop, &entry, &path).unwrap();
    assert_eq!((added.file_name.as_str(), added.media_type.as_str()), ("upright.jpg", "image/jpeg"));
    assert_eq!((added.kind, added.can_act, added.can_be_shown), (FileKindView::Picture, false, true));
    assert_eq!((added.size as usize, added.by.as_str()), (original.len(), "Della Marchbank"));
    assert_eq!(added.added_at, "2026-11-25T14:05:00Z");
    assert_eq!(of_entry(&mut laptop, &entry), std::slice::from_ref(&added));
    let of_pupil = ListAttachments { concern: None, pupil: Some(sian.clone()) };
    assert_eq!(laptop.session.list_attachments(of_pupil).unwrap(), std::slice::from_ref(&added));

    assert_eq!(save(&mut laptop, &added.id).unwrap(), original);
    assert_eq!(fs::read(&path).unwrap(), original, "the file that was chosen is untouched");
    let kinds = kinds(&mut laptop, &sian);
    assert_eq!(kinds[..2], ["attachment_saved", "attachment_added"]);
    laptop.session.check(Nothing {}).unwrap();

    let shown = show(&mut laptop, &added.id).unwrap();
    assert_eq!((shown.width, shown.height), (64, 96), "the right way up");
    assert!(shown.picture.starts_with("data:image/jpeg;base64,/9j/"));
    assert!(shown.picture.len() < 16 * 1024);
    assert_eq!(show(&mut laptop, &entry), Err(ErrorCode::AttachmentNotFound));
}

#[test]
fn a_name_that_would_lead_elsewhere_or_read_as_another_is_made_plain() {
    let (mut laptop, _, entry) = with_entry();
    let names = [
        ("..\\..\\evil.txt", "evil.txt"),
        ("photo\u{202E}gpj.exe.txt", "photogpj.exe.txt"),
        ("line\nbreak\u{7}.txt", "linebreak.txt"),
        ("..", "file"),
    ];
    for (number, (given, expected)) in names.into_iter().enumerate() {
        let folder = laptop.folder.path().join(format!("from-{number}"));
        fs::create_dir(&folder).unwrap();
        // No file can be called `..`; one that consists of dots can.
        let given = if given == ".." { "..." } else { given };
        let path = folder.join(given);
        fs::write(&path, format!("note {number}")).unwrap();
        assert_eq!(attach(&mut laptop, &entry, path).unwrap().file_name, expected);
    }
}

#[test]
fn what_is_no_file_or_holds_nothing_is_refused_at_once_and_leaves_nothing() {
    let (mut laptop, _, entry) = with_entry();
    let folder = laptop.folder.path().to_owned();
    let pipe = folder.join("pipe.jpg");
    // Opening it would wait for ever.
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let large = folder.join("film.mp4");
    File::create(&large).unwrap().set_len(512 * 1024 * 1024 + 1).unwrap();
    let cases = [
        (write(&laptop, "empty.txt", b""), ErrorCode::AttachmentEmpty),
        (folder.join("saved"), ErrorCode::AttachmentNotReadable),
        (pipe, ErrorCode::AttachmentNotReadable),
        (folder.join("not there"), ErrorCode::AttachmentNotReadable),
        (PathBuf::from("/dev/zero"), ErrorCode::AttachmentNotReadable),
        (large, ErrorCode::AttachmentTooLarge),
    ];
    for (path, expected) in cases {
        let refused = attach(&mut laptop, &entry, &path).unwrap_err();
        assert_eq!(refused.code, expected, "{}", path.display());
        assert!(objects(&laptop).is_empty());
    }
    assert!(of_entry(&mut laptop, &entry).is_empty());
    // Whoever changes their mind in the dialog has chosen nothing.
    let asked = AttachFile { concern: entry.clone() };
    assert_eq!(laptop.session.attach_file(asked).unwrap(), None);
    let nowhere = AttachFile { concern: "ab".repeat(16) };
    assert_eq!(laptop.session.attach_file(nowhere).unwrap_err().code, ErrorCode::ConcernNotFound);
}

#[test]
fn a_program_that_calls_itself_a_picture_is_kept_named_and_never_shown() {
    let (mut laptop, _, entry) = with_entry();
    let mut program = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0".to_vec();
    program.resize(5000, 0x90);
    let files: [(&str, &[u8], FileKindView); 5] = [
        ("holiday.jpg", &program, FileKindView::Program),
        ("list.txt", b"#!/bin/sh\nrm -rf ~\n", FileKindView::Script),
        ("letter.docx", b"PK\x03\x04\x14\0\0\0\x08\0 ... word/vbaProject.bin ...", FileKindView::Macros),
        ("logo.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='go()'/>", FileKindView::Page),
        ("notes.vbs", b"Set x = CreateObject(\"WScript.Shell\")", FileKindView::Script),
    ];
    for (name, bytes, kind) in files {
        let path = write(&laptop, name, bytes);
        let added = attach(&mut laptop, &entry, path).unwrap();
        assert_eq!((added.kind, added.can_act, added.can_be_shown), (kind, true, false), "{name}");
        assert_eq!(show(&mut laptop, &added.id), Err(ErrorCode::AttachmentNotShown));
        assert_eq!(save(&mut laptop, &added.id).unwrap(), bytes);
    }
    // A picture that breaks off is kept as it came, and not drawn.
    let picture = fs::read(fixtures().join("attachments/upright.jpg")).unwrap();
    let path = write(&laptop, "half.png", &picture[..300]);
    let half = attach(&mut laptop, &entry, path).unwrap();
    assert_eq!(half.kind, FileKindView::Picture);
    assert_eq!(show(&mut laptop, &half.id), Err(ErrorCode::AttachmentNotShown));
}

#[test]
fn a_large_file_goes_in_steps_and_whoever_stops_or_locks_between_them_leaves_nothing() {
    let (mut laptop, _, entry) = with_entry();
    let film: Vec<u8> = (0..20 * MIB).map(|i| (i % 251) as u8).collect();
    let path = write(&laptop, "film.mp4", &film);
    let begin = |laptop: &mut Laptop| {
        laptop.next_file(&path);
        let begun = laptop.session.attach_file(AttachFile { concern: entry.clone() }).unwrap().unwrap();
        assert!(begun.attachment.is_none() && begun.done > 0 && begun.done < begun.size);
        assert_eq!((begun.size as usize, begun.file_name.as_str()), (film.len(), "film.mp4"));
        assert_eq!(objects(laptop).len(), 1);
        begun.handle
    };
    let gone = |laptop: &mut Laptop, handle: String| {
        let refused = laptop.session.go_on(GoOn { handle }).unwrap_err();
        assert_eq!(refused.code, ErrorCode::TransferGone);
    };

    let handle = begin(&mut laptop);
    laptop.session.stop_transfer(GoOn { handle: "another".into() }).unwrap();
    assert_eq!(objects(&laptop).len(), 1, "another handle stops nothing");
    laptop.session.stop_transfer(GoOn { handle: handle.clone() }).unwrap();
    assert!(objects(&laptop).is_empty());
    gone(&mut laptop, handle);

    let handle = begin(&mut laptop);
    laptop.session.lock(Nothing {}).unwrap();
    assert!(objects(&laptop).is_empty(), "a lock gives it up");
    laptop.unlock(PASSPHRASE).unwrap();
    gone(&mut laptop, handle);

    // A process that ends in the midst leaves a file in the making, which the next opening removes.
    begin(&mut laptop);
    let cut_off = objects(&laptop).remove(0);
    let copy = laptop.folder.path().join("cut off");
    fs::copy(&cut_off, &copy).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    fs::rename(&copy, &cut_off).unwrap();
    laptop.unlock(PASSPHRASE).unwrap();
    assert!(objects(&laptop).is_empty());

    let added = attach(&mut laptop, &entry, &path).unwrap();
    assert_eq!(objects(&laptop).len(), 1);
    assert_eq!(save(&mut laptop, &added.id).unwrap(), film);
    // Stopped on its way out: nothing is left outside either.
    let asked = SaveAttachment { attachment: added.id.clone() };
    fs::remove_file(laptop.folder.path().join("saved/film.mp4")).unwrap();
    let on = laptop.session.save_attachment(asked).unwrap().unwrap();
    assert!(on.saved.is_none() && on.done > 0);
    laptop.session.stop_transfer(GoOn { handle: on.handle }).unwrap();
    assert_eq!(fs::read_dir(laptop.folder.path().join("saved")).unwrap().count(), 0);
    assert_eq!(of_entry(&mut laptop, &entry), [added]);
}

#[test]
fn a_file_that_changes_on_its_way_is_not_added() {
    let (mut laptop, _, entry) = with_entry();
    let path = write(&laptop, "film.mp4", &vec![1; 20 * MIB]);
    let change: [fn(&Path); 2] = [
        |path| OpenOptions::new().append(true).open(path).unwrap().write_all(b"more").unwrap(),
        |path| OpenOptions::new().write(true).open(path).unwrap().set_len(10).unwrap(),
    ];
    for change in change {
        fs::write(&path, vec![1; 20 * MIB]).unwrap();
        laptop.next_file(&path);
        let mut on = laptop.session.attach_file(AttachFile { concern: entry.clone() }).unwrap().unwrap();
        change(&path);
        let refused = loop {
            match laptop.session.go_on(GoOn { handle: on.handle }) {
                Ok(next) => on = next,
                Err(error) => break error.code,
            }
            assert!(on.attachment.is_none());
        };
        assert_eq!(refused, ErrorCode::AttachmentChanged);
        assert!(objects(&laptop).is_empty() && of_entry(&mut laptop, &entry).is_empty());
    }
}

#[test]
fn the_same_file_stands_once_in_an_entry_and_may_stand_in_another() {
    let (mut laptop, sian, entry) = with_entry();
    let (first, again) = (write(&laptop, "a.txt", b"the same"), write(&laptop, "b.txt", b"the same"));
    let added = attach(&mut laptop, &entry, first).unwrap();
    assert_eq!(attach(&mut laptop, &entry, &again).unwrap(), added, "the first stays, under its own name");
    assert_eq!((of_entry(&mut laptop, &entry).len(), objects(&laptop).len()), (1, 1));
    let other = laptop.session.record_concern(concern(&sian, "A second thing.")).unwrap().id;
    assert_ne!(attach(&mut laptop, &other, again).unwrap().id, added.id);
    assert_eq!(objects(&laptop).len(), 2);
}

#[test]
fn a_recorder_adds_to_their_own_entries_alone_and_saves_nothing_outside() {
    let (mut laptop, sian, dellas) = with_entry();
    let asked = AddPerson { name: "Ruth Ames".into(), role: "recorder".into(), passphrase: RUTH.into() };
    laptop.session.add_person(asked).unwrap();
    let path = write(&laptop, "note.txt", b"what Ruth saw");
    let of_della = attach(&mut laptop, &dellas, &path).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    laptop.unlock(RUTH).unwrap();
    let code = |reply: Result<AttachmentView, ApiError>| reply.map_err(|error| error.code).unwrap_err();
    assert_eq!(code(attach(&mut laptop, &dellas, &path)), ErrorCode::NotAllowed);
    let own = laptop.session.record_concern(concern(&sian, "Crying at the gate.")).unwrap().id;
    let added = attach(&mut laptop, &own, &path).unwrap();
    assert_eq!((of_entry(&mut laptop, &own), added.by.as_str()), (vec![added.clone()], "Ruth Ames"));
    for id in [&added.id, &of_della.id] {
        assert_eq!(save(&mut laptop, id).unwrap_err().code, ErrorCode::NotAllowed);
    }
    let of_pupil = ListAttachments { concern: None, pupil: Some(sian) };
    assert_eq!(laptop.session.list_attachments(of_pupil).unwrap_err().code, ErrorCode::NotAllowed);
    assert_eq!(show(&mut laptop, &of_della.id), Err(ErrorCode::NotAllowed));
}

#[test]
fn a_backup_carries_the_files_and_one_changed_byte_in_one_is_noticed_everywhere() {
    let (mut laptop, _, entry) = with_entry();
    let path = fixtures().join("attachments/upright.jpg");
    let original = fs::read(&path).unwrap();
    let added = attach(&mut laptop, &entry, path).unwrap();
    let backed_up = |laptop: &mut Laptop| {
        laptop.session.back_up(BackUp { to: BackUpTo::Laptop })?;
        laptop.session.finish_backup()
    };
    backed_up(&mut laptop).unwrap().unwrap();

    // New keys touch no file, and it opens under them.
    let asked = AddPerson { name: "Ruth Ames".into(), role: "recorder".into(), passphrase: RUTH.into() };
    let ruth = laptop.session.add_person(asked).unwrap().person.id;
    laptop.session.remove_person(RemovePerson { person: ruth }).unwrap();
    assert_eq!(save(&mut laptop, &added.id).unwrap(), original);

    let object = objects(&laptop).remove(0);
    let mut sealed = fs::read(&object).unwrap();
    sealed[2000] ^= 1;
    fs::write(&object, &sealed).unwrap();
    fs::remove_file(laptop.folder.path().join("saved/upright.jpg")).unwrap();
    assert_eq!(save(&mut laptop, &added.id).unwrap_err().code, ErrorCode::ObjectDamaged);
    assert_eq!(fs::read_dir(laptop.folder.path().join("saved")).unwrap().count(), 0, "no half of it left");
    assert_eq!(show(&mut laptop, &added.id), Err(ErrorCode::ObjectDamaged));
    assert!(backed_up(&mut laptop).is_err(), "a backup of it does not count");
    fs::remove_file(&object).unwrap();
    assert_eq!(save(&mut laptop, &added.id).unwrap_err().code, ErrorCode::ObjectMissing);
}

#[test]
fn no_word_of_a_file_and_no_name_of_one_lies_in_plain_in_the_vault() {
    let (mut laptop, _, entry) = with_entry();
    let text = "quillfeather said so. ".repeat(5000);
    let path = write(&laptop, "quillfeather.txt", text.as_bytes());
    let added = attach(&mut laptop, &entry, path).unwrap();
    fs::remove_file(laptop.folder.path().join("quillfeather.txt")).unwrap();
    assert!(of_entry(&mut laptop, &entry) == [added]);
    let mut folders = vec![laptop.vault()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            assert!(!path.to_string_lossy().contains("quillfeather"));
            if path.is_dir() {
                folders.push(path);
            } else {
                files += 1;
                let bytes = fs::read(&path).unwrap();
                assert!(!bytes.windows(12).any(|window| window == b"quillfeather"), "{}", path.display());
            }
        }
    }
    assert!(files >= 3);
}
