//! The use cases, and the one contract that shell, command line and screens share.
//!
//! Here: use cases, the [`Session`], the wire ([`contract`]), the table of commands, the ports through which time, keychain and files
//! come in. Never here: Tauri, SQL, cipher calls, page layout.

pub mod bundle;
pub mod commands;
pub mod contract;
pub mod disk;
mod error;
mod failing_disk;
mod local_time;
pub mod ports;
mod rest;
mod sample;
mod session;
mod usecases;

pub use error::{ApiError, ErrorCode};
pub use rest::{Haste, Rest};
pub use session::{IDLE_MINUTES, Session};
