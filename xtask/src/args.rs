//! Command-line words: `--name value`, `--flag` and plain words, in any order.

use anyhow::{Result, bail};

/// The words after the verb; what is taken is removed, so that leftovers are faults.
pub struct Args(Vec<String>);

impl Args {
    /// Wraps the words after the verb.
    pub fn new(words: Vec<String>) -> Self {
        Self(words)
    }

    /// Takes `--name`.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() != before
    }

    /// Takes every `--name value` and `--name=value`.
    pub fn values(&mut self, name: &str) -> Result<Vec<String>> {
        let mut found = Vec::new();
        let mut rest = Vec::new();
        let mut words = std::mem::take(&mut self.0).into_iter();
        while let Some(word) = words.next() {
            if word == name {
                match words.next() {
                    Some(value) => found.push(value),
                    None => bail!("{name} needs a value"),
                }
            } else if let Some(value) = word.strip_prefix(name).and_then(|w| w.strip_prefix('=')) {
                found.push(value.to_owned());
            } else {
                rest.push(word);
            }
        }
        self.0 = rest;
        Ok(found)
    }

    /// Takes `--name value`; the last one wins.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        Ok(self.values(name)?.pop())
    }

    /// Takes `--name PORT`.
    pub fn port(&mut self, name: &str, default: u16) -> Result<u16> {
        match self.value(name)? {
            None => Ok(default),
            Some(text) => match text.parse() {
                Ok(port) if port > 0 => Ok(port),
                _ => bail!("{name} {text}: not a port number (1 to 65535)"),
            },
        }
    }

    /// The plain words; a remaining `--name` is a fault.
    pub fn words(self) -> Result<Vec<String>> {
        match self.0.iter().find(|word| word.starts_with('-')) {
            Some(word) => bail!("unknown option {word}"),
            None => Ok(self.0),
        }
    }

    /// Nothing may be left.
    pub fn done(self) -> Result<()> {
        match self.words()?.first() {
            Some(word) => bail!("unexpected `{word}`"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn options_are_found_in_any_order() {
        let mut a = args("dir --port 81 --origin=http://a --no-build --origin http://b");
        assert_eq!(a.port("--port", 1).ok(), Some(81));
        assert_eq!(a.values("--origin").ok(), Some(vec!["http://a".into(), "http://b".into()]));
        assert!(a.flag("--no-build"));
        assert_eq!(a.words().ok(), Some(vec!["dir".to_owned()]));
    }

    #[test]
    fn what_is_left_over_is_a_fault() {
        assert!(args("--prot 81").done().is_err());
        assert!(args("--port").port("--port", 1).is_err());
        assert!(args("--port 0").port("--port", 1).is_err());
        assert!(args("extra").done().is_err());
    }
}
