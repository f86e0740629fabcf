// Written by `cargo xtask bindings` from the table of commands; never edited.

export type AmendConcern = { concern: string, why: string, 
/**
 * The id of the draft that becomes this addition.
 */
id: string | null, what_happened: string | null, exact_words: string | null, question_asked: string | null, happened: HappenedView | null, place: string | null, source: SourceView | null, told_by: string | null, told_at: string | null, signs: Array<SignView> | null, 
/**
 * Not for whoever sees only their own words: a lead's grouping is not theirs to undo.
 */
categories: Array<string> | null, done: string | null, };

export type AmendmentView = { id: string, recorded_at: string, by: string, why: string, former: FormerTextView, };

export type AnswerView = { question: string, answer: string, };

export type ApiError = { code: ErrorCode, field: string | null, };

export type AttendanceView = { pupil: string, term: TermView, from: string, to: string, 
/**
 * Monday to Friday of the stretch.
 */
days: Array<DayView>, tally: TallyView, marks_until: MarksUntilView | null, };

export type AuditView = { id: string, recorded_at: string, by: string, 
/**
 * The kind of event, as `concern_recorded`.
 */
kind: string, pupil: string | null, pupil_name: string | null, };

export type CallView = { 
/**
 * Local time.
 */
at: string, spoke_to: string, advice: string, };

export type CancelImport = { handle: string, };

export type CheckView = { events: number, made_up: boolean, 
/**
 * Newest event.
 */
newest: string | null, };

export type ChoosePlace = { place: Place, };

export type ChronologyView = { entries: Array<EntryView>, 
/**
 * Entries in the whole file, before the filter.
 */
total: number, };

export type CloseFile = { pupil: string, 
/**
 * Ids of the leads and deputies who go on reading it; at least one.
 */
named: Array<string>, 
/**
 * Ids of the people against whom it is restricted.
 */
against: Array<string>, reason: string, 
/**
 * Whom others ring, in words.
 */
ring: string, };

export type ClosureView = { pupil: string, pupil_name: string, standing: StandingView, 
/**
 * Whom to ring: of this file, and of closed files in which entries of this one stand too.
 */
ring: Array<string>, 
/**
 * The file is open, and entries of it are left out.
 */
entries_restricted: boolean, 
/**
 * True when the person may open in an emergency what is closed here.
 */
may_open_in_emergency: boolean, 
/**
 * True when the person may close the file, or decide anew.
 */
may_decide: boolean, 
/**
 * Whom it is open to; empty for whoever is not named.
 */
named: Array<PersonView>, 
/**
 * Against whom it is restricted; empty for whoever is not named.
 */
against: Array<PersonView>, reason: string | null, closed_at: string | null, closed_by: string | null, 
/**
 * The latest first; empty for whoever is not named.
 */
emergencies: Array<EmergencyView>, 
/**
 * The people to choose from, for whoever may decide.
 */
people: Array<PersonView>, };

export type ConcernRowView = { id: string, pupil: string, pupil_name: string, recorded_at: string, by: string, 
/**
 * The first words of what happened.
 */
opening: string, };

export type ConcernView = { id: string, pupil: string, pupil_name: string, happened: HappenedView, told_at: string | null, recorded_at: string, 
/**
 * Days between the event and its recording, when known and more than none.
 */
recorded_days_later: number | null, by: string, by_role: string, what_happened: string, exact_words: string | null, question_asked: string | null, place: string | null, source: SourceView, told_by: string | null, signs: Array<SignView>, other_pupils: Array<OtherPupilView>, categories: Array<string>, done: string | null, decision: DecisionView | null, reason: string | null, 
/**
 * False until a DSL has acted on it.
 */
read: boolean, 
/**
 * Set when the file in hand is that of another pupil who is named in it.
 */
part: PartView | null, 
/**
 * Oldest first.
 */
amendments: Array<AmendmentView>, 
/**
 * Oldest first.
 */
follow_ups: Array<FollowUpView>, };

