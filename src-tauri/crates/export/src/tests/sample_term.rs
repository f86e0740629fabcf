//! The autumn term of the made-up pupil: signs, flags and the register.

use super::super::export::bundle::*;
use super::day;
use chrono::Datelike;
use encircle_domain::sign::Sign;

pub fn signs() -> Vec<SignMark> {
    let mark = |sign, on: &str, source, evidence: &str, entry| SignMark {
        sign,
        on: day(on),
        source,
        evidence: evidence.into(),
        entry,
    };
    vec![
        mark(Sign::Missing, "2026-10-19", Source::Seen, "Not in lessons 4 and 5; found at the station", None),
        mark(Sign::Missing, "2026-11-12", Source::Seen, "Left by the side gate, back by taxi", Some(3)),
        mark(Sign::Missing, "2026-11-20", Source::Told, "Pier Halt, about 22:40", Some(2)),
        mark(Sign::Possessions, "2026-09-18", Source::Seen, "New trainers, £180; “a friend” gave them", None),
        mark(Sign::Possessions, "2026-11-24", Source::Seen, "Second phone; headphones still boxed", Some(1)),
        mark(Sign::Calls, "2026-10-12", Source::Seen, "Eleven calls in one lesson", None),
        mark(Sign::Calls, "2026-11-24", Source::Seen, "Five calls in ten minutes", Some(1)),
        mark(Sign::Adults, "2026-11-12", Source::Told, "“Rafe” sent a taxi", Some(3)),
        mark(Sign::Adults, "2026-11-20", Source::Told, "Two adults in a grey van", Some(2)),
        mark(Sign::Wellbeing, "2026-10-12", Source::Opinion, "Withdrawn, says her tutor", None),
        mark(Sign::Wellbeing, "2026-11-05", Source::Opinion, "Tired and tearful", None),
        mark(Sign::Wellbeing, "2026-11-10", Source::Told, "“She cries at night”, says her grandmother", None),
        mark(Sign::Injuries, "2026-11-10", Source::Seen, "Bruise on the left forearm, 3 cm", Some(4)),
    ]
}

pub fn flags() -> Vec<Flag> {
    let flag = |on: &str, label: &str, kind| Flag { on: day(on), label: label.into(), kind };
    vec![
        flag("2026-09-22", "Talk with mum", FlagKind::ActionDone),
        flag("2026-10-13", "Early help", FlagKind::ReferralSent),
        flag("2026-11-10", "Body map", FlagKind::ActionDone),
        flag("2026-11-16", "Circle", FlagKind::Meeting),
        flag("2026-11-25", "This referral", FlagKind::ReferralDraft),
    ]
}

pub fn attendance() -> Attendance {
    let closures =
        vec![Closure { from: day("2026-10-24"), to: day("2026-11-01"), label: "Half term".into() }];
    let session = |mark, meaning: &str| Session { mark, meaning: meaning.into() };
    let mut days = Vec::new();
    for on in day("2026-09-02").iter_days().take_while(|on| *on <= day("2026-12-18")) {
        if on.weekday().num_days_from_monday() > 4
            || closures.iter().any(|closed| closed.from <= on && on <= closed.to)
        {
            continue;
        }
        let present = || session(Mark::Present, "");
        let (am, pm) = match on.to_string().as_str() {
            "2026-09-14" | "2026-10-13" | "2026-11-06" | "2026-11-17" => {
                (session(Mark::Late, "L, late"), present())
            }
            "2026-09-21" | "2026-09-22" => {
                (session(Mark::Authorised, "I, illness"), session(Mark::Authorised, "I, illness"))
            }
            "2026-10-05" => (session(Mark::Authorised, "M, medical"), present()),
            "2026-10-08" => (
                session(Mark::NotCounted, "Y2, travel disruption"),
                session(Mark::NotCounted, "Y2, travel disruption"),
            ),
            "2026-10-19" => (present(), session(Mark::Unauthorised, "O, no reason")),
            "2026-11-02" | "2026-11-09" => {
                (session(Mark::Unauthorised, "O, no reason"), session(Mark::Unauthorised, "O, no reason"))
            }
            "2026-11-12" => {
                (session(Mark::LeftSite, "from 11:20"), session(Mark::Unauthorised, "O, no reason"))
            }
            "2026-11-23" => (session(Mark::Unauthorised, "N, no reason yet"), present()),
            "2026-11-25" => (present(), session(Mark::NoMark, "")),
            _ if on > day("2026-11-25") => (session(Mark::ToCome, ""), session(Mark::ToCome, "")),
            _ => (present(), present()),
        };
        days.push(DayMarks { on, am, pm });
    }
    Attendance {
        period: "Autumn term 2026".into(),
        from: day("2026-09-02"),
        to: day("2026-12-18"),
        possible: 109,
        present: 98,
        authorised: 5,
        unauthorised: 6,
        not_counted: 2,
        rate: "98 of 109 possible sessions attended (89.9%)".into(),
        marks_up_to: Some("25 November 2026, afternoon".into()),
        days,
        closures,
    }
}
