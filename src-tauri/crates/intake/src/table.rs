//! A table as text: its separator, its lines, and where its headings stand.
//!
//! Belongs here: what is alike in every table, whatever it holds. Never here: pupils or marks.

use std::borrow::Cow;

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::bytes::{Encoding, EncodingSource, decode};
use crate::error::Error;
use crate::finding::{FindingCode, Findings};
use crate::text::clean;

/// No school's export has more columns.
pub(crate) const MAX_COLUMNS: usize = 1_000;
/// Reports put titles above their headings; further down a line that looks like headings is data.
const HEADINGS_WITHIN: usize = 10;
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A decoded table.
pub(crate) struct Table<'a> {
    text: Cow<'a, str>,
    separator: u8,
    pub encoding: Encoding,
}

/// One line, with the number that a person sees beside it in an editor or a spreadsheet.
pub(crate) struct Line<'r> {
    pub row: u32,
    pub record: &'r ByteRecord,
}

impl Line<'_> {
    /// The cell as text; empty when the line is too short.
    pub fn cell(&self, column: usize) -> &str {
        // Decoded text was cut at ASCII separators, so every piece is UTF-8 again.
        self.record.get(column).and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or_default()
    }

    /// Cells past the headings that hold something: a sign that columns have shifted.
    pub fn has_more_than(&self, columns: usize) -> bool {
        self.record.iter().skip(columns).any(|cell| !cell.trim_ascii().is_empty())
    }

    pub fn is_blank(&self) -> bool {
        self.record.iter().all(|cell| cell.trim_ascii().is_empty())
    }
}

impl<'a> Table<'a> {
    pub fn decode(bytes: &'a [u8]) -> Result<Self, Error> {
        let (text, encoding) = decode(bytes)?;
        Ok(Self::of(text, encoding))
    }

    pub fn of(text: Cow<'a, str>, encoding: Encoding) -> Self {
        // Old Macintosh programs end lines with a carriage return alone.
        let text =
            if text.contains('\r') && !text.contains('\n') { text.replace('\r', "\n").into() } else { text };
        let separator = separator(&text);
        Self { text, separator, encoding }
    }

    /// Finds the headings: the first line near the top that `read` accepts, given its cleaned cells. Gives its row.
    pub fn headings<H>(
        &self,
        mut read: impl FnMut(&[String]) -> Option<H>,
    ) -> Result<Option<(u32, H)>, Error> {
        let mut reader = self.reader();
        let mut rows = Rows::of(&self.text);
        let mut record = ByteRecord::new();
        for _ in 0..HEADINGS_WITHIN {
            if !advance(&mut reader, &mut record)? {
                break;
            }
            if record.len() > MAX_COLUMNS {
                return Err(Error::TooManyColumns { limit: MAX_COLUMNS });
            }
            let row = rows.of_record(&record);
            let line = Line { row, record: &record };
            let cells: Vec<_> = (0..record.len()).map(|column| clean(line.cell(column)).text).collect();
            if let Some(headings) = read(&cells) {
                return Ok(Some((row, headings)));
            }
        }
        Ok(None)
    }

    /// Gives each line below the headings that holds anything.
    pub fn lines_below(&self, headings: u32, mut take: impl FnMut(Line<'_>)) -> Result<(), Error> {
        let mut reader = self.reader();
        let mut rows = Rows::of(&self.text);
        let mut record = ByteRecord::new();
        while advance(&mut reader, &mut record)? {
            let line = Line { row: rows.of_record(&record), record: &record };
            if line.row > headings && !line.is_blank() {
                take(line);
            }
        }
        Ok(())
    }

    /// Findings about the file as a whole.
    pub fn report(&self, findings: &mut Findings) {
        if self.encoding.source == EncodingSource::Guessed {
            findings.file(None, FindingCode::EncodingGuessed);
        }
        if self.text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
            findings.file(None, FindingCode::UnclosedQuote);
        }
    }

    fn reader(&self) -> Reader<&[u8]> {
        ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .from_reader(self.text.as_bytes())
    }
}

fn advance(reader: &mut Reader<&[u8]>, record: &mut ByteRecord) -> Result<bool, Error> {
    let offset = reader.position().byte();
    reader.read_byte_record(record).map_err(|_| Error::NotWellFormed { offset })
}

/// Counts lines itself: the reader's own count starts a record before the line feed that ended the one above, and
/// before blank lines.
struct Rows<'t> {
    text: &'t [u8],
    at: usize,
    row: u32,
}

impl<'t> Rows<'t> {
    fn of(text: &'t str) -> Self {
        Self { text: text.as_bytes(), at: 0, row: 1 }
    }

    /// The row of a record further down than the last one asked for.
    fn of_record(&mut self, record: &ByteRecord) -> u32 {
        let start = record.position().map_or(self.at, |position| position.byte() as usize);
        let blank = self.text.get(start..).unwrap_or_default().iter();
        let start = start + blank.take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = self.text.get(self.at..start).unwrap_or_default();
        self.row = self.row.saturating_add(passed.iter().filter(|byte| **byte == b'\n').count() as u32);
        self.at = start.max(self.at);
        self.row
    }
}

/// The separator that splits the first lines into most cells. A line `sep=;` of spreadsheets decides at once.
fn separator(text: &str) -> u8 {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] = first.as_bytes()
        && SEPARATORS.contains(separator)
    {
        return *separator;
    }
    let mut best = (0, SEPARATORS[0]);
    for separator in SEPARATORS {
        let widest = text.lines().take(HEADINGS_WITHIN).map(|line| outside_quotes(line, separator)).max();
        if widest.unwrap_or(0) > best.0 {
            best = (widest.unwrap_or(0), separator);
        }
    }
    best.1
}

fn outside_quotes(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            _ if byte == separator && !quoted => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, below: u32) -> Vec<(u32, Vec<String>)> {
        let table = Table::decode(text.as_bytes()).unwrap();
        let mut lines = Vec::new();
        table
            .lines_below(below, |line| {
                let cells = (0..line.record.len()).map(|c| line.cell(c).to_owned()).collect();
                lines.push((line.row, cells));
            })
            .unwrap();
        lines
    }

    #[test]
    fn comma_semicolon_tab_and_bar_are_told_apart() {
        for separator in [',', ';', '\t', '|'] {
            let text = format!("UPN{separator}Name\nA1{separator}\"Pellow, Cas; jr\"\n");
            assert_eq!(lines(&text, 1), [(2, vec!["A1".into(), "Pellow, Cas; jr".into()])], "{separator:?}");
        }
        assert_eq!(lines("sep=;\na;b,c,d\n", 1)[0].1, ["a", "b,c,d"]);
    }

    #[test]
    fn rows_are_the_lines_that_a_spreadsheet_shows() {
        let found = lines("a,b\r\n\r\n1,2\r\n,\r\n3,4", 1);
        assert_eq!(found.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [3, 5]);
        assert_eq!(lines("a,b\r1,2\r3,4", 1).len(), 2);
    }

    #[test]
    fn a_million_columns_are_refused() {
        let text = ",".repeat(1_000_000);
        let table = Table::decode(text.as_bytes()).unwrap();
        let found = table.headings(|_| Some(())).err();
        assert_eq!(found, Some(Error::TooManyColumns { limit: MAX_COLUMNS }));
    }
}
