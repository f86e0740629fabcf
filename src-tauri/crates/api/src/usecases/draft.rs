//! Drafts: kept in the encrypted file from the first seconds, given back after a lock or a killed process.

use encircle_domain::may::Act;
use encircle_store::Draft;

use super::pupil::PupilNames;
use super::set_up::event_id;
use super::visible::Visible;
use crate::contract::*;
use crate::local_time::instant;
use crate::{ApiError, ErrorCode, Session};

/// The most bytes of one draft.
const LONGEST_DRAFT: usize = 1024 * 1024;
/// Characters of a draft in a list.
const OPENING: usize = 140;

impl DraftKind {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Concern, "concern"),
        (Self::Amendment, "amendment"),
        (Self::FollowUp, "follow_up"),
        (Self::Referral, "referral"),
        (Self::SafeContact, "safe_contact"),
    ];

    fn code(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("concern", |(_, code)| code)
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == code).map(|(kind, _)| *kind)
    }
}

/// What the store keeps: the screen's own state, the words for lists, and who typed them.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    /// Absent in drafts from before a vault had several people.
    #[serde(default)]
    by: Option<String>,
    opening: String,
    body: String,
}

impl Session {
    /// Keeps what was typed. One sync, and no event.
    pub fn save_draft(&mut self, asked: SaveDraft) -> Result<DraftView, ApiError> {
        self.allowed(Act::KeepDraft)?;
        if asked.body.len() > LONGEST_DRAFT {
            return Err(ApiError::at(ErrorCode::TooLong, "body"));
        }
        let id = event_id(&asked.id, "id")?;
        let pupil = asked.pupil.as_deref().map(|pupil| self.pupil_id(pupil, "pupil")).transpose()?;
        if let Some(before) = self.open()?.store.draft(id)?
            && !self.sees_draft(&self.visible()?, &before)?
        {
            return Err(ErrorCode::NotAllowed.into());
        }
        let by = Some(self.open()?.me.id.to_string());
        let kept = Kept { by, opening: asked.opening.chars().take(OPENING).collect(), body: asked.body };
        let body = serde_json::to_string(&kept).map_err(|_| ErrorCode::InvalidJson)?;
        let saved_at = self.ports.clock.now();
        let draft = Draft { id, kind: asked.kind.code().to_owned(), pupil, body, saved_at };
        self.open_mut()?.store.save_draft(&draft)?;
        self.writing = Some(id);
        let store = &self.open()?.store;
        let names = &mut PupilNames::of(store);
        draft_view(draft, names)
    }

    /// All drafts, newest first.
    pub fn list_drafts(&mut self, _: Nothing) -> Result<Vec<DraftView>, ApiError> {
        let mut names = PupilNames::of(self.allowed(Act::KeepDraft)?);
        self.drafts_seen()?.into_iter().map(|draft| draft_view(draft, &mut names)).collect()
    }

    /// One draft whole.
    pub fn get_draft(&mut self, asked: GetDraft) -> Result<DraftView, ApiError> {
        let store = self.allowed(Act::KeepDraft)?;
        let draft = store.draft(event_id(&asked.id, "id")?)?.ok_or(ErrorCode::DraftNotFound)?;
        if !self.sees_draft(&self.visible()?, &draft)? {
            return Err(ErrorCode::DraftNotFound.into());
        }
        draft_view(draft, &mut PupilNames::of(store))
    }

    /// Throws a draft away; the screen has asked.
    pub fn discard_draft(&mut self, asked: DiscardDraft) -> Result<Nothing, ApiError> {
        self.allowed(Act::KeepDraft)?;
        let id = event_id(&asked.id, "id")?;
        if let Some(draft) = self.open()?.store.draft(id)?
            && !self.sees_draft(&self.visible()?, &draft)?
        {
            return Err(ErrorCode::DraftNotFound.into());
        }
        self.open_mut()?.store.discard_draft(id)?;
        Ok(Nothing {})
    }

    /// The drafts that the person sees, newest first.
    pub(super) fn drafts_seen(&self) -> Result<Vec<Draft>, ApiError> {
        let visible = self.visible()?;
        let mut seen = Vec::new();
        for draft in visible.store().drafts()? {
            if self.sees_draft(&visible, &draft)? {
                seen.push(draft);
            }
        }
        Ok(seen)
    }

    /// Everybody sees what they typed themselves. A lead takes up what others left, unless it names a pupil whose file is closed.
    fn sees_draft(&self, visible: &Visible<'_>, draft: &Draft) -> Result<bool, ApiError> {
        let kept: Kept = serde_json::from_str(&draft.body).map_err(|_| ErrorCode::RecordsDamaged)?;
        let me = &self.open()?.me;
        if kept.by.is_some_and(|by| by == me.id.to_string()) {
            return Ok(true);
        }
        // The body is the screen's own; whoever it names, it names by id.
        let names_closed = visible.unseen().any(|pupil| kept.body.contains(&pupil.to_string()));
        Ok(visible.may_see_all() && !names_closed && draft.pupil.is_none_or(|pupil| visible.sees(pupil)))
    }
}

pub(super) fn draft_view(draft: Draft, names: &mut PupilNames<'_>) -> Result<DraftView, ApiError> {
    let kept: Kept = serde_json::from_str(&draft.body).map_err(|_| ErrorCode::RecordsDamaged)?;
    Ok(DraftView {
        id: draft.id.to_string(),
        kind: DraftKind::from_code(&draft.kind).ok_or(ErrorCode::NewerVersion)?,
        pupil: draft.pupil.map(|pupil| pupil.to_string()),
        pupil_name: draft.pupil.map(|pupil| names.known_as(pupil)).transpose()?,
        opening: kept.opening,
        saved_at: instant(draft.saved_at),
        body: kept.body,
    })
}
