//! Where the vault lies: a folder that others can reach or that something copies is refused for a new vault and told for an old one.

use std::path::Path;

use encircle_store::conflict_copies;

use crate::contract::*;
use crate::ports::Placed;
use crate::{ApiError, ErrorCode, Session};

impl Session {
    /// What kind of folder the vault lies in, and what lies beside it.
    pub(super) fn placement(&self) -> PlacementView {
        let folder = self.folder();
        let placed = self.ports.placement.of(folder);
        let allowed = placed == Placed::Local || self.ports.placement.is_allowed(&placed);
        let (kind, name) = match placed {
            Placed::Local => (PlacementKind::Local, None),
            Placed::Network(name) => (PlacementKind::Network, Some(name)),
            Placed::Synced(name) => (PlacementKind::Synced, Some(name)),
            Placed::Roaming => (PlacementKind::Roaming, None),
        };
        PlacementView { kind, name, allowed, conflict_copies: conflict_copies(folder) }
    }

    /// Refuses a folder for a vault that would be made or restored there.
    pub(super) fn refuse_bad_place(&self, folder: &Path) -> Result<(), ApiError> {
        let placed = self.ports.placement.of(folder);
        if placed == Placed::Local || self.ports.placement.is_allowed(&placed) {
            return Ok(());
        }
        Err(match placed {
            Placed::Local => return Ok(()),
            Placed::Network(name) => ApiError::at(ErrorCode::PlaceNetwork, name),
            Placed::Synced(name) => ApiError::at(ErrorCode::PlaceSynced, name),
            Placed::Roaming => ErrorCode::PlaceRoaming.into(),
        })
    }
}
