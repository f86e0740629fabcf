//! What stands on the pages. Never here: how a file is protected, or what a profile may say.

use super::export::bundle::{Amendment, Entry, Mark};
use super::export::{Error, Options, chronology, kit_page, preview, render};
use super::{sample, says, text_of};

fn rendered(bundle: &super::export::Bundle) -> super::export::Rendered {
    render(bundle, &Options::default()).expect("it renders")
}

#[test]
fn the_same_bundle_gives_the_same_bytes() {
    assert_eq!(rendered(&sample::bundle()), rendered(&sample::bundle()));
}

#[test]
fn page_one_says_which_child_what_happened_how_urgent_what_is_asked_and_whom_to_ring() {
    let first = &text_of(&rendered(&sample::bundle()).pdf)[..1];
    for words in [
        "Wren Tilbury-Ashe",
        "born 14 March 2012, 14 years old",
        "In three weeks Wren has had a second phone",
        "Today. She says that he will collect",
        "A strategy discussion before Friday",
        "D. Marchbank, Designated safeguarding lead",
        "Saltmarsh Academy (882/1234)",
        "01632 960 874",
        "Her uncle, Mr Craig Tilbury",
        "25 November 2026, 13:58",
        "Parents told of this referral: no.",
        "Support agreed to: not asked, because it would not be safe.",
    ] {
        assert!(says(first, words), "{words}\n{}", first[0]);
    }
}

#[test]
fn an_entry_says_what_it_is_grouped_under_and_nothing_where_it_is_not() {
    let mut bundle = sample::bundle();
    assert!(!says(&text_of(&rendered(&bundle).pdf), "Category"));
    bundle.entries[0].categories = vec!["Neglect".into(), "Online safety".into()];
    assert!(says(&text_of(&rendered(&bundle).pdf), "Category Neglect; Online safety."));
}

#[test]
fn the_words_of_the_child_and_all_that_was_recorded_are_there() {
    let pages = text_of(&rendered(&sample::bundle()).pdf);
    for words in [
        "“It’s not mine, I’m just minding it. He’ll want it back Friday.”",
        "Wren, asked “Is that a new phone?”",
        "Seen first-hand by Mr Okonjo-Vance.",
        "Reported by a parent of another pupil.",
        "about 22:40 told 23 Nov, 08:05, 3 days later recorded 23 Nov, 08:15, 3 days later by D. Marchbank",
        "Amended 23 Nov 2026, 16:10, by D. Marchbank: the parent rang again, sure that the van was grey.",
        "Former text: “Wren was getting out of a silver van",
        "98 of 109 possible sessions attended (89.9%); 5 authorised, 6 unauthorised, 2 not counted.",
        "4 of 9 entries, chosen by the sender. Newest first. Other pupils appear as Child B and Child C.",
        "No entry shows: Weapons.",
        "Left the site: from 11:20",
        "Address restricted: ring the sender",
    ] {
        assert!(says(&pages, words), "{words}");
    }
}

#[test]
fn every_page_carries_marking_reference_and_number() {
    let pages = text_of(&rendered(&sample::bundle()).pdf);
    for (index, page) in pages.iter().enumerate() {
        let number = format!("Page {} of {}", index + 1, pages.len());
        for words in [
            "OFFICIAL-SENSITIVE: child protection",
            "Referral EN-2026-0034",
            "W.T., born 14 March 2012",
            "do not forward",
            &number,
        ] {
            assert!(says(std::slice::from_ref(page), words), "{words} on page {}", index + 1);
        }
    }
}

#[test]
fn a_made_up_school_says_so_on_every_page_and_a_real_one_nowhere() {
    let mut bundle = sample::bundle();
    let pages = text_of(&rendered(&bundle).pdf);
    assert!(pages.iter().all(|page| says(std::slice::from_ref(page), "Made-up school: no real child")));
    bundle.made_up = false;
    assert!(
        !says(&text_of(&rendered(&bundle).pdf), "made up")
            && !says(&text_of(&rendered(&bundle).pdf), "Made-up")
    );
    let draft = render(&bundle, &Options { draft: true, form: None }).expect("it renders");
    assert!(text_of(&draft.pdf).iter().all(|page| says(std::slice::from_ref(page), "Draft, not sent")));
}

#[test]
fn a_referral_with_nothing_known_leaves_no_blank_silent() {
    let bundle = sample::bare();
    let pages = text_of(&rendered(&bundle).pdf);
    let questions = bundle.sections.iter().map(|section| section.questions.len()).sum::<usize>();
    assert!(pages.concat().matches("Notyetknown").count() >= questions + 7);
    assert!(says(&pages, "Date of birth not yet known") && says(&pages, "No call is recorded."));
    for wrong in ["null", "none", "None(", "Some(", ",,", "()"] {
        assert!(!pages.concat().contains(wrong), "{wrong}");
    }
}