export type ConfirmImport = { handle: string, 
/**
 * True takes the rows that carry a warning.
 */
accept_warnings: boolean, };

export type ConfirmKit = { kit: number, words: string, };

export type ContactView = { order: number | null, name: string, relationship: string | null, responsibility: ResponsibilityView, phones: Array<string>, court_order: boolean, address_as_pupil: boolean, };

export type CreateSample = { size: SampleSize, seed: number | null, 
/**
 * The passphrase of its lead; the one on its cover unless given.
 */
passphrase: string | null, };

export type CreateVault = { school_name: string, laestab: string, person_name: string, 
/**
 * `dsl` or `deputy`.
 */
role: string, passphrase: string, 
/**
 * A made-up school, for ever; the window never asks for it.
 */
made_up: boolean | null, };

export type DayView = { on: string, 
/**
 * False on a weekend, a holiday or a closure: no pupil has a mark.
 */
open: boolean, am: MarkView | null, pm: MarkView | null, };

export type DecisionView = "watch" | "support" | "refer" | "none" | "later";

export type DiscardDraft = { id: string, };

export type DraftKind = "concern" | "amendment" | "follow_up" | "referral" | "safe_contact";

export type DraftView = { id: string, kind: DraftKind, pupil: string | null, pupil_name: string | null, opening: string, saved_at: string, body: string, };

export type EmergencyView = { by: string, at: string, until: string, reason: string, 
/**
 * True until a day has passed, or it was decided anew to whom the file is closed.
 */
open: boolean, };

export type EntryView = { "kind": "concern", entry: ConcernView, } | { "kind": "referral", entry: ReferralView, };

export type ErrorCode = "no_vault" | "vault_exists" | "locked" | "already_unlocked" | "wrong_passphrase" | "device_secret_missing" | "device_secret_replaced" | "keychain_unavailable" | "keys_damaged" | "keys_forged" | "keys_out_of_bounds" | "records_missing" | "records_empty" | "records_too_short" | "records_not_encrypted" | "records_damaged" | "records_tampered_with" | "newer_version" | "already_open" | "not_enough_memory" | "passphrase_too_weak" | "kit_word_unknown" | "kit_wrong" | "kit_gone" | "not_allowed" | "file_restricted" | "emergency_refused" | "required" | "too_long" | "invalid_date" | "invalid_time" | "time_in_the_future" | "ends_before_it_begins" | "invalid_laestab" | "invalid_choice" | "invalid_id" | "invalid_json" | "other_pupil_is_the_pupil" | "other_pupil_twice" | "pupil_not_found" | "upn_not_unique" | "concern_not_found" | "draft_not_found" | "file_too_large" | "file_empty" | "file_not_readable" | "file_has_doctype" | "file_not_well_formed" | "file_not_recognised" | "file_encoding_unknown" | "import_gone" | "import_has_warnings" | "import_has_nothing" | "profile_not_found" | "password_wrong" | "bundle_damaged" | "bundle_not_ours" | "document_failed" | "disk_full" | "folder_read_only" | "file_exists" | "write_failed";

export type FactView = { on: string, text: string, 
/**
 * The concern that is the fact, if one is.
 */
entry: string | null, };

export type FindingView = { 
/**
 * As in the file, counted from 1 (a CSV's heading is row 1).
 */
row: number | null, field: string | null, code: string, severity: Severity, 
/**
 * The whole finding as a sentence.
 */
sentence: string, };

export type FlagKind = "referral_sent" | "referral_draft" | "decided";

export type FlagView = { on: string, kind: FlagKind, 
/**
 * The reference, or the decision's code.
 */
label: string, };

export type FollowUpConcern = { concern: string, 
/**
 * The id of the draft that becomes this follow-up; saving twice under one id saves once.
 */
id: string | null, done: string | null, decision: DecisionView | null, reason: string | null, };

export type FollowUpView = { recorded_at: string, by: string, done: string | null, decision: DecisionView | null, reason: string | null, };

