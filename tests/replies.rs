//! The replies over which the browser tests run: what the real commands answer on the made-up school at a fixed moment. A difference
//! from what is committed fails; `cargo xtask bindings` writes the files again.

use std::path::Path;

use encircle_api::commands;
use encircle_api::contract::*;
use serde_json::{Value, json};

use crate::support::school::Laptop;

mod ask;
mod vault;

#[test]
fn the_recorded_replies_are_what_the_commands_answer() {
    expect("sample.json", &record());
}

/// Compares with the committed file, or writes it.
fn expect(name: &str, replies: &Value) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/tests/replies").join(name);
    let written = format!("{}\n", serde_json::to_string_pretty(replies).unwrap());
    if std::env::var_os("ENCIRCLE_WRITE").is_some() {
        std::fs::write(&file, &written).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == written, "ui/tests/replies/{name} is old: type `cargo xtask bindings`");
}

/// One answer of each command that a screen asks when it opens, about the pupil of the sample's story.
fn record() -> Value {
    let mut laptop = Laptop::new();
    laptop
        .session
        .create_sample(CreateSample { size: SampleSize::Small, seed: Some(1), passphrase: None })
        .unwrap();
    let wren = laptop.find("Wren Tallowby").remove(0).id;
    let draft = SaveDraft {
        id: "5a".repeat(16),
        kind: DraftKind::Concern,
        pupil: Some(wren.clone()),
        body: "{}".into(),
        opening: "Came to the office at the start of lunch".into(),
    };
    laptop.session.save_draft(draft).unwrap();
    let concern = laptop.session.get_today(Nothing {}).unwrap().to_read.remove(0).id;
    let asked = [
        ("get_status", json!({})),
        ("get_today", json!({})),
        ("list_pupils", json!({})),
        ("get_pupil", json!({"pupil": wren})),
        ("get_ribbon", json!({"pupil": wren})),
        ("get_chronology", json!({"pupil": wren})),
        ("get_attendance", json!({"pupil": wren})),
        ("get_concern", json!({"concern": concern})),
        ("list_gaps", json!({})),
        ("list_drafts", json!({})),
        ("list_referrals", json!({})),
        ("list_profiles", json!({})),
        ("start_referral", json!({"pupil": wren, "profile": "southend"})),
        ("search", json!({"text": "phone", "finished": false})),
        ("list_audit", json!({"limit": 20})),
        ("keep_awake", json!({})),
        ("set_theme", json!({"theme": "system"})),
    ];
    let answers = asked.into_iter().map(|(command, arguments)| {
        let view = commands::call(&mut laptop.session, command, arguments)
            .unwrap_or_else(|error| panic!("{command}: {error} {:?}", error.field));
        json!({ "command": command, "view": view })
    });
    Value::Array(answers.collect())
}
