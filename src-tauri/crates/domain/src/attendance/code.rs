//! The attendance codes of England, as data: number, letter, meaning and how each counts.
//!
//! Belongs here: the table and its questions. Never here: arithmetic over marks, or a code that a school made up.
//! A number is given once and for ever, because packed registers hold numbers; a new edition adds lines and never
//! renumbers.

use super::register::Session;

/// The edition that [`Code`] follows.
pub const EDITION: &str = "2024";
/// Where the codes and their categories come from.
pub const SOURCE: &str = "Working together to improve school attendance (Department for Education), \
                          in force from 19 August 2024; retired codes from the school attendance guidance before it";

/// How a session with this code counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    /// Attending, or at an approved educational activity.
    Present,
    /// Absent with leave.
    Authorised,
    /// Absent without leave. Late after the register closed counts here.
    Unauthorised,
    /// Not a possible session for this pupil: left out of every rate.
    NotCounted,
}

/// One attendance code. Small, ordered by its number, and never 0: 0 stands for "no mark" in a packed register.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(u8);

struct Line {
    text: &'static str,
    meaning: &'static str,
    category: Category,
    retired: bool,
}

const fn line(text: &'static str, category: Category, meaning: &'static str) -> Line {
    Line { text, meaning, category, retired: false }
}

const fn retired(text: &'static str, category: Category, meaning: &'static str) -> Line {
    Line { text, meaning, category, retired: true }
}

use Category::{Authorised, NotCounted, Present, Unauthorised};

/// Line n has number n + 1.
static TABLE: [Line; 38] = [
    line("/", Present, "Present in the morning"),
    line("\\", Present, "Present in the afternoon"),
    line("L", Present, "Late, before the register closed"),
    line("K", Present, "Education arranged by the local authority"),
    line("V", Present, "Educational visit or trip"),
    line("P", Present, "Approved supervised sport"),
    line("W", Present, "Work experience"),
    line("B", Present, "Other approved supervised education off site"),
    line("D", NotCounted, "Dual registered, due at the other school"),
    line("C1", Authorised, "Regulated performance or employment abroad"),
    line("M", Authorised, "Medical or dental appointment"),
    line("J1", Authorised, "Interview for a job or for another school"),
    line("S", Authorised, "Study leave"),
    line("X", NotCounted, "Not of compulsory school age, not required to attend"),
    line("C2", Authorised, "Part-time timetable"),
    line("C", Authorised, "Leave in exceptional circumstances"),
    line("T", Authorised, "Parent travelling for their occupation"),
    line("R", Authorised, "Religious observance"),
    line("I", Authorised, "Illness"),
    line("E", Authorised, "Suspended or excluded, no other education made"),
    line("Q", NotCounted, "Lack of access arrangements"),
    line("Y1", NotCounted, "Transport normally provided is not available"),
    line("Y2", NotCounted, "Widespread disruption to travel"),
    line("Y3", NotCounted, "Part of the premises closed"),
    line("Y4", NotCounted, "Whole site unexpectedly closed"),
    line("Y5", NotCounted, "In criminal justice detention"),
    line("Y6", NotCounted, "Public health guidance or law"),
    line("Y7", NotCounted, "Other unavoidable cause"),
    line("G", Unauthorised, "Holiday not granted"),
    line("N", Unauthorised, "Reason not yet established"),
    line("O", Unauthorised, "Absent for another or no reason"),
    line("U", Unauthorised, "Arrived after the register closed"),
    line("Z", NotCounted, "Prospective pupil, not on the register"),
    line("#", NotCounted, "Planned closure of the whole school"),
    retired("J", Present, "Interview (until 2024)"),
    retired("H", Authorised, "Family holiday, agreed (until 2024)"),
    retired("Y", NotCounted, "Exceptional circumstances (until 2024)"),
    retired("F", Authorised, "Extended family holiday, agreed (until 2024)"),
];

impl Code {
    /// `/`: present in the morning.
    pub const PRESENT_AM: Self = Self(1);
    /// `\`: present in the afternoon.
    pub const PRESENT_PM: Self = Self(2);
    /// `L`: late, before the register closed.
    pub const LATE: Self = Self(3);
    /// `M`: medical or dental appointment.
    pub const MEDICAL: Self = Self(11);
    /// `I`: illness.
    pub const ILLNESS: Self = Self(19);
    /// `N`: reason not yet established; to be settled within five school days.
    pub const REASON_NOT_YET_ESTABLISHED: Self = Self(30);
    /// `O`: absent for another or no reason.
    pub const NO_REASON: Self = Self(31);
    /// `U`: arrived after the register closed.
    pub const LATE_AFTER_CLOSE: Self = Self(32);
    /// `#`: planned closure of the whole school.
    pub const CLOSED: Self = Self(34);

