//! The session on its own thread: one at a time, in the order of asking, so that no command waits on a lock and the window never does.
//! Whoever leaves the log, the thread notices it. Never here: what happens to the window then.

use std::sync::mpsc;

use encircle_api::{ApiError, ErrorCode, Rest, Session};
use tokio::sync::oneshot;

type Job = Box<dyn FnOnce(&mut Session) + Send>;

/// A handle on the thread that holds the session.
#[derive(Clone)]
pub struct Engine(mpsc::Sender<Job>);

impl Engine {
    /// Starts the thread. It ends when the last handle goes, and closes the vault. `locked` runs on it each time that somebody has
    /// left the log: the database is shut then and the keys are gone.
    pub fn start(session: Session, locked: impl Fn(&Rest) + Send + 'static) -> Self {
        let (sender, jobs) = mpsc::channel::<Job>();
        std::thread::spawn(move || {
            let mut session = session;
            for job in jobs {
                job(&mut session);
                if let Some(rest) = session.take_rest() {
                    locked(&rest);
                }
            }
        });
        Self(sender)
    }

    /// Runs one command and gives its reply.
    pub async fn run<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Session) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        self.answer(|session| session.attempt(command)).await
    }

    async fn answer<T: Send + 'static>(
        &self,
        use_case: impl FnOnce(&mut Session) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let (reply, answer) = oneshot::channel();
        let job: Job = Box::new(move |session| {
            // A window that has gone waits for no answer.
            let _ = reply.send(use_case(session));
        });
        self.0.send(job).map_err(|_| ErrorCode::Locked)?;
        answer.await.map_err(|_| ErrorCode::Locked)?
    }

    /// The same for a thread of the shell that waits for the answer; `None` when the session's thread has ended.
    pub fn ask<T: Send + 'static>(
        &self,
        use_case: impl FnOnce(&mut Session) -> T + Send + 'static,
    ) -> Option<T> {
        tauri::async_runtime::block_on(self.answer(|session| Ok(use_case(session)))).ok()
    }
}