export type FormerTextView = { what_happened: string, exact_words: string | null, question_asked: string | null, happened: HappenedView, place: string | null, source: SourceView, told_by: string | null, told_at: string | null, signs: Array<SignView>, categories: Array<string>, done: string | null, };

export type GapView = { pupil: string, pupil_name: string, year_group: string | null, rule: string, sentence: string, facts: Array<FactView>, newest: string, };

export type GapsView = { on: string, marks_until: MarksUntilView | null, marks_stale: boolean, gaps: Array<GapView>, };

export type GetAttendance = { pupil: string, 
/**
 * Default: the term in which today falls.
 */
from: string | null, to: string | null, };

export type GetChronology = { pupil: string, from: string | null, to: string | null, sign: SignView | null, category: string | null, oldest_first: boolean, };

export type GetClosure = { pupil: string, };

export type GetConcern = { concern: string, };

export type GetDraft = { id: string, };

export type GetPupil = { pupil: string, 
/**
 * True when a person opens the file; that is an event.
 */
opening: boolean, };

export type HappenedKind = "exact" | "about" | "between" | "not_known";

export type HappenedView = { kind: HappenedKind, from: string | null, to: string | null, };

export type HitKind = "pupil" | "concern" | "referral";

export type HitView = { kind: HitKind, pupil: string, pupil_name: string, concern: string | null, 
/**
 * Event day, or the recorded day when not known.
 */
on: string | null, snippet: Array<SnippetView>, };

export type ImportKind = "ctf" | "pupils_csv" | "marks_csv";

export type ImportPreviewView = { 
/**
 * Good once.
 */
handle: string, file_name: string, kind: ImportKind, 
/**
 * As `UTF-8` or `windows-1252`.
 */
encoding: string, 
/**
 * Rows of the file, problems included.
 */
rows: number, 
/**
 * Pupils, or marks.
 */
new: number, changed: number, unchanged: number, findings: Array<FindingView>, 
/**
 * Findings beyond those listed.
 */
more_findings: number, problems: number, warnings: number, 
/**
 * When this same file was imported before.
 */
imported_before: string | null, 
/**
 * Some names, so that a person sees whether they read rightly.
 */
sample_names: Array<string>, 
/**
 * For marks: first and last day.
 */
first: string | null, last: string | null, 
/**
 * The file says that it comes from another school.
 */
other_school: string | null, };

export type ImportView = { kind: ImportKind, new: number, changed: number, unchanged: number, problems: Array<FindingView>, warnings: number, };

export type KitView = { 
/**
 * 1 or 2.
 */
kit: number, words: Array<string>, };

export type ListAudit = { pupil: string | null, limit: number | null, };

export type ListGaps = { on: string | null, };

export type ListPupils = { 
/**
 * Words of a name in any spelling, a UPN or an admission number.
 */
find: string | null, limit: number | null, };

export type ListReferrals = { pupil: string | null, };

export type LockReason = "asked" | "idle" | "started";

export type MarkKind = "present" | "late" | "authorised" | "unauthorised" | "not_counted";

export type MarkView = { 
/**
 * The register's own code, as `C1`.
 */
code: string, kind: MarkKind, 
/**
 * What the code means, in the guidance's words.
 */
meaning: string, };

export type MarksUntilView = { day: string, session: SessionView, imported_at: string, };

export type NamedPupilView = { pupil: string, name: string, 
/**
 * Entries that name the pupil.
 */
entries: number, };

export type Nothing = Record<symbol, never>;

export type OfferedPassphraseView = { 
/**
 * Four words, single spaces.
 */
words: string, };

export type OpenInEmergency = { pupil: string, 
/**
 * Why now: everybody who is named reads it at the next unlock.
 */
reason: string, };

export type OtherPupil = { pupil: string, part: PartView, };

export type OtherPupilView = { pupil: string, name: string, part: PartView, };

export type PartView = "harmed" | "alleged" | "witness" | "linked";

