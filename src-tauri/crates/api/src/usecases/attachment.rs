//! Files of an entry: adding one, listing them, showing a picture, saving a copy outside. A file goes in and out in steps, each asked
//! for by itself, so that a lock or a change of mind is never kept waiting. Never here: what a file is, and how it is sealed.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use encircle_domain::EventId;
use encircle_domain::attachment::{Attachment, FileKind as Kind, cleaned_name};
use encircle_domain::event::Event;
use encircle_domain::may::{Act, Ruling, Subject};
use encircle_intake::file::{LARGEST_PICTURE, Looker, PictureError, draw};
use encircle_store::files::Unwatched;
use encircle_store::{
    AttachmentRow, ConcernRow, Error as StoreError, LARGEST_OBJECT, NewEvent, ObjectReader, UnfinishedObject,
};
use rand_core::Rng;

use super::people::People;
use crate::contract::*;
use crate::disk::{Source, SourceError, Target};
use crate::local_time::instant;
use crate::ports::FileKind;
use crate::{ApiError, ErrorCode, Session};

/// Bytes of a file that are taken in one step: a fraction of a second.
const STEP: u64 = 8 * 1024 * 1024;

/// What the log can draw.
const DRAWN: [&str; 4] = ["image/jpeg", "image/png", "image/gif", "image/webp"];

/// A file on its way. Dropped before its end, it leaves nothing behind, neither in the vault nor outside.
pub(crate) struct Transfer {
    handle: String,
    way: Box<Way>,
}

enum Way {
    In { source: Source, object: UnfinishedObject<'static>, looker: Looker, concern: EventId },
    Out { object: ObjectReader, target: Target, row: AttachmentRow, done: u64 },
}

/// What a step came to.
enum Stepped {
    On(Box<Way>),
    Added(EventId),
    Saved(Box<AttachmentRow>, String),
}

impl From<SourceError> for ApiError {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::NotReadable => ErrorCode::AttachmentNotReadable,
            SourceError::Empty => ErrorCode::AttachmentEmpty,
            SourceError::TooLarge => ErrorCode::AttachmentTooLarge,
            SourceError::Changed => ErrorCode::AttachmentChanged,
        }
        .into()
    }
}

impl Session {
    /// Lets a person choose a file for an entry, and takes its first step. `None` when they changed their mind.
    pub fn attach_file(&mut self, asked: AttachFile) -> Result<Option<TransferView>, ApiError> {
        let concern = self.attachable(&asked.concern)?.id;
        self.open_mut()?.transfer = None;
        let Some(path) = self.ports.files.ask_open(FileKind::Attachment) else { return Ok(None) };
        let source = Source::open(&path, LARGEST_OBJECT)?;
        let open = self.open.as_mut().ok_or(ErrorCode::Locked)?;
        let object = open.store.begin_object(&mut self.ports.random, &Unwatched)?;
        self.begin(Way::In { source, object, looker: Looker::default(), concern }).map(Some)
    }

    /// Lets a person choose where a copy goes, and takes its first step. That it leaves is written down before a byte does.
    pub fn save_attachment(&mut self, asked: SaveAttachment) -> Result<Option<TransferView>, ApiError> {
        let (row, concern) = self.attachment_row(&asked.attachment, Act::Export)?;
        self.open_mut()?.transfer = None;
        let object = self.open()?.store.open_object(&row.attachment.copy).map_err(of_an_object)?;
        let name = row.attachment.file_name.clone();
        let Some(path) = self.ports.files.ask_save(FileKind::Attachment, &name) else { return Ok(None) };
        let target = Target::create(&path)?;
        let (pupil, concern, attachment) = (concern.current.pupil, concern.id, row.id);
        self.commit(vec![NewEvent::of(Event::AttachmentSaved { pupil, concern, attachment })])?;
        self.begin(Way::Out { object, target, row, done: 0 }).map(Some)
    }

    /// Takes the next step of a file on its way.
    pub fn go_on(&mut self, asked: GoOn) -> Result<TransferView, ApiError> {
        let transfer = self.open_mut()?.transfer.take_if(|transfer| transfer.handle == asked.handle);
        self.step(transfer.ok_or(ErrorCode::TransferGone)?)
    }

    /// Ends a file on its way: nothing of it is kept, in the log or outside. One that is gone already is no mistake.
    pub fn stop_transfer(&mut self, asked: GoOn) -> Result<Nothing, ApiError> {
        self.open_mut()?.transfer.take_if(|transfer| transfer.handle == asked.handle);
        Ok(Nothing {})
    }

