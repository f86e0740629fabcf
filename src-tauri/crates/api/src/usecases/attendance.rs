//! Attendance of one pupil, the ribbon, and the list of gaps.

use chrono::{Datelike, NaiveDate};
use encircle_domain::PupilId;
use encircle_domain::attendance::gaps::{self, Seen, Settings};
use encircle_domain::attendance::{
    AcademicYear, Category, Code, OpenDays, Register, Session as Half, Tally, Year,
};
use encircle_domain::may::Act;
use encircle_domain::working_days::{is_weekday, working_days_after};
use encircle_store::Store;

use super::convert::count;
use crate::contract::*;
use crate::local_time::{instant, optional_date, to_local};
use crate::{ApiError, ErrorCode, Session};

/// The longest stretch in one answer: an academic year and a day to spare.
const LONGEST_DAYS: i64 = 367;

/// The stretch of the term in which a day falls. Where the holidays lie is not asked: the register shows them.
pub(super) fn term_of(day: NaiveDate) -> (TermView, NaiveDate, NaiveDate) {
    let of = |month, last| NaiveDate::from_ymd_opt(day.year(), month, last).unwrap_or(day);
    match day.month() {
        9..=12 => (TermView::Autumn, of(9, 1), of(12, 31)),
        1..=3 => (TermView::Spring, of(1, 1), of(3, 31)),
        _ => (TermView::Summer, of(4, 1), of(8, 31)),
    }
}

/// The registers of the whole school for the academic years that reach back from a day.
pub(super) fn school_registers(store: &Store, year: AcademicYear) -> Result<Vec<(PupilId, Year)>, ApiError> {
    store
        .registers(year.start_year())?
        .into_iter()
        .map(|(pupil, bytes)| Ok((pupil, packed(year, &bytes)?)))
        .collect()
}

fn packed(year: AcademicYear, bytes: &[u8]) -> Result<Year, ApiError> {
    Year::from_bytes(year, bytes).map_err(|_| ErrorCode::RecordsDamaged.into())
}

fn register_of(store: &Store, pupil: PupilId, from: NaiveDate, to: NaiveDate) -> Result<Register, ApiError> {
    let mut years = Vec::new();
    for start in AcademicYear::of(from).start_year()..=AcademicYear::of(to).start_year() {
        if let Some(bytes) = store.register(pupil, start)? {
            years.push(packed(AcademicYear::starting(start), &bytes)?);
        }
    }
    Ok(Register::from_years(years))
}

/// A pupil's register of a stretch with the days on which the school was open.
pub(super) struct Stretch {
    pub(super) term: TermView,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) register: Register,
    pub(super) open_days: OpenDays,
}

impl Stretch {
    pub(super) fn tally(&self) -> Tally {
        self.register.tally(self.from, self.to, &self.open_days)
    }
}

impl Session {
    /// Marks day by day, with what they add up to.
    pub fn get_attendance(&mut self, asked: GetAttendance) -> Result<AttendanceView, ApiError> {
        let pupil = self.file(Act::ReadFile, &asked.pupil)?;
        let stretch = self.stretch(pupil, asked.from.as_deref(), asked.to.as_deref())?;
        self.attendance_view(pupil, &stretch)
    }