export type PassphraseView = { enough: boolean, guesses_log10: number, needed_log10: number, };

export type PersonView = { id: string, name: string, 
/**
 * `dsl`, `deputy` or `recorder`.
 */
role: string, };

export type Place = "own" | "sample";

export type PreviewView = { 
/**
 * One SVG document a page.
 */
pages: Array<string>, 
/**
 * Characters that no font of the document has, as they are printed instead.
 */
replaced: Array<string>, };

export type ProfileContactView = { label: string, value: string, };

export type ProfileView = { id: string, name: string, edition: string, contacts: Array<ProfileContactView>, 
/**
 * Hours within which a phone call is followed in writing, where the authority says so.
 */
written_hours: number | null, 
/**
 * How the authority takes a referral.
 */
route: string, };

export type PupilNote = "sen_support" | "ehc_plan" | "in_care" | "free_school_meals" | "upn_temporary" | "upn_wrong_letter" | "court_order" | "address_restricted";

export type PupilRowView = { id: string, known_as: string, 
/**
 * For lists: `Treloar, Cas`.
 */
listed: string, legal: string, born: string | null, age: number | null, year_group: string | null, reg_group: string | null, upn: string | null, 
/**
 * Another pupil of the answer has the same name: look at the date of birth.
 */
look_alike: boolean, 
/**
 * The file is closed to the person: `get_closure` says whom to ring. Never true for a recorder.
 */
restricted: boolean, };

export type PupilView = { id: string, known_as: string, 
/**
 * What the child is called in a sentence.
 */
short: string, legal: string, initials: string, born: string | null, age: number | null, year_group: string | null, reg_group: string | null, upn: string | null, admission_number: string | null, to_note: Array<PupilNote>, safe_contact: SafeContactView, contacts: Array<ContactView>, address: Array<string>, phones: Array<string>, totals: Array<YearTotalsView>, 
/**
 * Entries in the chronology that the person sees.
 */
entries: number, 
/**
 * The file is closed to all but named people, of whom the person is one, or has opened it in an emergency.
 */
named_people_only: boolean, 
/**
 * The file is open, and entries that stand in a closed file too are left out: `get_closure` says whom to ring.
 */
entries_restricted: boolean, };

export type QuestionKind = "text" | "choice" | "date" | "yes_no";

export type QuestionView = { id: string, text: string, 
/**
 * Why it is asked.
 */
why: string, kind: QuestionKind, choices: Array<string>, answer: string | null, 
/**
 * The answer stands in the record; it can be changed.
 */
from_record: boolean, };

export type RatePassphrase = { passphrase: string, };

export type RecordConcern = { 
/**
 * Pupil id or UPN.
 */
pupil: string, what_happened: string, 
/**
 * The id of the draft that becomes this concern; saving twice under one id saves once.
 */
id: string | null, exact_words: string | null, question_asked: string | null, happened: HappenedView | null, told_at: string | null, place: string | null, source: SourceView | null, told_by: string | null, signs: Array<SignView>, other_pupils: Array<OtherPupil>, categories: Array<string>, done: string | null, decision: DecisionView | null, reason: string | null, };

export type ReferralFormView = { pupil: string, pupil_name: string, profile: ProfileView, 
/**
 * The reference that the next export will carry.
 */
reference: string, sections: Array<SectionView>, entries: Array<ConcernView>, 
/**
 * Wordings for the lawful basis, to choose from or change.
 */
lawful_bases: Array<string>, 
/**
 * Other pupils whose names stand in the entries.
 */
other_pupils: Array<NamedPupilView>, };

export type ReferralMadeView = { id: string, reference: string, file_name: string, 
/**
 * Six words, shown once.
 */
password: string, pages: number, 
/**
 * SHA-256 of the file, hexadecimal.
 */
hash: string, replaced: Array<string>, };

