//! The command line as it is typed.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// The safeguarding log, without its window.
#[derive(Parser)]
#[command(name = "encircle-cli", version, about)]
pub struct Arguments {
    /// The folder of the vault (default: the window's own)
    #[arg(long, global = true, value_name = "DIR")]
    pub vault: Option<PathBuf>,
    #[command(flatten)]
    pub passphrase: Passphrase,
    /// The keychain that holds this laptop's half of the key
    #[arg(long, global = true, value_enum, default_value_t = KeychainChoice::Os)]
    pub keychain: KeychainChoice,
    /// The time to work at; only on a vault that is made up
    #[arg(long, global = true, value_name = "RFC3339")]
    pub now: Option<DateTime<Utc>>,
    /// Reply in JSON
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

/// A passphrase is never an argument and never a variable.
#[derive(Args)]
pub struct Passphrase {
    /// Read the passphrase from the first line of a file
    #[arg(long, global = true, value_name = "F", conflicts_with = "passphrase_stdin")]
    pub passphrase_file: Option<PathBuf>,
    /// Read the passphrase from standard input
    #[arg(long, global = true)]
    pub passphrase_stdin: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum KeychainChoice {
    None,
    Os,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Size {
    Small,
    Secondary,
    Decade,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Pupils,
    Marks,
    Auto,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Form {
    Text,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ChronologyForm {
    Text,
    Json,
    Pdf,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ReferralForm {
    Pdf,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum HelpPaper {
    /// A data protection impact assessment, filled in with what the program does
    Dpia,
    /// One page for the IT team
    It,
}

#[derive(Subcommand)]
pub enum Command {
    /// Make a vault
    Create {
        #[arg(long)]
        school: String,
        #[arg(long)]
        laestab: String,
        #[arg(long)]
        person: String,
        /// dsl or deputy
        #[arg(long, default_value = "dsl")]
        role: String,
        /// Where to write the two recovery kits; print the file and delete it
        #[arg(long, value_name = "FILE")]
        recovery_out: PathBuf,
        /// A made-up school, for ever; said on every export
        #[arg(long)]
        made_up: bool,
    },
    /// Make a vault with a made-up school, the same for the same seed
    Sample {
        #[arg(long, value_enum)]
        size: Size,
        #[arg(long, default_value_t = 1)]
        seed: u32,
    },
    /// Import pupils or marks
    Import {
        file: PathBuf,
        #[arg(long, value_enum, default_value_t = Kind::Auto)]
        kind: Kind,
        /// Say what would be taken; write nothing
        #[arg(long)]
        dry_run: bool,
        /// Take the rows that carry a warning
        #[arg(long)]
        accept_warnings: bool,
        /// Answers to the questions that --dry-run --json prints: [{"row": 2, "take": "new"}, …]
        #[arg(long, value_name = "FILE.json")]
        answers: Option<PathBuf>,
    },
    /// List pupils
    Pupils {
        #[arg(long, value_name = "TEXT")]
        find: Option<String>,
    },
    /// Show a pupil by id or UPN
    Pupil { pupil: String },
    /// Record a concern from a JSON file
    Record {
        #[arg(required_unless_present = "example")]
        file: Option<PathBuf>,
        /// Print a concern to start from
        #[arg(long)]
        example: bool,
    },
    /// Add to a concern from a JSON file with "why" and the fields that change
    Amend { id: String, file: PathBuf },
    /// Act on a concern: what was done, the decision and its reason
    FollowUp {
        id: String,
        #[arg(long)]
        done: Option<String>,
        /// watch, support, refer, none or later
        #[arg(long)]
        decision: Option<String>,
        #[arg(long)]
        reason: Option<String>,
    },
    /// Add a file to a concern; it is kept as it is
    Attach { concern: String, file: PathBuf },
    /// List the files of a concern, or of all entries of a pupil by id or UPN
    Attachments { of: String },
    /// Save a copy of a file; that it left is written down
    Attachment {
        id: String,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Show a pupil's chronology
    Chronology {
        pupil: String,
        #[arg(long)]
        from: Option<String>,
        #[arg(long)]
        to: Option<String>,
        #[arg(long)]
        category: Option<String>,
        #[arg(long, value_enum, default_value_t = ChronologyForm::Text)]
        format: ChronologyForm,
        /// Where a PDF goes
        #[arg(long, value_name = "DIR", default_value = ".")]
        out: PathBuf,
    },
    /// Show a pupil's attendance
    Attendance {
        pupil: String,
        #[arg(long)]
        from: Option<String>,
        #[arg(long)]
        to: Option<String>,
    },
    /// List the gaps that rules see
    Gaps {
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Search all text
    Search { text: Vec<String> },
    /// Make a referral
    Referral {
        pupil: String,
        #[arg(long, default_value = "general")]
        profile: String,
        #[arg(long, value_name = "FILE")]
        answers: Option<PathBuf>,
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[arg(long, value_enum, default_value_t = ReferralForm::Pdf)]
        form: ReferralForm,
    },
    /// Verify a bundle that left a vault; its password comes from --passphrase-file or --passphrase-stdin
    OpenBundle {
        file: PathBuf,
        /// Write the document without its password, and the manifest, into a folder
        #[arg(long, value_name = "DIR")]
        extract: Option<PathBuf>,
    },
    /// Write a paper about the program as a PDF; needs no passphrase
    HelpPage {
        #[arg(value_enum)]
        page: HelpPaper,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Read and verify every event
    Check {
        /// And every page, sealed object, view and backup; writes down that it was done
        #[arg(long)]
        deep: bool,
        /// Whether a head that is printed on an export or a backup is in this copy
        #[arg(long, value_name = "HASH", conflicts_with = "deep")]
        head: Option<String>,
    },
    /// Close a pupil's file to all but named people, or say anew who they are; without --named it shows whether the file is closed
    CloseFile {
        pupil: String,
        /// A lead or deputy who goes on reading the file, by id or name; may be given again
        #[arg(long, value_name = "PERSON")]
        named: Vec<String>,
        /// A person against whom the file is restricted, by id or name; may be given again
        #[arg(long, value_name = "PERSON")]
        against: Vec<String>,
        #[arg(long, default_value = "")]
        reason: String,
        /// Whom others ring, in words
        #[arg(long, default_value = "")]
        ring: String,
    },
    /// Open a closed file to every lead and deputy again
    ReopenFile {
        pupil: String,
        #[arg(long)]
        reason: String,
    },
    /// Open a closed file for a day; everybody who is named is told
    OpenInEmergency {
        pupil: String,
        #[arg(long)]
        reason: String,
    },
    /// Make a backup, and read it again in full
    Backup {
        /// A file, or a folder in which the backup gets a name by its time
        #[arg(long, value_name = "FILE|DIR")]
        out: PathBuf,
    },
    /// Restore a backup with a recovery kit; a vault that is there is kept aside
    Restore {
        file: PathBuf,
        /// The folder of the vault
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// A file with the words of a kit
        #[arg(long = "kit-file", alias = "kit", value_name = "FILE")]
        kit: PathBuf,
        /// Restore over a vault that is there
        #[arg(long)]
        yes: bool,
    },
    /// Go on with a copy that is not the one this laptop last saw
    AcceptCopy,
    /// Who may open the log
    People,
    /// Let somebody in: a new person by --name and --role, or one who is known by --person
    PersonAdd {
        #[arg(long, required_unless_present = "person")]
        name: Option<String>,
        /// dsl, deputy or recorder
        #[arg(long, required_unless_present = "person")]
        role: Option<String>,
        /// Somebody who is known, by id or name, and needs a new way in
        #[arg(long, conflicts_with_all = ["name", "role"])]
        person: Option<String>,
        /// The passphrase that they chose, on the first line of a file
        #[arg(long, value_name = "F")]
        their_passphrase_file: PathBuf,
    },
    /// Give somebody another role
    PersonRole {
        /// By id or name
        person: String,
        /// dsl, deputy or recorder
        role: String,
    },
    /// Take somebody's way in away, and give the log new keys
    PersonRemove {
        /// By id or name
        person: String,
    },
    /// Change one's own passphrase
    PassphraseChange {
        /// The new passphrase, on the first line of a file
        #[arg(long, value_name = "F")]
        new_passphrase_file: PathBuf,
    },
    /// Come back with a recovery kit; the new passphrase comes from --passphrase-file or --passphrase-stdin
    Recover {
        /// The words of the kit
        #[arg(long, value_name = "F")]
        kit_file: PathBuf,
        /// Who comes back, by id or name
        #[arg(long, required_unless_present = "name")]
        person: Option<String>,
        /// Somebody new
        #[arg(long, conflicts_with = "person", requires = "role")]
        name: Option<String>,
        /// dsl, deputy or recorder
        #[arg(long)]
        role: Option<String>,
    },
    /// Make a recovery kit anew; the former one of that number opens nothing afterwards
    KitMake {
        /// 1 or 2
        kit: u8,
        /// Where to write its words; print the file and delete it
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Show the recovery kits, or say that one is where it should be
    KitCheck {
        /// The kit that is where it should be
        kit: Option<u8>,
    },
    /// What happened to people and keys, and what is due
    Notices {
        /// They have been read
        #[arg(long)]
        acknowledge: bool,
    },
    /// Who did what and when
    Audit {
        /// What has to do with this pupil, by id or UPN
        #[arg(long)]
        pupil: Option<String>,
        /// What this person did and what was done to them, by id or name
        #[arg(long)]
        person: Option<String>,
        /// The first day
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// The last day
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
        #[arg(long, value_enum, default_value_t = Form::Text)]
        format: Form,
    },
}
