//! Files of entries after new keys, and on another laptop that a kit opened. Never here: how a backup is made or a person removed.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use encircle_api::contract::*;
use sha2::{Digest, Sha256};

use super::{MIB, RUTH, attach, objects, of_entry, save, with_entry, write};
use crate::support::fixtures;
use crate::support::school::Laptop;

const NEW: &str = "violet kayak tundra gravel";

/// The words of a kit that was made now.
fn kit(laptop: &mut Laptop) -> String {
    let words = laptop.session.make_kit(MakeKit { kit: 2 }).unwrap().words.join(" ");
    laptop.session.confirm_new_kit(ConfirmKit { kit: 2, words: words.clone() }).unwrap();
    words
}

/// Every file below the vault's folder of attachments by its place there, with its bytes.
fn sealed(laptop: &Laptop) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = laptop.vault().join("attachments");
    let place = |path: &PathBuf| path.strip_prefix(&folder).unwrap().to_owned();
    objects(laptop).iter().map(|path| (place(path), fs::read(path).unwrap())).collect()
}

/// Everything is read and holds, `objects` sealed files among it.
fn check_deep(laptop: &mut Laptop, objects: u32) {
    laptop.session.check_deep(Nothing {}).unwrap();
    let checked = laptop.session.finish_deep_check().unwrap();
    assert!(checked.findings.is_empty(), "{:?}", checked.findings);
    assert_eq!((checked.objects, checked.recorded), (objects, true));
}

/// A file comes out with its bytes, the hash of them, and its name.
fn comes_back(laptop: &mut Laptop, expected: &[(AttachmentView, Vec<u8>)]) {
    for (added, original) in expected {
        assert!(save(laptop, &added.id).unwrap() == *original, "{}", added.file_name);
        fs::remove_file(laptop.folder.path().join("saved").join(&added.file_name)).unwrap();
        let hash: String = Sha256::digest(original).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(added.hash, hash);
    }
}

#[test]
fn files_are_the_same_after_somebody_was_removed_and_on_another_laptop_that_a_kit_opened() {
    let (mut laptop, _, entry) = with_entry();
    let words = kit(&mut laptop);
    let film: Vec<u8> = (0..9 * MIB).map(|i| (i % 251) as u8).collect();
    let mut added = Vec::new();
    for path in [fixtures().join("attachments/upright.jpg"), write(&laptop, "film.mp4", &film)] {
        let original = fs::read(&path).unwrap();
        added.push((attach(&mut laptop, &entry, path).unwrap(), original));
    }
    let listed: Vec<AttachmentView> = of_entry(&mut laptop, &entry);
    assert!(added.iter().all(|(view, _)| listed.contains(view)));

    // New keys: not a byte of a sealed file changes, and it opens under them.
    let before = sealed(&laptop);
    assert_eq!(before.len(), 2);
    let asked = AddPerson { name: "Ruth Ames".into(), role: "recorder".into(), passphrase: RUTH.into() };
    let ruth = laptop.session.add_person(asked).unwrap().person.id;
    laptop.session.remove_person(RemovePerson { person: ruth }).unwrap();
    assert!(laptop.vault().join("records-2.db").exists(), "the log has other keys");
    assert!(sealed(&laptop) == before);
    comes_back(&mut laptop, &added);
    check_deep(&mut laptop, 2);

    let stick = laptop.folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    laptop.save_into(&stick);
    laptop.session.back_up(BackUp { to: BackUpTo::Chosen }).unwrap().unwrap();
    let made = laptop.session.finish_backup().unwrap().unwrap();

    let mut other = Laptop::new();
    other.next_file(stick.join(&made.file_name));
    let handle = other.session.choose_restore(Nothing {}).unwrap().unwrap().handle;
    let asked = PreviewRestore { handle: handle.clone(), words: words.clone() };
    other.session.preview_restore(asked).unwrap();
    other.session.confirm_restore(ConfirmRestore { handle }).unwrap();
    let found = other.session.open_with_kit(OpenWithKit { words }).unwrap();
    let asked = FinishRecovery {
        person: Some(found.people[0].id.clone()),
        name: None,
        role: None,
        passphrase: NEW.to_owned(),
    };
    other.session.finish_recovery(asked).unwrap();
    assert_eq!(of_entry(&mut other, &entry), listed, "name, size, hash, by whom and when");
    assert!(sealed(&other) == before);
    comes_back(&mut other, &added);
    check_deep(&mut other, 2);

    // What the check over both would have said.
    fs::remove_file(objects(&other).remove(0)).unwrap();
    other.session.check_deep(Nothing {}).unwrap();
    let checked = other.session.finish_deep_check().unwrap();
    assert_eq!((checked.objects, checked.findings.len()), (1, 1), "{:?}", checked.findings);
}
