//! The first databases of a process may be made on several threads at once. Alone in its process, because there is one first time.

use std::sync::Barrier;

use encircle_crypto::Key;
use encircle_crypto::purpose::{Scope, database_key};
use encircle_store::{Identity, Store};

#[test]
fn no_thread_opens_a_database_before_the_library_is_ready() {
    let threads = 8;
    let start = Barrier::new(threads);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let dir = tempfile::tempdir().unwrap();
                let scope = Scope { vault_id: [7; 16], epoch: 1 };
                let key = database_key(&Key::from_bytes(&mut [1; 32]), &scope);
                let identity = Identity { vault_id: [7; 16], epoch: 1, device_id: [8; 16] };
                start.wait();
                Store::create(dir.path(), &key, identity).unwrap().close().unwrap();
            });
        }
    });
}
