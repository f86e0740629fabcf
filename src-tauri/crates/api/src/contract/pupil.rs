//! Pupils, their contacts and the safe-contact rules.

use super::wire;

wire! {
    #[derive(Default)]
    pub struct ListPupils {
        /// Words of a name in any spelling, a UPN or an admission number.
        #[serde(default)]
        pub find: Option<String>,
        #[serde(default)]
        pub limit: Option<u32>,
    }

    pub struct PupilRowView {
        pub id: String,
        pub known_as: String,
        /// For lists: `Treloar, Cas`.
        pub listed: String,
        pub legal: String,
        pub born: Option<String>,
        pub age: Option<u32>,
        pub year_group: Option<String>,
        pub reg_group: Option<String>,
        pub upn: Option<String>,
        /// The last day on roll of a pupil who is not on roll any more.
        pub left: Option<String>,
        /// Another pupil of the answer has the same name: look at the date of birth.
        pub look_alike: bool,
        /// The file is closed to the person: `get_closure` says whom to ring. Never true for a recorder.
        pub restricted: bool,
    }

    pub struct GetPupil {
        pub pupil: String,
        /// True when a person opens the file; that is an event.
        #[serde(default)]
        pub opening: bool,
    }

    #[derive(Copy)]
    pub enum PupilNote {
        SenSupport,
        EhcPlan,
        InCare,
        FreeSchoolMeals,
        UpnTemporary,
        UpnWrongLetter,
        CourtOrder,
        AddressRestricted,
    }

    #[derive(Copy)]
    pub enum ResponsibilityView {
        Yes,
        No,
        NotKnown,
    }

    pub struct ContactView {
        pub order: Option<u32>,
        pub name: String,
        pub relationship: Option<String>,
        pub responsibility: ResponsibilityView,
        pub phones: Vec<String>,
        pub court_order: bool,
        pub address_as_pupil: bool,
    }

    pub struct SafeContactView {
        /// False until a DSL or deputy has said whom to ring.
        pub set: bool,
        pub ring: Option<String>,
        pub never_tell: Option<String>,
        pub court_orders: Option<String>,
        pub address_restricted: bool,
    }

    pub struct YearTotalsView {
        /// `2025 to 2026`.
        pub school_year: String,
        pub school: Option<String>,
        pub possible: u32,
        pub attended: u32,
        pub authorised: u32,
        pub unauthorised: u32,
    }

    pub struct PupilView {
        pub id: String,
        pub known_as: String,
        /// What the child is called in a sentence.
        pub short: String,
        pub legal: String,
        pub initials: String,
        pub born: Option<String>,
        pub age: Option<u32>,
        pub year_group: Option<String>,
        pub reg_group: Option<String>,
        pub upn: Option<String>,
        pub admission_number: Option<String>,
        /// As in [`PupilRowView`].
        pub left: Option<String>,
        pub to_note: Vec<PupilNote>,
        pub safe_contact: SafeContactView,
        pub contacts: Vec<ContactView>,
        pub address: Vec<String>,
        pub phones: Vec<String>,
        pub totals: Vec<YearTotalsView>,
        /// Entries in the chronology that the person sees.
        pub entries: u32,
        /// The file is closed to all but named people, of whom the person is one, or has opened it in an emergency.
        pub named_people_only: bool,
        /// The file is open, and entries that stand in a closed file too are left out: `get_closure` says whom to ring.
        pub entries_restricted: bool,
    }

    pub struct SetSafeContact {
        pub pupil: String,
        #[serde(default)]
        pub ring: Option<String>,
        #[serde(default)]
        pub never_tell: Option<String>,
        #[serde(default)]
        pub court_orders: Option<String>,
        #[serde(default)]
        pub address_restricted: bool,
    }
}
