//! Encircle without a window, for IT staff, scripts, tests and recipients. Arguments in, text or JSON out, through `api` alone.
//! Never here: a rule of its own. Exit 0: done. 1: refused, with the error on standard error. 2: wrong usage.

mod arguments;
mod attachment;
mod backup;
mod check;
mod failure;
mod help;
mod people;
mod ports;
mod run;
mod show;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let json = arguments.json;
    match run::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(json),
    }
}
