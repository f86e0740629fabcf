//! The unique pupil number (UPN): its shape and its check letter.
//!
//! Belongs here: reading, normalising and judging one number. Never here: matching pupils, or refusing one. A pupil
//! may have no UPN at all (independent schools, new arrivals), so every owner of a UPN holds it as an option.
//!
//! Layout: check letter, three digits of the local authority, four of the establishment, two of the year, three of
//! the serial. A temporary UPN ends in a letter. Source: the Department for Education's UPN guide, and the GovTalk
//! schema UniquePupilNumber 2.0.

use std::fmt;

/// Letters a check letter can be, in the order of the remainder: I, O and S are never used.
const CHECK_LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
const LENGTH: usize = 13;

/// A UPN of the right shape, in upper case and without spaces. Its check letter may still be wrong: see [`Upn::verdict`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Upn([u8; LENGTH]);

/// What the check letter and the last character say about a well-formed UPN. None of these is a reason to refuse it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A permanent number whose check letter agrees.
    Valid,
    /// A permanent number whose check letter should be `expected`: look for a mistyped character, but keep the row.
    WrongCheckLetter { expected: char },
    /// The last character is a letter: given by a school until the permanent number is known. Its check letter is
    /// not judged, because schools' systems do not agree on the rule for it.
    Temporary,
}

/// Why a text is no UPN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UpnError {
    /// Nothing but spaces: the pupil has no UPN, which is allowed.
    #[error("no UPN was given")]
    Empty,
    /// A UPN has thirteen characters.
    #[error("a UPN has 13 characters, not {found}")]
    Length { found: usize },
    /// Letter, eleven digits, then a digit or letter. `position` counts from 1.
    #[error("character {position} cannot stand in a UPN")]
    Character { position: usize },
}

impl Upn {
    /// Reads a UPN, ignoring case and any white space (non-breaking spaces included).
    ///
    /// # Errors
    /// [`UpnError`] when the shape is wrong. A wrong check letter is no error: ask [`Upn::verdict`].
    pub fn parse(text: &str) -> Result<Self, UpnError> {
        let mut upn = [0_u8; LENGTH];
        let mut found = 0;
        for character in text.chars().filter(|c| !c.is_whitespace()) {
            let upper = character.to_ascii_uppercase();
            let fits = match found {
                0 => upper.is_ascii_uppercase(),
                12 => upper.is_ascii_digit() || letter_value(upper as u32).is_some(),
                1..12 => upper.is_ascii_digit(),
                _ => true,
            };
            if !fits && found < LENGTH {
                // A text of another length is told so first: that is what helps to mend it.
                let length = text.chars().filter(|c| !c.is_whitespace()).count();
                return Err(if length == LENGTH {
                    UpnError::Character { position: found + 1 }
                } else {
                    UpnError::Length { found: length }
                });
            }
            if let (Some(slot), Ok(byte)) = (upn.get_mut(found), u8::try_from(upper)) {
                *slot = byte;
            }
            found += 1;
        }
        match found {
            0 => Err(UpnError::Empty),
            LENGTH => Ok(Self(upn)),
            _ => Err(UpnError::Length { found }),
        }
    }

    /// The thirteen characters, upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("parse lets only ASCII in")
    }

    /// The letter that the other twelve characters ask for: characters 2 to 13, each times its position, summed, modulo 23.
    #[must_use]
    pub fn expected_letter(&self) -> char {
        let sum: u32 = self
            .0
            .iter()
            .zip(1_u32..)
            .skip(1)
            .map(|(&byte, weight)| weight * letter_value(u32::from(byte)).unwrap_or(u32::from(byte) - 48))
            .sum();
        char::from(CHECK_LETTERS[(sum % 23) as usize])
    }

    /// Whether the last character is a letter.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.0[LENGTH - 1].is_ascii_uppercase()
    }

    /// See [`Verdict`].
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let expected = self.expected_letter();
        if self.is_temporary() {
            Verdict::Temporary
        } else if expected == char::from(self.0[0]) {
            Verdict::Valid
        } else {
            Verdict::WrongCheckLetter { expected }
        }
    }
}

fn letter_value(character: u32) -> Option<u32> {
    (0_u32..).zip(CHECK_LETTERS).find(|(_, letter)| u32::from(**letter) == character).map(|(value, _)| value)
}

impl fmt::Display for Upn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Upn {
    /// A UPN names a child: it never reaches a log by way of `{:?}`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Upn(…)")
    }
}

impl std::str::FromStr for Upn {
    type Err = UpnError;
    fn from_str(text: &str) -> Result<Self, UpnError> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn verdict(text: &str) -> Verdict {
        Upn::parse(text).expect("well formed").verdict()
    }

    #[test]
    fn the_published_vectors_are_valid() {
        for upn in ["B801200005001", "R674123101121", "W999999200001", "K999999200002", "Z999999200003"] {
            assert_eq!(verdict(upn), Verdict::Valid, "{upn}");
        }
    }

    #[test]
    fn the_widely_copied_worked_example_ends_in_p_not_q() {
        // Two suppliers' help pages print a sum of 267 for 207000016049; its own terms add up to 266.
        assert_eq!(verdict("P207000016049"), Verdict::Valid);
        assert_eq!(verdict("Q207000016049"), Verdict::WrongCheckLetter { expected: 'P' });
    }

    #[test]
    fn a_wrong_check_letter_is_named_and_kept() {
        let upn = Upn::parse("A999999200024").unwrap();
        assert_eq!(upn.verdict(), Verdict::WrongCheckLetter { expected: 'P' });
        assert_eq!(upn.as_str(), "A999999200024");
    }

    #[test]
    fn a_final_letter_marks_a_temporary_number() {
        assert_eq!(verdict("M99999923500G"), Verdict::Temporary);
        assert_eq!(verdict("A99999923500G"), Verdict::Temporary, "its check letter is not judged");
    }

    #[test]
    fn case_and_spaces_are_normalised() {
        let plain = Upn::parse("H999999200020").unwrap();
        assert_eq!(Upn::parse("\u{a0} h999 999 200020\t").unwrap(), plain);
        assert_eq!(plain.to_string(), "H999999200020");
    }

    #[test]
    fn what_is_no_upn_is_an_error_that_says_why() {
        assert_eq!(Upn::parse(" \u{a0}"), Err(UpnError::Empty));
        assert_eq!(Upn::parse("A12"), Err(UpnError::Length { found: 3 }));
        assert_eq!(Upn::parse("A9999992000241"), Err(UpnError::Length { found: 14 }));
        assert_eq!(Upn::parse("9999999200024"), Err(UpnError::Character { position: 1 }));
        assert_eq!(Upn::parse("A99999920O024"), Err(UpnError::Character { position: 10 }));
        assert_eq!(Upn::parse("A99999920002S"), Err(UpnError::Character { position: 13 }));
        assert_eq!(Upn::parse("9.99E+09"), Err(UpnError::Length { found: 8 }));
    }

    #[test]
    fn debug_output_holds_no_number() {
        assert_eq!(format!("{:?}", Upn::parse("W999999200001").unwrap()), "Upn(…)");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,20}") {
            let _ = Upn::parse(&text);
        }

        #[test]
        fn one_mistyped_digit_never_passes(digits in "[0-9]{12}", at in 0_usize..12, by in 1_u8..10) {
            let letter = Upn::parse(&format!("A{digits}")).unwrap().expected_letter();
            let mut wrong = digits.into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            let wrong = Upn::parse(&format!("{letter}{}", String::from_utf8(wrong).unwrap())).unwrap();
            prop_assert_ne!(wrong.verdict(), Verdict::Valid);
        }
    }
}
