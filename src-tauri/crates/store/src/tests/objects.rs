//! Sealed objects open again whole, and in no other way.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use encircle_domain::referral::SealedCopy;

use crate::Error;
use crate::files::{Step, Unwatched, Watch};
use crate::testing::Fixture;

fn files(fixture: &Fixture) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in fs::read_dir(fixture.dir.path().join("attachments")).unwrap() {
        found.extend(fs::read_dir(folder.unwrap().path()).unwrap().map(|entry| entry.unwrap().path()));
    }
    found
}

#[test]
fn what_was_put_is_got_and_its_size_is_blurred() {
    let mut fixture = Fixture::new();
    for bytes in [vec![], b"canaryword".to_vec(), vec![0xAB; 70_000], vec![3; 4096]] {
        let copy = fixture.store.put_object(&mut fixture.rng, &bytes).unwrap();
        assert_eq!(fixture.store.get_object(&copy).unwrap(), bytes);
    }
    let files = files(&fixture);
    assert_eq!(files.len(), 4);
    let smallest = files.iter().filter(|path| path.metadata().unwrap().len() == 4096 + 32 + 16).count();
    assert_eq!(smallest, 3, "nothing, ten bytes and a page look the same");
    assert!(
        files.iter().all(|path| !fs::read(path).unwrap().windows(10).any(|window| window == b"canaryword"))
    );
}

#[test]
fn a_changed_cut_moved_or_missing_object_is_told_apart_from_a_whole_one() {
    let mut fixture = Fixture::new();
    let copy = fixture.store.put_object(&mut fixture.rng, b"the first").unwrap();
    let path = files(&fixture).pop().unwrap();
    let other = fixture.store.put_object(&mut fixture.rng, b"the other").unwrap();
    let whole = fs::read(&path).unwrap();

    let mut changed = whole.clone();
    changed[100] ^= 1;
    for bad in [changed, whole[..whole.len() - 1].to_vec(), vec![]] {
        fs::write(&path, bad).unwrap();
        assert_eq!(fixture.store.get_object(&copy), Err(Error::ObjectDamaged));
    }
    fs::write(&path, &whole).unwrap();
    let mut swapped = copy.clone();
    swapped.key = other.key;
    assert_eq!(fixture.store.get_object(&swapped), Err(Error::ObjectDamaged));
    let mut longer = copy.clone();
    longer.size = 1_000_000;
    assert_eq!(fixture.store.get_object(&longer), Err(Error::ObjectDamaged));
    fs::remove_file(&path).unwrap();
    assert_eq!(fixture.store.get_object(&copy), Err(Error::ObjectMissing));
}

/// Lets one step fail, counted from 0, with `kind`; counts the steps.
struct FailingAt {
    step: usize,
    kind: ErrorKind,
    seen: AtomicUsize,
}

impl FailingAt {
    fn new(step: usize, kind: ErrorKind) -> Self {
        Self { step, kind, seen: AtomicUsize::new(0) }
    }
}

impl Watch for FailingAt {
    fn before(&self, _: Step, _: &Path) -> std::io::Result<()> {
        let now = self.seen.fetch_add(1, Ordering::Relaxed);
        if now == self.step { Err(self.kind.into()) } else { Ok(()) }
    }
}

/// Three chunks and a bit.
fn long() -> Vec<u8> {
    (0..200_000_u32).map(|i| (i % 253) as u8).collect()
}

fn put(fixture: &mut Fixture, bytes: &[u8], watch: &dyn Watch) -> Result<(SealedCopy, [u8; 32]), Error> {
    let mut object = fixture.store.begin_object(&mut fixture.rng, watch)?;
    for piece in bytes.chunks(10_000) {
        object.add(piece)?;
    }
    object.finish()
}

