//! A school's own log over one autumn, with people who come and go, backups and kits, and what its commands answer at each turn: the
//! moments that the browser tests of Settings, of the closed book and of the way back are played over. A moment is a name and its
//! answers in the order of asking; refusals are answers too.

use std::collections::BTreeMap;
use std::fs;

use chrono::TimeDelta;
use encircle_api::contract::Nothing;
use encircle_api::ports::Keychain;
use serde_json::{Value, json};

use super::ask::{add, asked, back_up, done, enter, move_to, person, steady};
use crate::support::school::{Laptop, PASSPHRASE};

const ASHA: &str = "violet kayak tundra gravel";
const TOMAS: &str = "meadow anchor velvet tunnel";
const RUTH: &str = "otter ribbon candle summit";
const IMRAN: &str = "copper walnut harbour finch";
const NEW: &str = "saddle nutmeg orchard piston";

#[test]
fn the_moments_of_a_log_are_what_the_commands_answer() {
    let mut story = Story::begin();
    story.autumn();
    story.a_recorder();
    story.a_lead();
    story.two_copies();
    story.an_older_copy();
    story.a_restore();
    story.a_kit();
    story.a_year_later();
    super::expect("vault.json", &steady(json!(story.moments)));
}

struct Story {
    laptop: Laptop,
    /// The words of the two kits.
    kits: [String; 2],
    pupil: String,
    moments: BTreeMap<String, Vec<Value>>,
}

impl Story {
    /// The first week of term: the log is made, and one kit typed back.
    fn begin() -> Self {
        let mut laptop = Laptop::new();
        move_to(&laptop, "2026-09-03T09:00:00Z");
        let mut moments = BTreeMap::new();
        moments.insert("nothing yet".to_owned(), vec![asked(&mut laptop, "get_status", &json!({}))]);
        let made = done(
            &mut laptop,
            "create_vault",
            &json!({
                "school_name": "Saltmarsh Lane School", "laestab": "9991234",
                "person_name": "Della Marchbank", "role": "dsl", "passphrase": PASSPHRASE,
            }),
        );
        let words = |kit: usize| {
            let words: Vec<String> = serde_json::from_value(made["kits"][kit]["words"].clone()).unwrap();
            words.join(" ")
        };
        let kits = [words(0), words(1)];
        move_to(&laptop, "2026-09-03T09:10:00Z");
        done(&mut laptop, "confirm_kit", &json!({"kit": 1, "words": kits[0]}));
        Self { laptop, kits, pupil: String::new(), moments }
    }

    /// Pupils and people come, backups are made, one person goes.
    fn autumn(&mut self) {
        let laptop = &mut self.laptop;
        laptop.next_text(
            "pupils.csv",
            "UPN,Legal Surname,Legal Forename,Date of Birth\n\
             B801200005001,O'Dwyer-Nash,Siân,2012-03-14\nB801200005002,Pennifeather,Jory,2012-11-02\n",
        );
        laptop.import();
        self.pupil = laptop.find("Nash").remove(0).id;
        let pupil = self.pupil.clone();
        for (name, role, passphrase) in [
            ("Asha Verma", "dsl", ASHA),
            ("Tomas Wickerby", "deputy", TOMAS),
            ("Imran Quaife", "recorder", IMRAN),
        ] {
            add(laptop, name, role, passphrase);
        }
        // Her way in was made while the keychain did not answer.
        laptop.keychain.set_away(true);
        add(laptop, "Ruth Ames", "recorder", RUTH);
        laptop.keychain.set_away(false);

        move_to(laptop, "2026-11-20T15:30:00Z");
        done(laptop, "keep_awake", &json!({}));
        let stick = laptop.folder.path().join("stick");
        fs::create_dir_all(&stick).unwrap();
        laptop.save_into(&stick);
        back_up(laptop, "chosen");
        move_to(laptop, "2026-11-24T13:05:00Z");
        back_up(laptop, "laptop");

        move_to(laptop, "2026-11-24T15:10:00Z");
        enter(laptop, ASHA);
        let (tomas, imran) = (person(laptop, "Tomas Wickerby"), person(laptop, "Imran Quaife"));
        done(laptop, "change_role", &json!({"person": tomas, "role": "dsl"}));
        done(laptop, "change_role", &json!({"person": tomas, "role": "deputy"}));
        move_to(laptop, "2026-11-25T08:41:00Z");
        done(laptop, "remove_person", &json!({ "person": imran }));
        move_to(laptop, "2026-11-25T08:52:00Z");
        enter(laptop, TOMAS);
        done(
            laptop,
            "record_concern",
            &json!({
                "pupil": pupil, "what_happened": "Two phones in period 3. One rang five times.",
                "exact_words": "It's not mine, I'm just minding it.", "signs": ["possessions", "calls"],
            }),
        );
        enter(laptop, PASSPHRASE);
        move_to(laptop, "2026-11-25T13:02:00Z");
        back_up(laptop, "laptop");
    }