#[test]
fn a_pupil_with_a_single_name_has_no_stray_comma() {
    let pages = text_of(&rendered(&sample::bare()).pdf);
    assert!(says(&pages, "Maharani"));
    assert!(says(&pages, "Referral EN-2026-0034 · M."));
    let text = pages.concat().replace("Maharani,asked", "");
    assert!(!text.contains("M.,") && !text.contains("Maharani,"));
}

#[test]
fn names_with_marks_and_apostrophes_stay_whole() {
    let mut bundle = sample::bundle();
    bundle.child.legal_name = "Siân O’Dwyer-Nash".into();
    bundle.contacts[0].name = "Łukasz Żółkiewski".into();
    bundle.contacts[1].name = "Nguyễn Thị Ánh".into();
    let rendered = rendered(&bundle);
    let pages = text_of(&rendered.pdf);
    for name in ["Siân O’Dwyer-Nash", "Łukasz Żółkiewski", "Nguyễn Thị Ánh", "S.O., born"] {
        assert!(says(&pages, name), "{name}");
    }
    assert!(rendered.replaced.is_empty());
}

#[test]
fn a_character_without_a_glyph_is_named_listed_and_never_stops_the_page() {
    let mut bundle = sample::bundle();
    bundle.entries[0].exact_words = Some("im ok 😢 محمد \u{202e}txt".into());
    let rendered = rendered(&bundle);
    assert!(rendered.replaced.contains(&'😢') && rendered.replaced.contains(&'\u{202e}'));
    let pages = text_of(&rendered.pdf);
    assert!(says(&pages, "im ok [U+1F622 CRYING FACE]"));
    assert!(says(&pages, "[U+0645 ARABIC LETTER MEEM]"));
    assert!(says(&pages, "stand in the text by name"));
    assert!(rendered.replaced.iter().all(|c| !pages.concat().contains(*c)));
}

#[test]
fn every_scalar_of_the_first_plane_renders_or_is_listed() {
    let mut bundle = sample::bare();
    let all: String = (0x20..0x3000_u32).filter_map(char::from_u32).flat_map(|c| [c, ' ']).collect();
    bundle.entries[0].what_happened = all;
    let rendered = rendered(&bundle);
    assert!(rendered.replaced.len() > 1000 && rendered.pages > 1);
}

#[test]
fn text_that_looks_like_markup_is_printed_as_it_was_typed() {
    let mut bundle = sample::bundle();
    let typed = r#"#panic("x") *not bold* $x^2$ = @ref <label> \ // {{}} /* */ "quoted" -- ..."#;
    bundle.entries[0].what_happened = typed.into();
    bundle.child.legal_name = "#Robert_ *x*".into();
    let pages = text_of(&rendered(&bundle).pdf);
    assert!(says(&pages, typed));
    assert!(says(&pages, "#Robert_ *x*"));
}

#[test]
fn long_words_and_long_entries_are_not_cut() {
    let mut bundle = sample::bundle();
    let word = "a".repeat(399) + "z";
    let essay: String = (0..4000).map(|number| format!("word{number} ")).collect();
    bundle.entries[0].exact_words = Some(word.clone());
    bundle.entries[1].what_happened = essay;
    bundle.sections[0].questions[0].question = word.clone();
    bundle.summary = Some(word.clone());
    bundle.marking = "A very long marking ".repeat(6);
    let pages = text_of(&rendered(&bundle).pdf);
    assert!(pages.concat().matches(&word).count() >= 3);
    assert!((0..4000).all(|number| says(&pages, &format!("word{number}"))));
}

#[test]
fn a_table_longer_than_a_page_goes_on_with_its_header() {
    let mut bundle = sample::bundle();
    if let Some(attendance) = &mut bundle.attendance {
        for day in &mut attendance.days {
            day.am.mark = Mark::Unauthorised;
            day.am.meaning = format!("O, no reason, {}", day.on);
        }
        let days = attendance.days.clone();
        let pages = text_of(&rendered(&bundle).pdf);
        assert!(days.iter().all(|day| says(&pages, &format!("O, no reason, {}", day.on))));
        assert!(pages.iter().filter(|page| page.contains("DateMorningAfternoon")).count() >= 2);
    }
}

#[test]
fn an_entry_with_several_amendments_keeps_every_former_text() {
    let mut bundle = sample::bundle();
    let amendment = |number: usize| Amendment {
        at: sample::at("2026-11-24T16:00"),
        by: "D. Marchbank".into(),
        text: format!("change {number}"),
        reason: None,
        former: Some(format!("former text {number}")),
    };
    bundle.entries[0].amendments = (1..=3).map(amendment).collect();
    let pages = text_of(&rendered(&bundle).pdf);
    assert!((1..=3).all(|number| says(&pages, &format!("Former text: “former text {number}”"))));
}

