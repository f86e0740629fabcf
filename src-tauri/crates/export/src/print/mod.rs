//! The words of every printed page, in the order in which they are read: a bundle becomes plain text for templates.
//!
//! All sentences are composed here, so that they can be tested without a page. Never here: points, fonts, markup.

mod entry;
mod help;
mod page_one;
mod seen;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::bundle::{
    Address, Answered, Bundle, Child, Chronology, Contact, KitPage, OtherChild, Responsibility, Section,
};
use crate::words;

pub use entry::{EntryPrint, printed_text};
pub use help::help;
pub use page_one::PageOne;
pub use seen::Seen;

/// What stands where nobody has an answer.
pub const NOT_KNOWN: &str = "Not yet known";

/// The running head and foot.
#[derive(Serialize)]
pub struct Head {
    /// The neutral title of the file: no name.
    pub title: String,
    pub marking: String,
    pub notices: Vec<&'static str>,
    /// "Referral EN-2026-0034  ·  W.T., born 14 March 2012".
    pub right: String,
    pub foot: String,
}

/// A whole referral.
#[derive(Serialize)]
pub struct Referral {
    pub head: Head,
    pub one: PageOne,
    pub seen: Seen,
    pub entries: Vec<EntryPrint>,
    pub sections: Vec<SectionPrint>,
    pub contacts: Vec<ContactPrint>,
    pub circle: Vec<[String; 3]>,
    pub done: Vec<[String; 2]>,
    pub others: Vec<[String; 2]>,
    pub about: Vec<String>,
}

/// The chronology alone.
#[derive(Serialize)]
pub struct ChronologyPrint {
    pub head: Head,
    pub name: String,
    pub identity: String,
    pub chosen: String,
    pub seen: Seen,
    pub entries: Vec<EntryPrint>,
    pub others: Vec<[String; 2]>,
}

#[derive(Serialize)]
pub struct SectionPrint {
    pub title: String,
    pub questions: Vec<QuestionPrint>,
}

#[derive(Serialize)]
pub struct QuestionPrint {
    pub question: String,
    pub answer: String,
    pub known: bool,
}

#[derive(Serialize)]
pub struct ContactPrint {
    pub name: String,
    pub relation: String,
    pub responsibility: &'static str,
    pub reach: Vec<String>,
    pub note: String,
}

/// A recovery kit, with its words in a numbered grid.
#[derive(Serialize)]
pub struct KitPrint {
    pub head: Head,
    pub school: String,
    pub number: u8,
    pub of: u8,
    pub made: String,
    pub mark: String,
    pub words: Vec<String>,
}

/// Composes the referral.
pub fn referral(bundle: &Bundle, draft: bool) -> Referral {
    let child = &bundle.child;
    Referral {
        head: head(
            format!("Referral {}", bundle.reference),
            &bundle.marking,
            notices(bundle.made_up, draft),
            child,
            format!(
                "For {}. Keep securely; do not forward. Made {}, by {}.",
                or_not_known(&bundle.to.authority),
                words::moment(bundle.made_at),
                bundle.from.person
            ),
        ),
        one: page_one::page_one(bundle),
        seen: seen::seen(
            bundle.attendance.as_ref(),
            &bundle.signs,
            &bundle.flags,
            &bundle.entries,
            bundle.made_at,
            {
                let mut note = chosen(bundle.entries.len(), bundle.entries_total);
                note.push_str(order(bundle.newest_first, bundle.entries.len()));
                note.push_str(&hidden(&bundle.others));
                note
            },
        ),
        entries: entries(&bundle.entries, child),
        sections: bundle.sections.iter().map(section).collect(),
        contacts: bundle.contacts.iter().map(contact).collect(),
        circle: bundle
            .circle
            .iter()
            .map(|member| {
                [member.agency.clone(), member.name.clone(), or_not_known_option(member.phone.as_deref())]
            })
            .collect(),
        done: bundle
            .done
            .iter()
            .map(|done| {
                [done.on.map_or_else(|| "Date not known".to_owned(), words::day_short), done.text.clone()]
            })
            .collect(),
        others: others(&bundle.others),
        about: about(bundle),
    }
}

