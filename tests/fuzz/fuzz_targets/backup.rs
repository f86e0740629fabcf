//! cargo-fuzz's target of the same name; what it asks stands in `targets.rs`.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::backup(bytes));
