//! One entry of the chronology in words: the margin, the lead, the child's words, decision and amendments.

use serde::Serialize;
use serde_json::Value;

use super::filled;
use crate::bundle::{Amendment, Child, Entry, Source};
use crate::words;

/// An entry as it is read.
#[derive(Serialize)]
pub struct EntryPrint {
    pub number: usize,
    /// "24 Nov 2026, 10:50": for the manifest.
    pub happened: String,
    /// The bold line of the margin.
    pub date: String,
    /// The rest of the margin: hour, when told, when recorded and by whom.
    pub margin: Vec<String>,
    /// "Seen first-hand by Mr Hallows."
    pub lead: String,
    pub what: String,
    pub words: String,
    /// Whose words, and what they had been asked.
    pub words_note: String,
    pub facts: Vec<[String; 2]>,
    pub amendments: Vec<AmendmentPrint>,
}

/// What was added later, and what stood there before.
#[derive(Serialize)]
pub struct AmendmentPrint {
    pub text: String,
    pub former: String,
}

impl EntryPrint {
    /// Composes the entry; `number` counts from 1.
    pub fn new(number: usize, entry: &Entry, child: &Child) -> Self {
        let (date, hour) = words::happened(&entry.happened);
        let mut margin = Vec::new();
        if !hour.is_empty() {
            margin.push(hour);
        }
        if let Some(told_at) = entry.told_at {
            margin.push(words::told(&entry.happened, told_at));
        }
        margin.push(words::recorded(&entry.happened, entry.recorded_at));
        margin.extend(filled(Some(&entry.recorded_by)).map(|by| format!("by {by}")));
        let words = filled(entry.exact_words.as_deref()).map(quoted).unwrap_or_default();
        Self {
            number,
            happened: words::happened_line(&entry.happened),
            date,
            margin,
            lead: lead(entry),
            what: entry.what_happened.trim().to_owned(),
            words_note: if words.is_empty() { String::new() } else { words_note(entry, child) },
            words,
            facts: facts(entry),
            amendments: entry.amendments.iter().map(amendment).collect(),
        }
    }
}

fn lead(entry: &Entry) -> String {
    match (entry.source, filled(entry.by.as_deref())) {
        (Source::Seen, Some(by)) => format!("Seen first-hand by {}", sentence(by)),
        (Source::Seen, None) => "Seen first-hand.".to_owned(),
        (Source::Told, Some(by)) => format!("Reported by {}", sentence(by)),
        (Source::Told, None) => "Reported; by whom is not recorded.".to_owned(),
        (Source::Opinion, Some(by)) => format!("Opinion of {}", sentence(by)),
        (Source::Opinion, None) => "Opinion; whose is not recorded.".to_owned(),
    }
}

/// Ends with one full stop, whatever the text ended with.
fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// Quotation marks around words that bring none of their own; the words stay as they are.
fn quoted(text: &str) -> String {
    if text.starts_with(['“', '"', '‘']) { text.to_owned() } else { format!("“{text}”") }
}

fn words_note(entry: &Entry, child: &Child) -> String {
    let who = filled(entry.words_of.as_deref())
        .or_else(|| filled(child.known_as.as_deref()))
        .unwrap_or(child.legal_name.trim());
    match filled(entry.question_asked.as_deref()) {
        Some(question) => format!("{who}, asked {}", quoted(question)),
        None => who.to_owned(),
    }
}

fn facts(entry: &Entry) -> Vec<[String; 2]> {
    let mut facts = Vec::new();
    let mut add = |label: &str, text: Option<&str>| {
        if let Some(text) = filled(text) {
            facts.push([label.to_owned(), sentence(text)]);
        }
    };
    let signs: Vec<&str> = entry.signs.iter().map(|sign| sign.title()).collect();
    add("Signs", Some(&signs.join("; ")));
    add("Category", Some(&entry.categories.join("; ")));
    add("Done", entry.done.as_deref());
    add("Decision", entry.decision.as_deref());
    add("Reason", entry.reason.as_deref());
    facts
}

fn amendment(amendment: &Amendment) -> AmendmentPrint {
    let mut text = format!(
        "Amended {}, by {}: {}",
        words::moment_short(amendment.at),
        amendment.by,
        sentence(amendment.text.trim())
    );
    if let Some(reason) = filled(amendment.reason.as_deref()) {
        text.push_str(&format!(" Reason: {}", sentence(reason)));
    }
    let former = filled(amendment.former.as_deref()).map(|former| format!("Former text: {}", quoted(former)));
    AmendmentPrint { text, former: former.unwrap_or_default() }
}

/// The words of one printed entry, one part a line: what the digest in the manifest covers.
pub fn printed_text(entry: &Value) -> String {
    let mut lines: Vec<&str> = Vec::new();
    lines.extend(entry["date"].as_str());
    lines.extend(entry["margin"].as_array().into_iter().flatten().filter_map(Value::as_str));
    for field in ["lead", "what", "words", "words_note"] {
        lines.extend(entry[field].as_str());
    }
    for fact in entry["facts"].as_array().into_iter().flatten() {
        lines.extend(fact.as_array().into_iter().flatten().filter_map(Value::as_str));
    }
    for amendment in entry["amendments"].as_array().into_iter().flatten() {
        lines.extend(["text", "former"].into_iter().filter_map(|field| amendment[field].as_str()));
    }
    lines.join("\n")
}
