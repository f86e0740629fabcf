// Written by `cargo xtask bindings` from the table of commands; never edited.

export type AcknowledgeNotices = { 
/**
 * Ids of the notices that were read.
 */
notices: Array<string>, };

export type AddPerson = { name: string, 
/**
 * `dsl`, `deputy` or `recorder`.
 */
role: string, passphrase: string, };

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

export type AttachFile = { concern: string, };

export type AttachmentView = { id: string, concern: string, file_name: string, 
/**
 * As `image/jpeg`.
 */
media_type: string, kind: FileKindView, 
/**
 * It can do something of its own when it is opened outside the log.
 */
can_act: boolean, 
/**
 * The log can show it.
 */
can_be_shown: boolean, 
/**
 * In bytes.
 */
size: number, 
/**
 * SHA-256 of the original, in hexadecimal.
 */
hash: string, added_at: string, by: string, };

export type AttendanceView = { pupil: string, term: TermView, from: string, to: string, 
/**
 * Monday to Friday of the stretch.
 */
days: Array<DayView>, tally: TallyView, marks_until: MarksUntilView | null, };

export type AuditView = { id: string, recorded_at: string, by: string, 
/**
 * The kind of event, as `concern_recorded`.
 */
kind: string, pupil: string | null, pupil_name: string | null, 
/**
 * The person whom an act on people or keys is about.
 */
person: string | null, person_name: string | null, 
/**
 * The role that the person was given: `dsl`, `deputy` or `recorder`.
 */
role: string | null, 
/**
 * The recovery kit, 1 or 2.
 */
kit: number | null, };

export type BackUp = { to: BackUpTo, };

export type BackUpTo = "laptop" | "chosen";

export type BackupPlace = "laptop" | "elsewhere";

export type BackupRowView = { made_at: string, place: BackupPlace, file_name: string, 
/**
 * In KiB, rounded up.
 */
kib: number, 
/**
 * SHA-256 of the file, in hexadecimal.
 */
hash: string, 
/**
 * The number of the last event in it, on the device that made it.
 */
seq: number, 
/**
 * The hash of that event, to compare with what is printed.
 */
head: string, };

export type BackupsView = { last: LastBackupView, 
/**
 * All, newest first, as they were recorded; a file may have been removed since.
 */
made: Array<BackupRowView>, placement: PlacementView, };

export type CallView = { 
/**
 * Local time.
 */
at: string, spoke_to: string, advice: string, };

export type CancelImport = { handle: string, };

export type CancelRestore = { handle: string, };

export type ChangePassphrase = { 
/**
 * The one that opens the log now.
 */
former: string, passphrase: string, };

export type ChangeRole = { 
/**
 * Id.
 */
person: string, 
/**
 * `dsl`, `deputy` or `recorder`.
 */
role: string, };

export type CheckKit = { kit: number, };

export type CheckPart = "pages" | "journal" | "objects" | "backups" | "views";

export type CheckPassphrase = { passphrase: string, };

export type CheckView = { events: number, made_up: boolean, 
/**
 * Newest event.
 */
newest: string | null, head: HeadView, placement: PlacementView, };

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

export type CompareHead = { hash: string, };

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
accept_warnings: boolean, 
/**
 * A question without an answer leaves its row out.
 */
answers: Array<ImportAnswer>, };

export type ConfirmKit = { kit: number, words: string, };

export type ConfirmRestore = { handle: string, };

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

export type DeepCheckView = { running: boolean, part: CheckPart, 
/**
 * How far it is in this part.
 */
done: number, 
/**
 * 0 where nobody can count beforehand.
 */
of: number, result: DeepCheckedView | null, 
/**
 * Why the last one has no result: an error code.
 */
failed: ErrorCode | null, };

