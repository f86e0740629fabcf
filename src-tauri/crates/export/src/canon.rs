//! One digest over all that a reader of the PDF can see or be led to, whatever file it is wrapped in.
//!
//! The walk starts at the catalogue and at the information dictionary, follows every reference, numbers objects in the
//! order of meeting them, sorts dictionary keys and unpacks streams. So encryption, compression and object numbers do
//! not matter, and any other change does: a word, a page moved, a font, a link, an action. Left out are the embedded
//! files, which cannot cover themselves; [`crate::open_bundle`] names each one that the manifest does not allow.

use std::collections::{HashMap, VecDeque};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use sha2::{Digest, Sha256};

use crate::{Error, hex};

/// Names the method, so that another one can follow it.
pub const METHOD: &str = "encircle-pdf-content-1";

/// No stream of a bundle is larger when unpacked; a hostile one may try.
pub const LARGEST_STREAM: usize = 64 << 20;

/// The digest of the whole, and one a page so that a change can be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub sha256: String,
    pub pages: Vec<String>,
}

/// Computes both.
///
/// # Errors
/// [`Error::Damaged`] when an object that a reader needs is missing or cannot be unpacked.
pub fn content(document: &Document) -> Result<Content, Error> {
    let catalog = without_files(document.catalog().map_err(|_| Error::Damaged)?, document)?;
    let mut walk = Walk::new(document);
    walk.object(&Object::Dictionary(catalog))?;
    match document.trailer.get(b"Info") {
        Ok(info) => walk.object(info)?,
        Err(_) => walk.digest.update(b"no info"),
    }
    let sha256 = walk.finish()?;
    let pages = document.page_iter().map(|page| page_digest(document, page)).collect::<Result<_, _>>()?;
    Ok(Content { sha256, pages })
}

/// The drawing of one page: its content streams, in order.
fn page_digest(document: &Document, page: ObjectId) -> Result<String, Error> {
    let mut digest = Sha256::new();
    for id in document.get_page_contents(page) {
        let stream = document.get_object(id).and_then(Object::as_stream).map_err(|_| Error::Damaged)?;
        digest.update(unpacked(stream)?);
    }
    Ok(hex(&digest.finalize()))
}

/// The catalogue as it was before `attach_manifest`: no associated files, no tree of embedded files.
fn without_files(catalog: &Dictionary, document: &Document) -> Result<Dictionary, Error> {
    let mut catalog = catalog.clone();
    catalog.remove(b"AF");
    let names = match catalog.get(b"Names") {
        Ok(names) => {
            let names = document.dereference(names).map_err(|_| Error::Damaged)?.1;
            let mut names = names.as_dict().map_err(|_| Error::Damaged)?.clone();
            names.remove(b"EmbeddedFiles");
            Some(names)
        }
        Err(_) => None,
    };
    catalog.remove(b"Names");
    if let Some(names) = names.filter(|names| !names.is_empty()) {
        catalog.set("Names", Object::Dictionary(names));
    }
    Ok(catalog)
}

fn unpacked(stream: &Stream) -> Result<Vec<u8>, Error> {
    stream.get_plain_content_with_limit(LARGEST_STREAM).map_err(|_| Error::Damaged)
}

struct Walk<'a> {
    document: &'a Document,
    digest: Sha256,
    numbers: HashMap<ObjectId, usize>,
    waiting: VecDeque<ObjectId>,
}

impl<'a> Walk<'a> {
    fn new(document: &'a Document) -> Self {
        let mut digest = Sha256::new();
        digest.update(METHOD.as_bytes());
        Self { document, digest, numbers: HashMap::new(), waiting: VecDeque::new() }
    }

    fn finish(mut self) -> Result<String, Error> {
        while let Some(id) = self.waiting.pop_front() {
            let object = self.document.get_object(id).map_err(|_| Error::Damaged)?;
            self.digest.update(b"obj");
            self.object(object)?;
        }
        Ok(hex(&self.digest.finalize()))
    }

    fn bytes(&mut self, tag: u8, bytes: &[u8]) {
        self.digest.update([tag]);
        self.digest.update((bytes.len() as u64).to_be_bytes());
        self.digest.update(bytes);
    }

    fn object(&mut self, object: &Object) -> Result<(), Error> {
        match object {
            Object::Null => self.bytes(b'0', b""),
            Object::Boolean(value) => self.bytes(b'b', &[u8::from(*value)]),
            Object::Integer(value) => self.bytes(b'n', value.to_string().as_bytes()),
            // A whole number may be written "12" or "12.0": both are the same number to a reader.
            Object::Real(value) if value.fract() == 0.0 && value.abs() < 1e15 => {
                self.bytes(b'n', format!("{value:.0}").as_bytes());
            }
            Object::Real(value) => self.bytes(b'n', value.to_string().as_bytes()),
            Object::Name(name) => self.bytes(b'/', name),
            Object::String(text, _) => self.bytes(b's', text),
            Object::Array(items) => {
                self.bytes(b'[', &(items.len() as u64).to_be_bytes());
                for item in items {
                    self.object(item)?;
                }
            }
            Object::Dictionary(dictionary) => self.dictionary(dictionary, &[])?,
            Object::Stream(stream) => {
                self.dictionary(&stream.dict, &[b"Length", b"Filter", b"DecodeParms"])?;
                let content = unpacked(stream)?;
                self.bytes(b'~', &content);
            }
            Object::Reference(id) => {
                let next = self.numbers.len();
                let number = *self.numbers.entry(*id).or_insert_with(|| {
                    self.waiting.push_back(*id);
                    next
                });
                self.bytes(b'R', &(number as u64).to_be_bytes());
            }
        }
        Ok(())
    }

    fn dictionary(&mut self, dictionary: &Dictionary, without: &[&[u8]]) -> Result<(), Error> {
        let mut entries: Vec<(&Vec<u8>, &Object)> =
            dictionary.iter().filter(|(key, _)| !without.contains(&key.as_slice())).collect();
        entries.sort_by_key(|(key, _)| *key);
        self.bytes(b'<', &(entries.len() as u64).to_be_bytes());
        for (key, value) in entries {
            self.bytes(b'/', key);
            self.object(value)?;
        }
        Ok(())
    }
}
