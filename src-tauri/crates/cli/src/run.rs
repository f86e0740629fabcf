//! From arguments to use cases.

use std::io::Read;
use std::path::Path;

use encircle_api::contract::*;
use encircle_api::ports::Keychain;
use encircle_api::{ApiError, ErrorCode, Session, disk};
use encircle_machine::{NoKeychain, OsKeychain};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::arguments::*;
use crate::failure::Failure;
use crate::ports::{CallClock, NamedFiles};
use crate::show;

/// The most bytes of an argument file.
const LONGEST_ARGUMENT: u64 = 16 * 1024 * 1024;

pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let json = arguments.json;
    match arguments.command {
        Command::Record { example: true, .. } => {
            show::value(&example());
            return Ok(());
        }
        Command::OpenBundle { ref file, ref extract } => {
            let password = passphrase(&arguments.passphrase)?.ok_or(Failure::Usage(
                "The password of the bundle comes from --passphrase-file or --passphrase-stdin.",
            ))?;
            return open_bundle(file, &password, extract.as_deref(), json);
        }
        _ => {}
    }
    let mut session = session(&arguments)?;
    let given = passphrase(&arguments.passphrase)?;
    let needed = Failure::Usage("The passphrase comes from --passphrase-file or --passphrase-stdin.");
    match arguments.command {
        Command::Create { school, laestab, person, role, recovery_out, made_up } => {
            if arguments.now.is_some() && !made_up {
                return Err(ApiError::at(ErrorCode::NotAllowed, "now").into());
            }
            let asked = CreateVault {
                school_name: school,
                laestab,
                person_name: person,
                role,
                passphrase: given.ok_or(needed)?,
                made_up: Some(made_up),
            };
            create(&mut session, asked, &recovery_out, json)
        }
        Command::Sample { size, seed } => {
            let size = match size {
                Size::Small => SampleSize::Small,
                Size::Secondary => SampleSize::Secondary,
                Size::Decade => SampleSize::Decade,
            };
            let status = session.create_sample(CreateSample { size, seed: Some(seed), passphrase: given })?;
            show::reply(&status, json, show::status);
            Ok(())
        }
        Command::HelpPage { page, .. } => crate::help::save(&mut session, page, json),
        Command::Restore { kit, yes, .. } => crate::backup::restore(&mut session, &kit, yes, json),
        Command::AcceptCopy => {
            match session.unlock(Unlock { passphrase: given.ok_or(needed)? }) {
                Err(error) if matches!(error.code, ErrorCode::OlderCopy | ErrorCode::Forked) => {}
                opened => {
                    opened?;
                    return Err(ErrorCode::NoOlderCopy.into());
                }
            }
            crate::backup::accept(&mut session, json)?;
            session.lock(Nothing {})?;
            Ok(())
        }
        Command::Recover { kit_file, person, name, role } => {
            let words = crate::people::first_line(&kit_file)?;
            let who = crate::people::Who { person, name, role };
            crate::people::recover(&mut session, words, who, given.ok_or(needed)?, json)
        }
        command => {
            let given = given.ok_or(needed)?;
            let status = session.unlock(Unlock { passphrase: given.clone() })?;
            if arguments.now.is_some() && !status.made_up {
                return Err(ApiError::at(ErrorCode::NotAllowed, "now").into());
            }
            let done = use_case(&mut session, command, &given, json);
            session.lock(Nothing {})?;
            done
        }
    }
}