export type DeepCheckedView = { finished_at: string, events: number, 
/**
 * Sealed objects that are whole.
 */
objects: number, 
/**
 * Backups that are as they were made.
 */
backups: number, 
/**
 * Each thing that does not fit, as a code with its place; empty for a log that is whole.
 */
findings: Array<ApiError>, 
/**
 * The journal knows of this check. A database whose pages are damaged is not written to.
 */
recorded: boolean, head: HeadView, };

export type DiscardDraft = { id: string, };

export type DraftKind = "concern" | "amendment" | "follow_up" | "referral" | "safe_contact";

export type DraftView = { id: string, kind: DraftKind, pupil: string | null, pupil_name: string | null, opening: string, saved_at: string, body: string, };

export type EmergencyView = { by: string, at: string, until: string, reason: string, 
/**
 * True until a day has passed, or it was decided anew to whom the file is closed.
 */
open: boolean, };

export type EntryView = { "kind": "concern", entry: ConcernView, } | { "kind": "referral", entry: ReferralView, };

export type ErrorCode = "no_vault" | "vault_exists" | "locked" | "already_unlocked" | "wrong_passphrase" | "device_secret_missing" | "device_secret_replaced" | "keychain_unavailable" | "keys_damaged" | "keys_forged" | "keys_out_of_bounds" | "records_missing" | "records_empty" | "records_too_short" | "records_not_encrypted" | "records_damaged" | "records_tampered_with" | "event_altered" | "event_moved" | "event_not_signed" | "event_missing" | "journal_cut" | "structure_altered" | "view_altered" | "object_missing" | "object_damaged" | "keys_copy_damaged" | "check_running" | "check_stopped" | "newer_version" | "upgrade_refused" | "already_open" | "records_unreachable" | "locked_by_disk" | "not_enough_memory" | "passphrase_too_weak" | "kit_word_unknown" | "kit_wrong" | "kit_gone" | "place_network" | "place_synced" | "place_roaming" | "older_copy" | "forked" | "no_older_copy" | "backup_disk_full" | "backup_folder_read_only" | "backup_folder_gone" | "file_busy" | "backup_not_written" | "backup_not_ours" | "backup_damaged" | "backup_altered" | "backup_unknown" | "backup_running" | "backup_stopped" | "restore_gone" | "not_allowed" | "person_not_found" | "last_dsl" | "recovery_gone" | "file_restricted" | "emergency_refused" | "required" | "too_long" | "invalid_date" | "invalid_time" | "time_in_the_future" | "ends_before_it_begins" | "invalid_laestab" | "invalid_choice" | "invalid_id" | "invalid_json" | "other_pupil_is_the_pupil" | "other_pupil_twice" | "pupil_not_found" | "upn_not_unique" | "concern_not_found" | "draft_not_found" | "file_too_large" | "file_empty" | "file_not_readable" | "file_has_doctype" | "file_not_well_formed" | "file_not_recognised" | "file_encoding_unknown" | "import_gone" | "import_has_warnings" | "import_has_nothing" | "import_answers_clash" | "attachment_not_found" | "attachment_too_large" | "attachment_empty" | "attachment_not_readable" | "attachment_changed" | "attachment_not_shown" | "transfer_gone" | "profile_not_found" | "password_wrong" | "bundle_damaged" | "bundle_not_ours" | "document_failed" | "disk_full" | "folder_read_only" | "file_exists" | "write_failed";

export type FactView = { on: string, text: string, 
/**
 * The concern that is the fact, if one is.
 */
entry: string | null, };

export type FileKindView = "picture" | "pdf" | "document" | "sound" | "film" | "message" | "archive" | "text" | "page" | "program" | "script" | "macros" | "unknown";

export type FindingView = { 
/**
 * As in the file, counted from 1 (a CSV's heading is row 1).
 */
row: number | null, field: string | null, code: string, severity: Severity, 
/**
 * The whole finding as a sentence.
 */
sentence: string, };

export type FinishRecovery = { 
/**
 * Id.
 */
person: string | null, name: string | null, 
/**
 * `dsl`, `deputy` or `recorder`.
 */
role: string | null, passphrase: string, };

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

