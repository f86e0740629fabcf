//! A process that writes is killed at a random moment, again and again; what it had acknowledged must be there.
//!
//! Counted are the events and drafts that the writer had printed as acknowledged before it was killed. Never here: what a
//! pulled plug does; that is `images.rs`.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdout, Command, Stdio};
use std::time::Duration;

use encircle_domain::EventId;
use encircle_store::Store;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::Work;
use super::crash::below;
use super::figure::Figure;
use super::vault::{Vault, Writer, version_of};

/// How often one copy of the vault is killed before a fresh one is taken: each check reads the whole journal.
const LIVES: u64 = 30;

pub fn run(work: &Work<'_>) -> Figure {
    let (events, kills) = if work.long { (10_000, 1_500) } else { (2_000, 250) };
    let mut rng = ChaCha20Rng::seed_from_u64(work.seed);
    let mut figure = Figure::default();
    let mut number = 0;
    while figure.counted("acknowledged events") < events || figure.counted("kills") < kills {
        let vault = work.vault.copy(&work.place.join(number.to_string()));
        let mut said = BTreeMap::new();
        for _ in 0..LIVES {
            number += 1;
            one_life(
                &vault,
                work.seed.wrapping_mul(1_000_003).wrapping_add(number),
                &mut rng,
                &mut said,
                &mut figure,
            );
        }
        std::fs::remove_dir_all(&vault.dir).unwrap();
    }
    figure
}

/// What was acknowledged about one id.
#[derive(Clone, Copy, Default)]
struct Said {
    draft: Option<u32>,
    event: bool,
}

fn one_life(
    vault: &Vault,
    seed: u64,
    rng: &mut ChaCha20Rng,
    said: &mut BTreeMap<[u8; 16], Said>,
    figure: &mut Figure,
) {
    let mut writer = Command::new(std::env::current_exe().unwrap())
        .arg("--writer")
        .arg(&vault.dir)
        .arg(seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(writer.stdout.take().unwrap());
    // Now and then none at all: the killed process is then still opening, and folding in what the one before it left.
    let wait_for = below(rng, 28);
    for _ in 0..wait_for {
        note(&mut lines, said, figure);
    }
    // The random moment is what is tried here; nothing is waited for.
    std::thread::sleep(Duration::from_micros(below(rng, if wait_for == 0 { 40_000 } else { 9_000 }) as u64));
    writer.kill().unwrap();
    while note(&mut lines, said, figure) {}
    writer.wait().unwrap();
    figure.count("kills", 1);

    // Half of the time a copy is looked at, so that the next writer opens what the kill left.
    let aside = vault.dir.with_extension("copy");
    let looked_at = if below(rng, 2) == 0 { &vault.copy(&aside) } else { vault };
    let store = match looked_at.open() {
        Ok(store) => store,
        Err(error) => return figure.break_(|| format!("after a kill the vault does not open: {error:?}")),
    };
    if let Err(fault) = store.verify() {
        figure.break_(|| format!("after a kill the journal does not verify: {fault:?}"));
    }
    for (id, said) in said.iter() {
        if let Some(lost) = lost(&store, EventId(*id), *said) {
            figure.break_(|| lost.to_owned());
        }
    }
    store.close().unwrap();
    if aside.exists() {
        std::fs::remove_dir_all(&aside).unwrap();
    }
}

fn lost(store: &Store, id: EventId, said: Said) -> Option<&'static str> {
    let recorded = store.concern(id).unwrap().is_some();
    let draft = store.draft(id).unwrap();
    match (said.event, said.draft) {
        (true, _) if !recorded => Some("an acknowledged event is lost"),
        (true, _) if draft.is_some() => Some("the draft of an acknowledged event came back"),
        (false, Some(version)) if !recorded && draft.map_or(0, |draft| version_of(&draft)) < version => {
            Some("an acknowledged draft is lost")
        }
        _ => None,
    }
}

/// Takes in one acknowledgement; `false` at the end. A line that was cut off was not acknowledged.
fn note(
    lines: &mut BufReader<ChildStdout>,
    said: &mut BTreeMap<[u8; 16], Said>,
    figure: &mut Figure,
) -> bool {
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    let Some(whole) = line.strip_suffix('\n') else { return false };
    let (what, id) = whole.split_once(' ').unwrap();
    let said = said.entry(u128::from_str_radix(id, 16).unwrap().to_be_bytes()).or_default();
    match what {
        "event" => {
            said.event = true;
            figure.count("acknowledged events", 1);
        }
        version => {
            said.draft = Some(version.parse().unwrap());
            figure.count("acknowledged drafts", 1);
        }
    }
    true
}

/// The process that is killed: drafts and concerns, each acknowledged in a line, with closing and opening in between.
pub fn write_until_killed(vault: &Vault, seed: u64) -> ! {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let mut out = std::io::stdout().lock();
    let mut writer = Writer::new(vault.open().unwrap(), seed);
    loop {
        for _ in 0..=below(&mut rng, 10) {
            let id = writer.draw();
            let number = u128::from_be_bytes(id.0);
            for version in 1..=below(&mut rng, 3) as u32 {
                writer.keep(id, version).unwrap();
                writeln!(out, "{version} {number:x}").unwrap();
                out.flush().unwrap();
            }
            writer.record(Some(id)).unwrap();
            writeln!(out, "event {number:x}").unwrap();
            out.flush().unwrap();
        }
        let Writer { store, rng: ids, .. } = writer;
        store.close().unwrap();
        writer = Writer::new(vault.open().unwrap(), 0);
        writer.rng = ids;
    }
}
