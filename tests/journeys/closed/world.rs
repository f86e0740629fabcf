//! A vault with four people and two pupils, one of whose files is closed: Della is named, Imran is not, it is restricted against Ursula,
//! Ruth is a recorder.

use encircle_api::contract::*;
use serde_json::{Value, json};

use crate::support::fixtures;
use crate::support::school::{Laptop, PASSPHRASE, concern};

/// A word that stands in everything about the closed file and in nothing else.
pub const SECRET: &str = "quillfeather";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Della,
    Imran,
    Ursula,
    Ruth,
}

impl Who {
    /// In the order in which a test asks them; whoever may change most comes last.
    pub const ALL: [Self; 4] = [Self::Imran, Self::Ursula, Self::Ruth, Self::Della];

    fn name_and_role(self) -> (&'static str, &'static str) {
        match self {
            Self::Della => ("Della Marchbank", "dsl"),
            Self::Imran => ("Imran Quaife", "deputy"),
            Self::Ursula => ("Ursula Thackray", "dsl"),
            Self::Ruth => ("Ruth Ames", "recorder"),
        }
    }

    fn passphrase(self) -> String {
        match self {
            Self::Della => PASSPHRASE.to_owned(),
            other => format!("{PASSPHRASE} {other:?}"),
        }
    }
}

pub struct World {
    pub laptop: Laptop,
    /// The pupil whose file is closed.
    pub niall: String,
    pub cara: String,
    /// Della's entry about Niall.
    pub closed_entry: String,
    /// Della's entry about Cara in which Niall has a part.
    pub linked_entry: String,
    /// Della's entry about Cara alone.
    pub open_entry: String,
    /// Ruth's entry about Niall.
    pub ruths_entry: String,
    /// Della's files of the first three, and of Ruth's entry.
    pub closed_file: String,
    pub linked_file: String,
    pub open_file: String,
    pub file_beside_ruths: String,
    /// Ruth's own file of Ruth's entry.
    pub ruths_file: String,
}

impl World {
    /// The whole story. Without `secrets` nothing about Niall was ever written but what Ruth wrote; the file is closed all the same.
    pub fn new(secrets: bool) -> Self {
        let mut laptop = Laptop::with_vault();
        for who in [Who::Imran, Who::Ursula, Who::Ruth] {
            admit(&mut laptop, who);
        }
        laptop.next_file(fixtures().join("cases/B01_apostrophes.csv"));
        laptop.import();
        laptop.next_text("marks.csv", &marks());
        laptop.import();
        let niall = laptop.find("Niall").remove(0).id;
        let cara = laptop.find("Cara").remove(0).id;
        let mut world = Self {
            laptop,
            niall: niall.clone(),
            cara: cara.clone(),
            closed_entry: String::new(),
            linked_entry: String::new(),
            open_entry: String::new(),
            ruths_entry: String::new(),
            closed_file: String::new(),
            linked_file: String::new(),
            open_file: String::new(),
            file_beside_ruths: String::new(),
            ruths_file: String::new(),
        };
        world.open_entry = world.record(concern(&cara, "Two phones at lunch."));
        world.open_file = world.attach(&world.open_entry.clone(), "phones.txt");
        world.as_who(Who::Ruth);
        world.ruths_entry = world.record(concern(&niall, "Ruth heard shouting."));
        world.ruths_file = world.attach(&world.ruths_entry.clone(), "what Ruth heard.txt");
        world.as_who(Who::Della);
        if secrets {
            world.write_secrets();
        }
        // That somebody searched is of nobody's file; the audit shows no words.
        world.laptop.session.search(Search { text: SECRET.into(), finished: true }).unwrap();
        let (named, against) = (world.person(Who::Della), world.person(Who::Ursula));
        let asked = CloseFile {
            pupil: niall,
            named: vec![named],
            against: vec![against],
            reason: format!("A relative works here. {SECRET}"),
            ring: "Della Marchbank, 01632 960101".into(),
        };
        world.laptop.session.close_file(asked).unwrap();
        world
    }

