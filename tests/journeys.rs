//! The main job through `api`, without a window: a temporary folder, a standing clock, a keychain in memory.

mod concern;
mod import;
mod referral;
mod sample;
mod vault;
