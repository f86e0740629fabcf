//! People, passphrases, recovery and kits on the command line. A passphrase is never an argument.

use std::fmt::Write as _;
use std::path::Path;

use encircle_api::contract::*;
use encircle_api::{ApiError, ErrorCode, Session, disk};

use crate::arguments::Command;
use crate::failure::Failure;
use crate::show;

/// The most bytes of a file with a passphrase or a kit.
const LONGEST: u64 = 64 * 1024;

/// Who comes back: somebody who is known, or somebody new.
pub struct Who {
    pub person: Option<String>,
    pub name: Option<String>,
    pub role: Option<String>,
}

/// One of the commands about people, on an open log. `given` is the passphrase that opened it.
pub fn use_case(session: &mut Session, command: Command, given: &str, json: bool) -> Result<(), Failure> {
    match command {
        Command::People => show::reply(&session.list_people(Nothing {})?, json, people),
        Command::PersonAdd { name, role, person, their_passphrase_file } => {
            let passphrase = first_line(&their_passphrase_file)?;
            let added = match person {
                Some(person) => {
                    let person = id_of(session, person)?;
                    session.readmit_person(ReadmitPerson { person, passphrase })?
                }
                None => {
                    let (name, role) = (name.unwrap_or_default(), role.unwrap_or_default());
                    session.add_person(AddPerson { name, role, passphrase })?
                }
            };
            show::reply(&added, json, added_words);
        }
        Command::PersonRole { person, role } => {
            let person = id_of(session, person)?;
            show::reply(&session.change_role(ChangeRole { person, role })?, json, people);
        }
        Command::PersonRemove { person } => {
            let person = id_of(session, person)?;
            show::reply(&session.remove_person(RemovePerson { person })?, json, people);
        }
        Command::PassphraseChange { new_passphrase_file } => {
            let passphrase = first_line(&new_passphrase_file)?;
            let asked = ChangePassphrase { former: given.to_owned(), passphrase };
            show::reply(&session.change_passphrase(asked)?, json, |_| {
                "The passphrase is changed.".to_owned()
            });
        }
        Command::KitMake { kit, out } => {
            let made = session.make_kit(MakeKit { kit })?;
            let words = made.words.join(" ");
            let page = format!("Encircle recovery kit {kit}\n{words}\n");
            disk::write(&out, page.as_bytes()).map_err(ApiError::from)?;
            // What was written is what is typed back.
            let words = text_of(&out)?.lines().nth(1).unwrap_or_default().to_owned();
            show::reply(session.confirm_new_kit(ConfirmKit { kit, words })?.as_slice(), json, kits);
        }
        Command::KitCheck { kit } => {
            let listed = match kit {
                Some(kit) => session.check_kit(CheckKit { kit })?,
                None => session.list_kits(Nothing {})?,
            };
            show::reply(listed.as_slice(), json, kits);
        }
        Command::Notices { acknowledge } => {
            let mut view = session.get_notices(Nothing {})?;
            if acknowledge {
                let notices = view.notices.iter().map(|notice| notice.id.clone()).collect();
                view = session.acknowledge_notices(AcknowledgeNotices { notices })?;
            }
            show::reply(&view, json, notices);
        }
        _ => unreachable!("the caller hands over the commands about people alone"),
    }
    Ok(())
}

/// Opens the log with a kit and binds it to this laptop.
pub fn recover(
    session: &mut Session,
    words: String,
    who: Who,
    passphrase: String,
    json: bool,
) -> Result<(), Failure> {
    let found = session.open_with_kit(OpenWithKit { words })?;
    let id = |typed: String| {
        found.people.iter().find(|person| person.name == typed).map_or(typed, |person| person.id.clone())
    };
    let asked = FinishRecovery { person: who.person.map(id), name: who.name, role: who.role, passphrase };
    let recovered = session.finish_recovery(asked)?;
    session.lock(Nothing {})?;
    show::reply(&recovered, json, |recovered| {
        format!("The log is open to you on this laptop. Make kit {} anew: it has been used.", recovered.kit)
    });
    Ok(())
}

/// The first line of a file that holds a passphrase or a kit.
pub fn first_line(file: &Path) -> Result<String, Failure> {
    Ok(text_of(file)?.lines().next().unwrap_or_default().to_owned())
}

fn text_of(file: &Path) -> Result<String, Failure> {
    let chosen = disk::read(file, LONGEST).map_err(ApiError::from)?;
    Ok(String::from_utf8(chosen.bytes).map_err(|_| ErrorCode::FileEncodingUnknown)?)
}

/// The id of anybody who is or was of the log, by id or name; an id that nobody has is for the use case to refuse.
pub fn id(session: &mut Session, typed: String) -> Result<String, Failure> {
    let people = session.list_people(Nothing {})?.people;
    let found = people.into_iter().find(|member| member.person.name == typed);
    Ok(found.map_or(typed, |member| member.person.id))
}

fn id_of(session: &mut Session, typed: String) -> Result<String, Failure> {
    let people = session.list_people(Nothing {})?.people;
    let found = people.into_iter().find(|member| !member.removed && member.person.name == typed);
    Ok(found.map_or(typed, |member| member.person.id))
}

fn people(view: &PeopleView) -> String {
    let mut text = String::new();
    for member in &view.people {
        let state = match (member.removed, member.has_slot, member.bound_to_laptop) {
            (true, ..) => "removed",
            (_, false, _) => "has no way in",
            (_, _, true) => "passphrase and keychain",
            (_, _, false) => "passphrase alone",
        };
        let person = &member.person;
        let _ = writeln!(text, "{}  {}, {}, {state}", person.id, person.name, person.role);
    }
    text
}

fn added_words(added: &PersonAddedView) -> String {
    let bound = if added.bound_to_laptop { "on this laptop" } else { "by passphrase alone" };
    format!("{} may open the log {bound}.", added.person.name)
}

fn kits(kits: &[KitStateView]) -> String {
    let mut text = String::new();
    for kit in kits {
        let opens = if kit.opens { "opens the log" } else { "opens nothing" };
        let used = kit.used_at.as_ref().map(|at| format!(", used {at}: make it anew")).unwrap_or_default();
        let due = if kit.check_due { ", look whether it is where it should be" } else { "" };
        let _ = writeln!(text, "Kit {}, made {}: {opens}{used}{due}", kit.kit, kit.made_at);
    }
    text
}

fn notices(view: &NoticesView) -> String {
    let mut text = String::new();
    for notice in &view.notices {
        let kind = serde_json::to_value(notice.kind).unwrap_or_default();
        let kind = kind.as_str().unwrap_or_default().replace('_', " ");
        let about = [&notice.person, &notice.role, &notice.pupil_name];
        let mut about: Vec<String> = about.into_iter().flatten().cloned().collect();
        about.extend(notice.kit.map(|kit| format!("kit {kit}")));
        let _ = writeln!(text, "{}  {kind}, by {}: {}", notice.at, notice.by, about.join(", "));
    }
    if view.passphrase_check_due {
        text.push_str("Type your passphrase once more, so that you do not forget it.\n");
    }
    for kit in &view.kits_to_look_for {
        let _ = writeln!(text, "Look whether kit {kit} is where it should be.");
    }
    for kit in &view.kits_to_make {
        let _ = writeln!(text, "Make kit {kit} anew.");
    }
    if text.is_empty() { "Nothing new.".to_owned() } else { text }
}