export type GoOn = { handle: string, };

export type HappenedKind = "exact" | "about" | "between" | "not_known";

export type HappenedView = { kind: HappenedKind, from: string | null, to: string | null, };

export type HeadComparedView = { found: boolean, seq: number | null, recorded_at: string | null, };

export type HeadKnown = "agrees" | "not_kept";

export type HeadView = { epoch: number, seq: number, 
/**
 * Hexadecimal.
 */
hash: string, known: HeadKnown, };

export type HelpPage = "dpia" | "it";

export type HitKind = "pupil" | "concern" | "referral";

export type HitView = { kind: HitKind, pupil: string, pupil_name: string, concern: string | null, 
/**
 * Event day, or the recorded day when not known.
 */
on: string | null, snippet: Array<SnippetView>, };

export type ImportAnswer = { row: number, take: TakeRow, 
/**
 * One of the question's `alike`, with `same_pupil` alone.
 */
pupil: string | null, };

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
other_school: string | null, 
/**
 * Rows of which only a person can say who they are, in the order of the file. Each is a problem until it is answered.
 */
questions: Array<RowQuestionView>, };

export type ImportView = { kind: ImportKind, new: number, changed: number, unchanged: number, problems: Array<FindingView>, warnings: number, };

export type KitStateView = { 
/**
 * 1 or 2.
 */
kit: number, made_at: string, 
/**
 * It was typed back once, so its page is right.
 */
confirmed: boolean, 
/**
 * It opens the log.
 */
opens: boolean, used_at: string | null, 
/**
 * When somebody last said that it is where it should be.
 */
checked_at: string | null, 
/**
 * A year has passed since.
 */
check_due: boolean, };

export type KitView = { 
/**
 * 1 or 2.
 */
kit: number, words: Array<string>, };

export type LastBackupView = { 
/**
 * Of any place. None when there never was one.
 */
last: BackupRowView | null, 
/**
 * The last on another disk.
 */
last_elsewhere: BackupRowView | null, 
/**
 * Whole days since the last one, of any place.
 */
days: number | null, 
/**
 * There is none, or it is older than seven days.
 */
old: boolean, 
/**
 * Every good backup lies on this laptop, and would be lost with it.
 */
laptop_only: boolean, 
/**
 * One is being written or read again at this moment.
 */
running: boolean, 
/**
 * Why the last attempt of this session failed: an error code.
 */
failed: ErrorCode | null, 
/**
 * The file at which it failed, by its name.
 */
failed_at: string | null, };

export type ListAttachments = { concern: string | null, pupil: string | null, };

export type ListAudit = { 
/**
 * Id or UPN: what has to do with this pupil.
 */
pupil: string | null, 
/**
 * Id: what this person did, and what was done to them.
 */
person: string | null, 
/**
 * The first day.
 */
from: string | null, 
/**
 * The last day.
 */
to: string | null, limit: number | null, };

export type ListGaps = { on: string | null, };

export type ListPupils = { 
/**
 * Words of a name in any spelling, a UPN or an admission number.
 */
find: string | null, limit: number | null, };

export type ListReferrals = { pupil: string | null, };

export type LockReason = "asked" | "idle" | "away" | "disk" | "started";

export type MakeKit = { kit: number, };

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

export type MemberView = { person: PersonView, 
/**
 * The person at the laptop.
 */
me: boolean, 
/**
 * Was taken out; the name stays on what they wrote.
 */
removed: boolean, 
/**
 * Has a way in: false for whoever was removed, and for whoever has to be let in again.
 */
has_slot: boolean, 
/**
 * The way in needs this or another laptop's keychain besides the passphrase.
 */
bound_to_laptop: boolean, 
/**
 * When the person was first added.
 */
added_at: string, 
/**
 * Since when the person has this role.
 */
role_since: string, 
/**
 * When the person last wrote, read or changed anything; none when they never did.
 */
active_at: string | null, };

export type NamedPupilView = { pupil: string, name: string, 
/**
 * Entries that name the pupil.
 */
entries: number, };

