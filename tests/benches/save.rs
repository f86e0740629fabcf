//! Saving one concern, against writing and syncing as many bytes once.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use encircle_api::Session;
use encircle_api::contract::*;

use crate::figures::{self, Figures, gather, median, p95, timed};
use crate::table::Row;
use crate::vaults;

/// Concerns that a sample saves.
const SAVES: usize = 100;
/// Samples, each in a copy of its own.
const SAMPLES: usize = 3;
/// Concerns saved before the clock runs: the first opens what all others use.
const FIRST: usize = 3;

/// What a lead writes down on a working day.
fn concern(pupil: &str, number: usize) -> RecordConcern {
    let text = format!(
        "Two telephones fell out of her bag in the third lesson, entry {number}. She picked one of them up at once and asked \
         to leave the room. A boy who left last year was waiting at the gate at a quarter past three and drove off when a \
         teacher came near. She has had new trainers since Monday and says that a friend had no use for them."
    );
    serde_json::from_value(serde_json::json!({
        "pupil": pupil,
        "what_happened": text,
        "exact_words": "It's not mine, I'm just minding it.",
        "happened": {"kind": "exact", "from": "2026-11-24T10:50"},
        "place": "Room 14",
        "source": "seen",
        "signs": ["possessions", "calls"],
        "done": "The second telephone is in the school safe.",
        "decision": "watch",
        "reason": "Third sign in two weeks."
    }))
    .unwrap()
}

/// Some pupils of the school.
fn pupils(session: &mut Session) -> Vec<String> {
    let rows = session.list_pupils(ListPupils { find: None, limit: Some(100) }).unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

/// Bytes that this process has handed to the system to write, sockets and pipes included (there are none here).
fn written() -> u64 {
    let counts = fs::read_to_string("/proc/self/io").unwrap();
    counts.lines().find_map(|line| line.strip_prefix("wchar: ")).unwrap().parse().unwrap()
}

/// Saves concerns one after the other in the vault, which is a copy. With `beside`, each is followed by one write and one
/// fdatasync of as many bytes to a plain file beside the vault.
pub fn sample(vault: &Path, saves: usize, beside: bool) -> Figures {
    let mut session = vaults::unlocked(vault, None);
    let pupils = pupils(&mut session);
    let mut plain = beside.then(|| File::create(vault.join("plain")).unwrap());
    let mut figures = Figures::new();
    for number in 0..FIRST + saves {
        let concern = concern(&pupils[number % pupils.len()], number);
        let before = written();
        let (saved, took) = timed(|| session.record_concern(concern));
        saved.unwrap();
        let bytes = usize::try_from(written() - before).unwrap();
        let Some(plain) = plain.as_mut().filter(|_| number >= FIRST) else { continue };
        let block = vec![0xA5; bytes];
        let ((), plain_took) = timed(|| {
            plain.write_all(&block).unwrap();
            plain.sync_data().unwrap();
        });
        gather(
            &mut figures,
            Figures::from([
                ("save".into(), vec![took]),
                ("plain".into(), vec![plain_took]),
                ("bytes".into(), vec![bytes as f64]),
            ]),
        );
    }
    figures
}

/// Calls that sync, counted by strace while so many concerns are saved.
fn syncs(vault: &Path, saves: usize) -> usize {
    let copy = vaults::copy(vault);
    let trace = copy.path().join("trace");
    let mut command = Command::new("strace");
    command.args([
        "--follow-forks",
        "--trace=fsync,fdatasync,sync,syncfs,sync_file_range,msync",
        "--quiet=all",
    ]);
    command.arg("--output").arg(&trace).arg(std::env::current_exe().unwrap());
    command.args(["--sample", "only-save"]).arg(copy.path()).arg(saves.to_string());
    figures::figures_of("only-save", command);
    let calls = fs::read_to_string(trace).unwrap();
    calls.lines().filter(|line| line.contains("sync") && !line.contains("resumed>")).count()
}

pub fn rows() -> Vec<Row> {
    let vault = vaults::secondary();
    let mut all = Figures::new();
    for _ in 0..SAMPLES {
        let copy = vaults::copy(&vault);
        gather(&mut all, figures::sample("save", &[copy.path().to_str().unwrap(), &SAVES.to_string()]));
    }
    // What opening and closing sync falls away between a short run and a long one.
    let (few, many) = (5, 45);
    let each = (syncs(&vault, many) - syncs(&vault, few)) as f64 / (many - few) as f64;
    let (ours, plain) = (p95(&all, "save"), p95(&all, "plain"));
    let ratio = ours / plain;
    vec![Row {
        step: "save one concern (`secondary`)",
        against: "one write + fdatasync of the same bytes",
        goal: "one sync a save; p95 ≤ 2×",
        measured: format!(
            "{each:.2} syncs a save; p95 {ours:.2} ms against {plain:.2} ms: {ratio:.2}× (medians {:.2} ms and {:.2} ms, \
             {:.0} KiB a save)",
            median(&all, "save"),
            median(&all, "plain"),
            median(&all, "bytes") / 1024.0
        ),
        met: Some(each <= 1.0 && ratio <= 2.0),
    }]
}
