//! Folding: one form for all spellings that a person would call the same word. It is applied before text is indexed and before it
//! is asked for; what is stored and shown is never folded.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// True for the marks that people type for an apostrophe, and for characters that nobody sees.
fn vanishes(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʹ' | '′' | '＇')
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Letters that Unicode does not take apart, as an English keyboard writes them.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ŧ' => "t",
        _ => return None,
    })
}

/// Lower case, without accents, apostrophes and unseen characters; everything that is no letter or digit becomes one space.
/// `"D’Arcy-Łuczak"` and `"darcy luczak"` fold to the same text.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let letters =
        text.nfkd().filter(|c| !vanishes(*c) && !is_combining_mark(*c)).flat_map(char::to_lowercase);
    for c in letters.filter(|c| !is_combining_mark(*c)) {
        if let Some(letters) = plain(c) {
            folded.push_str(letters);
        } else if c.is_alphanumeric() {
            folded.push(c);
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A word of a question: folded, and whether it may go on (`bruise*`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedWord {
    pub word: String,
    pub prefix: bool,
}

/// Takes what a person typed apart into words to look for. No character is an operator, but a `*` at the end of a word lets the word
/// go on. Text without letters or digits gives no words.
pub fn asked_words(typed: &str) -> Vec<AskedWord> {
    let mut words = Vec::new();
    for piece in typed.split_whitespace() {
        let folded = fold(piece);
        let prefix = piece.ends_with('*');
        let parts: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let last = parts.len().saturating_sub(1);
        words.extend(
            parts
                .iter()
                .enumerate()
                .map(|(i, word)| AskedWord { word: (*word).to_owned(), prefix: prefix && i == last }),
        );
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_name_folds_to_one_form() {
        for spelling in ["O'Brien", "O’Brien", "O`Brien", "OBrien", "obrien", "o\u{200B}brien"] {
            assert_eq!(fold(spelling), "obrien", "{spelling:?}");
        }
        assert_eq!(fold("D’Arcy-Łuczak"), "darcy luczak");
        assert_eq!(fold("Zoe\u{308}"), fold("Zoë"), "composed and decomposed are the same");
        assert_eq!(fold("  Žižek,  Øst "), "zizek ost");
        assert_eq!(fold("محمد"), "محمد");
    }

    #[test]
    fn operators_are_plain_characters_and_a_last_star_is_a_prefix() {
        let word = |word: &str, prefix| AskedWord { word: word.into(), prefix };
        assert_eq!(asked_words("mum AND"), [word("mum", false), word("and", false)]);
        assert_eq!(asked_words("bruise*"), [word("bruise", true)]);
        assert_eq!(asked_words("half-term*"), [word("half", false), word("term", true)]);
        assert_eq!(asked_words("title:secret"), [word("title", false), word("secret", false)]);
        for nothing in ["", "   ", "*", "\"", "(", "^", "😢"] {
            assert!(asked_words(nothing).is_empty(), "{nothing}");
        }
    }

    proptest::proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            proptest::prop_assert_eq!(fold(&once), once);
        }
    }
}