export type Nothing = Record<symbol, never>;

export type NoticeKind = "person_added" | "person_readmitted" | "person_removed" | "role_changed" | "passphrase_changed" | "kit_made" | "kit_used" | "emergency_opening" | "backup_restored" | "copy_accepted";

export type NoticeView = { 
/**
 * Id of the event.
 */
id: string, kind: NoticeKind, at: string, 
/**
 * Who did it.
 */
by: string, 
/**
 * Whom it is about, by name.
 */
person: string | null, 
/**
 * The role that the person got.
 */
role: string | null, 
/**
 * 1 or 2.
 */
kit: number | null, 
/**
 * The pupil whose closed file was opened; none for whoever does not see it.
 */
pupil: string | null, pupil_name: string | null, };

export type NoticesView = { 
/**
 * The oldest first; empty for whoever is no lead.
 */
notices: Array<NoticeView>, 
/**
 * The passphrase should be typed once more, so that it is not forgotten.
 */
passphrase_check_due: boolean, 
/**
 * Kits of which nobody has said for a year that they are where they should be.
 */
kits_to_look_for: Array<number>, 
/**
 * Kits that were used, or never typed back, and should be made anew.
 */
kits_to_make: Array<number>, };

export type OfferedPassphraseView = { 
/**
 * Four words, single spaces.
 */
words: string, };

export type OlderCopyView = { 
/**
 * Both copies were written on: the events part ways. Else events at the end are missing here.
 */
forked: boolean, 
/**
 * The number of the vault's key in this copy, and in the one that was last seen.
 */
epoch: number, epoch_last_seen: number, 
/**
 * Events of this laptop's device in this copy, and in the one that was last seen; unknown where its key is not here.
 */
events: number, events_last_seen: number | null, 
/**
 * The newest event in this copy.
 */
newest: string | null, last_seen_at: string | null, };

export type OpenInEmergency = { pupil: string, 
/**
 * Why now: everybody who is named reads it at the next unlock.
 */
reason: string, };

export type OpenWithKit = { 
/**
 * The words of a recovery kit.
 */
words: string, };

export type OtherPupil = { pupil: string, part: PartView, };

export type OtherPupilView = { pupil: string, name: string, part: PartView, };

export type PartView = "harmed" | "alleged" | "witness" | "linked";

export type PassphraseView = { enough: boolean, guesses_log10: number, needed_log10: number, };

export type PeopleView = { 
/**
 * In the order of being added.
 */
people: Array<MemberView>, 
/**
 * Whether the person at the laptop may add, remove and let back in: a lead.
 */
may_manage: boolean, };

export type PersonAddedView = { person: PersonView, 
/**
 * False when the system has no keychain: the passphrase alone opens the log.
 */
bound_to_laptop: boolean, };

export type PersonView = { id: string, name: string, 
/**
 * `dsl`, `deputy` or `recorder`.
 */
role: string, };

export type Place = "own" | "sample";

export type PlacementKind = "local" | "network" | "synced" | "roaming";

export type PlacementView = { kind: PlacementKind, 
/**
 * As `OneDrive` or `nfs`.
 */
name: string | null, 
/**
 * A policy of the school's IT allows it.
 */
allowed: boolean, 
/**
 * Copies beside the vault's own files that a cloud service or a person made. They are never opened.
 */
conflict_copies: Array<string>, };

export type PreviewRestore = { handle: string, 
/**
 * The words of a recovery kit.
 */
words: string, };

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
 * The last day on roll of a pupil who is not on roll any more.
 */
left: string | null, 
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
short: string, legal: string, initials: string, born: string | null, age: number | null, year_group: string | null, reg_group: string | null, upn: string | null, admission_number: string | null, 
/**
 * As in [`PupilRowView`].
 */
left: string | null, to_note: Array<PupilNote>, safe_contact: SafeContactView, contacts: Array<ContactView>, address: Array<string>, phones: Array<string>, totals: Array<YearTotalsView>, 
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

