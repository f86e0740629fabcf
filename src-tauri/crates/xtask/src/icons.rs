//! `cargo xtask icons`: the set in `icons/`, drawn from its one source by Tauri's own tool.
//!
//! Never here: a picture of another origin.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::install;
use crate::places::{self, npm};

/// What the bundles and the window use, of all that the tool can draw.
const KEPT: [&str; 5] = ["32x32.png", "128x128.png", "128x128@2x.png", "icon.icns", "icon.ico"];

/// Draws the icons again.
pub fn draw() -> Result<()> {
    install::npm_packages()?;
    let icons = places::root().join("icons");
    let drawn = places::target().join("icons");
    let mut tool = npm(["exec", "--offline", "--", "tauri", "icon"]);
    tool.arg(icons.join("encircle.svg")).arg("--output").arg(&drawn);
    if !tool.status().context("cannot start npm")?.success() {
        bail!("\"tauri icon\" failed.");
    }
    for name in KEPT {
        fs::copy(drawn.join(name), icons.join(name)).with_context(|| format!("{name} was not drawn"))?;
    }
    Ok(())
}
