//! The picture of attendance in what leaves the vault: sums with their denominators, and every session of the school's open days.

use chrono::Datelike;
use encircle_domain::attendance::{Category, Code, Session as Half};
use encircle_domain::working_days::is_weekday;
use encircle_export::bundle;

use super::attendance::{Stretch, percent};
use super::referral_bundle::Material;
use crate::contract::TermView;
use crate::local_time::day_in_words;

impl Material {
    /// The picture of attendance; `None` when no mark is known in the stretch.
    pub(super) fn attendance(&self) -> Option<bundle::Attendance> {
        let stretch = &self.stretch;
        let tally = stretch.tally();
        let open = stretch.open_days.between(stretch.from, stretch.to);
        if open.is_empty() || tally.possible() + tally.not_counted == 0 {
            return None;
        }
        let session = |day, half| match stretch.register.get(day, half) {
            Some(code) => mark(code),
            None => bundle::Session { mark: bundle::Mark::NoMark, meaning: String::new() },
        };
        let days = open.iter().map(|day| bundle::DayMarks {
            on: day.date,
            am: session(day.date, Half::Am),
            pm: session(day.date, Half::Pm),
        });
        let rate = tally.attendance_rate().map(|rate| percent(rate.tenths()));
        Some(bundle::Attendance {
            period: match stretch.term {
                TermView::Autumn => format!("Autumn term {}", stretch.from.year()),
                TermView::Spring => format!("Spring term {}", stretch.from.year()),
                TermView::Summer => format!("Summer term {}", stretch.from.year()),
                TermView::Other => format!("{} to {}", day_in_words(stretch.from), day_in_words(stretch.to)),
            },
            from: open.first().map_or(stretch.from, |day| day.date),
            to: stretch.to,
            possible: tally.possible(),
            present: tally.present,
            authorised: tally.authorised,
            unauthorised: tally.unauthorised,
            not_counted: tally.not_counted,
            rate: format!(
                "{} of {} possible sessions attended ({}%)",
                tally.present,
                tally.possible(),
                rate.unwrap_or_default()
            ),
            marks_up_to: stretch.open_days.marks_to(stretch.to).map(|(day, half)| match half {
                Half::Am => format!("{}, morning", day_in_words(day)),
                Half::Pm => format!("{}, afternoon", day_in_words(day)),
            }),
            days: days.collect(),
            closures: closures(stretch),
        })
    }
}

/// Weekdays between the first and the last open day on which no pupil has a mark.
fn closures(stretch: &Stretch) -> Vec<bundle::Closure> {
    let open = stretch.open_days.between(stretch.from, stretch.to);
    let mut closures: Vec<bundle::Closure> = Vec::new();
    for pair in open.windows(2) {
        let mut closed = pair[0]
            .date
            .iter_days()
            .skip(1)
            .take_while(|day| *day < pair[1].date)
            .filter(|day| is_weekday(*day));
        if let Some(from) = closed.next() {
            let to = closed.last().unwrap_or(from);
            closures.push(bundle::Closure { from, to, label: "School closed".to_owned() });
        }
    }
    closures
}

fn mark(code: Code) -> bundle::Session {
    let mark = match code.category() {
        Category::Present if code.is_late() => bundle::Mark::Late,
        Category::Present => bundle::Mark::Present,
        Category::Authorised => bundle::Mark::Authorised,
        Category::Unauthorised => bundle::Mark::Unauthorised,
        Category::NotCounted => bundle::Mark::NotCounted,
    };
    let meaning = match mark {
        bundle::Mark::Present => String::new(),
        _ => format!("{}, {}", code.as_text(), code.meaning()),
    };
    bundle::Session { mark, meaning }
}
