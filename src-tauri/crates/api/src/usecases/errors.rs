//! From the causes of the layers below to the codes of the contract. Exhaustive, so that a new cause asks for its code.

use encircle_intake::Error as IntakeError;
use encircle_store::Error as StoreError;
use encircle_store::backup::BackupError;
use encircle_store::epoch::EpochError;
use encircle_store::keys::KeysError;
use encircle_store::{Fault, Wrong};

use crate::ports::FileError;
use crate::{ApiError, ErrorCode};

impl From<FileError> for ApiError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::TooLarge => ErrorCode::FileTooLarge,
            FileError::NotReadable => ErrorCode::FileNotReadable,
            FileError::DiskFull => ErrorCode::DiskFull,
            FileError::ReadOnly => ErrorCode::FolderReadOnly,
            FileError::Exists => ErrorCode::FileExists,
            FileError::Failed => ErrorCode::WriteFailed,
        }
        .into()
    }
}

impl From<IntakeError> for ApiError {
    fn from(error: IntakeError) -> Self {
        let at = |code, field: &str| ApiError::at(code, field);
        match error {
            IntakeError::TooLarge { .. }
            | IntakeError::TooDeep { .. }
            | IntakeError::TooManyElements { .. }
            | IntakeError::TooManyColumns { .. } => ErrorCode::FileTooLarge.into(),
            IntakeError::Empty | IntakeError::NoRows => ErrorCode::FileEmpty.into(),
            IntakeError::DoctypeRefused => ErrorCode::FileHasDoctype.into(),
            IntakeError::NotWellFormed { offset } => {
                at(ErrorCode::FileNotWellFormed, &format!("byte {offset}"))
            }
            IntakeError::Encoding { name } => at(ErrorCode::FileEncodingUnknown, name),
            IntakeError::MissingColumn { field } => at(ErrorCode::FileNotRecognised, field),
            IntakeError::NotText
            | IntakeError::Spreadsheet
            | IntakeError::NotACtf
            | IntakeError::NotRecognised => ErrorCode::FileNotRecognised.into(),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        use std::io::ErrorKind;
        match error {
            StoreError::Missing => ErrorCode::RecordsMissing,
            StoreError::ZeroBytes => ErrorCode::RecordsEmpty,
            StoreError::TooShort => ErrorCode::RecordsTooShort,
            StoreError::PlainSqlite => ErrorCode::RecordsNotEncrypted,
            StoreError::OtherKey | StoreError::Damaged | StoreError::OtherVault => ErrorCode::RecordsDamaged,
            StoreError::Newer { .. } | StoreError::UnknownKind => ErrorCode::NewerVersion,
            StoreError::AlreadyOpen => ErrorCode::AlreadyOpen,
            StoreError::AlreadyExists => ErrorCode::VaultExists,
            StoreError::AlreadySaved | StoreError::IdTaken => ErrorCode::InvalidId,
            StoreError::NoSuchEntry => ErrorCode::ConcernNotFound,
            StoreError::UnknownAuthor => ErrorCode::KeysForged,
            StoreError::DiskFull => ErrorCode::DiskFull,
            StoreError::TooLarge => ErrorCode::FileTooLarge,
            StoreError::ObjectMissing | StoreError::ObjectDamaged => ErrorCode::RecordsDamaged,
            StoreError::Io(ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
                ErrorCode::FolderReadOnly
            }
            StoreError::Io(_) => ErrorCode::RecordsUnreachable,
            StoreError::Database(_) | StoreError::SqliteTooOld => ErrorCode::WriteFailed,
        }
        .into()
    }
}

impl From<Fault> for ApiError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Unreadable(error) => error.into(),
            Fault::Event { seq, what, .. } => {
                let code = match what {
                    Wrong::Column | Wrong::Hash | Wrong::Payload => ErrorCode::EventAltered,
                    Wrong::Chain | Wrong::OtherVault => ErrorCode::EventMoved,
                    Wrong::Signature | Wrong::Author => ErrorCode::EventNotSigned,
                };
                Self::at(code, format!("event {seq}"))
            }
            Fault::Missing { seq, .. } => Self::at(ErrorCode::EventMissing, format!("event {seq}")),
            Fault::EndMissing => ErrorCode::JournalCut.into(),
            Fault::Guards => ErrorCode::StructureAltered.into(),
            Fault::StrayPayload { .. } => ErrorCode::RecordsTamperedWith.into(),
        }
    }
}

