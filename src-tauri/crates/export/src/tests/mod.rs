//! What a reader of the pages, an opener of the file and an author of a profile may rely on.

use crate as export;

mod help;
mod pages;
mod profiles;
mod protection;
mod sample;

/// The text of every page without white space, as a reader of the PDF extracts it.
fn text_of(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let squeeze = |text: String| text.split_whitespace().collect::<String>();
    pages.into_iter().map(|page| squeeze(document.extract_text(&[page]).expect("text"))).collect()
}

/// Whether the words stand in the pages, wherever lines were broken.
fn says(pages: &[String], words: &str) -> bool {
    let words: String = words.split_whitespace().collect();
    pages.concat().contains(&words)
}
