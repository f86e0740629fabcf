//! Replies as text for a person, or as JSON for a machine.

use std::fmt::Write as _;
use std::io::Write as _;

use encircle_api::contract::*;
use serde::Serialize;

fn print(text: &str) {
    // A closed pipe ends the listing; there is nobody left to tell.
    let _ = writeln!(std::io::stdout().lock(), "{}", text.trim_end());
}

/// Prints any value as JSON.
pub fn value<T: Serialize + ?Sized>(value: &T) {
    print(&serde_json::to_string_pretty(value).unwrap_or_default());
}

/// Prints a reply as JSON, or by its own words.
pub fn reply<T: Serialize + ?Sized>(reply: &T, json: bool, words: impl FnOnce(&T) -> String) {
    if json { value(reply) } else { print(&words(reply)) }
}

pub fn status(status: &StatusView) -> String {
    let made_up = if status.made_up { " (made-up school)" } else { "" };
    match (&status.school, &status.person) {
        (Some(school), Some(person)) => {
            format!("{}{made_up}, LAESTAB {}, {}", school.name, school.laestab, person.name)
        }
        _ => "The log is made and locked.".to_owned(),
    }
}

fn findings(findings: &[FindingView]) -> String {
    let mut text = String::new();
    for finding in findings {
        let row = finding.row.map(|row| format!("row {row}: ")).unwrap_or_default();
        let field = finding.field.as_ref().map(|field| format!("{field}: ")).unwrap_or_default();
        let _ = write!(text, "\n  {row}{field}{}", finding.sentence);
    }
    text
}

pub fn preview(preview: &ImportPreviewView) -> String {
    format!(
        "{}: {} rows, {} new, {} changed, {} unchanged, {} problems, {} warnings. Nothing was written.{}{}",
        preview.file_name,
        preview.rows,
        preview.new,
        preview.changed,
        preview.unchanged,
        preview.problems,
        preview.warnings,
        findings(&preview.findings),
        preview.questions.iter().map(question).collect::<String>()
    )
}

fn question(question: &RowQuestionView) -> String {
    let child = |pupil: &RowPupilView| {
        let born = pupil.born.as_deref().unwrap_or("-");
        format!("{}, born {born}, UPN {}", pupil.listed, pupil.upn.as_deref().unwrap_or("-"))
    };
    let alike: String = question
        .alike
        .iter()
        .map(|pupil| format!("\n      in the log  {}  {}", pupil.id.as_deref().unwrap_or("-"), child(pupil)))
        .collect();
    format!("\n  row {}  who is this?  {}{alike}", question.row, child(&question.in_file))
}

pub fn import(done: &ImportView) -> String {
    format!(
        "{} new, {} changed, {} unchanged, {} problems{}",
        done.new,
        done.changed,
        done.unchanged,
        done.problems.len(),
        findings(&done.problems)
    )
}

pub fn pupils(pupils: &[PupilRowView]) -> String {
    pupils
        .iter()
        .map(|pupil| {
            let [born, year, upn] =
                [&pupil.born, &pupil.year_group, &pupil.upn].map(|part| part.as_deref().unwrap_or("-"));
            format!("{}  {born}  {year:>3}  {upn:<13}  {}\n", pupil.id, pupil.listed)
        })
        .collect()
}

pub fn pupil(pupil: &PupilView) -> String {
    let mut text = format!("{}\nLegal name  {}\n", pupil.known_as, pupil.legal);
    let rows = [
        ("Born", pupil.born.clone()),
        ("Age", pupil.age.map(|age| age.to_string())),
        ("Year", pupil.year_group.clone()),
        ("UPN", pupil.upn.clone()),
        ("Ring", pupil.safe_contact.ring.clone()),
        ("Never tell", pupil.safe_contact.never_tell.clone()),
        ("Court orders", pupil.safe_contact.court_orders.clone()),
    ];
    for (label, fact) in rows {
        if let Some(fact) = fact {
            let _ = writeln!(text, "{label:<12}{fact}");
        }
    }
    for contact in &pupil.contacts {
        let order = if contact.court_order { " (a court order names this contact)" } else { "" };
        let relationship = contact.relationship.as_deref().unwrap_or("contact");
        let _ = writeln!(text, "{relationship:<12}{} {}{order}", contact.name, contact.phones.join(", "));
    }
    text
}

