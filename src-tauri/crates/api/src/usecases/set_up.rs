//! Creating a vault: school, person, passphrase, two recovery kits of which one is typed back.

use chrono::{DateTime, Utc};
use encircle_domain::event::Event;
use encircle_domain::person::{Person, Role};
use encircle_domain::school::{Laestab, School};
use encircle_domain::{EventId, PersonId};
use encircle_store::keys::{self, Argon2Params, DeviceSecret, KitSecret, NewKeys, NewPerson, SlotId};
use encircle_store::{Identity, NewEvent, Store};
use rand_core::Rng;

use crate::contract::*;
use crate::ports::FileKind;
use crate::session::Open;
use crate::{ApiError, ErrorCode, Session, disk};

/// Guesses that a passphrase must withstand, as a power of ten, where the laptop's keychain holds the other half of the key; each
/// guess costs 256 MiB and about half a second.
const NEEDED_LOG10: u32 = 11;
/// The same where there is no keychain and the passphrase stands alone.
const NEEDED_ALONE_LOG10: u32 = 13;
/// Longer texts add nothing to the estimate and only cost time.
const RATED_CHARACTERS: usize = 100;
/// The most characters of a name of a school or person.
const LONGEST_NAME: usize = 200;

/// What `make_vault` made.
pub(super) struct Made {
    pub(super) bound_to_laptop: bool,
}

impl Session {
    /// Four words for a passphrase.
    pub fn offer_passphrase(&mut self, _: Nothing) -> Result<OfferedPassphraseView, ApiError> {
        loop {
            let words = keys::offer_passphrase(&mut self.ports.random, 4);
            if guesses_log10(&words) >= NEEDED_ALONE_LOG10 {
                return Ok(OfferedPassphraseView { words: words.to_string() });
            }
        }
    }

    /// Tells how many guesses a passphrase withstands.
    pub fn rate_passphrase(&mut self, asked: RatePassphrase) -> Result<PassphraseView, ApiError> {
        let (guesses_log10, needed_log10) = (guesses_log10(&asked.passphrase), self.needed_log10());
        Ok(PassphraseView { enough: guesses_log10 >= needed_log10, guesses_log10, needed_log10 })
    }

    /// Refuses a new passphrase that does not withstand enough guesses.
    pub(super) fn refuse_weak(&self, passphrase: &str) -> Result<(), ApiError> {
        if guesses_log10(passphrase) < self.needed_log10() {
            return Err(ApiError::at(ErrorCode::PassphraseTooWeak, "passphrase"));
        }
        Ok(())
    }

    fn needed_log10(&self) -> u32 {
        match self.ports.keychain.read("encircle/probe") {
            crate::ports::Answer::Unavailable => NEEDED_ALONE_LOG10,
            crate::ports::Answer::Found(_) | crate::ports::Answer::NoEntry => NEEDED_LOG10,
        }
    }

    /// Makes a vault and leaves it open for set-up to go on with the kits.
    pub fn create_vault(&mut self, asked: CreateVault) -> Result<SetUpView, ApiError> {
        let school = School {
            name: named(&asked.school_name, "school_name")?,
            laestab: Laestab::parse(&asked.laestab)
                .ok_or_else(|| ApiError::at(ErrorCode::InvalidLaestab, "laestab"))?,
        };
        let name = named(&asked.person_name, "person_name")?;
        let role = Role::from_code(&asked.role)
            .filter(|role| *role != Role::Recorder)
            .ok_or_else(|| ApiError::at(ErrorCode::InvalidChoice, "role"))?;
        self.refuse_weak(&asked.passphrase)?;
        let made = self.make_vault(
            school,
            name,
            role,
            &asked.passphrase,
            asked.made_up == Some(true),
            self.ports.clock.now(),
        )?;
        let kits = self
            .open()?
            .kits
            .iter()
            .zip(1..)
            .map(|(made, kit)| KitView { kit, words: words_of(&made.secret) })
            .collect();
        Ok(SetUpView { kits, bound_to_laptop: made.bound_to_laptop })
    }