    /// What a recorder finds, and what is refused to one.
    fn a_recorder(&mut self) {
        move_to(&self.laptop, "2026-11-25T13:40:00Z");
        enter(&mut self.laptop, RUTH);
        let pupil = self.pupil.clone();
        let entry = done(
            &mut self.laptop,
            "record_concern",
            &json!({"pupil": pupil, "what_happened": "Left the site by the side gate."}),
        );
        let draft = json!({
            "id": "5a".repeat(16), "kind": "concern", "pupil": pupil, "body": "{}",
            "opening": "Asked to borrow a coat",
        });
        done(&mut self.laptop, "save_draft", &draft);
        move_to(&self.laptop, "2026-11-25T14:05:00Z");
        self.record(
            "a recorder",
            &[
                ("get_status", json!({})),
                ("list_own_concerns", json!({})),
                ("list_drafts", json!({})),
                ("get_notices", json!({})),
                ("list_pupils", json!({})),
                ("get_concern", json!({"concern": entry["id"]})),
                ("list_people", json!({})),
            ],
        );
    }

    /// The lead's log at five past two, and what comes of each thing that can be done under Settings.
    fn a_lead(&mut self) {
        enter(&mut self.laptop, PASSPHRASE);
        done(&mut self.laptop, "get_pupil", &json!({"pupil": self.pupil, "opening": true}));
        done(&mut self.laptop, "search", &json!({"text": "phone", "finished": true}));
        self.record(
            "a lead",
            &[
                ("get_status", json!({})),
                ("get_today", json!({})),
                ("get_notices", json!({})),
                ("list_people", json!({})),
                ("list_kits", json!({})),
                ("get_backups", json!({})),
                ("list_audit", json!({})),
                ("check", json!({})),
                ("list_pupils", json!({})),
                ("keep_awake", json!({})),
            ],
        );
        let told = self.view("a lead", "get_notices");
        let ids: Vec<&Value> =
            told["notices"].as_array().unwrap().iter().map(|notice| &notice["id"]).collect();
        let head = self.view("a lead", "check")["head"]["hash"].as_str().unwrap().to_owned();
        let ruth = person(&mut self.laptop, "Ruth Ames");
        let new = json!({"name": "Odalie Brock", "role": "deputy", "passphrase": NEW});
        let weak = json!({"name": "Odalie Brock", "role": "deputy", "passphrase": "saltmarsh"});
        self.record(
            "what a lead does",
            &[
                ("acknowledge_notices", json!({"notices": ids})),
                ("check_kit", json!({"kit": 1})),
                ("check_passphrase", json!({"passphrase": "not this one"})),
                ("check_passphrase", json!({"passphrase": PASSPHRASE})),
                ("rate_passphrase", json!({"passphrase": "saltmarsh"})),
                ("rate_passphrase", json!({"passphrase": NEW})),
                ("change_passphrase", json!({"former": "a wrong one", "passphrase": NEW})),
                ("compare_head", json!({"hash": head})),
                ("compare_head", json!({"hash": "0123456789abcdef"})),
                ("add_person", weak),
                ("add_person", new),
                ("change_role", json!({"person": ruth, "role": "deputy"})),
                ("readmit_person", json!({"person": ruth, "passphrase": RUTH})),
            ],
        );
        self.make_kit("a kit is made anew", 2);
        done(&mut self.laptop, "back_up", &json!({"to": "laptop"}));
        self.record("while a backup is written", &[("back_up", json!({"to": "laptop"}))]);
        self.laptop.session.finish_backup().unwrap();
    }

