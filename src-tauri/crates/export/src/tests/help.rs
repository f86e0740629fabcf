//! What stands on the papers about the program.

use super::export::{HelpFor, HelpPage, Rendered, help_page};
use super::{says, text_of};

const TEXT: &str = include_str!("../../../../../ui/src/text/help.json");

fn made_for(school: Option<&str>) -> HelpFor {
    HelpFor {
        school: school.map(str::to_owned),
        made_up: school.is_some(),
        made_on: "2026-11-25".parse().expect("a date"),
        version: "0.1.0".into(),
    }
}

fn printed(page: HelpPage) -> Rendered {
    help_page(page, &made_for(None)).expect("it renders")
}

/// Every text in the file below `value`, but for the words of its structure.
fn texts(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        serde_json::Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != "kind").for_each(|(_, value)| texts(value, found));
        }
        _ => {}
    }
}

#[test]
fn every_word_of_both_papers_is_printed_and_no_character_is_spelled_out() {
    let papers: serde_json::Value = serde_json::from_str(TEXT).expect("JSON");
    for (page, name) in [(HelpPage::Dpia, "dpia"), (HelpPage::It, "it")] {
        let rendered = printed(page);
        assert!(rendered.replaced.is_empty(), "{name}: {:?}", rendered.replaced);
        let pages = text_of(&rendered.pdf);
        let mut said = Vec::new();
        texts(&papers[name], &mut said);
        assert!(said.len() > 30, "{name}");
        // The running head and foot stand between two halves of a text that goes over a page: its first words are enough.
        for text in said {
            let first: String = text.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
            assert!(says(&pages, &first), "{name}: {text}");
        }
    }
}

#[test]
fn the_paper_for_the_it_team_is_one_page_also_with_a_long_name_of_a_school() {
    let school = "Saltmarsh Lane Church of England Primary School and Nursery, Burnham-on-Crouch";
    let rendered = help_page(HelpPage::It, &made_for(Some(school))).expect("it renders");
    assert_eq!(rendered.pages, 1);
    let pages = text_of(&rendered.pdf);
    assert!(says(&pages, school) && says(&pages, "Made-up school") && says(&pages, "25 November 2026"));
    assert!(says(&pages, "Page 1 of 1"));
}

#[test]
fn the_papers_are_tagged_titled_and_the_same_for_the_same_day() {
    for (page, title) in
        [(HelpPage::Dpia, "Data protection impact assessment"), (HelpPage::It, "For your IT team")]
    {
        let rendered = printed(page);
        assert_eq!(rendered, printed(page));
        let file = String::from_utf8_lossy(&rendered.pdf).into_owned();
        assert!(file.contains("/StructTreeRoot") && file.contains("pdfuaid"), "{title}");
        assert!(says(&text_of(&rendered.pdf), title));
    }
}
