//! Every act in every role on every kind of subject, against a table that was written by hand from the specification.

use super::*;
use proptest::prelude::*;

const ME: PersonId = PersonId([1; 16]);
const OTHER: PersonId = PersonId([2; 16]);

fn person(role: Role) -> Person {
    Person { id: ME, name: "Della Marchbank".into(), role }
}

/// The slow reference. One row an act; one letter a column: `y` yes, `w` own words, `n` not in this role, `r` restricted.
/// Columns: the vault, then a file, an entry of mine and an entry of somebody else's, each open, named, emergency, restricted, against.
const LEADS: &[(Act, &str)] = &[
    (Act::Enter, "y yyyyy yyyyy yyyyy"),
    (Act::Record, "y yyyyy yyyyy yyyyy"),
    (Act::FindPupil, "y yyyyy yyyyy yyyyy"),
    (Act::KeepDraft, "y yyyyy yyyyy yyyyy"),
    (Act::ReadOwn, "y yyyyy yyyyy yyyyy"),
    (Act::ReadEntry, "y yyyrr yyyww yyyrr"),
    (Act::Amend, "y yyyrr yyyww yyyrr"),
    (Act::FollowUp, "y yyyrr yyyrr yyyrr"),
    (Act::ReadFile, "y yyyrr yyyrr yyyrr"),
    (Act::ReadToday, "y yyyrr yyyrr yyyrr"),
    (Act::Search, "y yyyrr yyyrr yyyrr"),
    (Act::ReadGaps, "y yyyrr yyyrr yyyrr"),
    (Act::Import, "y yyyrr yyyrr yyyrr"),
    (Act::Export, "y yyyrr yyyrr yyyrr"),
    (Act::SetSafeContact, "y yyyrr yyyrr yyyrr"),
    (Act::ReadAudit, "y yyyrr yyyrr yyyrr"),
    (Act::KeepVault, "y yyyrr yyyrr yyyrr"),
    (Act::ManagePeople, "y yyyrr yyyrr yyyrr"),
    (Act::ReadClosure, "y yyyyy yyyyy yyyyy"),
    (Act::CloseFile, "y yyrrr yyrrr yyrrr"),
    (Act::OpenInEmergency, "y yyyyr yyyyr yyyyr"),
];

const RECORDER: &[(Act, &str)] = &[
    (Act::Enter, "y yyyyy yyyyy yyyyy"),
    (Act::Record, "y yyyyy yyyyy yyyyy"),
    (Act::FindPupil, "y yyyyy yyyyy yyyyy"),
    (Act::KeepDraft, "y yyyyy yyyyy yyyyy"),
    (Act::ReadOwn, "y yyyyy yyyyy yyyyy"),
    (Act::ReadEntry, "n nnnnn yyyww nnnnn"),
    (Act::Amend, "n nnnnn yyyww nnnnn"),
    (Act::FollowUp, "n nnnnn nnnnn nnnnn"),
    (Act::ReadFile, "n nnnnn nnnnn nnnnn"),
    (Act::ReadToday, "n nnnnn nnnnn nnnnn"),
    (Act::Search, "n nnnnn nnnnn nnnnn"),
    (Act::ReadGaps, "n nnnnn nnnnn nnnnn"),
    (Act::Import, "n nnnnn nnnnn nnnnn"),
    (Act::Export, "n nnnnn nnnnn nnnnn"),
    (Act::SetSafeContact, "n nnnnn nnnnn nnnnn"),
    (Act::ReadAudit, "n nnnnn nnnnn nnnnn"),
    (Act::KeepVault, "n nnnnn nnnnn nnnnn"),
    (Act::ManagePeople, "n nnnnn nnnnn nnnnn"),
    (Act::ReadClosure, "n nnnnn nnnnn nnnnn"),
    (Act::CloseFile, "n nnnnn nnnnn nnnnn"),
    (Act::OpenInEmergency, "n nnnnn nnnnn nnnnn"),
];

fn subjects() -> Vec<Subject> {
    let mut subjects = vec![Subject::Vault];
    subjects.extend(Standing::ALL.map(Subject::File));
    subjects.extend(Standing::ALL.map(|standing| Subject::Entry { by: ME, standing }));
    subjects.extend(Standing::ALL.map(|standing| Subject::Entry { by: OTHER, standing }));
    subjects
}

fn letter(ruling: Ruling) -> char {
    match ruling {
        Ruling::Yes => 'y',
        Ruling::OwnWords => 'w',
        Ruling::No => 'n',
        Ruling::Restricted => 'r',
    }
}

#[test]
fn every_act_in_every_role_on_every_subject_is_as_the_table_says() {
    for (role, table) in [(Role::Dsl, LEADS), (Role::Deputy, LEADS), (Role::Recorder, RECORDER)] {
        let acts: Vec<Act> = table.iter().map(|(act, _)| *act).collect();
        assert_eq!(acts, Act::ALL, "the table has a row for each act");
        for (act, row) in table {
            let said: String =
                subjects().iter().map(|subject| letter(may(&person(role), *act, *subject))).collect();
            assert_eq!(said, row.replace(' ', ""), "{role:?} {act:?}");
        }
    }
}

fn any_subject() -> impl Strategy<Value = Subject> {
    (0..subjects().len()).prop_map(|number| subjects()[number])
}

fn any_act() -> impl Strategy<Value = Act> {
    (0..Act::ALL.len()).prop_map(|number| Act::ALL[number])
}

/// How far a ruling goes.
fn width(ruling: Ruling) -> u8 {
    match ruling {
        Ruling::Yes => 2,
        Ruling::OwnWords => 1,
        Ruling::No | Ruling::Restricted => 0,
    }
}

proptest! {
    #[test]
    fn closing_a_file_never_gives_anybody_more(act in any_act(), role in 0..3_usize, a in 0..5_usize, b in 0..5_usize, mine: bool) {
        let (wide, narrow) = (Standing::ALL[a.min(b)], Standing::ALL[a.max(b)]);
        let person = person(Role::ALL[role]);
        let by = if mine { ME } else { OTHER };
        for (wide, narrow) in [
            (Subject::File(wide), Subject::File(narrow)),
            (Subject::Entry { by, standing: wide }, Subject::Entry { by, standing: narrow }),
        ] {
            prop_assert!(width(may(&person, act, wide)) >= width(may(&person, act, narrow)));
        }
    }

    #[test]
    fn a_recorder_never_may_what_a_lead_may_not(act in any_act(), subject in any_subject()) {
        let (recorder, lead) = (may(&person(Role::Recorder), act, subject), may(&person(Role::Dsl), act, subject));
        prop_assert!(width(recorder) <= width(lead));
        prop_assert_ne!(recorder, Ruling::Restricted, "a recorder does not learn that a file is closed");
    }

    #[test]
    fn whoever_is_a_lead_can_always_learn_whom_to_ring(subject in any_subject()) {
        for role in [Role::Dsl, Role::Deputy] {
            prop_assert_eq!(may(&person(role), Act::ReadClosure, subject), Ruling::Yes);
        }
    }
}
