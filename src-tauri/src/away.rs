//! The system's own words that nobody is there: it goes to sleep, its session or its screen is locked. Linux tells them on its two
//! buses. A bus that is not there says nothing. Never here: closing the log.

use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::OwnedFd;
use zbus::{MatchRule, Message};

use crate::lock::Lock;

const LOGIN: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const MANAGER_PATH: &str = "/org/freedesktop/login1";
const SESSION: &str = "org.freedesktop.login1.Session";
/// Every desktop's screen saver has an interface of its own name, and this signal.
const SCREEN_SAVER: &str = ".ScreenSaver";
/// How long an answer of the system may take.
const ANSWER: Duration = Duration::from_secs(5);
/// A bus that went away, for a new session of the desktop, may come back.
const AGAIN: Duration = Duration::from_secs(60);

/// Locks at each of these words, for as long as the program runs.
pub fn watch(lock: &Lock) {
    for listen in [sleep, session, screen] {
        let lock = lock.clone();
        std::thread::spawn(move || {
            loop {
                // Without the bus the idle minutes and the clock are left, and they need no bus.
                let _ = listen(&lock);
                std::thread::sleep(AGAIN);
            }
        });
    }
}

/// The laptop goes to sleep: it waits for us, up to the system's own limit of some seconds.
fn sleep(lock: &Lock) -> zbus::Result<()> {
    let bus = system()?;
    let rule = signal("PrepareForSleep")?.sender(LOGIN)?.interface(MANAGER)?.build();
    let words = MessageIterator::for_match_rule(rule, &bus, None)?;
    let mut waits = hold_back(&bus);
    for word in words {
        if says_yes(&word?) {
            lock.now();
            // Giving this up lets the laptop sleep; a program that starts itself anew gives it up with everything else.
            drop(waits.take());
        } else {
            waits = hold_back(&bus);
        }
    }
    Ok(())
}

/// Asks that a sleep wait until the log is closed. A system that cannot do that, or does not answer, still tells of the sleep.
fn hold_back(bus: &Connection) -> Option<OwnedFd> {
    let asked = ("sleep", "Encircle", "Closes the safeguarding log", "delay");
    let reply = bus.call_method(Some(LOGIN), MANAGER_PATH, Some(MANAGER), "Inhibit", &asked).ok()?;
    reply.body().deserialize().ok()
}

/// A session is locked by its desktop or by an administrator. Whose session is not asked: one lock too many harms nobody.
fn session(lock: &Lock) -> zbus::Result<()> {
    let rule = signal("Lock")?.sender(LOGIN)?.interface(SESSION)?.build();
    for word in MessageIterator::for_match_rule(rule, &system()?, None)? {
        word?;
        lock.now();
    }
    Ok(())
}

/// The screen is covered: GNOME, KDE, Cinnamon, MATE and Xfce each say so by a name of their own.
fn screen(lock: &Lock) -> zbus::Result<()> {
    let bus = Builder::session()?.method_timeout(ANSWER).build()?;
    for word in MessageIterator::for_match_rule(signal("ActiveChanged")?.build(), &bus, None)? {
        let word = word?;
        let header = word.header();
        let by = header.interface().map(|interface| interface.as_str());
        if by.is_some_and(|by| by.ends_with(SCREEN_SAVER)) && says_yes(&word) {
            lock.now();
        }
    }
    Ok(())
}

fn system() -> zbus::Result<Connection> {
    Builder::system()?.method_timeout(ANSWER).build()
}

fn signal(member: &'static str) -> zbus::Result<zbus::match_rule::Builder<'static>> {
    MatchRule::builder().msg_type(Type::Signal).member(member)
}

fn says_yes(word: &Message) -> bool {
    word.body().deserialize() == Ok(true)
}
