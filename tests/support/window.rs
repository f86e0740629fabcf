//! The real window, as a person uses it: by what a thing is and what it is called.
//!
//! Every step waits until the thing is there and can be used. Never here: knowledge of one screen.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value, json};
use thirtyfour::error::{WebDriverError, WebDriverErrorInner, WebDriverResult};
use thirtyfour::{By, Key, WebDriver, WebElement};
use tokio::runtime::{Builder, Runtime};

use super::desktop::Desktop;
use super::driver::Driver;
use super::process::kill_one;
use super::wait::{PATIENCE, PAUSE, until};

/// Finds what can be seen and used by role and accessible name; a dialog in front hides what is behind it.
const FIND: &str = include_str!("find.js");

pub struct Window {
    session: Option<WebDriver>,
    runtime: Runtime,
    driver: Driver,
}

impl Window {
    /// Starts `program` on `desktop`, with the variables of `environment` besides.
    pub fn open(
        desktop: &Desktop,
        program: &Path,
        arguments: &[&str],
        environment: &[(&str, &Path)],
    ) -> Self {
        let runtime =
            Builder::new_current_thread().enable_all().build().expect("a thread can wait for its driver");
        let driver = Driver::start(desktop, environment);
        let session = runtime.block_on(driver.open(program, arguments));
        Self { session: Some(session), runtime, driver }
    }

    fn session(&self) -> &WebDriver {
        self.session.as_ref().expect("the window is open until it is closed or killed")
    }

    /// Asks again until there is an answer. A page that is just changing answers "stale" or "not there yet".
    fn until<T>(&self, what: &str, mut ask: impl AsyncFnMut(&WebDriver) -> WebDriverResult<Option<T>>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut last = String::from("it was not there");
        self.runtime.block_on(async {
            loop {
                match ask(self.session()).await {
                    Ok(Some(answer)) => return answer,
                    Ok(None) => {}
                    Err(error) if is_fatal(&error) => panic!("{what}: the program is gone: {error}"),
                    // Locking destroys the web view and makes another: go on in that one.
                    Err(error) if is_another_view(&error) => {
                        last = error.to_string();
                        if let Some(view) = self.session().windows().await.unwrap_or_default().first() {
                            let _taken = self.session().switch_to_window(view.clone()).await;
                        }
                    }
                    Err(error) => last = error.to_string(),
                }
                if Instant::now() > deadline {
                    let text = self.session().execute("return document.body.innerText", Vec::new()).await;
                    let shown = text.ok().and_then(|text| text.convert::<String>().ok()).unwrap_or_default();
                    panic!("waited in vain for {what}: {last}. The window shows:\n{shown}");
                }
                tokio::time::sleep(PAUSE).await;
            }
        })
    }

    /// Does `act` to the one element of that role and name, once it is there and takes it.
    fn with(&self, role: &str, name: &str, act: impl AsyncFn(&WebElement) -> WebDriverResult<()>) {
        self.with_in("", role, name, act);
    }

    /// The same in the group of that name, or anywhere where it has none.
    fn with_in(
        &self,
        group: &str,
        role: &str,
        name: &str,
        act: impl AsyncFn(&WebElement) -> WebDriverResult<()>,
    ) {
        let what = format!("the {role} “{name}”");
        self.until(&what, async |session| {
            let found = session.execute(FIND, vec![json!(role), json!(name), json!(group)]).await?;
            let Value::Array(found) = found.json() else { return Ok(None) };
            assert!(
                found.len() < 2,
                "{} elements answer to {what}; a person could not tell which",
                found.len()
            );
            let Some(element) = found.first() else { return Ok(None) };
            act(&WebElement::from_json(element.clone(), Arc::clone(session.handle()))?).await.map(Some)
        });
    }

    /// Clicks what has this role and name: `click("button", "Lock")`.
    pub fn click(&self, role: &str, name: &str) {
        self.with(role, name, async |element| element.click().await);
    }

    /// Clicks what has this role and name within the question `group`: one of several that have the same answers.
    pub fn click_in(&self, group: &str, role: &str, name: &str) {
        self.with_in(group, role, name, async |element| element.click().await);
    }

    /// Puts `text` in the place of what the field with this label holds.
    pub fn fill(&self, label: &str, text: &str) {
        self.with("textbox", label, async |element| {
            element.clear().await?;
            element.send_keys(text).await
        });
    }

