//! Behaviour of the store as a whole, each file one promise.

mod objects;
mod opening;
mod saving;
mod views;