    /// The files of one entry, or of all entries of a pupil's file that the person sees.
    pub fn list_attachments(&mut self, asked: ListAttachments) -> Result<Vec<AttachmentView>, ApiError> {
        let concerns = match (asked.concern, asked.pupil) {
            (Some(concern), _) => vec![self.seen_concern(&concern)?],
            (None, Some(pupil)) => {
                let pupil = self.file(Act::ReadFile, &pupil)?;
                self.visible()?.concerns_of(pupil)?
            }
            (None, None) => return Err(ApiError::at(ErrorCode::Required, "concern")),
        };
        let people = People::of(&self.open()?.store)?;
        let mut views = Vec::new();
        for concern in &concerns {
            views.extend(self.attachments_seen(concern)?.iter().map(|row| view(row, &people)));
        }
        Ok(views)
    }

    /// A picture of an entry, drawn anew in memory.
    pub fn show_attachment(&mut self, asked: ShowAttachment) -> Result<ShownView, ApiError> {
        let (row, _) = self.attachment_row(&asked.attachment, Act::ReadEntry)?;
        if !is_drawn(&row.attachment) {
            return Err(ErrorCode::AttachmentNotShown.into());
        }
        let open = self.open()?;
        let bytes = open.store.get_object(&row.attachment.copy).map_err(of_an_object)?;
        let picture = draw(&bytes).map_err(|error| match error {
            PictureError::NotDrawn | PictureError::TooLarge | PictureError::Damaged => {
                ApiError::from(ErrorCode::AttachmentNotShown)
            }
        })?;
        Ok(ShownView {
            attachment: view(&row, &People::of(&open.store)?),
            picture: format!("data:image/jpeg;base64,{}", BASE64_STANDARD.encode(&picture.jpeg)),
            width: picture.width,
            height: picture.height,
            original_width: picture.original_width,
            original_height: picture.original_height,
        })
    }

    /// The entry, when the person may add to it.
    fn attachable(&self, id: &str) -> Result<ConcernRow, ApiError> {
        let row = self.concern_row(id)?;
        self.may_entry(Act::Amend, &row)?;
        Ok(row)
    }

    fn seen_concern(&self, id: &str) -> Result<ConcernRow, ApiError> {
        let row = self.concern_row(id)?;
        self.may_entry(Act::ReadEntry, &row)?;
        Ok(row)
    }

    /// The files of an entry as far as the person sees it: of their own words alone, their own files alone.
    fn attachments_seen(&self, concern: &ConcernRow) -> Result<Vec<AttachmentRow>, ApiError> {
        let ruling = self.may_entry(Act::ReadEntry, concern)?;
        let open = self.open()?;
        let mut rows = open.store.attachments_of(concern.id)?;
        if ruling == Ruling::OwnWords {
            rows.retain(|row| row.author == open.me.id);
        }
        Ok(rows)
    }

    /// One file, and the entry that it belongs to, when the person may do `act` to it.
    fn attachment_row(&self, id: &str, act: Act) -> Result<(AttachmentRow, ConcernRow), ApiError> {
        let id = EventId::parse(id).ok_or_else(|| ApiError::at(ErrorCode::InvalidId, "attachment"))?;
        if act == Act::Export {
            self.may(act, Subject::Vault)?;
        }
        let store = &self.open()?.store;
        let row = store.attachment(id)?.ok_or(ErrorCode::AttachmentNotFound)?;
        let concern = store.concern(row.attachment.concern)?.ok_or(ErrorCode::AttachmentNotFound)?;
        let ruling = self.may_entry(act, &concern)?;
        if ruling == Ruling::OwnWords && row.author != self.open()?.me.id {
            return Err(ErrorCode::FileRestricted.into());
        }
        Ok((row, concern))
    }

    fn begin(&mut self, way: Way) -> Result<TransferView, ApiError> {
        let mut handle = [0; 16];
        self.ports.random.fill_bytes(&mut handle);
        let handle = handle.iter().map(|byte| format!("{byte:02x}")).collect();
        self.step(Transfer { handle, way: Box::new(way) })
    }

    /// Takes one step. After an error nothing is left of the file.
    fn step(&mut self, transfer: Transfer) -> Result<TransferView, ApiError> {
        let Transfer { handle, way } = transfer;
        let stepped = match *way {
            Way::In { source, object, looker, concern } => self.step_in(source, object, looker, concern)?,
            Way::Out { object, target, row, done } => step_out(object, target, row, done)?,
        };
        let people = People::of(&self.open()?.store)?;
        Ok(match stepped {
            Stepped::On(way) => {
                let (file_name, done, size) = way.progress();
                let on = TransferView {
                    handle: handle.clone(),
                    file_name,
                    done: bytes(done),
                    size: bytes(size),
                    attachment: None,
                    saved: None,
                };
                self.open_mut()?.transfer = Some(Transfer { handle, way });
                on
            }
            Stepped::Added(id) => {
                let row = self.open()?.store.attachment(id)?.ok_or(ErrorCode::AttachmentNotFound)?;
                TransferView { attachment: Some(view(&row, &people)), ..ended(handle, &row) }
            }
            Stepped::Saved(row, file_name) => {
                TransferView { saved: Some(SavedView { file_name }), ..ended(handle, &row) }
            }
        })
    }

