//! The referral: choosing, answering, looking, exporting. Nothing blocks it: what is missing prints as "not yet known".

use encircle_domain::event::Event;
use encircle_domain::may::Act;
use encircle_domain::referral::{Referral, Told};
use encircle_domain::{EventId, PupilId};
use encircle_export::bundle::{self, Bundle};
use encircle_export::manifest::{Signature, signing_payload};
use encircle_export::profile::{self, Profile};
use encircle_export::{Options, attach_manifest, manifest, protect, render};
use encircle_store::keys::offer_passphrase;
use encircle_store::{ConcernRow, NewEvent, ReferralRow, sha256};

use super::convert::{count, text};
use super::people::People;
use super::pupil::PupilNames;
use super::referral_bundle::{Material, event_time, linked, marking};
use super::set_up::event_id;
use super::{concern, referral_form};
use crate::bundle::{SIGNATURE_TAG, hex};
use crate::contract::*;
use crate::local_time::{instant, local};
use crate::ports::FileKind;
use crate::{ApiError, ErrorCode, Session, disk};

/// Words of the password of a file that leaves.
const PASSWORD_WORDS: usize = 6;

pub(super) fn referral_view(
    row: ReferralRow,
    people: &People,
    names: &mut PupilNames<'_>,
) -> Result<ReferralView, ApiError> {
    let referral = row.referral;
    Ok(ReferralView {
        id: row.id.to_string(),
        pupil: referral.pupil.to_string(),
        pupil_name: names.known_as(referral.pupil)?,
        reference: referral.reference,
        made_at: instant(row.at),
        by: people.name(row.author),
        recipient: referral.recipient,
        profile: referral.profile,
        file_name: referral.file_name,
        hash: hex(&referral.file_hash),
        entries: count(referral.entries.len()),
    })
}

impl Session {
    /// The authorities whose questions are known here.
    pub fn list_profiles(&mut self, _: Nothing) -> Result<Vec<ProfileView>, ApiError> {
        self.allowed(Act::Export)?;
        Ok(profile::all()?.iter().map(referral_form::profile_view).collect())
    }

    /// Referrals, newest first.
    pub fn list_referrals(&mut self, asked: ListReferrals) -> Result<Vec<ReferralView>, ApiError> {
        self.allowed(Act::ReadFile)?;
        let pupil = asked.pupil.as_deref().map(|pupil| self.file(Act::ReadFile, pupil)).transpose()?;
        let visible = self.visible()?;
        let store = visible.store();
        let (people, mut names) = (People::of(store)?, PupilNames::of(store));
        visible
            .referrals(pupil)?
            .into_iter()
            .rev()
            .map(|row| referral_view(row, &people, &mut names))
            .collect()
    }

    /// The questions of an authority with the answers that the record holds, and the entries to choose from.
    pub fn start_referral(&mut self, asked: StartReferral) -> Result<ReferralFormView, ApiError> {
        self.allowed(Act::Export)?;
        let profile = known_profile(&asked.profile)?;
        let id = self.file(Act::Export, &asked.pupil)?;
        let material = Material::gather(self, id, |_| true, (None, None), &[])?;
        let reference = self.next_reference()?;
        let open = self.open()?;
        let (people, mut names) = (People::of(&open.store)?, PupilNames::of(&open.store));
        let mut other_pupils = Vec::new();
        for other in linked(&material.rows) {
            let names_it = |row: &&ConcernRow| linked(std::slice::from_ref(*row)).contains(&other);
            other_pupils.push(NamedPupilView {
                pupil: other.to_string(),
                name: names.known_as(other)?,
                entries: count(material.rows.iter().filter(names_it).count()),
            });
        }
        let record =
            referral_form::Record { material: &material, open, today: self.ports.clock.local().date() };
        let sections = referral_form::sections(&profile, &record);
        let pupil_name = material.pupil.name.known_as();
        let entries = material
            .rows
            .into_iter()
            .map(|row| concern::view(row, &people, &mut names))
            .collect::<Result<_, _>>()?;
        Ok(ReferralFormView {
            pupil: id.to_string(),
            pupil_name,
            profile: referral_form::profile_view(&profile),
            reference,
            sections,
            entries,
            lawful_bases: referral_form::LAWFUL_BASES.iter().map(|words| (*words).to_owned()).collect(),
            other_pupils,
        })
    }