#[test]
fn a_full_disk_or_a_failure_at_any_step_leaves_no_file_and_the_former_objects_whole() {
    let mut fixture = Fixture::new();
    let former = fixture.store.put_object(&mut fixture.rng, b"the former").unwrap();
    let failures = [
        (ErrorKind::StorageFull, Error::DiskFull),
        (ErrorKind::PermissionDenied, Error::Io(ErrorKind::PermissionDenied)),
    ];
    for (kind, expected) in failures {
        let mut step = 0;
        loop {
            let watch = FailingAt::new(step, kind);
            let put = put(&mut fixture, &long(), &watch);
            if watch.seen.load(Ordering::Relaxed) <= step {
                assert!(step > 8, "{step} steps are too few to mean anything");
                fixture.store.take_back_object(&put.unwrap().0);
                break;
            }
            assert_eq!(put, Err(expected), "step {step}");
            assert_eq!(files(&fixture).len(), 1, "step {step} left something");
            step += 1;
        }
        assert_eq!(files(&fixture).len(), 1);
        assert_eq!(fixture.store.get_object(&former).unwrap(), b"the former");
    }
}

#[test]
fn whoever_changes_their_mind_between_any_two_pieces_leaves_no_file() {
    let mut fixture = Fixture::new();
    for pieces in 0..=20 {
        let mut object = fixture.store.begin_object(&mut fixture.rng, &Unwatched).unwrap();
        for piece in long().chunks(10_000).take(pieces) {
            object.add(piece).unwrap();
        }
        assert_eq!(files(&fixture).len(), 1, "it is being written under a name in the making");
        drop(object);
        assert_eq!(files(&fixture).len(), 0, "after {pieces} pieces");
    }
}

#[test]
fn an_object_put_in_pieces_is_got_in_pieces_and_both_tell_its_hash() {
    let mut fixture = Fixture::new();
    for length in [0, 1, 4095, 4096, 65_536, 65_537, 131_072, 200_000] {
        let bytes = &long()[..length];
        let (copy, hash) = put(&mut fixture, bytes, &Unwatched).unwrap();
        assert_eq!((copy.size as usize, hash), (length, crate::sha256(bytes)));
        let (mut object, mut got) = (fixture.store.open_object(&copy).unwrap(), Vec::new());
        while let Some(piece) = object.next_piece().unwrap() {
            got.extend_from_slice(piece);
        }
        assert_eq!((got.as_slice(), object.hash()), (bytes, hash), "{length} bytes");
    }
}

#[test]
fn an_object_is_at_most_as_large_as_is_said_and_one_byte_more_leaves_no_file() {
    let mut fixture = Fixture::new();
    let mut object = fixture.store.begin_object(&mut fixture.rng, &Unwatched).unwrap();
    // The bound is asked before a byte is sealed, so no such file need be written.
    object.add(&[0; 100]).unwrap();
    let rest = usize::try_from(crate::LARGEST_OBJECT).unwrap() - 99;
    assert_eq!(object.add(&vec![0; rest]), Err(Error::TooLarge));
    assert_eq!(object.size(), 100);
    drop(object);
    assert!(files(&fixture).is_empty());
}

#[test]
fn what_was_cut_off_is_removed_at_the_next_opening_and_what_no_event_names_is_left() {
    let mut fixture = Fixture::new();
    let named_by_nothing = fixture.store.put_object(&mut fixture.rng, b"named by nothing").unwrap();
    let object = files(&fixture).pop().unwrap();
    let cut_off = object.with_extension("new");
    fs::write(&cut_off, b"half").unwrap();
    let of_somebody_else = object.with_file_name("notes.new");
    fs::write(&of_somebody_else, b"not ours").unwrap();

    let fixture = fixture.behind_its_back(|_| {}).unwrap();
    assert!(!cut_off.exists() && of_somebody_else.exists());
    assert_eq!(fixture.store.get_object(&named_by_nothing).unwrap(), b"named by nothing");
}

#[test]
fn an_object_whose_last_chunks_are_gone_gives_its_first_pieces_and_then_says_so() {
    let mut fixture = Fixture::new();
    let (copy, _) = put(&mut fixture, &long(), &Unwatched).unwrap();
    let path = files(&fixture).pop().unwrap();
    let whole = fs::read(&path).unwrap();
    // Cut at the border of a chunk.
    fs::write(&path, &whole[..32 + 2 * (65_536 + 16)]).unwrap();
    let mut object = fixture.store.open_object(&copy).unwrap();
    assert!(object.next_piece().unwrap().is_some());
    assert_eq!(object.next_piece(), Err(Error::ObjectDamaged));
    assert_eq!(object.next_piece(), Err(Error::ObjectDamaged), "and never takes it for the end");
    assert_eq!(fixture.store.object_holds(&copy), Err(Error::ObjectDamaged));
}