/// A use case on an open vault.
fn use_case(session: &mut Session, command: Command, given: &str, json: bool) -> Result<(), Failure> {
    match command {
        Command::Import { kind, dry_run, accept_warnings, answers, .. } => {
            let Some(preview) = session.choose_import(Nothing {})? else { return Ok(()) };
            let is_marks = matches!(preview.kind, ImportKind::MarksCsv);
            if kind == Kind::Pupils && is_marks || kind == Kind::Marks && !is_marks {
                return Err(ApiError::at(ErrorCode::FileNotRecognised, "kind").into());
            }
            if dry_run {
                show::reply(&preview, json, show::preview);
                session.cancel_import(CancelImport { handle: preview.handle })?;
                return Ok(());
            }
            let answers = answers.map(|file| read_json(&file)).transpose()?.unwrap_or_default();
            let taken = ConfirmImport { handle: preview.handle, accept_warnings, answers };
            let done = session.confirm_import(taken)?;
            show::reply(&done, json, show::import);
        }
        Command::Pupils { find } => {
            let pupils = session.list_pupils(ListPupils { find, limit: Some(u32::MAX) })?;
            show::reply(pupils.as_slice(), json, show::pupils);
        }
        Command::Pupil { pupil } => {
            show::reply(&session.get_pupil(GetPupil { pupil, opening: true })?, json, show::pupil);
        }
        Command::Record { file, .. } => {
            let asked: RecordConcern = read_json(&file.unwrap_or_default())?;
            show::reply(&session.record_concern(asked)?, json, show::concern);
        }
        Command::Amend { id, file } => {
            let mut asked: Value = read_json(&file)?;
            if let Some(fields) = asked.as_object_mut() {
                fields.insert("concern".to_owned(), Value::String(id));
            }
            show::reply(&session.amend_concern(from_value(asked)?)?, json, show::concern);
        }
        Command::FollowUp { id, done, decision, reason } => {
            let decision = decision.map(Value::String).map(from_value).transpose()?;
            let asked = FollowUpConcern { concern: id, id: None, done, decision, reason };
            show::reply(&session.follow_up_concern(asked)?, json, show::concern);
        }
        command @ (Command::Attach { .. } | Command::Attachments { .. } | Command::Attachment { .. }) => {
            crate::attachment::use_case(session, command, json)?;
        }
        Command::Chronology { pupil, from, to, category, format, .. } => {
            let chronology =
                GetChronology { pupil, from, to, category, oldest_first: true, ..GetChronology::default() };
            match format {
                ChronologyForm::Pdf => {
                    show::reply(&session.save_chronology(SaveChronology { chronology })?, json, show::saved);
                }
                ChronologyForm::Text => {
                    show::reply(&session.get_chronology(chronology)?, json, show::chronology)
                }
                ChronologyForm::Json => {
                    show::reply(&session.get_chronology(chronology)?, true, show::chronology)
                }
            }
        }
        Command::Attendance { pupil, from, to } => {
            show::reply(&session.get_attendance(GetAttendance { pupil, from, to })?, json, show::attendance);
        }
        Command::Gaps { on } => {
            let gaps = session.list_gaps(ListGaps { on })?;
            if json { show::value(&gaps.gaps) } else { show::gaps(&gaps) }
        }
        Command::Search { text } => {
            let found = session.search(Search { text: text.join(" "), finished: true })?;
            if json { show::value(&found.hits) } else { show::search(&found) }
        }
        Command::Referral { pupil, profile, answers, .. } => {
            let mut asked: Value = match answers {
                Some(file) => read_json(&file)?,
                None => Value::Object(serde_json::Map::new()),
            };
            if let Some(fields) = asked.as_object_mut() {
                fields.insert("pupil".to_owned(), Value::String(pupil));
                fields.insert("profile".to_owned(), Value::String(profile));
            }
            show::reply(&session.export_referral(from_value(asked)?)?, json, show::referral);
        }
        Command::CloseFile { pupil, named, against, reason, ring } => {
            let now = session.get_closure(GetClosure { pupil: pupil.clone() })?;
            if named.is_empty() {
                show::reply(&now, json, show::closure);
                return Ok(());
            }
            let id = |typed: String| {
                now.people
                    .iter()
                    .find(|person| person.name == typed)
                    .map_or(typed, |person| person.id.clone())
            };
            let named = named.into_iter().map(id).collect();
            let against = against.into_iter().map(id).collect();
            let asked = CloseFile { pupil, named, against, reason, ring };
            show::reply(&session.close_file(asked)?, json, show::closure);
        }
        Command::ReopenFile { pupil, reason } => {
            show::reply(&session.reopen_file(ReopenFile { pupil, reason })?, json, show::closure);
        }
        Command::OpenInEmergency { pupil, reason } => {
            let asked = OpenInEmergency { pupil, reason };
            show::reply(&session.open_in_emergency(asked)?, json, show::closure);
        }
        Command::Check { deep: true, head: None } => crate::check::deep(session, json)?,
        Command::Check { head: Some(head), .. } => crate::backup::compare(session, head, json)?,
        command @ (Command::People
        | Command::PersonAdd { .. }
        | Command::PersonRole { .. }
        | Command::PersonRemove { .. }
        | Command::PassphraseChange { .. }
        | Command::KitMake { .. }
        | Command::KitCheck { .. }
        | Command::Notices { .. }) => crate::people::use_case(session, command, given, json)?,
        Command::Check { .. } => show::reply(&session.check(Nothing {})?, json, show::check),
        Command::Backup { .. } => crate::backup::make(session, json)?,
        Command::Audit { pupil, person, from, to, format } => {
            let person = person.map(|typed| crate::people::id(session, typed)).transpose()?;
            let asked = ListAudit { pupil, person, from, to, limit: Some(u32::MAX) };
            let rows = session.list_audit(asked)?;
            show::reply(rows.as_slice(), json || matches!(format, Form::Json), show::audit);
        }
        Command::Create { .. }
        | Command::Sample { .. }
        | Command::HelpPage { .. }
        | Command::OpenBundle { .. }
        | Command::Recover { .. }
        | Command::Restore { .. }
        | Command::AcceptCopy => {
            unreachable!("these commands open no vault that is there")
        }
    }
    Ok(())
}

