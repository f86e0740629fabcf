//! Import in two steps: look at what was understood, then take it. Nothing is written before a person says so.

mod answers;
mod known;
mod marks;
mod pupils;

use encircle_domain::event::{Event, ImportSource};
use encircle_domain::may::Act;
use encircle_domain::pupil::Pupil;
use encircle_intake::{Content, Encoding, Intake, MarksFile, PupilsFile, SchoolRef, Severity as Found};
use encircle_store::{NewEvent, sha256};
use rand_core::Rng;

use self::known::Known;
use self::marks::MarksPlan;
use self::pupils::{PupilsPlan, Question};
use super::convert::count;
use super::finding_words::{self, Code};
use super::visible::Visible;
use crate::contract::*;
use crate::local_time::instant;
use crate::ports::FileKind;
use crate::{ApiError, ErrorCode, Session, disk};

/// The most bytes of a file to import.
const LONGEST_FILE: u64 = encircle_intake::MAX_BYTES as u64;
/// Findings in a preview; the rest are counted.
const FINDINGS: usize = 500;
/// Names in a preview, so that a person sees whether accents read rightly.
const SAMPLE_NAMES: usize = 5;

/// A file that was read and not yet taken.
pub(crate) struct PendingImport {
    source: ImportSource,
    preview: ImportPreviewView,
    findings: Vec<FindingView>,
    plan: Plan,
}

enum Plan {
    Pupils(PupilsPlan),
    Marks(MarksPlan),
}

impl Session {
    /// Lets a person choose a file and says what would be taken from it.
    pub fn choose_import(&mut self, _: Nothing) -> Result<Option<ImportPreviewView>, ApiError> {
        self.allowed(Act::Import)?;
        self.open_mut()?.import = None;
        let Some(path) = self.ports.files.ask_open(FileKind::Import) else { return Ok(None) };
        let file = disk::read(&path, LONGEST_FILE)?;
        let content = encircle_intake::read(&file.bytes, &file.name)?;
        let hash = sha256(&file.bytes);
        let (plan, mut preview, mut findings) = match content {
            Content::Pupils(intake) => self.understand_pupils(intake)?,
            Content::Marks(intake) => self.understand_marks(intake)?,
        };
        findings.sort_by_key(|finding| (finding.row, finding.severity != Severity::Problem));
        let of = |severity| count(findings.iter().filter(|finding| finding.severity == severity).count());
        (preview.problems, preview.warnings) = (of(Severity::Problem), of(Severity::Warning));
        preview.more_findings += count(findings.len().saturating_sub(FINDINGS));
        preview.findings = findings.iter().take(FINDINGS).cloned().collect();
        let mut handle = [0; 16];
        self.ports.random.fill_bytes(&mut handle);
        preview.handle = handle.iter().map(|byte| format!("{byte:02x}")).collect();
        preview.file_name = file.name.clone();
        let open = self.open_mut()?;
        preview.imported_before = open.store.import_with_hash(&hash)?.map(|row| instant(row.recorded_at));
        let source =
            ImportSource { file_name: file.name, hash, rows: preview.rows, problems: preview.problems };
        let reply = preview.clone();
        open.import = Some(PendingImport { source, preview, findings, plan });
        Ok(Some(reply))
    }

    fn understand_pupils(
        &mut self,
        intake: Intake<PupilsFile>,
    ) -> Result<(Plan, ImportPreviewView, Vec<FindingView>), ApiError> {
        let open = self.open.as_ref().ok_or(ErrorCode::Locked)?;
        let mut file = intake.content;
        let own = open.school.laestab.to_string();
        let is_own = |school: &Option<SchoolRef>| {
            school.as_ref().and_then(|school| school.laestab.as_ref()).is_none_or(|laestab| *laestab == own)
        };
        let kind = if file.ctf_version.is_some() { ImportKind::Ctf } else { ImportKind::PupilsCsv };
        let mut preview = empty_preview(kind, &intake.encoding, count(file.rows.len() + file.held.len()));
        preview.sample_names =
            file.rows.iter().take(SAMPLE_NAMES).map(|row| row.pupil.name.known_as()).collect();
        if !is_own(&file.source) {
            // First and last days at another school are not ours.
            for row in file.rows.iter_mut().chain(&mut file.held) {
                (row.pupil.admitted, row.pupil.left) = (None, None);
            }
            if !is_own(&file.destination) {
                preview.other_school = file
                    .source
                    .as_ref()
                    .and_then(|school| school.name.clone().or_else(|| school.laestab.clone()));
            }
        }
        let plan = PupilsPlan::of(file, &Known::of(&open.store)?, &mut self.ports.random);
        (preview.new, preview.changed, preview.unchanged) = plan.counts();
        let visible = self.visible()?;
        preview.questions = plan.questions.iter().map(|asked| question_view(asked, &visible)).collect();
        preview.more_findings = u32::try_from(intake.findings_left_out).unwrap_or(u32::MAX);
        // Of a number that the file itself gives twice, the reader has told already.
        let asked = plan.questions.iter().filter(|question| question.why != Code::NumberShared);
        let asked = asked.map(|question| finding_words::own(Some(question.row), question.why));
        let findings = intake.findings.iter().map(finding_words::view).chain(asked).collect();
        Ok((Plan::Pupils(plan), preview, findings))
    }