    /// The term in which today falls, unless a stretch is asked for.
    pub(super) fn stretch(
        &mut self,
        pupil: PupilId,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<Stretch, ApiError> {
        let today = self.ports.clock.local().date();
        let (term, term_from, term_to) = term_of(today);
        let from = optional_date(from, "from")?;
        let to = optional_date(to, "to")?;
        let term = if from.is_none() && to.is_none() { term } else { TermView::Other };
        let from = from.unwrap_or(term_from);
        let to = to.unwrap_or_else(|| term_to.max(from));
        if to < from {
            return Err(ApiError::at(ErrorCode::EndsBeforeItBegins, "to"));
        }
        if (to - from).num_days() > LONGEST_DAYS {
            return Err(ApiError::at(ErrorCode::TooLong, "to"));
        }
        let register = register_of(&self.open()?.store, pupil, from, to)?;
        let open_days = self.open_days(from, to)?;
        Ok(Stretch { term, from, to, register, open_days })
    }

    /// The days on which the school was open, from all registers of the academic years of a stretch; read once until marks change.
    fn open_days(&mut self, from: NaiveDate, to: NaiveDate) -> Result<OpenDays, ApiError> {
        let open = self.open_mut()?;
        let mut sessions = Vec::new();
        for start in AcademicYear::of(from).start_year()..=AcademicYear::of(to).start_year() {
            if !open.open_days.contains_key(&start) {
                let registers = school_registers(&open.store, AcademicYear::starting(start))?;
                let days = OpenDays::of(registers.iter().map(|(_, year)| year));
                open.open_days.insert(start, days);
            }
            let days = &open.open_days[&start];
            sessions.extend(days.sessions(NaiveDate::MIN, NaiveDate::MAX));
        }
        Ok(OpenDays::from_sessions(sessions))
    }

    pub(super) fn attendance_view(
        &mut self,
        pupil: PupilId,
        stretch: &Stretch,
    ) -> Result<AttendanceView, ApiError> {
        let today = self.ports.clock.local().date();
        let open: std::collections::HashSet<NaiveDate> =
            stretch.open_days.between(stretch.from, stretch.to).iter().map(|day| day.date).collect();
        let days = stretch
            .from
            .iter_days()
            .take_while(|day| *day <= stretch.to)
            .filter(|day| is_weekday(*day) || open.contains(day))
            .map(|day| DayView {
                on: day.to_string(),
                open: open.contains(&day),
                am: stretch.register.get(day, Half::Am).map(mark_view),
                pm: stretch.register.get(day, Half::Pm).map(mark_view),
            })
            .collect();
        Ok(AttendanceView {
            pupil: pupil.to_string(),
            term: stretch.term,
            from: stretch.from.to_string(),
            to: stretch.to.to_string(),
            days,
            tally: tally_view(&stretch.tally()),
            marks_until: self.marks_until(today)?,
        })
    }

    /// Up to where marks are known on a day, and when the newest were imported. Looks at this academic year and the one before.
    pub(super) fn marks_until(&mut self, on: NaiveDate) -> Result<Option<MarksUntilView>, ApiError> {
        let Some((day, session)) = self.recent_days(on)?.marks_to(on) else { return Ok(None) };
        let imported_at = self.open()?.store.marks_imports()?.into_iter().map(|row| row.recorded_at).max();
        Ok(imported_at.map(|at| MarksUntilView {
            day: day.to_string(),
            session: match session {
                Half::Am => SessionView::Am,
                Half::Pm => SessionView::Pm,
            },
            imported_at: instant(at),
        }))
    }

    fn recent_days(&mut self, on: NaiveDate) -> Result<OpenDays, ApiError> {
        let year = AcademicYear::of(on);
        self.open_days(AcademicYear::starting(year.start_year() - 1).first_day(), year.last_day())
    }

    /// The ribbon: flags, seven lanes, the register.
    pub fn get_ribbon(&mut self, asked: GetAttendance) -> Result<RibbonView, ApiError> {
        let pupil = self.file(Act::ReadFile, &asked.pupil)?;
        let stretch = self.stretch(pupil, asked.from.as_deref(), asked.to.as_deref())?;
        let attendance = self.attendance_view(pupil, &stretch)?;
        let visible = self.visible()?;
        let within = |day: &NaiveDate| (stretch.from..=stretch.to).contains(day);
        let (mut signs, mut flags, mut undated) = (Vec::new(), Vec::new(), 0);
        for row in visible.concerns_of(pupil)?.into_iter().filter(|row| row.part.is_none()) {
            let concern = row.current;
            match concern.happened.day() {
                Some(day) if within(&day) => signs.extend(concern.signs.iter().map(|sign| SignMarkView {
                    sign: (*sign).into(),
                    on: day.to_string(),
                    source: concern.source.into(),
                    concern: row.id.to_string(),
                })),
                Some(_) => {}
                None => undated += count(concern.signs.len()),
            }
            let decisions = row.follow_ups.iter().filter_map(|row| Some((row.at, row.follow_up.decision?)));
            for (at, decision) in decisions {
                let day = to_local(at).date();
                if within(&day) {
                    let label = decision.code().to_owned();
                    flags.push(FlagView { on: day.to_string(), kind: FlagKind::Decided, label });
                }
            }
        }
        for row in visible.referrals(Some(pupil))? {
            let day = to_local(row.at).date();
            if within(&day) {
                let label = row.referral.reference;
                flags.push(FlagView { on: day.to_string(), kind: FlagKind::ReferralSent, label });
            }
        }
        for draft in self
            .drafts_seen()?
            .into_iter()
            .filter(|draft| draft.pupil == Some(pupil) && draft.kind == "referral")
        {
            let day = to_local(draft.saved_at).date();
            if within(&day) {
                flags.push(FlagView {
                    on: day.to_string(),
                    kind: FlagKind::ReferralDraft,
                    label: String::new(),
                });
            }
        }
        signs.sort_by(|a, b| a.on.cmp(&b.on));
        flags.sort_by(|a, b| a.on.cmp(&b.on));
        Ok(RibbonView { attendance, signs, flags, undated })
    }

    /// The rules that fired for pupils on roll, pupil by pupil in the order of names, with their facts. With stale marks the list is empty and says so.
    pub fn list_gaps(&mut self, asked: ListGaps) -> Result<GapsView, ApiError> {
        self.allowed(Act::ReadGaps)?;
        let today = self.ports.clock.local().date();
        let on = optional_date(asked.on.as_deref(), "on")?.unwrap_or(today);
        let year = AcademicYear::of(on);
        let settings = Settings::default();
        let before = AcademicYear::starting(year.start_year() - 1);
        let open_days = self.recent_days(on)?;
        let marks_until = self.marks_until(on)?;
        let visible = self.visible()?;
        let store = visible.store();
        let mut registers: std::collections::HashMap<PupilId, Vec<Year>> = std::collections::HashMap::new();
        for year in [before, year] {
            for (pupil, register) in
                school_registers(store, year)?.into_iter().filter(|(pupil, _)| visible.sees(*pupil))
            {
                registers.entry(pupil).or_default().push(register);
            }
        }
        let mut found = Vec::new();
        for (pupil, years) in registers {
            let register = Register::from_years(years);
            let seen = Seen { register: &register, open: &open_days, on, settings: &settings };
            found.extend(gaps::look(&seen).into_iter().map(|gap| (gap, pupil)));
        }
        let mut listed = Vec::with_capacity(found.len());
        for (gap, pupil) in found {
            let known = store.pupil(pupil)?;
            if known.as_ref().is_some_and(|pupil| !pupil.is_on_roll(on)) {
                continue;
            }
            let sort_key = known.as_ref().map(|pupil| pupil.name.sort_key()).unwrap_or_default();
            let facts = gap.facts.iter().map(|fact| FactView {
                on: fact.on.to_string(),
                text: gaps::fact_text(fact),
                entry: None,
            });
            let view = GapView {
                pupil: pupil.to_string(),
                pupil_name: known.as_ref().map_or_else(|| pupil.to_string(), |pupil| pupil.name.known_as()),
                year_group: known.and_then(|pupil| pupil.year_group),
                rule: gap.rule.as_text().to_owned(),
                sentence: gaps::sentence(&gap),
                facts: facts.collect(),
                newest: gap.newest.to_string(),
            };
            listed.push((sort_key, gap.rule, view));
        }
        listed.sort_by(|a, b| (&a.0, &a.2.pupil, a.1).cmp(&(&b.0, &b.2.pupil, b.1)));
        Ok(GapsView {
            on: on.to_string(),
            marks_until,
            marks_stale: marks_stale(&open_days, on),
            gaps: listed.into_iter().map(|(_, _, view)| view).collect(),
        })
    }
}

/// True when the registers end before the last working day before `on`: whoever asks cannot be told that all is well.
fn marks_stale(open_days: &OpenDays, on: NaiveDate) -> bool {
    open_days.marks_to(on).is_none_or(|(newest, _)| working_days_after(newest, on) > 1)
}

pub(super) fn mark_kind(code: Code) -> MarkKind {
    match code.category() {
        Category::Present if code.is_late() => MarkKind::Late,
        Category::Present => MarkKind::Present,
        Category::Authorised => MarkKind::Authorised,
        Category::Unauthorised => MarkKind::Unauthorised,
        Category::NotCounted => MarkKind::NotCounted,
    }
}

fn mark_view(code: Code) -> MarkView {
    MarkView { code: code.as_text().to_owned(), kind: mark_kind(code), meaning: code.meaning().to_owned() }
}

fn tally_view(tally: &Tally) -> TallyView {
    TallyView {
        possible: tally.possible(),
        present: tally.present,
        authorised: tally.authorised,
        unauthorised: tally.unauthorised,
        not_counted: tally.not_counted,
        no_mark: tally.no_mark,
        attendance: tally.attendance_rate().map(|rate| percent(rate.tenths())),
        absence: tally.absence_rate().map(|rate| percent(rate.tenths())),
        persistent: tally.is_persistent_absence(),
        severe: tally.is_severe_absence(),
    }
}

/// Tenths of a percent as `88.1`.
pub(super) fn percent(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
