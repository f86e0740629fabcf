//! A made-up pupil who is being drawn into a county line: one bundle for tests and for looking at pages.

use super::export::bundle::*;
use chrono::{NaiveDate, NaiveDateTime};
use encircle_domain::sign::Sign;

#[path = "sample_term.rs"]
mod term;

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a date and a time")
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A bundle with every part filled.
pub fn bundle() -> Bundle {
    Bundle {
        reference: "EN-2026-0034".into(),
        made_up: true,
        marking: "OFFICIAL-SENSITIVE: child protection".into(),
        profile: ProfileRef { id: "general".into(), name: "General".into(), edition: "2026-11".into() },
        to: Recipient {
            authority: "Saltmarsh children’s services".into(),
            contact: vec!["Front door 01632 960 100, out of hours 01632 960 199".into()],
        },
        from: Sender {
            person: "D. Marchbank".into(),
            role: "Designated safeguarding lead".into(),
            school: "Saltmarsh Academy".into(),
            laestab: "8821234".into(),
            phone: some("01632 960 233"),
            email: some("dsl@saltmarsh.example"),
        },
        made_at: at("2026-11-25T14:40"),
        child: child(),
        urgency: some("Today. She says that he will collect “it” on Friday 27 November."),
        danger: Danger::No,
        phone_call: Some(PhoneCall {
            at: at("2026-11-25T13:58"),
            spoke_to: "the duty social worker, Ms Ferreira".into(),
            advice: "Send in writing today; do not ask Wren more about the phones.".into(),
        }),
        summary: some(
            "In three weeks Wren has had a second phone that rings all the time, a bruise that she does not explain, \
             left the site by taxi in lesson time, and been seen getting out of a van with two adults late at night. \
             On 24 November she said that the phone belongs to “him” and that he wants it back on Friday.",
        ),
        asked_for: vec![
            "A strategy discussion before Friday, with the police and the school.".into(),
            "Advice on what to tell her mother, and when.".into(),
        ],
        done: vec![
            Done {
                on: Some(day("2026-09-22")),
                text: "Talk with her mother about new trainers and late nights.".into(),
            },
            Done { on: Some(day("2026-10-13")), text: "Early help assessment offered and agreed to.".into() },
            Done { on: Some(day("2026-11-10")), text: "Body map filled in by the school nurse.".into() },
        ],
        informed: Informed {
            parents: Told {
                answer: Answer::No,
                reason: some("Her uncle lives in the house and may be one of the adults. Advice asked for."),
            },
            child: Told { answer: Answer::Yes, reason: some("Told on 25 November, with her tutor.") },
            support: Told { answer: Answer::NotAskedUnsafe, reason: None },
        },
        lawful_basis: some(
            "To protect a child from harm (public task; substantial public interest, safeguarding of children). Agreement was not sought, because asking could raise the risk.",
        ),
        safe_contact: SafeContact {
            ring: vec!["Her grandmother, Mrs Ines Tilbury, 01632 960 874, after 16:00".into()],
            never_tell: vec![
                "Her uncle, Mr Craig Tilbury: not by phone, letter or a message left at the house".into(),
            ],
            notes: vec!["Prohibited steps order of 3 March 2025: her father may not collect her.".into()],
        },
        contacts: vec![
            Contact {
                name: "Ms Joanna Tilbury-Ashe".into(),
                relation: "Mother".into(),
                parental_responsibility: Responsibility::Yes,
                phones: vec!["01632 960 871".into()],
                address: Address::Lines { lines: vec!["14 Pier Road, Saltmarsh SM1 2AB".into()] },
                note: some("Works nights from Monday to Thursday."),
            },
            Contact {
                name: "Mrs Ines Tilbury".into(),
                relation: "Grandmother".into(),
                parental_responsibility: Responsibility::No,
                phones: vec!["01632 960 874".into()],
                address: Address::Restricted,
                note: some("Ring first, after 16:00."),
            },
            Contact {
                name: "Mr Craig Tilbury".into(),
                relation: "Uncle, in the house since August".into(),
                parental_responsibility: Responsibility::NotKnown,
                phones: vec![],
                address: Address::NotKnown,
                note: some("Never tell."),
            },
        ],
        circle: vec![Member {
            name: "Ms Adaeze Obi, school nurse".into(),
            agency: "Saltmarsh NHS Trust".into(),
            phone: some("01632 960 410"),
        }],
        others: vec![
            OtherChild {
                shown_as: "Child B".into(),
                named: false,
                about: "Same year group. Referred separately on 25 November.".into(),
            },
            OtherChild {
                shown_as: "Child C".into(),
                named: false,
                about: "Year 11. Gave an account; not believed to be at risk.".into(),
            },
        ],
        sections: sections(),
        entries: entries(),
        entries_total: 9,
        newest_first: true,
        attendance: Some(term::attendance()),
        signs: term::signs(),
        flags: term::flags(),
    }
}

