//! Marks in few bytes. A register repeats itself week by week, and whatever is written is encrypted and hashed as well, so that a tenth of
//! the bytes is a tenth of that work. The form is an LZ4 block behind its length (four bytes, the lowest first).

use crate::Error;

/// The most bytes that a block may say it holds: 700 school years of one pupil. A longer one is damage, not marks.
const LONGEST: usize = 512 * 1024;
/// Bytes of the length.
const LENGTH: usize = size_of::<u32>();

pub(crate) fn pack(marks: &[u8]) -> Vec<u8> {
    lz4_flex::block::compress_prepend_size(marks)
}

/// # Errors
/// [`Error::Damaged`].
pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, Error> {
    let (length, block) = packed.split_first_chunk::<LENGTH>().ok_or(Error::Damaged)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
    if length > LONGEST {
        return Err(Error::Damaged);
    }
    let marks = lz4_flex::block::decompress(block, length).map_err(|_| Error::Damaged)?;
    if marks.len() == length { Ok(marks) } else { Err(Error::Damaged) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_year_of_plain_attendance_takes_a_twentieth() {
        let week = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 0, 0, 0, 0];
        let year: Vec<u8> = week.iter().copied().cycle().take(732).collect();
        let packed = pack(&year);
        assert!(packed.len() < 732 / 20, "{}", packed.len());
        assert_eq!(unpack(&packed).unwrap(), year);
    }

    #[test]
    fn a_length_that_nobody_has_is_damage() {
        let mut packed = pack(&[1; 100]);
        for length in [0_u32, 99, 101, u32::MAX] {
            packed[..LENGTH].copy_from_slice(&length.to_le_bytes());
            assert!(matches!(unpack(&packed), Err(Error::Damaged)), "{length}");
        }
        assert!(matches!(unpack(&[]), Err(Error::Damaged)));
    }

    proptest! {
        #[test]
        fn marks_come_back_as_they_were(marks in prop::collection::vec(0..32_u8, 0..2000)) {
            prop_assert_eq!(unpack(&pack(&marks)).unwrap(), marks);
        }

        #[test]
        fn no_bytes_make_it_stumble(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let _ = unpack(&bytes);
        }
    }
}
