//! Whether whoever sees a failure is told in a sentence what happened, what was kept and what to do next. Never here: the
//! sentences; they stand in the window's table.

use std::sync::LazyLock;

use encircle_api::ApiError;
use serde_json::Value;

static SENTENCES: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../ui/src/text/errors.json")).unwrap());

/// The code under which the window and the command line say it, if they have a sentence for it.
pub fn said(error: impl Into<ApiError>) -> Option<String> {
    let code = serde_json::to_value(error.into().code).ok()?;
    let code = code.as_str()?;
    let parts = ["happened", "kept", "next"];
    let whole = parts.iter().all(|part| SENTENCES[code][part].as_str().is_some_and(|text| !text.is_empty()));
    whole.then(|| code.to_owned())
}
