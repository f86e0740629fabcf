//! Families of the made-up school: adults, addresses, telephone numbers, and whom never to tell. Numbers are those that Ofcom keeps for
//! drama, post codes begin with letters that no post town has. Never here: a number that rings.

use encircle_domain::contact::{Contact, ParentalResponsibility, SafeContact};
use encircle_domain::name::Name;

use super::STORY_PUPIL_NAME;
use super::draw::{Draw, Purpose};
use super::names::{FORENAMES, STREETS, TOWN};
use super::people::{Child, any_surname};

/// Lines of an address, and its post code.
pub(super) fn address(draw: &mut Draw) -> (Vec<String>, String) {
    let house = draw.between(1, 140);
    let flat = draw.per_mille(180).then(|| format!("Flat {}", draw.between(1, 12)));
    let street = format!("{house} {}", draw.pick(&STREETS));
    let letters = b"ABDEFGHJLNPQRSTUWXYZ";
    let (a, b) = (char::from(draw.pick(letters)), char::from(draw.pick(letters)));
    let postcode = format!("QX{} {}{a}{b}", draw.between(1, 9), draw.between(1, 9));
    (flat.into_iter().chain([street, TOWN.to_owned()]).collect(), postcode)
}

/// A mobile number kept for drama.
pub(super) fn mobile(draw: &mut Draw) -> String {
    format!("07700 900{:03}", draw.below(1000))
}

/// A number of no town, kept for drama.
pub(super) fn landline(draw: &mut Draw) -> String {
    format!("01632 960{:03}", draw.below(1000))
}

/// The number of the pupil's own home: the landline of an adult who lives there.
pub(super) fn own_address(contacts: &[Contact]) -> Vec<String> {
    let at_home = contacts.iter().filter(|contact| contact.address_as_pupil);
    at_home
        .flat_map(|contact| &contact.phones)
        .find(|phone| phone.starts_with("01632"))
        .cloned()
        .into_iter()
        .collect()
}

/// The adults around a child.
pub(super) fn contacts(draw: &mut Draw, name: &Name, in_care: bool) -> Vec<Contact> {
    let surname = name.legal_surname.clone().or_else(|| name.legal_forename.clone());
    let mut contacts = Vec::new();
    if in_care {
        let mut carer = adult(draw, "CAR", None, false);
        carer.relationship = Some("FOS".into());
        carer.responsibility = ParentalResponsibility::No;
        carer.address_as_pupil = true;
        let mut worker = adult(draw, "SWR", None, false);
        worker.responsibility = ParentalResponsibility::No;
        worker.email = Some("duty.team@council.example".into());
        contacts.extend([carer, worker]);
    }
    let mut mother = adult(draw, "PAM", surname.clone(), !in_care);
    mother.responsibility = ParentalResponsibility::Yes;
    if draw.per_mille(300) {
        mother.phones.push(landline(draw));
    }
    if draw.per_mille(950) {
        contacts.push(mother);
    }
    if draw.per_mille(680) || contacts.is_empty() {
        let at_home = !in_care && draw.per_mille(660);
        let mut father = adult(draw, "PAF", surname, at_home);
        father.responsibility = match draw.below(100) {
            0..82 => ParentalResponsibility::Yes,
            82..90 => ParentalResponsibility::No,
            _ => ParentalResponsibility::NotKnown,
        };
        father.court_order = !at_home && draw.per_mille(45);
        contacts.push(father);
    } else if draw.per_mille(200) {
        let mut step = adult(draw, "STP", None, !in_care);
        step.responsibility = ParentalResponsibility::No;
        contacts.push(step);
    }
    if draw.per_mille(160) {
        contacts.push(adult(draw, "GPR", None, false));
    }
    for (order, contact) in (1..).zip(&mut contacts) {
        contact.order = Some(order);
    }
    contacts
}

fn adult(draw: &mut Draw, relationship: &str, surname: Option<String>, at_home: bool) -> Contact {
    let woman = match relationship {
        "PAM" => true,
        "PAF" => false,
        _ => draw.per_mille(600),
    };
    let wanted = if woman { "F" } else { "M" };
    let forename = loop {
        let (forename, sex) = draw.pick(&FORENAMES);
        if sex == wanted {
            break forename;
        }
    };
    let title =
        if woman { draw.pick(&["Mrs", "Ms", "Miss", "Dr"]) } else { draw.pick(&["Mr", "Mr", "Mr", "Dr"]) };
    let surname = surname.filter(|_| draw.per_mille(820)).unwrap_or_else(|| any_surname(draw));
    let mut contact = Contact {
        title: Some(title.to_owned()),
        forename: Some(forename.to_owned()),
        surname: Some(surname),
        relationship: Some(relationship.to_owned()),
        phones: vec![mobile(draw)],
        address_as_pupil: at_home,
        ..Contact::default()
    };
    if !at_home && draw.per_mille(350) {
        let (lines, postcode) = address(draw);
        contact.address = lines;
        contact.postcode = Some(postcode);
    }
    if draw.per_mille(400) {
        contact.email = Some(format!("home{:04}@family.example", draw.below(10_000)));
    }
    contact
}

/// The safe-contact rules of a child; most have none.
pub(super) fn safe_contact(seed: u32, child: &Child) -> Option<SafeContact> {
    let text = |text: &str| Some(text.to_owned());
    if child.pupil.name.known_as() == STORY_PUPIL_NAME {
        return Some(SafeContact {
            ring: text(
                "Mum’s mobile, after ten in the morning: she works nights. Gran if mum does not answer.",
            ),
            never_tell: text("Mum’s former partner. He has rung the office twice as “dad” and is not."),
            ..SafeContact::default()
        });
    }
    let mut draw = Draw::new(seed, Purpose::Rules, child.cohort as u32, child.index);
    let ordered = child.pupil.contacts.iter().find(|contact| contact.court_order);
    if let Some(father) = ordered {
        let name = father.full_name();
        return Some(SafeContact {
            ring: text("Mum’s mobile only. Do not leave a message on the landline."),
            never_tell: Some(format!("{name}: not to be told where the child is, or when lessons end.")),
            court_orders: Some(format!(
                "{}. The school holds a copy.",
                draw.pick(&[
                    "Non-molestation order against father, in force for a year",
                    "Prohibited steps order: father may not collect the child from school",
                    "Child arrangements order: lives with mum, sees father at a contact centre",
                ])
            )),
            address_restricted: draw.per_mille(500),
        });
    }
    let by_name = ["Odalie Fernsby", "Maple Ostrander"].contains(&child.pupil.name.known_as().as_str());
    if !by_name && !draw.per_mille(25) {
        return None;
    }
    let (ring, never_tell) = draw.pick(&[
        (
            "Mum at work, and ask for her by her first name only.",
            "Step-father: the child asked, and mum agreed.",
        ),
        ("Aunt first; she brings messages to mum.", "Father’s brother, who has asked for the timetable."),
        (
            "Either parent, but one at a time: each wants to hear it from us.",
            "The other parent’s new partner.",
        ),
        (
            "Social worker before any call home.",
            "Grandparents on father’s side, by the social worker’s request.",
        ),
        ("Text, do not ring: the phone is shared at home.", "Older brother, who answers the landline."),
    ]);
    Some(SafeContact {
        ring: text(ring),
        never_tell: text(never_tell),
        court_orders: None,
        address_restricted: draw.per_mille(200),
    })
}
