//! The vault: set-up, unlock, lock.

use super::{HeadView, LastBackupView, PersonView, PlacementView, wire};

wire! {
    /// What the program finds when it looks at the vault.
    #[derive(Copy)]
    pub enum VaultState {
        /// No vault in this place.
        None,
        /// There is one; it is closed.
        Locked,
        /// It is open, and set-up is not done: no kit has been typed back.
        SettingUp,
        Unlocked,
    }

    /// Which vault: the school's own, or the made-up school to try things with.
    #[derive(Copy, Default)]
    pub enum Place {
        #[default]
        Own,
        Sample,
    }

    /// Why the vault is closed.
    #[derive(Copy)]
    pub enum LockReason {
        Asked,
        Idle,
        /// The laptop went to sleep, or its screen was locked.
        Away,
        /// The disk failed, and the log could not be opened anew.
        Disk,
        Started,
    }

    /// How the window looks.
    #[derive(Copy, Default)]
    pub enum Theme {
        /// As the system has it.
        #[default]
        System,
        Light,
        Dark,
    }

    pub struct SetTheme {
        pub theme: Theme,
    }

    #[derive(Copy)]
    pub enum SampleSize {
        /// 60 pupils, one term.
        Small,
        /// 1,500 pupils, one year, 570,000 marks.
        Secondary,
        /// 1,500 on roll a year, ten years, 5.7 million marks, 60,000 concerns.
        Decade,
    }

    pub struct SchoolView {
        pub name: String,
        /// Seven digits.
        pub laestab: String,
    }

    pub struct StatusView {
        pub state: VaultState,
        pub place: Place,
        /// A made-up school: permanent, and printed on every export. False while locked.
        pub made_up: bool,
        /// Known only while unlocked.
        pub school: Option<SchoolView>,
        pub person: Option<PersonView>,
        pub locked_at: Option<String>,
        pub locked_because: Option<LockReason>,
        /// What was being written when the log closed is kept as a draft. Whose it is, or about whom, a closed log does not say.
        pub draft_kept: bool,
        /// The passphrase of the made-up school, shown on its cover.
        pub sample_passphrase: Option<String>,
        /// True when a made-up school is there to be opened.
        pub sample_exists: bool,
        /// Minutes without a key or a pointer after which the vault locks itself.
        pub idle_minutes: u32,
        pub theme: Theme,
        /// Today at the school.
        pub today: String,
        /// The last good backup; known only while unlocked.
        pub backup: Option<LastBackupView>,
        /// What kind of folder the vault lies in.
        pub placement: PlacementView,
    }

    pub struct OfferedPassphraseView {
        /// Four words, single spaces.
        pub words: String,
    }

    pub struct RatePassphrase {
        pub passphrase: String,
    }

    /// How many guesses a passphrase withstands, as powers of ten.
    pub struct PassphraseView {
        pub enough: bool,
        pub guesses_log10: u32,
        pub needed_log10: u32,
    }

    pub struct CreateVault {
        pub school_name: String,
        pub laestab: String,
        pub person_name: String,
        /// `dsl` or `deputy`.
        pub role: String,
        pub passphrase: String,
        /// A made-up school, for ever; the window never asks for it.
        #[serde(default)]
        pub made_up: Option<bool>,
    }

    pub struct KitView {
        /// 1 or 2.
        pub kit: u8,
        pub words: Vec<String>,
    }

    pub struct SetUpView {
        pub kits: Vec<KitView>,
        /// False when the system has no keychain: the passphrase alone opens the vault.
        pub bound_to_laptop: bool,
    }

    pub struct ConfirmKit {
        pub kit: u8,
        pub words: String,
    }

    pub struct SaveKitPage {
        pub kit: u8,
    }

    /// A file that a person chose to save; its folder stays on the other side.
    pub struct SavedView {
        pub file_name: String,
    }

    pub struct ChoosePlace {
        pub place: Place,
    }

    pub struct CreateSample {
        pub size: SampleSize,
        #[serde(default)]
        pub seed: Option<u32>,
        /// The passphrase of its lead; the one on its cover unless given.
        #[serde(default)]
        pub passphrase: Option<String>,
    }

    pub struct Unlock {
        pub passphrase: String,
    }

    /// The answer of `check`: every hash, signature and view was read.
    pub struct CheckView {
        pub events: u32,
        pub made_up: bool,
        /// Newest event.
        pub newest: Option<String>,
        pub head: HeadView,
        pub placement: PlacementView,
    }
}
