//! What all pages share that work without script: the document around them, and their words.
//!
//! **In scope:** head, header, footer and search form of a page; the words of every page in six
//! languages, their plurals, dates and spans; which language a reader gets.
//!
//! **Out of scope:** what stands between header and footer (`content` for the pages that are built,
//! `edge` for those that are made on request); looks (`brand/pages.css`); the words of the widget
//! and the console. Nothing here reads a clock or a file.

pub mod document;

pub mod find;

pub mod words;

pub mod locale;

pub mod count;

pub mod time;
