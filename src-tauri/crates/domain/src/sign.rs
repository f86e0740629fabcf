//! The seven signs of the Southend campaign (December 2018): what parents and schools are told to look for.
//! A sign is a note with evidence and a date, never a score.

/// One of the seven signs, in the order in which every screen and page shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Persistently missing from school or home, or found out of area.
    Missing,
    /// Money, clothes or phones that nobody can explain.
    Possessions,
    /// Excessive calls or texts.
    Calls,
    /// Relationships with controlling or older adults.
    Adults,
    /// Carrying a weapon.
    Weapons,
    /// A change in emotional wellbeing.
    Wellbeing,
    /// Unexplained injuries.
    Injuries,
}

impl Sign {
    /// All seven, always in this order.
    pub const ALL: [Self; 7] = [
        Self::Missing,
        Self::Possessions,
        Self::Calls,
        Self::Adults,
        Self::Weapons,
        Self::Wellbeing,
        Self::Injuries,
    ];

    /// The stable word that files and the command line use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Possessions => "possessions",
            Self::Calls => "calls",
            Self::Adults => "adults",
            Self::Weapons => "weapons",
            Self::Wellbeing => "wellbeing",
            Self::Injuries => "injuries",
        }
    }

    /// Reads a stable word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sign| sign.code() == code)
    }

    /// The words on a page that leaves the vault.
    pub fn title(self) -> &'static str {
        match self {
            Self::Missing => "Missing or out of area",
            Self::Possessions => "Money, clothes, phones",
            Self::Calls => "Calls and texts",
            Self::Adults => "Controlling or older adults",
            Self::Weapons => "Weapons",
            Self::Wellbeing => "Wellbeing",
            Self::Injuries => "Injuries",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_reads_back_from_its_word() {
        assert!(Sign::ALL.into_iter().all(|sign| Sign::from_code(sign.code()) == Some(sign)));
        assert_eq!(Sign::from_code("risk"), None);
    }
}
