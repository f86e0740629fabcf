//! Opening a bundle that left some vault: whether its pages are those that were sent, and whose signature stands under them.
//! Needs no vault: it is for whoever holds the file and its password.

use encircle_store::keys::verify;

use crate::ApiError;
use crate::contract::BundleView;
use crate::local_time::minutes;

/// What the signature of a referral stands for.
pub(crate) const SIGNATURE_TAG: &str = "encircle referral manifest 1";

/// A bundle that opened.
pub struct OpenedBundle {
    pub view: BundleView,
    /// The PDF without its password.
    pub document: Vec<u8>,
    /// `manifest.json` as it was signed.
    pub manifest: Vec<u8>,
}

/// Opens the file with its password and checks every page against the manifest, and the manifest against its signature.
pub fn open(bytes: &[u8], password: &str) -> Result<OpenedBundle, ApiError> {
    let opened = encircle_export::open_bundle(bytes, password)?;
    let signed = opened.signature.as_ref().is_some_and(|signature| {
        let key = unhex::<32>(&signature.public_key);
        let bytes = unhex::<64>(&signature.signature);
        match (signature.algorithm.as_str(), key, bytes) {
            ("ed25519", Some(key), Some(bytes)) => {
                verify(&key, SIGNATURE_TAG, &opened.signing_payload(), &bytes).is_ok()
            }
            _ => false,
        }
    });
    let manifest = &opened.manifest;
    let view = BundleView {
        reference: manifest.reference.clone(),
        made_at: minutes(manifest.made_at),
        profile: manifest.profile.id.clone(),
        entries: crate::usecases::count(manifest.counts.entries),
        made_up: manifest.made_up,
        hashes_hold: opened.is_intact(),
        signature_holds: signed,
        signer: opened.signature.as_ref().map(|signature| signature.public_key.clone()).unwrap_or_default(),
        made_here: None,
    };
    Ok(OpenedBundle { view, document: opened.pdf, manifest: opened.manifest_json })
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N || !text.is_ascii() {
        return None;
    }
    let mut bytes = [0; N];
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(bytes)
}
