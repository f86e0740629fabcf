//! The shell: the only code that knows Tauri. It starts one window over one session. Never here: a rule, a sentence, a record.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(feature = "e2e")]
mod answers;
mod commands;
mod engine;
mod files;
mod upkeep;
mod window;

use encircle_api::Session;
use encircle_machine::{OsKeychain, SystemClock};
use tauri::Manager;

fn main() {
    tauri::Builder::default()
        // First, so that a second start raises the window before it could touch a vault.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::raise(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(
                    tauri_plugin_window_state::StateFlags::all()
                        & !tauri_plugin_window_state::StateFlags::VISIBLE,
                )
                .build(),
        )
        .setup(|app| {
            let folder =
                encircle_machine::local_folder().ok_or("this system names no folder for local data")?;
            let ports = encircle_machine::ports(
                Box::new(SystemClock),
                Box::new(OsKeychain),
                Box::new(files::Dialogs::over(app.handle().clone())),
                folder.join("vault"),
                folder.join("made-up-school"),
            )?;
            let engine = engine::Engine::start(Session::new(ports).with_schedule());
            app.manage(engine.clone());
            window::make(app.handle())?;
            upkeep::watch(engine.clone());
            window::lock_when_idle(app.handle().clone(), engine);
            Ok(())
        })
        .invoke_handler(commands::handler())
        .run(tauri::generate_context!())
        .expect("the window system must be there to show a window");
}
