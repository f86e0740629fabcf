//! Import in two steps: look at what was understood, then take it. Nothing is written before a person says so.

use encircle_domain::event::{Event, ImportSource};
use encircle_domain::may::Act;
use encircle_intake::{Content, Severity as Found};
use encircle_store::{NewEvent, sha256};
use rand_core::Rng;

use super::convert::count;
use super::finding_words::{self, Code};
use super::import_match::{Known, MarksPlan, PupilsPlan};
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
    handle: String,
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
        let mut handle = [0; 16];
        self.ports.random.fill_bytes(&mut handle);
        let handle: String = handle.iter().map(|byte| format!("{byte:02x}")).collect();
        let open = self.open.as_mut().ok_or(ErrorCode::Locked)?;
        let known = Known::of(&open.store)?;
        let own = open.school.laestab.to_string();
        let mut preview = ImportPreviewView {
            handle: handle.clone(),
            file_name: file.name.clone(),
            kind: ImportKind::PupilsCsv,
            encoding: String::new(),
            rows: 0,
            new: 0,
            changed: 0,
            unchanged: 0,
            findings: Vec::new(),
            more_findings: 0,
            problems: 0,
            warnings: 0,
            imported_before: open.store.import_with_hash(&hash)?.map(|row| instant(row.recorded_at)),
            sample_names: Vec::new(),
            first: None,
            last: None,
            other_school: None,
        };
        let (plan, mut findings) = match content {
            Content::Pupils(intake) => {
                let file = &intake.content;
                preview.kind =
                    if file.ctf_version.is_some() { ImportKind::Ctf } else { ImportKind::PupilsCsv };
                preview.encoding = intake.encoding.name.to_owned();
                preview.rows = count(file.rows.len() + file.held.len());
                preview.sample_names =
                    file.rows.iter().take(SAMPLE_NAMES).map(|row| row.pupil.name.known_as()).collect();
                let is_own = |school: &Option<encircle_intake::SchoolRef>| {
                    school
                        .as_ref()
                        .and_then(|school| school.laestab.as_ref())
                        .is_none_or(|laestab| *laestab == own)
                };
                if !is_own(&file.source) && !is_own(&file.destination) {
                    preview.other_school = file
                        .source
                        .as_ref()
                        .and_then(|school| school.name.clone().or_else(|| school.laestab.clone()));
                }
                let plan = PupilsPlan::of(intake.content.rows, &known, &mut self.ports.random);
                (preview.new, preview.changed, preview.unchanged) = plan.counts();
                let asked = plan.to_ask.iter().map(|row| finding_words::own(Some(*row), Code::NeedsAsking));
                let findings: Vec<FindingView> =
                    intake.findings.iter().map(finding_words::view).chain(asked).collect();
                preview.more_findings = u32::try_from(intake.findings_left_out).unwrap_or(u32::MAX);
                (Plan::Pupils(plan), findings)
            }
            Content::Marks(intake) => {
                let file = &intake.content;
                preview.kind = ImportKind::MarksCsv;
                preview.encoding = intake.encoding.name.to_owned();
                preview.rows = file.marks() + file.no_mark + file.repeated + file.refused;
                preview.first = file.period.map(|(first, _)| first.to_string());
                preview.last = file.period.map(|(_, last)| last.to_string());
                let plan = MarksPlan::of(intake.content.pupils, &known, &open.store)?;
                preview.sample_names = plan.sample_names(SAMPLE_NAMES);
                (preview.new, preview.changed, preview.unchanged) = plan.counts();
                let own = plan.not_found.iter().map(|(row, code)| finding_words::own(Some(*row), *code));
                let findings: Vec<FindingView> =
                    intake.findings.iter().map(finding_words::view).chain(own).collect();
                preview.more_findings = u32::try_from(intake.findings_left_out).unwrap_or(u32::MAX);
                (Plan::Marks(plan), findings)
            }
        };
        findings.sort_by_key(|finding| (finding.row, finding.severity != Severity::Problem));
        let of = |severity| count(findings.iter().filter(|finding| finding.severity == severity).count());
        (preview.problems, preview.warnings) = (of(Severity::Problem), of(Severity::Warning));
        preview.more_findings += count(findings.len().saturating_sub(FINDINGS));
        preview.findings = findings.iter().take(FINDINGS).cloned().collect();
        let source =
            ImportSource { file_name: file.name, hash, rows: preview.rows, problems: preview.problems };
        let reply = preview.clone();
        open.import = Some(PendingImport { handle, source, preview, findings, plan });
        Ok(Some(reply))
    }

    /// Takes what the preview showed, in one event. A handle is good once.
    pub fn confirm_import(&mut self, asked: ConfirmImport) -> Result<ImportView, ApiError> {
        self.allowed(Act::Import)?;
        let open = self.open_mut()?;
        let pending =
            open.import.take_if(|pending| pending.handle == asked.handle).ok_or(ErrorCode::ImportGone)?;
        if pending.preview.warnings > 0 && !asked.accept_warnings {
            // The file stays chosen: a person looks at the warnings and says yes.
            open.import = Some(pending);
            return Err(ErrorCode::ImportHasWarnings.into());
        }
        let PendingImport { source, preview, findings, plan, .. } = pending;
        let event = match plan {
            Plan::Pupils(plan) => plan.into_event(source),
            Plan::Marks(plan) => plan.into_event(source),
        };
        if let Some(event) = event {
            let is_marks = matches!(event, Event::MarksImported { .. });
            self.commit(vec![NewEvent::of(event)])?;
            if is_marks {
                self.open_mut()?.open_days.clear();
            }
        }
        let problems = findings.into_iter().filter(|finding| finding.severity == Severity::Problem).collect();
        Ok(ImportView {
            kind: preview.kind,
            new: preview.new,
            changed: preview.changed,
            unchanged: preview.unchanged,
            problems,
            warnings: preview.warnings,
        })
    }

    /// Forgets the chosen file.
    pub fn cancel_import(&mut self, asked: CancelImport) -> Result<Nothing, ApiError> {
        self.allowed(Act::Import)?;
        self.open_mut()?.import.take_if(|pending| pending.handle == asked.handle);
        Ok(Nothing {})
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