/// Composes the chronology.
pub fn chronology(chronology: &Chronology) -> ChronologyPrint {
    let child = &chronology.child;
    ChronologyPrint {
        head: head(
            format!("Chronology {}", chronology.reference),
            &chronology.marking,
            notices(chronology.made_up, false),
            child,
            format!(
                "{}. Keep securely; do not forward. Made {}, by {}.",
                chronology.school,
                words::moment(chronology.made_at),
                chronology.made_by
            ),
        ),
        name: child.legal_name.clone(),
        identity: page_one::identity(child),
        chosen: chronology.chosen.clone(),
        seen: seen::seen(
            chronology.attendance.as_ref(),
            &chronology.signs,
            &chronology.flags,
            &chronology.entries,
            chronology.made_at,
            {
                let mut note = chosen(chronology.entries.len(), chronology.entries_total);
                note.push_str(order(chronology.newest_first, chronology.entries.len()));
                note.push_str(&hidden(&chronology.others));
                note
            },
        ),
        entries: entries(&chronology.entries, child),
        others: others(&chronology.others),
    }
}

/// Composes a recovery kit.
pub fn kit(kit: &KitPage) -> KitPrint {
    KitPrint {
        head: Head {
            title: format!("Recovery kit {} of {}", kit.number, kit.of),
            marking: "Secret: whoever holds this page can open the log".to_owned(),
            notices: notices(kit.made_up, false),
            right: format!("Recovery kit {} of {}", kit.number, kit.of),
            foot: format!(
                "{}. Made {}. Lock this page away; never copy, photograph or send it.",
                kit.school,
                words::day(kit.made_on)
            ),
        },
        school: kit.school.clone(),
        number: kit.number,
        of: kit.of,
        made: words::day(kit.made_on),
        mark: kit.mark.clone().unwrap_or_default(),
        words: kit.words.clone(),
    }
}

fn head(title: String, marking: &str, notices: Vec<&'static str>, child: &Child, foot: String) -> Head {
    let mut right = format!("{title}  ·  {}", initials(&child.legal_name));
    if let Some(born) = child.date_of_birth {
        right.push_str(&format!(", born {}", words::day(born)));
    }
    Head { title, marking: marking.to_owned(), notices, right, foot }
}

fn notices(made_up: bool, draft: bool) -> Vec<&'static str> {
    let mut notices = Vec::new();
    if draft {
        notices.push("Draft, not sent");
    }
    if made_up {
        notices.push("Made-up school: no real child");
    }
    notices
}

/// "W.T." for a name of two words or more, "M." for a single name.
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.graphemes(true).next().unwrap_or_default().to_uppercase();
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [] => "Name not known".to_owned(),
        [one] => format!("{}.", first(one)),
        [one, .., last] => format!("{}.{}.", first(one), first(last)),
    }
}

/// The text with its edges trimmed; `None` when nothing is left.
pub fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn or_not_known(text: &str) -> String {
    or_not_known_option(Some(text))
}

fn or_not_known_option(text: Option<&str>) -> String {
    filled(text).unwrap_or(NOT_KNOWN).to_owned()
}

fn entries(entries: &[crate::bundle::Entry], child: &Child) -> Vec<EntryPrint> {
    entries.iter().enumerate().map(|(index, entry)| EntryPrint::new(index + 1, entry, child)).collect()
}

fn chosen(printed: usize, total: usize) -> String {
    match (printed, total.max(printed)) {
        (0, 0) => "No entry is recorded.".to_owned(),
        (0, total) => format!("None of {} was chosen.", words::count(total, "entry", "entries")),
        (1, 1) => "The only entry.".to_owned(),
        (printed, total) if printed == total => format!("All {}.", words::count(total, "entry", "entries")),
        (printed, total) => {
            format!("{printed} of {}, chosen by the sender.", words::count(total, "entry", "entries"))
        }
    }
}

fn order(newest_first: bool, printed: usize) -> &'static str {
    match (printed, newest_first) {
        (0 | 1, _) => "",
        (_, true) => " Newest first.",
        (_, false) => " Oldest first.",
    }
}