export type ReferralRequest = { pupil: string, profile: string, 
/**
 * The id of the draft that becomes this referral.
 */
id: string | null, answers: Array<AnswerView>, 
/**
 * Concern ids; absent means every entry.
 */
entries: Array<string> | null, attendance_from: string | null, attendance_to: string | null, reason: string | null, asked_for: string | null, immediate_danger: boolean, call: CallView | null, parents_told: ToldView | null, child_told: ToldView | null, support_agreed: ToldView | null, told_reason: string | null, lawful_basis: string | null, 
/**
 * Other pupils who are named in full; the rest appear as Child B, Child C.
 */
named: Array<string>, };

export type ReferralView = { id: string, pupil: string, pupil_name: string, reference: string, made_at: string, by: string, recipient: string, profile: string, file_name: string, hash: string, entries: number, };

export type ReopenFile = { pupil: string, reason: string, };

export type ResponsibilityView = "yes" | "no" | "not_known";

export type RibbonView = { attendance: AttendanceView, signs: Array<SignMarkView>, flags: Array<FlagView>, 
/**
 * Signs whose time is not known cannot stand on the axis.
 */
undated: number, };

export type SafeContactView = { 
/**
 * False until a DSL or deputy has said whom to ring.
 */
set: boolean, ring: string | null, never_tell: string | null, court_orders: string | null, address_restricted: boolean, };

export type SampleSize = "small" | "secondary" | "decade";

export type SaveChronology = { chronology: GetChronology, };

export type SaveDraft = { 
/**
 * 32 hexadecimal digits that the screen drew at random; becomes the id of the event.
 */
id: string, kind: DraftKind, pupil: string | null, 
/**
 * The screen's own state as JSON; never read here.
 */
body: string, 
/**
 * The first words, for lists.
 */
opening: string, };

export type SaveKitPage = { kit: number, };

export type SavedView = { file_name: string, };

export type SchoolView = { name: string, 
/**
 * Seven digits.
 */
laestab: string, };

export type Search = { text: string, 
/**
 * A finished search is an event; a key press is not.
 */
finished: boolean, };

export type SearchView = { hits: Array<HitView>, 
/**
 * True when the text held no letter or digit to look for.
 */
nothing_asked: boolean, 
/**
 * True when there are more hits than are listed.
 */
more: boolean, };

export type SectionView = { id: string, title: string, questions: Array<QuestionView>, };

export type SessionView = "am" | "pm";

export type SetSafeContact = { pupil: string, ring: string | null, never_tell: string | null, court_orders: string | null, address_restricted: boolean, };

export type SetUpView = { kits: Array<KitView>, 
/**
 * False when the system has no keychain: the passphrase alone opens the vault.
 */
bound_to_laptop: boolean, };

export type Severity = "problem" | "warning" | "note";

export type SignMarkView = { sign: SignView, on: string, source: SourceView, concern: string, };

export type SignView = "missing" | "possessions" | "calls" | "adults" | "weapons" | "wellbeing" | "injuries";

export type SnippetView = { text: string, hit: boolean, };

export type SourceView = "seen" | "told" | "opinion";

export type StandingView = "open" | "named" | "emergency" | "restricted" | "against";

export type StartReferral = { pupil: string, profile: string, };

export type StatusView = { state: VaultState, place: Place, 
/**
 * A made-up school: permanent, and printed on every export. False while locked.
 */
made_up: boolean, 
/**
 * Known only while unlocked.
 */
school: SchoolView | null, person: PersonView | null, locked_at: string | null, locked_because: LockReason | null, 
/**
 * The passphrase of the made-up school, shown on its cover.
 */
sample_passphrase: string | null, 
/**
 * True when a made-up school is there to be opened.
 */
sample_exists: boolean, 
/**
 * Minutes without a key or a pointer after which the vault locks itself.
 */
idle_minutes: number, 
/**
 * Today at the school.
 */
today: string, };

export type TallyView = { possible: number, present: number, authorised: number, unauthorised: number, not_counted: number, no_mark: number, attendance: string | null, absence: string | null, 
/**
 * Absent for a tenth or more of the possible sessions.
 */
persistent: boolean, 
/**
 * Absent for a half or more.
 */
severe: boolean, };

