//! How the words to be marked begin: most words of a text need no closer look.

/// Per first byte a set of second bytes, by their low six bits; bit 0, which no letter or digit has, for a word that
/// ends there.
pub(crate) struct Begins([u64; 256]);

impl Begins {
    /// Of no words.
    pub(crate) fn new() -> Begins {
        Begins([0; 256])
    }

    /// Adds a folded word, or with `open` all words that begin so.
    pub(crate) fn add(&mut self, word: &str, open: bool) {
        if let [first, rest @ ..] = word.as_bytes() {
            let set = match rest {
                [second, ..] => bit(*second),
                [] if open => u64::MAX,
                [] => 1,
            };
            self.0[usize::from(*first)] |= set;
            self.0[usize::from(first.to_ascii_uppercase())] |= set;
        }
    }

    /// Calls `each` with the pieces of a text between spaces in which a word may begin so, and where they stand. Nothing
    /// that is one word reaches over a space. Of most pieces all that matters is a word of ASCII: then it is that word,
    /// and the flag is set.
    pub(crate) fn each_piece<'a>(&self, text: &'a str, each: &mut dyn FnMut(usize, &'a str, bool)) {
        let bytes = text.as_bytes();
        let class = |at: usize| bytes.get(at).map_or(SPACE, |byte| CLASS[usize::from(*byte)]);
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            // The words of the piece; the range of the last.
            let (mut words, mut wanted, mut foreign) = (0, false, false);
            let mut word = at..at;
            loop {
                match class(at) {
                    SPACE => break,
                    LETTER => {
                        words += 1;
                        word.start = at;
                        wanted = wanted || self.may_begin(bytes, at);
                        at += 1;
                        // The rest of the word. This loop is where the time goes.
                        while class(at) == LETTER {
                            at += 1;
                        }
                        word.end = at;
                    }
                    class => {
                        // What other scripts fold to is not looked into.
                        foreign |= class == FOREIGN;
                        at += 1;
                    }
                }
            }
            // `C#` and `C++` are no `C`.
            let bare = words == 1 && !foreign && word.len() > 1;
            let piece = if bare { word } else { start..at };
            if (wanted || foreign)
                && let Some(text) = text.get(piece.clone())
            {
                each(piece.start, text, bare);
            }
            at += 1;
        }
    }

    fn may_begin(&self, text: &[u8], at: usize) -> bool {
        let set = text.get(at).map_or(0, |first| self.0[usize::from(*first)]);
        match text.get(at + 1) {
            Some(second) if CLASS[usize::from(*second)] == LETTER => {
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

/// Neither of the following.
const SIGN: u8 = 0;
/// Ends a piece.
const SPACE: u8 = 1;
/// A letter or digit of ASCII.
const LETTER: u8 = 2;
/// Part of a character beyond ASCII.
const FOREIGN: u8 = 3;

/// What each byte is.
static CLASS: [u8; 256] = {
    let mut classes = [SIGN; 256];
    let mut byte = 0;
    while byte < 256 {
        let class = match byte as u8 {
            b' ' | b'\n' => SPACE,
            b if b.is_ascii_alphanumeric() => LETTER,
            b if b.is_ascii() => SIGN,
            _ => FOREIGN,
        };
        classes[byte] = class;
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pieces_that_may_matter() {
        let check = |words: &[&str], text: &str, expected: &[&str]| {
            let mut begins = Begins::new();
            for word in words {
                begins.add(word.trim_end_matches('*'), word.ends_with('*'));
            }
            let mut found = Vec::new();
            begins.each_piece(text, &mut |start, piece, _| {
                assert_eq!(&text[start..start + piece.len()], piece);
                found.push(piece);
            });
            assert_eq!(found, expected, "{words:?} in {text}");
        };
        check(&["password"], "Reset your Password, please", &["Password"]);
        check(&["email"], "an e-mail or E-Mail\nmale", &["e-mail", "E-Mail"]);
        check(&["fi"], "the wi-fi is first", &["wi-fi", "first"]);
        check(&["a"], "all of a kind", &["a"]);
        check(&["a*"], "all of a kind", &["all", "a"]);
        check(&["a"], "At A-levels", &["A-levels"]);
        check(&["ecole"], "une École à Paris", &["École", "à"]);
        check(&["port"], "(port) \"port\" sport /port", &["port", "port", "port"]);
        check(&[], "nothing at all", &[]);
    }
}
