//! People who use the vault, and their roles.

use crate::id::PersonId;

/// What a person is in this school's safeguarding team (Keeping children safe in education, annex on the role of the
/// designated safeguarding lead).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Designated safeguarding lead.
    Dsl,
    /// Deputy safeguarding lead.
    Deputy,
    /// Adds concerns and sees only own entries.
    Recorder,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 3] = [Self::Dsl, Self::Deputy, Self::Recorder];

    /// The stable word that files and the command line use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Dsl => "dsl",
            Self::Deputy => "deputy",
            Self::Recorder => "recorder",
        }
    }

    /// Reads a stable word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The words on a page that leaves the vault.
    pub fn title(self) -> &'static str {
        match self {
            Self::Dsl => "Designated safeguarding lead",
            Self::Deputy => "Deputy safeguarding lead",
            Self::Recorder => "Recorder",
        }
    }
}

/// A person of the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub role: Role,
}
