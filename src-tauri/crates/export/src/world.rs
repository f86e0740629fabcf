//! What Typst may see: the templates and fonts compiled into the program, one virtual data file, and nothing else.
//!
//! Never here: the disk, system fonts, packages, the clock. `today` is refused, so a template cannot ask for it.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The faces of the printed page: Noto Serif for words, Noto Sans for the margin, two more for symbols. See
/// `fonts/OFL.txt`.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 7] = [
        include_bytes!("../fonts/NotoSerif-Regular.ttf"),
        include_bytes!("../fonts/NotoSerif-Bold.ttf"),
        include_bytes!("../fonts/NotoSerif-Italic.ttf"),
        include_bytes!("../fonts/NotoSans-Regular.ttf"),
        include_bytes!("../fonts/NotoSans-Bold.ttf"),
        include_bytes!("../fonts/NotoSansMath-Regular.ttf"),
        include_bytes!("../fonts/NotoSansSymbols2-Regular.ttf"),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The name under which a template reads its data.
const DATA: &str = "/data.json";
/// The name under which the referral imports the layout of the profile's sections.
const FORM: &str = "/form.typ";
/// The layout of sections where a profile brings none.
pub const GENERAL_FORM: &str = include_str!("../profiles/general/form.typ");

const TEMPLATES: [(&str, &str); 7] = [
    ("/page.typ", include_str!("../typ/page.typ")),
    ("/ribbon.typ", include_str!("../typ/ribbon.typ")),
    ("/entries.typ", include_str!("../typ/entries.typ")),
    ("/referral.typ", include_str!("../typ/referral.typ")),
    ("/chronology.typ", include_str!("../typ/chronology.typ")),
    ("/kit.typ", include_str!("../typ/kit.typ")),
    ("/help.typ", include_str!("../typ/help.typ")),
];

/// Whether any embedded face has a glyph for the character.
pub fn covers(c: char) -> bool {
    FONTS.iter().any(|font| font.info().coverage.contains(u32::from(c)))
}

/// One document to lay out: the name of its template, the layout of its sections, its data.
pub struct Printer {
    main: FileId,
    sources: Vec<(FileId, Source)>,
    data: (FileId, Bytes),
}

impl Printer {
    /// `main` is the name of one of the embedded templates; `data` is JSON.
    pub fn new(main: &'static str, form: &str, data: Vec<u8>) -> Self {
        let sources = TEMPLATES
            .into_iter()
            .chain([(FORM, form)])
            .map(|(name, text)| (id(name), Source::new(id(name), text.to_owned())))
            .collect();
        Self { main: id(main), sources, data: (id(DATA), Bytes::new(data)) }
    }
}

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names above are plain absolute paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Printer {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match self.sources.iter().find(|(name, _)| *name == id) {
            Some((_, source)) => Ok(source.clone()),
            None => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