    /// The pages as they would be sent, to look at.
    pub fn preview_referral(&mut self, asked: ReferralRequest) -> Result<PreviewView, ApiError> {
        self.allowed(Act::Export)?;
        let (bundle, _, profile) = self.bundle(&asked)?;
        let options = Options { form: profile::form_of(&profile.id).map(str::to_owned), draft: true };
        let pages = encircle_export::preview(&bundle, &options)?;
        let replaced = render(&bundle, &options)?.replaced;
        Ok(PreviewView { pages, replaced: replaced.into_iter().map(encircle_export::spelled_out).collect() })
    }

    /// Makes the PDF, signs its manifest, puts the password on it, lets the person choose where it goes, and writes down what left.
    /// `None` when the person changed their mind: then nothing left and nothing is written.
    pub fn export_referral(&mut self, asked: ReferralRequest) -> Result<Option<ReferralMadeView>, ApiError> {
        self.allowed(Act::Export)?;
        let draft = asked.id.as_deref().map(|id| event_id(id, "id")).transpose()?;
        let (bundle, facts, profile) = self.bundle(&asked)?;
        let options = Options { form: profile::form_of(&profile.id).map(str::to_owned), draft: false };
        let rendered = render(&bundle, &options)?;
        let listed = manifest(&bundle, &rendered)?.to_json()?;
        let signing = &self.open()?.author.signing;
        let signature = Signature {
            algorithm: "ed25519".to_owned(),
            public_key: hex(&signing.verify_key()),
            signature: hex(&signing.sign(SIGNATURE_TAG, &signing_payload(&listed))),
        };
        let document = attach_manifest(&rendered.pdf, &listed, Some(&signature))?;
        let random = &mut self.ports.random;
        let password = offer_passphrase(random, PASSWORD_WORDS);
        let file = protect(&document, &password, random)?;

        let suggested = format!("{}.pdf", bundle.reference);
        let Some(path) = self.ports.files.ask_save(FileKind::Referral, &suggested) else { return Ok(None) };
        let file_name = disk::name_of(&path);
        let open = self.open.as_mut().ok_or(ErrorCode::Locked)?;
        let copy = open.store.put_object(&mut self.ports.random, &file)?;
        let told = |answer: Option<ToldView>| answer.map_or(Told::NotKnown, Into::into);
        let referral = Referral {
            pupil: facts.pupil,
            reference: bundle.reference.clone(),
            profile: profile.id.clone(),
            recipient: bundle.to.authority.clone(),
            lawful_basis: text(asked.lawful_basis).unwrap_or_default(),
            parents_told: told(asked.parents_told),
            child_told: told(asked.child_told),
            support_agreed: told(asked.support_agreed),
            told_reason: text(asked.told_reason),
            reason: text(asked.reason).unwrap_or_default(),
            entries: facts.entries,
            file_name: file_name.clone(),
            file_hash: sha256(&file),
            document_hash: sha256(&rendered.pdf),
            copy,
        };
        let hash = hex(&referral.file_hash);
        // The id of the draft is the draft's: the referral gets its own, so that a second export is a second event.
        let saved = self.commit(vec![NewEvent { draft, ..NewEvent::of(Event::ReferralMade(referral)) }])?;
        // Written down before it is written out: a file whose leaving nobody noted is worse than a note of one that did not leave.
        disk::write(&path, &file)?;
        Ok(Some(ReferralMadeView {
            id: saved[0].to_string(),
            reference: bundle.reference,
            file_name,
            password: password.to_string(),
            pages: count(rendered.pages),
            hash,
            replaced: rendered.replaced.into_iter().map(encircle_export::spelled_out).collect(),
        }))
    }

    /// `EN-2026-0034`: a number of this vault and year, and no name.
    fn next_reference(&self) -> Result<String, ApiError> {
        let year = chrono::Datelike::year(&self.ports.clock.local());
        Ok(format!("EN-{year}-{:04}", self.open()?.store.next_reference_number(year)?))
    }

