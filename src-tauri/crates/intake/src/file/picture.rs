//! A picture drawn anew: decoded here, within bounds, made small enough for a window, and encoded again. So whoever shows it never sees
//! a byte of the file, and a picture that is made to break a program breaks none. Never here: the original, which stays as it came.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

/// Why a picture is not drawn. The original is kept all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// No picture of a kind that is drawn.
    #[error("no picture of a kind that is drawn")]
    NotDrawn,
    /// More pixels or bytes than are decoded.
    #[error("the picture is too large to be drawn")]
    TooLarge,
    /// It begins as a picture, and is none.
    #[error("the picture is damaged")]
    Damaged,
}

/// The most bytes of a picture's file that are drawn: 64 MiB. A larger one is kept and not shown.
pub const LARGEST_PICTURE: u32 = 64 * 1024 * 1024;
/// The longest side of what is drawn, in pixels.
const LONGEST_SIDE: u32 = 1600;
/// The longest side that is decoded, and the most memory for it.
const LONGEST_DECODED: u32 = 30_000;
const MEMORY: u64 = 512 * 1024 * 1024;
/// The quality of the drawing, of 100.
const QUALITY: u8 = 85;

/// A picture for the screen: a JPEG without any of the original's hidden facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub jpeg: Vec<u8>,
    /// As it is drawn, in pixels, the right way up.
    pub width: u32,
    pub height: u32,
    /// As it is in the file, the right way up.
    pub original_width: u32,
    pub original_height: u32,
}

/// Draws a JPEG, PNG, GIF (its first picture) or WebP anew. What lies see-through is drawn on white.
///
/// # Errors
/// [`PictureError`].
pub fn draw(bytes: &[u8]) -> Result<Picture, PictureError> {
    let format = match infer::get(bytes).map(|found| found.mime_type()) {
        Some("image/jpeg") => ImageFormat::Jpeg,
        Some("image/png") => ImageFormat::Png,
        Some("image/gif") => ImageFormat::Gif,
        Some("image/webp") => ImageFormat::WebP,
        _ => return Err(PictureError::NotDrawn),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_DECODED);
    limits.max_image_height = Some(LONGEST_DECODED);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(of_an_image)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) * 4 > MEMORY {
        return Err(PictureError::TooLarge);
    }
    // A telephone that was held upright says so beside the picture.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut whole = DynamicImage::from_decoder(decoder).map_err(of_an_image)?;
    whole.apply_orientation(orientation);
    let (original_width, original_height) = (whole.width(), whole.height());
    let small = if original_width.max(original_height) > LONGEST_SIDE {
        whole.thumbnail(LONGEST_SIDE, LONGEST_SIDE)
    } else {
        whole
    };
    let plain = on_white(&small);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&plain).map_err(of_an_image)?;
    Ok(Picture { jpeg, width: plain.width(), height: plain.height(), original_width, original_height })
}

fn on_white(picture: &DynamicImage) -> image::RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let seen = picture.to_rgba8();
    image::RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0.map(u32::from);
        let over = |value: u32| u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255);
        image::Rgb([over(red), over(green), over(blue)])
    })
}

fn of_an_image(error: image::ImageError) -> PictureError {
    match error {
        image::ImageError::Limits(_) => PictureError::TooLarge,
        _ => PictureError::Damaged,
    }
}
