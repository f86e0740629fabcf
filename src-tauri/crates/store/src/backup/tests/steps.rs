//! Every step that touches the disk fails once, in backup and in restore: the vault and the former backup stay whole.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::vault::Vault;
use crate::backup::BackupError;
use crate::files::{Step, Unwatched, Watch};
use crate::keys;
use crate::restore;

/// Lets one step fail, counted from 0.
struct FailAt {
    step: usize,
    kind: ErrorKind,
    seen: AtomicUsize,
}

impl FailAt {
    fn new(step: usize, kind: ErrorKind) -> Self {
        Self { step, kind, seen: AtomicUsize::new(0) }
    }

    fn happened(&self) -> bool {
        self.seen.load(Ordering::Relaxed) > self.step
    }
}

impl Watch for FailAt {
    fn before(&self, _: Step, _: &Path) -> io::Result<()> {
        if self.seen.fetch_add(1, Ordering::Relaxed) == self.step { Err(self.kind.into()) } else { Ok(()) }
    }
}

const KINDS: [ErrorKind; 4] =
    [ErrorKind::StorageFull, ErrorKind::NotFound, ErrorKind::ReadOnlyFilesystem, ErrorKind::Interrupted];

#[test]
fn a_backup_that_fails_at_any_step_leaves_the_vault_and_the_former_backup_whole() {
    let mut vault = Vault::new();
    let (former, _) = vault.back_up();
    let former_bytes = fs::read(&former).unwrap();
    vault.commit(super::vault::searched());
    let snapshot = vault.snapshot();
    let target = former.with_file_name("next.backup");
    let mut failed = 0;
    for step in 0.. {
        let watch = FailAt::new(step, KINDS[step % KINDS.len()]);
        let written = snapshot.write(&target, &mut vault.rng, &watch);
        if !watch.happened() {
            written.unwrap();
            break;
        }
        // Removing what only served the check may fail: that takes nothing from the backup.
        let Err(error) = written else {
            fs::remove_file(&target).unwrap();
            continue;
        };
        assert!(matches!(error, BackupError::File { .. } | BackupError::Stopped), "step {step}: {error:?}");
        assert_eq!(fs::read_dir(former.parent().unwrap()).unwrap().count(), 1, "step {step} left something");
        failed += 1;
    }
    assert!(failed > 20, "only {failed} steps were seen");
    assert_eq!(fs::read(&former).unwrap(), former_bytes);
    vault.store.end_snapshot().unwrap();
    vault.store.verify().unwrap();
    restore::stage(&former, &vault.words[0], &vault.dir.path().join("again"), &Unwatched).unwrap().discard();
}

#[test]
fn a_restore_that_fails_at_any_step_leaves_the_former_vault_in_place() {
    let mut vault = Vault::new();
    let (file, _) = vault.back_up();
    let target = vault.folder();
    vault.store.close().unwrap();
    let before = fs::read(target.join("records-1.db")).unwrap();
    let mut failed = 0;
    for step in 0.. {
        let watch = FailAt::new(step, KINDS[step % KINDS.len()]);
        let restored = restore::stage(&file, &vault.words[0], &target, &watch)
            .and_then(|staged| staged.put_in_place([9; 16], vault.now, &watch));
        if !watch.happened() {
            restored.unwrap();
            break;
        }
        let error = restored.expect_err("every step of a restore counts");
        assert!(matches!(error, BackupError::File { .. } | BackupError::Stopped), "step {step}: {error:?}");
        assert_eq!(fs::read(target.join("records-1.db")).unwrap(), before, "step {step}");
        keys::read(&target).unwrap();
        let mut beside: Vec<_> = fs::read_dir(vault.dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        beside.sort();
        assert_eq!(beside, ["stick", "vault"], "step {step} left something");
        failed += 1;
    }
    assert!(failed > 15, "only {failed} steps were seen");
}
