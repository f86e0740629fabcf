//! Bytes become text: byte order mark first, strict UTF-8 next, else what the file declares or what its text looks like.
//!
//! Belongs here: the limit on size and the choice of an encoding, which is always reported. Never here: what the text
//! means.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding as Codec, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::Error;

/// The largest file that is read: 64 MiB. A CTF of a large secondary school has about 15.
pub const MAX_BYTES: usize = 64 << 20;

/// Below so many bytes outside ASCII a guess among one-byte encodings is worth less than "written in England".
const ENOUGH_TO_GUESS: usize = 24;

/// How a file was read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// By the name of the WHATWG encoding standard, as `UTF-8` or `windows-1252`.
    pub name: &'static str,
    pub source: EncodingSource,
}

/// Why that encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingSource {
    /// A byte order mark at the start.
    Mark,
    /// Every byte fits UTF-8.
    Utf8,
    /// The XML declaration names it.
    Declared,
    /// Chosen by looking at the text.
    Guessed,
    /// Chosen by looking at the text, because the declared encoding does not fit.
    Contradicted,
}

/// Reads bytes as text.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::Empty`], [`Error::NotText`], or [`Error::Encoding`] when a byte order mark or the declaration
/// is contradicted by what follows.
pub(crate) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), Error> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::TooLarge { limit: MAX_BYTES });
    }
    let (text, encoding) = decode_within_limit(bytes)?;
    if text.contains('\0') {
        return Err(Error::NotText);
    }
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    Ok((text, encoding))
}

fn decode_within_limit(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), Error> {
    if let Some((codec, mark)) = Codec::for_bom(bytes) {
        return strictly(codec, &bytes[mark..], EncodingSource::Mark);
    }
    // XML in UTF-16 without a mark still begins with "<".
    match bytes {
        [b'<', 0, ..] => return strictly(UTF_16LE, bytes, EncodingSource::Guessed),
        [0, b'<', ..] => return strictly(UTF_16BE, bytes, EncodingSource::Guessed),
        _ => {}
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), Encoding { name: UTF_8.name(), source: EncodingSource::Utf8 }));
    }
    if bytes.contains(&0) {
        return Err(Error::NotText);
    }
    let declared = declared(bytes);
    if let Some(codec) = declared.filter(|codec| *codec != UTF_8)
        && let Ok(read) = strictly(codec, bytes, EncodingSource::Declared)
    {
        return Ok(read);
    }
    let source = if declared.is_some() { EncodingSource::Contradicted } else { EncodingSource::Guessed };
    let codec = guess(bytes);
    // Windows-1252 gives a character for every byte, so the last resort cannot fail.
    strictly(codec, bytes, source).or_else(|_| strictly(WINDOWS_1252, bytes, source))
}

fn strictly<'a>(
    codec: &'static Codec,
    bytes: &'a [u8],
    source: EncodingSource,
) -> Result<(Cow<'a, str>, Encoding), Error> {
    let text = codec
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(Error::Encoding { name: codec.name() })?;
    Ok((text, Encoding { name: codec.name(), source }))
}

fn guess(bytes: &[u8]) -> &'static Codec {
    if bytes.iter().filter(|byte| !byte.is_ascii()).take(ENOUGH_TO_GUESS).count() < ENOUGH_TO_GUESS {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"uk"), Utf8Detection::Deny)
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Codec> {
    let head = &bytes[..bytes.len().min(200)];
    let declaration = head.strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(&declaration[..end]).ok()?;
    let (_, after) = declaration.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (label, _) = after[1..].split_once(quote)?;
    Codec::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str, EncodingSource) {
        let (text, encoding) = decode(bytes).expect("readable");
        (text.into_owned(), encoding.name, encoding.source)
    }

    #[test]
    fn a_byte_order_mark_decides() {
        assert_eq!(read(b"\xef\xbb\xbfSi\xc3\xa2n"), ("Siân".into(), "UTF-8", EncodingSource::Mark));
        assert_eq!(read(b"\xff\xfeS\0\xe2\0"), ("Sâ".into(), "UTF-16LE", EncodingSource::Mark));
        assert_eq!(read(b"\xfe\xff\0S\0\xe2"), ("Sâ".into(), "UTF-16BE", EncodingSource::Mark));
    }

    #[test]
    fn text_that_fits_utf_8_is_utf_8_whatever_else_it_could_be() {
        assert_eq!(read("Łapa".as_bytes()), ("Łapa".into(), "UTF-8", EncodingSource::Utf8));
    }

    #[test]
    fn a_few_accents_in_no_utf_8_are_windows_1252_and_said_to_be_guessed() {
        let text = b"Surname,Forename\nO\x92Dwyer,Si\xe2n\n";
        let read = read(text);
        assert_eq!((read.1, read.2), ("windows-1252", EncodingSource::Guessed));
        assert!(read.0.ends_with("O’Dwyer,Siân\n"));
    }

    #[test]
    fn an_xml_declaration_is_followed_unless_the_bytes_contradict_it() {
        let latin1 = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>Si\xe2n</a>";
        assert_eq!((read(latin1).1, read(latin1).2), ("windows-1252", EncodingSource::Declared));
        let wrong = b"<?xml version=\"1.0\" encoding=\"utf-8\"?><a>Si\xe2n</a>";
        assert_eq!((read(wrong).1, read(wrong).2), ("windows-1252", EncodingSource::Contradicted));
    }

    #[test]
    fn xml_in_utf_16_without_a_mark_is_read() {
        let bytes: Vec<u8> = "<a>ł</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&bytes).1, "UTF-16LE");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"").err(), Some(Error::Empty));
        assert_eq!(decode(b" \r\n").err(), Some(Error::Empty));
        assert_eq!(decode(b"SQLite format 3\0\xff\xff").err(), Some(Error::NotText));
        assert_eq!(decode(b"a\0b").err(), Some(Error::NotText));
        assert_eq!(decode(b"\xff\xfea\0b").err(), Some(Error::Encoding { name: "UTF-16LE" }));
        assert_eq!(decode(&vec![b'a'; MAX_BYTES + 1]).err(), Some(Error::TooLarge { limit: MAX_BYTES }));
    }
}