/// "Other pupils appear as Child B and Child C." for those who are not named.
fn hidden(others: &[OtherChild]) -> String {
    let hidden: Vec<&str> =
        others.iter().filter(|other| !other.named).map(|other| other.shown_as.as_str()).collect();
    match hidden.len() {
        0 => String::new(),
        1 => format!(" Another pupil appears as {}.", hidden[0]),
        _ => format!(" Other pupils appear as {}.", words::list(&hidden)),
    }
}

fn others(others: &[OtherChild]) -> Vec<[String; 2]> {
    others.iter().map(|other| [other.shown_as.clone(), or_not_known(&other.about)]).collect()
}

fn section(section: &Section) -> SectionPrint {
    let question = |answered: &Answered| {
        let (answer, known) = match answered.printed_under {
            Some(label) => (format!("On page 1, under “{label}”."), true),
            None => {
                let answer = answered.answer.as_deref();
                (or_not_known_option(answer), filled(answer).is_some())
            }
        };
        QuestionPrint { question: answered.question.clone(), answer, known }
    };
    SectionPrint { title: section.title.clone(), questions: section.questions.iter().map(question).collect() }
}

fn contact(contact: &Contact) -> ContactPrint {
    let mut reach = contact.phones.clone();
    if reach.is_empty() {
        reach.push(format!("Phone: {}", NOT_KNOWN.to_lowercase()));
    }
    match &contact.address {
        Address::Lines { lines } if lines.iter().any(|line| !line.trim().is_empty()) => {
            reach.extend(lines.iter().cloned());
        }
        Address::Restricted => reach.push("Address restricted: ring the sender".to_owned()),
        Address::Lines { .. } | Address::NotKnown => {
            reach.push(format!("Address: {}", NOT_KNOWN.to_lowercase()));
        }
    }
    ContactPrint {
        name: or_not_known(&contact.name),
        relation: or_not_known(&contact.relation),
        responsibility: match contact.parental_responsibility {
            Responsibility::Yes => "Yes",
            Responsibility::No => "No",
            Responsibility::NotKnown => NOT_KNOWN,
        },
        reach,
        note: filled(contact.note.as_deref()).unwrap_or_default().to_owned(),
    }
}

/// The lines of an address, or why there are none.
pub fn address(address: &Address) -> Vec<String> {
    match address {
        Address::Lines { lines } if lines.iter().any(|line| !line.trim().is_empty()) => lines.clone(),
        Address::Restricted => vec!["Restricted: ring the sender".to_owned()],
        Address::Lines { .. } | Address::NotKnown => vec![NOT_KNOWN.to_owned()],
    }
}

fn about(bundle: &Bundle) -> Vec<String> {
    let mut about = vec![
        format!(
            "Made with the profile {}, edition {}. Where nobody has an answer, the page says “{NOT_KNOWN}”.",
            bundle.profile.name, bundle.profile.edition
        ),
        "“Seen first-hand” is what the named person saw or heard. “Reported” is what somebody told them. “Opinion” is \
         marked as such. Entries are never overwritten: an amendment is added, with who, when and why, and the former \
         text stays."
            .to_owned(),
        "The file carries manifest.json, which lists every entry and page with a digest (SHA-256), so that a later \
         change can be noticed."
            .to_owned(),
    ];
    if bundle.made_up {
        about.push("This school and everybody in it are made up.".to_owned());
    }
    about
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_name_gives_one_initial_without_stray_commas() {
        assert_eq!(initials("Maharani"), "M.");
        assert_eq!(initials("Siân O’Dwyer-Nash"), "S.O.");
        assert_eq!(initials("  Émile  van der Berg "), "É.B.");
        assert_eq!(initials(""), "Name not known");
    }

    #[test]
    fn a_restricted_address_gives_a_reason_and_no_line() {
        assert_eq!(address(&Address::Restricted), ["Restricted: ring the sender"]);
        assert_eq!(address(&Address::Lines { lines: vec![" ".into()] }), [NOT_KNOWN]);
    }

    #[test]
    fn what_was_left_out_is_counted() {
        assert_eq!(chosen(4, 9), "4 of 9 entries, chosen by the sender.");
        assert_eq!(chosen(9, 9), "All 9 entries.");
        assert_eq!(chosen(1, 1), "The only entry.");
        assert_eq!(chosen(0, 9), "None of 9 entries was chosen.");
    }
}
