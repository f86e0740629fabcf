//! The shell: the only code that knows Tauri. It starts one window over one session. Never here: a rule, a sentence, a record.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(feature = "e2e")]
mod answers;
#[cfg(target_os = "linux")]
mod away;
mod commands;
mod engine;
mod files;
#[cfg(target_os = "linux")]
mod instance;
mod lock;
mod renew;
mod upkeep;
mod window;

use encircle_api::{Haste, Session};
use encircle_machine::{OsKeychain, SystemClock};
use tauri::Manager;

use crate::window::Seen;

/// # Errors
/// The system names no folder for local data, or the window system is not there.
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = encircle_machine::local_folder().ok_or("this system names no folder for local data")?;
    let told = renew::told();
    if told.is_some() {
        #[cfg(target_os = "linux")]
        renew::close_what_was_left();
        renew::end_the_former_web_view();
    }
    #[cfg(target_os = "linux")]
    let claim = match instance::start(&folder, told.is_some()) {
        instance::Start::First(claim) => claim,
        instance::Start::Raised => return Ok(()),
    };
    tauri::Builder::default()
        // First, so that a second start raises the window before it could touch a vault.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::raise(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::new().with_state_flags(renew::kept_of_the_window()).build(),
        )
        .setup(move |app| {
            #[cfg(target_os = "linux")]
            if let Some(claim) = claim {
                app.manage(claim);
            }
            let haste = Haste::default();
            let ports = encircle_machine::ports(
                Box::new(SystemClock),
                Box::new(OsKeychain::default()),
                Box::new(files::Dialogs::over(app.handle().clone(), haste.clone())),
                folder.join("vault"),
                folder.join("made-up-school"),
            )?;
            let mut session = Session::new(ports).with_schedule().hurried_by(haste.clone());
            let mut seen = Seen::InFront;
            if let Some((rest, before)) = told {
                session = session.resumed(rest);
                seen = before;
            }
            let handle = app.handle().clone();
            let engine = engine::Engine::start(session, move |rest| renew::after_lock(&handle, rest));
            app.manage(engine.clone());
            app.manage(renew::Closing::default());
            let window = window::make(app.handle(), seen)?;
            upkeep::watch(engine.clone());
            let lock = lock::Lock::over(app.handle().clone(), engine, haste);
            #[cfg(target_os = "linux")]
            away::watch(&lock);
            lock.closes_with(&window);
            lock.watch_the_time();
            Ok(())
        })
        .invoke_handler(commands::handler())
        .run(tauri::generate_context!())?;
    Ok(())
}
