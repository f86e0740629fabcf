//! A bundle to pages: pure, so the same value always gives the same bytes.
//!
//! Data reaches Typst as one virtual JSON file and is never spliced into markup. Never here: the clock, randomness,
//! files, fonts of the system, encryption.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::Error;
use crate::bundle::{Bundle, Chronology, KitPage};
use crate::glyphs::{self, Replaced};
use crate::help::{HelpFor, HelpPage};
use crate::hex;
use crate::print;
use crate::world::{GENERAL_FORM, Printer};

/// How to lay a bundle out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The `form.typ` of the authority profile, where it brings its own; else the general layout.
    pub form: Option<String>,
    /// Says "Draft, not sent" on every page.
    pub draft: bool,
}

/// A rendered document, not yet protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// A tagged PDF/UA-1 file.
    pub pdf: Vec<u8>,
    pub pages: usize,
    /// The characters that were printed by name, in the order of their numbers.
    pub replaced: Vec<char>,
    /// One digest an entry, in printed order.
    pub entries: Vec<EntryDigest>,
}

/// Which words of which entry left the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryDigest {
    /// As printed, from 1.
    pub number: usize,
    /// "24 Nov 2026, 10:50".
    pub happened: String,
    /// SHA-256 (lower-case hexadecimal) of the printed text of the entry, its lines joined by line feeds.
    pub sha256: String,
}

/// Renders the referral.
///
/// # Errors
/// [`Error::Layout`] when the form of the profile does not compile.
pub fn render(bundle: &Bundle, options: &Options) -> Result<Rendered, Error> {
    let form = options.form.as_deref().unwrap_or(GENERAL_FORM);
    render_with("/referral.typ", form, &bundle.reference, print::referral(bundle, options.draft))
}

/// Renders the chronology alone.
///
/// # Errors
/// [`Error::Layout`]; it would be a mistake of the built-in template.
pub fn chronology(chronology: &Chronology) -> Result<Rendered, Error> {
    render_with("/chronology.typ", GENERAL_FORM, &chronology.reference, print::chronology(chronology))
}

/// Renders one recovery kit. The bytes open the vault to whoever reads them: print, then drop them.
///
/// # Errors
/// [`Error::Layout`]; it would be a mistake of the built-in template.
pub fn kit_page(kit: &KitPage) -> Result<Vec<u8>, Error> {
    Ok(render_with("/kit.typ", GENERAL_FORM, "recovery-kit", print::kit(kit))?.pdf)
}

/// Renders a paper about the program.
///
/// # Errors
/// [`Error::Layout`], [`Error::Data`]; it would be a mistake of the built-in template or text.
pub fn help_page(page: HelpPage, made_for: &HelpFor) -> Result<Rendered, Error> {
    render_with("/help.typ", GENERAL_FORM, "help", print::help(page, made_for)?)
}

/// The pages of the referral as SVG pictures, one string a page, for looking before sending.
///
/// # Errors
/// [`Error::Layout`] when the form of the profile does not compile.
pub fn preview(bundle: &Bundle, options: &Options) -> Result<Vec<String>, Error> {
    let form = options.form.as_deref().unwrap_or(GENERAL_FORM);
    let mut model = to_value(&print::referral(bundle, options.draft))?;
    let mut replaced = Replaced::new();
    glyphs::spell_out(&mut model, &mut replaced, &BTreeSet::new());
    list_replaced(&mut model, &replaced);
    let document = compile("/referral.typ", form, &model)?;
    let options = typst_svg::SvgOptions::default();
    let pages = document.pages().iter().map(|page| typst_svg::svg(page, &options)).collect();
    forget();
    Ok(pages)
}

fn render_with<M: Serialize>(
    template: &'static str,
    form: &str,
    reference: &str,
    model: M,
) -> Result<Rendered, Error> {
    let plain = to_value(&model)?;
    let mut also = BTreeSet::new();
    let mut replaced = Replaced::new();
    // The fonts are asked for every character first. Should shaping still end without a glyph, the PDF/UA check names
    // the text, its unusual characters are spelled out too, and the page is made again: each round has fewer of them.
    loop {
        let mut model = plain.clone();
        glyphs::spell_out(&mut model, &mut replaced, &also);
        list_replaced(&mut model, &replaced);
        let document = compile(template, form, &model)?;
        let result = typst_pdf::pdf(&document, &pdf_options(reference)?);
        let pages = document.pages().len();
        forget();
        match result {
            Ok(pdf) => {
                let entries = digests(&model);
                return Ok(Rendered { pdf, pages, replaced: replaced.into_iter().collect(), entries });
            }
            Err(problems) => {
                let before = also.len();
                also.extend(problems.iter().flat_map(unprintable));
                if also.len() == before {
                    return Err(layout_error(template, problems.iter()));
                }
            }
        }
    }
}

fn pdf_options(reference: &str) -> Result<PdfOptions, Error> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|_| Error::Layout { template: "pdf", problems: 0 })?;
    Ok(PdfOptions {
        ident: Smart::Custom(reference.to_owned()),
        creator: Smart::Custom(None),
        standards,
        ..PdfOptions::default()
    })
}

fn compile(template: &'static str, form: &str, model: &Value) -> Result<PagedDocument, Error> {
    let data = serde_json::to_vec(model).map_err(|_| Error::Data)?;
    let printer = Printer::new(template, form, data);
    typst::compile::<PagedDocument>(&printer).output.map_err(|problems| {
        forget();
        layout_error(template, problems.iter())
    })
}

/// Typst remembers what it laid out, in memory of its own. A record must not stay there after its page is made.
fn forget() {
    typst::comemo::evict(0);
}

/// An error of the template, without a word of the record: diagnostics can quote the data.
fn layout_error<'a>(template: &'static str, problems: impl Iterator<Item = &'a SourceDiagnostic>) -> Error {
    Error::Layout { template, problems: problems.count() }
}

/// The characters beyond plain Latin that the text named in a PDF/UA diagnostic contains.
fn unprintable(problem: &SourceDiagnostic) -> Vec<char> {
    let message = problem.message.as_str();
    let quoted = message.split('`').nth(1).unwrap_or_default();
    let mut found: Vec<char> =
        quoted.chars().filter(|c| !c.is_ascii() && !matches!(c, '“' | '”' | '’')).collect();
    // Typst writes unusual characters of the text as \u{…}.
    for escape in quoted.split("\\u{").skip(1) {
        let code = escape.split('}').next().and_then(|hex| u32::from_str_radix(hex, 16).ok());
        found.extend(code.and_then(char::from_u32));
    }
    found
}

fn to_value<M: Serialize>(model: &M) -> Result<Value, Error> {
    serde_json::to_value(model).map_err(|_| Error::Data)
}

fn list_replaced(model: &mut Value, replaced: &Replaced) {
    let names: Vec<Value> = replaced.iter().map(|c| Value::String(glyphs::name(*c))).collect();
    if let Value::Object(fields) = model {
        fields.insert("replaced".to_owned(), Value::Array(names));
    }
}

fn digests(model: &Value) -> Vec<EntryDigest> {
    let entries = model.get("entries").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    entries
        .iter()
        .enumerate()
        .map(|(index, entry)| EntryDigest {
            number: index + 1,
            happened: text(&entry["happened"]),
            sha256: hex(&Sha256::digest(print::printed_text(entry).as_bytes())),
        })
        .collect()
}
