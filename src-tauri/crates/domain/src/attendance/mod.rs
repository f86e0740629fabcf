//! Attendance in English schools: codes, registers, arithmetic, and the gaps that rules see in them.
//!
//! Belongs here: what a mark means, how sessions are counted, and which rules hold. Never here: reading files,
//! storing, the clock, or a score of a child. Every figure keeps the denominator that it was divided by.

pub mod code;
pub mod gaps;
pub mod open_days;
pub mod register;
pub mod tally;

pub use code::{Category, Code};
pub use gaps::{Gap, RuleId};
pub use open_days::OpenDays;
pub use register::{AcademicYear, Mark, Register, RegisterError, Session, Year};
pub use tally::{Rate, Tally};
