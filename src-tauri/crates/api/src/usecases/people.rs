//! People on the wire, and names for what they did.

use std::collections::HashMap;

use encircle_domain::PersonId;
use encircle_domain::person::{Person, Role};
use encircle_store::Store;

use crate::ApiError;
use crate::contract::PersonView;

pub(super) fn person_view(person: &Person) -> PersonView {
    PersonView { id: person.id.to_string(), name: person.name.clone(), role: person.role.code().to_owned() }
}

/// The people of the vault by id, read once a reply.
pub(super) struct People(HashMap<PersonId, Person>);

impl People {
    pub(super) fn of(store: &Store) -> Result<Self, ApiError> {
        Ok(Self(store.people()?.into_iter().map(|row| (row.person.id, row.person)).collect()))
    }

    /// The name, or the id of somebody whom this vault does not know.
    pub(super) fn name(&self, id: PersonId) -> String {
        self.0.get(&id).map_or_else(|| id.to_string(), |person| person.name.clone())
    }

    pub(super) fn role(&self, id: PersonId) -> Role {
        self.0.get(&id).map_or(Role::Recorder, |person| person.role)
    }
}