    /// A kit's words, its page, and the words typed wrong and right.
    fn make_kit(&mut self, moment: &str, kit: u8) {
        let made = done(&mut self.laptop, "make_kit", &json!({ "kit": kit }));
        let words: Vec<String> = serde_json::from_value(made["words"].clone()).unwrap();
        self.kits[usize::from(kit) - 1] = words.join(" ");
        let mut wrong = words.clone();
        wrong[2] = "candel".to_owned();
        self.moments.insert(moment.to_owned(), vec![json!({"command": "make_kit", "view": made})]);
        self.record(
            moment,
            &[
                ("save_kit_page", json!({ "kit": kit })),
                ("confirm_new_kit", json!({"kit": kit, "words": wrong.join(" ")})),
                ("confirm_new_kit", json!({"kit": kit, "words": words.join(" ")})),
            ],
        );
    }

    /// The folder of an hour ago is put back.
    fn an_older_copy(&mut self) {
        self.lock();
        self.laptop.keep_as("an hour ago");
        enter(&mut self.laptop, PASSPHRASE);
        self.write("A burn on the arm.");
        self.write("Says that she fell.");
        self.lock();
        self.laptop.put_back("an hour ago");
        self.record(
            "an older copy",
            &[
                ("get_status", json!({})),
                ("unlock", json!({ "passphrase": PASSPHRASE })),
                ("get_older_copy", json!({})),
                ("accept_older_copy", json!({})),
                ("accept_older_copy", json!({})),
            ],
        );
    }

    /// The folder was copied, and both copies were written on: the second by a laptop whose keychain did not see the first.
    fn two_copies(&mut self) {
        self.lock();
        self.laptop.keep_as("twin");
        let before = self.laptop.keychain.entries();
        enter(&mut self.laptop, PASSPHRASE);
        self.write("Came back by taxi.");
        self.lock();
        let seen = self.laptop.keychain.entries();
        // Each person's head has an entry of its own: hers is the one that her lock wrote.
        let written = |(name, head): &(&String, &Vec<u8>)| before.get(*name) != Some(*head);
        let (name, head) = seen.iter().find(written).unwrap();
        self.laptop.put_back("twin");
        self.laptop.keychain.forget(name);
        enter(&mut self.laptop, PASSPHRASE);
        self.write("Would not say who paid.");
        self.write("A friend rang the office.");
        self.lock();
        assert!(self.laptop.keychain.write(name, head));
        self.record(
            "two copies",
            &[
                ("unlock", json!({ "passphrase": PASSPHRASE })),
                ("get_older_copy", json!({})),
                ("accept_older_copy", json!({})),
            ],
        );
    }