    fn understand_marks(
        &mut self,
        intake: Intake<MarksFile>,
    ) -> Result<(Plan, ImportPreviewView, Vec<FindingView>), ApiError> {
        let open = self.open()?;
        let file = &intake.content;
        let rows = file.marks() + file.no_mark + file.repeated + file.refused;
        let mut preview = empty_preview(ImportKind::MarksCsv, &intake.encoding, rows);
        preview.first = file.period.map(|(first, _)| first.to_string());
        preview.last = file.period.map(|(_, last)| last.to_string());
        let plan = MarksPlan::of(intake.content.pupils, &Known::of(&open.store)?, &open.store)?;
        preview.sample_names = plan.sample_names(SAMPLE_NAMES);
        (preview.new, preview.changed, preview.unchanged) = plan.counts();
        preview.more_findings = u32::try_from(intake.findings_left_out).unwrap_or(u32::MAX);
        let own = plan.not_found.iter().map(|(row, code)| finding_words::own(Some(*row), *code));
        let findings = intake.findings.iter().map(finding_words::view).chain(own).collect();
        Ok((Plan::Marks(plan), preview, findings))
    }

    /// Takes what the preview showed and the answers to its questions, in one event. A handle is good once; an answer that cannot
    /// stand leaves the file chosen.
    pub fn confirm_import(&mut self, asked: ConfirmImport) -> Result<ImportView, ApiError> {
        self.allowed(Act::Import)?;
        let open = self.open.as_mut().ok_or(ErrorCode::Locked)?;
        let pending = open.import.as_mut().filter(|pending| pending.preview.handle == asked.handle);
        let pending = pending.ok_or(ErrorCode::ImportGone)?;
        if pending.preview.warnings > 0 && !asked.accept_warnings {
            return Err(ErrorCode::ImportHasWarnings.into());
        }
        if let Plan::Pupils(plan) = &mut pending.plan {
            let answered = plan.answered(&asked.answers, &mut self.ports.random)?;
            let taken =
                plan.questions.iter().filter(|asked| answered.iter().any(|taken| taken.row == asked.row));
            let settled: Vec<_> = taken.map(|asked| (Some(asked.row), asked.why.as_text())).collect();
            pending.findings.retain(|found| !settled.contains(&(found.row, found.code.as_str())));
            plan.taken.extend(answered);
        } else if let Some(answer) = asked.answers.first() {
            return Err(ApiError::at(ErrorCode::InvalidChoice, format!("answers.{}", answer.row)));
        }
        let Some(PendingImport { mut source, preview, findings, plan }) = open.import.take() else {
            return Err(ErrorCode::ImportGone.into());
        };
        let problems: Vec<_> =
            findings.into_iter().filter(|finding| finding.severity == Severity::Problem).collect();
        source.problems = count(problems.len());
        let (counts, event) = match plan {
            Plan::Pupils(plan) => (plan.counts(), plan.into_event(source)),
            Plan::Marks(plan) => (plan.counts(), plan.into_event(source)),
        };
        if let Some(event) = event {
            let is_marks = matches!(event, Event::MarksImported { .. });
            self.commit(vec![NewEvent::of(event)])?;
            if is_marks {
                self.open_mut()?.open_days.clear();
            }
        }
        let (new, changed, unchanged) = counts;
        Ok(ImportView { kind: preview.kind, new, changed, unchanged, problems, warnings: preview.warnings })
    }

    /// Forgets the chosen file.
    pub fn cancel_import(&mut self, asked: CancelImport) -> Result<Nothing, ApiError> {
        self.allowed(Act::Import)?;
        self.open_mut()?.import.take_if(|pending| pending.preview.handle == asked.handle);
        Ok(Nothing {})
    }
}

fn empty_preview(kind: ImportKind, encoding: &Encoding, rows: u32) -> ImportPreviewView {
    ImportPreviewView {
        handle: String::new(),
        file_name: String::new(),
        kind,
        encoding: encoding.name.to_owned(),
        rows,
        new: 0,
        changed: 0,
        unchanged: 0,
        findings: Vec::new(),
        more_findings: 0,
        problems: 0,
        warnings: 0,
        imported_before: None,
        sample_names: Vec::new(),
        first: None,
        last: None,
        other_school: None,
        questions: Vec::new(),
    }
}

fn question_view(question: &Question, visible: &Visible<'_>) -> RowQuestionView {
    let alike = question.alike.iter().map(|alike| {
        let mut view = row_pupil_view(&alike.before);
        view.id = Some(alike.id.to_string());
        if !visible.sees(alike.id) {
            // Whoever may not read a file finds no number in it.
            (view.upn, view.admission_number) = (None, None);
        }
        view
    });
    RowQuestionView {
        row: question.row,
        code: question.why.as_text().to_owned(),
        sentence: question.why.sentence().to_owned(),
        in_file: row_pupil_view(&question.pupil),
        alike: alike.collect(),
        offers: question.offers.clone(),
    }
}

fn row_pupil_view(pupil: &Pupil) -> RowPupilView {
    RowPupilView {
        id: None,
        listed: pupil.name.listed(),
        born: pupil.born.map(|day| day.to_string()),
        year_group: pupil.year_group.clone(),
        reg_group: pupil.reg_group.clone(),
        upn: pupil.upn.clone(),
        admission_number: pupil.admission_number.clone(),
    }
}

impl From<Found> for Severity {
    fn from(found: Found) -> Self {
        match found {
            Found::Problem => Self::Problem,
            Found::Warning => Self::Warning,
            Found::Note => Self::Note,
        }
    }
}
