//! Opens a bundle that came back, or that somebody asks about, and says what in it was changed.
//!
//! Never here: trust. Whether the key that signed is the school's, only the caller can know.

use lopdf::{Dictionary, Document, LoadOptions, Object};

use crate::attach::{MANIFEST, SIGNATURE};
use crate::manifest::{Manifest, Signature, signing_payload};
use crate::{Error, canon};

/// An opened bundle, with whatever does not agree with its manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub manifest: Manifest,
    /// The bytes that were signed, without the domain tag.
    pub manifest_json: Vec<u8>,
    pub signature: Option<Signature>,
    /// Empty when pages and manifest agree. The signature is not part of this: see [`Opened::signing_payload`].
    pub findings: Vec<Finding>,
    /// The PDF without a password.
    pub pdf: Vec<u8>,
    /// Whether the file asked for the password.
    pub was_protected: bool,
}

/// What does not agree with the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The pages show something else than was sent.
    ContentChanged,
    /// This page, counted from 1, is not the one that was sent.
    PageChanged(usize),
    /// There are more or fewer pages than were sent.
    PageCount { sent: usize, found: usize },
    /// A file is attached that the sender did not attach.
    ForeignAttachment,
}

impl Opened {
    /// Whether the pages are those that the manifest lists, and nothing was added.
    pub fn is_intact(&self) -> bool {
        self.findings.is_empty()
    }

    /// What the signature must cover.
    pub fn signing_payload(&self) -> Vec<u8> {
        signing_payload(&self.manifest_json)
    }
}

/// Decrypts the file, reads its manifest and compares every page with it. The password is ignored when the file has none.
///
/// # Errors
/// [`Error::Damaged`], [`Error::WrongPassword`], [`Error::NoManifest`] or [`Error::UnreadableManifest`]. A changed
/// page is no error: it is a [`Finding`].
pub fn open_bundle(bytes: &[u8], password: &str) -> Result<Opened, Error> {
    let (mut document, was_protected) = load(bytes, password)?;
    let files = embedded(&document)?;
    let find = |name: &str| files.iter().find(|(found, _)| found == name).map(|(_, bytes)| bytes.clone());
    let manifest_json = find(MANIFEST).ok_or(Error::NoManifest)?;
    let manifest = Manifest::from_json(&manifest_json)?;
    let signature = find(SIGNATURE)
        .map(|bytes| serde_json::from_slice(&bytes).map_err(|_| Error::UnreadableManifest))
        .transpose()?;
    let mut findings = compare(&manifest, &document)?;
    let ours = |name: &str| name == MANIFEST || name == SIGNATURE;
    let repeated = files.len() != files.iter().filter(|(name, _)| ours(name)).count()
        || files.len() != 1 + usize::from(signature.is_some());
    if repeated {
        findings.push(Finding::ForeignAttachment);
    }
    let mut pdf = Vec::new();
    document.save_to(&mut pdf).map_err(|_| Error::Damaged)?;
    Ok(Opened { manifest, manifest_json, signature, findings, pdf, was_protected })
}

/// The document with every object decrypted, and whether it needed that.
fn load(bytes: &[u8], password: &str) -> Result<(Document, bool), Error> {
    let mut options = LoadOptions::with_max_decompressed_size(canon::LARGEST_STREAM);
    let document = Document::load_mem_with_options(bytes, options.clone()).map_err(|_| Error::Damaged)?;
    if !document.trailer.has(b"Encrypt") {
        let was_protected = document.was_encrypted();
        return Ok((document, was_protected));
    }
    options.password = Some(password.to_owned());
    match Document::load_mem_with_options(bytes, options) {
        Ok(document) if document.trailer.has(b"Encrypt") => Err(Error::WrongPassword),
        Ok(document) => Ok((document, true)),
        Err(lopdf::Error::InvalidPassword) => Err(Error::WrongPassword),
        Err(_) => Err(Error::Damaged),
    }
}

fn compare(manifest: &Manifest, document: &Document) -> Result<Vec<Finding>, Error> {
    let found = canon::content(document)?;
    let mut findings = Vec::new();
    if found.sha256 != manifest.content.sha256 {
        findings.push(Finding::ContentChanged);
    }
    let sent = &manifest.content.pages;
    if sent.len() != found.pages.len() {
        findings.push(Finding::PageCount { sent: sent.len(), found: found.pages.len() });
    }
    let changed = sent.iter().zip(&found.pages).enumerate().filter(|(_, (sent, found))| sent != found);
    findings.extend(changed.map(|(index, _)| Finding::PageChanged(index + 1)));
    Ok(findings)
}

/// Every embedded file of the name tree, with its name.
fn embedded(document: &Document) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let dictionary = |object: &Object| -> Result<Dictionary, Error> {
        let (_, object) = document.dereference(object).map_err(|_| Error::Damaged)?;
        Ok(object.as_dict().map_err(|_| Error::Damaged)?.clone())
    };
    let catalog = document.catalog().map_err(|_| Error::Damaged)?;
    let Ok(names) = catalog.get(b"Names") else { return Ok(Vec::new()) };
    let names = dictionary(names)?;
    let Ok(root) = names.get(b"EmbeddedFiles") else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    let mut waiting = vec![root.clone()];
    // A tree of ours is one node; a hostile one could turn in a circle.
    for _ in 0..1000 {
        let Some(node) = waiting.pop() else { return Ok(files) };
        let node = dictionary(&node)?;
        if let Ok(kids) = node.get(b"Kids").and_then(Object::as_array) {
            waiting.extend(kids.iter().cloned());
        }
        if let Ok(pairs) = node.get(b"Names").and_then(Object::as_array) {
            for pair in pairs.chunks_exact(2) {
                let name =
                    String::from_utf8_lossy(pair[0].as_str().map_err(|_| Error::Damaged)?).into_owned();
                let file = dictionary(dictionary(&pair[1])?.get(b"EF").map_err(|_| Error::Damaged)?)?;
                let stream =
                    file.get(b"F").and_then(|file| document.dereference(file)).map_err(|_| Error::Damaged)?;
                let stream = stream.1.as_stream().map_err(|_| Error::Damaged)?;
                let bytes =
                    stream.get_plain_content_with_limit(canon::LARGEST_STREAM).map_err(|_| Error::Damaged)?;
                files.push((name, bytes));
            }
        }
    }
    Err(Error::Damaged)
}
