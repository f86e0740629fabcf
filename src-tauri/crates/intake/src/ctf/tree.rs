//! The elements of one pupil, small enough to hold, and the guarded walk over a file that yields them.
//!
//! Belongs here: XML, its dangers and its limits. Never here: what an element means.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use crate::error::Error;

/// A Common Transfer File nests about ten deep.
pub(super) const MAX_DEPTH: usize = 32;
/// A pupil with a long school history has a few thousand.
pub(super) const MAX_ELEMENTS: usize = 100_000;

/// One element with its text and its children, by local name.
#[derive(Debug, Default)]
pub(super) struct Element {
    name: String,
    text: String,
    children: Vec<Element>,
}

impl Element {
    pub fn is(&self, name: &str) -> bool {
        // Suppliers differ in the case of a few names (CTFversion, CTFVersion).
        self.name.eq_ignore_ascii_case(name)
    }

    /// The children with this name, never deeper descendants.
    pub fn children<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a Element> + use<'a, 'n> {
        self.children.iter().filter(move |child| child.is(name))
    }

    /// The first element at a path below this one, as `BasicDetails/Languages/Type`.
    pub fn at(&self, path: &str) -> Option<&Element> {
        path.split('/').try_fold(self, |element, name| element.children(name).next())
    }

    /// The raw text at a path; `None` when the element is missing or has nothing but white space.
    pub fn text_at(&self, path: &str) -> Option<&str> {
        self.at(path).map(|element| element.text.as_str()).filter(|text| !text.trim().is_empty())
    }
}

/// What stands at the known places of a file.
pub(super) enum Part {
    Header(Element),
    Pupil(Element),
}

/// Walks a file and gives its header and each pupil in turn, holding one at a time.
///
/// # Errors
/// The whole file is refused: a DOCTYPE, nesting or elements without bound, text that breaks off or contradicts itself,
/// a root that is no Common Transfer File.
pub(super) fn walk(text: &str, mut take: impl FnMut(Part)) -> Result<(), Error> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    // Elements between the root and the one being read; the names above a part are what makes its path.
    let mut path: Vec<String> = Vec::new();
    let mut open: Vec<Element> = Vec::new();
    let mut elements = 0;
    let mut seen_root = false;
    loop {
        let offset = reader.buffer_position();
        let broken = Error::NotWellFormed { offset };
        let event = reader.read_event().map_err(|_| broken)?;
        let (start, empty) = match event {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::End(_) => {
                if let Some(done) = open.pop() {
                    close(done, &mut open, &path, &mut take);
                } else if path.pop().is_none() {
                    return Err(broken);
                }
                continue;
            }
            Event::Text(content) => {
                add(&mut open, &path, &content.xml10_content(), broken)?;
                continue;
            }
            Event::CData(content) => {
                add(&mut open, &path, &content.xml10_content(), broken)?;
                continue;
            }
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|_| broken)?;
                let named = resolve_predefined_entity(reference.as_ref());
                match (character, named) {
                    (Some(character), _) => {
                        add(&mut open, &path, character.encode_utf8(&mut [0; 4]), broken)?
                    }
                    (None, Some(text)) => add(&mut open, &path, text, broken)?,
                    // Without a DOCTYPE no other entity can have a meaning.
                    (None, None) => return Err(broken),
                }
                continue;
            }
            Event::DocType(_) => return Err(Error::DoctypeRefused),
            Event::Eof if path.is_empty() && open.is_empty() => {
                return if seen_root { Ok(()) } else { Err(Error::NotACtf) };
            }
            Event::Eof => return Err(broken),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
        };
        let name = start.local_name().into_inner();
        if path.is_empty() && open.is_empty() {
            if seen_root {
                return Err(broken);
            }
            if !name.eq_ignore_ascii_case("CTfile") {
                return Err(Error::NotACtf);
            }
            seen_root = true;
        }
        if path.len() + open.len() >= MAX_DEPTH {
            return Err(Error::TooDeep { limit: MAX_DEPTH });
        }
        let part = is_part(&path, name);
        if open.is_empty() && !part {
            if !empty {
                path.push(name.to_owned());
            }
            continue;
        }
        elements = if open.is_empty() { 1 } else { elements + 1 };
        if elements > MAX_ELEMENTS {
            return Err(Error::TooManyElements { limit: MAX_ELEMENTS });
        }
        let element = Element { name: name.to_owned(), ..Element::default() };
        if empty {
            close(element, &mut open, &path, &mut take);
        } else {
            open.push(element);
        }
    }
}

fn is_part(path: &[String], name: &str) -> bool {
    let at = |names: &[&str]| {
        path.len() == names.len() && path.iter().zip(names).all(|(a, b)| a.eq_ignore_ascii_case(b))
    };
    (at(&["CTfile"]) && name.eq_ignore_ascii_case("Header"))
        || (at(&["CTfile", "CTFpupilData"]) && name.eq_ignore_ascii_case("Pupil"))
}

/// An element ends: it joins the one around it, or is a whole part.
fn close(done: Element, open: &mut [Element], path: &[String], take: &mut impl FnMut(Part)) {
    match open.last_mut() {
        Some(parent) => parent.children.push(done),
        None if path.len() == 1 => take(Part::Header(done)),
        None => take(Part::Pupil(done)),
    }
}

/// Text joins the element that is open. Text outside the root is not XML.
fn add(open: &mut [Element], path: &[String], text: &str, broken: Error) -> Result<(), Error> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if path.is_empty() && !text.trim().is_empty() => return Err(broken),
        None => {}
    }
    Ok(())
}
