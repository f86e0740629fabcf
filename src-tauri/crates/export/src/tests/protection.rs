//! A protected file opens with its password alone, and a changed one is noticed. Never here: what stands on a page.

use lopdf::{Document, Object, dictionary};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use super::export::{
    Error, Finding, Options, Signature, attach_manifest, manifest, open_bundle, protect, render,
};
use super::{sample, says, text_of};

const PASSWORD: &str = "ember quarry velvet jigsaw marble thimble";

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(1)
}

fn signature() -> Signature {
    Signature { algorithm: "ed25519".into(), public_key: "aa".repeat(32), signature: "bb".repeat(64) }
}

/// The plain PDF with its manifest and a signature attached.
fn whole() -> Vec<u8> {
    let bundle = sample::bundle();
    let rendered = render(&bundle, &Options::default()).expect("it renders");
    let json = manifest(&bundle, &rendered).and_then(|manifest| manifest.to_json()).expect("a manifest");
    attach_manifest(&rendered.pdf, &json, Some(&signature())).expect("it is attached")
}

/// The same with a change made by somebody who has the password.
fn changed(change: impl FnOnce(&mut Document)) -> Vec<Finding> {
    let mut document = Document::load_mem(&whole()).expect("a PDF");
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("it is written");
    open_bundle(&bytes, "").expect("it opens").findings
}

#[test]
fn a_protected_bundle_opens_with_its_password_and_is_intact() {
    let protected = protect(&whole(), PASSWORD, &mut rng()).expect("it is protected");
    let opened = open_bundle(&protected, PASSWORD).expect("it opens");
    assert_eq!(opened.findings, []);
    assert!(opened.was_protected && opened.is_intact());
    assert_eq!(opened.manifest.reference, "EN-2026-0034");
    assert_eq!(opened.manifest.entries.len(), 4);
    assert_eq!(opened.manifest.counts.entries_total, 9);
    assert_eq!(opened.manifest.counts.questions_not_yet_known, 2);
    assert_eq!(opened.signature, Some(signature()));
    assert!(opened.signing_payload().starts_with(b"encircle/referral-manifest/v1\0{"));
    assert!(says(&text_of(&opened.pdf), "He’ll want it back Friday."));
}

#[test]
fn the_protected_file_is_aes_256_and_lets_screen_readers_read() {
    let protected = protect(&whole(), PASSWORD, &mut rng()).expect("it is protected");
    let document = Document::load_mem(&protected).expect("a PDF");
    let encryption = document.get_encrypted().expect("it is encrypted");
    let number = |key: &[u8]| encryption.get(key).and_then(Object::as_i64).expect("a number");
    assert_eq!((number(b"V"), number(b"R")), (5, 6));
    let permissions = number(b"P");
    assert_ne!(permissions & (1 << 9), 0, "screen readers");
    assert_ne!(permissions & (1 << 2), 0, "printing");
    assert_eq!(permissions & (1 << 3), 0, "changing");
    for word in ["Wren", "EN-2026-0034", "manifest.json"] {
        assert!(!protected.windows(word.len()).any(|window| window == word.as_bytes()), "{word} is readable");
    }
}

#[test]
fn a_wrong_password_is_its_own_answer() {
    let protected = protect(&whole(), PASSWORD, &mut rng()).expect("it is protected");
    assert_eq!(open_bundle(&protected, "ember quarry"), Err(Error::WrongPassword));
    assert_eq!(open_bundle(&protected, ""), Err(Error::WrongPassword));
    assert_eq!(protect(&whole(), "", &mut rng()), Err(Error::UnusablePassword));
    assert_eq!(protect(&whole(), &"x".repeat(128), &mut rng()), Err(Error::UnusablePassword));
}

#[test]
fn a_password_with_accents_opens_what_it_closed() {
    let password = "Siân straße żółw";
    let protected = protect(&whole(), password, &mut rng()).expect("it is protected");
    assert!(open_bundle(&protected, password).expect("it opens").is_intact());
}

#[test]
fn the_same_pages_protected_twice_differ() {
    let whole = whole();
    assert_ne!(protect(&whole, PASSWORD, &mut rng()), protect(&whole, PASSWORD, &mut rng()));
}

#[test]
fn a_changed_byte_of_a_page_is_noticed_and_placed() {
    let findings = changed(|document| {
        let page = document.page_iter().nth(1).expect("a second page");
        let stream = document.get_page_contents(page)[0];
        let stream = document.get_object_mut(stream).and_then(Object::as_stream_mut).expect("a stream");
        let mut content = stream.get_plain_content().expect("content");
        let place = content.len() / 2;
        content[place] = content[place].wrapping_add(1);
        stream.dict.remove(b"Filter");
        stream.set_content(content);
    });
    assert_eq!(findings, [Finding::ContentChanged, Finding::PageChanged(2)]);
}

