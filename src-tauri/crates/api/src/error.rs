//! The one error that crosses: a code, and the field or place that a person must look at. Never here: free text, so that no record can
//! leak through an error or a log.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident),+ $(,)?) => {
        /// Every cause that a caller can act on. The sentences stand in `ui/src/text/errors.json`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum ErrorCode {
            $($(#[$doc])* $variant),+
        }

        impl ErrorCode {
            /// Every code, so that a test can ask for its sentence.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    };
}

codes! {
    // The vault
    NoVault,
    VaultExists,
    Locked,
    AlreadyUnlocked,
    WrongPassphrase,
    /// The keychain answers, and has no entry for this vault.
    DeviceSecretMissing,
    /// The keychain's entry is another one than this vault was bound to.
    DeviceSecretReplaced,
    /// The keychain does not answer, or is locked.
    KeychainUnavailable,
    KeysDamaged,
    /// The header was changed by somebody who does not hold its key.
    KeysForged,
    KeysOutOfBounds,
    RecordsMissing,
    RecordsEmpty,
    RecordsTooShort,
    /// An ordinary database stands in the place of the records.
    RecordsNotEncrypted,
    RecordsDamaged,
    /// The journal does not verify: a text in it belongs to no event.
    RecordsTamperedWith,
    /// An event is not what its author wrote.
    EventAltered,
    /// An event does not stand where it was written.
    EventMoved,
    /// An event is signed by nobody of the log.
    EventNotSigned,
    /// An event between others was taken out.
    EventMissing,
    /// The last events were cut off.
    JournalCut,
    /// The guards of the journal were altered, or the database does things that the program never asked for.
    StructureAltered,
    /// What a screen reads is not what the journal says.
    ViewAltered,
    /// A sealed copy or attachment is not there.
    ObjectMissing,
    /// A sealed copy or attachment is not what was sealed.
    ObjectDamaged,
    /// The two copies of the key file are not the same.
    KeysCopyDamaged,
    /// A check of the whole log is going on.
    CheckRunning,
    CheckStopped,
    NewerVersion,
    /// Records of an earlier release that do not hold are not brought over to this one.
    UpgradeRefused,
    /// Another program has this vault open.
    AlreadyOpen,
    /// The disk failed while the log was read or written.
    RecordsUnreachable,
    /// The disk failed, and the log could not be opened anew: it is locked.
    LockedByDisk,
    NotEnoughMemory,
    PassphraseTooWeak,
    KitWordUnknown,
    KitWrong,
    /// The kit's words are shown once, at set-up.
    KitGone,

    // Where the vault lies, and which copy it is
    /// The folder is on a network drive.
    PlaceNetwork,
    /// A cloud service copies the folder.
    PlaceSynced,
    /// The folder roams with the person's profile.
    PlaceRoaming,
    /// The journal ends before what this laptop last saw.
    OlderCopy,
    /// Both copies were written on.
    Forked,
    /// There is no copy that waits to be accepted.
    NoOlderCopy,

    // Backup
    /// The disk where the backup goes is full.
    BackupDiskFull,
    BackupFolderReadOnly,
    /// The folder or the stick is not there any more.
    BackupFolderGone,
    /// Another program holds the file.
    FileBusy,
    BackupNotWritten,
    /// The file is no backup of this program.
    BackupNotOurs,
    BackupDamaged,
    /// A backup is not the file that was verified when it was made.
    BackupAltered,
    /// A backup lies here of which the log knows nothing.
    BackupUnknown,
    BackupRunning,
    BackupStopped,
    /// The chosen backup is not there any more.
    RestoreGone,

    // People
    NotAllowed,
    PersonNotFound,
    /// Without this person the log would have no lead.
    LastDsl,
    /// No kit has opened the log, or it was locked meanwhile.
    RecoveryGone,
    /// The file is closed to all but named people, and the person is not named.
    FileRestricted,
    /// The file is restricted against the very person who wants to open it in an emergency.
    EmergencyRefused,

    // Fields
    Required,
    TooLong,
    InvalidDate,
    InvalidTime,
    TimeInTheFuture,
    EndsBeforeItBegins,
    InvalidLaestab,
    InvalidChoice,
    InvalidId,
    InvalidJson,
    OtherPupilIsThePupil,
    OtherPupilTwice,
    PupilNotFound,
    UpnNotUnique,
    ConcernNotFound,
    DraftNotFound,

    // Import
    FileTooLarge,
    FileEmpty,
    FileNotReadable,
    FileHasDoctype,
    FileNotWellFormed,
    FileNotRecognised,
    FileEncodingUnknown,
    ImportGone,
    ImportHasWarnings,
    ImportHasNothing,
    /// Two answers would make one pupil of two rows, or give one number to two pupils.
    ImportAnswersClash,

    // Files of an entry
    AttachmentNotFound,
    AttachmentTooLarge,
    AttachmentEmpty,
    /// Not there, no ordinary file, or the system does not give it.
    AttachmentNotReadable,
    /// The file changed while it was being read.
    AttachmentChanged,
    /// The log does not show what this file is.
    AttachmentNotShown,
    /// The file is no longer on its way: it arrived, was stopped, or the log was locked.
    TransferGone,

    // Export
    ProfileNotFound,
    PasswordWrong,
    BundleDamaged,
    BundleNotOurs,
    DocumentFailed,

    // Disk
    DiskFull,
    FolderReadOnly,
    FileExists,
    WriteFailed,
}

/// What went wrong, and where. `field` is the name of an argument, or a place as `row 12` or `word 3`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code:?}")]
pub struct ApiError {
    pub code: ErrorCode,
    pub field: Option<String>,
}

impl ApiError {
    /// An error that names the argument or place to look at.
    pub fn at(code: ErrorCode, field: impl Into<String>) -> Self {
        Self { code, field: Some(field.into()) }
    }
}

impl From<ErrorCode> for ApiError {
    fn from(code: ErrorCode) -> Self {
        Self { code, field: None }
    }
}
