//! Measures what a school of 1,500 waits for. Not run with the rest: it asserts no time, it prints them
//! (`cargo test --release -p encircle-store -- --ignored --nocapture`).

use std::time::Instant;

use encircle_domain::event::PupilMarks;
use encircle_domain::fold::asked_words;
use encircle_domain::{Event, PupilId};

use crate::NewEvent;
use crate::testing::{Fixture, concern, followed_up, pupil, source};

fn timed<T>(what: &str, times: u32, mut run: impl FnMut() -> T) -> T {
    let mut taken = Vec::new();
    let mut last = None;
    for _ in 0..times {
        let start = Instant::now();
        last = Some(run());
        taken.push(start.elapsed());
    }
    taken.sort();
    let p95 = taken[(taken.len() - 1) * 95 / 100];
    println!("{what}: median {:?}, p95 {p95:?}, worst {:?}", taken[taken.len() / 2], taken[taken.len() - 1]);
    last.unwrap()
}

fn id(number: u32) -> PupilId {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&number.wrapping_mul(2_654_435_761).to_be_bytes());
    PupilId(id)
}

const WORDS: [&str; 24] = [
    "phone", "late", "bruise", "money", "car", "older", "boys", "station", "train", "missing", "lunch",
    "period", "three", "told", "friend", "crying", "trainers", "new", "cash", "taxi", "weekend", "mother",
    "worried", "knife",
];

fn text(number: u32) -> String {
    let mut state = number.wrapping_mul(747_796_405).wrapping_add(1);
    let mut words = format!("entry{number}");
    for _ in 0..60 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let word = if state.is_multiple_of(3) {
            format!("w{}", (state >> 8) % 20_000)
        } else {
            WORDS[(state >> 20) as usize % 24].into()
        };
        words = words + " " + &word;
    }
    words
}

#[test]
#[ignore = "measures for half a minute"]
fn what_a_school_of_1500_with_60000_concerns_waits_for() {
    let mut fixture = Fixture::new();
    let pupils = |from: u32, to: u32| {
        let pupils = (from..to)
            .map(|n| (id(n), pupil(&format!("Fore{n}"), &format!("Sur{}", n % 700), &format!("A{n:012}"))));
        Event::PupilsImported { source: source(2), pupils: pupils.collect() }
    };
    timed("import 1,500 pupils", 1, || fixture.commit(pupils(0, 1500)));
    timed("import 13,500 more pupils", 1, || fixture.commit(pupils(1500, 15_000)));
    let mut marks = |year: i32| {
        let first = chrono::NaiveDate::from_ymd_opt(year, 9, 1).unwrap();
        let codes: Vec<u8> = (0..380).map(|i| (i % 20) as u8 + 1).collect();
        let marks = (0..1500).map(|n| PupilMarks { pupil: id(n), first, codes: codes.clone() }).collect();
        fixture.commit(Event::MarksImported { source: source(3), first, last: first, marks })
    };
    timed("import 570,000 marks", 1, || marks(2025));
    timed("import 570,000 marks over them", 1, || marks(2025));
    for year in 2019..2025 {
        marks(year);
    }
    let start = Instant::now();
    let mut on_one = Vec::new();
    for batch in 0..60 {
        let events = (batch * 1000..(batch + 1) * 1000).map(|n| {
            let about = if n < 300 { id(1) } else { id(n % 1500) };
            NewEvent::of(Event::ConcernRecorded(concern(about, &text(n))))
        });
        let ids = fixture.try_commit(events.collect()).unwrap();
        if batch == 0 {
            on_one = ids[..300].to_vec();
        }
    }
    println!("60,000 concerns in batches of 1,000: {:?}", start.elapsed());
    let follow =
        on_one.iter().map(|concern| NewEvent::of(followed_up(*concern, id(1), "Rang home."))).collect();
    fixture.try_commit(follow).unwrap();

    let mut number = 70_000;
    timed("save one concern", 200, || {
        number += 1;
        fixture.commit(Event::ConcernRecorded(concern(id(number % 1500), &text(number))))
    });
    for typed in [
        "phone",
        "phone knife",
        "w1234",
        "w1*",
        "s*",
        "phone bruise money car older",
        "sur12*",
        "nothinglikethis",
    ] {
        let hits =
            timed(&format!("search {typed}"), 20, || fixture.store.search(&asked_words(typed), 100).unwrap());
        println!("  {} hits", hits.len());
    }
    for find in ["sur1", "fore77 sur", "A000000001234", "zz"] {
        let rows = timed(&format!("find {find}"), 20, || fixture.store.pupils(Some(find), 50).unwrap());
        println!("  {} rows", rows.len());
    }
    let rows = timed("file of 300 entries", 20, || fixture.store.concerns_of(id(1)).unwrap());
    println!("  {} rows", rows.len());
    timed("7 years of marks", 20, || {
        let years = fixture.store.register_years(id(1)).unwrap();
        years
            .iter()
            .map(|year| fixture.store.register(id(1), *year).unwrap().unwrap()[0])
            .map(u32::from)
            .sum::<u32>()
    });
    timed("all registers of a year", 5, || fixture.store.registers(2025).unwrap().len());
    timed("audit", 20, || fixture.store.audit(None, 200).unwrap().len());
    timed("audit of a pupil", 20, || fixture.store.audit(Some(id(1)), 200).unwrap().len());
    timed("verify", 1, || fixture.store.verify().unwrap());
    timed("rebuild", 1, || fixture.store.rebuild().unwrap());
    timed("dump", 1, || fixture.store.dump_views().unwrap().len());
}
