//! The main job through `api`, without a window: a temporary folder, a standing clock, a keychain in memory.

mod attachment;
mod audit;
mod backup;
mod closed;
mod concern;
mod failing_disk;
mod help;
mod import;
mod older_copy;
mod people;
mod placement;
mod recovery;
mod referral;
mod sample;
mod tampering;
mod vault;
