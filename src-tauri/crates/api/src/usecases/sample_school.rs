//! The made-up school, written through the same door as everything else: in order of time, each entry signed by who made it.

use encircle_domain::PersonId;
use encircle_domain::event::Event;
use encircle_domain::person::{Person, Role};
use encircle_store::keys::SigningKey;
use encircle_store::{Author, NewEvent};
use rand_core::Rng;

use crate::contract::{CreateSample, SampleSize};
use crate::sample::{self, Batch, Size, Who};
use crate::{ApiError, ErrorCode, Session};

/// Batches in one transaction: enough that syncs do not count, few enough that memory does not.
const BATCHES: usize = 2_000;
/// The seed of whoever asks for none.
const SEED: u32 = 1;

impl Session {
    /// Makes the vault, its two people, and everything that they recorded until yesterday.
    pub(super) fn make_sample(&mut self, asked: CreateSample) -> Result<(), ApiError> {
        let size = match asked.size {
            SampleSize::Small => Size::Small,
            SampleSize::Secondary => Size::Secondary,
            SampleSize::Decade => Size::Decade,
        };
        let today = self.ports.clock.local().date();
        let mut batches = sample::batches(size, asked.seed.unwrap_or(SEED), today).peekable();
        let began = batches.peek().map_or_else(|| self.ports.clock.now(), |first| first.at);
        let (lead, deputy) = sample::people();
        let passphrase = asked.passphrase.as_deref().unwrap_or(sample::PASSPHRASE);
        self.make_vault(sample::school(), lead.to_owned(), Role::Dsl, passphrase, true, began)?;

        let random = &mut self.ports.random;
        let open = self.open.as_mut().ok_or(ErrorCode::Locked)?;
        // Nothing in a made-up school is worth a kit.
        open.kits.clear();
        let mut id = [0; 16];
        random.fill_bytes(&mut id);
        let deputy = Person { id: PersonId(id), name: deputy.to_owned(), role: Role::Deputy };
        let lead_author = &open.author;
        let deputy_author = Author { person: deputy.id, signing: SigningKey::random(random) };
        let joined = Event::PersonAdded {
            person: deputy,
            signing_key: deputy_author.signing.verify_key(),
            // The deputy of the sample has a name and a signature, and no slot to open it with.
            slot_key: [0; 32],
        };
        open.store.commit(lead_author, began, random, vec![NewEvent::of(joined)])?;
        loop {
            let some: Vec<Batch> = batches.by_ref().take(BATCHES).collect();
            if some.is_empty() {
                return Ok(());
            }
            let events = some.into_iter().flat_map(|Batch { at, by, events }| {
                let author = match by {
                    Who::Lead => lead_author,
                    Who::Deputy => &deputy_author,
                };
                events.into_iter().map(move |(id, corrects, event)| {
                    (author, at, NewEvent { id: Some(id), corrects, ..NewEvent::of(event) })
                })
            });
            open.store.commit_each(events, random)?;
        }
    }
}