    /// Every code in the order of its number, retired ones last.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=HIGHEST).map(Self)
    }

    /// The number for ever bound to this code: 1 to 255.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The code with this number. `None` for 0 ("no mark") and for numbers that no edition has given yet.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        if number == 0 || number > HIGHEST { None } else { Some(Self(number)) }
    }

    /// Reads a code as registers write it, ignoring case and white space around it.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let bytes = text.trim().as_bytes();
        (1_u8..)
            .zip(&TABLE)
            .find(|(_, line)| line.text.as_bytes().eq_ignore_ascii_case(bytes))
            .map(|(n, _)| Self(n))
    }

    /// The code as registers write it.
    #[must_use]
    pub fn as_text(self) -> &'static str {
        self.line().text
    }

    /// What the code stands for, in plain words.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.line().meaning
    }

    /// How a session with this code counts.
    #[must_use]
    pub fn category(self) -> Category {
        self.line().category
    }

    /// Whether the code counts as absence, with or without leave.
    #[must_use]
    pub fn is_absence(self) -> bool {
        matches!(self.category(), Authorised | Unauthorised)
    }

    /// Whether the session counts in the denominator of a rate.
    #[must_use]
    pub fn is_possible(self) -> bool {
        self.category() != NotCounted
    }

    /// `L`: present, but late. `U` (after the register closed) is an absence.
    #[must_use]
    pub fn is_late(self) -> bool {
        self == Self::LATE
    }

    /// Whether the code ended in 2024: right in history, a question in a new register.
    #[must_use]
    pub fn is_retired(self) -> bool {
        self.line().retired
    }

    /// The same code as this session writes it: systems differ in which stroke stands for "present", so `/` in an
    /// afternoon becomes `\` and the other way round. Any other code stays as it is.
    #[must_use]
    pub fn in_session(self, session: Session) -> Self {
        match (self, session) {
            (Self::PRESENT_AM | Self::PRESENT_PM, Session::Am) => Self::PRESENT_AM,
            (Self::PRESENT_AM | Self::PRESENT_PM, Session::Pm) => Self::PRESENT_PM,
            _ => self,
        }
    }

    fn line(self) -> &'static Line {
        &TABLE[usize::from(self.0) - 1]
    }
}

const HIGHEST: u8 = TABLE.len() as u8;

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Code({})", self.as_text())
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_frozen() {
        // Packed registers hold these numbers. This line may grow at its end and change nowhere else.
        let frozen = "/ \\ L K V P W B D C1 M J1 S X C2 C T R I E Q Y1 Y2 Y3 Y4 Y5 Y6 Y7 G N O U Z # J H Y F";
        let now: Vec<_> = Code::all().map(Code::as_text).collect();
        assert_eq!(now.join(" "), frozen);
        assert!(
            Code::all().zip(1_u8..).all(|(code, n)| code.number() == n && Code::from_number(n) == Some(code))
        );
        assert_eq!(Code::from_number(0), None);
        assert_eq!(Code::from_number(39), None);
    }

    #[test]
    fn there_are_34_codes_in_force_and_each_counts_as_the_guidance_says() {
        let of = |category| {
            let codes: Vec<_> = Code::all().filter(|c| !c.is_retired() && c.category() == category).collect();
            codes.iter().map(|c| c.as_text()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(Code::all().filter(|c| !c.is_retired()).count(), 34);
        assert_eq!(of(Present), "/ \\ L K V P W B");
        assert_eq!(of(Authorised), "C1 M J1 S C2 C T R I E");
        assert_eq!(of(Unauthorised), "G N O U");
        assert_eq!(of(NotCounted), "D X Q Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z #");
    }

    #[test]
    fn every_code_reads_back_from_its_own_text_in_any_case() {
        for code in Code::all() {
            assert_eq!(Code::from_text(code.as_text()), Some(code));
            assert_eq!(Code::from_text(&format!(" {} ", code.as_text().to_lowercase())), Some(code));
        }
        for unknown in ["", "-", "?", "Y8", "//", "AB"] {
            assert_eq!(Code::from_text(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn retired_codes_stay_themselves_and_keep_their_old_category() {
        let old: Vec<_> = ["J", "H", "Y", "F"].iter().filter_map(|t| Code::from_text(t)).collect();
        assert!(old.iter().all(|c| c.is_retired()));
        let categories: Vec<_> = old.iter().map(|c| c.category()).collect();
        assert_eq!(categories, [Present, Authorised, NotCounted, Authorised]);
    }

    #[test]
    fn the_named_constants_are_the_codes_they_say() {
        let named = [
            (Code::LATE, "L"),
            (Code::MEDICAL, "M"),
            (Code::ILLNESS, "I"),
            (Code::REASON_NOT_YET_ESTABLISHED, "N"),
            (Code::NO_REASON, "O"),
            (Code::LATE_AFTER_CLOSE, "U"),
            (Code::CLOSED, "#"),
        ];
        assert!(named.iter().all(|(code, text)| code.as_text() == *text));
    }

    #[test]
    fn either_stroke_is_present_in_either_session() {
        let afternoon = Code::from_text("/").map(|c| c.in_session(Session::Pm));
        assert_eq!(afternoon, Some(Code::PRESENT_PM));
        assert_eq!(Code::PRESENT_PM.in_session(Session::Am), Code::PRESENT_AM);
        assert_eq!(Code::ILLNESS.in_session(Session::Pm), Code::ILLNESS);
    }
}
