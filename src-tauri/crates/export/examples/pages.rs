//! Writes the sample documents into the folder that is given, for looking at: `cargo run --example pages -- DIR`.

use std::path::PathBuf;
use std::{env, fs, process};

use encircle_export as export;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

#[path = "../src/tests/sample.rs"]
mod sample;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Some(folder) = env::args().nth(1).map(PathBuf::from) else { process::exit(2) };
    fs::create_dir_all(&folder)?;
    for (name, bundle) in [("full", sample::bundle()), ("bare", sample::bare())] {
        let rendered = export::render(&bundle, &export::Options::default())?;
        fs::write(folder.join(format!("{name}.pdf")), &rendered.pdf)?;
        let json = export::manifest(&bundle, &rendered)?.to_json()?;
        let whole = export::attach_manifest(&rendered.pdf, &json, None)?;
        let mut rng = ChaCha20Rng::seed_from_u64(7);
        fs::write(
            folder.join(format!("{name}-protected.pdf")),
            export::protect(&whole, "six plain words for a test", &mut rng)?,
        )?;
    }
    fs::write(folder.join("chronology.pdf"), export::chronology(&sample::chronology())?.pdf)?;
    fs::write(folder.join("kit.pdf"), export::kit_page(&sample::kit())?)?;
    let made_on = "2026-11-25".parse()?;
    let made_for =
        export::HelpFor { school: None, made_up: false, made_on, version: env!("CARGO_PKG_VERSION").into() };
    for (name, page) in [("dpia", export::HelpPage::Dpia), ("it", export::HelpPage::It)] {
        fs::write(folder.join(format!("{name}.pdf")), export::help_page(page, &made_for)?.pdf)?;
    }
    Ok(())
}
