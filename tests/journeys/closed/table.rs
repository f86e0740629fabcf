//! Every command in every role on a closed file, against a table that was written by hand.

use encircle_api::ErrorCode;
use encircle_api::commands::ACTS;
use encircle_domain::may::Act;
use serde_json::{Value, json};

use super::world::{SECRET, Who, World};

/// Commands that close or open the vault, or make one: they are of nobody's file, and every role has them.
fn is_of_the_vault_itself(act: Act) -> bool {
    act == Act::Enter
}

/// The slow reference: a command, its arguments, and what Imran (a deputy who is not named), Ursula (a lead against whom the file is
/// restricted), Ruth (a recorder) and Della (who is named) get: `y` past the rule, `n` not in this role, `r` restricted, `e` refused
/// even in an emergency. Niall's file is closed, Cara's is open.
pub fn questions(world: &World) -> Vec<(&'static str, Value, &'static str)> {
    let World { niall, cara, closed_entry, linked_entry, open_entry, ruths_entry, .. } = world;
    let World { closed_file, linked_file, open_file, file_beside_ruths, ruths_file, .. } = world;
    let file = |id: &str| json!({"attachment": id});
    let referral = |pupil: &str| json!({"pupil": pupil, "profile": "general"});
    let concern = |pupil: &str| json!({"pupil": pupil, "what_happened": "Seen at the gate."});
    let of = |pupil: &str| json!({"pupil": pupil});
    let entry = |id: &str| json!({"concern": id, "why": "A detail.", "done": "Rang."});
    let draft =
        json!({"id": "ab".repeat(16), "kind": "concern", "pupil": niall, "body": "{}", "opening": "Typing"});
    vec![
        ("check", json!({}), "yyny"),
        ("check_deep", json!({}), "yyny"),
        ("get_deep_check", json!({}), "yyny"),
        ("stop_deep_check", json!({}), "yyny"),
        ("list_audit", json!({}), "yyny"),
        ("list_audit", of(niall), "rrny"),
        ("list_audit", of(cara), "yyny"),
        ("compare_head", json!({"hash": "0000"}), "yyny"),
        ("back_up", json!({"to": "laptop"}), "yyny"),
        ("get_backups", json!({}), "yyny"),
        ("list_people", json!({}), "yyny"),
        ("add_person", json!({"name": "", "role": "recorder", "passphrase": ""}), "nyny"),
        ("readmit_person", json!({"person": "", "passphrase": ""}), "nyny"),
        ("change_role", json!({"person": "", "role": "deputy"}), "nyny"),
        ("remove_person", json!({"person": ""}), "nyny"),
        ("list_kits", json!({}), "yyny"),
        ("make_kit", json!({"kit": 9}), "nyny"),
        ("confirm_new_kit", json!({"kit": 9, "words": ""}), "nyny"),
        ("check_kit", json!({"kit": 9, "words": ""}), "yyny"),
        ("get_today", json!({}), "yyny"),
        ("list_pupils", json!({}), "yyyy"),
        ("list_pupils", json!({"find": "Niall"}), "yyyy"),
        ("list_pupils", json!({"find": "W999999200028"}), "yyyy"),
        ("get_pupil", of(niall), "rrny"),
        ("get_pupil", of("W999999200028"), "rrny"),
        ("get_pupil", json!({"pupil": niall, "opening": true}), "rrny"),
        ("get_pupil", of(cara), "yyny"),
        ("set_safe_contact", of(niall), "rrny"),
        ("set_safe_contact", of(cara), "yyny"),
        ("get_attendance", of(niall), "rrny"),
        ("get_attendance", of(cara), "yyny"),
        ("get_ribbon", of(niall), "rrny"),
        ("get_ribbon", of(cara), "yyny"),
        ("list_gaps", json!({}), "yyny"),
        ("record_concern", concern(niall), "yyyy"),
        ("record_concern", concern(cara), "yyyy"),
        ("amend_concern", entry(closed_entry), "rrny"),
        ("amend_concern", entry(linked_entry), "rrny"),
        ("amend_concern", entry(open_entry), "yyny"),
        ("amend_concern", entry(ruths_entry), "rryy"),
        ("follow_up_concern", entry(closed_entry), "rrny"),
        ("follow_up_concern", entry(linked_entry), "rrny"),
        ("follow_up_concern", entry(open_entry), "yyny"),
        ("follow_up_concern", entry(ruths_entry), "rrny"),
        ("get_concern", json!({"concern": closed_entry}), "rrny"),
        ("get_concern", json!({"concern": linked_entry}), "rrny"),
        ("get_concern", json!({"concern": open_entry}), "yyny"),
        ("get_concern", json!({"concern": ruths_entry}), "rryy"),
        // Nobody chooses a file in the dialog, so nothing is added here.
        ("attach_file", json!({"concern": closed_entry}), "rrny"),
        ("attach_file", json!({"concern": linked_entry}), "rrny"),
        ("attach_file", json!({"concern": open_entry}), "yyny"),
        ("attach_file", json!({"concern": ruths_entry}), "rryy"),
        ("list_attachments", of(niall), "rrny"),
        ("list_attachments", of(cara), "yyny"),
        ("list_attachments", json!({"concern": closed_entry}), "rrny"),
        ("list_attachments", json!({"concern": linked_entry}), "rrny"),
        ("list_attachments", json!({"concern": open_entry}), "yyny"),
        ("list_attachments", json!({"concern": ruths_entry}), "rryy"),
        ("show_attachment", file(closed_file), "rrny"),
        ("show_attachment", file(linked_file), "rrny"),
        ("show_attachment", file(open_file), "yyny"),
        ("show_attachment", file(file_beside_ruths), "rrry"),
        ("show_attachment", file(ruths_file), "rryy"),
        ("save_attachment", file(closed_file), "rrny"),
        ("save_attachment", file(linked_file), "rrny"),
        ("save_attachment", file(open_file), "yyny"),
        ("save_attachment", file(file_beside_ruths), "rrny"),
        ("save_attachment", file(ruths_file), "rrny"),
        ("go_on", json!({"handle": "none"}), "yyyy"),
        ("stop_transfer", json!({"handle": "none"}), "yyyy"),
        ("get_chronology", of(niall), "rrny"),
        ("get_chronology", of(cara), "yyny"),
        ("save_chronology", json!({"chronology": of(niall)}), "rrny"),
        ("save_chronology", json!({"chronology": of(cara)}), "yyny"),
        ("list_own_concerns", json!({}), "yyyy"),
        ("search", json!({"text": SECRET}), "yyny"),
        ("search", json!({"text": SECRET, "finished": true}), "yyny"),
        ("search", json!({"text": "Niall"}), "yyny"),
        ("search", json!({"text": "phones"}), "yyny"),
        ("save_draft", draft, "yyyy"),
        ("list_drafts", json!({}), "yyyy"),
        ("get_draft", json!({"id": "d1".repeat(16)}), "yyyy"),
        ("get_draft", json!({"id": "d2".repeat(16)}), "yyyy"),
        ("discard_draft", json!({"id": "ab".repeat(16)}), "yyyy"),
        ("choose_import", json!({}), "yyny"),
        ("confirm_import", json!({"handle": "none", "accept_warnings": true}), "yyny"),
        ("cancel_import", json!({"handle": "none"}), "yyny"),
        ("list_profiles", json!({}), "yyny"),
        ("start_referral", referral(niall), "rrny"),
        ("start_referral", referral(cara), "yyny"),
        ("preview_referral", referral(niall), "rrny"),
        ("preview_referral", referral(cara), "yyny"),
        ("export_referral", referral(niall), "rrny"),
        ("export_referral", referral(cara), "yyny"),
        ("list_referrals", json!({}), "yyny"),
        ("list_referrals", of(niall), "rrny"),
        ("list_referrals", of(cara), "yyny"),
        ("get_closure", of(niall), "yyny"),
        ("get_closure", of(cara), "yyny"),
        ("close_file", json!({"pupil": niall, "named": [], "reason": "", "ring": ""}), "rrny"),
        ("close_file", json!({"pupil": cara, "named": [], "reason": "", "ring": ""}), "yyny"),
        ("reopen_file", json!({"pupil": niall, "reason": ""}), "rrny"),
        ("reopen_file", json!({"pupil": cara, "reason": ""}), "yyny"),
        // A reason is asked for once the rule has said yes, so nothing is opened here.
        ("open_in_emergency", json!({"pupil": niall, "reason": ""}), "yeny"),
        ("open_in_emergency", json!({"pupil": cara, "reason": ""}), "yeny"),
    ]
}

