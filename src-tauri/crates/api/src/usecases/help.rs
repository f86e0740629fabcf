//! Papers about the program, saved to be printed. They hold no record, so they need no open log. Never here: their words.

use crate::contract::*;
use crate::ports::FileKind;
use crate::{ApiError, Session, disk};

impl Session {
    /// Saves a paper as a PDF; with the school's name where its log is open. None when the person changed their mind.
    pub fn save_help_page(&mut self, asked: SaveHelpPage) -> Result<Option<SavedView>, ApiError> {
        let (page, suggested) = match asked.page {
            HelpPage::Dpia => (encircle_export::HelpPage::Dpia, "Encircle impact assessment.pdf"),
            HelpPage::It => (encircle_export::HelpPage::It, "Encircle for your IT team.pdf"),
        };
        let made_for = encircle_export::HelpFor {
            school: self.open.as_ref().map(|open| open.school.name.clone()),
            made_up: self.open.as_ref().is_some_and(|open| open.made_up),
            made_on: self.ports.clock.local().date(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let pdf = encircle_export::help_page(page, &made_for)?.pdf;
        let Some(path) = self.ports.files.ask_save(FileKind::HelpPage, suggested) else { return Ok(None) };
        Ok(Some(SavedView { file_name: disk::write(&path, &pdf)? }))
    }
}
