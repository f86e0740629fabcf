//! The reading of real shapes: every named case with its right behaviour, and mutations of them that must never panic.

mod cases;
mod hostile;

use std::path::PathBuf;

use encircle_intake::{Finding, FindingCode, Intake};

/// The bytes of a case file.
fn case(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/cases").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The findings of one row, as field and code.
fn of_row<T>(intake: &Intake<T>, row: u32) -> Vec<(&'static str, FindingCode)> {
    let findings = intake.findings.iter().filter(|finding| finding.row == Some(row));
    findings.map(|finding| (finding.field.unwrap_or_default(), finding.code)).collect()
}

fn with_code(findings: &[Finding], code: FindingCode) -> Vec<Option<u32>> {
    findings.iter().filter(|finding| finding.code == code).map(|finding| finding.row).collect()
}