impl From<KeysError> for ApiError {
    fn from(error: KeysError) -> Self {
        use std::io::ErrorKind;
        match error {
            KeysError::NoVault => ErrorCode::NoVault.into(),
            KeysError::VaultExists => ErrorCode::VaultExists.into(),
            KeysError::NotKeys(_) | KeysError::Damaged => ErrorCode::KeysDamaged.into(),
            KeysError::NewerVersion => ErrorCode::NewerVersion.into(),
            KeysError::WrongPassphrase | KeysError::WrongPassphraseOrOtherDevice => {
                ApiError::at(ErrorCode::WrongPassphrase, "passphrase")
            }
            KeysError::DeviceSecretMissing => ErrorCode::DeviceSecretMissing.into(),
            KeysError::DeviceSecretReplaced => ErrorCode::DeviceSecretReplaced.into(),
            KeysError::KeychainUnavailable => ErrorCode::KeychainUnavailable.into(),
            KeysError::NotEnoughMemory => ErrorCode::NotEnoughMemory.into(),
            KeysError::ParametersOutOfBounds => ErrorCode::KeysOutOfBounds.into(),
            KeysError::HeaderForged => ErrorCode::KeysForged.into(),
            KeysError::KitWordUnknown { position } => {
                ApiError::at(ErrorCode::KitWordUnknown, format!("word {position}"))
            }
            KeysError::KitWordCount { .. } | KeysError::KitChecksum | KeysError::KitWrong => {
                ApiError::at(ErrorCode::KitWrong, "words")
            }
            KeysError::Io(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => ErrorCode::DiskFull.into(),
            KeysError::Io(ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
                ErrorCode::FolderReadOnly.into()
            }
            KeysError::Io(_) => ErrorCode::WriteFailed.into(),
        }
    }
}

impl From<BackupError> for ApiError {
    fn from(error: BackupError) -> Self {
        use std::io::ErrorKind;
        match error {
            BackupError::File { file, kind } => {
                let code = match kind {
                    ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                        ErrorCode::BackupDiskFull
                    }
                    ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                        ErrorCode::BackupFolderReadOnly
                    }
                    ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::StaleNetworkFileHandle => {
                        ErrorCode::BackupFolderGone
                    }
                    ErrorKind::ResourceBusy => ErrorCode::FileBusy,
                    _ => ErrorCode::BackupNotWritten,
                };
                Self::at(code, file)
            }
            BackupError::Exists { file } => Self::at(ErrorCode::FileExists, file),
            BackupError::NotABackup => ErrorCode::BackupNotOurs.into(),
            BackupError::Newer => ErrorCode::NewerVersion.into(),
            BackupError::Damaged => ErrorCode::BackupDamaged.into(),
            BackupError::Stopped => ErrorCode::BackupStopped.into(),
            BackupError::Keys(error) => error.into(),
            BackupError::Records(error) => error.into(),
            BackupError::Journal(fault) => fault.into(),
        }
    }
}

impl From<EpochError> for ApiError {
    fn from(error: EpochError) -> Self {
        match error {
            EpochError::Keys(error) => error.into(),
            EpochError::Records(error) => error.into(),
            EpochError::Journal(fault) => fault.into(),
        }
    }
}

impl From<encircle_export::Error> for ApiError {
    fn from(error: encircle_export::Error) -> Self {
        use encircle_export::Error as E;
        match error {
            E::WrongPassword => ErrorCode::PasswordWrong,
            E::Damaged | E::UnreadableManifest => ErrorCode::BundleDamaged,
            E::NoManifest => ErrorCode::BundleNotOurs,
            _ => ErrorCode::DocumentFailed,
        }
        .into()
    }
}
