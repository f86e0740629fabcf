//! What this machine is, as far as it explains figures. Never here: what it is called.

use std::fs;

/// Cores, memory and processor, in one line.
pub fn described() -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kib: u64 = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB")?.parse().ok())
        .unwrap_or_default();
    format!("{cores} cores, {:.0} GiB of memory, {}", kib as f64 / 1024.0 / 1024.0, std::env::consts::OS)
}

/// Today, as the machine says.
pub fn today() -> String {
    let now = std::time::SystemTime::now();
    chrono::DateTime::<chrono::Utc>::from(now).date_naive().to_string()
}

/// How many programs wanted a core in the last minute, on average.
pub fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or("?").to_owned()
}
