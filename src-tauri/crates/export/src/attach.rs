//! Puts the manifest and its signature into the PDF as attachments, so that one file is the whole bundle.
//!
//! Never here: encryption (that comes after), signing (that came before).

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::manifest::Signature;
use crate::{Error, Manifest};

/// The names under which a reader of the PDF sees the attachments.
pub const MANIFEST: &str = "manifest.json";
pub const SIGNATURE: &str = "manifest.sig.json";

/// Attaches `manifest.json` and, if there is one, `manifest.sig.json`, to a PDF from [`crate::render`].
///
/// # Errors
/// [`Error::UnreadableManifest`] when the bytes are not a manifest, [`Error::Damaged`] when the PDF cannot be read.
pub fn attach_manifest(
    pdf: &[u8],
    manifest_json: &[u8],
    signature: Option<&Signature>,
) -> Result<Vec<u8>, Error> {
    Manifest::from_json(manifest_json)?;
    let mut document = Document::load_mem(pdf).map_err(|_| Error::Damaged)?;
    let mut files =
        vec![(MANIFEST, "What this document holds, with a digest of each entry", manifest_json.to_vec())];
    if let Some(signature) = signature {
        let bytes = serde_json::to_vec_pretty(signature).map_err(|_| Error::Data)?;
        files.push((SIGNATURE, "Signature of the sending school over manifest.json", bytes));
    }
    let mut names = Vec::new();
    let mut associated = Vec::new();
    for (name, description, bytes) in files {
        let id = embed(&mut document, name, description, bytes);
        names.extend([Object::string_literal(name), Object::Reference(id)]);
        associated.push(Object::Reference(id));
    }
    let mut tree = match document.catalog().and_then(|catalog| catalog.get(b"Names")) {
        Ok(names) => document
            .dereference(names)
            .and_then(|(_, names)| names.as_dict())
            .map_err(|_| Error::Damaged)?
            .clone(),
        Err(_) => Dictionary::new(),
    };
    tree.set("EmbeddedFiles", dictionary! { "Names" => names });
    let catalog = document.catalog_mut().map_err(|_| Error::Damaged)?;
    catalog.set("Names", tree);
    catalog.set("AF", associated);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|_| Error::Damaged)?;
    Ok(bytes)
}

fn embed(document: &mut Document, name: &str, description: &str, bytes: Vec<u8>) -> lopdf::ObjectId {
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let file = document.add_object(Stream::new(
        dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => "application/json",
            "Params" => dictionary! { "Size" => size },
        },
        bytes,
    ));
    document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal(name),
        "UF" => Object::string_literal(name),
        "Desc" => Object::string_literal(description),
        "AFRelationship" => "Data",
        "EF" => dictionary! { "F" => file, "UF" => file },
    })
}
