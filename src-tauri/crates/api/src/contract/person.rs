//! People of the vault, and the list of who did what.

use super::wire;

wire! {
    pub struct PersonView {
        pub id: String,
        pub name: String,
        /// `dsl`, `deputy` or `recorder`.
        pub role: String,
    }

    /// What of the journal is asked for; nothing asks for all of it.
    #[derive(Default)]
    pub struct ListAudit {
        /// Id or UPN: what has to do with this pupil.
        #[serde(default)]
        pub pupil: Option<String>,
        /// Id: what this person did, and what was done to them.
        #[serde(default)]
        pub person: Option<String>,
        /// The first day.
        #[serde(default)]
        pub from: Option<String>,
        /// The last day.
        #[serde(default)]
        pub to: Option<String>,
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
        /// The person whom an act on people or keys is about.
        pub person: Option<String>,
        pub person_name: Option<String>,
        /// The role that the person was given: `dsl`, `deputy` or `recorder`.
        pub role: Option<String>,
        /// The recovery kit, 1 or 2.
        pub kit: Option<u8>,
    }
}