export type TermView = "autumn" | "spring" | "summer" | "other";

export type TodayView = { today: string, 
/**
 * Recorded by others and not yet acted on by a DSL, newest first.
 */
to_read: Array<ConcernRowView>, drafts: Array<DraftView>, gaps: Array<GapView>, 
/**
 * Referrals that wait for a decision, newest first.
 */
referrals: Array<ReferralView>, 
/**
 * None when no marks were ever imported.
 */
marks_until: MarksUntilView | null, 
/**
 * The marks end before the last school day: the list of gaps cannot know.
 */
marks_stale: boolean, pupils: number, };

export type ToldView = "yes" | "no" | "unsafe" | "not_known";

export type Unlock = { passphrase: string, };

export type VaultState = "none" | "locked" | "setting_up" | "unlocked";

export type YearTotalsView = { 
/**
 * `2025 to 2026`.
 */
school_year: string, school: string | null, possible: number, attended: number, authorised: number, unauthorised: number, };

export interface Commands {
  get_status: { args: Nothing; view: StatusView };
  choose_place: { args: ChoosePlace; view: StatusView };
  offer_passphrase: { args: Nothing; view: OfferedPassphraseView };
  rate_passphrase: { args: RatePassphrase; view: PassphraseView };
  create_vault: { args: CreateVault; view: SetUpView };
  save_kit_page: { args: SaveKitPage; view: SavedView | null };
  confirm_kit: { args: ConfirmKit; view: StatusView };
  create_sample: { args: CreateSample; view: StatusView };
  unlock: { args: Unlock; view: StatusView };
  lock: { args: Nothing; view: StatusView };
  keep_awake: { args: Nothing; view: Nothing };
  check: { args: Nothing; view: CheckView };
  list_audit: { args: ListAudit; view: Array<AuditView> };
  get_today: { args: Nothing; view: TodayView };
  list_pupils: { args: ListPupils; view: Array<PupilRowView> };
  get_pupil: { args: GetPupil; view: PupilView };
  set_safe_contact: { args: SetSafeContact; view: PupilView };
  get_attendance: { args: GetAttendance; view: AttendanceView };
  get_ribbon: { args: GetAttendance; view: RibbonView };
  list_gaps: { args: ListGaps; view: GapsView };
  record_concern: { args: RecordConcern; view: ConcernView };
  amend_concern: { args: AmendConcern; view: ConcernView };
  follow_up_concern: { args: FollowUpConcern; view: ConcernView };
  get_concern: { args: GetConcern; view: ConcernView };
  get_chronology: { args: GetChronology; view: ChronologyView };
  save_chronology: { args: SaveChronology; view: SavedView | null };
  list_own_concerns: { args: Nothing; view: Array<ConcernRowView> };
  search: { args: Search; view: SearchView };
  get_closure: { args: GetClosure; view: ClosureView };
  close_file: { args: CloseFile; view: ClosureView };
  reopen_file: { args: ReopenFile; view: ClosureView };
  open_in_emergency: { args: OpenInEmergency; view: ClosureView };
  save_draft: { args: SaveDraft; view: DraftView };
  list_drafts: { args: Nothing; view: Array<DraftView> };
  get_draft: { args: GetDraft; view: DraftView };
  discard_draft: { args: DiscardDraft; view: Nothing };
  choose_import: { args: Nothing; view: ImportPreviewView | null };
  confirm_import: { args: ConfirmImport; view: ImportView };
  cancel_import: { args: CancelImport; view: Nothing };
  list_profiles: { args: Nothing; view: Array<ProfileView> };
  start_referral: { args: StartReferral; view: ReferralFormView };
  preview_referral: { args: ReferralRequest; view: PreviewView };
  export_referral: { args: ReferralRequest; view: ReferralMadeView | null };
  list_referrals: { args: ListReferrals; view: Array<ReferralView> };
}
