//! Slots as their owner, another device, a thief and a forger meet them.

use super::*;
use crate::testing::rng;

const SCOPE: Scope = Scope { vault_id: [0x11; 16], epoch: 1 };
const PASSPHRASE: &str = "correct horse battery staple";

struct Fixture {
    vault_key: Key,
    secret: DeviceSecret,
    slot: PersonSlot,
}

/// A slot bound to a device secret, at the smallest accepted cost.
fn fixture() -> Fixture {
    let mut rng = rng(20);
    let vault_key = Key::random(&mut rng);
    let secret = DeviceSecret::random(&mut rng);
    let new = NewPerson {
        id: [0x33; 16],
        owner: [0x22; 16],
        passphrase: PASSPHRASE,
        device_secret: Some(&secret),
        params: Argon2Params { passes: 1, ..Argon2Params::SMALL_MEMORY },
    };
    let (slot, _) = make_person_slot(new, &vault_key, &SCOPE, &mut rng).unwrap();
    Fixture { vault_key, secret, slot }
}

impl Fixture {
    fn open(&self) -> Result<OpenedPerson, Error> {
        open_person_slot(&self.slot, PASSPHRASE, Some(&self.secret), &SCOPE, &[])
    }

    fn refusal(&self, change: impl FnOnce(&mut PersonSlot)) -> Error {
        let mut slot = self.slot.clone();
        change(&mut slot);
        open_person_slot(&slot, PASSPHRASE, Some(&self.secret), &SCOPE, &[]).unwrap_err()
    }
}

#[test]
fn a_persons_slot_gives_vault_key_and_signing_key_and_refuses_in_four_ways() {
    let f = fixture();
    let opened = f.open().unwrap();
    assert!(opened.vault_key.matches(&f.vault_key));
    assert_eq!(opened.signing_key.verify_key(), f.slot.verify_key);
    let printed = "OpenedPerson { vault_key: Key(redacted), signing_key: SigningKey(redacted) }";
    assert_eq!(format!("{opened:?}"), printed);

    // These two are known before any stretching: `check_device_secret` does none.
    let other = DeviceSecret::random(&mut rng(21));
    let missing = open_person_slot(&f.slot, PASSPHRASE, None, &SCOPE, &[]);
    assert_eq!(missing.unwrap_err(), Error::DeviceSecretMissing);
    assert_eq!(check_device_secret(&f.slot, None), Err(Error::DeviceSecretMissing));
    assert_eq!(check_device_secret(&f.slot, Some(&other)), Err(Error::DeviceSecretReplaced));
    assert_eq!(check_device_secret(&f.slot, Some(&f.secret)), Ok(()));
    let replaced = open_person_slot(&f.slot, PASSPHRASE, Some(&other), &SCOPE, &[]);
    assert_eq!(replaced.unwrap_err(), Error::DeviceSecretReplaced);

    let wrong = open_person_slot(&f.slot, "correct horse battery stable", Some(&f.secret), &SCOPE, &[]);
    assert_eq!(wrong.unwrap_err(), Error::WrongKey);
    assert_eq!(f.refusal(|slot| slot.wrapped[20] ^= 1), Error::Damaged);
}

#[test]
fn every_public_field_of_a_persons_slot_is_bound() {
    let f = fixture();
    let stranger = PublicKey::from(&StaticSecret::random_from_rng(&mut rng(22))).to_bytes();
    assert_eq!(f.refusal(|slot| slot.owner[0] ^= 1), Error::Damaged);
    assert_eq!(f.refusal(|slot| slot.public_key = stranger), Error::Damaged);
    assert_eq!(f.refusal(|slot| slot.verify_key[0] ^= 1), Error::Damaged);
    assert_eq!(f.refusal(|slot| slot.anchor.epoch = 0), Error::Damaged);
    assert_eq!(f.refusal(|slot| slot.anchor.image[0] ^= 1), Error::Damaged);
    assert_eq!(f.refusal(|slot| slot.commitment[0] ^= 1), Error::WrongKey);
    assert_eq!(f.refusal(|slot| slot.salt[0] ^= 1), Error::WrongKey);
    assert_eq!(f.refusal(|slot| slot.params.passes = 2), Error::WrongKey);
    assert_eq!(f.refusal(|slot| slot.device_check = None), Error::WrongKey, "unbinding must not open");
    assert_eq!(f.refusal(|slot| slot.id[0] ^= 1), Error::DeviceSecretReplaced);
    assert_eq!(f.refusal(|slot| slot.params.memory_kib = u32::MAX), Error::ParametersOutOfBounds);
    assert_eq!(f.refusal(|slot| slot.wrapped.truncate(5)), Error::Damaged);
    assert_eq!(f.refusal(|slot| slot.vault_key.ephemeral[0] ^= 1), Error::Damaged);
    assert_eq!(f.refusal(|slot| slot.vault_key.ephemeral = [0; 32]), Error::Damaged);
    assert_eq!(f.refusal(|slot| slot.vault_key.sealed.clear()), Error::Damaged);
}

