//! Every character of the record is printed, or stands there by its name and is listed.
//!
//! A character without a glyph in the embedded fonts, or one that works unseen (a control, a change of direction), is
//! written as "[U+1F622 CRYING FACE]". Never here: dropping a character. The two presentation selectors (U+FE0E and
//! U+FE0F) choose between drawings of the character before them and say nothing themselves: they alone are left out.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::world;

/// Characters that stand in the record and were printed by name.
pub type Replaced = BTreeSet<char>;

/// Walks every string of a print model and spells out what cannot be printed.
pub fn spell_out(value: &mut Value, replaced: &mut Replaced, also: &BTreeSet<char>) {
    match value {
        Value::String(text) => {
            if let Some(spelled) = spell_text(text, replaced, also) {
                *text = spelled;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| spell_out(item, replaced, also)),
        Value::Object(fields) => fields.values_mut().for_each(|field| spell_out(field, replaced, also)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn spell_text(text: &str, replaced: &mut Replaced, also: &BTreeSet<char>) -> Option<String> {
    if text.chars().all(|c| matches!(c, ' '..='~' | '\n')) && also.is_empty() {
        return None;
    }
    let mut spelled = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => spelled.push(c),
            '\t' => spelled.push(' '),
            '\r' | '\u{fe0e}' | '\u{fe0f}' => {}
            _ if is_printable(c) && !also.contains(&c) => spelled.push(c),
            _ => {
                replaced.insert(c);
                spelled.push_str(&name(c));
            }
        }
    }
    Some(spelled)
}

/// "[U+1F622 CRYING FACE]", or the number alone where the standard gives no name.
pub fn name(c: char) -> String {
    match unicode_names2::name(c) {
        Some(name) => format!("[U+{:04X} {name}]", u32::from(c)),
        None => format!("[U+{:04X}]", u32::from(c)),
    }
}

/// Whether a reader will see the character as itself.
fn is_printable(c: char) -> bool {
    !works_unseen(c) && world::covers(c)
}

/// Controls, changes of direction, the byte order mark, private and unassigned numbers: a reader cannot see them, and
/// some of them can make a line read as something else. Joiners stay where a font can carry them out.
fn works_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}'
            | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spell(text: &str) -> (String, Vec<char>) {
        let mut value = Value::String(text.to_owned());
        let mut replaced = Replaced::new();
        spell_out(&mut value, &mut replaced, &BTreeSet::new());
        (value.as_str().expect("still a string").to_owned(), replaced.into_iter().collect())
    }

    #[test]
    fn names_that_pupils_have_stay_as_they_are() {
        for name in [
            "Siân O’Dwyer-Nash",
            "Łukasz Żółć",
            "Nguyễn Thị Ánh",
            "Ødegård",
            "Müller",
            "Зоя",
            "Αθηνά",
            "Zoë\u{301}",
        ] {
            assert_eq!(spell(name), (name.to_owned(), vec![]), "{name}");
        }
    }

    #[test]
    fn a_character_without_a_glyph_is_named_and_listed() {
        assert_eq!(spell("he left 😢"), ("he left [U+1F622 CRYING FACE]".to_owned(), vec!['😢']));
        assert_eq!(spell("李"), ("[U+674E CJK UNIFIED IDEOGRAPH-674E]".to_owned(), vec!['李']));
    }

    #[test]
    fn a_character_that_turns_the_line_round_is_made_visible() {
        let (text, listed) = spell("a\u{202e}b");
        assert_eq!(text, "a[U+202E RIGHT-TO-LEFT OVERRIDE]b");
        assert_eq!(listed, vec!['\u{202e}']);
    }

    #[test]
    fn ticks_arrows_and_fractions_have_glyphs() {
        assert_eq!(spell("home → station, ½ hour ✓ £20 €5").1, Vec::<char>::new());
    }
}
