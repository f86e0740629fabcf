//! Plain functions between the domain's shapes and the wire's.

use chrono::NaiveTime;
use encircle_domain::attachment::FileKind;
use encircle_domain::concern::{Decision, Part, Source};
use encircle_domain::contact::ParentalResponsibility;
use encircle_domain::referral::Told;
use encircle_domain::sign::Sign;
use encircle_domain::when::Happened;

use crate::contract::*;
use crate::local_time::{date, local, minutes};
use crate::{ApiError, ErrorCode};

macro_rules! same_words {
    ($($domain:ident = $wire:ident { $($variant:ident),+ })+) => {$(
        impl From<$domain> for $wire {
            fn from(value: $domain) -> Self {
                match value { $($domain::$variant => Self::$variant),+ }
            }
        }

        impl From<$wire> for $domain {
            fn from(value: $wire) -> Self {
                match value { $($wire::$variant => Self::$variant),+ }
            }
        }
    )+};
}

same_words! {
    Source = SourceView { Seen, Told, Opinion }
    Decision = DecisionView { Watch, Support, Refer, None, Later }
    Part = PartView { Harmed, Alleged, Witness, Linked }
    Sign = SignView { Missing, Possessions, Calls, Adults, Weapons, Wellbeing, Injuries }
    Told = ToldView { Yes, No, Unsafe, NotKnown }
    ParentalResponsibility = ResponsibilityView { Yes, No, NotKnown }
    FileKind = FileKindView { Picture, Pdf, Document, Sound, Film, Message, Archive, Text, Page, Program, Script, Macros, Unknown }
}

/// An empty text is no text.
pub(super) fn text(typed: Option<String>) -> Option<String> {
    typed.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The child's words keep every space and line; only an empty field is none.
pub(super) fn words(typed: Option<String>) -> Option<String> {
    typed.filter(|text| !text.trim().is_empty())
}

pub(super) fn happened(asked: Option<HappenedView>) -> Result<Happened, ApiError> {
    let Some(asked) = asked else { return Ok(Happened::NotKnown) };
    let required = || ApiError::at(ErrorCode::Required, "happened");
    let from = || asked.from.as_deref().ok_or_else(required);
    Ok(match asked.kind {
        HappenedKind::NotKnown => Happened::NotKnown,
        HappenedKind::Exact => match from()? {
            day if !day.contains(['T', ' ']) => Happened::OnDay(date(day, "happened")?),
            at => Happened::Exact(local(at, "happened")?),
        },
        HappenedKind::About => match from()? {
            day if !day.contains(['T', ' ']) => {
                let day = date(day, "happened")?;
                Happened::Between(day.and_time(NaiveTime::MIN), day.and_time(LAST_MINUTE))
            }
            at => Happened::About(local(at, "happened")?),
        },
        HappenedKind::Between => {
            let edge = |text: &str, time: NaiveTime| match text {
                day if !day.contains(['T', ' ']) => Ok(date(day, "happened")?.and_time(time)),
                at => local(at, "happened"),
            };
            let to = asked.to.as_deref().ok_or_else(required)?;
            Happened::Between(edge(from()?, NaiveTime::MIN)?, edge(to, LAST_MINUTE)?)
        }
    })
}

const LAST_MINUTE: NaiveTime = NaiveTime::from_hms_opt(23, 59, 0).expect("23:59 is a time of day");

pub(super) fn happened_view(happened: Happened) -> HappenedView {
    let view = |kind, from, to| HappenedView { kind, from, to };
    match happened {
        Happened::Exact(at) => view(HappenedKind::Exact, Some(minutes(at)), None),
        Happened::About(at) => view(HappenedKind::About, Some(minutes(at)), None),
        Happened::OnDay(day) => view(HappenedKind::Exact, Some(day.to_string()), None),
        Happened::Between(from, to) => view(HappenedKind::Between, Some(minutes(from)), Some(minutes(to))),
        Happened::NotKnown => view(HappenedKind::NotKnown, None, None),
    }
}

/// The first words of a text, cut at a word.
pub(super) fn opening(text: &str) -> String {
    const LONGEST: usize = 140;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{words}…")
}

/// A count on the wire.
pub(crate) fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_time_comes_back_as_it_was_typed() {
        let forms = [
            (HappenedKind::Exact, Some("2026-11-24T10:50"), None),
            (HappenedKind::Exact, Some("2026-11-24"), None),
            (HappenedKind::About, Some("2026-11-20T22:40"), None),
            (HappenedKind::Between, Some("2026-11-12T11:20"), Some("2026-11-12T13:55")),
            (HappenedKind::NotKnown, None, None),
        ];
        for (kind, from, to) in forms {
            let view = HappenedView { kind, from: from.map(Into::into), to: to.map(Into::into) };
            assert_eq!(happened_view(happened(Some(view.clone())).unwrap()), view);
        }
        assert_eq!(happened(None), Ok(Happened::NotKnown));
    }

    #[test]
    fn a_time_without_its_beginning_or_with_a_wrong_day_is_refused() {
        let exact = |from: Option<&str>| {
            happened(Some(HappenedView { kind: HappenedKind::Exact, from: from.map(Into::into), to: None }))
        };
        assert_eq!(exact(None), Err(ApiError::at(ErrorCode::Required, "happened")));
        assert_eq!(exact(Some("2026-02-31")), Err(ApiError::at(ErrorCode::InvalidDate, "happened")));
        assert_eq!(exact(Some("2026-11-24T25:00")), Err(ApiError::at(ErrorCode::InvalidTime, "happened")));
    }

    #[test]
    fn an_opening_is_cut_at_a_word() {
        assert_eq!(opening("Two  phones\nin period 3."), "Two phones in period 3.");
        let cut = opening(&"word ".repeat(60));
        assert!(cut.ends_with("word…") && cut.chars().count() <= 141, "{cut}");
    }
}
