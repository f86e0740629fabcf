//! `cargo xtask`: the few commands that a developer or a build machine types.
//!
//! Here belong the order of the steps and what each needs from the machine. Never here: a rule of the
//! program itself, or anything that an installed Encircle would need.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks through its output")]

mod bench;
mod icons;
mod install;
mod places;
mod stage;
mod suite;
mod tally;
mod torture;
mod window;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run         install what is missing, build, and open the window
                        (without a display: drive the main job through it, with pictures)
cargo xtask test        install what is missing, and run everything that CI runs
cargo xtask bench       build a release, measure what the main job costs, and write the table in tests/benches again
                        (one step or several alone: unlock save import search pupil window)
cargo xtask torture     kill, tear, flip and forge what the vault must survive, and write the table in SECURITY.md again
                        (--long: many times as much, for about half an hour)
cargo xtask bindings    write the TypeScript types and the recorded replies again, as the program gives them
cargo xtask icons       draw icons/ again from icons/encircle.svg";

enum Task {
    Run,
    Test,
    Bench(Vec<String>),
    Torture { long: bool },
    Bindings,
    Icons,
}

fn task() -> Option<Task> {
    let mut arguments = std::env::args().skip(1);
    let task = match arguments.next()?.as_str() {
        "run" => Task::Run,
        "test" => Task::Test,
        "bench" => return Some(Task::Bench(arguments.collect())),
        "torture" => {
            let long = match arguments.next().as_deref() {
                None => false,
                Some("--long") => true,
                Some(_) => return None,
            };
            Task::Torture { long }
        }
        "bindings" => Task::Bindings,
        "icons" => Task::Icons,
        _ => return None,
    };
    arguments.next().is_none().then_some(task)
}

fn main() -> ExitCode {
    let Some(task) = task() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let done = match task {
        Task::Run => window::run(),
        Task::Test => suite::run(),
        Task::Bench(steps) => bench::run(&steps),
        Task::Torture { long } => torture::run(long),
        Task::Bindings => suite::write(),
        Task::Icons => icons::draw(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
