//! The word list as released, and kits as people type them back.

use super::*;
use crate::testing::rng;
use proptest::prelude::*;

/// The order of the list is part of the format: this value never changes.
const LIST_SHA256: [u8; 32] = [
    0x65, 0x01, 0x48, 0x75, 0x1a, 0x2c, 0xd1, 0x24, 0x13, 0x28, 0xa0, 0x83, 0xb6, 0x7e, 0xb5, 0x28, 0x30,
    0x33, 0x2c, 0xe4, 0x40, 0x53, 0xbd, 0xc0, 0xe5, 0x8a, 0x67, 0x0a, 0xa1, 0x0a, 0x3a, 0xe2,
];

fn kit() -> KitSecret {
    KitSecret::random(&mut rng(12))
}

fn vec_of(kit: &KitSecret) -> Vec<String> {
    kit.words().split(' ').map(String::from).collect()
}

#[test]
fn the_list_is_the_released_one_sorted_and_without_look_alikes() {
    assert_eq!(hash::sha256(LIST.as_bytes()), LIST_SHA256);
    assert_eq!(list().len(), LIST_LENGTH);
    assert!(list().is_sorted() && list().iter().all(|word| (4..=8).contains(&word.len())));
    assert!(list().iter().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())));
}

#[test]
fn one_letter_changed_left_out_or_added_never_makes_another_word() {
    for word in list().iter().step_by(7) {
        for at in 0..=word.len() {
            let (front, back) = word.split_at(at);
            for letter in 'a'..='z' {
                assert!(!is_listed(&format!("{front}{letter}{back}")), "{word} with {letter} added at {at}");
                if let Some(rest) = back.get(1..) {
                    let changed = format!("{front}{letter}{rest}");
                    assert!(changed == **word || !is_listed(&changed), "{word} changed to {changed}");
                }
            }
            if let Some(rest) = back.get(1..) {
                assert!(!is_listed(&format!("{front}{rest}")), "{word} without letter {at}");
            }
        }
    }
}

#[test]
fn typed_back_words_forgive_case_spaces_hyphens_numbers_and_line_ends() {
    let kit = kit();
    let words = vec_of(&kit);
    let numbered: String =
        words.iter().enumerate().map(|(i, word)| format!("{}. {word}\r\n", i + 1)).collect();
    for typed in [
        words.join(" "),
        words.join("-").to_uppercase(),
        format!("  {}\u{a0}\n", words.join("  \t ")),
        words.join(", "),
        words.join(" \u{2013} "),
        numbered,
    ] {
        assert!(KitSecret::parse(&typed).unwrap().matches(&kit), "{typed:?}");
    }
}

#[test]
fn a_word_that_is_not_in_the_list_is_named_by_its_position() {
    for position in [1, 2, 13, KIT_WORDS] {
        let mut words = vec_of(&kit());
        words[position - 1] = "zzzz".into();
        assert_eq!(KitSecret::parse(&words.join(" ")).unwrap_err(), Error::UnknownWord { position });
    }
    let accented = vec_of(&kit()).join(" ").replacen('a', "\u{e1}", 1);
    assert!(matches!(KitSecret::parse(&accented), Err(Error::UnknownWord { .. })));
}

#[test]
fn too_few_and_too_many_words_are_counted() {
    let words = vec_of(&kit());
    for count in [0, 1, KIT_WORDS - 1] {
        let typed = words[..count].join(" ");
        assert_eq!(KitSecret::parse(&typed).unwrap_err(), Error::WrongWordCount { found: count });
    }
    let more = format!("{} {}", words.join(" "), words[0]);
    assert_eq!(KitSecret::parse(&more).unwrap_err(), Error::WrongWordCount { found: KIT_WORDS + 1 });
    let flood = "able ".repeat(1_000_000);
    assert_eq!(KitSecret::parse(&flood).unwrap_err(), Error::WrongWordCount { found: 1_000_000 });
}

#[test]
fn two_words_that_changed_places_or_one_other_word_break_the_checksum() {
    let words = vec_of(&kit());
    for at in 0..KIT_WORDS - 1 {
        let mut swapped = words.clone();
        swapped.swap(at, at + 1);
        assert_eq!(KitSecret::parse(&swapped.join(" ")).unwrap_err(), Error::BadChecksum, "swap at {at}");
        let mut other = words.clone();
        other[at] = if other[at] == "able" { "zoom".into() } else { "able".into() };
        assert_eq!(KitSecret::parse(&other.join(" ")).unwrap_err(), Error::BadChecksum, "other word at {at}");
    }
}

#[test]
fn a_kit_is_not_printed_by_debug() {
    assert_eq!(format!("{:?}", kit()), "KitSecret(redacted)");
}

#[test]
fn offered_passphrases_have_the_words_asked_for_and_use_the_whole_list() {
    let mut rng = rng(13);
    let mut seen = std::collections::HashMap::new();
    for _ in 0..20_000 {
        let phrase = offer_passphrase(&mut rng, 4);
        assert_eq!(phrase.split(' ').count(), 4);
        for word in phrase.split(' ') {
            assert!(is_listed(word));
            *seen.entry(word.to_owned()).or_insert(0u32) += 1;
        }
    }
    // 80,000 draws over 4,096 words: 19.5 each. The seed is fixed, so this is one outcome, far inside what chance allows.
    assert_eq!(seen.len(), LIST_LENGTH);
    assert!(seen.values().all(|count| *count < 50));
    assert_eq!(offer_passphrase(&mut rng, 6).split(' ').count(), 6);
    assert!(offer_passphrase(&mut rng, 0).is_empty());
}

proptest! {
    #[test]
    fn every_kit_survives_the_way_over_paper(mut bytes: [u8; 32]) {
        let kit = KitSecret(Key::from_bytes(&mut bytes));
        let words = kit.words();
        prop_assert_eq!(words.split(' ').count(), KIT_WORDS);
        prop_assert!(KitSecret::parse(&words).unwrap().matches(&kit));
    }

    #[test]
    fn whatever_is_typed_gets_an_answer(typed in "\\PC{0,300}") {
        prop_assert!(KitSecret::parse(&typed).is_err());
    }
}
