//! To whom a file is closed, and its opening in an emergency, at rest. Whose file it is is the part's subject.

use encircle_domain::PersonId;
use encircle_domain::closure::Closure;
use serde::{Deserialize, Serialize};

use super::Bytes;

pub(crate) const FILE_CLOSED: &str = "file_closed";
pub(crate) const FILE_CLOSURE_CHANGED: &str = "file_closure_changed";
pub(crate) const FILE_OPENED_TO_ALL: &str = "file_opened_to_all";
pub(crate) const FILE_OPENED_IN_EMERGENCY: &str = "file_opened_in_emergency";

/// Of a closing and of a change: each says the whole anew.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClosureV1 {
    named: Vec<Bytes<16>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    against: Vec<Bytes<16>>,
    reason: String,
    ring: String,
}

impl ClosureV1 {
    pub(crate) fn of(closure: &Closure) -> Self {
        let ids = |people: &[PersonId]| people.iter().map(|person| Bytes::new(person.0)).collect();
        Self {
            named: ids(&closure.named),
            against: ids(&closure.against),
            reason: closure.reason.clone(),
            ring: closure.ring.clone(),
        }
    }

    pub(crate) fn closure(self) -> Closure {
        let people = |ids: Vec<Bytes<16>>| ids.into_iter().map(|id| PersonId(id.into_array())).collect();
        Closure {
            named: people(self.named),
            against: people(self.against),
            reason: self.reason,
            ring: self.ring,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileOpenedToAllV1 {
    pub(super) reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileOpenedInEmergencyV1 {
    pub(super) reason: String,
}
