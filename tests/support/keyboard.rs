//! A keyboard for any program on a display: it needs nothing of the program itself, so it can be the one that a school has.
//!
//! Never here: which program, or what stands on its screen.

use std::collections::HashMap;
use std::process::Command;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    ClientMessageEvent, ConfigureWindowAux, ConnectionExt as _, EventMask, InputFocus, MapState,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

const KEY_PRESS: u8 = 2;
const KEY_RELEASE: u8 = 3;
pub const RETURN: u32 = 0xFF0D;
pub const CONTROL: u32 = 0xFFE3;

/// Where a window stands on the display: left, top, width, height.
pub type Place = (i16, i16, u16, u16);

pub struct Keyboard {
    connection: RustConnection,
    root: u32,
    /// The key that gives each symbol without a modifier.
    keys: HashMap<u32, u8>,
}

impl Keyboard {
    /// The keyboard of the desktop on which `command` would run.
    pub fn of(command: &Command) -> Self {
        let display = command.get_envs().find_map(|(name, value)| (name == "DISPLAY").then_some(value?));
        let (connection, number) = RustConnection::connect(display.unwrap().to_str()).unwrap();
        let screen = &connection.setup().roots[number];
        let root = screen.root;
        let (first, last) = (connection.setup().min_keycode, connection.setup().max_keycode);
        let mapping = connection.get_keyboard_mapping(first, last - first + 1).unwrap().reply().unwrap();
        let per_key = usize::from(mapping.keysyms_per_keycode);
        let symbols = mapping.keysyms.chunks(per_key).map(|symbols| symbols[0]);
        let keys = symbols.zip(first..=last).collect();
        Self { connection, root, keys }
    }

    /// The largest window that can be seen, and where it stands.
    pub fn window(&self) -> Option<(u32, Place)> {
        let size = |place: &Place| u32::from(place.2) * u32::from(place.3);
        self.windows().into_iter().max_by_key(|(_, place)| size(place))
    }

    /// The windows that can be seen, and where they stand.
    pub fn windows(&self) -> Vec<(u32, Place)> {
        let windows = self.connection.query_tree(self.root).unwrap().reply().unwrap().children;
        let seen = windows.into_iter().filter_map(|window| {
            // A window may go while it is asked about.
            let attributes = self.connection.get_window_attributes(window).unwrap().reply().ok()?;
            let place = self.connection.get_geometry(window).unwrap().reply().ok()?;
            let place = (place.x, place.y, place.width, place.height);
            (attributes.map_state == MapState::VIEWABLE).then_some((window, place))
        });
        seen.collect()
    }

    /// Gives the keyboard to the largest window.
    pub fn focus(&self) {
        let (window, _) = self.window().expect("a window is there");
        self.connection.set_input_focus(InputFocus::PARENT, window, 0_u32).unwrap().check().unwrap();
    }

    /// Puts the largest window somewhere else, in another size.
    pub fn put_window(&self, (x, y, width, height): Place) {
        let (window, _) = self.window().expect("a window is there");
        let place = ConfigureWindowAux::new().x(i32::from(x)).y(i32::from(y));
        let place = place.width(u32::from(width)).height(u32::from(height));
        self.connection.configure_window(window, &place).unwrap().check().unwrap();
    }

    /// Closes the largest window, as the button in its corner does.
    pub fn close_window(&self) {
        let (window, _) = self.window().expect("a window is there");
        let atom = |name: &[u8]| self.connection.intern_atom(false, name).unwrap().reply().unwrap().atom;
        let (protocols, close) = (atom(b"WM_PROTOCOLS"), atom(b"WM_DELETE_WINDOW"));
        let event = ClientMessageEvent::new(32, window, protocols, [close, 0, 0, 0, 0]);
        self.connection.send_event(false, window, EventMask::NO_EVENT, event).unwrap().check().unwrap();
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
