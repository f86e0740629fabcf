//! Who is named in what leaves the vault: other pupils whom the sender does not name appear as Child B, Child C.

use encircle_domain::fold::fold;
use encircle_domain::name::Name;

/// A pupil who is hidden, and what stands in place of the name.
pub(super) struct Hidden {
    pub(super) name: Name,
    pub(super) label: String,
}

/// `Child B`, `Child C`, … ; the child of the file would be Child A.
pub(super) fn label(index: usize) -> String {
    let letter = char::from(b'B' + (index % 25) as u8);
    if index < 25 { format!("Child {letter}") } else { format!("Child {letter}{}", index / 25) }
}

/// The text with every name of a hidden pupil replaced, in any spelling: in full, the forename, the surname, possessives. A name that
/// the child of the file bears too stays, since it would hide the child.
pub(super) fn hide(text: &str, hidden: &[Hidden], child: &Name) -> String {
    if hidden.is_empty() {
        return text.to_owned();
    }
    let own = words_of(child);
    let hidden: Vec<(Vec<String>, &str)> = hidden
        .iter()
        .map(|pupil| {
            let words = words_of(&pupil.name).into_iter().filter(|word| !own.contains(word)).collect();
            (words, pupil.label.as_str())
        })
        .collect();
    let mut shown = String::with_capacity(text.len());
    let mut last_label: Option<&str> = None;
    for piece in split_words(text) {
        let Piece::Word(word) = piece else {
            let gap = piece.text();
            // Only a space or a hyphen stands between the parts of one name.
            if !matches!(gap, " " | "-") {
                last_label = None;
            }
            shown.push_str(gap);
            continue;
        };
        let (stem, ending) = possessive(word);
        let folded = fold(stem);
        match hidden.iter().find(|(words, _)| words.contains(&folded)) {
            Some((_, label)) if last_label == Some(label) => {
                shown.truncate(shown.trim_end_matches([' ', '-']).len());
                shown.push_str(ending);
            }
            Some((_, label)) => {
                shown.push_str(label);
                shown.push_str(ending);
                last_label = Some(label);
            }
            None => {
                shown.push_str(word);
                last_label = None;
            }
        }
    }
    shown
}

fn words_of(name: &Name) -> Vec<String> {
    // One letter hides nobody, and would hide half the text.
    name.findable().split([' ', '-']).map(fold).filter(|word| word.chars().count() > 1).collect()
}

enum Piece<'a> {
    Word(&'a str),
    Gap(&'a str),
}

impl<'a> Piece<'a> {
    fn text(&self) -> &'a str {
        match self {
            Self::Word(text) | Self::Gap(text) => text,
        }
    }
}

/// Words with their inner apostrophes, and what stands between them.
fn split_words(text: &str) -> Vec<Piece<'_>> {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '‘' | '`') || joins_a_letter(c);
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = in_word(first);
        let end = rest.find(|c| in_word(c) != word).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        pieces.push(if word { Piece::Word(piece) } else { Piece::Gap(piece) });
        rest = after;
    }
    pieces
}

/// Combining marks and unseen joiners belong to the letter before them.
fn joins_a_letter(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c) || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{AD}')
}

fn possessive(word: &str) -> (&str, &str) {
    for ending in ["'s", "’s", "'", "’"] {
        if let Some(stem) = word.strip_suffix(ending)
            && !stem.is_empty()
        {
            return word.split_at(stem.len());
        }
    }
    (word, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(forename: &str, surname: &str) -> Name {
        Name { legal_forename: Some(forename.into()), legal_surname: Some(surname.into()), ..Name::default() }
    }

    fn hidden() -> Vec<Hidden> {
        vec![
            Hidden { name: name("Siân", "O'Dwyer-Nash"), label: label(0) },
            Hidden { name: name("Basil", "Lanyon"), label: label(1) },
        ]
    }

    fn shown(text: &str) -> String {
        hide(text, &hidden(), &name("Wren", "Tallowby"))
    }

    #[test]
    fn every_form_of_a_hidden_name_is_replaced() {
        assert_eq!(shown("Siân O'Dwyer-Nash was there."), "Child B was there.");
        assert_eq!(
            shown("Sian’s phone; SIÂN, and Basil Lanyon's bag."),
            "Child B’s phone; Child B, and Child C's bag."
        );
        assert_eq!(shown("with ODwyer Nash and Lanyon"), "with Child B and Child C");
    }

    #[test]
    fn the_child_of_the_file_and_other_words_stay() {
        let text = "Wren Tallowby and a basilisk in Nashville.";
        assert_eq!(shown(text), text);
        let namesake = vec![Hidden { name: name("Wren", "Lanyon"), label: label(0) }];
        assert_eq!(hide("Wren met Lanyon", &namesake, &name("Wren", "Tallowby")), "Wren met Child B");
    }

    #[test]
    fn labels_go_on_past_the_alphabet() {
        assert_eq!((label(0), label(24), label(25)), ("Child B".into(), "Child Z".into(), "Child B1".into()));
    }
}
