//! A display that nobody sees, looked at picture by picture and typed at key by key: it works with any program, and needs nothing
//! of the program itself.
//!
//! Never here: which program, or what stands on its screen.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, InputFocus, MapState};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use crate::desktop::Desktop;
use crate::figures::milliseconds;

/// The pause between two pictures.
const PAUSE: Duration = Duration::from_millis(8);
/// A window that has not changed for so long has been painted.
const STILL: Duration = Duration::from_secs(3);
/// After so long the program is called broken.
const PATIENCE: Duration = Duration::from_secs(60);
/// Pixels that may differ between two pictures of the same thing: a caret blinks.
const CARET: usize = 400;
/// Pixels in which one page differs from another at the least: a button that greys and a line that says "wait" are not a new page.
const PAGE: usize = 10_000;

const KEY_PRESS: u8 = 2;
const KEY_RELEASE: u8 = 3;
pub const RETURN: u32 = 0xFF0D;
pub const CONTROL: u32 = 0xFFE3;

/// A picture of the whole display.
pub struct Shown(Vec<u8>);

pub struct Screen {
    connection: RustConnection,
    root: u32,
    size: (u16, u16),
    /// The key that gives each symbol without a modifier.
    keys: HashMap<u32, u8>,
}

impl Screen {
    /// The display of a desktop.
    pub fn of(desktop: &Desktop) -> Self {
        let command = desktop.command("true");
        let display = command.get_envs().find_map(|(name, value)| (name == "DISPLAY").then_some(value?));
        let (connection, number) = RustConnection::connect(display.unwrap().to_str()).unwrap();
        let screen = &connection.setup().roots[number];
        let (root, size) = (screen.root, (screen.width_in_pixels, screen.height_in_pixels));
        let (first, last) = (connection.setup().min_keycode, connection.setup().max_keycode);
        let mapping = connection.get_keyboard_mapping(first, last - first + 1).unwrap().reply().unwrap();
        let per_key = usize::from(mapping.keysyms_per_keycode);
        let symbols = mapping.keysyms.chunks(per_key).map(|symbols| symbols[0]);
        let keys = symbols.zip(first..=last).collect();
        Self { connection, root, size, keys }
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
        let windows = self.connection.query_tree(self.root).unwrap().reply().unwrap().children;
        let largest = windows
            .into_iter()
            .filter(|window| {
                let attributes = self.connection.get_window_attributes(*window).unwrap().reply();
                attributes.is_ok_and(|attributes| attributes.map_state == MapState::VIEWABLE)
            })
            .max_by_key(|window| {
                let size = self.connection.get_geometry(*window).unwrap().reply();
                size.map_or(0, |size| u32::from(size.width) * u32::from(size.height))
            });
        let window = largest.expect("a window is there");
        self.connection.set_input_focus(InputFocus::PARENT, window, 0_u32).unwrap().check().unwrap();
    }

    /// Presses and releases a key, while others are held.
    pub fn press(&self, held: &[u32], symbol: u32) {
        let all = held.iter().chain([&symbol]);
        let keys: Vec<u8> = all.map(|symbol| self.keys[symbol]).collect();
        for key in &keys {
            self.fake(KEY_PRESS, *key);
        }
        for key in keys.iter().rev() {
            self.fake(KEY_RELEASE, *key);
        }
    }

    /// Types small letters, digits and spaces.
    pub fn type_text(&self, text: &str) {
        for letter in text.chars() {
            self.press(&[], u32::from(letter));
        }
    }

    fn fake(&self, kind: u8, key: u8) {
        self.connection.xtest_fake_input(kind, key, 0, self.root, 0, 0, 0).unwrap().check().unwrap();
    }
}

/// Pixels in which two pictures differ.
fn differ(one: &[u8], other: &[u8]) -> usize {
    one.chunks(4).zip(other.chunks(4)).filter(|(one, other)| one != other).count()
}