    fn write_secrets(&mut self) {
        let (niall, cara) = (self.niall.clone(), self.cara.clone());
        let mut secret = concern(&niall, &format!("Bruises on both arms. {SECRET}"));
        secret.signs = vec![SignView::Injuries];
        self.closed_entry = self.record(secret);
        let mut linked = concern(&cara, &format!("Cara was with Niall at the station. {SECRET}"));
        linked.other_pupils = vec![OtherPupil { pupil: niall.clone(), part: PartView::Linked }];
        self.linked_entry = self.record(linked);
        let ruths = self.ruths_entry.clone();
        let session = &mut self.laptop.session;
        let followed =
            json!({"concern": ruths, "done": format!("Rang the duty desk. {SECRET}"), "decision": "refer"});
        session.follow_up_concern(serde_json::from_value(followed).unwrap()).unwrap();
        let amended = json!({"concern": ruths, "why": SECRET, "what_happened": format!("Shouting and a blow. {SECRET}")});
        session.amend_concern(serde_json::from_value(amended).unwrap()).unwrap();
        self.closed_file = self.attach(&self.closed_entry.clone(), &format!("{SECRET}.txt"));
        self.linked_file = self.attach(&self.linked_entry.clone(), &format!("{SECRET} at the station.txt"));
        self.file_beside_ruths = self.attach(&ruths, &format!("{SECRET} too.txt"));
        let saved = SaveAttachment { attachment: self.closed_file.clone() };
        self.laptop.session.save_attachment(saved).unwrap();
        let session = &mut self.laptop.session;
        let rules = json!({"pupil": niall, "never_tell": format!("The uncle. {SECRET}")});
        session.set_safe_contact(serde_json::from_value(rules).unwrap()).unwrap();
        let referral = json!({"pupil": niall, "profile": "general", "reason": format!("Harm. {SECRET}")});
        session.export_referral(serde_json::from_value(referral).unwrap()).unwrap();
        let of_cara = json!({"pupil": cara, "profile": "general", "reason": format!("Seen together. {SECRET}"),
            "entries": [self.linked_entry]});
        session.export_referral(serde_json::from_value(of_cara).unwrap()).unwrap();
        for (id, pupil, body) in
            [("d1", Some(&niall), "{}".to_owned()), ("d2", Some(&cara), format!("{{\"with\": \"{niall}\"}}"))]
        {
            let draft = SaveDraft {
                id: id.repeat(16),
                kind: DraftKind::Concern,
                pupil: pupil.cloned(),
                body,
                opening: format!("A draft. {SECRET}"),
            };
            session.save_draft(draft).unwrap();
        }
        session.get_pupil(GetPupil { pupil: niall, opening: true }).unwrap();
    }

    pub fn record(&mut self, asked: RecordConcern) -> String {
        self.laptop.session.record_concern(asked).unwrap().id
    }

    /// Adds a small file to an entry.
    pub fn attach(&mut self, entry: &str, name: &str) -> String {
        self.laptop.next_text(name, &format!("The words of {name}."));
        let asked = AttachFile { concern: entry.to_owned() };
        self.laptop.session.attach_file(asked).unwrap().unwrap().attachment.unwrap().id
    }

    /// Locks, and lets another person open the vault.
    pub fn as_who(&mut self, who: Who) {
        self.laptop.session.lock(Nothing {}).unwrap();
        self.laptop.unlock(&who.passphrase()).unwrap();
    }

    /// A person's id, as a lead who may decide sees it.
    pub fn person(&mut self, who: Who) -> String {
        let cara = self.cara.clone();
        let people = self.laptop.session.get_closure(GetClosure { pupil: cara }).unwrap().people;
        people.into_iter().find(|person| person.name == who.name_and_role().0).unwrap().id
    }

    pub fn closure(&mut self, pupil: &str) -> ClosureView {
        self.laptop.session.get_closure(GetClosure { pupil: pupil.to_owned() }).unwrap()
    }

    pub fn call(&mut self, name: &str, arguments: &Value) -> Result<Value, encircle_api::ApiError> {
        encircle_api::commands::call(&mut self.laptop.session, name, arguments.clone())
    }
}

/// Three Mondays missed by Niall, three Tuesdays by Cara.
fn marks() -> String {
    let mut table = String::from("UPN,Date,Session,Mark\n");
    let days = [
        "02/11", "03/11", "04/11", "05/11", "06/11", "09/11", "10/11", "11/11", "12/11", "13/11", "16/11",
        "17/11", "18/11", "19/11", "20/11", "23/11", "24/11",
    ];
    for day in days {
        for session in ["AM", "PM"] {
            let present = if session == "AM" { "/" } else { "\\" };
            let mark = |missed: &[&str]| if missed.contains(&day) { "O" } else { present };
            table.push_str(&format!(
                "W999999200028,{day}/2026,{session},{}\n",
                mark(&["02/11", "09/11", "23/11"])
            ));
            table.push_str(&format!(
                "K999999200029,{day}/2026,{session},{}\n",
                mark(&["03/11", "10/11", "24/11"])
            ));
        }
    }
    table
}

/// Gives one more person a way in, as Della.
fn admit(laptop: &mut Laptop, who: Who) {
    let (name, role) = who.name_and_role();
    let asked = AddPerson { name: name.into(), role: role.into(), passphrase: who.passphrase() };
    laptop.session.add_person(asked).unwrap();
}
