//! Cells and element texts become clean text: unseen characters out, spreadsheet quoting unwrapped, spelling untouched.
//!
//! Belongs here: what is done to every value alike. Never here: what a value means.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::finding::{FindingCode, Findings};

/// A value after cleaning, and what was done to it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Clean {
    pub text: String,
    pub invisible: bool,
    pub formula: bool,
}

/// Cleans one value. White space of any kind becomes one plain space and goes from both ends; letters come in their
/// composed form (NFC), which looks and prints the same.
pub(crate) fn clean(raw: &str) -> Clean {
    let (unwrapped, formula) = unwrap_formula(raw);
    let mut text = String::with_capacity(unwrapped.len());
    let mut invisible = false;
    for c in unwrapped.chars() {
        if is_space(c) {
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
        } else if is_unseen(c) && !joins(c, text.chars().next_back()) {
            // A byte order mark at the start is what programs leave there, not something to warn of.
            invisible |= c != '\u{feff}' || !text.is_empty();
        } else {
            text.push(c);
        }
    }
    text.truncate(text.trim_end_matches([' ', '\u{200c}', '\u{200d}']).len());
    if !is_nfc(&text) {
        text = text.nfc().collect();
    }
    Clean { text, invisible, formula }
}

/// The cleaned value, or `None` when nothing is left; says in `findings` what was done.
pub(crate) fn take(raw: &str, row: u32, field: &'static str, findings: &mut Findings) -> Option<String> {
    let clean = clean(raw);
    if clean.invisible {
        findings.row(row, field, FindingCode::InvisibleRemoved);
    }
    if clean.formula {
        findings.row(row, field, FindingCode::FormulaUnwrapped);
    }
    (!clean.text.is_empty()).then_some(clean.text)
}

/// `="0123"` is how spreadsheets are told to keep noughts; `'=` is how a safe export stops a formula from running.
fn unwrap_formula(raw: &str) -> (std::borrow::Cow<'_, str>, bool) {
    let trimmed = raw.trim();
    if let Some(inner) = trimmed.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return (inner.replace("\"\"", "\"").into(), true);
    }
    match trimmed.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => (rest.into(), false),
        _ => (raw.into(), false),
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{180e}')
}

/// Zero width, direction marks and overrides, control characters.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Joiners are spelling in scripts from Arabic on: Persian and the Indian languages write with them.
fn joins(c: char, before: Option<char>) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}') && before.is_some_and(|b| ('\u{600}'..='\u{1fff}').contains(&b))
}

/// Reads what school systems write for yes and no.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is(&["true", "yes", "y", "t", "1"]) {
        Some(true)
    } else if is(&["false", "no", "n", "f", "0"]) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(raw: &str) -> String {
        clean(raw).text
    }

    #[test]
    fn spaces_of_every_kind_become_one() {
        assert_eq!(cleaned("\u{a0} Legal\u{a0}\u{a0}Surname\r\n"), "Legal Surname");
        assert!(!clean("\u{feff}UPN\u{a0}").invisible);
        assert_eq!(cleaned("\u{feff}UPN\u{a0}"), "UPN");
    }

    #[test]
    fn unseen_characters_go_and_are_told() {
        assert_eq!(clean("Tran\u{200b}"), Clean { text: "Tran".into(), invisible: true, formula: false });
        assert_eq!(cleaned("abc\u{202e}gpj.Smith"), "abcgpj.Smith");
        assert_eq!(cleaned("\u{200f}عباس"), "عباس");
        assert_eq!(cleaned("A\u{0}B\u{7}"), "AB");
    }

    #[test]
    fn a_joiner_inside_a_persian_name_is_spelling() {
        let name = "علی\u{200c}رضا";
        assert_eq!(clean(name), Clean { text: name.into(), invisible: false, formula: false });
        assert_eq!(cleaned("Ann\u{200d}a"), "Anna");
    }

    #[test]
    fn composed_and_decomposed_letters_become_one_form() {
        assert_eq!(cleaned("Zoe\u{308}"), "Zoë");
    }

    #[test]
    fn apostrophes_of_every_kind_stay_as_typed() {
        for name in ["O'Brien", "O’Brien", "O`Brien", "'t Hooft"] {
            assert_eq!(cleaned(name), name);
        }
    }

    #[test]
    fn spreadsheet_quoting_is_unwrapped() {
        assert_eq!(
            clean("=\"07700900352\""),
            Clean { text: "07700900352".into(), invisible: false, formula: true }
        );
        assert_eq!(cleaned("'-"), "-");
        assert_eq!(cleaned("'+447700900381"), "+447700900381");
        assert_eq!(cleaned("="), "=");
        assert_eq!(cleaned("=\""), "=\"");
    }
}
