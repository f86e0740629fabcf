//! A display that nobody sees, looked at picture by picture and typed at key by key: it works with any program, and needs nothing
//! of the program itself.
//!
//! Never here: which program, or what stands on its screen.

use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat};
use x11rb::rust_connection::RustConnection;

use crate::desktop::Desktop;
use crate::figures::milliseconds;
use crate::keyboard::Keyboard;
pub use crate::keyboard::{CONTROL, RETURN};

/// The pause between two pictures.
const PAUSE: Duration = Duration::from_millis(8);
/// A window that has not changed for so long has been painted.
const STILL: Duration = Duration::from_secs(3);
/// After so long the program is called broken.
const PATIENCE: Duration = Duration::from_secs(60);
/// Pixels that may differ between two pictures of the same thing: a caret blinks.
const CARET: usize = 400;
/// Levels of a colour, of 256, that nobody can tell apart.
const LEVELS: u8 = 16;
/// Pixels in which one page differs from another at the least: a button that greys and a line that says "wait" are not a new page.
const PAGE: usize = 10_000;

/// A picture of the whole display.
pub struct Shown(Vec<u8>);

pub struct Screen {
    connection: RustConnection,
    root: u32,
    size: (u16, u16),
    keyboard: Keyboard,
}

impl Screen {
    /// The display of a desktop.
    pub fn of(desktop: &Desktop) -> Self {
        let command = desktop.command("true");
        let display = command.get_envs().find_map(|(name, value)| (name == "DISPLAY").then_some(value?));
        let (connection, number) = RustConnection::connect(display.unwrap().to_str()).unwrap();
        let screen = &connection.setup().roots[number];
        let (root, size) = (screen.root, (screen.width_in_pixels, screen.height_in_pixels));
        Self { connection, root, size, keyboard: Keyboard::of(&command) }
    }

    fn picture(&self) -> Vec<u8> {
        let (width, height) = self.size;
        let image =
            self.connection.get_image(ImageFormat::Z_PIXMAP, self.root, 0, 0, width, height, u32::MAX);
        image.unwrap().reply().unwrap().data
    }

    /// What stands on the display now.
    pub fn shown(&self) -> Shown {
        Shown(self.picture())
    }

    /// Watches until the display shows another page than `before` and stands still, and says after how many milliseconds since
    /// `begun` it looked for the first time as it then stays.
    pub fn painted(&self, before: Shown, begun: Instant) -> f64 {
        let Shown(before) = before;
        let (mut last, mut at) = (before.clone(), 0.0);
        let mut changed = Instant::now();
        loop {
            std::thread::park_timeout(PAUSE);
            let picture = self.picture();
            let now = milliseconds(begun);
            if differ(&last, &picture) > CARET {
                (last, at) = (picture, now);
                changed = Instant::now();
            } else if changed.elapsed() > STILL && differ(&before, &last) > PAGE {
                return at;
            }
            assert!(begun.elapsed() < PATIENCE, "the display never changed, or never stood still");
        }
    }

    /// Gives the keyboard to the largest window.
    pub fn focus(&self) {
        self.keyboard.focus();
    }

    /// Presses and releases a key, while others are held.
    pub fn press(&self, held: &[u32], symbol: u32) {
        self.keyboard.press(held, symbol);
    }

    /// Types small letters, digits and spaces.
    pub fn type_text(&self, text: &str) {
        self.keyboard.type_text(text);
    }
}

/// Pixels in which an eye could see that two pictures differ: edges are smoothed by some levels more or less each time that they are
/// drawn.
fn differ(one: &[u8], other: &[u8]) -> usize {
    let seen = |(one, other): (&u8, &u8)| one.abs_diff(*other) > LEVELS;
    let pixels = one.chunks(4).zip(other.chunks(4));
    pixels.filter(|(one, other)| one.iter().zip(*other).any(seen)).count()
}