/// Only what a call in a corridor gives: every other part is empty.
pub fn bare() -> Bundle {
    let mut bundle = bundle();
    bundle.made_up = false;
    bundle.child = Child {
        legal_name: "Maharani".into(),
        known_as: None,
        date_of_birth: None,
        age: None,
        upn: None,
        year: None,
        tutor_group: None,
        address: Address::NotKnown,
        status: vec![],
    };
    bundle.to.contact.clear();
    bundle.from.phone = None;
    bundle.from.email = None;
    bundle.urgency = None;
    bundle.danger = Danger::NotKnown;
    bundle.phone_call = None;
    bundle.summary = None;
    bundle.asked_for.clear();
    bundle.done.clear();
    bundle.informed = Informed {
        parents: Told { answer: Answer::NotKnown, reason: None },
        child: Told { answer: Answer::NotKnown, reason: None },
        support: Told { answer: Answer::NotKnown, reason: None },
    };
    bundle.lawful_basis = None;
    bundle.safe_contact = SafeContact::default();
    bundle.contacts.clear();
    bundle.circle.clear();
    bundle.others.clear();
    for question in bundle.sections.iter_mut().flat_map(|section| &mut section.questions) {
        question.answer = None;
    }
    bundle.entries.truncate(1);
    bundle.entries_total = 1;
    bundle.attendance = None;
    bundle.signs.clear();
    bundle.flags.clear();
    bundle
}

pub fn child() -> Child {
    Child {
        legal_name: "Wren Tilbury-Ashe".into(),
        known_as: some("Wren"),
        date_of_birth: Some(day("2012-03-14")),
        age: Some(14),
        upn: some("B882123412005"),
        year: some("Year 9"),
        tutor_group: some("9B"),
        address: Address::Lines { lines: vec!["14 Pier Road, Saltmarsh SM1 2AB".into()] },
        status: vec!["Early help plan since 13 October 2026".into()],
    }
}

fn sections() -> Vec<Section> {
    let answered = |question: &str, answer: Option<&str>| Answered {
        question: question.into(),
        answer: answer.map(str::to_owned),
        printed_under: None,
    };
    vec![
        Section {
            title: "About the child and family".into(),
            questions: vec![
                answered(
                    "First language, and whether an interpreter is needed",
                    Some("English. No interpreter."),
                ),
                answered("Disability, diagnosis or special educational needs", None),
                answered("General practitioner", Some("Pier Road Surgery, 01632 960 300")),
                answered(
                    "Brothers, sisters and other children in the household",
                    Some("One half-brother, Noah, aged 6, at Saltmarsh Primary."),
                ),
            ],
        },
        Section {
            title: "Worries, strengths and wishes".into(),
            questions: vec![
                answered(
                    "What is working well?",
                    Some(
                        "Wren comes to art club and trusts her tutor.\nHer grandmother sees her every Sunday.",
                    ),
                ),
                answered("What does the child say and want?", Some("“I want it to stop ringing.”")),
                answered("What do the parents say?", None),
                answered(
                    "What has the school seen of the wider context: friends, places, online?",
                    Some("Two older pupils meet a grey van at Pier Halt on Fridays."),
                ),
            ],
        },
    ]
}

