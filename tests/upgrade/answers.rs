//! What a release answered, held against what is answered now. Never here: a vault.

use encircle_api::commands;
use serde_json::Value;

use super::frozen;
use crate::support::school::Laptop;

pub fn ask(laptop: &mut Laptop, command: &str, arguments: &Value) -> Value {
    commands::call(&mut laptop.session, command, arguments.clone())
        .unwrap_or_else(|error| panic!("{command}: {error} {:?}", error.field))
}

/// Asks again all that was asked of the release. A later program may say more: another field, and in the list of all that happened
/// another row. What the release said must be said still.
pub fn all_as_frozen(laptop: &mut Laptop) {
    for asked in frozen::answers() {
        let command = asked["command"].as_str().unwrap();
        let now = ask(laptop, command, &asked["arguments"]);
        let then = &asked["answer"];
        if command == "list_audit" {
            let rows = now.as_array().unwrap();
            for row in then.as_array().unwrap() {
                assert!(rows.iter().any(|other| differs("", row, other).is_none()), "lost: {row}");
            }
        } else if let Some(place) = differs(command, then, &now) {
            panic!("{place}\nthen: {then:#}\nnow: {now:#}");
        }
    }
}

/// Where the first thing that was said then is not said now.
fn differs(place: &str, then: &Value, now: &Value) -> Option<String> {
    match (then, now) {
        (Value::Object(then), Value::Object(now)) => then.iter().find_map(|(name, value)| {
            let place = format!("{place}.{name}");
            match now.get(name) {
                Some(now) => differs(&place, value, now),
                None => Some(place),
            }
        }),
        (Value::Array(then), Value::Array(now)) if then.len() == now.len() => {
            let mut pairs = (0..).zip(then.iter().zip(now));
            pairs.find_map(|(at, (then, now))| differs(&format!("{place}[{at}]"), then, now))
        }
        _ => (then != now).then(|| place.to_owned()),
    }
}

#[test]
fn a_lost_field_a_changed_word_and_a_lost_row_are_seen_and_a_new_field_is_not() {
    let then = serde_json::json!({"name": "Cas", "signs": ["calls"], "left": null});
    let more = serde_json::json!({"name": "Cas", "signs": ["calls"], "left": null, "new": 1});
    assert_eq!(differs("a", &then, &more), None);
    for (now, place) in [
        (serde_json::json!({"name": "Cas", "signs": ["calls"]}), "a.left"),
        (serde_json::json!({"name": "Kas", "signs": ["calls"], "left": null}), "a.name"),
        (serde_json::json!({"name": "Cas", "signs": [], "left": null}), "a.signs"),
        (serde_json::json!({"name": "Cas", "signs": ["money"], "left": null}), "a.signs[0]"),
    ] {
        assert_eq!(differs("a", &then, &now).as_deref(), Some(place));
    }
}
