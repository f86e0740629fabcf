//! The made-up school: the same for the same seed, and the drawn-in pupil surfaces by facts alone.

use encircle_api::ErrorCode;
use encircle_api::contract::*;

use crate::support::school::{Laptop, create};

fn sample(seed: u32) -> Laptop {
    let mut laptop = Laptop::new();
    let asked = CreateSample { size: SampleSize::Small, seed: Some(seed), passphrase: None };
    let status = laptop.session.create_sample(asked).unwrap();
    assert!(status.made_up && status.place == Place::Sample);
    laptop
}

#[test]
fn the_same_seed_gives_the_same_school() {
    let (mut one, mut other, mut third) = (sample(5), sample(5), sample(6));
    let names = |laptop: &mut Laptop| laptop.session.list_pupils(ListPupils::default()).unwrap();
    assert_eq!(names(&mut one).len(), 60);
    assert_eq!(names(&mut one), names(&mut other));
    assert_ne!(names(&mut one), names(&mut third));
}

#[test]
fn the_drawn_in_pupil_is_among_those_who_surface() {
    let mut laptop = sample(1);
    let wren = laptop.find("Wren Tallowby").remove(0).id;
    let gaps = laptop.session.list_gaps(ListGaps::default()).unwrap();
    assert!(gaps.gaps.iter().any(|gap| gap.pupil == wren), "no rule saw her");
    let ribbon =
        laptop.session.get_ribbon(GetAttendance { pupil: wren.clone(), from: None, to: None }).unwrap();
    let signs: std::collections::BTreeSet<_> =
        ribbon.signs.iter().map(|mark| format!("{:?}", mark.sign)).collect();
    assert!(signs.len() >= 4, "told through several signs: {signs:?}");
    let file =
        laptop.session.get_chronology(GetChronology { pupil: wren, ..GetChronology::default() }).unwrap();
    assert!((9..=14).contains(&file.total), "{}", file.total);
}

#[test]
fn a_made_up_school_opens_with_the_passphrase_on_its_cover_and_leaves_room_for_the_real_one() {
    let mut laptop = sample(1);
    let cover = laptop.session.lock(Nothing {}).unwrap().sample_passphrase.expect("it is said on the cover");
    laptop.start_again();
    let status = laptop.session.get_status(Nothing {}).unwrap();
    assert_eq!((status.state, status.place, status.sample_exists), (VaultState::None, Place::Own, true));
    assert_eq!(
        laptop.session.choose_place(ChoosePlace { place: Place::Sample }).unwrap().state,
        VaultState::Locked
    );
    assert!(laptop.unlock(&cover).unwrap().made_up);
    laptop.session.lock(Nothing {}).unwrap();
    laptop.session.choose_place(ChoosePlace { place: Place::Own }).unwrap();
    laptop.session.create_vault(create("dsl")).unwrap();
    let asked = CreateSample { size: SampleSize::Small, seed: None, passphrase: None };
    assert_eq!(laptop.session.create_sample(asked).unwrap_err().code, ErrorCode::AlreadyUnlocked);
}
