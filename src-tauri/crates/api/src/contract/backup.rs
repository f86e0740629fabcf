//! Backups, restoring one, an older copy put back, and where the vault lies. Folders stay on the other side; a file is known by its name.

use super::wire;

wire! {
    /// Where a backup lies.
    #[derive(Copy)]
    pub enum BackupPlace {
        /// On the disk of the vault itself: it does not survive the loss of the laptop.
        Laptop,
        /// On another disk, as a USB stick.
        Elsewhere,
    }

    /// A backup that was read again in full after it was written.
    pub struct BackupRowView {
        pub made_at: String,
        pub place: BackupPlace,
        pub file_name: String,
        /// In KiB, rounded up.
        pub kib: u32,
        /// SHA-256 of the file, in hexadecimal.
        pub hash: String,
        /// The number of the last event in it, on the device that made it.
        pub seq: u32,
        /// The hash of that event, to compare with what is printed.
        pub head: String,
    }

    /// The last backup that is known to be good; shown wherever the vault is.
    pub struct LastBackupView {
        /// Of any place. None when there never was one.
        pub last: Option<BackupRowView>,
        /// The last on another disk.
        pub last_elsewhere: Option<BackupRowView>,
        /// Whole days since the last one, of any place.
        pub days: Option<u32>,
        /// There is none, or it is older than seven days.
        pub old: bool,
        /// Every good backup lies on this laptop, and would be lost with it.
        pub laptop_only: bool,
        /// One is being written or read again at this moment.
        pub running: bool,
        /// Why the last attempt of this session failed: an error code.
        pub failed: Option<crate::ErrorCode>,
        /// The file at which it failed, by its name.
        pub failed_at: Option<String>,
    }

    /// The page of backups.
    pub struct BackupsView {
        pub last: LastBackupView,
        /// All, newest first, as they were recorded; a file may have been removed since.
        pub made: Vec<BackupRowView>,
        pub placement: PlacementView,
    }

    #[derive(Copy)]
    pub enum BackUpTo {
        /// The folder of the schedule, beside the vault.
        Laptop,
        /// A file in a folder that the person chooses.
        Chosen,
    }

    /// Starts a backup. The reply comes at once; `get_backups` tells how it goes on.
    pub struct BackUp {
        pub to: BackUpTo,
    }

    /// A chosen backup, before its kit is typed.
    pub struct RestoreChoiceView {
        pub handle: String,
        pub file_name: String,
        /// A vault is in this place already: it would be kept aside.
        pub vault_is_here: bool,
    }

    pub struct PreviewRestore {
        pub handle: String,
        /// The words of a recovery kit.
        pub words: String,
    }

    /// What a chosen backup holds, and what would be lost with what is here. Nothing has been changed yet.
    pub struct RestorePreviewView {
        pub handle: String,
        pub school: String,
        pub made_up: bool,
        /// When the backup was made.
        pub made_at: String,
        /// The newest event in it.
        pub newest: Option<String>,
        pub events: u32,
        pub here: RestoreOverView,
    }

    /// What is in the place where the backup would go.
    #[serde(tag = "kind")]
    pub enum RestoreOverView {
        /// Nothing.
        Nothing,
        /// The same vault, opened by the same kit: events after the backup would be in the copy that is kept aside alone.
        SameVault { newest: Option<String>, events: u32, events_not_in_backup: u32 },
        /// A vault that this kit does not open, or that cannot be read: what would be lost cannot be told.
        CannotBeOpened,
    }

    pub struct ConfirmRestore {
        pub handle: String,
    }

    /// The vault is in place, locked. It goes on under a new device.
    pub struct RestoredView {
        /// The name of the folder in which the former vault is kept; none where there was none.
        pub kept_aside: Option<String>,
        /// A list of later disposals has to be applied again by hand: none was ever made by this program.
        pub disposals_to_repeat: u32,
    }

    pub struct CancelRestore {
        pub handle: String,
    }

    /// A copy that is not the one this laptop last saw. Until it is accepted nothing else is shown of it.
    pub struct OlderCopyView {
        /// Both copies were written on: the events part ways. Else events at the end are missing here.
        pub forked: bool,
        /// The number of the vault's key in this copy, and in the one that was last seen.
        pub epoch: u32,
        pub epoch_last_seen: u32,
        /// Events of this laptop's device in this copy, and in the one that was last seen; unknown where its key is not here.
        pub events: u32,
        pub events_last_seen: Option<u32>,
        /// The newest event in this copy.
        pub newest: Option<String>,
        pub last_seen_at: Option<String>,
    }

    /// What the keychain says of the copy that is open.
    #[derive(Copy)]
    pub enum HeadKnown {
        /// The last event that this laptop saw is in the journal.
        Agrees,
        /// The keychain holds no head: an older copy would not be noticed.
        NotKept,
    }

    /// The end of the journal, to compare with what is printed on exports and backups.
    pub struct HeadView {
        pub epoch: u32,
        pub seq: u32,
        /// Hexadecimal.
        pub hash: String,
        pub known: HeadKnown,
    }

    /// A head as it is printed on an export or a backup, in hexadecimal; its first characters will do.
    pub struct CompareHead {
        pub hash: String,
    }

    /// Whether a printed head is in this journal. One that is not there belongs to another copy, or to events that were lost.
    pub struct HeadComparedView {
        pub found: bool,
        pub seq: Option<u32>,
        pub recorded_at: Option<String>,
    }

    #[derive(Copy)]
    pub enum PlacementKind {
        /// A folder of this laptop.
        Local,
        /// A network drive.
        Network,
        /// A folder that a cloud service copies.
        Synced,
        /// A folder that roams with the person's profile.
        Roaming,
    }

    pub struct PlacementView {
        pub kind: PlacementKind,
        /// As `OneDrive` or `nfs`.
        pub name: Option<String>,
        /// A policy of the school's IT allows it.
        pub allowed: bool,
        /// Copies beside the vault's own files that a cloud service or a person made. They are never opened.
        pub conflict_copies: Vec<String>,
    }
}
