//! Mutations of real shapes: whatever arrives, the answer is a result, never a panic, and a finding names a real row.

use encircle_intake::{read, read_ctf, read_marks_csv, read_pupils_csv};
use proptest::prelude::*;

use crate::case;

const SHAPES: [&str; 12] = [
    "A01_9999999_CTF_9998888_001.xml",
    "A03_ctf25_sex.xml",
    "A05_bom_nbsp.csv",
    "A07_dates.csv",
    "A09_excel_mangled.csv",
    "A11_upn.csv",
    "A13_xml/ctf_entities.xml",
    "A13_xml/ctf_latin1.xml",
    "A13_xml/ctf_utf16.xml",
    "B03_mononym.csv",
    "B07_invisible.csv",
    "H01_queries.txt",
];

const MARKS: &str = "UPN,Name,DOB,Date,Session,Mark\r\nP999999200024,\"Hobbs, Nell\",05/05/2013,09/11/2026,AM,/\r\n\
                     P999999200024,\"Hobbs, Nell\",05/05/2013,09/11/2026,PM,N\r\n,\"Lyle, Bo\",09/09/2013,10-Nov-26,1,Y1\r\n";

/// What is done to a file on its way.
#[derive(Clone, Debug)]
enum Mutation {
    Put(usize, Vec<u8>),
    Drop(usize, usize),
    Repeat(usize, usize),
    Cut(usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 1..8),
        proptest::sample::select(vec![
            "<",
            ">",
            "&",
            "&#0;",
            "&#x110000;",
            "<![CDATA[",
            "]]>",
            "<!DOCTYPE a>",
            "\"",
            ",",
            "\r",
            "\n",
            "\u{feff}",
            "\u{202e}",
            "=\"",
            "31/02/2012",
            "9.99E+09",
            "</Pupil>",
            "<Pupil>",
            "\0",
            "99999999999999999999",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop_oneof![
        (any::<usize>(), piece).prop_map(|(at, piece)| Mutation::Put(at, piece)),
        (any::<usize>(), 1_usize..200).prop_map(|(at, length)| Mutation::Drop(at, length)),
        (any::<usize>(), 1_usize..200).prop_map(|(at, length)| Mutation::Repeat(at, length)),
        any::<usize>().prop_map(Mutation::Cut),
    ]
}

fn mutate(mut bytes: Vec<u8>, mutations: &[Mutation]) -> Vec<u8> {
    for mutation in mutations {
        let at = |at: usize, bytes: &[u8]| at % (bytes.len() + 1);
        match mutation {
            Mutation::Put(place, piece) => {
                let place = at(*place, &bytes);
                bytes.splice(place..place, piece.iter().copied());
            }
            Mutation::Drop(place, length) => {
                let place = at(*place, &bytes);
                bytes.drain(place..(place + length).min(bytes.len()));
            }
            Mutation::Repeat(place, length) => {
                let place = at(*place, &bytes);
                let piece = bytes[place..(place + length).min(bytes.len())].to_vec();
                bytes.splice(place..place, piece);
            }
            Mutation::Cut(place) => bytes.truncate(at(*place, &bytes)),
        }
    }
    bytes
}

/// Reads bytes as every kind and checks what must hold of any answer.
fn survives(bytes: &[u8]) -> Result<(), TestCaseError> {
    let _ = read(bytes, "8821234_CTF_8824321_001.xml");
    let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u32 + 1;
    if let Ok(intake) = read_pupils_csv(bytes) {
        let rows = intake.content.rows.iter().chain(&intake.content.held).map(|row| row.row);
        let found = intake.findings.iter().filter_map(|finding| finding.row);
        prop_assert!(rows.chain(found).all(|row| row >= 2 && row <= lines));
    }
    if let Ok(intake) = read_marks_csv(bytes) {
        let in_registers: usize =
            intake.content.pupils.iter().map(|pupil| pupil.register.iter().count()).sum();
        prop_assert_eq!(in_registers as u32, intake.content.marks());
        prop_assert!(intake.findings.iter().filter_map(|f| f.row).all(|row| row >= 2 && row <= lines));
    }
    if let Ok(intake) = read_ctf(bytes) {
        prop_assert!(intake.content.rows.iter().all(|row| row.row >= 1));
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_mutated_export_is_read_or_refused(
        shape in proptest::sample::select(SHAPES.to_vec()),
        mutations in proptest::collection::vec(mutation(), 1..6),
    ) {
        survives(&mutate(case(shape), &mutations))?;
    }

    #[test]
    fn a_mutated_table_of_marks_is_read_or_refused(mutations in proptest::collection::vec(mutation(), 1..6)) {
        survives(&mutate(MARKS.as_bytes().to_vec(), &mutations))?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        survives(&bytes)?;
    }
}

#[test]
fn a_cell_of_many_megabytes_and_a_row_without_end_are_read_or_refused() {
    let long = format!("UPN,Surname,Forename\n,{},Bea\n", "a".repeat(8 << 20));
    let intake = read_pupils_csv(long.as_bytes()).expect("a long name is a name");
    assert_eq!(intake.content.rows.len(), 1);
    let open = format!("UPN,Surname,Forename\n,\"Vale,Bea\n{}", "x,y,z\n".repeat(100_000));
    let intake = read_pupils_csv(open.as_bytes()).expect("one row that never ends");
    assert!(intake.findings.iter().any(|f| f.code == encircle_intake::FindingCode::UnclosedQuote));
}
