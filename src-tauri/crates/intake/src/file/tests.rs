//! Files as they are and as they pretend to be.

use std::io::Cursor;

use encircle_domain::attachment::FileKind;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use proptest::prelude::*;

use super::*;

fn recognise_in(pieces: usize, bytes: &[u8], name: &str) -> Recognised {
    let mut looker = Looker::default();
    bytes.chunks(pieces).for_each(|piece| looker.look(piece));
    looker.recognise(name)
}

fn kind(bytes: &[u8], name: &str) -> FileKind {
    let whole = recognise_in(1 << 20, bytes, name);
    for pieces in [1, 7, 4096] {
        assert_eq!(recognise_in(pieces, bytes, name), whole, "{name} in pieces of {pieces}");
    }
    whole.kind
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Red on the left, blue on the right.
fn flag(width: u32, height: u32) -> DynamicImage {
    let side = |x| if x < width / 2 { Rgba([255, 0, 0, 255]) } else { Rgba([0, 0, 255, 255]) };
    RgbaImage::from_fn(width, height, |x, _| side(x)).into()
}

#[test]
fn a_file_is_what_its_bytes_say_whatever_its_name_says() {
    let picture = encoded(&flag(8, 8), ImageFormat::Png);
    assert_eq!(kind(&picture, "notes.txt"), FileKind::Picture);
    let mut program = b"MZ\x90\0\x03\0\0\0".to_vec();
    program.resize(600, 0);
    assert_eq!(kind(&program, "photo.jpg"), FileKind::Program);
    assert_eq!(kind(b"MZ", "photo.jpg"), FileKind::Program);
    assert_eq!(kind(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0", "letter.pdf"), FileKind::Program);
    assert_eq!(kind(b"#!/bin/sh\nrm -rf /\n", "list.csv"), FileKind::Script);
    assert_eq!(kind(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "x"), FileKind::Pdf);
    assert_eq!(kind(b"<html ><script>go()</script>", "picture.png"), FileKind::Page);
    assert_eq!(kind(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "logo.png"), FileKind::Page);
    assert_eq!(kind(b"PK\x03\x04\x14\0\0\0\x08\0 and more than a few bytes", "x"), FileKind::Archive);
    assert_eq!(kind(b"From: a@example.org\r\nTo: b@example.org\r\n", "x.eml"), FileKind::Message);
    assert_eq!(kind("Zoë said so.\n".as_bytes(), "x"), FileKind::Text);
    assert_eq!(kind(b"\x01\x02\x03", "photo.jpg"), FileKind::Unknown);
    assert_eq!(kind(b"", "photo.jpg"), FileKind::Unknown);
}

#[test]
fn a_text_that_a_computer_runs_is_told_by_its_ending_or_its_first_words() {
    for name in ["a.bat", "a.PS1", "invoice.pdf.vbs", "a.js", "a.hta"] {
        assert_eq!(kind(b"Dim x", name), FileKind::Script, "{name}");
    }
    assert_eq!(kind(b"@ECHO off\r\ndel *.*", "list.txt"), FileKind::Script);
    let picture = encoded(&flag(8, 8), ImageFormat::Png);
    assert_eq!(kind(&picture, "picture.bat"), FileKind::Picture, "no ending makes a picture a script");
}

#[test]
fn a_document_that_carries_instructions_of_its_own_is_named_so_wherever_the_mark_lies() {
    for (at, border) in [(100, 4096), (4090, 4096), (8191, 4096), (200_000, 4096)] {
        let mut document = b"PK\x03\x04\x14\0\0\0\x08\0".to_vec();
        document.resize(at, b'x');
        document.extend_from_slice(b"word/vbaProject.bin");
        document.resize(at + 5000, b'y');
        assert_eq!(recognise_in(border, &document, "letter.docx").kind, FileKind::Macros, "at {at}");
    }
    let mut old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    old.resize(3000, 0);
    assert_eq!(kind(&old, "old.doc"), FileKind::Document);
    old.extend("_VBA_PROJECT".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(kind(&old, "old.doc"), FileKind::Macros);
}

#[test]
fn a_picture_is_drawn_small_the_right_way_up_and_without_what_is_hidden_in_it() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
        let picture = if format == ImageFormat::Jpeg { flag(60, 40).to_rgb8().into() } else { flag(60, 40) };
        let drawn = draw(&encoded(&picture, format)).unwrap();
        assert_eq!((drawn.width, drawn.height), (60, 40), "{format:?}");
    }
    let large = draw(&encoded(&flag(4000, 1000), ImageFormat::Png)).unwrap();
    assert_eq!((large.width, large.height, large.original_width), (1600, 400, 4000));

    // A quarter turn, as a telephone notes it, and a place.
    let jpeg = encoded(&flag(60, 40).to_rgb8().into(), ImageFormat::Jpeg);
    let mut exif = b"\xFF\xE1\x00\x00Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0N51 32 E0 42".to_vec();
    let length = u16::try_from(exif.len() - 2).unwrap().to_be_bytes();
    exif[2..4].copy_from_slice(&length);
    let turned = [&jpeg[..2], &exif, &jpeg[2..]].concat();
    let drawn = draw(&turned).unwrap();
    assert_eq!((drawn.width, drawn.height), (40, 60), "upright");
    assert!(!drawn.jpeg.windows(6).any(|window| window == b"N51 32"), "where it was taken is not drawn");
    let seen = image::load_from_memory(&drawn.jpeg).unwrap().to_rgb8();
    assert!(seen.get_pixel(20, 5).0[0] > 200 && seen.get_pixel(20, 55).0[2] > 200, "the left side is up");
}

#[test]
fn what_lies_see_through_is_drawn_on_white() {
    let clear: DynamicImage = RgbaImage::from_pixel(20, 20, Rgba([0, 0, 0, 0])).into();
    let drawn = draw(&encoded(&clear, ImageFormat::Png)).unwrap();
    let seen = image::load_from_memory(&drawn.jpeg).unwrap().to_rgb8();
    assert!(seen.get_pixel(10, 10).0.iter().all(|value| *value > 250));
}

#[test]
fn a_picture_that_claims_more_than_there_is_is_refused_before_memory_is_taken() {
    let mut bomb = encoded(&flag(8, 8), ImageFormat::Png);
    // Width and height in the header, with its check sum left as it was or mended: either way nothing is drawn.
    bomb[16..20].copy_from_slice(&1_000_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&1_000_000_u32.to_be_bytes());
    assert!(draw(&bomb).is_err());
    let whole = encoded(&flag(300, 300), ImageFormat::Png);
    assert_eq!(draw(&whole[..whole.len() / 2]), Err(PictureError::Damaged));
    assert_eq!(draw(b"%PDF-1.7 "), Err(PictureError::NotDrawn));
    assert_eq!(draw(b""), Err(PictureError::NotDrawn));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_bytes_behind_any_beginning_are_recognised_without_a_panic(start in 0_usize..7, bytes: Vec<u8>, name in ".*") {
        let starts: [&[u8]; 7] = [
            b"", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xFF\xD8\xFF", b"GIF89a",
            b"RIFF\x10\0\0\0WEBP",
        ];
        let whole = [starts[start], &bytes].concat();
        let _ = kind(&whole, &name);
        let _ = draw(&whole);
    }

    #[test]
    fn a_picture_with_any_byte_changed_is_drawn_or_refused_without_a_panic(at: prop::sample::Index, to: u8, which in 0_usize..4) {
        let formats = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP];
        let picture: DynamicImage = if which == 1 { flag(20, 10).to_rgb8().into() } else { flag(20, 10) };
        let mut bytes = encoded(&picture, formats[which]);
        let at = at.index(bytes.len());
        bytes[at] = to;
        let _ = draw(&bytes);
    }
}
