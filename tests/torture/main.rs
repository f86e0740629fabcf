//! What a vault is promised to survive, tried until it would show: killed writers, crash images, failing disks, flipped
//! bits, hostile files. Started by `cargo xtask torture [--long]`, and in its short form by `cargo xtask test`.
//!
//! Each row runs in processes of its own on copies of one small vault, two processes at a time. Rows open the store by key,
//! so that no passphrase is stretched a thousand times. Never here: a promise that one example shows; that is a test beside
//! the code.
#![expect(clippy::print_stdout, reason = "a program of the command line speaks through its output")]
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on says where")]

mod attachments;
mod backups;
mod bits;
mod canaries;
mod crash;
mod disk;
mod faults;
mod figure;
mod ground;
mod hostile;
mod images;
mod kills;
mod moved;
mod people;
mod readers;
mod sentence;
#[path = "../fuzz/targets.rs"]
mod targets;
mod vault;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::time::Instant;

use figure::{Figure, Row};
use vault::Vault;

/// What a worker is told.
pub struct Work<'a> {
    /// The finished vault; copied, never changed.
    pub vault: &'a Vault,
    /// A folder of the worker's own.
    pub place: &'a Path,
    pub seed: u64,
    pub long: bool,
    /// Which worker of the row, and how many there are.
    pub part: (u64, u64),
}

impl Work<'_> {
    /// Whether it is this worker's turn, and, in the short run, one of every `stride` turns: others in each run.
    pub fn has_turn(&self, at: u64, stride: u64) -> bool {
        let (part, of) = self.part;
        at % of == part && (self.long || at / of % stride == self.seed % stride)
    }
}

struct Kind {
    name: &'static str,
    title: &'static str,
    /// What must be counted at least: short and long.
    least: (&'static str, u64, u64),
    workers: u64,
    run: fn(&Work<'_>) -> Figure,
}

/// The longest first, so that the two processors end together.
const KINDS: [Kind; 10] = [
    Kind {
        name: "images",
        title: "crash images that fail to open, to verify, or lose what was acknowledged",
        least: ("images", 10_000, 100_000),
        workers: 2,
        run: images::run,
    },
    Kind {
        name: "backups",
        title: "an error or a full disk at each operation of backup and restore",
        least: ("failed operations", 500, 500),
        workers: 2,
        run: backups::run,
    },
    Kind {
        name: "kills",
        title: "acknowledged events lost over random SIGKILLs of a writing process",
        least: ("acknowledged events", 2_000, 10_000),
        workers: 1,
        run: kills::run,
    },
    Kind {
        name: "faults",
        title: "an error or a full disk at each operation of unlock, draft, save and close",
        least: ("failed operations", 500, 500),
        workers: 1,
        run: faults::run,
    },
    Kind {
        name: "people",
        title: "an error or a full disk at each operation of removing or adding a person, of another passphrase and kit",
        least: ("failed operations", 500, 500),
        workers: 2,
        run: people::run,
    },
    Kind {
        name: "attachments",
        title: "an error or a full disk at each step of sealing an attachment",
        least: ("failed operations", 60, 60),
        workers: 1,
        run: attachments::run,
    },
    Kind {
        name: "bits",
        title: "flipped bits not noticed: every byte of header, attachment and backup, every page of the database",
        least: ("flipped bits", 300_000, 300_000),
        workers: 2,
        run: bits::run,
    },
    Kind {
        name: "hostile",
        title: "hostile headers, attachments, backups and databases opened",
        least: ("hostile files", 2_000, 2_000),
        workers: 1,
        run: hostile::run,
    },
    Kind {
        name: "canaries",
        title: "words, passphrase, kits and keys found in a file of the vault, before every step",
        least: ("files looked at", 500, 500),
        workers: 1,
        run: canaries::run,
    },
    Kind {
        name: "readers",
        title: "bytes at random that a reader takes for its own, or panics over",
        least: ("inputs", 15_000, 600_000),
        workers: 1,
        run: readers::run,
    },
];

struct Arguments {
    long: bool,
    seed: u64,
    only: Vec<String>,
    into: Option<PathBuf>,
    worker: Vec<String>,
    writer: Vec<String>,
}

fn arguments() -> Arguments {
    let seconds = std::time::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs());
    let mut found =
        Arguments { long: false, seed: seconds, only: vec![], into: None, worker: vec![], writer: vec![] };
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "short" => found.long = false,
            "long" => found.long = true,
            "--seed" => found.seed = given.next().unwrap().parse().unwrap(),
            "--into" => found.into = given.next().map(PathBuf::from),
            "--worker" => found.worker = given.by_ref().take(4).collect(),
            "--writer" => found.writer = given.by_ref().take(2).collect(),
            // Said by cargo to every program of this kind.
            "--bench" => {}
            name => found.only.push(name.to_owned()),
        }
    }
    found
}