#[test]
fn a_slot_opens_for_its_own_vault_and_epoch_alone() {
    let f = fixture();
    let elsewhere = Scope { vault_id: [0x12; 16], epoch: 1 };
    let other_vault = open_person_slot(&f.slot, PASSPHRASE, Some(&f.secret), &elsewhere, &[]);
    assert_eq!(other_vault.unwrap_err(), Error::WrongKey);
    let later = Scope { epoch: 2, ..SCOPE };
    let other_epoch = open_person_slot(&f.slot, PASSPHRASE, Some(&f.secret), &later, &[]);
    assert_eq!(other_epoch.unwrap_err(), Error::Damaged);
}

#[test]
fn a_vault_key_of_a_strangers_making_is_refused_though_it_is_sealed_properly() {
    let f = fixture();
    let mut rng = rng(23);
    let strangers = Key::random(&mut rng);
    let planted = seal_vault_key(&strangers, &f.slot.public_key, &f.slot.id, &SCOPE, &mut rng);
    assert_eq!(f.refusal(|slot| slot.vault_key = planted), Error::Forged);
}

#[test]
fn a_later_vault_key_is_accepted_only_with_the_chain_back_to_the_anchor() {
    let mut f = fixture();
    let mut rng = rng(24);
    let (second, third) = (Key::random(&mut rng), Key::random(&mut rng));
    let (at_two, at_three) = (Scope { epoch: 2, ..SCOPE }, Scope { epoch: 3, ..SCOPE });
    let chain = [
        seal_earlier_key(&f.vault_key, &second, &at_two, &mut rng),
        seal_earlier_key(&second, &third, &at_three, &mut rng),
    ];
    f.slot.vault_key = seal_vault_key(&third, &f.slot.public_key, &f.slot.id, &at_three, &mut rng);
    let open = |earlier: &[EarlierKey]| {
        open_person_slot(&f.slot, PASSPHRASE, Some(&f.secret), &at_three, earlier)
            .map(|opened| opened.vault_key)
    };
    assert!(open(&chain).unwrap().matches(&third));
    assert_eq!(open(&[]).unwrap_err(), Error::Forged);
    assert_eq!(open(&chain[1..]).unwrap_err(), Error::Forged);
    let swapped = [EarlierKey { epoch: 1, ..chain[1].clone() }, EarlierKey { epoch: 2, ..chain[0].clone() }];
    assert_eq!(open(&swapped).unwrap_err(), Error::Forged);
}

#[test]
fn a_slot_without_device_secret_needs_none_and_ignores_one() {
    let mut rng = rng(25);
    let vault_key = Key::random(&mut rng);
    let params = Argon2Params { passes: 1, ..Argon2Params::SMALL_MEMORY };
    let new = NewPerson { id: [3; 16], owner: [1; 16], passphrase: PASSPHRASE, device_secret: None, params };
    let (slot, _) = make_person_slot(new, &vault_key, &SCOPE, &mut rng).unwrap();
    let secret = DeviceSecret::random(&mut rng);
    for given in [None, Some(&secret)] {
        let opened = open_person_slot(&slot, PASSPHRASE, given, &SCOPE, &[]).unwrap();
        assert!(opened.vault_key.matches(&vault_key));
    }
    // Binding it from outside only shuts the door.
    let bound = PersonSlot { device_check: Some(device_check(&secret, &slot.id)), ..slot };
    let refused = open_person_slot(&bound, PASSPHRASE, Some(&secret), &SCOPE, &[]);
    assert_eq!(refused.unwrap_err(), Error::WrongKey);
}

#[test]
fn a_kit_opens_its_own_slot_and_no_other() {
    let mut rng = rng(26);
    let vault_key = Key::random(&mut rng);
    let (kit, other) = (KitSecret::random(&mut rng), KitSecret::random(&mut rng));
    let slot = make_kit_slot(&kit, &vault_key, &SCOPE, &mut rng);
    let typed = KitSecret::parse(&kit.words()).unwrap();
    assert!(kit_opens(&slot, &typed, &SCOPE) && !kit_opens(&slot, &other, &SCOPE));
    assert!(open_kit_slot(&slot, &typed, &SCOPE, &[]).unwrap().vault_key.matches(&vault_key));
    assert_eq!(open_kit_slot(&slot, &other, &SCOPE, &[]).unwrap_err(), Error::WrongKey);

    let refusal = |change: &dyn Fn(&mut KitSlot)| {
        let mut slot = slot.clone();
        change(&mut slot);
        open_kit_slot(&slot, &kit, &SCOPE, &[]).unwrap_err()
    };
    assert_eq!(refusal(&|slot| slot.id[0] ^= 1), Error::WrongKey);
    assert_eq!(refusal(&|slot| slot.commitment[0] ^= 1), Error::WrongKey);
    assert_eq!(refusal(&|slot| slot.public_key[0] ^= 1), Error::Damaged);
    assert_eq!(refusal(&|slot| slot.anchor.image[0] ^= 1), Error::Damaged);
    assert_eq!(refusal(&|slot| slot.wrapped[0] ^= 1), Error::Damaged);
    assert_eq!(refusal(&|slot| slot.vault_key.sealed[0] ^= 1), Error::Damaged);
}

#[test]
fn two_slots_of_one_device_do_not_show_that_they_share_it() {
    let secret = DeviceSecret::random(&mut rng(27));
    assert_ne!(device_check(&secret, &[1; 16]), device_check(&secret, &[2; 16]));
    let mut bare = [0; 16];
    bare.copy_from_slice(&secret.expose()[..16]);
    assert_ne!(device_check(&secret, &[1; 16]), bare);
}
