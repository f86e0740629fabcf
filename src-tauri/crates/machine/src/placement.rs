//! What kind of folder a path lies in: on this laptop alone, on a network drive, in a cloud service's folder, in a roaming profile.
//! Never here: whether a vault may lie there.

use std::path::{Path, PathBuf};

use encircle_api::ports::{Placed, Placement};

use crate::policy::Policy;

/// File systems of Linux that lie on another machine; names that begin so count too.
#[cfg(any(target_os = "linux", test))]
const NETWORK: [&str; 17] = [
    "nfs",
    "cifs",
    "smb",
    "9p",
    "afs",
    "ceph",
    "glusterfs",
    "lustre",
    "ncp",
    "davfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.gvfsd-fuse",
    "fuse.s3fs",
    "fuse.davfs",
    "fuse.glusterfs",
    "fuse.onedriver",
];

/// Folders of cloud services by how their name begins, as the services themselves make them.
const SYNCED: [(&str, &str); 12] = [
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud drive", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("mobile documents", "iCloud Drive"),
    ("cloudstorage", "a cloud service"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("syncthing", "Syncthing"),
];

/// Files and folders by which a service marks a folder that it copies.
const MARKS: [(&str, &str); 6] = [
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".tmp.driveupload", "Google Drive"),
    (".sync_journal.db", "Nextcloud"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
];

/// Variables in which OneDrive names its folders.
const VARIABLES: [&str; 3] = ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"];

/// The folders of this laptop.
pub struct LaptopFolders {
    /// Folders of services that the system names.
    synced: Vec<(PathBuf, String)>,
    /// The roaming part of the person's profile, where it is one.
    roaming: Vec<PathBuf>,
    policy: Policy,
}

impl LaptopFolders {
    /// Asks the environment and the policy file.
    #[must_use]
    pub fn of_this_laptop() -> Self {
        let named =
            |name: &&str| std::env::var_os(name).map(|path| (PathBuf::from(path), "OneDrive".to_owned()));
        let roaming = if cfg!(windows) { std::env::var_os("APPDATA").map(PathBuf::from) } else { None };
        Self {
            synced: VARIABLES.iter().filter_map(named).filter(|(path, _)| path.is_absolute()).collect(),
            roaming: roaming.into_iter().collect(),
            policy: Policy::of_this_machine(),
        }
    }
}

impl Placement for LaptopFolders {
    fn of(&self, folder: &Path) -> Placed {
        let folder = real(folder);
        if let Some(kind) = network(&folder) {
            return Placed::Network(kind);
        }
        if let Some((_, name)) = self.synced.iter().find(|(above, _)| folder.starts_with(real(above))) {
            return Placed::Synced(name.clone());
        }
        if let Some(name) = service(&folder) {
            return Placed::Synced(name.to_owned());
        }
        if self.roaming.iter().any(|above| folder.starts_with(real(above))) {
            return Placed::Roaming;
        }
        Placed::Local
    }

    fn is_allowed(&self, placed: &Placed) -> bool {
        match placed {
            Placed::Local => true,
            Placed::Network(_) => self.policy.allow_network_folder,
            Placed::Synced(_) => self.policy.allow_synced_folder,
            Placed::Roaming => self.policy.allow_roaming_folder,
        }
    }

    fn is_same_disk(&self, one: &Path, other: &Path) -> bool {
        disk(&real(one)).zip(disk(&real(other))).is_none_or(|(one, other)| one == other)
    }
}

/// The path with all links followed, as far down as there is something.
fn real(path: &Path) -> PathBuf {
    let mut behind = PathBuf::new();
    for above in path.ancestors() {
        if let Ok(real) = above.canonicalize() {
            return if behind.as_os_str().is_empty() { real } else { real.join(behind) };
        }
        if let Some(name) = above.file_name() {
            behind = if behind.as_os_str().is_empty() { name.into() } else { Path::new(name).join(behind) };
        }
    }
    path.to_owned()
}

/// The cloud service whose folder this is or lies in, by its name or a mark.
fn service(folder: &Path) -> Option<&'static str> {
    folder.ancestors().find_map(|above| {
        let name = above.file_name()?.to_string_lossy().to_lowercase();
        let begins = |known: &str| {
            name.strip_prefix(known)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        };
        let by_name = SYNCED.iter().find(|(known, _)| begins(known));
        let by_mark = || MARKS.iter().find(|(mark, _)| above.join(mark).exists());
        by_name.or_else(by_mark).map(|(_, service)| *service)
    })
}

#[cfg(target_os = "linux")]
fn network(folder: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    file_system(&mounts, folder).filter(|kind| is_network(kind))
}

/// A drive letter of a share becomes its UNC name when the path is made canonical.
#[cfg(windows)]
fn network(folder: &Path) -> Option<String> {
    use std::path::{Component, Prefix};
    match folder.components().next() {
        Some(Component::Prefix(prefix)) => matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
            .then(|| "network drive".to_owned()),
        _ => None,
    }
}

