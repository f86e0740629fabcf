//! The lines of ARCHITECTURE.md that a machine can check. Each fails with the reason it exists.
//!
//! Never here: a rule that no person has written down first.

mod contract;
mod crates;
mod shape;
mod sources;
mod supply;
mod words;