fn main() -> ExitCode {
    let arguments = arguments();
    if let [vault, seed] = arguments.writer.as_slice() {
        kills::write_until_killed(&Vault::at(Path::new(vault)), seed.parse().unwrap());
    }
    if let [name, part, vault, place] = arguments.worker.as_slice() {
        let kind = KINDS.iter().find(|kind| kind.name == name).unwrap();
        let work = Work {
            vault: &Vault::at(Path::new(vault)),
            place: Path::new(place),
            seed: arguments.seed,
            long: arguments.long,
            part: (part.parse().unwrap(), kind.workers),
        };
        println!("{}", serde_json::to_string(&(kind.run)(&work)).unwrap());
        return ExitCode::SUCCESS;
    }
    let unknown = arguments.only.iter().find(|name| KINDS.iter().all(|kind| kind.name != **name));
    if let Some(unknown) = unknown {
        let names: Vec<_> = KINDS.iter().map(|kind| kind.name).collect();
        println!("There is no row {unknown}: {}", names.join(" "));
        return ExitCode::from(2);
    }
    torture(&arguments)
}

fn torture(arguments: &Arguments) -> ExitCode {
    let begun = Instant::now();
    // In memory where the system has it so: nothing here rests on a sync that is done, and thousands are asked for.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
    let vault = folder.path().join("vault");
    std::fs::create_dir(&vault).unwrap();
    Vault::make(&vault);

    let wanted =
        |kind: &&Kind| arguments.only.is_empty() || arguments.only.iter().any(|one| one == kind.name);
    let kinds: Vec<&Kind> = KINDS.iter().filter(wanted).collect();
    let jobs: Vec<(usize, u64)> = kinds
        .iter()
        .enumerate()
        .flat_map(|(kind, what)| (0..what.workers).map(move |part| (kind, part)))
        .rev()
        .collect();
    let (jobs, figures) = (Mutex::new(jobs), Mutex::new(vec![Figure::default(); kinds.len()]));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((kind, part)) = { jobs.lock().unwrap().pop() } {
                    let place = folder.path().join(format!("{}-{part}", kinds[kind].name));
                    std::fs::create_dir(&place).unwrap();
                    let figure = worker(arguments, kinds[kind].name, part, &vault, &place);
                    figures.lock().unwrap()[kind].add(figure);
                }
            });
        }
    });

    let figures = figures.into_inner().unwrap();
    let rows: Vec<Row> = kinds
        .iter()
        .zip(figures)
        .map(|(kind, figure)| {
            let (what, short, long) = kind.least;
            let least = (what, if arguments.long { long } else { short });
            Row { name: kind.name, title: kind.title, least, figure }
        })
        .collect();
    report(arguments, &rows, begun)
}

fn worker(arguments: &Arguments, name: &str, part: u64, vault: &Path, place: &Path) -> Figure {
    let begun = Instant::now();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([if arguments.long { "long" } else { "short" }, "--seed", &arguments.seed.to_string()]);
    command.args(["--worker", name, &part.to_string()]).args([vault, place]);
    let output = command.stderr(Stdio::inherit()).output().unwrap();
    let read = serde_json::from_slice::<Figure>(&output.stdout);
    let mut figure = read.unwrap_or_else(|_| {
        let mut figure = Figure::default();
        figure.break_(|| format!("the process of the row ended with {}", output.status));
        figure
    });
    figure.seconds = begun.elapsed().as_secs_f64();
    figure
}

fn report(arguments: &Arguments, rows: &[Row], begun: Instant) -> ExitCode {
    let table = figure::table(rows);
    println!("\n{table}");
    println!(
        "Seed {}. Canaries in logs, the window's folders and a dump: tests/no_plaintext.rs, tests/window/memory.rs.\n",
        arguments.seed
    );
    for row in rows {
        println!("test torture::{} ... {}", row.name, if row.holds() { "ok" } else { "FAILED" });
        for (example, times) in &row.figure.examples {
            println!("    {times} times: {example}");
        }
    }
    let passed = rows.iter().filter(|row| row.holds()).count();
    let failed = rows.len() - passed;
    if let Some(into) = &arguments.into {
        let long = if arguments.long { " --long" } else { "" };
        let date = chrono::Local::now().format("%Y-%m-%d");
        let seconds = begun.elapsed().as_secs();
        let head =
            format!("`cargo xtask torture{long}`, {date}, development build on linux, {seconds} s in all:");
        figure::write(into, arguments.long, &format!("{head}\n\n{table}"));
    }
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!(
        "\ntest result: {word}. {passed} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out; finished in {:.2}s",
        begun.elapsed().as_secs_f64()
    );
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
