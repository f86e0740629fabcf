//! What left the vault, listed so that the sender, the recipient and a court can check it.
//!
//! The order: pages are rendered; the manifest covers them; the signature covers the manifest; both are attached; the
//! whole is encrypted. Never here: a name, a date of birth, an id of the vault, a private key.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::bundle::{Bundle, ProfileRef};
use crate::{Error, Rendered, canon, glyphs, hex};

/// Names the format in the file.
const FORMAT: &str = "encircle-referral-manifest";
/// Stands before the bytes to sign, so that no other signature of the key can be taken for this one.
const DOMAIN: &[u8] = b"encircle/referral-manifest/v1\0";

/// `manifest.json`, version 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: String,
    pub version: u32,
    pub reference: String,
    pub made_up: bool,
    /// Local time at the school.
    pub made_at: NaiveDateTime,
    pub profile: ProfileRef,
    pub counts: Counts,
    pub entries: Vec<ManifestEntry>,
    /// "[U+1F622 CRYING FACE]": characters that were printed by name.
    pub replaced: Vec<String>,
    pub content: ContentDigest,
    /// SHA-256 of the rendered PDF before anything was attached to it or encrypted.
    pub plain_pdf_sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub pages: usize,
    pub entries: usize,
    /// In the record, chosen or not.
    pub entries_total: usize,
    pub school_days: usize,
    pub signs: usize,
    pub questions: usize,
    pub questions_not_yet_known: usize,
}

/// One entry, by the number printed beside it: no id of the vault leaves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestEntry {
    pub number: usize,
    /// In words, as printed: "24 Nov 2026, 10:50".
    pub happened: String,
    /// SHA-256 of the printed text of the entry.
    pub sha256: String,
}

/// The digest over all that the PDF shows; see the module `canon` for the method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentDigest {
    pub method: String,
    pub sha256: String,
    pub pages: Vec<String>,
}

/// A signature over [`signing_payload`], made and checked by the caller. Hexadecimal, lower case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// "ed25519".
    pub algorithm: String,
    pub public_key: String,
    pub signature: String,
}

/// Lists what the rendered pages hold. `rendered` must come from the same bundle.
///
/// # Errors
/// [`Error::Damaged`] when the PDF cannot be read back.
pub fn manifest(bundle: &Bundle, rendered: &Rendered) -> Result<Manifest, Error> {
    let document = lopdf::Document::load_mem(&rendered.pdf).map_err(|_| Error::Damaged)?;
    let content = canon::content(&document)?;
    // What stands on page one is counted by no form: it is asked of every referral.
    let questions = || {
        let all = bundle.sections.iter().flat_map(|section| &section.questions);
        all.filter(|question| question.printed_under.is_none())
    };
    let blank = |answer: &Option<String>| answer.as_deref().is_none_or(|text| text.trim().is_empty());
    Ok(Manifest {
        format: FORMAT.to_owned(),
        version: 1,
        reference: bundle.reference.clone(),
        made_up: bundle.made_up,
        made_at: bundle.made_at,
        profile: bundle.profile.clone(),
        counts: Counts {
            pages: rendered.pages,
            entries: bundle.entries.len(),
            entries_total: bundle.entries_total.max(bundle.entries.len()),
            school_days: bundle.attendance.as_ref().map_or(0, |attendance| attendance.days.len()),
            signs: bundle.signs.len(),
            questions: questions().count(),
            questions_not_yet_known: questions().filter(|question| blank(&question.answer)).count(),
        },
        entries: rendered
            .entries
            .iter()
            .map(|entry| ManifestEntry {
                number: entry.number,
                happened: entry.happened.clone(),
                sha256: entry.sha256.clone(),
            })
            .collect(),
        replaced: rendered.replaced.iter().map(|c| glyphs::name(*c)).collect(),
        content: ContentDigest {
            method: canon::METHOD.to_owned(),
            sha256: content.sha256,
            pages: content.pages,
        },
        plain_pdf_sha256: hex(&Sha256::digest(&rendered.pdf)),
    })
}

impl Manifest {
    /// The bytes of `manifest.json`. Sign and attach exactly these.
    ///
    /// # Errors
    /// [`Error::Data`]; it would be a mistake in this crate.
    pub fn to_json(&self) -> Result<Vec<u8>, Error> {
        serde_json::to_vec_pretty(self).map_err(|_| Error::Data)
    }

    /// Reads `manifest.json`.
    ///
    /// # Errors
    /// [`Error::UnreadableManifest`] for other formats and newer versions too.
    pub fn from_json(json: &[u8]) -> Result<Self, Error> {
        let manifest: Self = serde_json::from_slice(json).map_err(|_| Error::UnreadableManifest)?;
        if manifest.format == FORMAT && manifest.version == 1 && manifest.content.method == canon::METHOD {
            Ok(manifest)
        } else {
            Err(Error::UnreadableManifest)
        }
    }
}

/// The bytes that an Ed25519 key signs: a domain tag and the manifest as attached.
pub fn signing_payload(manifest_json: &[u8]) -> Vec<u8> {
    [DOMAIN, manifest_json].concat()
}
