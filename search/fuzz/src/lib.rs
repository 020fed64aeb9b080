//! What both fuzz targets share: the little help centers of the tests, and damage that passes the checksum.
//!
//! ```text
//! cargo xtask test --all        half a minute of each, on the stable compiler
//! cargo fuzz run reader         as long as wanted, with cargo-fuzz and a nightly compiler
//! ```
//!
//! A target writes what it starts from into the folder that `FUZZ_SEEDS` names, if it does: give that as the corpus.

#[path = "../../tests/search/builder.rs"]
#[allow(dead_code)]
pub mod builder;
#[path = "../../tests/search/corpus.rs"]
#[allow(dead_code)]
pub mod corpus;
#[path = "../../tests/search/sealed.rs"]
#[allow(dead_code)]
pub mod sealed;

/// Writes the inputs that a target starts from, where they are wanted.
pub fn seed(inputs: impl IntoIterator<Item = Vec<u8>>) {
    let Some(dir) = std::env::var_os("FUZZ_SEEDS").map(std::path::PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&dir).expect("the folder of the seeds can be made");
    for (n, input) in inputs.into_iter().enumerate() {
        std::fs::write(dir.join(format!("seed-{n}")), input).expect("seeds can be written");
    }
}
