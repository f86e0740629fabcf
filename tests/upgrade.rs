//! A vault of yesterday in the program of today, and one of tomorrow: the first opens with all that it held, the second is refused
//! and not touched.
//!
//! Here: whole vaults in files, frozen when they were made, opened through `api`. Never here: one format alone, which
//! `vectors.rs` keeps.

mod answers;
mod cipher;
mod frozen;
mod newer;
mod older;
