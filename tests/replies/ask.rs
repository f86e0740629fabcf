//! Asking a log by command, as the window does, and what stays the same from one recording to the next.

use chrono::{DateTime, Utc};
use encircle_api::commands;
use encircle_api::contract::Nothing;
use encircle_api::ports::Clock;
use serde_json::{Value, json};

use crate::support::school::Laptop;

/// The answer as the browser tests take it, a refusal too.
pub fn asked(laptop: &mut Laptop, command: &str, arguments: &Value) -> Value {
    match commands::call(&mut laptop.session, command, arguments.clone()) {
        Ok(view) => json!({"command": command, "view": view}),
        Err(error) => json!({"command": command, "error": error}),
    }
}

/// Asks for what must not be refused.
pub fn done(laptop: &mut Laptop, command: &str, arguments: &Value) -> Value {
    commands::call(&mut laptop.session, command, arguments.clone())
        .unwrap_or_else(|error| panic!("{command}: {error} {:?}", error.field))
}

/// Moves the clock.
pub fn move_to(laptop: &Laptop, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    laptop.clock.pass(moment - laptop.clock.now());
}

pub fn add(laptop: &mut Laptop, name: &str, role: &str, passphrase: &str) {
    done(laptop, "add_person", &json!({"name": name, "role": role, "passphrase": passphrase}));
}

pub fn enter(laptop: &mut Laptop, passphrase: &str) {
    laptop.session.lock(Nothing {}).unwrap();
    laptop.unlock(passphrase).unwrap();
}

/// The id of a person.
pub fn person(laptop: &mut Laptop, name: &str) -> Value {
    let people = done(laptop, "list_people", &json!({}));
    let mut members = people["people"].as_array().unwrap().iter();
    members.find(|member| member["person"]["name"] == name).unwrap()["person"]["id"].clone()
}

pub fn back_up(laptop: &mut Laptop, to: &str) {
    done(laptop, "back_up", &json!({ "to": to }));
    laptop.session.finish_backup().unwrap();
}

/// A page of the database is sealed with chance of its library, so the hash of a backup is another one each time, and so is the head of
/// what records it. Each hash becomes one that stays: equal ones stay equal.
pub fn steady(mut replies: Value) -> Value {
    fn walk(value: &mut Value, seen: &mut Vec<String>) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|one| walk(one, seen)),
            Value::Object(map) => map.values_mut().for_each(|one| walk(one, seen)),
            Value::String(text) if text.len() == 64 && text.chars().all(|c| c.is_ascii_hexdigit()) => {
                let at = seen.iter().position(|known| known == text).unwrap_or_else(|| {
                    seen.push(text.clone());
                    seen.len() - 1
                });
                *text = format!("{:08x}", (at + 1) * 0x0101_0907).repeat(8);
            }
            _ => {}
        }
    }
    walk(&mut replies, &mut Vec::new());
    replies
}
