//! The check of the whole log on the command line: waited for, told in full, and refused by the first thing that does not fit.

use std::fmt::Write as _;

use encircle_api::Session;
use encircle_api::contract::*;

use crate::failure::{self, Failure};
use crate::show;

/// Reads everything. A log with which something is wrong ends with that as its refusal, after all of it was told.
pub fn deep(session: &mut Session, json: bool) -> Result<(), Failure> {
    session.check_deep(Nothing {})?;
    let checked = session.finish_deep_check()?;
    show::reply(&checked, json, told);
    match checked.findings.into_iter().next() {
        None => Ok(()),
        Some(first) => Err(first.into()),
    }
}

fn told(checked: &DeepCheckedView) -> String {
    let mut text = format!(
        "{} events, {} sealed objects and {} backups read, every page and every view.",
        checked.events, checked.objects, checked.backups
    );
    let head = &checked.head;
    let _ = write!(text, "\nHead      {} (key {}, event {})", head.hash, head.epoch, head.seq);
    if head.known == HeadKnown::NotKept {
        text.push_str("\nNo keychain keeps the head: an older copy of the folder would not be noticed.");
    }
    if !checked.recorded {
        text.push_str("\nThe journal does not say that this check was made: it could not be written to.");
    }
    for finding in &checked.findings {
        let place = finding.field.as_ref().map(|field| format!(" ({field})")).unwrap_or_default();
        let _ = write!(text, "\nWrong     {}{place}", failure::happened(finding.code));
    }
    if checked.findings.is_empty() {
        text.push_str("\nEverything fits.");
    }
    text
}
