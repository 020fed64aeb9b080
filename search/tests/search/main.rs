//! The crate from outside: one binary, one module per question.

mod corpus;
mod damage;
mod found;
mod shown;
mod stored;
mod usual_sets;
