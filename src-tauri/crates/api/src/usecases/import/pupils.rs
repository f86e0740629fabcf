//! What a file of pupils would change. A number decides who a row is, where name and date of birth do not speak against it; whatever
//! is left open becomes a question, and a row with a question is taken only by a person's answer.

use std::collections::{BTreeMap, HashMap};

use encircle_domain::PupilId;
use encircle_domain::event::{Event, ImportSource};
use encircle_domain::pupil::Pupil;
use encircle_intake::{PupilRow, PupilsFile};
use rand_core::Rng;

use super::super::convert::count;
use super::super::finding_words::Code;
use super::known::{Known, NameKey, Shared, legal_key, upns_contradict};
use crate::contract::TakeRow;

/// One row that becomes a pupil of the vault, or changes one.
#[derive(Clone)]
pub(super) struct Taken {
    pub(super) row: u32,
    pub(super) id: PupilId,
    pub(super) pupil: Pupil,
    pub(super) change: Change,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    New,
    Changed,
    None,
}

/// A pupil of the vault whom a row may mean.
#[derive(Clone)]
pub(super) struct Alike {
    pub(super) id: PupilId,
    pub(super) before: Pupil,
    /// What the row would make of the record; a number that is somebody else's does not come along.
    pub(super) after: Pupil,
}

/// A row of which only a person can say who it is.
#[derive(Clone)]
pub(super) struct Question {
    pub(super) row: u32,
    pub(super) why: Code,
    pub(super) pupil: Pupil,
    pub(super) alike: Vec<Alike>,
    /// The row without the numbers that belong to somebody else or stand in the file twice.
    pub(super) unnumbered: Pupil,
    pub(super) offers: Vec<TakeRow>,
}

/// What a file of pupils would change.
#[derive(Default)]
pub(super) struct PupilsPlan {
    /// Rows that nothing speaks against, those that change nothing too.
    pub(super) taken: Vec<Taken>,
    pub(super) questions: Vec<Question>,
}

/// Who a row is, as far as the file and the vault can say.
enum Who {
    Known(PupilId),
    New,
    Asked(Code),
}

impl PupilsPlan {
    pub(super) fn of(file: PupilsFile, known: &Known, random: &mut impl Rng) -> Self {
        let held: Vec<u32> = file.held.iter().map(|row| row.row).collect();
        let mut rows: Vec<PupilRow> = file.rows.into_iter().chain(file.held).collect();
        rows.sort_by_key(|row| row.row);
        let mut shared = Shared::default();
        rows.iter().for_each(|row| shared.add(&row.pupil));
        let mut who: Vec<Who> = rows
            .iter()
            .map(|row| {
                if held.contains(&row.row) {
                    Who::Asked(Code::NumberShared)
                } else {
                    who_is(&row.pupil, known)
                }
            })
            .collect();
        ask_of_rows_that_meet(&rows, &mut who);
        let mut plan = Self::default();
        for (PupilRow { row, pupil }, who) in rows.into_iter().zip(who) {
            match who {
                Who::Known(id) => {
                    let before = known.pupil(id);
                    let pupil = before.clone().updated_by(pupil);
                    let change = if pupil == *before { Change::None } else { Change::Changed };
                    plan.taken.push(Taken { row, id, pupil, change });
                }
                Who::New => plan.taken.push(Taken { row, id: new_id(random), pupil, change: Change::New }),
                Who::Asked(why) => plan.questions.push(question(row, why, pupil, known, &shared)),
            }
        }
        plan
    }

    /// New, changed, unchanged pupils, without the rows that are asked about.
    pub(super) fn counts(&self) -> (u32, u32, u32) {
        let of = |change| count(self.taken.iter().filter(|taken| taken.change == change).count());
        (of(Change::New), of(Change::Changed), of(Change::None))
    }

    pub(super) fn into_event(self, source: ImportSource) -> Option<Event> {
        let changed = self.taken.into_iter().filter(|taken| taken.change != Change::None);
        let pupils: Vec<_> = changed.map(|taken| (taken.id, taken.pupil)).collect();
        (!pupils.is_empty()).then_some(Event::PupilsImported { source, pupils })
    }
}

pub(super) fn new_id(random: &mut impl Rng) -> PupilId {
    let mut id = [0; 16];
    random.fill_bytes(&mut id);
    PupilId(id)
}

fn hits(pupil: &Pupil, known: &Known) -> Vec<PupilId> {
    let upns = (pupil.upn.as_deref(), pupil.former_upn.as_deref());
    known.by_numbers(upns.0, upns.1, pupil.admission_number.as_deref()).into_iter().collect()
}

