//! What a pupil is called: legal and known-as names, of which either part may be missing.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// The names of one pupil. A person with a single name has it in `legal_surname` or `legal_forename`, whichever the source used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    pub legal_surname: Option<String>,
    pub legal_forename: Option<String>,
    pub middle: Option<String>,
    pub preferred_surname: Option<String>,
    pub preferred_forename: Option<String>,
    pub former_surname: Option<String>,
    pub former_forename: Option<String>,
}

fn joined(forename: Option<&str>, surname: Option<&str>) -> String {
    [forename, surname].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

impl Name {
    /// The forename in daily use; `None` for a pupil with a single name.
    pub fn forename(&self) -> Option<&str> {
        self.preferred_forename.as_deref().or(self.legal_forename.as_deref())
    }

    /// The surname in daily use; `None` for a pupil with a single name.
    pub fn surname(&self) -> Option<&str> {
        self.preferred_surname.as_deref().or(self.legal_surname.as_deref())
    }

    /// As the pupil is called: `Cas Treloar`, or the single name.
    pub fn known_as(&self) -> String {
        joined(self.forename(), self.surname())
    }

    /// The legal name in full: `Casimir Jory Pellow`.
    pub fn legal(&self) -> String {
        let forenames = joined(self.legal_forename.as_deref(), self.middle.as_deref());
        joined((!forenames.is_empty()).then_some(&forenames), self.legal_surname.as_deref())
    }

    /// For lists: `Treloar, Cas`, or the single name.
    pub fn listed(&self) -> String {
        [self.surname(), self.forename()].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// What the child is called in a sentence: the forename, else the single name.
    pub fn short(&self) -> &str {
        self.forename().or(self.surname()).unwrap_or_default()
    }

    /// First letters in daily use, as `S.O.`.
    pub fn initials(&self) -> String {
        [self.forename(), self.surname()]
            .into_iter()
            .flatten()
            .filter_map(|part| part.chars().find(|c| c.is_alphabetic()))
            .map(|letter| format!("{}.", letter.to_uppercase()))
            .collect()
    }

    /// Every name by which the pupil may be found, joined by spaces.
    pub fn findable(&self) -> String {
        [
            &self.preferred_forename,
            &self.preferred_surname,
            &self.legal_forename,
            &self.middle,
            &self.legal_surname,
            &self.former_forename,
            &self.former_surname,
        ]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
    }

    /// Bytes that sort as an English reader expects: by surname (or single name), then forename, blind to accents, case and
    /// apostrophes at first sight. `Mc` and `Mac` sort as they are written.
    pub fn sort_key(&self) -> Vec<u8> {
        let mut key = Vec::new();
        for part in [self.surname().or(self.forename()), self.forename()] {
            let text: String =
                part.unwrap_or_default().chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | '`')).collect();
            // Writing into a Vec cannot fail.
            let _ = COLLATOR.write_sort_key_to(&text, &mut key);
            key.push(0);
        }
        key
    }
}

static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(locale!("en-GB").into(), CollatorOptions::default())
        .expect("the collation data for English is compiled in")
});

#[cfg(test)]
mod tests {
    use super::*;

    fn name(surname: &str, forename: &str) -> Name {
        let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Name { legal_surname: part(surname), legal_forename: part(forename), ..Name::default() }
    }

    #[test]
    fn a_single_name_stands_alone_without_comma_or_space() {
        for single in [name("Rahmatullah", ""), name("", "Suharti")] {
            let text = single.known_as();
            assert_eq!(
                (text.as_str(), single.listed().as_str(), single.legal().as_str()),
                (&*text, &*text, &*text)
            );
            assert!(!text.contains(' '));
        }
        assert_eq!(name("Wibowo", "Wibowo").known_as(), "Wibowo Wibowo", "a doubled name is not collapsed");
    }

    #[test]
    fn the_known_as_name_wins_and_the_legal_name_stays() {
        let cas = Name {
            preferred_surname: Some("Treloar".into()),
            preferred_forename: Some("Cas".into()),
            middle: Some("Jory".into()),
            ..name("Pellow", "Casimir")
        };
        assert_eq!(cas.known_as(), "Cas Treloar");
        assert_eq!(cas.legal(), "Casimir Jory Pellow");
        assert_eq!(cas.listed(), "Treloar, Cas");
        assert_eq!(cas.initials(), "C.T.");
    }

    #[test]
    fn names_sort_as_an_english_reader_expects() {
        let mut surnames = [
            "van der Berg",
            "Vale",
            "Ångström",
            "Adeyemi",
            "Žižek",
            "Zane",
            "de Souza",
            "Davies",
            "McArdle",
            "Macbeth",
            "MacArdle",
            "Øst",
            "Owen",
            "O'Neill",
            "Oneil",
            "Ünal",
            "Éluard",
            "Evans",
            "al-Hassan",
            "Łapa",
            "Lamb",
        ];
        surnames.sort_by_key(|surname| name(surname, "Test").sort_key());
        let expected = [
            "Adeyemi",
            "al-Hassan",
            "Ångström",
            "Davies",
            "de Souza",
            "Éluard",
            "Evans",
            "Lamb",
            "Łapa",
            "MacArdle",
            "Macbeth",
            "McArdle",
            "Oneil",
            "O'Neill",
            "Øst",
            "Owen",
            "Ünal",
            "Vale",
            "van der Berg",
            "Zane",
            "Žižek",
        ];
        assert_eq!(surnames, expected);
    }
}
