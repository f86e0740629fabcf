//! The index of all text: concerns as they read now with what was added to them, referrals, and what is known of pupils.
//!
//! Text is folded before it is indexed and words are folded before they are asked for, so no character is an operator. Former
//! texts of amended concerns are not found here. The folded text lies beside the index (never outside the encrypted file), so
//! that an entry can be taken out of it word by word.

use encircle_domain::concern::Concern;
use encircle_domain::fold::{AskedWord, fold};
use encircle_domain::pupil::Pupil;
use encircle_domain::referral::Referral;
use encircle_domain::{Event, EventId, PupilId, Recorded};
use rusqlite::{Connection, OptionalExtension, params};

use super::{View, pupil};
use crate::{Error, Store};

pub(crate) const VIEW: View = View {
    name: "search",
    version: 1,
    reads: &["pupil"],
    create: include_str!("search.sql"),
    tables: &["search", "search_entry"],
    apply,
    dump: &["SELECT kind, key, pupil, body, notes FROM search_entry ORDER BY kind, key"],
};

const HITS: &str = include_str!("search_hits.sql");
const ENTRY: &str = "SELECT place, pupil, body, notes FROM search_entry WHERE kind = ?1 AND key = ?2";
/// Pupils have places of their own above all entries, so that each can be asked for alone, the latest first.
const FIRST_PUPIL: i64 = 1 << 40;
/// More different words than a question has; what lies behind them is not looked at.
const MOST_WORDS: usize = 24;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HitKind {
    Pupil,
    Concern,
    Referral,
}

impl HitKind {
    fn code(self) -> &'static str {
        match self {
            Self::Pupil => "pupil",
            Self::Concern => "concern",
            Self::Referral => "referral",
        }
    }
}

/// One thing that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub kind: HitKind,
    /// The concern or referral; `None` for a pupil.
    pub event: Option<EventId>,
    /// The pupil, or whom the entry is about.
    pub pupil: PupilId,
}

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    match &recorded.event {
        Event::PupilsImported { pupils, .. } => pupils.iter().try_for_each(|(id, carried)| {
            let merged = pupil::whole(conn, *id)?;
            let body = pupil_text(merged.as_ref().unwrap_or(carried));
            put(conn, HitKind::Pupil, id.0, Some(*id), Some(body), None)
        }),
        Event::SafeContactSet { pupil, rules } => {
            let notes = joined([&rules.ring, &rules.never_tell, &rules.court_orders].into_iter().flatten());
            put(conn, HitKind::Pupil, pupil.0, Some(*pupil), None, Some(Notes::Replaced(notes)))
        }
        Event::ConcernRecorded(concern) => {
            put(conn, HitKind::Concern, recorded.id.0, Some(concern.pupil), Some(concern_text(concern)), None)
        }
        Event::ConcernAmended(amendment) => {
            let text = &amendment.text;
            let notes = Notes::Added(fold(&amendment.why));
            put(
                conn,
                HitKind::Concern,
                amendment.concern.0,
                Some(text.pupil),
                Some(concern_text(text)),
                Some(notes),
            )
        }
        Event::ConcernFollowedUp(follow_up) => {
            let notes = Notes::Added(joined([&follow_up.done, &follow_up.reason].into_iter().flatten()));
            put(conn, HitKind::Concern, follow_up.concern.0, None, None, Some(notes))
        }
        Event::ReferralMade(referral) => put(
            conn,
            HitKind::Referral,
            recorded.id.0,
            Some(referral.pupil),
            Some(referral_text(referral)),
            None,
        ),
        _ => Ok(()),
    }
}

enum Notes {
    Added(String),
    Replaced(String),
}

