//! Files of entries as they are typed on the command line, over a vault's folder on the disk.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::binary;
use crate::support::wait::until;

/// A made-up school in a folder of its own.
struct School {
    folder: TempDir,
}

impl School {
    fn new() -> Self {
        let school = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(school.path("passphrase"), "samphire lantern curlew ropewalk\n").unwrap();
        school.must(&["sample", "--size", "small"]);
        school
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary("encircle-cli"));
        command.current_dir(self.folder.path()).args(["--vault", "vault", "--keychain", "none", "--json"]);
        if arguments[0] != "sample" {
            command.args(["--passphrase-file", "passphrase"]);
        }
        command.args(arguments).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What was answered; it must succeed.
    fn must(&self, arguments: &[&str]) -> Value {
        let done = self.run(arguments);
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice(&done.stdout).unwrap()
    }

    /// The code of a refusal; it must end with 1 and say nothing else.
    fn refused(&self, arguments: &[&str]) -> String {
        let done = self.run(arguments);
        assert_eq!((done.status.code(), done.stdout.len()), (Some(1), 0), "{arguments:?}");
        let told: Value = serde_json::from_slice(&done.stderr).unwrap();
        assert!(!told["message"].as_str().unwrap().is_empty());
        told["code"].as_str().unwrap().to_owned()
    }

    /// An entry about Wren: the pupil's number, the entry.
    fn entry(&self) -> (String, String) {
        let wren = self.must(&["pupils", "--find", "Wren"])[0]["upn"].as_str().unwrap().to_owned();
        let concern = json!({"pupil": wren, "what_happened": "Two phones in period 3."});
        fs::write(self.path("concern.json"), concern.to_string()).unwrap();
        let entry = self.must(&["record", "concern.json"])["id"].as_str().unwrap().to_owned();
        (wren, entry)
    }

    /// How many sealed files there are, whole or in the making.
    fn objects(&self) -> usize {
        let Ok(folders) = fs::read_dir(self.path("vault/attachments")) else { return 0 };
        folders.flatten().map(|folder| fs::read_dir(folder.path()).unwrap().count()).sum()
    }
}

#[test]
fn a_file_with_a_name_that_means_harm_is_added_listed_and_saved_by_its_bytes() {
    let school = School::new();
    let (wren, entry) = school.entry();
    let program = [b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0".to_vec(), vec![0x90; 5000]].concat();
    let hostile = "..\\..\\photo\u{202E}gpj.exe\n$(touch ran).jpg";
    fs::write(school.path(hostile), &program).unwrap();

    let added = school.must(&["attach", &entry, hostile]);
    assert_eq!(added["file_name"], "photogpj.exe$(touch ran).jpg");
    assert_eq!((&added["kind"], &added["can_act"]), (&json!("program"), &json!(true)));
    let id = added["id"].as_str().unwrap();
    assert_eq!(school.must(&["attachments", &entry]), json!([added]));
    assert!(school.must(&["attachments", &wren]).as_array().unwrap().contains(&added));

    let saved = school.must(&["attachment", id, "--out", "out.bin"]);
    assert_eq!(saved["file_name"], "out.bin");
    assert_eq!(fs::read(school.path("out.bin")).unwrap(), program);
    assert_eq!(fs::read(school.path(hostile)).unwrap(), program, "the file that was chosen is untouched");
    assert!(!school.path("ran").exists());
    let audit = school.must(&["audit", "--pupil", &wren, "--format", "json"]);
    assert_eq!(
        (&audit[0]["kind"], &audit[1]["kind"]),
        (&json!("attachment_saved"), &json!("attachment_added"))
    );
    let narrowed = ["audit", "--pupil", &wren, "--person", "Della Marchbank", "--format", "json"];
    let (hers, of_others): (Vec<_>, Vec<_>) =
        audit.as_array().unwrap().iter().cloned().partition(|row| row["by"] == "Della Marchbank");
    assert!(!of_others.is_empty());
    assert_eq!(school.must(&narrowed), Value::Array(hers));
    assert_eq!(school.must(&[&narrowed[..], &["--to", "2020-01-01"]].concat()), json!([]));
    assert_eq!(school.refused(&["audit", "--person", "Nobody Atall"]), "person_not_found");
}

#[test]
fn what_is_too_large_gone_or_nowhere_ends_with_a_code_and_leaves_nothing() {
    let school = School::new();
    let (_, entry) = school.entry();
    File::create(school.path("film.mp4")).unwrap().set_len(512 * 1024 * 1024 + 1).unwrap();
    assert_eq!(school.refused(&["attach", &entry, "film.mp4"]), "attachment_too_large");
    assert_eq!(school.refused(&["attach", &entry, "none.jpg"]), "attachment_not_readable");
    fs::write(school.path("empty.txt"), "").unwrap();
    assert_eq!(school.refused(&["attach", &entry, "empty.txt"]), "attachment_empty");
    let nowhere = "ab".repeat(16);
    assert_eq!(school.refused(&["attach", &nowhere, "concern.json"]), "concern_not_found");
    assert_eq!(school.refused(&["attachment", &nowhere, "--out", "out.bin"]), "attachment_not_found");
    assert!(!school.path("out.bin").exists());
    assert_eq!((school.objects(), school.must(&["attachments", &entry])), (0, json!([])));
}

#[test]
fn whoever_ends_the_program_while_a_film_goes_in_leaves_nothing_and_the_log_whole() {
    let school = School::new();
    let (_, entry) = school.entry();
    File::create(school.path("film.mp4")).unwrap().set_len(512 * 1024 * 1024).unwrap();
    let mut adding = school.command(&["attach", &entry, "film.mp4"]);
    let mut adding = adding.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    until("a file is in the making", || (school.objects() > 0).then_some(()));
    adding.kill().unwrap();
    assert!(!adding.wait().unwrap().success());
    assert_eq!(school.objects(), 1, "as it was cut off");

    assert_eq!(school.must(&["attachments", &entry]), json!([]));
    assert_eq!(school.objects(), 0, "the next opening removes it");
    assert_eq!(school.must(&["check", "--deep"])["findings"], json!([]));
}