    /// Types at the end of what the field with this label holds.
    pub fn type_into(&self, label: &str, text: &str) {
        self.with("textbox", label, async |element| element.send_keys(text).await);
    }

    /// What the field with this label holds.
    pub fn value(&self, label: &str) -> String {
        let held = std::cell::RefCell::new(String::new());
        self.with("textbox", label, async |element| {
            *held.borrow_mut() = element.prop("value").await?.unwrap_or_default();
            Ok(())
        });
        held.into_inner()
    }

    /// Presses one key together with Control, as for Ctrl+L.
    pub fn press_control(&self, key: char) {
        self.until("the page to take a key", async |session| {
            let chain = session.action_chain().key_down(Key::Control).send_keys(key).key_up(Key::Control);
            chain.perform().await.map(Some)
        });
    }

    /// Presses one key together with Control and Shift, as for Ctrl+Shift+B.
    pub fn press_control_shift(&self, key: char) {
        self.until("the page to take a key", async |session| {
            let chain = session.action_chain().key_down(Key::Control).key_down(Key::Shift).send_keys(key);
            chain.key_up(Key::Shift).key_up(Key::Control).perform().await.map(Some)
        });
    }

    /// Presses a key that has no character, such as Enter, where the keyboard's focus is.
    pub fn press(&self, key: Key) {
        self.until("the page to take a key", async |session| {
            session.active_element().await?.send_keys(key.clone()).await.map(Some)
        });
    }

    /// Waits until something of this role and name can be seen.
    pub fn see(&self, role: &str, name: &str) {
        self.with(role, name, async |_| Ok(()));
    }

    /// Waits until the text can be read somewhere in the window.
    pub fn see_text(&self, text: &str) {
        self.until(&format!("the words “{text}”"), async |session| {
            let shown: String =
                session.execute("return document.body.innerText", Vec::new()).await?.convert()?;
            Ok(one_line(&shown).contains(&one_line(text)).then_some(()))
        });
    }

    /// All text that can be read in the window now.
    pub fn text(&self) -> String {
        self.until("the text of the window", async |session| {
            session.execute("return document.body.innerText", Vec::new()).await?.convert().map(Some)
        })
    }

    /// The text of the first element of a CSS selector.
    pub fn text_of(&self, selector: &str) -> String {
        self.until(selector, async |session| session.find(By::Css(selector)).await?.text().await.map(Some))
    }

    /// Runs a script in the page, for what no person does but a test must know.
    pub fn ask<T: serde::de::DeserializeOwned>(&self, script: &str) -> T {
        self.until("an answer of the page", async |session| {
            session.execute(script, Vec::new()).await?.convert().map(Some)
        })
    }

    /// Leaves a picture of the window as a PNG file.
    pub fn picture(&self, file: &Path) {
        // What was just done is painted with the next frame, and the one after it is the proof.
        let painted = "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))";
        let png = self.until("a picture", async |session| {
            session.execute_async(painted, Vec::new()).await?;
            session.screenshot_as_png().await.map(Some)
        });
        fs::write(file, png).expect("a picture can be written");
    }

    /// The process id of the program, while it runs.
    pub fn program(&self) -> Option<u32> {
        self.driver.program()
    }

    /// Ends the program as a pulled plug would, without a word to it.
    pub fn kill(mut self) {
        let program = self.program().expect("the program runs until it is killed");
        kill_one(program);
        // Until it is gone, the next start would take it for a first window and end.
        until("the killed program to be gone", || (self.program() != Some(program)).then_some(()));
        if let Some(session) = self.session.take() {
            // Its driver would never answer a goodbye now.
            let _left = session.leak();
        }
    }

    /// Ends the session. A driver whose program is gone would never answer, so it is only asked while one runs.
    fn leave(&mut self) {
        let Some(session) = self.session.take() else { return };
        let _ended = match self.program() {
            Some(_) => self.runtime.block_on(session.quit()).is_ok(),
            None => session.leak().is_ok(),
        };
    }
}

fn is_fatal(error: &WebDriverError) -> bool {
    matches!(error.as_inner(), WebDriverErrorInner::InvalidSessionId(_) | WebDriverErrorInner::HttpError(_))
}

fn is_another_view(error: &WebDriverError) -> bool {
    matches!(error.as_inner(), WebDriverErrorInner::NoSuchWindow(_))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Drop for Window {
    fn drop(&mut self) {
        self.leave();
    }
}
