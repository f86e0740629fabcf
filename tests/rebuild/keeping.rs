//! Steps that keep the log: people who come, go and change their keys, kits in hand, backups and checks.

use encircle_crypto::Key;
use encircle_crypto::sign::SigningKey;
use encircle_domain::backup::{Backup, BackupPlace};
use encircle_domain::{Event, PersonId};
use encircle_store::Author;

use super::{ROLES, World, added};

impl World {
    /// Somebody does something with their own keys or another's role; and a guest comes in under some key, and may go again.
    pub(super) fn act_on_people(&mut self, person: u8, act: u8, kit: u8, role: u8) {
        let role = ROLES[usize::from(role)];
        let event = match act {
            0 => Event::PassphraseChanged,
            1 => Event::PassphraseChecked,
            2 => Event::KitUsed { kit },
            3 => Event::KitChecked { kit },
            _ => Event::RoleChanged { person: self.authors[usize::from(person)].person, role },
        };
        self.commit(person, vec![event]);
        // Whoever is taken out signs nothing more, so it is none of the authors.
        let guest = Author {
            person: PersonId([0x50 + person; 16]),
            signing: SigningKey::from_seed(&Key::from_bytes(&mut [0x60 + kit; 32])),
        };
        self.commit(0, vec![added(&guest, role)]);
        if act.is_multiple_of(2) {
            self.commit(0, vec![Event::PersonRemoved { person: guest.person }]);
        }
    }

    pub(super) fn back_up(&mut self, seed: u8, laptop: bool) {
        let backup = Backup {
            place: if laptop { BackupPlace::Laptop } else { BackupPlace::Elsewhere },
            file_name: format!("encircle-{seed}.backup"),
            hash: [seed; 32],
            size: u64::from(seed) + 1,
            end: self.store.chain_end(),
        };
        let checked = Event::LogChecked { events: u32::from(seed), faults: u32::from(seed % 3) };
        self.commit(0, vec![Event::BackupMade(backup), checked]);
    }
}
