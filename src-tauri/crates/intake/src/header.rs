//! The heading words of common school systems, and which value each stands for.
//!
//! Belongs here: words as data. Never here: reading what stands below them.

/// A value that a column of a pupils' or marks' table can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Column {
    Upn,
    FormerUpn,
    Uln,
    AdmissionNumber,
    /// Surname and forename in one cell.
    FullName,
    LegalSurname,
    LegalForename,
    /// Legal when no column says "legal", otherwise the name in daily use.
    Surname,
    Forename,
    Middle,
    PreferredSurname,
    PreferredForename,
    FormerSurname,
    FormerForename,
    Sex,
    Born,
    YearGroup,
    RegGroup,
    Enrolment,
    Admitted,
    Left,
    Sen,
    FreeMeals,
    InCare,
    FirstLanguage,
    Ethnicity,
    Address,
    Postcode,
    Phone,
    Date,
    Session,
    Code,
    /// Whatever names the pupil in a table of marks: UPN, admission number, or surname and forename.
    Pupil,
}

/// Words per column, without spaces, marks and case. Sources: exports of SIMS, Arbor, Bromcom, ScholarPack and iSAMS
/// as their users show them.
const WORDS: [(Column, &[&str]); 33] = [
    (Column::Upn, &["upn", "uniquepupilnumber", "pupilupn", "studentupn", "upnnumber"]),
    (Column::FormerUpn, &["formerupn", "previousupn"]),
    (Column::Uln, &["uln", "uniquelearnernumber"]),
    (
        Column::AdmissionNumber,
        &[
            "adno",
            "admno",
            "admissionno",
            "admissionnumber",
            "admissionsnumber",
            "admissionsno",
            "admissionnum",
            "studentid",
            "pupilid",
            "learnerid",
            "learnercode",
            "schoolid",
            "mispupilid",
            "misid",
        ],
    ),
    (
        Column::FullName,
        &[
            "name",
            "fullname",
            "pupilname",
            "studentname",
            "legalname",
            "legalfullname",
            "surnameforename",
            "learnername",
        ],
    ),
    (Column::LegalSurname, &["legalsurname", "legallastname", "legalfamilyname"]),
    (Column::LegalForename, &["legalforename", "legalfirstname", "legalgivenname", "legalforenames"]),
    (Column::Surname, &["surname", "lastname", "familyname", "pupilsurname", "studentsurname"]),
    (
        Column::Forename,
        &[
            "forename",
            "firstname",
            "givenname",
            "forenames",
            "firstnames",
            "pupilforename",
            "studentforename",
            "givennames",
        ],
    ),
    (Column::Middle, &["middlename", "middlenames", "legalmiddlename", "legalmiddlenames"]),
    (
        Column::PreferredSurname,
        &["preferredsurname", "preferredlastname", "chosensurname", "preferredfamilyname"],
    ),
    (
        Column::PreferredForename,
        &[
            "preferredforename",
            "preferredfirstname",
            "preferredname",
            "knownas",
            "chosenname",
            "chosenforename",
            "calledname",
            "preferredgivenname",
        ],
    ),
    (Column::FormerSurname, &["formersurname", "previoussurname", "formerlastname"]),
    (Column::FormerForename, &["formerforename", "previousforename", "formerfirstname"]),
    (Column::Sex, &["gender", "sex", "legalsex"]),
    (Column::Born, &["dateofbirth", "dob", "birthdate", "birthday", "born"]),
    (
        Column::YearGroup,
        &[
            "yeargroup",
            "year",
            "ncyear",
            "ncyearactual",
            "nationalcurriculumyear",
            "yr",
            "yeargrp",
            "curriculumyear",
            "nationalcurriculumyeargroup",
        ],
    ),
    (
        Column::RegGroup,
        &[
            "reg",
            "reggroup",
            "registrationgroup",
            "regform",
            "form",
            "formgroup",
            "tutorgroup",
            "tutorgrp",
            "class",
            "registration",
            "registrationform",
            "classname",
        ],
    ),
    (Column::Enrolment, &["enrolmentstatus", "enrolstatus", "enrollmentstatus", "enrolment"]),
    (
        Column::Admitted,
        &[
            "admissiondate",
            "dateofadmission",
            "dateadmitted",
            "startdate",
            "entrydate",
            "doa",
            "enrolmentdate",
        ],
    ),
    (
        Column::Left,
        &["leavingdate", "dateofleaving", "leavedate", "dateleft", "leaverdate", "dol", "leftdate"],
    ),
    (Column::Sen, &["senprovision", "senstatus", "sen", "sencode", "sendstatus", "sencodeofpractice"]),
    (
        Column::FreeMeals,
        &[
            "fsm",
            "freeschoolmeals",
            "fsmeligible",
            "eligibleforfreemeals",
            "fsmeligibility",
            "freeschoolmeal",
        ],
    ),
    (
        Column::InCare,
        &["incare", "lookedafter", "lac", "cla", "childlookedafter", "lookedafterchild", "childincare"],
    ),
    (Column::FirstLanguage, &["firstlanguage", "language", "homelanguage"]),
    (Column::Ethnicity, &["ethnicity", "ethnicorigin", "ethniccode"]),
    (
        Column::Address,
        &[
            "address",
            "homeaddress",
            "fulladdress",
            "addressline1",
            "addressline2",
            "addressline3",
            "addressline4",
            "addressline5",
            "address1",
            "address2",
            "address3",
            "address4",
            "address5",
            "housenumber",
            "housename",
            "house",
            "apartment",
            "street",
            "locality",
            "district",
            "town",
            "city",
            "county",
            "towncity",
        ],
    ),
    (Column::Postcode, &["postcode", "homepostcode", "addresspostcode"]),
    (
        Column::Phone,
        &[
            "phone",
            "telephone",
            "tel",
            "mobile",
            "mobilephone",
            "mobilenumber",
            "homephone",
            "hometelephone",
            "phonenumber",
            "telephonenumber",
            "hometel",
            "pupilmobile",
            "studentmobile",
            "mainphone",
            "mobileno",
            "telno",
            "telephoneno",
        ],
    ),
    (
        Column::Date,
        &[
            "date",
            "markdate",
            "attendancedate",
            "sessiondate",
            "registerdate",
            "eventdate",
            "dateofmark",
            "registrationdate",
        ],
    ),
    (
        Column::Session,
        &[
            "session",
            "ampm",
            "sessionname",
            "half",
            "halfday",
            "sessioncode",
            "sessiontype",
            "registersession",
        ],
    ),
    (
        Column::Code,
        &[
            "code",
            "mark",
            "attendancecode",
            "attendancemark",
            "markcode",
            "attcode",
            "registermark",
            "statutorycode",
            "sessionmark",
            "absencecode",
            "dfecode",
        ],
    ),
    (Column::Pupil, &["pupil", "student", "learner", "child"]),
];

