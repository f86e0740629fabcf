//! Page one answers in ten seconds: which child, how urgent, what happened, what is asked, whom to ring.

use serde::Serialize;

use super::{NOT_KNOWN, address, filled, or_not_known, or_not_known_option};
use crate::bundle::{Answer, Bundle, Child, Danger, Told};
use crate::profile::Step;
use crate::words;

/// The first page.
#[derive(Serialize)]
pub struct PageOne {
    pub over: String,
    pub name: String,
    pub identity: String,
    pub status: Vec<String>,
    pub urgency: Vec<Urgent>,
    pub rows: Vec<Row>,
}

/// One line of the framed part at the top; a strong one is bold.
#[derive(Serialize)]
pub struct Urgent {
    pub label: &'static str,
    pub text: String,
    pub strong: bool,
}

/// A label in the margin, and what stands beside it.
#[derive(Serialize)]
pub struct Row {
    pub label: &'static str,
    pub lines: Vec<String>,
    /// Drawn with a thick rule: a caller must not miss it.
    pub warning: bool,
}

/// Composes the page.
pub fn page_one(bundle: &Bundle) -> PageOne {
    let child = &bundle.child;
    PageOne {
        over: format!("Referral {} to {}", bundle.reference, or_not_known(&bundle.to.authority)),
        name: or_not_known(&child.legal_name),
        identity: identity(child),
        status: child.status.clone(),
        urgency: urgency(bundle),
        rows: rows(bundle),
    }
}

/// "Known as Wren · born 14 March 2012, 14 years old · Year 9, 9B · UPN …".
pub fn identity(child: &Child) -> String {
    let mut parts = Vec::new();
    if let Some(known_as) = filled(child.known_as.as_deref()) {
        parts.push(format!("Known as {known_as}"));
    }
    parts.push(match (child.date_of_birth, child.age) {
        (Some(born), Some(age)) => {
            format!("born {}, {}", words::day(born), words::count(age.into(), "year old", "years old"))
        }
        (Some(born), None) => format!("born {}", words::day(born)),
        (None, _) => "date of birth not yet known".to_owned(),
    });
    let class: Vec<&str> =
        [child.year.as_deref(), child.tutor_group.as_deref()].into_iter().filter_map(filled).collect();
    if !class.is_empty() {
        parts.push(class.join(", "));
    }
    if let Some(upn) = filled(child.upn.as_deref()) {
        parts.push(format!("UPN {upn}"));
    }
    let mut text = parts.join("  ·  ");
    if let Some(first) = text.get(..1) {
        let upper = first.to_uppercase();
        text.replace_range(..1, &upper);
    }
    text
}

fn urgency(bundle: &Bundle) -> Vec<Urgent> {
    let danger = match &bundle.danger {
        Danger::Yes { text } => {
            Urgent { label: Step::Danger.printed_under(), text: or_not_known(text), strong: true }
        }
        Danger::No => Urgent {
            label: Step::Danger.printed_under(),
            text: "None known when this was made.".to_owned(),
            strong: false,
        },
        Danger::NotKnown => {
            Urgent { label: Step::Danger.printed_under(), text: NOT_KNOWN.to_owned(), strong: false }
        }
    };
    let how = Urgent {
        label: "How urgent",
        text: or_not_known_option(bundle.urgency.as_deref()),
        strong: filled(bundle.urgency.as_deref()).is_some(),
    };
    let call = match &bundle.phone_call {
        Some(call) => {
            let mut text = format!("{}, to {}.", words::moment(call.at), or_not_known(&call.spoke_to));
            text.push_str(&format!(" Advice: {}", or_not_known(&call.advice)));
            text
        }
        None => "No call is recorded.".to_owned(),
    };
    vec![danger, how, Urgent { label: Step::Call.printed_under(), text: call, strong: false }]
}

fn rows(bundle: &Bundle) -> Vec<Row> {
    let safe = &bundle.safe_contact;
    let mut rows = vec![
        row(Step::Reason.printed_under(), vec![or_not_known_option(bundle.summary.as_deref())]),
        row(Step::AskedFor.printed_under(), list(&bundle.asked_for)),
        row("Ring the sender", sender(bundle)),
        row("Ring at home", list(&safe.ring)),
    ];
    if !safe.never_tell.is_empty() {
        rows.push(Row { label: "Never tell", lines: safe.never_tell.clone(), warning: true });
    }
    if !safe.notes.is_empty() {
        rows.push(row("Before you ring", safe.notes.clone()));
    }
    rows.push(row("Address", address(&bundle.child.address)));
    rows.push(row(
        Step::ParentsTold.printed_under(),
        vec![
            told("Parents told of this referral", &bundle.informed.parents),
            told("Child told of this referral", &bundle.informed.child),
            told("Support agreed to", &bundle.informed.support),
        ],
    ));
    rows.push(row("Lawful basis", vec![or_not_known_option(bundle.lawful_basis.as_deref())]));
    let mut to = vec![or_not_known(&bundle.to.authority)];
    to.extend(bundle.to.contact.iter().cloned());
    rows.push(row("Sent to", to));
    rows
}

fn row(label: &'static str, lines: Vec<String>) -> Row {
    Row { label, lines, warning: false }
}

fn list(items: &[String]) -> Vec<String> {
    if items.is_empty() { vec![NOT_KNOWN.to_owned()] } else { items.to_vec() }
}

fn sender(bundle: &Bundle) -> Vec<String> {
    let from = &bundle.from;
    let reach: Vec<&str> =
        [from.phone.as_deref(), from.email.as_deref()].into_iter().filter_map(filled).collect();
    let reach =
        if reach.is_empty() { format!("Phone: {}", NOT_KNOWN.to_lowercase()) } else { reach.join("  ·  ") };
    vec![
        format!("{}, {}", from.person, from.role),
        format!("{}{}", from.school, laestab(&from.laestab)),
        reach,
    ]
}

/// " (882/1234)"; anything that is not seven digits is left as it was written.
fn laestab(number: &str) -> String {
    match number.trim() {
        "" => String::new(),
        number if number.len() == 7 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!(" ({}/{})", &number[..3], &number[3..])
        }
        number => format!(" ({number})"),
    }
}

fn told(question: &str, told: &Told) -> String {
    let answer = match told.answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::NotAskedUnsafe => "not asked, because it would not be safe",
        Answer::NotKnown => "not yet known",
    };
    match filled(told.reason.as_deref()) {
        Some(reason) => format!("{question}: {answer}. {reason}"),
        None => format!("{question}: {answer}."),
    }
}