export type ReadmitPerson = { 
/**
 * Id.
 */
person: string, passphrase: string, };

export type RecordConcern = { 
/**
 * Pupil id or UPN.
 */
pupil: string, what_happened: string, 
/**
 * The id of the draft that becomes this concern; saving twice under one id saves once.
 */
id: string | null, exact_words: string | null, question_asked: string | null, happened: HappenedView | null, told_at: string | null, place: string | null, source: SourceView | null, told_by: string | null, signs: Array<SignView>, other_pupils: Array<OtherPupil>, categories: Array<string>, done: string | null, decision: DecisionView | null, reason: string | null, };

export type RecoveredView = { status: StatusView, bound_to_laptop: boolean, 
/**
 * The kit that was used.
 */
kit: number, };

export type RecoveryView = { school: string, made_up: boolean, 
/**
 * 1 or 2.
 */
kit: number, 
/**
 * Who may come back as themselves.
 */
people: Array<PersonView>, };

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
entries: Array<string> | null, attendance_from: string | null, attendance_to: string | null, reason: string | null, asked_for: string | null, immediate_danger: boolean | null, call: CallView | null, parents_told: ToldView | null, child_told: ToldView | null, support_agreed: ToldView | null, told_reason: string | null, lawful_basis: string | null, 
/**
 * Other pupils who are named in full; the rest appear as Child B, Child C.
 */
named: Array<string>, };

export type ReferralView = { id: string, pupil: string, pupil_name: string, reference: string, made_at: string, by: string, recipient: string, profile: string, file_name: string, hash: string, entries: number, };

export type RemovePerson = { 
/**
 * Id.
 */
person: string, };

export type ReopenFile = { pupil: string, reason: string, };

export type ResponsibilityView = "yes" | "no" | "not_known";

export type RestoreChoiceView = { handle: string, file_name: string, 
/**
 * A vault is in this place already: it would be kept aside.
 */
vault_is_here: boolean, };

export type RestoreOverView = { "kind": "nothing" } | { "kind": "same_vault", newest: string | null, events: number, events_not_in_backup: number, } | { "kind": "cannot_be_opened" };

export type RestorePreviewView = { handle: string, school: string, made_up: boolean, 
/**
 * When the backup was made.
 */
made_at: string, 
/**
 * The newest event in it.
 */
newest: string | null, events: number, here: RestoreOverView, };

export type RestoredView = { 
/**
 * The name of the folder in which the former vault is kept; none where there was none.
 */
kept_aside: string | null, 
/**
 * A list of later disposals has to be applied again by hand: none was ever made by this program.
 */
disposals_to_repeat: number, };

export type RibbonView = { attendance: AttendanceView, signs: Array<SignMarkView>, flags: Array<FlagView>, 
/**
 * Signs whose time is not known cannot stand on the axis.
 */
undated: number, };

export type RowPupilView = { 
/**
 * `None` for the file's own row.
 */
id: string | null, listed: string, born: string | null, year_group: string | null, reg_group: string | null, upn: string | null, admission_number: string | null, };

export type RowQuestionView = { 
/**
 * As in [`FindingView`].
 */
row: number, code: string, sentence: string, in_file: RowPupilView, 
/**
 * Pupils of the log whom the row may mean.
 */
alike: Array<RowPupilView>, offers: Array<TakeRow>, };

export type SafeContactView = { 
/**
 * False until a DSL or deputy has said whom to ring.
 */
set: boolean, ring: string | null, never_tell: string | null, court_orders: string | null, address_restricted: boolean, };

export type SampleSize = "small" | "secondary" | "decade";

export type SaveAttachment = { attachment: string, };

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

export type SaveHelpPage = { page: HelpPage, };

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

export type SetTheme = { theme: Theme, };

export type SetUpView = { kits: Array<KitView>, 
/**
 * False when the system has no keychain: the passphrase alone opens the vault.
 */
bound_to_laptop: boolean, };

