//! Search over all text. No character that a person types is an operator.

use encircle_domain::event::Event;
use encircle_domain::fold::{AskedWord, asked_words, fold};
use encircle_domain::may::Act;
use encircle_store::{HitKind as Found, NewEvent};

use super::convert::count;
use super::pupil::PupilNames;
use crate::contract::*;
use crate::local_time::to_local;
use crate::{ApiError, Session};

/// Hits in one answer.
const ROWS: u32 = 100;
/// Characters of a snippet, before and after the first hit.
const BEFORE: usize = 60;
const AFTER: usize = 120;

impl Session {
    /// Finds pupils by any spelling and concerns by their words. A finished search is an event.
    pub fn search(&mut self, asked: Search) -> Result<SearchView, ApiError> {
        let words = asked_words(&asked.text);
        if asked.finished && !words.is_empty() {
            self.allowed(Act::Search)?;
            self.commit(vec![NewEvent::of(Event::Searched { words: asked.text.trim().to_owned() })])?;
        }
        self.allowed(Act::Search)?;
        let visible = self.visible()?;
        let store = visible.store();
        let mut names = PupilNames::of(store);
        let mut found = match words.is_empty() {
            true => Vec::new(),
            false => store.search(&words, ROWS + 1 + count(visible.hidden()))?,
        };
        // Filtered before it is cut and counted, so that not even the number of hits tells of a closed file.
        let mut refused = None;
        found.retain(|hit| {
            hit.event.is_none_or(|event| visible.sees_entry(event))
                && (visible.sees(hit.pupil)
                    || names
                        .known_as(hit.pupil)
                        .map(|name| hit.event.is_none() && holds_all(&name, &words))
                        .unwrap_or_else(|error| {
                            refused = Some(error);
                            false
                        }))
        });
        if let Some(error) = refused {
            return Err(error);
        }
        let more = count(found.len()) > ROWS;
        let mut hits = Vec::with_capacity(found.len());
        for hit in found.into_iter().take(ROWS as usize) {
            let pupil_name = names.known_as(hit.pupil)?;
            let (kind, concern, on, snippet) = match (hit.kind, hit.event) {
                (Found::Pupil, _) | (Found::Concern | Found::Referral, None) => {
                    (HitKind::Pupil, None, None, marked(&pupil_name, &words))
                }
                (Found::Referral, Some(id)) => {
                    let referrals = visible.referrals(Some(hit.pupil))?;
                    let Some(row) = referrals.into_iter().find(|row| row.id == id) else { continue };
                    let text = format!("{} {}", row.referral.reference, row.referral.reason);
                    let on = to_local(row.at).date().to_string();
                    (HitKind::Referral, None, Some(on), marked(&text, &words))
                }
                (Found::Concern, Some(id)) => {
                    let Some(row) = store.concern(id)? else { continue };
                    let at = row.current.happened.day().unwrap_or_else(|| to_local(row.recorded_at).date());
                    let concern = &row.current;
                    let texts = [
                        Some(&concern.what_happened),
                        concern.exact_words.as_ref(),
                        concern.question_asked.as_ref(),
                        concern.place.as_ref(),
                        concern.told_by.as_ref(),
                        concern.done.as_ref(),
                        concern.reason.as_ref(),
                    ];
                    let best = texts.into_iter().flatten().max_by_key(|text| hits_in(text, &words));
                    let snippet = marked(best.map_or("", String::as_str), &words);
                    (HitKind::Concern, Some(id.to_string()), Some(at.to_string()), snippet)
                }
            };
            hits.push(HitView { kind, pupil: hit.pupil.to_string(), pupil_name, concern, on, snippet });
        }
        Ok(SearchView { hits, nothing_asked: words.is_empty(), more })
    }
}

/// True when a text alone answers the question: a pupil whose file is closed is found by name and by nothing else.
fn holds_all(text: &str, words: &[AskedWord]) -> bool {
    let folded = fold(text);
    words.iter().all(|asked| {
        folded.split(' ').any(|word| word == asked.word || asked.prefix && word.starts_with(&asked.word))
    })
}

fn is_hit(piece: &str, words: &[AskedWord]) -> bool {
    fold(piece).split(' ').any(|folded| {
        words.iter().any(|asked| folded == asked.word || asked.prefix && folded.starts_with(&asked.word))
    })
}

/// How many words of the question a text holds; of two that hold none the first is shown.
fn hits_in(text: &str, words: &[AskedWord]) -> (usize, std::cmp::Reverse<usize>) {
    let hits = text.split_whitespace().filter(|piece| is_hit(piece, words)).count();
    (hits, std::cmp::Reverse(text.len()))
}

/// The part of a text around its first hit, hits marked.
fn marked(text: &str, words: &[AskedWord]) -> Vec<SnippetView> {
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let first = pieces.iter().position(|piece| is_hit(piece, words)).unwrap_or(0);
    let mut from = first;
    let mut room = BEFORE;
    while from > 0 && pieces[from - 1].chars().count() < room {
        from -= 1;
        room -= pieces[from].chars().count() + 1;
    }
    let mut snippet: Vec<SnippetView> = Vec::new();
    let mut push = |text: &str, hit: bool| match snippet.last_mut() {
        Some(last) if last.hit == hit => last.text.push_str(text),
        _ => snippet.push(SnippetView { text: text.to_owned(), hit }),
    };
    if from > 0 {
        push("… ", false);
    }
    let mut room = AFTER + BEFORE;
    for (i, piece) in pieces.iter().enumerate().skip(from) {
        let length = piece.chars().count() + 1;
        if length > room {
            push(" …", false);
            break;
        }
        room -= length;
        if i > from {
            push(" ", false);
        }
        push(piece, is_hit(piece, words));
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, asked: &str) -> String {
        marked(text, &asked_words(asked))
            .into_iter()
            .map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text })
            .collect()
    }

    #[test]
    fn the_words_that_were_asked_for_are_marked_in_any_spelling() {
        assert_eq!(shown("Cara O’Brien saw a bruise.", "obrien bruise"), "Cara [O’Brien] saw a [bruise.]");
        assert_eq!(shown("Two bruises", "bruise*"), "Two [bruises]");
        assert_eq!(shown("Two bruises", "bruise"), "Two bruises");
    }

    #[test]
    fn a_long_text_is_cut_around_its_first_hit() {
        let text = format!("{} phone {}", "word ".repeat(100), "word ".repeat(100));
        let shown = shown(&text, "phone");
        assert!(shown.starts_with("… ") && shown.contains("[phone]") && shown.ends_with(" …"), "{shown}");
        assert!(shown.chars().count() < BEFORE + AFTER + BEFORE + 20);
    }
}
