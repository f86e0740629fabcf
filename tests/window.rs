//! The main job in the real window, as a person does it: with her keys, her mouse, and the words on the screen.
//!
//! Never here: a rule that a crate's own tests can show.

pub mod laptop;
pub mod steps;

mod closing;
mod demo;
mod instance;
mod journey;
pub mod memory;
mod nobody_there;
mod recipient;