    fn step_in(
        &mut self,
        mut source: Source,
        mut object: UnfinishedObject<'static>,
        mut looker: Looker,
        concern: EventId,
    ) -> Result<Stepped, ApiError> {
        let until = source.read().saturating_add(STEP);
        while source.read() < until {
            let Some(piece) = source.next_piece()? else {
                return self.arrive(&source, object, &looker, concern);
            };
            looker.look(piece);
            object.add(piece)?;
        }
        Ok(Stepped::On(Box::new(Way::In { source, object, looker, concern })))
    }

    /// The whole file is sealed: it gets its event. The same file is not added twice to one entry.
    fn arrive(
        &mut self,
        source: &Source,
        object: UnfinishedObject<'static>,
        looker: &Looker,
        concern: EventId,
    ) -> Result<Stepped, ApiError> {
        // Whatever was decided while the file was on its way holds.
        let concern = self.attachable(&concern.to_string())?;
        let file_name = cleaned_name(&source.name);
        let found = looker.recognise(&file_name);
        let (copy, hash) = object.finish()?;
        let there = self.attachments_seen(&concern)?;
        if let Some(same) = there.iter().find(|row| row.attachment.hash == hash) {
            self.open()?.store.take_back_object(&copy);
            return Ok(Stepped::Added(same.id));
        }
        let attachment = Attachment {
            concern: concern.id,
            pupil: concern.current.pupil,
            file_name,
            media_type: found.media_type.to_owned(),
            kind: found.kind,
            hash,
            copy: copy.clone(),
        };
        match self.commit(vec![NewEvent::of(Event::AttachmentAdded(attachment))]) {
            Ok(ids) => Ok(Stepped::Added(ids[0])),
            Err(error) => {
                self.open()?.store.take_back_object(&copy);
                Err(error)
            }
        }
    }
}

fn step_out(
    mut object: ObjectReader,
    mut target: Target,
    row: AttachmentRow,
    mut done: u64,
) -> Result<Stepped, ApiError> {
    let until = done.saturating_add(STEP);
    while done < until {
        let Some(piece) = object.next_piece().map_err(of_an_object)? else {
            if object.hash() != row.attachment.hash {
                return Err(ErrorCode::ObjectDamaged.into());
            }
            return Ok(Stepped::Saved(Box::new(row), target.finish()?));
        };
        target.add(piece)?;
        done += piece.len() as u64;
    }
    Ok(Stepped::On(Box::new(Way::Out { object, target, row, done })))
}

impl Way {
    fn progress(&self) -> (String, u64, u64) {
        match self {
            Self::In { source, .. } => (cleaned_name(&source.name), source.read(), source.length),
            Self::Out { row, done, .. } => {
                (row.attachment.file_name.clone(), *done, row.attachment.copy.size.into())
            }
        }
    }
}

fn ended(handle: String, row: &AttachmentRow) -> TransferView {
    let size = row.attachment.copy.size;
    let file_name = row.attachment.file_name.clone();
    TransferView { handle, file_name, done: size, size, attachment: None, saved: None }
}

/// Bytes on the wire: an object is far smaller than what fits.
fn bytes(many: u64) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

/// What stands in the folder of sealed objects is told apart from the records.
fn of_an_object(error: StoreError) -> ApiError {
    match error {
        StoreError::ObjectMissing => ErrorCode::ObjectMissing.into(),
        StoreError::ObjectDamaged => ErrorCode::ObjectDamaged.into(),
        other => other.into(),
    }
}

fn is_drawn(attachment: &Attachment) -> bool {
    attachment.kind == Kind::Picture
        && DRAWN.contains(&attachment.media_type.as_str())
        && attachment.copy.size <= LARGEST_PICTURE
}

fn view(row: &AttachmentRow, people: &People) -> AttachmentView {
    let attachment = &row.attachment;
    AttachmentView {
        id: row.id.to_string(),
        concern: attachment.concern.to_string(),
        file_name: attachment.file_name.clone(),
        media_type: attachment.media_type.clone(),
        kind: attachment.kind.into(),
        can_act: attachment.kind.can_act(),
        can_be_shown: is_drawn(attachment),
        size: attachment.copy.size,
        hash: attachment.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        added_at: instant(row.at),
        by: people.name(row.author),
    }
}
