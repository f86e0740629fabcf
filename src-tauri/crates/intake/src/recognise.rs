//! Which kind of file these bytes are.
//!
//! Belongs here: a look at the beginning. Never here: reading the whole, or believing a file's name over its content.

use std::borrow::Cow;

use crate::bytes::{Encoding, EncodingSource, MAX_BYTES, decode};
use crate::error::Error;
use crate::header::Headings;
use crate::table::Table;

/// The kinds of file that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Common Transfer File (XML).
    Ctf,
    /// A table of pupils, one a row.
    PupilsCsv,
    /// A table of attendance marks, one a row.
    MarksCsv,
    /// Anything else.
    Unknown,
}

/// How much of a file is looked at.
const HEAD: usize = 64 << 10;

/// Looks at the beginning of a file. Its name only helps where the content leaves a doubt: an XML file called a
/// transfer file is read as one, so that what is wrong with it can be told.
#[must_use]
pub fn recognise(bytes: &[u8], file_name: &str) -> Kind {
    let Some(head) = head(bytes) else { return Kind::Unknown };
    let start = head.trim_start();
    if start.starts_with('<') {
        let name = file_name.to_ascii_lowercase();
        let called = name.ends_with(".xml") && name.contains("ctf");
        return if called
            || contains_ignoring_case(start, "<ctfile")
            || contains_ignoring_case(start, ":ctfile")
        {
            Kind::Ctf
        } else {
            Kind::Unknown
        };
    }
    let encoding = Encoding { name: "", source: EncodingSource::Utf8 };
    let kind = Table::of(head, encoding).headings(|cells| {
        let headings = Headings::of(cells);
        match (headings.resemble_marks(), headings.are_pupils()) {
            (true, _) => Some(Kind::MarksCsv),
            (false, true) => Some(Kind::PupilsCsv),
            (false, false) => None,
        }
    });
    kind.ok().flatten().map_or(Kind::Unknown, |(_, kind)| kind)
}

/// The reason that suits a file of no known kind.
pub(crate) fn why_unknown(bytes: &[u8]) -> Error {
    let zipped = bytes.starts_with(b"PK\x03\x04");
    let old_office = bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    if bytes.len() > MAX_BYTES {
        Error::TooLarge { limit: MAX_BYTES }
    } else if zipped || old_office {
        Error::Spreadsheet
    } else {
        match decode(bytes) {
            Err(error) => error,
            Ok((text, _)) if text.trim_start().starts_with('<') => {
                if contains_ignoring_case(&text, "<!doctype") {
                    Error::DoctypeRefused
                } else {
                    Error::NotACtf
                }
            }
            Ok(_) => Error::NotRecognised,
        }
    }
}

/// The beginning as text, cut at the end of a line where the file goes on, so that no character is cut in two.
fn head(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if bytes.len() <= HEAD {
        return decode(bytes).ok().map(|(text, _)| text);
    }
    let head = &bytes[..HEAD];
    let wide = matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'<', 0, ..] | [0, b'<', ..]);
    if wide {
        // A surrogate pair cut in two would spoil the rest: one unit less is then whole again.
        return [HEAD, HEAD - 2].into_iter().find_map(|end| decode(&bytes[..end]).ok()).map(|(text, _)| text);
    }
    let end = head.iter().rposition(|byte| matches!(byte, b'\n' | b'\r' | b'>')).map_or(HEAD, |at| at + 1);
    decode(&head[..end]).ok().map(|(text, _)| text)
}

fn contains_ignoring_case(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_pupils_are_told_apart_by_their_headings() {
        assert_eq!(recognise(b"UPN,Date,Session,Mark\n", "x.csv"), Kind::MarksCsv);
        assert_eq!(recognise(b"UPN,Surname,Forename,DOB\n", "x.csv"), Kind::PupilsCsv);
        assert_eq!(recognise(b"Report of pupils\n\nUPN;Legal Surname\n", ""), Kind::PupilsCsv);
        assert_eq!(
            recognise(b"UPN,Surname,Forename,Date,Mark\n", ""),
            Kind::MarksCsv,
            "its session is missed by name"
        );
        assert_eq!(recognise(b"colour,size\nred,1\n", "pupils.csv"), Kind::Unknown);
    }

    #[test]
    fn a_transfer_file_is_known_by_its_root_and_else_by_its_name() {
        assert_eq!(recognise(b"<CTfile>", "a.txt"), Kind::Ctf);
        assert_eq!(recognise(b"<?xml version='1.0'?><x:CTFile xmlns:x='u'>", ""), Kind::Ctf);
        assert_eq!(recognise(b"<other/>", "8821234_CTF_8824321_001.xml"), Kind::Ctf);
        assert_eq!(recognise(b"<html>", "page.xml"), Kind::Unknown);
    }

    #[test]
    fn what_is_unknown_is_named_for_what_it_is() {
        assert_eq!(why_unknown(b"PK\x03\x04rest"), Error::Spreadsheet);
        assert_eq!(why_unknown(b""), Error::Empty);
        assert_eq!(why_unknown(b"\x89PNG\0\xff"), Error::NotText);
        assert_eq!(why_unknown(b"<!DOCTYPE html><html>"), Error::DoctypeRefused);
        assert_eq!(why_unknown(b"<html>"), Error::NotACtf);
        assert_eq!(why_unknown(b"a,b\n1,2\n"), Error::NotRecognised);
    }

    #[test]
    fn a_long_file_is_recognised_by_its_beginning() {
        let mut long = b"UPN,Surname,Forename\n".to_vec();
        long.extend("X,Łapa,é\n".repeat(HEAD / 5).into_bytes());
        assert_eq!(recognise(&long, ""), Kind::PupilsCsv);
        let wide: Vec<u8> = std::iter::once(0xfeff_u16)
            .chain("UPN,Surname,Forename\n".encode_utf16())
            .chain("😀,b,c\n".repeat(HEAD / 4).encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(recognise(&wide, ""), Kind::PupilsCsv);
    }
}