    /// Keys in memory, then the database with its first events, then the header: renaming it into place is what makes the vault.
    pub(super) fn make_vault(
        &mut self,
        school: School,
        name: String,
        role: Role,
        passphrase: &str,
        made_up: bool,
        at: DateTime<Utc>,
    ) -> Result<Made, ApiError> {
        let folder = self.folder().to_owned();
        if self.open.is_some() {
            return Err(ErrorCode::AlreadyUnlocked.into());
        }
        if keys::is_taken(&folder) {
            return Err(ErrorCode::VaultExists.into());
        }
        if !made_up {
            self.refuse_bad_place(&folder)?;
        }
        let random = &mut self.ports.random;
        let [vault_id, person_id, device_id] = std::array::from_fn(|_| {
            let mut id = [0; 16];
            random.fill_bytes(&mut id);
            id
        });
        let slot = SlotId::random(random);
        let secret = DeviceSecret::random(random);
        // The made-up school holds no secret: it opens on any laptop.
        let entry = super::vault::device_entry(&vault_id, slot);
        let bound = !made_up && self.ports.keychain.write(&entry, secret.expose());
        let params =
            if self.ports.little_memory { Argon2Params::SMALL_MEMORY } else { Argon2Params::DEFAULT };
        let person = Person { id: PersonId(person_id), name, role };
        let device_secret = bound.then_some(&secret);
        let new = NewPerson { slot, person: person.id, passphrase, device_secret, params };
        let made = keys::make(&folder, NewKeys { vault_id, person: new, made_up }, random)?;
        let (unlocked, kits) = (made.unlocked, Vec::from(made.kits));

        // No header stands here, so records that do are those of a set-up that was cut off: their key is gone.
        Store::put_unfinished_aside(&folder, unlocked.epoch(), self.ports.clock.now().timestamp_millis())?;
        let identity = Identity { vault_id, epoch: unlocked.epoch(), device_id };
        let mut store = Store::create(&folder, &unlocked.database_key(), identity)?;
        let author = unlocked.author().ok_or(ErrorCode::NotAllowed)?;
        let slot_key = |id: SlotId| {
            unlocked.slots().iter().find(|slot| slot.slot == id).map_or([0; 32], |slot| slot.public_key)
        };
        let mut events = vec![
            Event::VaultCreated { school: school.clone(), made_up },
            Event::PersonAdded {
                person: person.clone(),
                signing_key: author.signing.verify_key(),
                slot_key: slot_key(slot),
            },
        ];
        events.extend(
            kits.iter().zip(1..).map(|(made, kit)| Event::KitMade { kit, slot_key: slot_key(made.slot) }),
        );
        self.active_at = self.ports.clock.now();
        store.commit(&author, at, &mut self.ports.random, events.into_iter().map(NewEvent::of).collect())?;
        keys::commit_header(&folder, &made.header)?;
        self.open = Some(Open {
            store,
            unlocked,
            author,
            me: person,
            school,
            made_up,
            kits,
            new_kit: None,
            import: None,
            transfer: None,
            open_days: Default::default(),
        });
        Ok(Made { bound_to_laptop: bound })
    }

    /// Saves a kit's page to print. The words are known only until set-up is done.
    pub fn save_kit_page(&mut self, asked: SaveKitPage) -> Result<Option<SavedView>, ApiError> {
        let made_on = self.ports.clock.local().date();
        let open = self.open.as_ref().ok_or(ErrorCode::Locked)?;
        let page = encircle_export::KitPage {
            school: open.school.name.clone(),
            made_up: open.made_up,
            number: asked.kit,
            of: 2,
            made_on,
            mark: None,
            words: words_of(open.kit(asked.kit)?),
        };
        let pdf = encircle_export::kit_page(&page)?;
        let suggested = format!("Encircle kit {}.pdf", asked.kit);
        let Some(path) = self.ports.files.ask_save(FileKind::KitPage, &suggested) else { return Ok(None) };
        Ok(Some(SavedView { file_name: disk::write(&path, &pdf)? }))
    }

    /// A kit typed back ends set-up.
    pub fn confirm_kit(&mut self, asked: ConfirmKit) -> Result<StatusView, ApiError> {
        let open = self.open()?;
        if open.kits.is_empty() {
            return Err(ErrorCode::KitGone.into());
        }
        let typed = KitSecret::parse(&asked.words).map_err(keys::KeysError::from)?;
        if !typed.matches(open.kit(asked.kit)?) {
            return Err(ApiError::at(ErrorCode::KitWrong, "words"));
        }
        self.commit(vec![NewEvent::of(Event::KitConfirmed { kit: asked.kit })])?;
        self.open_mut()?.kits.clear();
        self.get_status(Nothing {})
    }
}

/// The words of a kit as they stand on its page.
pub(super) fn words_of(kit: &KitSecret) -> Vec<String> {
    kit.words().split_whitespace().map(str::to_owned).collect()
}

impl Open {
    /// Kit 1 or 2, while its words are known: one of set-up, or one that is made anew.
    fn kit(&self, number: u8) -> Result<&KitSecret, ApiError> {
        if let Some((_, secret)) = self.new_kit.as_ref().filter(|(kit, _)| *kit == number) {
            return Ok(secret);
        }
        let index = usize::from(number).checked_sub(1);
        index
            .and_then(|index| self.kits.get(index))
            .map(|kit| &kit.secret)
            .ok_or_else(|| ErrorCode::KitGone.into())
    }
}

fn guesses_log10(passphrase: &str) -> u32 {
    let rated: String = passphrase.chars().take(RATED_CHARACTERS).collect();
    if rated.is_empty() {
        return 0;
    }
    zxcvbn::zxcvbn(&rated, &["encircle", "safeguarding"]).guesses_log10() as u32
}

pub(super) fn named(text: &str, field: &str) -> Result<String, ApiError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ApiError::at(ErrorCode::Required, field));
    }
    if text.chars().count() > LONGEST_NAME {
        return Err(ApiError::at(ErrorCode::TooLong, field));
    }
    Ok(text.to_owned())
}

/// The id that an argument names, if it does.
pub(super) fn event_id(text: &str, field: &str) -> Result<EventId, ApiError> {
    EventId::parse(text).ok_or_else(|| ApiError::at(ErrorCode::InvalidId, field))
}
