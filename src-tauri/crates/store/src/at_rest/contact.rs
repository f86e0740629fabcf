//! The adults around a pupil, and whom to ring and never to tell, at rest.

use encircle_domain::contact::{Contact, ParentalResponsibility, SafeContact};
use serde::{Deserialize, Serialize};

use super::word;
use crate::Error;

pub(crate) const SAFE_CONTACT_SET: &str = "safe_contact_set";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SafeContactSetV1 {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ring: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    never_tell: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    court_orders: Option<String>,
    address_restricted: bool,
}

impl SafeContactSetV1 {
    pub(crate) fn of(rules: &SafeContact) -> Self {
        Self {
            ring: rules.ring.clone(),
            never_tell: rules.never_tell.clone(),
            court_orders: rules.court_orders.clone(),
            address_restricted: rules.address_restricted,
        }
    }

    pub(crate) fn rules(self) -> SafeContact {
        SafeContact {
            ring: self.ring,
            never_tell: self.never_tell,
            court_orders: self.court_orders,
            address_restricted: self.address_restricted,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactV1 {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    surname: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    forename: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    relationship: Option<String>,
    responsibility: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    phones: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    court_order: bool,
    address_as_pupil: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    address: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    postcode: Option<String>,
}

impl ContactV1 {
    pub(super) fn of(contact: &Contact) -> Self {
        let Contact {
            order,
            title,
            surname,
            forename,
            relationship,
            responsibility,
            phones,
            email,
            court_order,
            address_as_pupil,
            address,
            postcode,
        } = contact.clone();
        let responsibility = responsibility_word(responsibility).to_owned();
        Self {
            order,
            title,
            surname,
            forename,
            relationship,
            responsibility,
            phones,
            email,
            court_order,
            address_as_pupil,
            address,
            postcode,
        }
    }

    pub(super) fn contact(self) -> Result<Contact, Error> {
        let responsibility = word(&self.responsibility, |code| {
            RESPONSIBILITIES.into_iter().find(|r| responsibility_word(*r) == code)
        })?;
        Ok(Contact {
            order: self.order,
            title: self.title,
            surname: self.surname,
            forename: self.forename,
            relationship: self.relationship,
            responsibility,
            phones: self.phones,
            email: self.email,
            court_order: self.court_order,
            address_as_pupil: self.address_as_pupil,
            address: self.address,
            postcode: self.postcode,
        })
    }
}

const RESPONSIBILITIES: [ParentalResponsibility; 3] =
    [ParentalResponsibility::Yes, ParentalResponsibility::No, ParentalResponsibility::NotKnown];

fn responsibility_word(responsibility: ParentalResponsibility) -> &'static str {
    match responsibility {
        ParentalResponsibility::Yes => "yes",
        ParentalResponsibility::No => "no",
        ParentalResponsibility::NotKnown => "not_known",
    }
}
