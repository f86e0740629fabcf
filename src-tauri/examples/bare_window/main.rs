//! A Tauri window with one line of text and nothing behind it: what the benches hold Encircle's own start and memory against.
//!
//! Never here: anything of Encircle. Whatever this window costs, the window system and the web view cost.

use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() {
    tauri::Builder::default()
        .setup(|app| {
            WebviewWindowBuilder::new(app, "bare", WebviewUrl::App("index.html".into()))
                .title("Bare")
                .inner_size(1366.0, 768.0)
                .incognito(true)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("examples/bare_window/tauri.conf.json"))
        .expect("the window system must be there to show a window");
}
