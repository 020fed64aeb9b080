//! Any bytes, sealed so that the checksum holds: an error or an answer.

#![no_main]

use libfuzzer_sys::fuzz_target;
use search::Packing;
use search_fuzz::corpus::site;
use search_fuzz::sealed::{exercise, joined};

/// Good indexes, in one file and in many.
fn seeds() {
    let small = Packing { part: [300; 3], ..Packing::PARTS };
    let packings = [Packing::ONE_FILE, small, Packing::BARE];
    let each =
        packings.into_iter().flat_map(|packing| ["en", "de", "ja"].map(|locale| (locale, packing)));
    search_fuzz::seed(each.map(|(locale, packing)| joined(&site(locale).pack(packing))));
}

fuzz_target!(init: seeds(), |data: &[u8]| {
    exercise(data.to_vec());
});
