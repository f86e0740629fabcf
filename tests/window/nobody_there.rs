//! The system says that nobody is there, and the log locks: the laptop goes to sleep, its session is locked, its screen is covered.
//! A stand-in says so on the bus of the test's own desktop, in the words of logind and of the screen savers. It answers no question,
//! so the program's wish to hold a sleep back is refused by its own time limit.
//!
//! Never here: how memory is read.

use std::collections::HashMap;

use zbus::blocking::Connection;
use zbus::names::BusName;

use super::laptop::Laptop;
use super::memory::Opened;
use super::steps;
use crate::support::keyboard::Keyboard;
use crate::support::secrets::bus_of;
use crate::support::wait;

const LOGIN: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";

/// What a system says: whose place, whose words, which word, and yes or no where it has that.
type Said = (&'static str, &'static str, &'static str, Option<bool>);

fn say(bus: &Connection, (path, interface, word, yes): Said) {
    let nobody = None::<BusName<'_>>;
    match yes {
        Some(yes) => bus.emit_signal(nobody, path, interface, word, &(yes)),
        None => bus.emit_signal(nobody, path, interface, word, &()),
    }
    .unwrap();
}

/// Waits until the program has told the bus that it listens for a word.
fn see_it_listen(bus: &Connection, word: &str) {
    let (stats, wanted) = (Some("org.freedesktop.DBus.Debug.Stats"), format!("member='{word}'"));
    wait::until(format!("a listener for {word}"), || {
        let place = "/org/freedesktop/DBus";
        let reply =
            bus.call_method(Some("org.freedesktop.DBus"), place, stats, "GetAllMatchRules", &()).unwrap();
        let rules: HashMap<String, Vec<String>> = reply.body().deserialize().unwrap();
        rules.values().flatten().any(|rule| rule.contains(&wanted)).then_some(())
    });
}

/// Says a word at which the log must stay open, uses it, and then says the word at which it must lock.
fn locks_at(word: Said, not_at: Said) {
    let opened = Opened::new();
    let bus = bus_of(opened.made.desktop.home());
    bus.request_name(LOGIN).unwrap();
    let views = opened.web_view();
    see_it_listen(&bus, word.2);
    say(&bus, not_at);
    opened.look_at_the_file();
    assert!(opened.is_open(), "{not_at:?} locks nothing");
    say(&bus, word);
    opened.see_it_lock(&views);
    opened.see_that_nothing_is_left(&views);
}

#[test]
fn a_laptop_that_goes_to_sleep_locks_the_log_and_one_that_wakes_does_not() {
    let manager = |yes| ("/org/freedesktop/login1", MANAGER, "PrepareForSleep", Some(yes));
    locks_at(manager(true), manager(false));
}

#[test]
fn a_session_that_is_locked_locks_the_log_and_one_that_is_unlocked_does_not() {
    let session = |word| ("/org/freedesktop/login1/session/_32", SESSION, word, None);
    locks_at(session("Lock"), session("Unlock"));
}

#[test]
fn a_screen_that_is_covered_locks_the_log_on_every_desktop_and_one_that_is_uncovered_does_not() {
    let kde =
        |yes| ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", Some(yes));
    let gnome = |yes| ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", Some(yes));
    locks_at(kde(true), gnome(false));
    locks_at(gnome(true), kde(false));
}

#[test]
fn a_dialog_that_stands_open_keeps_no_lock_waiting() {
    let laptop = Laptop::new();
    steps::first_run(&laptop);
    laptop.click("button", "Import pupils");
    let keyboard = Keyboard::of(&laptop.command("true"));
    let before = keyboard.windows().len();
    // No answer is ready for it, so the system's own dialog comes.
    laptop.click("button", "Choose a file");
    wait::until("the dialog", || (keyboard.windows().len() > before).then_some(()));

    let bus = bus_of(laptop.home());
    bus.request_name(LOGIN).unwrap();
    see_it_listen(&bus, "PrepareForSleep");
    say(&bus, ("/org/freedesktop/login1", MANAGER, "PrepareForSleep", Some(true)));
    laptop.see("heading", "Open the log");
}