/// Makes a vault, writes the kits, and types the first one back from what was written.
fn create(session: &mut Session, asked: CreateVault, out: &Path, json: bool) -> Result<(), Failure> {
    let made = session.create_vault(asked)?;
    let page: String = made
        .kits
        .iter()
        .map(|kit| format!("Encircle recovery kit {}\n{}\n\n", kit.kit, kit.words.join(" ")))
        .collect();
    disk::write(out, page.as_bytes()).map_err(ApiError::from)?;
    let written = disk::read(out, LONGEST_ARGUMENT).map_err(ApiError::from)?;
    let written = String::from_utf8_lossy(&written.bytes).into_owned();
    let words = written.lines().nth(1).unwrap_or_default().to_owned();
    let status = session.confirm_kit(ConfirmKit { kit: 1, words })?;
    session.lock(Nothing {})?;
    show::reply(&status, json, show::status);
    Ok(())
}

fn open_bundle(file: &Path, password: &str, extract: Option<&Path>, json: bool) -> Result<(), Failure> {
    let chosen = disk::read(file, u64::from(u32::MAX)).map_err(ApiError::from)?;
    let opened = encircle_api::bundle::open(&chosen.bytes, password)?;
    if let Some(folder) = extract {
        for (name, bytes) in [("referral.pdf", &opened.document), ("manifest.json", &opened.manifest)] {
            disk::write(&folder.join(name), bytes).map_err(ApiError::from)?;
        }
    }
    show::reply(&opened.view, json, show::bundle);
    if opened.view.hashes_hold && opened.view.signature_holds {
        Ok(())
    } else {
        Err(ErrorCode::BundleDamaged.into())
    }
}

fn session(arguments: &Arguments) -> Result<Session, Failure> {
    let folder = match &arguments.command {
        Command::Restore { to, .. } => Some(to),
        _ => arguments.vault.as_ref(),
    };
    let named = |name: &str| match folder {
        Some(folder) => Ok(folder.clone()),
        None => encircle_machine::local_folder()
            .map(|folder| folder.join(name))
            .ok_or(Failure::Usage("No folder for the vault is known here; name one with --vault.")),
    };
    // The made-up school never takes the place of the school's own log.
    let (own, sample) = (named("vault")?, named("made-up-school")?);
    let keychain: Box<dyn Keychain> = match arguments.keychain {
        KeychainChoice::None => Box::new(NoKeychain),
        KeychainChoice::Os => Box::new(OsKeychain::default()),
    };
    let files = match &arguments.command {
        Command::Backup { out } => crate::backup::target(out),
        Command::Attachment { out, .. } | Command::HelpPage { out, .. } => {
            NamedFiles { write_to: Some(out.clone()), ..NamedFiles::default() }
        }
        Command::Restore { file, .. } | Command::Import { file, .. } | Command::Attach { file, .. } => {
            NamedFiles { read: Some(file.clone()), ..NamedFiles::default() }
        }
        Command::Chronology { out, .. } | Command::Referral { out, .. } => {
            NamedFiles { write_into: Some(out.clone()), ..NamedFiles::default() }
        }
        _ => NamedFiles::default(),
    };
    let clock = Box::new(CallClock(arguments.now));
    encircle_machine::ports(clock, keychain, Box::new(files), own, sample)
        .map_err(|_| Failure::Usage("The system gives no random numbers."))
        .map(Session::new)
}

fn passphrase(from: &Passphrase) -> Result<Option<String>, Failure> {
    let text = if let Some(file) = &from.passphrase_file {
        let chosen = disk::read(file, LONGEST_ARGUMENT).map_err(ApiError::from)?;
        String::from_utf8(chosen.bytes).map_err(|_| ErrorCode::FileEncodingUnknown)?
    } else if from.passphrase_stdin {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(|_| ErrorCode::FileNotReadable)?;
        text
    } else {
        return Ok(None);
    };
    Ok(Some(text.lines().next().unwrap_or_default().to_owned()))
}

fn read_json<T: DeserializeOwned>(file: &Path) -> Result<T, Failure> {
    let chosen = disk::read(file, LONGEST_ARGUMENT).map_err(ApiError::from)?;
    let value: Value = serde_json::from_slice(&chosen.bytes).map_err(|error| {
        ApiError::at(ErrorCode::InvalidJson, format!("line {} column {}", error.line(), error.column()))
    })?;
    from_value(value)
}

fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, Failure> {
    Ok(encircle_api::commands::argument(value)?)
}

/// A concern to start from.
fn example() -> Value {
    serde_json::json!({
        "pupil": "id or UPN",
        "what_happened": "Two phones in period 3. One rang five times in about ten minutes.",
        "exact_words": "It's not mine, I'm just minding it.",
        "question_asked": "Is that a new phone?",
        "happened": {"kind": "exact", "from": "2026-11-24T10:50", "to": null},
        "told_at": null,
        "place": "Room 12",
        "source": "seen",
        "told_by": null,
        "signs": ["possessions", "calls"],
        "other_pupils": [],
        "categories": [],
        "done": null,
        "decision": "watch",
        "reason": "First sign; asked the tutor to look out."
    })
}
