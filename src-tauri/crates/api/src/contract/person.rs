//! People of the vault, and the list of who did what.

use super::wire;

wire! {
    pub struct PersonView {
        pub id: String,
        pub name: String,
        /// `dsl`, `deputy` or `recorder`.
        pub role: String,
    }

    pub struct ListAudit {
        #[serde(default)]
        pub pupil: Option<String>,
        #[serde(default)]
        pub limit: Option<u32>,
    }

    /// One event: who did what, when.
    pub struct AuditView {
        pub id: String,
        pub recorded_at: String,
        pub by: String,
        /// The kind of event, as `concern_recorded`.
        pub kind: String,
        pub pupil: Option<String>,
        pub pupil_name: Option<String>,
    }
}