fn happened(view: &HappenedView) -> String {
    match (view.kind, &view.from, &view.to) {
        (HappenedKind::Exact, Some(from), _) => from.replace('T', " "),
        (HappenedKind::About, Some(from), _) => format!("about {}", from.replace('T', " ")),
        (HappenedKind::Between, Some(from), Some(to)) => {
            format!("between {} and {}", from.replace('T', " "), to.replace('T', " "))
        }
        _ => "time not known".to_owned(),
    }
}

pub fn concern(concern: &ConcernView) -> String {
    let mut text = format!(
        "{}  {}  recorded {} by {}\n{}\n{}\n",
        concern.id,
        happened(&concern.happened),
        concern.recorded_at,
        concern.by,
        concern.pupil_name,
        concern.what_happened
    );
    if let Some(words) = &concern.exact_words {
        let _ = writeln!(text, "“{words}”");
    }
    if let Some(done) = &concern.done {
        let _ = writeln!(text, "Done: {done}");
    }
    if let Some(reason) = &concern.reason {
        let _ = writeln!(text, "Reason: {reason}");
    }
    for amendment in &concern.amendments {
        let _ = writeln!(
            text,
            "Amended {} by {}: {} (before: {})",
            amendment.recorded_at, amendment.by, amendment.why, amendment.former.what_happened
        );
    }
    text
}

pub fn chronology(chronology: &ChronologyView) -> String {
    let entries = chronology.entries.iter().map(|entry| match entry {
        EntryView::Concern { entry } => concern(entry),
        EntryView::Referral { entry } => {
            format!(
                "{}  Referral {} to {}, by {}\n",
                entry.made_at, entry.reference, entry.recipient, entry.by
            )
        }
    });
    entries.collect::<Vec<_>>().join("\n")
}

pub fn attendance(attendance: &AttendanceView) -> String {
    let tally = &attendance.tally;
    let mut text = format!(
        "{} to {}: {} sessions possible, {} present ({}%), {} authorised, {} unauthorised, {} not counted, {} without a mark\n",
        attendance.from,
        attendance.to,
        tally.possible,
        tally.present,
        tally.attendance.as_deref().unwrap_or("-"),
        tally.authorised,
        tally.unauthorised,
        tally.not_counted,
        tally.no_mark
    );
    for day in attendance.days.iter().filter(|day| day.am.is_some() || day.pm.is_some()) {
        let code = |mark: &Option<MarkView>| mark.as_ref().map_or("-", |mark| mark.code.as_str()).to_owned();
        let _ = writeln!(text, "{}  {:<2} {}", day.on, code(&day.am), code(&day.pm));
    }
    text
}

pub fn gaps(gaps: &GapsView) {
    let until = gaps.marks_until.as_ref();
    let until = until.map_or("No marks are known.".to_owned(), |until| {
        format!("Marks to {}, imported {}.", until.day, until.imported_at)
    });
    let stale = if gaps.marks_stale { " They are old: nobody can tell whether all is well." } else { "" };
    let rows = gaps.gaps.iter().map(|gap| format!("{}: {}\n", gap.pupil_name, gap.sentence));
    print(&format!("{until}{stale}\n{}", rows.collect::<String>()));
}

pub fn search(found: &SearchView) {
    if found.nothing_asked {
        print("Type a word or a name to look for.");
        return;
    }
    let rows = found.hits.iter().map(|hit| {
        let snippet: String = hit.snippet.iter().map(|piece| piece.text.as_str()).collect();
        format!("{}  {}  {snippet}\n", hit.on.as_deref().unwrap_or("pupil     "), hit.pupil_name)
    });
    print(&rows.collect::<String>());
}

