//! Papers for whoever answers for the data and for whoever looks after the laptop. Their text is one file, which the window shows
//! and this prints. Never here: a word of a record.

use serde::{Deserialize, Serialize};

use super::{Head, notices};
use crate::help::{HelpFor, HelpPage};
use crate::{Error, words};

/// The text of both papers, beside all other words of the window.
const TEXT: &str = include_str!("../../../../../ui/src/text/help.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Papers {
    dpia: Paper,
    it: Paper,
}

/// One paper, as it stands in the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    pub title: String,
    pub lead: String,
    /// In smaller type, for one page.
    pub compact: bool,
    pub sections: Vec<PaperSection>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperSection {
    pub heading: String,
    pub parts: Vec<Part>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Part {
    Text {
        text: String,
    },
    /// Pairs of a name and what is so.
    Facts {
        rows: Vec<[String; 2]>,
    },
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// What the school itself has to say, on so many ruled lines.
    Blank {
        label: String,
        lines: u8,
    },
}

#[derive(Serialize)]
pub struct HelpPrint {
    pub head: Head,
    #[serde(flatten)]
    pub paper: Paper,
}

/// Composes a paper.
///
/// # Errors
/// [`Error::Data`]; it would be a mistake of the built-in text.
pub fn help(page: HelpPage, made_for: &HelpFor) -> Result<HelpPrint, Error> {
    let papers: Papers = serde_json::from_str(TEXT).map_err(|_| Error::Data)?;
    let paper = match page {
        HelpPage::Dpia => papers.dpia,
        HelpPage::It => papers.it,
    };
    let school = made_for.school.as_deref().unwrap_or("Encircle");
    let head = Head {
        title: format!("Encircle: {}", paper.title),
        marking: match page {
            HelpPage::Dpia => "To be completed by the school".to_owned(),
            HelpPage::It => "About the program; no record stands here".to_owned(),
        },
        notices: notices(made_for.made_up, false),
        right: school.to_owned(),
        foot: format!("Encircle {}. Made {}.", made_for.version, words::day(made_for.made_on)),
    };
    Ok(HelpPrint { head, paper })
}
