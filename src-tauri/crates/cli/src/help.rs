//! `help-page`: a paper about the program as a PDF. Never here: a passphrase; it needs no log.

use encircle_api::Session;
use encircle_api::contract::{HelpPage, SaveHelpPage};

use crate::arguments::HelpPaper;
use crate::failure::Failure;
use crate::show;

/// Writes the paper where the arguments say.
pub fn save(session: &mut Session, page: HelpPaper, json: bool) -> Result<(), Failure> {
    let page = match page {
        HelpPaper::Dpia => HelpPage::Dpia,
        HelpPaper::It => HelpPage::It,
    };
    let saved = session.save_help_page(SaveHelpPage { page })?;
    show::reply(&saved, json, show::saved);
    Ok(())
}
