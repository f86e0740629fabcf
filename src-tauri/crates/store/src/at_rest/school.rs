//! The first event of a vault at rest.

use encircle_domain::Event;
use encircle_domain::school::{Laestab, School};
use serde::{Deserialize, Serialize};

use super::word;
use crate::Error;

pub(crate) const VAULT_CREATED: &str = "vault_created";

/// `laestab` is seven digits.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VaultCreatedV1 {
    name: String,
    laestab: String,
    made_up: bool,
}

impl VaultCreatedV1 {
    pub(super) fn of(school: &School, made_up: bool) -> Self {
        Self { name: school.name.clone(), laestab: school.laestab.to_string(), made_up }
    }

    pub(super) fn event(self) -> Result<Event, Error> {
        let laestab = word(&self.laestab, Laestab::parse)?;
        Ok(Event::VaultCreated { school: School { name: self.name, laestab }, made_up: self.made_up })
    }
}
