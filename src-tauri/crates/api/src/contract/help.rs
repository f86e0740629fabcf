//! Papers about the program: for the data protection officer, and for the IT team.

use super::wire;

wire! {
    #[derive(Copy)]
    pub enum HelpPage {
        /// A data protection impact assessment.
        Dpia,
        It,
    }

    pub struct SaveHelpPage {
        pub page: HelpPage,
    }
}
