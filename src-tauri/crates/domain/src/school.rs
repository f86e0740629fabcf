//! The school that keeps the vault, and its number.

use std::fmt;

/// LAESTAB: three digits for the local authority and four for the establishment (DfE school number).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Laestab(u32);

impl Laestab {
    /// Reads seven digits, as `8821234` or `882/1234`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.trim().chars().filter(|c| !matches!(c, '/' | ' ' | '-')).collect();
        let all_digits = digits.len() == 7 && digits.bytes().all(|b| b.is_ascii_digit());
        all_digits.then(|| digits.parse().ok().map(Self)).flatten()
    }

    /// The number of the local authority, 3 digits.
    pub fn authority(self) -> u16 {
        (self.0 / 10_000) as u16
    }
}

impl fmt::Display for Laestab {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:07}", self.0)
    }
}

impl fmt::Debug for Laestab {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Laestab({self})")
    }
}

/// The school, as it names itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct School {
    pub name: String,
    pub laestab: Laestab,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_laestab_reads_with_and_without_its_stroke_and_keeps_leading_noughts() {
        assert_eq!(Laestab::parse("882/1234"), Laestab::parse("8821234"));
        assert_eq!(Laestab::parse("8821234").map(Laestab::authority), Some(882));
        assert_eq!(Laestab::parse("0011234").map(|l| l.to_string()).as_deref(), Some("0011234"));
        for bad in ["", "882123", "88212345", "88A1234", "８８２１２３４"] {
            assert_eq!(Laestab::parse(bad), None, "{bad}");
        }
    }
}