/// Puts an entry into the index or changes it there; `None` leaves what there is.
fn put(
    conn: &Connection,
    kind: HitKind,
    key: [u8; 16],
    pupil: Option<PupilId>,
    body: Option<String>,
    notes: Option<Notes>,
) -> Result<(), Error> {
    let known: Option<(i64, [u8; 16], String, String)> = conn
        .prepare_cached(ENTRY)?
        .query_row(params![kind.code(), key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some(pupil) = pupil.map(|pupil| pupil.0).or(known.as_ref().map(|known| known.1)) else {
        // A note to an entry that is not there; the door lets none in.
        return Ok(());
    };
    let (old_body, old_notes) = known.as_ref().map_or(("", ""), |(_, _, body, notes)| (body, notes));
    let body = body.unwrap_or_else(|| old_body.to_owned());
    let notes = match notes {
        None => old_notes.to_owned(),
        Some(Notes::Replaced(notes)) => notes,
        Some(Notes::Added(added)) => joined_folded([old_notes, &added]),
    };
    match &known {
        Some(_) if (old_body, old_notes) == (body.as_str(), notes.as_str()) => {
            // Only whom it is about can have changed, and that is not indexed.
            conn.prepare_cached("UPDATE search_entry SET pupil = ?3 WHERE kind = ?1 AND key = ?2")?
                .execute(params![kind.code(), key, pupil])?;
        }
        Some((place, _, old_body, old_notes)) => {
            conn.prepare_cached(
                "INSERT INTO search (search, rowid, body, notes) VALUES ('delete', ?1, ?2, ?3)",
            )?
            .execute(params![place, old_body, old_notes])?;
            conn.prepare_cached(
                "UPDATE search_entry SET pupil = ?2, body = ?3, notes = ?4 WHERE place = ?1",
            )?
            .execute(params![place, pupil, body, notes])?;
            index(conn, *place, &body, &notes)?;
        }
        None => {
            let place = next_place(conn, kind)?;
            conn.prepare_cached("INSERT INTO search_entry VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
                .execute(params![place, kind.code(), key, pupil, body, notes])?;
            index(conn, place, &body, &notes)?;
        }
    }
    Ok(())
}

fn index(conn: &Connection, place: i64, body: &str, notes: &str) -> Result<(), Error> {
    conn.prepare_cached("INSERT INTO search (rowid, body, notes) VALUES (?1, ?2, ?3)")?
        .execute(params![place, body, notes])?;
    Ok(())
}

fn next_place(conn: &Connection, kind: HitKind) -> Result<i64, Error> {
    let (first, end) = match kind {
        HitKind::Pupil => (FIRST_PUPIL, i64::MAX),
        HitKind::Concern | HitKind::Referral => (1, FIRST_PUPIL),
    };
    let mut select =
        conn.prepare_cached("SELECT max(place) FROM search_entry WHERE place >= ?1 AND place < ?2")?;
    let last: Option<i64> = select.query_row([first, end], |row| row.get(0))?;
    Ok(last.map_or(first, |last| last + 1))
}

fn joined<'a>(texts: impl Iterator<Item = &'a String>) -> String {
    let folded: Vec<String> = texts.map(|text| fold(text)).collect();
    joined_folded(folded.iter().map(String::as_str))
}

fn joined_folded<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

fn concern_text(concern: &Concern) -> String {
    let optional = [
        &concern.exact_words,
        &concern.question_asked,
        &concern.place,
        &concern.told_by,
        &concern.done,
        &concern.reason,
    ];
    let texts = std::iter::once(&concern.what_happened).chain(optional.into_iter().flatten());
    joined(texts.chain(&concern.categories))
}

fn referral_text(referral: &Referral) -> String {
    let texts = [&referral.reference, &referral.recipient, &referral.reason, &referral.lawful_basis];
    joined(texts.into_iter().chain(&referral.told_reason))
}

fn pupil_text(pupil: &Pupil) -> String {
    let names = fold(&pupil.name.findable());
    let own = [&pupil.upn, &pupil.former_upn, &pupil.admission_number, &pupil.postcode];
    let own = joined(own.into_iter().flatten().chain(&pupil.address).chain(&pupil.phones));
    let contacts = joined(pupil.contacts.iter().flat_map(|contact| {
        let parts = [&contact.title, &contact.forename, &contact.surname, &contact.email, &contact.postcode];
        parts.into_iter().flatten().chain(&contact.phones).chain(&contact.address)
    }));
    joined_folded([names.as_str(), &own, &contacts])
}

/// The question in the index's own language: every word in quotes, all of them wanted. `None` when there is no word.
fn question(words: &[AskedWord]) -> Option<String> {
    let mut terms: Vec<String> = Vec::new();
    for asked in words {
        // Folding again takes out whatever a caller has left in.
        let folded = fold(&asked.word);
        let last = folded.split(' ').count() - 1;
        for (number, word) in folded.split(' ').enumerate().filter(|(_, word)| !word.is_empty()) {
            let star = if asked.prefix && number == last { "*" } else { "" };
            let term = format!("\"{}\"{star}", word.replace('"', "\"\""));
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
    }
    terms.truncate(MOST_WORDS);
    (!terms.is_empty()).then(|| terms.join(" "))
}

/// Asks the index whether it agrees with the text that lies beside it.
pub(crate) fn check(conn: &Connection) -> Result<(), Error> {
    conn.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", [])?;
    Ok(())
}

impl Store {
    /// What holds every word: at most `limit` pupils, then at most `limit` entries, the latest first. No words find nothing.
    ///
    /// # Errors
    /// Never for a word, whatever it is made of. [`Error::Damaged`]; [`Error::Io`].
    pub fn search(&self, words: &[AskedWord], limit: u32) -> Result<Vec<Hit>, Error> {
        let Some(question) = question(words) else {
            return Ok(Vec::new());
        };
        let mut select = self.conn.prepare_cached(HITS)?;
        let mut hits = Vec::new();
        for (first, last) in [(FIRST_PUPIL, i64::MAX), (0, FIRST_PUPIL - 1)] {
            let mut rows = select.query(params![question, first, last, limit])?;
            while let Some(row) = rows.next()? {
                let (kind, key): (String, [u8; 16]) = (row.get(0)?, row.get(1)?);
                let (kind, event) = match kind.as_str() {
                    "pupil" => (HitKind::Pupil, None),
                    "concern" => (HitKind::Concern, Some(EventId(key))),
                    "referral" => (HitKind::Referral, Some(EventId(key))),
                    _ => return Err(Error::Damaged),
                };
                hits.push(Hit { kind, event, pupil: PupilId(row.get(2)?) });
            }
        }
        Ok(hits)
    }
}
