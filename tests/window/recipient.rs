//! Whoever holds the file and its password: opens it with the programs of others, and proves it with the command line.
//!
//! Never here: the laptop's log.

use std::process::{Command, Output};

use super::laptop::Laptop;
use super::steps::Made;
use crate::support::binary;

/// Opens the referral as a recipient would, and finds the `words` in it.
pub fn reads(laptop: &Laptop, made: &Made, words: &[&str]) {
    let qpdf = |password: &str| {
        let mut command = laptop.command("qpdf");
        output(command.arg("--check").arg(format!("--password={password}")).arg(&made.file))
    };
    let checked = qpdf(&made.password);
    assert!(checked.status.success(), "qpdf: {}", said(&checked));
    assert!(said(&checked).contains("AESv3"), "encrypted with AES-256: {}", said(&checked));
    assert!(!qpdf("six words that were never given").status.success(), "another password opens nothing");

    // pdftotext keeps 32 characters of a password it is given, and six words are longer: qpdf takes it off first.
    let plain = laptop.home().join("plain.pdf");
    let mut opening = laptop.command("qpdf");
    let password = format!("--password={}", made.password);
    let opened = output(opening.arg("--decrypt").arg(password).arg(&made.file).arg(&plain));
    assert!(opened.status.success(), "qpdf: {}", said(&opened));
    let text = output(laptop.command("pdftotext").arg(&plain).arg("-"));
    assert!(text.status.success(), "pdftotext: {}", said(&text));
    let text = one_line(&String::from_utf8_lossy(&text.stdout));
    for words in words {
        assert!(text.contains(&one_line(words)), "“{words}” is not in the referral:\n{text}");
    }

    let password = laptop.write("password", &made.password);
    let verify = |file: &std::path::Path| {
        let mut command = laptop.command(binary("encircle-cli"));
        output(command.arg("--json").arg("--passphrase-file").arg(&password).arg("open-bundle").arg(file))
    };
    let verified = verify(&made.file);
    assert!(verified.status.success(), "open-bundle: {}", said(&verified));
    let shown: serde_json::Value = serde_json::from_slice(&verified.stdout).expect("JSON for machines");
    assert_eq!((&shown["hashes_hold"], &shown["signature_holds"]), (&true.into(), &true.into()), "{shown}");

    let mut bytes = std::fs::read(&made.file).expect("the file is there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let changed = laptop.home().join("changed.pdf");
    std::fs::write(&changed, bytes).expect("a file in our own folder");
    assert_eq!(
        verify(&changed).status.code(),
        Some(1),
        "a changed byte is noticed: {}",
        said(&verify(&changed))
    );
}

fn output(command: &mut Command) -> Output {
    command.output().expect("the program is installed: cargo xtask test installs it")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Without the breaks of lines, which belong to the page and not to the words.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
