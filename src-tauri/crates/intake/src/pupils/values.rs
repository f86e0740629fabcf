//! Values of a pupil, read and checked alike in every kind of file.
//!
//! Belongs here: one value at a time. Never here: a value mended unasked; what may have been meant is only offered.

use chrono::NaiveDate;
use encircle_domain::pupil::Pupil;
use encircle_domain::upn::{Upn, UpnError, Verdict};

use crate::dates::{self, NoDate};
use crate::finding::{FindingCode, Findings, Offer};

/// A UPN in its normal form; `None` when it is empty or no UPN at all.
pub(crate) fn upn(text: &str, row: u32, field: &'static str, findings: &mut Findings) -> Option<String> {
    match Upn::parse(text) {
        Ok(upn) => {
            if upn.as_str() != text.trim() {
                findings.row(row, field, FindingCode::UpnNormalised);
            }
            match upn.verdict() {
                Verdict::Valid => {}
                Verdict::WrongCheckLetter { expected } => {
                    findings.offer(row, field, FindingCode::WrongCheckLetter, Offer::CheckLetter(expected));
                }
                Verdict::Temporary => findings.row(row, field, FindingCode::TemporaryUpn),
            }
            Some(upn.to_string())
        }
        Err(UpnError::Empty) => None,
        Err(UpnError::Length { .. } | UpnError::Character { .. }) => {
            findings.row(row, field, FindingCode::MalformedUpn);
            None
        }
    }
}

/// A date; what is no date is left out, never shifted.
pub(crate) fn date(text: &str, row: u32, field: &'static str, findings: &mut Findings) -> Option<NaiveDate> {
    match dates::parse(text) {
        Ok(date) => return Some(date),
        Err(NoDate::Impossible) => findings.row(row, field, FindingCode::ImpossibleDate),
        Err(NoDate::Unreadable) => findings.row(row, field, FindingCode::UnreadableDate),
        Err(NoDate::SerialNumber(date)) => {
            findings.offer(row, field, FindingCode::DateAsNumber, Offer::Date(date));
        }
    }
    None
}

/// A telephone number exactly as typed. One whose leading nought a spreadsheet ate is kept too, and said to be so.
pub(crate) fn phone(text: String, row: u32, findings: &mut Findings) -> String {
    let digits = text.bytes().filter(|b| b.is_ascii_digit()).count();
    let bare = text.bytes().all(|b| b.is_ascii_digit() || b == b' ');
    if bare && digits == 10 && text.starts_with(['1', '2', '3', '7', '8']) {
        findings.offer(row, "phone", FindingCode::PhoneMissingNought, Offer::Text(format!("0{text}")));
    }
    mangled(&text, row, "phone", findings);
    text
}

/// Says when a text looks like what a spreadsheet makes of another one: `TRUE`, `7-Mar`, `3E2`, `9.99E+09`, `#N/A`.
pub(crate) fn mangled(text: &str, row: u32, field: &'static str, findings: &mut Findings) {
    let boolean = matches!(text, "TRUE" | "FALSE");
    let error = text.starts_with('#') && text.len() > 1;
    if boolean || error || is_scientific(text) || is_day_and_month(text) {
        findings.row(row, field, FindingCode::LooksMangled);
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    is_digits(whole) && is_digits(fraction) && is_digits(exponent.trim_start_matches(['+', '-']))
}

fn is_day_and_month(text: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let Some((a, b)) = text.split_once('-') else { return false };
    let month = |text: &str| MONTHS.contains(&text);
    (is_digits(a) && a.len() <= 2 && month(b)) || (month(a) && is_digits(b) && b.len() <= 2)
}

/// A unique learner number has ten digits. It is checked so that a person learns of a broken column, and not kept.
pub(crate) fn check_uln(text: &str, row: u32, findings: &mut Findings) {
    if !(is_digits(text) && text.len() == 10) {
        findings.row(row, "uln", FindingCode::MalformedUln);
    }
}

/// The national curriculum year as `10`, `R` or `N1`: "Year 7", "Yr 07" and "7" are one year.
pub(crate) fn year_group(text: &str) -> String {
    let lower = text.to_lowercase();
    let bare = ["year", "yr", "nc", "y"].iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower);
    let bare = bare.trim_start_matches([' ', '.', '-']);
    match bare {
        "r" | "rec" | "reception" | "group r" => "R".to_owned(),
        "n" | "nursery" => "N".to_owned(),
        _ if is_digits(bare) && bare.len() <= 2 => bare.trim_start_matches('0').to_owned(),
        _ => text.to_owned(),
    }
}

/// A name; a dot or dash in its place is none.
pub(crate) fn name(text: String, row: u32, field: &'static str, findings: &mut Findings) -> Option<String> {
    if !text.chars().any(char::is_alphanumeric) {
        findings.row(row, field, FindingCode::PlaceholderName);
        return None;
    }
    mangled(&text, row, field, findings);
    Some(text)
}

/// What is asked of every pupil once all values are read. `false` when the row cannot be taken.
pub(crate) fn check_pupil(pupil: &Pupil, row: u32, findings: &mut Findings) -> bool {
    let name = &pupil.name;
    match (name.surname(), name.forename()) {
        (None, None) => {
            findings.row(row, "surname", FindingCode::NoName);
            false
        }
        (Some(_), Some(_)) => true,
        (surname, _) => {
            let field = if surname.is_none() { "surname" } else { "forename" };
            findings.row(row, field, FindingCode::SingleName);
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(check: impl FnOnce(&mut Findings)) -> Vec<FindingCode> {
        let mut findings = Findings::default();
        check(&mut findings);
        findings.list.into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn what_a_spreadsheet_made_of_a_value_is_seen() {
        for text in ["TRUE", "7-Mar", "Mar-07", "3E2", "9.99E+09", "#N/A", "#REF!"] {
            assert_eq!(codes(|f| mangled(text, 1, "reg_group", f)), [FindingCode::LooksMangled], "{text}");
        }
        for text in ["True", "7M", "10/11", "7-Mars", "E2", "3E", "Mar-a", "7B-Mar"] {
            assert_eq!(codes(|f| mangled(text, 1, "reg_group", f)), [], "{text}");
        }
    }

    #[test]
    fn a_lost_nought_is_offered_and_the_number_kept() {
        let mut findings = Findings::default();
        assert_eq!(phone("7700900351".into(), 2, &mut findings), "7700900351");
        assert_eq!(findings.list[0].code, FindingCode::PhoneMissingNought);
        assert_eq!(findings.list[0].offer, Some(Offer::Text("07700900351".into())));
        for number in ["07700900352", "+447700900353", "01632 960101", "999"] {
            assert_eq!(codes(|f| assert_eq!(phone(number.into(), 2, f), number)), [], "{number}");
        }
    }

    #[test]
    fn year_groups_become_one_form() {
        for (text, year) in [
            ("Year 7", "7"),
            ("Yr 07", "7"),
            ("7", "7"),
            ("Y10", "10"),
            ("Reception", "R"),
            ("r", "R"),
            ("N1", "N1"),
            ("Year 12 - Sixth", "Year 12 - Sixth"),
            ("Nursery", "N"),
        ] {
            assert_eq!(year_group(text), year, "{text}");
        }
    }
}
