//! A bundle of records becomes bytes: pages, a protected file, a manifest that notices changes, and the questions of
//! each authority as data.
//!
//! `render` is pure: the same bundle gives the same bytes. `protect` is random. Never here: a database, paths, the
//! clock, the fonts of the system, or a decision about who is named; the caller has made it.

mod attach;
mod axis;
pub mod bundle;
mod canon;
mod glyphs;
mod help;
pub mod manifest;
mod open;
mod print;
pub mod profile;
mod protect;
mod render;
mod words;
mod world;

#[cfg(test)]
mod tests;

pub use attach::attach_manifest;
pub use bundle::{Bundle, Chronology, KitPage};
pub use glyphs::name as spelled_out;
pub use help::{HelpFor, HelpPage};
pub use manifest::{Manifest, Signature, manifest, signing_payload};
pub use open::{Finding, Opened, open_bundle};
pub use protect::protect;
pub use render::{EntryDigest, Options, Rendered, chronology, help_page, kit_page, preview, render};

/// Why a document could not be made or opened. No variant carries a word of a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A template does not compile: the built-in ones are tested, so it is the form of a profile.
    #[error("the layout {template} does not compile ({problems} problems)")]
    Layout { template: &'static str, problems: usize },
    /// The bundle cannot be written as data.
    #[error("the bundle cannot be written as data")]
    Data,
    /// The file is not a PDF that can be read whole.
    #[error("the file is damaged or not a PDF")]
    Damaged,
    /// The password does not open the file.
    #[error("the password does not open this file")]
    WrongPassword,
    /// A password may not be empty or longer than 127 bytes.
    #[error("the password is empty or too long")]
    UnusablePassword,
    /// The PDF opens, and carries no manifest: it is not one of ours, or lost it.
    #[error("the file carries no manifest")]
    NoManifest,
    /// The manifest or the signature in the file cannot be read.
    #[error("the manifest cannot be read")]
    UnreadableManifest,
    /// A profile does not follow the schema.
    #[error("the profile is not valid: {0}")]
    Profile(&'static str),
}

/// Lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