pub fn saved(saved: &Option<SavedView>) -> String {
    saved.as_ref().map(|saved| saved.file_name.clone()).unwrap_or_default()
}

pub fn referral(made: &Option<ReferralMadeView>) -> String {
    made.as_ref()
        .map(|made| {
            format!(
                "Reference  {}\nFile       {}\nSHA-256    {}\nPassword   {}\nSend the password separately. It is shown once.",
                made.reference, made.file_name, made.hash, made.password
            )
        })
        .unwrap_or_default()
}

pub fn bundle(bundle: &BundleView) -> String {
    let holds = |holds: bool| if holds { "holds" } else { "DOES NOT HOLD" };
    format!(
        "Referral {}, made {}, profile {}, {} entries{}\nPages and manifest: {}\nSignature: {} (key {})",
        bundle.reference,
        bundle.made_at,
        bundle.profile,
        bundle.entries,
        if bundle.made_up { ", of a made-up school" } else { "" },
        holds(bundle.hashes_hold),
        holds(bundle.signature_holds),
        bundle.signer
    )
}

pub fn check(check: &CheckView) -> String {
    let mut text = format!("{} events read: every hash and signature holds.", check.events);
    let head = &check.head;
    let _ = write!(text, "\nHead      {} (key {}, event {})", head.hash, head.epoch, head.seq);
    if head.known == HeadKnown::NotKept {
        text.push_str("\nNo keychain keeps the head: an older copy of the folder would not be noticed.");
    }
    let place = &check.placement;
    let kind = match place.kind {
        PlacementKind::Local => "on this laptop",
        PlacementKind::Network => "on a network drive",
        PlacementKind::Synced => "in a folder that a cloud service copies",
        PlacementKind::Roaming => "in a roaming profile",
    };
    let name = place.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    let _ = write!(text, "\nFolder    {kind}{name}");
    for copy in &place.conflict_copies {
        let _ = write!(text, "\nA copy is beside the vault's own files and was not opened: {copy}");
    }
    text
}

pub fn audit(rows: &[AuditView]) -> String {
    rows.iter()
        .map(|row| {
            let kit = row.kit.map(|kit| format!("kit {kit}"));
            let about = [row.pupil_name.as_ref(), row.person_name.as_ref(), row.role.as_ref(), kit.as_ref()];
            let about: Vec<&str> = about.into_iter().flatten().map(String::as_str).collect();
            format!("{}  {}  {}  {}\n", row.recorded_at, row.by, row.kind, about.join(", "))
        })
        .collect()
}

pub fn closure(closure: &ClosureView) -> String {
    let name = &closure.pupil_name;
    let names = |people: &[PersonView]| {
        people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let mut text = match closure.standing {
        StandingView::Open if closure.entries_restricted => {
            format!("{name}: the file is open. Restricted information exists.")
        }
        StandingView::Open => format!("{name}: the file is open to every lead and deputy."),
        StandingView::Named => format!("{name}: named people only: {}.", names(&closure.named)),
        StandingView::Emergency => {
            format!("{name}: named people only: {}. You have it open in an emergency.", names(&closure.named))
        }
        StandingView::Restricted | StandingView::Against => {
            format!("{name}: restricted information exists.")
        }
    };
    if !closure.against.is_empty() {
        let _ = write!(text, "\nRestricted against: {}", names(&closure.against));
    }
    for ring in &closure.ring {
        let _ = write!(text, "\nRing: {ring}");
    }
    if let Some(reason) = &closure.reason {
        let _ = write!(text, "\nReason: {reason}");
    }
    for opening in &closure.emergencies {
        let open = if opening.open { "open until" } else { "ended" };
        let _ = write!(
            text,
            "\nOpened in an emergency by {} at {}, {open} {}: {}",
            opening.by, opening.at, opening.until, opening.reason
        );
    }
    text
}