pub fn entry() -> Entry {
    Entry {
        happened: Happened::Exact { at: at("2026-11-24T10:50") },
        told_at: None,
        recorded_at: at("2026-11-24T13:48"),
        recorded_by: "Mr Okonjo-Vance".into(),
        source: Source::Seen,
        by: some("Mr Okonjo-Vance"),
        what_happened:
            "Two phones in period 3. One rang five times in about ten minutes. Headphones still boxed.".into(),
        exact_words: some("It’s not mine, I’m just minding it. He’ll want it back Friday."),
        words_of: None,
        question_asked: some("Is that a new phone?"),
        signs: vec![Sign::Possessions, Sign::Calls],
        categories: vec![],
        done: None,
        decision: some("Refer"),
        reason: some("Third sign in two weeks, with an adult named by others"),
        amendments: vec![],
    }
}

fn entries() -> Vec<Entry> {
    vec![
        entry(),
        Entry {
            happened: Happened::About { at: at("2026-11-20T22:40") },
            told_at: Some(at("2026-11-23T08:05")),
            recorded_at: at("2026-11-23T08:15"),
            recorded_by: "D. Marchbank".into(),
            source: Source::Told,
            by: some("a parent of another pupil"),
            what_happened: "Wren was getting out of a grey van at Pier Halt, plate ending “KXZ”, with two adults and Child B. The parent did not know the adults.".into(),
            exact_words: None,
            words_of: None,
            question_asked: None,
            signs: vec![Sign::Missing, Sign::Adults],
            categories: vec![],
            done: some("Plate passed to the police, reference 4471"),
            decision: some("Watch"),
            reason: some("One account, second-hand"),
            amendments: vec![Amendment {
                at: at("2026-11-23T16:10"),
                by: "D. Marchbank".into(),
                text: "the parent rang again, sure that the van was grey".into(),
                reason: some("Put right by the person who told it"),
                former: some("Wren was getting out of a silver van at Pier Halt, plate ending “KXZ”, with two adults and Child B."),
            }],
        },
        Entry {
            happened: Happened::Between { from: at("2026-11-12T11:20"), to: at("2026-11-12T13:55") },
            told_at: None,
            recorded_at: at("2026-11-12T14:20"),
            recorded_by: "Mr Hallows".into(),
            source: Source::Seen,
            by: some("Mr Hallows"),
            what_happened: "Left the site by the side gate; back by taxi. Would not say who paid. Child B told his tutor that “Rafe” had sent it.".into(),
            exact_words: None,
            words_of: None,
            question_asked: None,
            signs: vec![Sign::Missing],
            categories: vec![],
            done: None,
            decision: None,
            reason: None,
            amendments: vec![],
        },
        Entry {
            happened: Happened::Exact { at: at("2026-11-10T09:10") },
            told_at: None,
            recorded_at: at("2026-11-10T09:40"),
            recorded_by: "Ms Obi".into(),
            source: Source::Seen,
            by: some("the school nurse"),
            what_happened: "Bruise on the left forearm, about 3 cm. Body map kept at school.".into(),
            exact_words: some("I fell off the wall."),
            words_of: None,
            question_asked: some("What happened to your arm?"),
            signs: vec![Sign::Injuries],
            categories: vec![],
            done: None,
            decision: some("Watch"),
            reason: some("A possible account; asked to come back on Thursday"),
            amendments: vec![],
        },
    ]
}

/// The chronology of the same pupil.
pub fn chronology() -> Chronology {
    let bundle = bundle();
    Chronology {
        reference: "EN-C-2026-0007".into(),
        made_up: bundle.made_up,
        marking: bundle.marking,
        child: bundle.child,
        school: bundle.from.school,
        made_by: bundle.from.person,
        made_at: bundle.made_at,
        chosen: "Entries from 10 to 24 November 2026".into(),
        entries: bundle.entries,
        entries_total: 9,
        newest_first: true,
        others: bundle.others,
        attendance: bundle.attendance,
        signs: bundle.signs,
        flags: bundle.flags,
    }
}

/// A kit of 24 words.
pub fn kit() -> KitPage {
    let words = "abacus bonfire candle drizzle ember feather gravel harbour island jigsaw kettle lantern marble nettle \
                 orchard pebble quarry ribbon saddle thimble umber velvet willow yonder";
    KitPage {
        school: "Saltmarsh Academy".into(),
        made_up: true,
        number: 1,
        of: 2,
        made_on: day("2026-11-25"),
        mark: Some("K1-7F3A".into()),
        words: words.split_whitespace().map(str::to_owned).collect(),
    }
}