#[cfg(target_os = "macos")]
fn network(folder: &Path) -> Option<String> {
    /// `MNT_LOCAL` of `sys/mount.h`.
    const LOCAL: u32 = 0x1000;
    let there = folder.ancestors().find(|above| above.exists())?;
    let about = rustix::fs::statfs(there).ok()?;
    (about.f_flags & LOCAL == 0).then(|| "network drive".to_owned())
}

#[cfg(any(target_os = "linux", test))]
fn is_network(kind: &str) -> bool {
    NETWORK.iter().any(|known| kind.starts_with(known))
}

/// The kind of file system that a folder lies on, from the text of `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
#[cfg(any(target_os = "linux", test))]
fn file_system(mounts: &str, folder: &Path) -> Option<String> {
    let mounted = mounts.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let point = PathBuf::from(unescaped(before.split(' ').nth(4)?));
        folder.starts_with(&point).then(|| (point, after.split(' ').next().unwrap_or_default().to_owned()))
    });
    // Of mounts upon one another the last counts.
    mounted.max_by_key(|(point, _)| point.components().count()).map(|(_, kind)| kind)
}

/// Blanks and backslashes stand there as three octal digits.
#[cfg(any(target_os = "linux", test))]
fn unescaped(text: &str) -> String {
    ["\\040", "\\011", "\\012", "\\134"]
        .iter()
        .zip([" ", "\t", "\n", "\\"])
        .fold(text.to_owned(), |text, (code, plain)| text.replace(code, plain))
}

#[cfg(unix)]
fn disk(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    path.ancestors().find_map(|above| above.metadata().ok()).map(|about| about.dev())
}

#[cfg(not(unix))]
fn disk(path: &Path) -> Option<std::ffi::OsString> {
    path.components().next().map(|first| first.as_os_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 28 0:21 / /proc rw,nosuid - proc proc rw
28 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
91 28 0:52 / /srv/school rw,relatime shared:40 - nfs4 server:/school rw
92 28 0:53 / /srv/shared\\040files rw - cifs //server/share rw
93 28 0:54 / /users/dsl/remote rw - fuse.sshfs dsl@server: rw
94 91 259:3 / /srv/school/local rw - ext4 /dev/sdb1 rw
";

    #[test]
    fn the_deepest_mount_says_what_a_folder_lies_on() {
        let kind = |folder: &str| file_system(MOUNTS, Path::new(folder)).unwrap();
        for (folder, expected) in [
            ("/users/dsl/.local/share/vault", "ext4"),
            ("/srv/school/vault", "nfs4"),
            ("/srv/school/local/vault", "ext4"),
            ("/srv/shared files/vault", "cifs"),
            ("/srv/schooling", "ext4"),
            ("/users/dsl/remote/vault", "fuse.sshfs"),
        ] {
            assert_eq!(kind(folder), expected, "{folder}");
        }
        for (kind, expected) in [
            ("nfs4", true),
            ("cifs", true),
            ("smb3", true),
            ("fuse.sshfs", true),
            ("9p", true),
            ("ext4", false),
            ("btrfs", false),
            ("tmpfs", false),
            ("fuseblk", false),
            ("ecryptfs", false),
        ] {
            assert_eq!(is_network(kind), expected, "{kind}");
        }
    }

    #[test]
    fn folders_of_cloud_services_are_known_by_name_and_by_mark_and_others_are_not() {
        let laptop = LaptopFolders { synced: vec![], roaming: vec![], policy: Policy::default() };
        let home = tempfile::tempdir().unwrap();
        let placed = |name: &str| laptop.of(&home.path().join(name).join("below").join("vault"));
        for (name, service) in [
            ("OneDrive - Saltmarsh Lane School", "OneDrive"),
            ("Dropbox (School)", "Dropbox"),
            ("Google Drive", "Google Drive"),
            ("iCloudDrive", "iCloud Drive"),
        ] {
            assert_eq!(placed(name), Placed::Synced(service.into()), "{name}");
        }
        for name in ["Documents", "Dropboxes", "My drives"] {
            assert_eq!(placed(name), Placed::Local, "{name}");
        }
        let marked = home.path().join("Shared");
        std::fs::create_dir(&marked).unwrap();
        std::fs::write(marked.join(".dropbox"), b"").unwrap();
        assert_eq!(placed("Shared"), Placed::Synced("Dropbox".into()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_a_synced_folder_and_a_roaming_profile_are_seen_through() {
        let home = tempfile::tempdir().unwrap();
        let roaming = home.path().join("Roaming");
        let cloud = home.path().join("OneDrive");
        std::fs::create_dir_all(&roaming).unwrap();
        std::fs::create_dir_all(&cloud).unwrap();
        let link = home.path().join("plain");
        std::os::unix::fs::symlink(&cloud, &link).unwrap();
        let laptop =
            LaptopFolders { synced: vec![], roaming: vec![roaming.clone()], policy: Policy::default() };
        assert_eq!(laptop.of(&link.join("vault")), Placed::Synced("OneDrive".into()));
        assert_eq!(laptop.of(&roaming.join("vault")), Placed::Roaming);
        assert!(laptop.is_same_disk(&link, &roaming));
        assert!(!laptop.is_allowed(&Placed::Roaming));
    }
}