fn who_is(pupil: &Pupil, known: &Known) -> Who {
    match hits(pupil, known).as_slice() {
        [] => who_is_unnumbered(pupil, known),
        [only] => {
            let there = known.pupil(*only);
            if !there.agrees_with(pupil) {
                Who::Asked(Code::NumberOfAnother)
            } else if upns_contradict(pupil, there) {
                Who::Asked(Code::NumbersDisagree)
            } else {
                Who::Known(*only)
            }
        }
        _ => Who::Asked(Code::NumbersDisagree),
    }
}

/// No number names a pupil: the same name with the same date of birth is asked about, and never enough.
fn who_is_unnumbered(pupil: &Pupil, known: &Known) -> Who {
    let open = |id: &PupilId| {
        let there = known.pupil(*id);
        let same_birth = pupil.born.is_some() && pupil.born == there.born;
        same_birth || pupil.upn.is_none() || there.upn.is_none()
    };
    let alike = known.by_name_and_birth(&legal_key(&pupil.name), pupil.born);
    if alike.iter().any(open) { Who::Asked(Code::NeedsAsking) } else { Who::New }
}

/// Rows of one file that meet in one pupil, or that look like one child without numbers to tell them apart.
fn ask_of_rows_that_meet(rows: &[PupilRow], who: &mut [Who]) {
    let mut same_pupil: HashMap<PupilId, Vec<usize>> = HashMap::new();
    let mut same_name: BTreeMap<NameKey, Vec<usize>> = BTreeMap::new();
    for (place, (row, who)) in rows.iter().zip(who.iter()).enumerate() {
        match who {
            Who::Known(id) => same_pupil.entry(*id).or_default().push(place),
            Who::New => same_name.entry(legal_key(&row.pupil.name)).or_default().push(place),
            Who::Asked(_) => {}
        }
    }
    for places in same_pupil.values().filter(|places| places.len() > 1) {
        places.iter().for_each(|place| who[*place] = Who::Asked(Code::PupilTwice));
    }
    for places in same_name.values() {
        let births_meet = |a: &Pupil, b: &Pupil| a.born.is_none() || b.born.is_none() || a.born == b.born;
        for place in places {
            let pupil = &rows[*place].pupil;
            let unnumbered = pupil.upn.is_none() && pupil.admission_number.is_none();
            let met = places.iter().any(|other| other != place && births_meet(pupil, &rows[*other].pupil));
            if unnumbered && met {
                who[*place] = Who::Asked(Code::LooksLikeAnotherRow);
            }
        }
    }
}

fn question(row: u32, why: Code, pupil: Pupil, known: &Known, shared: &Shared) -> Question {
    let mut alike = hits(&pupil, known);
    for id in known.by_name_and_birth(&legal_key(&pupil.name), pupil.born) {
        if !alike.contains(&id) {
            alike.push(id);
        }
    }
    let owned = !hits(&pupil, known).is_empty();
    let unnumbered = without_numbers_of_others(&pupil, None, known, Some(shared));
    let mut offers = vec![TakeRow::LeaveOut];
    if !alike.is_empty() {
        offers.push(TakeRow::SamePupil);
    }
    if !owned {
        offers.push(TakeRow::New);
    }
    if unnumbered != pupil {
        offers.push(TakeRow::NewWithoutNumber);
    }
    let alike = alike
        .into_iter()
        .map(|id| {
            let before = known.pupil(id).clone();
            let after = before.clone().updated_by(without_numbers_of_others(&pupil, Some(id), known, None));
            Alike { id, before, after }
        })
        .collect();
    Question { row, why, pupil, alike, unnumbered, offers }
}

/// The row without the numbers that a pupil other than `own` has, or that stand in the file more than once.
fn without_numbers_of_others(
    pupil: &Pupil,
    own: Option<PupilId>,
    known: &Known,
    shared: Option<&Shared>,
) -> Pupil {
    let others_upn = |upn: &String| {
        known.owners_of_upn(upn).any(|owner| Some(owner) != own)
            || shared.is_some_and(|shared| shared.upn(upn))
    };
    let others_admission = |number: &String| {
        known.owners_of_admission(number).any(|owner| Some(owner) != own)
            || shared.is_some_and(|shared| shared.admission(number))
    };
    Pupil {
        upn: pupil.upn.clone().filter(|upn| !others_upn(upn)),
        former_upn: pupil.former_upn.clone().filter(|upn| !others_upn(upn)),
        admission_number: pupil.admission_number.clone().filter(|number| !others_admission(number)),
        ..pupil.clone()
    }
}