#[test]
fn every_command_has_an_act_and_a_row_in_the_table() {
    let rows: Vec<&str> = questions(&nobody()).iter().map(|(name, _, _)| *name).collect();
    for (name, act) in ACTS {
        let act = act.unwrap_or_else(|| panic!("{name} names no act of `may` in the table of commands"));
        let has_row = rows.contains(name);
        assert_eq!(
            has_row,
            !is_of_the_vault_itself(act),
            "{name}: the table of closed files lacks it, or has it in vain"
        );
    }
}

fn nobody() -> World {
    World {
        laptop: crate::support::school::Laptop::new(),
        niall: String::new(),
        cara: String::new(),
        closed_entry: String::new(),
        linked_entry: String::new(),
        open_entry: String::new(),
        ruths_entry: String::new(),
        closed_file: String::new(),
        linked_file: String::new(),
        open_file: String::new(),
        file_beside_ruths: String::new(),
        ruths_file: String::new(),
    }
}

fn letter(reply: &Result<Value, encircle_api::ApiError>) -> char {
    match reply.as_ref().map_err(|error| error.code) {
        Err(ErrorCode::NotAllowed) => 'n',
        Err(ErrorCode::FileRestricted) => 'r',
        Err(ErrorCode::EmergencyRefused) => 'e',
        _ => 'y',
    }
}

