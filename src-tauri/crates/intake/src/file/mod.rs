//! What any file is by its bytes, and pictures drawn anew. A file that is added to an entry is kept as it came; this only looks at it.
//!
//! Never here: believing a name, handing on the bytes of a file as a picture, running or opening anything inside one.

mod picture;

#[cfg(test)]
mod tests;

pub use picture::{LARGEST_PICTURE, Picture, PictureError, draw};

use encircle_domain::attachment::FileKind;
use memchr::memmem;

/// The beginning of a file that is enough to know it by: the names in an office document stand within it.
const BEGINNING: usize = 8 * 1024;

/// What tells of instructions inside an office document: the part of the newer kind, and the storage of the older, whose names are
/// UTF-16.
const MACROS: [&[u8]; 2] = [b"vbaProject.bin", b"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0"];
const LONGEST_MARK: usize = 26;

/// The endings of texts that a computer runs when somebody opens them. A text has no mark of its own, so here a name is believed, for
/// the worse alone.
const SCRIPTS: [&str; 17] = [
    "bat", "cmd", "com", "ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "sh", "py", "scr",
    "reg", "lnk",
];

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recognised {
    pub kind: FileKind,
    /// As `image/jpeg`; `application/octet-stream` for what nobody knows.
    pub media_type: &'static str,
}

/// Looks at a file that goes by in pieces, and keeps no more than its beginning.
#[derive(Debug, Default)]
pub struct Looker {
    beginning: Vec<u8>,
    /// The end of the piece before, so that a mark on the border is seen.
    tail: Vec<u8>,
    macros: bool,
    /// Every byte so far can stand in a text.
    text: bool,
    any: bool,
}

impl Looker {
    /// Takes the next piece.
    pub fn look(&mut self, piece: &[u8]) {
        if !self.any {
            (self.any, self.text) = (!piece.is_empty(), true);
        }
        let wanted = BEGINNING.saturating_sub(self.beginning.len()).min(piece.len());
        self.beginning.extend_from_slice(&piece[..wanted]);
        self.text = self.text && !piece.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31));
        if !self.macros {
            let border = [self.tail.as_slice(), &piece[..piece.len().min(LONGEST_MARK)]].concat();
            self.macros = MACROS
                .iter()
                .any(|mark| memmem::find(piece, mark).or_else(|| memmem::find(&border, mark)).is_some());
            let kept = [self.tail.as_slice(), &piece[piece.len().saturating_sub(LONGEST_MARK)..]].concat();
            self.tail = kept[kept.len().saturating_sub(LONGEST_MARK)..].to_vec();
        }
    }

    /// Says what the file is, once all of it has gone by. `name` is believed only where it makes a text a script.
    #[must_use]
    pub fn recognise(&self, name: &str) -> Recognised {
        let found = infer::get(&self.beginning);
        let media_type = found.map(|found| found.mime_type());
        let recognised = |kind, media_type| Recognised { kind, media_type };
        match media_type {
            Some(media_type) => {
                let kind = kind_of(media_type);
                let holds_macros = self.macros && matches!(kind, FileKind::Document | FileKind::Archive);
                recognised(if holds_macros { FileKind::Macros } else { kind }, media_type)
            }
            // The library wants more of them than there may be.
            None if self.beginning.starts_with(b"MZ") => {
                recognised(FileKind::Program, "application/vnd.microsoft.portable-executable")
            }
            None if self.beginning.starts_with(b"\x7fELF") => {
                recognised(FileKind::Program, "application/x-executable")
            }
            None if self.is_shortcut() => recognised(FileKind::Script, "application/x-ms-shortcut"),
            None if self.any && self.is_text() => self.as_text(name),
            None => recognised(FileKind::Unknown, "application/octet-stream"),
        }
    }

    /// A shortcut of Windows: its header and class.
    fn is_shortcut(&self) -> bool {
        self.beginning.starts_with(b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xC0\0\0\0\0\0\0F")
    }

    fn is_text(&self) -> bool {
        self.text || self.beginning.starts_with(&[0xFF, 0xFE]) || self.beginning.starts_with(&[0xFE, 0xFF])
    }

    fn as_text(&self, name: &str) -> Recognised {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let start = self.beginning.trim_ascii_start();
        let begins =
            |mark: &[u8]| start.len() >= mark.len() && start[..mark.len()].eq_ignore_ascii_case(mark);
        if ending.is_some_and(|ending| SCRIPTS.contains(&ending.as_str())) || begins(b"@echo ") {
            return Recognised { kind: FileKind::Script, media_type: "text/plain" };
        }
        if begins(b"<svg") {
            return Recognised { kind: FileKind::Page, media_type: "image/svg+xml" };
        }
        let is_message =
            [&b"From: "[..], b"Received: ", b"Return-Path: ", b"Delivered-To: ", b"MIME-Version: "];
        if is_message.iter().any(|mark| begins(mark)) {
            return Recognised { kind: FileKind::Message, media_type: "message/rfc822" };
        }
        Recognised { kind: FileKind::Text, media_type: "text/plain" }
    }
}

fn kind_of(media_type: &str) -> FileKind {
    match media_type {
        "application/pdf" => FileKind::Pdf,
        "text/html" | "text/xml" => FileKind::Page,
        "text/x-shellscript" => FileKind::Script,
        "application/msword" | "application/rtf" | "application/epub+zip" | "application/postscript" => {
            FileKind::Document
        }
        // An Outlook message lies in the same container as the older documents.
        "application/x-ole-storage" => FileKind::Document,
        "application/wasm"
        | "application/x-executable"
        | "application/vnd.microsoft.portable-executable"
        | "application/java"
        | "application/x-llvm"
        | "application/x-mach-binary"
        | "application/vnd.android.dex"
        | "application/vnd.android.dey"
        | "application/vnd.debian.binary-package"
        | "application/x-rpm"
        | "application/x-google-chrome-extension"
        | "application/x-shockwave-flash"
        | "application/x-nintendo-nes-rom" => FileKind::Program,
        "application/zip"
        | "application/gzip"
        | "application/vnd.rar"
        | "application/x-7z-compressed"
        | "application/x-tar"
        | "application/x-bzip2"
        | "application/vnd.bzip3"
        | "application/x-xz"
        | "application/zstd"
        | "application/x-lzip"
        | "application/x-lz4"
        | "application/x-compress"
        | "application/x-cpio"
        | "application/x-unix-archive"
        | "application/vnd.ms-cab-compressed"
        | "application/x-par2"
        | "application/x-qemu-disk" => FileKind::Archive,
        other => match other.split_once('/') {
            Some(("image", _)) => FileKind::Picture,
            Some(("audio", _)) => FileKind::Sound,
            Some(("video", _)) => FileKind::Film,
            Some((_, rest)) if rest.starts_with("vnd.ms-") || rest.starts_with("vnd.o") => FileKind::Document,
            _ => FileKind::Unknown,
        },
    }
}
