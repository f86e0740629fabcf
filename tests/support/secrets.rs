//! The keychain of a desktop, looked at from the side of its bus: what the program has put there, and what may happen to it there.
//!
//! Never here: how the program itself asks.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use zbus::blocking::{Connection, connection};
use zbus::zvariant::{DynamicType, ObjectPath, OwnedObjectPath, OwnedValue, Value};

use super::desktop::Desktop;

pub const SERVICE: &str = "org.freedesktop.secrets";
const ROOT: &str = "/org/freedesktop/secrets";
/// The label of the program's own entries.
const OURS: &str = "Encircle";
/// The end of the name of the entry that holds this laptop's half of the key.
const DEVICE: &str = "/device-secret";

/// Session, parameters, the secret's bytes, content type.
type Secret = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

pub struct Secrets {
    bus: Connection,
    session: OwnedObjectPath,
}

/// A connection to the session bus of the desktop with this home.
pub fn bus_of(home: &Path) -> Connection {
    let address = format!("unix:path={}", home.join("run/bus").display());
    connection::Builder::address(address.as_str()).unwrap().build().unwrap()
}

impl Secrets {
    pub fn of(desktop: &Desktop) -> Self {
        let bus = bus_of(desktop.home());
        let asked = ("plain", Value::from(""));
        let service = interface("Service");
        let reply = bus.call_method(Some(SERVICE), ROOT, Some(service.as_str()), "OpenSession", &asked);
        let (_, session): (OwnedValue, OwnedObjectPath) = reply.unwrap().body().deserialize().unwrap();
        Self { bus, session }
    }

    fn call<T>(&self, path: &ObjectPath<'_>, kind: &str, method: &str, body: &T) -> zbus::Message
    where
        T: serde::Serialize + DynamicType,
    {
        self.bus.call_method(Some(SERVICE), path, Some(interface(kind).as_str()), method, body).unwrap()
    }

    fn root() -> ObjectPath<'static> {
        ObjectPath::from_static_str(ROOT).unwrap()
    }

    /// The program's entries, open ones first and locked ones second.
    fn items(&self) -> (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) {
        let ours = HashMap::from([("service", OURS)]);
        self.call(&Self::root(), "Service", "SearchItems", &ours).body().deserialize().unwrap()
    }

    fn name(&self, item: &OwnedObjectPath) -> String {
        let asked = (interface("Item"), "Attributes");
        let properties = Some("org.freedesktop.DBus.Properties");
        let reply = self.bus.call_method(Some(SERVICE), item, properties, "Get", &asked).unwrap();
        let value: OwnedValue = reply.body().deserialize().unwrap();
        let attributes: HashMap<String, String> = value.try_into().unwrap();
        attributes["username"].clone()
    }

    /// What each open entry of the program holds, by its name.
    pub fn entries(&self) -> BTreeMap<String, Vec<u8>> {
        let read = |item: OwnedObjectPath| {
            let reply = self.call(&item, "Item", "GetSecret", &(&self.session));
            let secret: (Secret,) = reply.body().deserialize().unwrap();
            (self.name(&item), secret.0.2)
        };
        self.items().0.into_iter().map(read).collect()
    }

    /// This laptop's half of the key; `None` when the keychain has none.
    pub fn device_secret(&self) -> Option<Vec<u8>> {
        let mut found = self.entries().into_iter().filter(|(name, _)| name.ends_with(DEVICE));
        let secret = found.next().map(|(_, secret)| secret);
        assert!(found.next().is_none(), "one vault, one laptop, one secret");
        secret
    }

    /// Puts `secret` in the place of this laptop's half of the key.
    pub fn replace_device_secret(&self, secret: &[u8]) {
        for item in self.items().0.into_iter().filter(|item| self.name(item).ends_with(DEVICE)) {
            let put = (&self.session, Vec::<u8>::new(), secret.to_owned(), "application/octet-stream");
            self.call(&item, "Item", "SetSecret", &(put,));
        }
        assert_eq!(self.device_secret().as_deref(), Some(secret), "the keychain took it");
    }

    /// Removes every entry.
    pub fn forget_all(&self) {
        for item in self.items().0 {
            self.call(&item, "Item", "Delete", &());
        }
        assert!(self.items().0.is_empty(), "the entries are gone");
    }

    /// Locks the keychain, as a desktop does when its person signs out.
    pub fn lock(&self) {
        let reply = self.call(&Self::root(), "Service", "ReadAlias", &("default"));
        let keychain: OwnedObjectPath = reply.body().deserialize().unwrap();
        self.call(&Self::root(), "Service", "Lock", &(vec![keychain]));
        let (open, locked) = self.items();
        assert!(open.is_empty() && !locked.is_empty(), "the keychain is locked, and still has its entries");
    }
}

fn interface(kind: &str) -> String {
    format!("org.freedesktop.Secret.{kind}")
}