#[test]
fn every_command_in_every_role_on_a_closed_file_is_as_the_table_says_and_no_reply_holds_its_words() {
    let mut world = World::new(true);
    let table = questions(&world);
    let mut wrong = Vec::new();
    for (column, who) in Who::ALL.into_iter().enumerate() {
        world.as_who(who);
        for (name, arguments, expected) in &table {
            if *name == "choose_import" {
                world.laptop.next_text("pupils.csv", "UPN,Surname,Forename\nK999999200029,O'Brien,Cara\n");
            }
            let reply = world.call(name, arguments);
            let said = letter(&reply);
            if expected.chars().nth(column) != Some(said) {
                wrong.push(format!("{who:?} {name} {arguments}: {said}, {:?}", reply.as_ref().err()));
            }
            if who != Who::Della
                && let Ok(reply) = reply
            {
                let text = reply.to_string();
                let hidden =
                    [&world.closed_entry, &world.linked_entry, &world.closed_file, &world.linked_file];
                let leaks = [SECRET].into_iter().chain(hidden.map(String::as_str));
                let leaks: Vec<bool> = leaks.map(|word| text.contains(word)).collect();
                if leaks.contains(&true) || text.contains(&world.file_beside_ruths) {
                    wrong.push(format!("{who:?} {name} {arguments} tells of the closed file: {text}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn to_whoever_is_not_named_the_log_looks_as_if_the_closed_file_had_never_been_written() {
    let (mut with, mut without) = (World::new(true), World::new(false));
    for who in [Who::Imran, Who::Ursula, Who::Ruth] {
        with.as_who(who);
        without.as_who(who);
        let table = questions(&with);
        for ((name, arguments, _), (_, other, _)) in table.into_iter().zip(questions(&without)) {
            // The notice itself is told; a closed entry that never was has no id to ask for; the log's own totals are of no file; a
            // file that leaves has a password drawn for it.
            let told = ["get_closure", "reopen_file", "open_in_emergency", "export_referral"].contains(&name);
            let totals = ["check", "back_up", "get_backups", "compare_head"].contains(&name)
                || name.ends_with("deep_check")
                || name == "check_deep";
            let by_id = [
                "amend_concern",
                "follow_up_concern",
                "get_concern",
                "attach_file",
                "show_attachment",
                "save_attachment",
            ]
            .contains(&name)
                || name == "list_attachments" && arguments["concern"].is_string();
            if told || totals || by_id || name == "choose_import" {
                continue;
            }
            let (one, other) = (with.call(name, &arguments), without.call(name, &other));
            let plain = |reply: Result<Value, encircle_api::ApiError>| {
                let mut reply = reply.map_err(|error| error.code);
                if let Ok(value) = &mut reply {
                    without_ids(value);
                }
                reply
            };
            assert_eq!(plain(one), plain(other), "{who:?} {name} {arguments}");
        }
    }
}

/// Ids are drawn at random: one stands for all. Of two referrals of one year the second has another number.
fn without_ids(value: &mut Value) {
    match value {
        Value::String(text) => {
            let is_id = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
            let is_hash = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
            if is_id || is_hash || text.contains("EN-2026-") || text.starts_with("<svg") {
                *text = "drawn".into();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(without_ids),
        Value::Object(fields) => {
            // The permitted notice: that something is left out of an open file.
            fields.remove("entries_restricted");
            fields.values_mut().for_each(without_ids);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
