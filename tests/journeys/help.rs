//! The papers about the program: saved by whoever asks, with the log closed or open, in the window's way and on the command line.

use std::fs;
use std::process::Command;

use encircle_api::ErrorCode;
use encircle_api::contract::*;

use crate::support::binary;
use crate::support::school::Laptop;

fn save(laptop: &mut Laptop, page: HelpPage) -> String {
    laptop.session.save_help_page(SaveHelpPage { page }).unwrap().unwrap().file_name
}

/// The text of a PDF as poppler reads it, with every run of white space as one space.
fn text_of(pdf: &[u8]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("paper.pdf");
    fs::write(&path, pdf).unwrap();
    let read = Command::new("pdftotext").arg(&path).arg("-").output().unwrap();
    assert!(read.status.success(), "pdftotext failed");
    String::from_utf8(read.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_paper_is_saved_with_the_log_closed_and_carries_the_schools_name_once_it_is_open() {
    let mut laptop = Laptop::new();
    let name = save(&mut laptop, HelpPage::It);
    assert_eq!(name, "Encircle for your IT team.pdf");
    let closed = text_of(&laptop.saved(&name));
    assert!(closed.contains("For your IT team") && closed.contains("Page 1 of 1"), "{closed}");
    assert!(!closed.contains("Saltmarsh Lane School"));

    let mut laptop = Laptop::with_vault();
    let name = save(&mut laptop, HelpPage::Dpia);
    let open = text_of(&laptop.saved(&name));
    for words in
        ["Data protection impact assessment", "Saltmarsh Lane School", "Made 25 November 2026", "Sign-off"]
    {
        assert!(open.contains(words), "{words}");
    }
    assert!(!open.contains("Made-up school"));
    let audit = laptop.session.list_audit(ListAudit { limit: Some(50), ..ListAudit::default() }).unwrap();
    assert!(!audit.iter().any(|row| row.kind.contains("saved")), "no record left the log");
}

#[test]
fn a_recorder_may_have_it_too_and_a_folder_that_is_gone_is_said() {
    let mut laptop = Laptop::with_vault();
    let passphrase = "otter ribbon candle summit".to_owned();
    let ruth =
        AddPerson { name: "Ruth Ames".into(), role: "recorder".into(), passphrase: passphrase.clone() };
    laptop.session.add_person(ruth).unwrap();
    laptop.session.lock(Nothing {}).unwrap();
    laptop.unlock(&passphrase).unwrap();
    save(&mut laptop, HelpPage::Dpia);
    let gone = laptop.folder.path().join("gone");
    fs::write(&gone, b"").unwrap();
    laptop.save_into(gone.join("below"));
    let refused = laptop.session.save_help_page(SaveHelpPage { page: HelpPage::It }).unwrap_err().code;
    assert!(matches!(refused, ErrorCode::WriteFailed | ErrorCode::FileExists), "{refused:?}");
}

#[test]
fn the_command_line_writes_both_without_a_passphrase_and_makes_no_vault() {
    let dir = tempfile::tempdir().unwrap();
    let run = |page: &str| {
        let mut command = Command::new(binary("encircle-cli"));
        command.current_dir(dir.path()).args(["--vault", "vault", "--keychain", "none", "help-page", page]);
        command.args(["--out", &format!("{page}.pdf")]).output().unwrap()
    };
    for (page, words) in [("dpia", "Article 35 of the UK GDPR"), ("it", "For your IT team")] {
        let done = run(page);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert!(text_of(&fs::read(dir.path().join(format!("{page}.pdf"))).unwrap()).contains(words));
    }
    assert_eq!(run("everything").status.code(), Some(2));
    assert!(!dir.path().join("vault").exists(), "no vault is made for it");
}