#[test]
fn a_changed_word_changes_the_digest_of_its_entry_alone() {
    let before = rendered(&sample::bundle()).entries;
    let mut bundle = sample::bundle();
    bundle.entries[2].what_happened.push_str(" Again.");
    let after = rendered(&bundle).entries;
    let changed: Vec<usize> =
        before.iter().zip(&after).filter(|(a, b)| a.sha256 != b.sha256).map(|(a, _)| a.number).collect();
    assert_eq!(changed, [3]);
    assert_eq!(before[0].happened, "24 Nov 2026, 10:50");
}

#[test]
fn the_file_says_nothing_about_machine_author_or_child() {
    let document = lopdf::Document::load_mem(&rendered(&sample::bundle()).pdf).expect("a PDF");
    let info = document
        .trailer
        .get(b"Info")
        .and_then(|info| document.dereference(info))
        .expect("an information dictionary")
        .1;
    let keys: Vec<String> = info
        .as_dict()
        .expect("a dictionary")
        .iter()
        .map(|(key, _)| String::from_utf8_lossy(key).into_owned())
        .collect();
    assert_eq!(keys, ["Title"]);
    let catalog = document.catalog().expect("a catalogue");
    let metadata =
        catalog.get(b"Metadata").and_then(|metadata| document.dereference(metadata)).expect("metadata").1;
    let xmp = metadata.as_stream().and_then(lopdf::Stream::get_plain_content).expect("XMP");
    let xmp = String::from_utf8(xmp).expect("UTF-8");
    assert!(xmp.contains("Referral EN-2026-0034") && xmp.contains("en-GB") && xmp.contains("pdfuaid"));
    for word in
        ["Wren", "Tilbury", "Marchbank", "Typst", "krilla", "lopdf", "CreateDate", "creator", "Producer"]
    {
        assert!(!xmp.contains(word), "{word} in {xmp}");
    }
    assert_eq!(catalog.get(b"Lang").and_then(lopdf::Object::as_str).expect("a language"), b"en-GB");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"MarkInfo"));
}

#[test]
fn the_preview_shows_the_same_pages_as_pictures() {
    let bundle = sample::bundle();
    let pages = preview(&bundle, &Options::default()).expect("it renders");
    assert_eq!(pages.len(), rendered(&bundle).pages);
    assert!(
        pages
            .iter()
            .all(|page| page.starts_with("<svg") && !page.contains("<script") && !page.contains("<image"))
    );
}

#[test]
fn the_chronology_alone_has_the_same_entries() {
    let chronology = chronology(&sample::chronology()).expect("it renders");
    assert_eq!(chronology.entries, rendered(&sample::bundle()).entries);
    assert!(says(&text_of(&chronology.pdf), "Chronology EN-C-2026-0007"));
}

#[test]
fn a_recovery_kit_prints_each_word_with_its_number_on_one_page() {
    let kit = sample::kit();
    let pages = text_of(&kit_page(&kit).expect("it renders"));
    assert_eq!(pages.len(), 1);
    for (index, word) in kit.words.iter().enumerate() {
        assert!(says(&pages, &format!("{}.{word}", index + 1)), "{word}");
    }
    for words in ["Recovery kit 1 of 2", "Saltmarsh Academy", "25 November 2026", "Made-up school", "K1-7F3A"]
    {
        assert!(says(&pages, words), "{words}");
    }
}

#[test]
fn a_form_of_a_profile_that_does_not_compile_or_reaches_out_is_refused() {
    for form in [
        "#let form(sections) = {",
        "#let form(sections) = read(\"/etc/hostname\")",
        "#let form(s) = datetime.today()",
    ] {
        let options = Options { form: Some(form.into()), draft: false };
        let result = render(&sample::bundle(), &options);
        assert!(matches!(result, Err(Error::Layout { template: "/referral.typ", .. })), "{form}: {result:?}");
    }
}

#[test]
fn a_year_of_entries_renders_whole() {
    let mut bundle = sample::bundle();
    let entry = bundle.entries[0].clone();
    bundle.entries = (0..150)
        .map(|number| Entry { what_happened: format!("Entry text {number}."), ..entry.clone() })
        .collect();
    let rendered = rendered(&bundle);
    let pages = text_of(&rendered.pdf);
    assert_eq!(rendered.entries.len(), 150);
    assert!((0..150).all(|number| says(&pages, &format!("Entry text {number}."))));
}
