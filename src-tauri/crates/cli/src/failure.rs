//! Refusals: the code and field of `api` with the sentence that the window would show.

use std::collections::HashMap;
use std::io::Write;
use std::process::ExitCode;

use encircle_api::{ApiError, ErrorCode};
use serde::Deserialize;

/// The sentences of the window, by code.
const SENTENCES: &str = include_str!("../../../../ui/src/text/errors.json");

/// Why a call ended without doing what was asked.
pub enum Failure {
    Refused(ApiError),
    /// The arguments make no sense together.
    Usage(&'static str),
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self::Refused(error)
    }
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self::Refused(code.into())
    }
}

#[derive(Deserialize)]
struct Sentence {
    happened: String,
    #[serde(default)]
    kept: Option<String>,
    #[serde(default)]
    next: Option<String>,
}

/// What happened, in a sentence.
pub fn happened(code: ErrorCode) -> String {
    found(code).map(|found| found.happened).unwrap_or_default()
}

fn found(code: ErrorCode) -> Option<Sentence> {
    let mut table: HashMap<String, Sentence> = serde_json::from_str(SENTENCES).unwrap_or_default();
    let name = serde_json::to_value(code).ok()?;
    table.remove(name.as_str()?)
}

fn sentence(code: ErrorCode) -> String {
    let Some(found) = found(code) else { return String::new() };
    let parts = [Some(found.happened), found.kept, found.next];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

impl Failure {
    /// Writes the refusal to standard error and gives the exit code.
    pub fn tell(self, json: bool) -> ExitCode {
        let mut out = std::io::stderr().lock();
        // There is nowhere left to say that standard error is closed.
        let _ = match &self {
            Self::Refused(error) if json => {
                let told = serde_json::json!({
                    "code": error.code, "field": error.field, "message": sentence(error.code)
                });
                writeln!(out, "{told}")
            }
            Self::Refused(error) => {
                let place = error.field.as_ref().map(|field| format!(" ({field})")).unwrap_or_default();
                writeln!(out, "{}{place}", sentence(error.code))
            }
            Self::Usage(text) => writeln!(out, "{text}"),
        };
        match self {
            Self::Refused(_) => ExitCode::from(1),
            Self::Usage(_) => ExitCode::from(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_sentence() {
        for code in ErrorCode::ALL {
            assert!(!sentence(*code).is_empty(), "{code:?}");
        }
    }
}
