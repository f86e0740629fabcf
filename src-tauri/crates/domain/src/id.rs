//! Ids: 16 bytes that say what they name. How an id is drawn (UUIDv7) is not decided here.

use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// Reads 32 hexadecimal digits, hyphens allowed.
            pub fn parse(text: &str) -> Option<Self> {
                parse_hex(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    )+};
}

ids! {
    /// An event of the journal; also the concern or referral that the event began.
    EventId,
    /// A pupil of the school.
    PupilId,
    /// A person who uses the vault.
    PersonId,
    /// A sealed object beside the database: an attachment or the copy of an export.
    ObjectId,
}

fn parse_hex(text: &str) -> Option<[u8; 16]> {
    let digits: Vec<u8> = text
        .bytes()
        .filter(|b| *b != b'-')
        .map(|b| (b as char).to_digit(16).map(|d| d as u8))
        .collect::<Option<_>>()?;
    let pairs: &[[u8; 2]] = digits.as_chunks().0;
    let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
    (digits.len() == 32).then(|| bytes.try_into().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_printed() {
        let id = PupilId(std::array::from_fn(|i| (i * 17) as u8));
        assert_eq!(PupilId::parse(&id.to_string()), Some(id));
    }

    #[test]
    fn text_that_is_not_thirty_two_digits_is_no_id() {
        for text in ["", "00", "zz112233445566778899aabbccddeeff", "00112233445566778899aabbccddeeff0", "é"]
        {
            assert_eq!(PupilId::parse(text), None, "{text}");
        }
    }
}
