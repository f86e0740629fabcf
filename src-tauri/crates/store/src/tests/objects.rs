//! Sealed objects open again whole, and in no other way.

use std::fs;
use std::path::PathBuf;

use crate::Error;
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