export type Severity = "problem" | "warning" | "note";

export type ShowAttachment = { attachment: string, };

export type ShownView = { attachment: AttachmentView, 
/**
 * `data:image/jpeg;base64,…`
 */
picture: string, width: number, height: number, 
/**
 * As it is in the file.
 */
original_width: number, original_height: number, };

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
 * What was being written when the log closed is kept as a draft. Whose it is, or about whom, a closed log does not say.
 */
draft_kept: boolean, 
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
idle_minutes: number, theme: Theme, 
/**
 * Today at the school.
 */
today: string, 
/**
 * The last good backup; known only while unlocked.
 */
backup: LastBackupView | null, 
/**
 * What kind of folder the vault lies in.
 */
placement: PlacementView, };

export type TakeRow = "leave_out" | "same_pupil" | "new" | "new_without_number";

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

export type Theme = "system" | "light" | "dark";

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
marks_stale: boolean, pupils: number, 
/**
 * The last good backup.
 */
backup: LastBackupView, };

export type ToldView = "yes" | "no" | "unsafe" | "not_known";

export type TransferView = { handle: string, file_name: string, 
/**
 * Bytes so far, and in all.
 */
done: number, size: number, 
/**
 * Set once a file is in the log.
 */
attachment: AttachmentView | null, 
/**
 * Set once a copy is saved.
 */
saved: SavedView | null, };

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
  set_theme: { args: SetTheme; view: StatusView };
  save_help_page: { args: SaveHelpPage; view: SavedView | null };
  check: { args: Nothing; view: CheckView };
  check_deep: { args: Nothing; view: DeepCheckView };
  get_deep_check: { args: Nothing; view: DeepCheckView };
  stop_deep_check: { args: Nothing; view: DeepCheckView };
  compare_head: { args: CompareHead; view: HeadComparedView };
  back_up: { args: BackUp; view: LastBackupView | null };
  get_backups: { args: Nothing; view: BackupsView };
  choose_restore: { args: Nothing; view: RestoreChoiceView | null };
  preview_restore: { args: PreviewRestore; view: RestorePreviewView };
  confirm_restore: { args: ConfirmRestore; view: RestoredView };
  cancel_restore: { args: CancelRestore; view: Nothing };
  get_older_copy: { args: Nothing; view: OlderCopyView };
  accept_older_copy: { args: Nothing; view: StatusView };
  list_audit: { args: ListAudit; view: Array<AuditView> };
  list_people: { args: Nothing; view: PeopleView };
  add_person: { args: AddPerson; view: PersonAddedView };
  readmit_person: { args: ReadmitPerson; view: PersonAddedView };
  change_role: { args: ChangeRole; view: PeopleView };
  remove_person: { args: RemovePerson; view: PeopleView };
  change_passphrase: { args: ChangePassphrase; view: Nothing };
  check_passphrase: { args: CheckPassphrase; view: Nothing };
  get_notices: { args: Nothing; view: NoticesView };
  acknowledge_notices: { args: AcknowledgeNotices; view: NoticesView };
  open_with_kit: { args: OpenWithKit; view: RecoveryView };
  finish_recovery: { args: FinishRecovery; view: RecoveredView };
  cancel_recovery: { args: Nothing; view: Nothing };
  list_kits: { args: Nothing; view: Array<KitStateView> };
  make_kit: { args: MakeKit; view: KitView };
  confirm_new_kit: { args: ConfirmKit; view: Array<KitStateView> };
  check_kit: { args: CheckKit; view: Array<KitStateView> };
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
  attach_file: { args: AttachFile; view: TransferView | null };
  list_attachments: { args: ListAttachments; view: Array<AttachmentView> };
  show_attachment: { args: ShowAttachment; view: ShownView };
  save_attachment: { args: SaveAttachment; view: TransferView | null };
  go_on: { args: GoOn; view: TransferView };
  stop_transfer: { args: GoOn; view: Nothing };
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
