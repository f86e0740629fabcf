//! Behaviour of the store as a whole, each file one promise.

mod closures;
mod objects;
mod opening;
mod saving;
mod views;