    fn bundle(&mut self, asked: &ReferralRequest) -> Result<(Bundle, Facts, Profile), ApiError> {
        let profile = known_profile(&asked.profile)?;
        let id = self.file(Act::Export, &asked.pupil)?;
        let chosen = asked
            .entries
            .as_ref()
            .map(|entries| {
                entries.iter().map(|entry| event_id(entry, "entries")).collect::<Result<Vec<EventId>, _>>()
            })
            .transpose()?;
        let named = asked
            .named
            .iter()
            .map(|pupil| self.pupil_id(pupil, "named"))
            .collect::<Result<Vec<PupilId>, _>>()?;
        let material = Material::gather(
            self,
            id,
            |row| chosen.as_ref().is_none_or(|chosen| chosen.contains(&row.id)),
            (asked.attendance_from.as_deref(), asked.attendance_to.as_deref()),
            &named,
        )?;
        let reference = self.next_reference()?;
        let made_at = self.ports.clock.local();
        let open = self.open()?;
        let people = People::of(&open.store)?;
        let record = referral_form::Record { material: &material, open, today: made_at.date() };
        let told = |answer: Option<ToldView>| bundle::Told {
            answer: match answer {
                Some(ToldView::Yes) => bundle::Answer::Yes,
                Some(ToldView::No) => bundle::Answer::No,
                Some(ToldView::Unsafe) => bundle::Answer::NotAskedUnsafe,
                Some(ToldView::NotKnown) | None => bundle::Answer::NotKnown,
            },
            // The reason says why somebody was not told; it says nothing of somebody who was.
            reason: match answer {
                Some(ToldView::No | ToldView::Unsafe) => {
                    text(asked.told_reason.clone()).map(|reason| material.told(&reason))
                }
                Some(ToldView::Yes | ToldView::NotKnown) | None => None,
            },
        };
        let call = asked
            .call
            .as_ref()
            .map(|call| {
                Ok::<_, ApiError>(bundle::PhoneCall {
                    at: local(&call.at, "call")?,
                    spoke_to: call.spoke_to.clone(),
                    advice: call.advice.clone(),
                })
            })
            .transpose()?;
        let reason = text(asked.reason.clone()).map(|reason| material.told(&reason));
        let asked_for = text(asked.asked_for.clone()).map(|words| material.told(&words));
        let bundle = Bundle {
            reference,
            made_up: open.made_up,
            marking: marking().to_owned(),
            profile: bundle::ProfileRef {
                id: profile.id.clone(),
                name: profile.name.clone(),
                edition: profile.edition.clone(),
            },
            to: referral_form::recipient(&profile),
            from: bundle::Sender {
                person: open.me.name.clone(),
                role: open.me.role.title().to_owned(),
                school: open.school.name.clone(),
                laestab: open.school.laestab.to_string(),
                phone: None,
                email: None,
            },
            made_at,
            child: material.child(made_at.date()),
            urgency: (asked.immediate_danger == Some(true))
                .then(|| "The child is in immediate danger.".to_owned()),
            danger: match asked.immediate_danger {
                Some(true) => bundle::Danger::Yes { text: reason.clone().unwrap_or_default() },
                Some(false) => bundle::Danger::No,
                None => bundle::Danger::NotKnown,
            },
            phone_call: call,
            summary: reason,
            asked_for: asked_for.into_iter().collect(),
            done: material.done(),
            informed: bundle::Informed {
                parents: told(asked.parents_told),
                child: told(asked.child_told),
                support: told(asked.support_agreed),
            },
            lawful_basis: text(asked.lawful_basis.clone()),
            safe_contact: material.safe_contact(),
            contacts: material.contacts(),
            circle: Vec::new(),
            others: material.others(),
            sections: referral_form::answered(&profile, &record, &asked.answers),
            entries: material.entries(&people),
            entries_total: material.total,
            newest_first: true,
            attendance: material.attendance(),
            signs: material.signs(),
            flags: vec![bundle::Flag {
                on: made_at.date(),
                label: "This referral".to_owned(),
                kind: bundle::FlagKind::ReferralDraft,
            }],
        };
        let mut entries: Vec<_> = material.rows.iter().map(|row| (event_time(row), row.id)).collect();
        entries.sort();
        let entries = entries.into_iter().map(|(_, id)| id).collect();
        Ok((bundle, Facts { pupil: id, entries }, profile))
    }
}

/// What the journal keeps of a bundle besides its bytes.
struct Facts {
    pupil: PupilId,
    entries: Vec<EventId>,
}

fn known_profile(id: &str) -> Result<Profile, ApiError> {
    profile::by_id(id).ok_or_else(|| ApiError::at(ErrorCode::ProfileNotFound, "profile"))
}