    /// A backup over this log, and the one on the stick on a laptop that has none.
    fn a_restore(&mut self) {
        self.lock();
        let kit = self.kits[0].clone();
        let beside = self.laptop.vault().join("backups/encircle-20261125T140500Z.backup");
        self.laptop.next_text("letter.backup", "Dear parents");
        let letter = done(&mut self.laptop, "choose_restore", &json!({}));
        self.record(
            "no backup of ours",
            &[("preview_restore", json!({"handle": letter["handle"], "words": kit}))],
        );
        self.laptop.next_file(&beside);
        let chosen = done(&mut self.laptop, "choose_restore", &json!({}));
        let handle = &chosen["handle"];
        let wrong = self.kits[0].replacen(' ', " acorn ", 1);
        let other = self.kits[1].clone();
        self.moments.insert(
            "a backup over this log".to_owned(),
            vec![json!({"command": "choose_restore", "view": chosen})],
        );
        self.record(
            "a backup over this log",
            &[
                ("preview_restore", json!({"handle": handle, "words": wrong})),
                ("preview_restore", json!({"handle": handle, "words": other})),
                ("preview_restore", json!({"handle": handle, "words": kit})),
                ("confirm_restore", json!({ "handle": handle })),
                ("get_status", json!({})),
            ],
        );

        let mut clean = Laptop::new();
        clean.next_file(self.laptop.folder.path().join("stick/encircle-20261120T153000Z.backup"));
        std::mem::swap(&mut self.laptop, &mut clean);
        let nothing = asked(&mut self.laptop, "get_status", &json!({}));
        let chosen = done(&mut self.laptop, "choose_restore", &json!({}));
        let handle = &chosen["handle"];
        self.moments.insert(
            "a backup on a clean laptop".to_owned(),
            vec![nothing, json!({"command": "choose_restore", "view": chosen})],
        );
        self.record(
            "a backup on a clean laptop",
            &[
                ("preview_restore", json!({"handle": handle, "words": kit})),
                ("confirm_restore", json!({ "handle": handle })),
                ("get_status", json!({})),
                ("open_with_kit", json!({ "words": kit })),
                ("cancel_recovery", json!({})),
            ],
        );
        std::mem::swap(&mut self.laptop, &mut clean);
    }

    /// The keychain has lost its half of the key, and a kit opens the log.
    fn a_kit(&mut self) {
        self.laptop.keychain.forget_all();
        let kit = self.kits[1].clone();
        let mut few = kit.clone();
        few.truncate(few.rfind(' ').unwrap());
        self.record(
            "a kit opens",
            &[
                ("get_status", json!({})),
                ("unlock", json!({ "passphrase": PASSPHRASE })),
                ("open_with_kit", json!({ "words": few })),
                ("open_with_kit", json!({ "words": kit })),
            ],
        );
        let found = self.view("a kit opens", "open_with_kit");
        let della =
            found["people"].as_array().unwrap().iter().find(|one| one["name"] == "Della Marchbank").unwrap();
        self.record(
            "a kit opens",
            &[
                ("finish_recovery", json!({"person": della["id"], "passphrase": NEW})),
                ("get_notices", json!({})),
            ],
        );
        self.make_kit("a new kit for the used one", 2);
    }

    /// Nobody looked for a kit, made a backup or typed the passphrase again.
    fn a_year_later(&mut self) {
        self.laptop.clock.pass(TimeDelta::days(370));
        done(&mut self.laptop, "keep_awake", &json!({}));
        self.record(
            "a year later",
            &[("get_status", json!({})), ("get_notices", json!({})), ("list_kits", json!({}))],
        );
    }

    /// Asks, and keeps the answers under a moment, refusals too.
    fn record(&mut self, moment: &str, questions: &[(&str, Value)]) {
        for (command, arguments) in questions {
            let answer = asked(&mut self.laptop, command, arguments);
            self.moments.entry(moment.to_owned()).or_default().push(answer);
        }
    }

    /// The last view that a command gave at a moment.
    fn view(&self, moment: &str, command: &str) -> Value {
        let answers = self.moments[moment].iter().rev();
        let found =
            answers.filter(|answer| answer["command"] == command).find_map(|answer| answer.get("view"));
        found.unwrap_or_else(|| panic!("{moment}: {command} was refused")).clone()
    }

    fn write(&mut self, what: &str) {
        let concern = json!({"pupil": self.pupil, "what_happened": what});
        done(&mut self.laptop, "record_concern", &concern);
    }

    fn lock(&mut self) {
        self.laptop.session.lock(Nothing {}).unwrap();
    }
}
