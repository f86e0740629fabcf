//! Addresses, telephone numbers and the adults around a pupil.
//!
//! Belongs here: `Address`, `Phones` and `Contacts`. Never here: a rule about who may be told; that is asked at school.

use encircle_domain::contact::{Contact, ParentalResponsibility};

use super::tree::Element;
use super::value;
use crate::finding::{FindingCode, Findings};
use crate::pupils::values;
use crate::text::yes_or_no;

/// The contacts in the order in which the school rings them; those without an order last, as they come.
pub(super) fn contacts(pupil: &Element, row: u32, findings: &mut Findings) -> Vec<Contact> {
    let elements = pupil.children("Contacts").flat_map(|list| list.children("Contact"));
    let mut contacts: Vec<_> = elements.map(|element| contact(element, row, findings)).collect();
    contacts.sort_by_key(|contact| contact.order.unwrap_or(u32::MAX));
    contacts
}

fn contact(element: &Element, row: u32, findings: &mut Findings) -> Contact {
    let order = value(element, "Order");
    let number = order.as_deref().and_then(|text| text.parse().ok());
    if order.is_some() && number.is_none() {
        findings.row(row, "contact_order", FindingCode::UnreadableNumber);
    }
    let mut supplement = element.children("SuppInfo");
    let court_order =
        supplement.any(|info| value(info, "CourtOrder").and_then(|text| yes_or_no(&text)) == Some(true));
    if court_order {
        findings.row(row, "contact", FindingCode::CourtOrder);
    }
    let responsibility = match value(element, "Responsibility").and_then(|text| yes_or_no(&text)) {
        Some(true) => ParentalResponsibility::Yes,
        Some(false) => ParentalResponsibility::No,
        None => ParentalResponsibility::NotKnown,
    };
    let (address, postcode) = address(element);
    let shared = value(element, "Address/AddressAsPupil").or_else(|| value(element, "AddressAsPupil"));
    Contact {
        order: number,
        title: value(element, "Title"),
        surname: value(element, "Surname"),
        forename: value(element, "Forename"),
        relationship: value(element, "Relationship"),
        responsibility,
        phones: phones(element, row, findings),
        email: value(element, "Email"),
        court_order,
        address_as_pupil: shared.and_then(|text| yes_or_no(&text)) == Some(true),
        address,
        postcode,
    }
}

/// Every number as typed, leading noughts and all; the same number twice is one.
pub(super) fn phones(owner: &Element, row: u32, findings: &mut Findings) -> Vec<String> {
    let mut phones: Vec<String> = Vec::new();
    let elements = owner.children("Phones").flat_map(|list| list.children("Phone"));
    for number in elements.filter_map(|phone| value(phone, "PhoneNo")) {
        if !phones.contains(&number) {
            phones.push(values::phone(number, row, findings));
        }
    }
    phones
}

/// The lines as an envelope has them, and the postcode.
pub(super) fn address(owner: &Element) -> (Vec<String>, Option<String>) {
    let Some(address) = owner.at("Address") else { return (Vec::new(), None) };
    let mut lines: Vec<String> = Vec::new();
    if let Some(parts) = address.at("BS7666Address") {
        let (house, street) = (value(parts, "PAON"), value(parts, "Street"));
        lines.extend(value(parts, "SAON"));
        match (house, street) {
            // "12" and "Tollgate" are a line each only for a house with a name.
            (Some(house), Some(street)) if house.starts_with(|c: char| c.is_ascii_digit()) => {
                lines.push(format!("{house} {street}"));
            }
            (house, street) => lines.extend(house.into_iter().chain(street)),
        }
        let names = ["Locality", "Town", "PostTown", "AdministrativeArea"];
        lines.extend(names.iter().filter_map(|name| value(parts, name)));
    }
    if let Some(parts) = address.at("AddressLines") {
        let names = ["AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "AddressLine5"];
        lines.extend(names.iter().filter_map(|name| value(parts, name)));
    }
    lines.extend(value(address, "County"));
    lines.extend(value(address, "Country").filter(|country| country != "United Kingdom"));
    lines.dedup();
    (lines, value(address, "PostCode").or_else(|| value(address, "Zip")))
}
