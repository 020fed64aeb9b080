//! The crate from outside: one binary, one module per question.

mod any;
mod builder;
mod corpus;
mod damage;
mod features;
mod found;
mod news;
mod parts;
mod sealed;
mod shown;
mod stored;
mod words;
