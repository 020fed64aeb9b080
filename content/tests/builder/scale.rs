//! A help center of many articles, one of them of 5 MB: how long it takes and what it holds.
//!
//! 400 in the usual run. With 50,000 it takes minutes and two gigabytes of disk, on request and in release mode:
//! `ARTICLES=50000 cargo test --release -p content -- --nocapture many_articles`.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::site::Site;

/// What the builder may hold for each article, in bytes, until the index is written: its plain text (2.4 kB here),
/// its headings, and what is said about it. Measured: 5.6 kB.
const PER_ARTICLE: u64 = 7_000;

/// What it may hold beside that: the article of 5 MB as parsed Markdown, as HTML and as a page. Measured: 72 MB by
/// itself, 411 MB all together.
const BESIDE: u64 = 150_000_000;

/// Words that are the same on every run.
struct Words(u64);

impl Words {
    fn number(&mut self) -> u64 {
        // Knuth's MMIX generator (The Art of Computer Programming, volume 2, section 3.3.4).
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// A word out of 20,000; the product of two chances makes some of them usual and most rare.
    fn word(&mut self, out: &mut String) {
        const SYLLABLES: [&str; 20] = [
            "ba", "den", "fi", "gor", "hal", "ke", "lum", "mi", "nos", "per", "qua", "ri", "sten",
            "tu", "var", "wel", "xo", "yam", "zet", "or",
        ];
        let mut rank = self.number() % 20_000 * (self.number() % 20_000) / 20_000;
        for _ in 0..4 {
            out.push_str(SYLLABLES[(rank % 20) as usize]);
            rank /= 20;
            if rank == 0 {
                break;
            }
        }
    }

    fn words(&mut self, count: u64) -> String {
        let mut out = String::new();
        for at in 0..count {
            out.push_str(if at > 0 { " " } else { "" });
            self.word(&mut out);
        }
        out
    }

    fn article(&mut self, number: usize, sections: u64) -> String {
        let keywords = [self.words(1), self.words(1), self.words(2)].join(", ");
        let mut text = format!("---\ntitle: {}\nkeywords: [{keywords}]\n---\n", self.words(5));
        for section in 0..sections {
            if section > 0 {
                let _ = writeln!(text, "## {}\n", self.words(3));
            }
            let _ =
                writeln!(text, "{}. **{}** {}.\n", self.words(40), self.words(2), self.words(18));
        }
        if number > 0 {
            let _ = writeln!(text, "See [the one before](a{}.md).", number - 1);
        }
        text
    }
}

/// A site with so many articles in folders of 5,000; the first has 5 MB.
fn generate(articles: usize) -> Site {
    let mut site = String::from(
        "id = \"big\"\nname = \"Big\"\ndefault_locale = \"en\"\nlocales = [\"en\"]\norigins = [\"https://big.example\"]\n",
    );
    for section in 0..articles.div_ceil(5_000) {
        let _ = write!(site, "[[sections]]\nid = \"s{section}\"\ntitle = \"Section {section}\"\n");
    }
    let made = Site::new().without("articles/en/guides/start.md").with("site.toml", site);
    fs::remove_dir(made.path("site/articles/en/guides")).unwrap();
    let mut words = Words(1);
    for number in 0..articles {
        let folder = made.path("site").join(format!("articles/en/s{}", number / 5_000));
        fs::create_dir_all(&folder).unwrap();
        // Links to another folder would have to name it.
        let linked = if number % 5_000 == 0 { 0 } else { number };
        let text = words.article(linked, if number == 0 { 8_300 } else { 5 });
        fs::write(folder.join(format!("a{number}.md")), text).unwrap();
    }
    made
}

/// What a run of the builder took.
struct Measured {
    seconds: f64,
    /// Peak of resident memory in bytes.
    peak: u64,
    /// The same until the index was begun, and the seconds until then.
    before_index: Option<(u64, f64)>,
    /// What it said on stderr.
    said: String,
}

/// Runs the builder.
fn measure(site: &Site, arguments: &[&str]) -> Measured {
    let started = Instant::now();
    let mut builder = Command::new(env!("CARGO_BIN_EXE_content"))
        .args(arguments)
        .arg(site.path("site"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", builder.id());
    let stderr = BufReader::new(builder.stderr.take().unwrap());
    let of_builder = status.clone();
    let listener = std::thread::spawn(move || {
        let (mut said, mut before_index) = (String::new(), None);
        for line in stderr.lines().map_while(Result::ok) {
            if line.starts_with("writing the index") {
                let peak = high_water(Path::new(&of_builder));
                before_index = peak.map(|peak| (peak, started.elapsed().as_secs_f64()));
            }
            said += &line;
            said.push('\n');
        }
        (said, before_index)
    });
    let mut peak = 0;
    // The peak never falls, so the last look before the end is what counts.
    while builder.try_wait().unwrap().is_none() {
        peak = peak.max(high_water(Path::new(&status)).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(20));
    }
    let seconds = started.elapsed().as_secs_f64();
    let (said, before_index) = listener.join().unwrap();
    assert!(builder.wait().unwrap().success(), "{said}");
    Measured { seconds, peak, before_index, said }
}

fn high_water(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib * 1024)
}

#[test]
fn many_articles() {
    let articles = std::env::var("ARTICLES").map_or(400, |number| number.parse().unwrap());
    let site = generate(articles);
    let (out, css) = (site.path("out"), site.path("pages.css"));
    let (out, css) = (out.to_str().unwrap(), css.to_str().unwrap());
    let measured = measure(&site, &["build", "--out", out, "--css", css]);
    let Measured { seconds, peak, before_index, said } = measured;
    let index = super::site::files(&site.path("out/_a"));
    let index: usize =
        index.iter().filter(|(n, _)| n.ends_with(".fdx")).map(|(_, b)| b.len()).sum();
    println!(
        "{articles} articles: {seconds:.0} s, peak {} MB, index {} MB\n{said}",
        peak / 1_000_000,
        index / 1_000_000
    );
    // A build that is over in seconds does not say when it begins the index.
    if let Some((peak, seconds)) = before_index {
        println!("until the index: {seconds:.0} s, peak {} MB", peak / 1_000_000);
        assert!(peak < BESIDE + PER_ARTICLE * articles as u64, "{peak}");
    }
    assert!(said.lines().count() <= 2 + seconds as usize / 5, "{said}");
}