/// What a heading means, however it is spaced and written.
pub(crate) fn column(heading: &str) -> Option<Column> {
    let word: String = heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(column, _)| *column)
}

/// Which column stands where.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headings {
    columns: Vec<Option<Column>>,
    /// Headings that are not read, as they stand in the file.
    pub unread: Vec<String>,
    /// A heading with a meaning that an earlier one has already.
    pub doubled: Vec<Column>,
}

impl Headings {
    pub fn of(cells: &[String]) -> Self {
        let mut headings = Self::default();
        for cell in cells {
            let meaning = column(cell);
            let many = matches!(meaning, Some(Column::Address | Column::Phone));
            let doubled = meaning.filter(|column| !many && headings.has(*column));
            headings.doubled.extend(doubled);
            headings.columns.push(if doubled.is_some() { None } else { meaning });
            if meaning.is_none() && !cell.is_empty() {
                headings.unread.push(cell.clone());
            }
        }
        headings
    }

    pub fn has(&self, column: Column) -> bool {
        self.place(column).is_some()
    }

    pub fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|c| *c == Some(column))
    }

    /// All places of a column that may stand more than once, from left to right.
    pub fn places(&self, column: Column) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().enumerate().filter(move |(_, c)| **c == Some(column)).map(|(place, _)| place)
    }

    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// Headings of pupils: a name, and something else beside it.
    pub fn are_pupils(&self) -> bool {
        let names = [
            Column::FullName,
            Column::LegalSurname,
            Column::LegalForename,
            Column::Surname,
            Column::Forename,
            Column::PreferredForename,
        ];
        let known = self.columns.iter().flatten().count();
        names.iter().any(|name| self.has(*name)) && known >= 2
    }

    /// Headings of marks, one a row.
    pub fn are_marks(&self) -> bool {
        self.of_a_mark() == 3
    }

    /// Headings of which so much speaks of marks that a missing one should be told, and nobody's marks be taken for
    /// pupils.
    pub fn resemble_marks(&self) -> bool {
        self.of_a_mark() >= 2
    }

    fn of_a_mark(&self) -> usize {
        [Column::Date, Column::Session, Column::Code].iter().filter(|column| self.has(**column)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_meanings() {
        let words: Vec<_> = WORDS.iter().flat_map(|(_, words)| words.iter()).collect();
        let unique: std::collections::BTreeSet<_> = words.iter().collect();
        assert_eq!(words.len(), unique.len());
    }

    #[test]
    fn headings_are_read_however_they_are_written() {
        for text in ["Legal Surname", "legal_surname", "LEGAL SURNAME:", "Legal-Surname"] {
            assert_eq!(column(text), Some(Column::LegalSurname), "{text}");
        }
        assert_eq!(column("Adm. No"), Some(Column::AdmissionNumber));
        assert_eq!(column("AM/PM"), Some(Column::Session));
        assert_eq!(column("Favourite colour"), None);
    }

    #[test]
    fn the_first_of_two_columns_with_one_meaning_is_read() {
        let headings =
            Headings::of(&["UPN", "DOB", "Date of Birth", "Phone", "Mobile", "Shoe size"].map(String::from));
        assert_eq!(headings.place(Column::Born), Some(1));
        assert_eq!(headings.doubled, [Column::Born]);
        assert_eq!(headings.places(Column::Phone).collect::<Vec<_>>(), [3, 4]);
        assert_eq!(headings.unread, ["Shoe size"]);
    }
}
