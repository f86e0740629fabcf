//! WebKitWebDriver, and one session of it with a program that holds a web view.
//!
//! Never here: what is on the screen.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;

use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};

use super::desktop::Desktop;
use super::process::{Process, children_of};
use super::wait;

/// A driver carries one session, so each window has its own.
pub struct Driver {
    process: Process,
    address: String,
}

impl Driver {
    /// Starts the driver on a free port of this machine. The program inherits the desktop and `environment`.
    pub fn start(desktop: &Desktop, environment: &[(&str, &Path)]) -> Self {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let port = free.expect("this machine has a free port").port();
        let mut command = desktop.command("WebKitWebDriver");
        command.arg(format!("--port={port}")).arg("--host=127.0.0.1");
        // Without this the web view refuses to be driven, and the driver waits for ever.
        command.env("TAURI_WEBVIEW_AUTOMATION", "true").envs(environment.iter().copied());
        // What the programs say is kept among the files of the home, where a word that must not be there is found.
        let said = File::options().create(true).append(true).open(desktop.path("said.log"));
        let said = said.expect("a file in our own folder");
        let errors = said.try_clone().expect("a file can be written from two ends");
        command.stdin(Stdio::null()).stdout(said).stderr(errors);
        let process = Process::start(&mut command);
        wait::until("WebKitWebDriver to listen", || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok());
        Self { process, address: format!("http://127.0.0.1:{port}") }
    }

    /// Starts `program` and waits for its web view.
    pub async fn open(&self, program: &Path, arguments: &[&str]) -> WebDriver {
        let mut wanted = Capabilities::new();
        let options = json!({ "binary": program, "args": arguments });
        wanted.set("webkitgtk:browserOptions", options).expect("plain JSON");
        WebDriver::new(self.address.as_str(), wanted)
            .await
            .expect("the program shows a web view that can be driven")
    }

    /// The id of the program that the driver has started, while it runs.
    pub fn program(&self) -> Option<u32> {
        children_of(self.process.id()).last().copied()
    }
}
