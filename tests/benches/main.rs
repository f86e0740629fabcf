//! What the main job costs, held against what the machine itself costs: `cargo xtask bench` builds and starts this program.
//!
//! Each sample is a process of its own: the program starts itself again with the sample's name, and the sample prints its
//! figures as one line of JSON. Both sides of a ratio are measured in turn in one run. Never here: an assertion about time; what
//! is slow is shown in the table and fails nothing.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench speaks through its output")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on says where")]

#[path = "../support/desktop.rs"]
mod desktop;
mod figures;
mod import;
#[path = "../support/keyboard.rs"]
#[expect(dead_code, reason = "the window tests move and count windows; a bench only types")]
mod keyboard;
mod machine;
mod plain;
#[path = "../support/process.rs"]
#[expect(dead_code, reason = "the window tests end one process alone; a bench ends all of them")]
mod process;
mod pupil;
mod save;
mod screen;
mod search;
mod table;
mod unlock;
mod vaults;
#[path = "../support/wait.rs"]
mod wait;
mod window;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use figures::Figures;
use table::Row;

const USAGE: &str = "\
main_job --program FILE --bare FILE --into FILE [STEP…]
    measures every step, or those that are named (unlock save import search pupil window),
    and writes the table into the file. `cargo xtask bench` builds what it needs and types this.";

/// What a sample measures in its own process; its arguments follow its name.
fn sample(name: &str, arguments: &[String]) -> Option<Figures> {
    let path = |at: usize| Path::new(&arguments[at]);
    Some(match name {
        "unlock" => unlock::sample(path(0)),
        "argon2" => unlock::sample_bare(),
        "save" => save::sample(path(0), arguments[1].parse().unwrap(), true),
        "only-save" => save::sample(path(0), arguments[1].parse().unwrap(), false),
        "import" => import::sample(path(0), path(1)),
        "inserts" => import::sample_inserts(path(0), arguments[1] == "keyed"),
        "copies" => search::sample_copies(path(0), path(1)),
        "search" => search::sample(path(0), &arguments[1]),
        "search-copy" => search::sample_copy(path(0), path(1), arguments[2] == "keyed", &arguments[3]),
        "pupil" => pupil::sample(path(0), &arguments[1]),
        _ => return None,
    })
}

struct Wanted {
    program: PathBuf,
    bare: PathBuf,
    into: PathBuf,
    steps: Vec<String>,
}

fn wanted(arguments: &[String]) -> Option<Wanted> {
    let ["--program", program, "--bare", bare, "--into", into, steps @ ..] =
        &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..]
    else {
        return None;
    };
    let steps = steps.iter().map(|step| (*step).to_owned()).collect();
    Some(Wanted { program: program.into(), bare: bare.into(), into: into.into(), steps })
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, name, rest @ ..] = &arguments[..]
        && flag == "--sample"
        && let Some(figures) = sample(name, rest)
    {
        println!("{}", serde_json::to_string(&figures).unwrap());
        return ExitCode::SUCCESS;
    }
    let Some(wanted) = wanted(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let steps: [(&str, &dyn Fn() -> Vec<Row>); 6] = [
        ("unlock", &unlock::rows),
        ("save", &save::rows),
        ("import", &import::rows),
        ("search", &search::rows),
        ("pupil", &|| pupil::rows(&wanted.program)),
        ("window", &|| window::rows(&wanted.program, &wanted.bare)),
    ];
    let mut table = table::Table::read(&wanted.into);
    for (name, rows) in steps {
        if wanted.steps.is_empty() || wanted.steps.iter().any(|step| step == name) {
            eprintln!("── {name} ──");
            for row in rows() {
                println!("{}", row.line());
                table.put(row);
            }
        }
    }
    table.write(&wanted.into);
    ExitCode::SUCCESS
}
