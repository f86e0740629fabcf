//! The one door: every write of the vault's memory goes through here, in one transaction with one sync. Never here: whether a
//! person may do it, or whether a text is complete; that was decided before.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use encircle_crypto::sign::SigningKey;
use encircle_domain::{Event, EventId, PersonId, Recorded};
use rand_core::CryptoRng;
use rusqlite::{Connection, TransactionBehavior};

use crate::at_rest::{self, Written};
use crate::journal::{self, Entry};
use crate::{Error, Store, draft, heads, views};

/// Who writes, and the key that signs for it.
#[derive(Debug)]
pub struct Author {
    pub person: PersonId,
    pub signing: SigningKey,
}

/// An event that is about to be committed.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// `None` draws one. A draft's id becomes the id of its event, so that a second save is noticed.
    pub id: Option<EventId>,
    /// The event that this one corrects.
    pub corrects: Option<EventId>,
    pub event: Event,
    /// The draft that ends with this event, in the same transaction.
    pub draft: Option<EventId>,
}

impl NewEvent {
    /// An event with a new id that corrects nothing and ends no draft.
    #[must_use]
    pub fn of(event: Event) -> Self {
        Self { id: None, corrects: None, event, draft: None }
    }
}

impl Store {
    /// Appends events, updates the views and deletes the drafts: all or nothing.
    ///
    /// # Errors
    /// [`Error::AlreadySaved`] when an event with this id and this content is there, [`Error::IdTaken`] when it has another content;
    /// [`Error::NoSuchEntry`], [`Error::UnknownKind`], [`Error::UnknownAuthor`]; [`Error::DiskFull`] and [`Error::Io`]. After any of
    /// them everything is as it was.
    pub fn commit(
        &mut self,
        author: &Author,
        at: DateTime<Utc>,
        rng: &mut impl CryptoRng,
        events: Vec<NewEvent>,
    ) -> Result<Vec<EventId>, Error> {
        self.commit_each(events.into_iter().map(|event| (author, at, event)), rng)
    }

    /// As [`Store::commit`], for events that each have an author and a time of their own: a history that is made or moved at once.
    ///
    /// # Errors
    /// As [`Store::commit`].
    pub fn commit_each<'a>(
        &mut self,
        events: impl IntoIterator<Item = (&'a Author, DateTime<Utc>, NewEvent)>,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<EventId>, Error> {
        let mut events = events.into_iter().peekable();
        // A copy that goes on under a new device says first which chain it continues.
        let owed = match events.peek() {
            Some((author, at, _)) => {
                let owed = heads::owed(&self.conn, self.chain.head.seq)?;
                owed.map(|event| (*author, *at, NewEvent::of(event)))
            }
            None => None,
        };
        let before = usize::from(owed.is_some());
        let mut ids = self.append(owed.into_iter().chain(events), rng)?;
        Ok(ids.split_off(before))
    }

    /// Appends exactly these events, in one transaction.
    pub(crate) fn append<'a>(
        &mut self,
        events: impl IntoIterator<Item = (&'a Author, DateTime<Utc>, NewEvent)>,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<EventId>, Error> {
        let mut chain = self.chain;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut ids = Vec::new();
        let mut signers = BTreeSet::new();
        for (author, at, new) in events {
            let Written { kind, version, parts } = at_rest::write(&new.event).ok_or(Error::UnknownKind)?;
            let id = new.id.unwrap_or_else(|| draw_id(at, rng));
            let entry = Entry { id, at, author, corrects: new.corrects, kind, version, parts: &parts };
            refuse_second_save(&tx, &entry)?;
            refuse_lost_entry(&tx, &new)?;
            chain.append(&tx, &entry, rng)?;
            let recorded_at = journal::instant(at.timestamp_millis())?;
            views::apply(
                &tx,
                &Recorded {
                    id,
                    recorded_at,
                    author: author.person,
                    corrects: new.corrects,
                    event: new.event,
                },
            )?;
            if let Some(draft) = new.draft {
                draft::delete(&tx, draft)?;
            }
            signers.insert((author.person, author.signing.verify_key()));
            ids.push(id);
        }
        // Checked last, because the first events of a vault are signed by the person whom they add.
        for (person, key) in signers {
            if !views::person::has_key(&tx, person, &key)? {
                return Err(Error::UnknownAuthor);
            }
        }
        tx.commit()?;
        self.chain = chain;
        Ok(ids)
    }
}

/// A UUIDv7: the time in milliseconds, then random bits.
pub(crate) fn draw_id(at: DateTime<Utc>, rng: &mut impl CryptoRng) -> EventId {
    let mut random = [0; 10];
    rng.fill_bytes(&mut random);
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    EventId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().into_bytes())
}

/// Refuses an id that the journal has, and says whether it is the same event again.
fn refuse_second_save(conn: &Connection, entry: &Entry<'_>) -> Result<(), Error> {
    let Some((kind, version, corrects)) = journal::said(conn, entry.id)? else {
        return Ok(());
    };
    let same = (kind.as_str(), version, corrects)
        == (entry.kind, entry.version, entry.corrects.map(|id| id.0))
        && journal::parts(conn, entry.id)? == entry.parts;
    Err(if same { Error::AlreadySaved } else { Error::IdTaken })
}

/// Refuses an event about an entry that is not there: it would be in the journal and in no view.
fn refuse_lost_entry(conn: &Connection, new: &NewEvent) -> Result<(), Error> {
    let concern = match &new.event {
        Event::ConcernAmended(amendment) => Some(amendment.concern),
        Event::ConcernFollowedUp(follow_up) => Some(follow_up.concern),
        Event::AttachmentAdded(attachment) => Some(attachment.concern),
        Event::AttachmentSaved { concern, .. } => Some(*concern),
        _ => None,
    };
    if let Some(concern) = concern
        && !views::concern::exists(conn, concern)?
    {
        return Err(Error::NoSuchEntry);
    }
    if let Some(corrected) = new.corrects
        && !journal::holds(conn, corrected)?
    {
        return Err(Error::NoSuchEntry);
    }
    Ok(())
}
