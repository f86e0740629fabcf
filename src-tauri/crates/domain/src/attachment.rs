//! A file that belongs to an entry: kept as it came, with its hash, under a name that can do no harm. Never here: its bytes, and how
//! its kind is recognised.

use crate::id::{EventId, PupilId};
use crate::referral::SealedCopy;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// What a file is by its bytes, whatever its name says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum FileKind {
            $($(#[$doc])* $variant),+
        }

        impl FileKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable word that files and the command line use.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Reads a stable word.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    };
}

kinds! {
    Picture = "picture",
    Pdf = "pdf",
    /// A text of a word processor, a table, slides.
    Document = "document",
    Sound = "sound",
    Film = "film",
    Message = "message",
    /// A file that holds other files.
    Archive = "archive",
    Text = "text",
    /// A page of the web: it can carry instructions that a browser follows.
    Page = "page",
    /// A file that a computer runs.
    Program = "program",
    /// A text that a computer runs.
    Script = "script",
    /// A document that carries instructions of its own.
    Macros = "macros",
    Unknown = "unknown",
}

impl FileKind {
    /// True for what can do something of its own when it is opened outside the log. It is kept as evidence, named plainly, and never
    /// shown.
    pub fn can_act(self) -> bool {
        matches!(self, Self::Page | Self::Program | Self::Script | Self::Macros)
    }
}

/// A file of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The entry that it belongs to: whoever sees that sees this.
    pub concern: EventId,
    /// Whose file the entry stands in when it is added.
    pub pupil: PupilId,
    /// As [`cleaned_name`] gives it.
    pub file_name: String,
    /// As `image/jpeg`; by the bytes.
    pub media_type: String,
    pub kind: FileKind,
    /// SHA-256 of the original.
    pub hash: [u8; 32],
    /// The original, to the last byte.
    pub copy: SealedCopy,
}

/// The most characters of a file's name.
pub const LONGEST_NAME: usize = 120;
/// The most characters of an ending that a cut name keeps.
const LONGEST_ENDING: usize = 10;

/// The name of a file without its folders and without characters that make it read as another one or that no disk takes: control and
/// direction characters, invisible ones, and `< > : " | ? *`. At most [`LONGEST_NAME`] characters, with the ending kept; `file` when
/// nothing is left.
pub fn cleaned_name(given: &str) -> String {
    let own = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = own.chars().filter(|c| !c.is_control() && !is_invisible(*c));
    let plain: String = shown
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let name = plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(|c| c == '.' || c == ' ');
    match name {
        "" => "file".to_owned(),
        name if name.chars().count() <= LONGEST_NAME => name.to_owned(),
        name => cut(name),
    }
}

fn cut(name: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.filter(|ending| ending.chars().count() <= LONGEST_ENDING);
    let kept = LONGEST_NAME - ending.map_or(0, |ending| ending.chars().count() + 1);
    let mut short: String = name.chars().take(kept).collect();
    if let Some(ending) = ending {
        short.push('.');
        short.push_str(ending);
    }
    short
}

/// Characters that are not seen and turn, join or hide what is (Unicode's format characters, without those that scripts need).
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_its_folders_and_whatever_makes_it_read_as_another_one() {
        let cases = [
            ("photo.jpg", "photo.jpg"),
            ("../../../etc/passwd", "passwd"),
            ("C:\\Users\\dsl\\Desktop\\notes.docx", "notes.docx"),
            ("..", "file"),
            ("", "file"),
            ("folder/", "file"),
            ("photo\u{202E}gpj.exe", "photogpj.exe"),
            ("a\u{0000}b\u{0007}\r\n.txt", "ab.txt"),
            ("  two   words .png ", "two words .png"),
            ("what?: \"this\" <that>|*.pdf", "what__ _this_ _that___.pdf"),
            ("\u{FEFF}note\u{200B}.txt", "note.txt"),
            ("Zoë Łukasiewicz – صورة.jpg", "Zoë Łukasiewicz – صورة.jpg"),
            (".hidden.", "hidden"),
        ];
        for (given, expected) in cases {
            assert_eq!(cleaned_name(given), expected, "{given:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_and_keeps_its_ending_and_cleaning_again_changes_nothing() {
        let long = cleaned_name(&format!("{}.jpeg", "é".repeat(500)));
        assert_eq!(long.chars().count(), LONGEST_NAME);
        assert!(long.ends_with("é.jpeg"));
        let no_ending = cleaned_name(&"x.".repeat(200));
        assert!(no_ending.chars().count() <= LONGEST_NAME);
        for name in [long, no_ending, cleaned_name(&format!("x.{}", "y".repeat(300)))] {
            assert_eq!(cleaned_name(&name), name);
        }
    }

    #[test]
    fn every_kind_reads_back_from_its_word_and_only_what_acts_can_act() {
        for kind in FileKind::ALL {
            assert_eq!(FileKind::from_code(kind.code()), Some(*kind));
        }
        let acts: Vec<_> =
            FileKind::ALL.iter().filter(|kind| kind.can_act()).map(|kind| kind.code()).collect();
        assert_eq!(acts, ["page", "program", "script", "macros"]);
    }
}
