//! A person's answers to the questions of an import: each is checked against what was offered, and together they may not give one
//! pupil two rows, or one number to two pupils.

use std::collections::{HashMap, HashSet};

use encircle_domain::PupilId;
use rand_core::Rng;

use super::pupils::{Change, PupilsPlan, Question, Taken, new_id};
use crate::contract::{ImportAnswer, TakeRow};
use crate::{ApiError, ErrorCode};

impl PupilsPlan {
    /// The rows that the answers take, beside those that are taken without a question. A row that changes nothing is among
    /// them.
    ///
    /// # Errors
    /// `InvalidChoice` for an answer to no question or beyond what was offered, `ImportAnswersClash` where two rows would become one
    /// pupil or share a number; the field is `answers.` and the row.
    pub(super) fn answered(
        &self,
        answers: &[ImportAnswer],
        random: &mut impl Rng,
    ) -> Result<Vec<Taken>, ApiError> {
        let mut rows = HashSet::new();
        let mut taken = Vec::new();
        for answer in answers {
            let invalid = || ApiError::at(ErrorCode::InvalidChoice, field(answer.row));
            let question =
                self.questions.iter().find(|question| question.row == answer.row).ok_or_else(invalid)?;
            if !rows.insert(answer.row) || !question.offers.contains(&answer.take) {
                return Err(invalid());
            }
            taken.extend(take(question, answer, random).ok_or_else(invalid)?);
        }
        self.refuse_clashes(&taken)?;
        Ok(taken)
    }

    fn refuse_clashes(&self, answered: &[Taken]) -> Result<(), ApiError> {
        let mut pupils: HashSet<PupilId> = HashSet::new();
        let mut numbers: HashMap<(&str, &str), PupilId> = HashMap::new();
        for (taken, asked) in
            self.taken.iter().map(|taken| (taken, false)).chain(answered.iter().map(|taken| (taken, true)))
        {
            let upn = taken.pupil.upn.as_deref().map(|upn| ("upn", upn));
            let admission = taken.pupil.admission_number.as_deref().map(|number| ("admission", number));
            let shared = [upn, admission]
                .into_iter()
                .flatten()
                .any(|number| *numbers.entry(number).or_insert(taken.id) != taken.id);
            if (!pupils.insert(taken.id) || shared) && asked {
                return Err(ApiError::at(ErrorCode::ImportAnswersClash, field(taken.row)));
            }
        }
        Ok(())
    }
}

fn field(row: u32) -> String {
    format!("answers.{row}")
}

/// What an answer makes of its row: nothing, or one pupil; `None` for a pupil who was not offered.
fn take(question: &Question, answer: &ImportAnswer, random: &mut impl Rng) -> Option<Option<Taken>> {
    let row = question.row;
    let fresh = |pupil, random| Taken { row, id: new_id(random), pupil, change: Change::New };
    Some(match answer.take {
        TakeRow::LeaveOut => None,
        TakeRow::New => Some(fresh(question.pupil.clone(), random)),
        TakeRow::NewWithoutNumber => Some(fresh(question.unnumbered.clone(), random)),
        TakeRow::SamePupil => {
            let chosen = answer.pupil.as_deref()?;
            let alike = question.alike.iter().find(|alike| alike.id.to_string() == chosen)?;
            let change = if alike.after == alike.before { Change::None } else { Change::Changed };
            Some(Taken { row, id: alike.id, pupil: alike.after.clone(), change })
        }
    })
}
