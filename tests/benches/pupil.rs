//! The screen of a pupil with 300 entries and seven years of marks, in a school with ten years behind it: how long its three
//! replies take, and when the window has painted them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};
use encircle_api::commands::call;
use encircle_api::contract::*;
use serde_json::{Value, json};

use crate::figures::{self, Figures, RUNS, gather, median, timed};
use crate::table::Row;
use crate::{import, vaults, window};

const ENTRIES: u32 = 300;
/// The academic years before the sample's own five of a Year 11 pupil, by the year in which each begins.
const EARLIER_YEARS: [i32; 2] = [2020, 2021];

/// The reference of the pupil of whom there is so much: the first of Year 11 in the order of names.
fn pupil(session: &mut encircle_api::Session) -> PupilRowView {
    let rows = session.list_pupils(ListPupils { find: None, limit: Some(20_000) }).unwrap();
    let in_year_11 =
        rows.into_iter().filter(|row| row.year_group.as_deref() == Some("11") && row.upn.is_some());
    // A leaver keeps the last year group; who is on roll has marks this term.
    let mut on_roll = in_year_11.filter(|row| {
        let asked = GetAttendance { pupil: row.id.clone(), from: None, to: None };
        session.get_attendance(asked).unwrap().days.iter().any(|day| day.am.is_some())
    });
    on_roll.next().unwrap()
}

/// Gives one pupil of the `decade` school 300 entries, some of them added to, and marks of seven academic years.
pub fn fill(vault: &Path) {
    let mut session = vaults::unlocked(vault, None);
    let pupil = pupil(&mut session);
    let of = GetChronology { pupil: pupil.id.clone(), ..GetChronology::default() };
    let there = session.get_chronology(of.clone()).unwrap().total;
    let first = NaiveDate::from_ymd_opt(2020, 9, 7).unwrap();
    for number in there..ENTRIES {
        let day = first.checked_add_days(Days::new(u64::from(number) * 7)).unwrap();
        let concern = json!({
            "pupil": pupil.id,
            "what_happened": format!(
                "Entry {number}. He came in late and tired, with a new telephone in his hand, and would not say where he had \
                 been since the evening before. A teacher saw him get out of a grey car at the corner of the lane."
            ),
            "exact_words": "I was only at a friend's.",
            "happened": {"kind": "exact", "from": format!("{day}T09:10")},
            "place": "The gate",
            "source": "seen",
            "signs": ["missing", "possessions"],
        });
        let saved = session.record_concern(serde_json::from_value(concern).unwrap()).unwrap();
        if number % 3 == 0 {
            let acted = json!({"concern": saved.id, "done": "Rang home.", "decision": "watch", "reason": "Look at it weekly."});
            session.follow_up_concern(serde_json::from_value(acted).unwrap()).unwrap();
        }
        if number % 10 == 0 {
            let added = json!({"concern": saved.id, "why": "The place was wrong.", "place": "The corner of the lane"});
            session.amend_concern(serde_json::from_value(added).unwrap()).unwrap();
        }
    }
    assert!(session.get_chronology(of).unwrap().total >= ENTRIES);
    session.lock(Nothing {}).unwrap();

    let mut table = String::from("UPN,Date,Session,Mark\n");
    let upn = pupil.upn.unwrap();
    let mut marks = 0;
    for year in EARLIER_YEARS {
        let first = NaiveDate::from_ymd_opt(year, 9, 1).unwrap();
        for day in import::school_days(first).take(190) {
            let _ = writeln!(table, "{upn},{day},AM,/\n{upn},{day},PM,\\");
            marks += 2;
        }
    }
    let file = vault.with_extension("csv");
    fs::write(&file, table).unwrap();
    let mut session = vaults::unlocked(vault, Some(&file));
    vaults::take(&mut session, marks);
    session.lock(Nothing {}).unwrap();
    fs::write(noted(), json!({"id": pupil.id, "upn": upn}).to_string()).unwrap();
}

/// Where it is noted which pupil that is.
pub fn noted() -> std::path::PathBuf {
    vaults::kept().join("decade-pupil.json")
}

/// The three questions of the screen in their order, in a session that has been asked nothing else, as JSON in and out.
pub fn sample(vault: &Path, pupil: &str) -> Figures {
    let mut session = vaults::unlocked(vault, None);
    let mut figures = Figures::new();
    let mut whole = 0.0;
    for (name, arguments) in [
        ("get_pupil", json!({"pupil": pupil, "opening": true})),
        ("get_ribbon", json!({"pupil": pupil})),
        ("get_chronology", json!({"pupil": pupil})),
    ] {
        let (reply, took) = timed(|| call(&mut session, name, arguments).unwrap().to_string());
        let reply: Value = serde_json::from_str(&reply).unwrap();
        if name == "get_chronology" {
            assert!(reply["entries"].as_array().unwrap().len() >= ENTRIES as usize);
        }
        whole += took;
        figures.insert(name.into(), vec![took]);
    }
    figures.insert("whole".into(), vec![whole]);
    figures
}

pub fn rows(program: &Path) -> Vec<Row> {
    let vault = vaults::decade();
    let noted: Value = serde_json::from_str(&fs::read_to_string(noted()).unwrap()).unwrap();
    let (id, upn) = (noted["id"].as_str().unwrap(), noted["upn"].as_str().unwrap());
    let copy = vaults::copy(&vault);
    let mut all = Figures::new();
    for _ in 0..RUNS {
        gather(&mut all, figures::sample("pupil", &[copy.path().to_str().unwrap(), id]));
    }
    let of = |name| median(&all, name);
    let painted = window::pupil_painted(program, &vault, upn);
    let painted_median = median(&Figures::from([("painted".into(), painted)]), "painted");
    vec![
        Row {
            step: "pupil screen, 300 entries and 7 years of marks (`decade`): replies",
            against: "–",
            goal: "≤ 50 ms",
            measured: format!(
                "{:.0} ms: file with its event {:.0} ms, ribbon {:.0} ms, chronology {:.0} ms",
                of("whole"),
                of("get_pupil"),
                of("get_ribbon"),
                of("get_chronology")
            ),
            met: Some(of("whole") <= 50.0),
        },
        Row {
            step: "pupil screen, 300 entries and 7 years of marks (`decade`): painted",
            against: "–",
            goal: "≤ 150 ms",
            measured: format!("{painted_median:.0} ms from the key to the last change of the window"),
            met: Some(painted_median <= 150.0),
        },
    ]
}
