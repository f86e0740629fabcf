//! The adults around a pupil, and the safe-contact rules: whom to ring, whom never to tell.

/// Parental responsibility, as far as the school knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ParentalResponsibility {
    Yes,
    No,
    #[default]
    NotKnown,
}

/// A contact as the school system gave it (Common Transfer File, `Contacts/Contact`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The order in which the school rings, 1 first.
    pub order: Option<u32>,
    pub title: Option<String>,
    pub surname: Option<String>,
    pub forename: Option<String>,
    /// The source's own word or code, as `PAM`.
    pub relationship: Option<String>,
    pub responsibility: ParentalResponsibility,
    /// As typed, leading noughts kept.
    pub phones: Vec<String>,
    pub email: Option<String>,
    /// True when the source says that a court order names this contact.
    pub court_order: bool,
    /// True when the contact lives at the pupil's address.
    pub address_as_pupil: bool,
    pub address: Vec<String>,
    pub postcode: Option<String>,
}

impl Contact {
    /// `Mrs Bríd Nash`, as far as known.
    pub fn full_name(&self) -> String {
        [&self.title, &self.forename, &self.surname]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The relationship in words; the codes are those of the Common Transfer File.
    pub fn relationship_words(&self) -> Option<&str> {
        self.relationship.as_deref().map(|code| match code {
            "PAM" => "mother",
            "PAF" => "father",
            "STP" => "step-parent",
            "FOS" => "foster carer",
            "CAR" => "carer",
            "GPR" => "grandparent",
            "REL" => "other relative",
            "SWR" => "social worker",
            "OTH" => "other",
            other => other,
        })
    }
}

/// Whom to ring and whom never to tell about one pupil, set by a DSL or deputy. It is shown before any call is suggested.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeContact {
    /// Whom to ring, and how, in the DSL's own words.
    pub ring: Option<String>,
    /// Whom never to tell, and why.
    pub never_tell: Option<String>,
    /// Court orders in force, in words.
    pub court_orders: Option<String>,
    /// True when the pupil's address must not be given to anybody.
    pub address_restricted: bool,
}
