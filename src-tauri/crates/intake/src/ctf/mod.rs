//! The Common Transfer File, by which schools in England hand pupils on.
//!
//! Belongs here: which element at which path is which value, for every version of the format. Never here: a search for
//! a name anywhere below; the same names stand under a pupil and under each contact.
//!
//! Source: the Department for Education's Common Transfer File specifications, versions 15 to 25, and the shape of
//! files that school systems write.

mod contact;
mod pupil;
#[cfg(test)]
mod tests;
mod tree;

use chrono::NaiveDate;
use encircle_domain::school::Laestab;

use crate::bytes::{EncodingSource, decode};
use crate::error::Error;
use crate::finding::{FindingCode, Findings};
use crate::pupils::{PupilsFile, SchoolRef, settle};
use crate::text::clean;
use crate::{Intake, dates};
use tree::{Element, Part, walk};

/// Versions whose shape is known here, by the year in their name.
const KNOWN_VERSIONS: std::ops::RangeInclusive<u32> = 15..=25;

/// Reads a Common Transfer File of any version.
///
/// # Errors
/// [`Error`] refuses the whole file: nothing of a file that breaks off is taken.
pub fn read_ctf(bytes: &[u8]) -> Result<Intake<PupilsFile>, Error> {
    let (text, encoding) = decode(bytes)?;
    let mut findings = Findings::default();
    match encoding.source {
        EncodingSource::Guessed if !encoding.name.starts_with("UTF-16") => {
            findings.file(None, FindingCode::EncodingGuessed);
        }
        EncodingSource::Contradicted => findings.file(None, FindingCode::EncodingContradicted),
        _ => {}
    }
    let mut header = Header::default();
    let mut rows = Vec::new();
    let mut count = 0_u32;
    walk(&text, |part| match part {
        Part::Header(element) => header = Header::of(&element),
        Part::Pupil(element) => {
            count += 1;
            rows.extend(pupil::read(&element, count, &header, &mut findings));
        }
    })?;
    if count == 0 {
        return Err(Error::NoRows);
    }
    if !header.has_known_version() {
        findings.file(Some("ctf_version"), FindingCode::UnknownVersion);
    }
    let (rows, held) = settle(rows, &mut findings);
    let (findings, findings_left_out) = findings.finish();
    let content = PupilsFile {
        rows,
        held,
        source: header.source,
        destination: header.destination,
        ctf_version: header.version,
        unread_columns: Vec::new(),
    };
    Ok(Intake { content, findings, findings_left_out, encoding })
}

/// What the file says of itself.
#[derive(Debug, Default)]
struct Header {
    version: Option<String>,
    /// The day on which the file was made: what was in force then is what the file says is in force.
    made: Option<NaiveDate>,
    source: Option<SchoolRef>,
    destination: Option<SchoolRef>,
}

impl Header {
    fn of(element: &Element) -> Self {
        Self {
            version: value(element, "CTFversion"),
            made: value(element, "DateTime").and_then(|text| dates::parse(&text).ok()),
            source: element.at("SourceSchool").and_then(school),
            destination: element.at("DestSchool").and_then(school),
        }
    }

    fn has_known_version(&self) -> bool {
        let year = self.version.as_deref().and_then(|version| version.split('.').next()?.parse().ok());
        year.is_some_and(|year| KNOWN_VERSIONS.contains(&year))
    }
}

/// A value at a path, cleaned; what the format writes for "not known" is none.
fn value(element: &Element, path: &str) -> Option<String> {
    let text = clean(element.text_at(path)?).text;
    (!text.is_empty() && !is_unknown(&text)).then_some(text)
}

/// `XXXXXX` for a URN, `XXX` and `XXXX` for a school that is not known, `MMM` and `MMMM` for one outside the sector.
fn is_unknown(text: &str) -> bool {
    text.len() >= 3 && (text.bytes().all(|b| b == b'X') || text.bytes().all(|b| b == b'M'))
}

fn school(element: &Element) -> Option<SchoolRef> {
    let laestab = match (value(element, "LEA"), value(element, "Estab")) {
        (Some(authority), Some(establishment)) => Laestab::parse(&format!("{authority}{establishment}")),
        _ => None,
    };
    let school = SchoolRef {
        laestab: laestab.map(|number| number.to_string()),
        urn: value(element, "URN"),
        name: value(element, "SchoolName"),
    };
    (school != SchoolRef::default()).then_some(school)
}