#[test]
fn swapped_pages_are_noticed() {
    let findings = changed(|document| {
        let pages: Vec<_> = document.page_iter().collect();
        let contents = |document: &Document, page| {
            document.get_dictionary(page).and_then(|page| page.get(b"Contents")).expect("contents").clone()
        };
        let (first, second) = (contents(document, pages[0]), contents(document, pages[1]));
        document.get_dictionary_mut(pages[0]).expect("a page").set("Contents", second);
        document.get_dictionary_mut(pages[1]).expect("a page").set("Contents", first);
    });
    assert_eq!(findings, [Finding::ContentChanged, Finding::PageChanged(1), Finding::PageChanged(2)]);
}

#[test]
fn a_page_taken_out_is_noticed() {
    let findings = changed(|document| document.delete_pages(&[2]));
    assert!(findings.contains(&Finding::ContentChanged));
    assert!(
        findings
            .iter()
            .any(|finding| matches!(finding, Finding::PageCount { sent, found } if sent - 1 == *found))
    );
}

#[test]
fn an_action_added_to_the_file_is_noticed() {
    let findings = changed(|document| {
        let action =
            dictionary! { "S" => "URI", "URI" => Object::string_literal("https://elsewhere.example") };
        document.catalog_mut().expect("a catalogue").set("OpenAction", action);
    });
    assert_eq!(findings, [Finding::ContentChanged]);
}

#[test]
fn a_font_that_draws_other_letters_is_noticed() {
    let findings = changed(|document| {
        let file =
            document.objects.values().filter_map(|object| object.as_dict().ok()).find_map(|descriptor| {
                [&b"FontFile2"[..], b"FontFile3"].into_iter().find_map(|key| descriptor.get(key).ok())
            });
        let file = file.and_then(|file| file.as_reference().ok()).expect("an embedded font");
        let font = document.get_object_mut(file).and_then(Object::as_stream_mut).expect("a stream");
        let mut bytes = font.get_plain_content().expect("font");
        let place = bytes.len() / 2;
        bytes[place] ^= 0xff;
        font.dict.remove(b"Filter");
        font.set_content(bytes);
    });
    assert_eq!(findings, [Finding::ContentChanged]);
}

#[test]
fn a_file_attached_by_somebody_else_is_noticed() {
    let findings = changed(|document| {
        let file =
            document.add_object(lopdf::Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"x".to_vec()));
        let spec =
            document.add_object(dictionary! { "Type" => "Filespec", "EF" => dictionary! { "F" => file } });
        let names = document
            .catalog_mut()
            .and_then(|catalog| catalog.get_mut(b"Names"))
            .and_then(Object::as_dict_mut)
            .expect("names");
        let names = names.get_mut(b"EmbeddedFiles").and_then(Object::as_dict_mut).expect("files");
        let names = names.get_mut(b"Names").and_then(Object::as_array_mut).expect("an array");
        names.extend([Object::string_literal("notes.json"), Object::Reference(spec)]);
    });
    assert_eq!(findings, [Finding::ForeignAttachment]);
}

#[test]
fn pages_without_a_manifest_are_told_apart_from_damage() {
    let rendered = render(&sample::bundle(), &Options::default()).expect("it renders");
    assert_eq!(open_bundle(&rendered.pdf, ""), Err(Error::NoManifest));
    assert_eq!(open_bundle(b"not a pdf", ""), Err(Error::Damaged));
    assert_eq!(open_bundle(b"", ""), Err(Error::Damaged));
    assert_eq!(attach_manifest(&rendered.pdf, b"{}", None), Err(Error::UnreadableManifest));
}

#[test]
fn the_manifest_names_nobody() {
    let opened = open_bundle(&whole(), "").expect("it opens");
    let json = String::from_utf8(opened.manifest_json).expect("UTF-8");
    for word in ["Wren", "Tilbury", "Marchbank", "Saltmarsh", "2012"] {
        assert!(!json.contains(word), "{word}");
    }
    assert!(!opened.was_protected);
}

#[test]
fn a_broken_file_is_refused_or_named_and_never_panics() {
    let protected = protect(&whole(), PASSWORD, &mut rng()).expect("it is protected");
    let cut = (0..protected.len()).step_by(protected.len() / 40).map(|length| protected[..length].to_vec());
    let flipped = (0..protected.len()).step_by(protected.len() / 60).map(|place| {
        let mut broken = protected.clone();
        broken[place] ^= 0x55;
        broken
    });
    let mut refused = 0;
    for broken in cut.chain(flipped) {
        match open_bundle(&broken, PASSWORD) {
            // A byte between objects, or a lost table of contents, takes nothing from the reader.
            Ok(opened) => {
                assert!(!opened.is_intact() || says(&text_of(&opened.pdf), "He’ll want it back Friday."));
                refused += usize::from(!opened.is_intact());
            }
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 60, "{refused}");
}
