//! How the words to be marked begin: most words of a text need no closer look.

/// Per first byte a set of second bytes, by their low six bits. All of them for
/// a word of one letter.
pub(super) struct Begins(pub(super) [u64; 256]);

impl Begins {
    /// Adds a folded word.
    pub(super) fn add(&mut self, word: &str) {
        if let [first, rest @ ..] = word.as_bytes() {
            let set = match rest {
                [second, ..] if word.len() > 1 => bit(*second),
                _ => u64::MAX,
            };
            self.0[usize::from(*first)] |= set;
        }
    }

    /// Calls `each` with the pieces of a text between spaces in which a word may begin so, and where they stand. Nothing
    /// that is one word reaches over a space.
    pub(super) fn each_piece<'a>(&self, text: &'a str, each: &mut dyn FnMut(usize, &'a str)) {
        let bytes = text.as_bytes();
        let (mut start, mut wanted, mut inside) = (0, false, false);
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b' ' || byte == b'\n' {
                if wanted && let Some(piece) = text.get(start..at) {
                    each(start, piece);
                }
                (start, wanted, inside) = (at + 1, false, false);
            } else if byte.is_ascii_alphanumeric() {
                wanted = wanted || !inside && self.may_begin(byte, bytes.get(at + 1));
                inside = true;
            } else {
                // What other scripts fold to is not looked into.
                wanted |= !byte.is_ascii();
                inside = false;
            }
        }
        if wanted && let Some(piece) = text.get(start..) {
            each(start, piece);
        }
    }

    fn may_begin(&self, first: u8, second: Option<&u8>) -> bool {
        let set = self.0[usize::from(first.to_ascii_lowercase())];
        match second {
            Some(second) if second.is_ascii_alphanumeric() => {
                set & bit(second.to_ascii_lowercase()) != 0
            }
            // The word ends here, goes on behind a hyphen, or has a letter that folds to who knows what.
            _ => set != 0,
        }
    }
}

fn bit(byte: u8) -> u64 {
    1 << (byte & 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pieces_that_may_matter() {
        let check = |words: &[&str], text: &str, expected: &[&str]| {
            let mut begins = Begins([0; 256]);
            words.iter().for_each(|word| begins.add(word));
            let mut found = Vec::new();
            begins.each_piece(text, &mut |start, piece| {
                assert_eq!(&text[start..start + piece.len()], piece);
                found.push(piece);
            });
            assert_eq!(found, expected, "{words:?} in {text}");
        };
        check(&["password"], "Reset your Password, please", &["Password,"]);
        check(&["email"], "an e-mail or E-Mail\nmale", &["e-mail", "E-Mail"]);
        check(&["fi"], "the wi-fi is first", &["wi-fi", "first"]);
        check(&["a"], "all of a kind", &["all", "a"]);
        check(&["ecole"], "une École à Paris", &["École", "à"]);
        check(&["port"], "(port) \"port\" sport /port", &["(port)", "\"port\"", "/port"]);
        check(&[], "nothing at all", &[]);
    }
}
