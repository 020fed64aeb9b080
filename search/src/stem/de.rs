//! German: endings of cases, persons and comparison, after the Snowball German stemmer (snowballstem.org), steps 1
//! and 2, with umlauts levelled as its step 0 does. Step 3 (derivation) joins too many words that differ.

/// Brings a word of a–z (umlauts already ae, oe, ue) to its stem.
pub fn stem(word: &mut String) {
    level(word);
    let r1 = region(word);
    let ending =
        ["ern", "em", "er", "en", "es", "e"].into_iter().find(|ending| word.ends_with(ending));
    if let Some(ending) = ending {
        if word.len() - ending.len() >= r1 {
            word.truncate(word.len() - ending.len());
            if ending.starts_with('e') && word.ends_with("niss") {
                word.pop();
            }
        }
    } else if word.len() > r1
        && (word.ends_with("eln") || word.ends_with('s') && ends_in(word, 1, b"bdfghklmnrt"))
    {
        word.pop();
    }
    for ending in ["est", "er", "en"] {
        if word.ends_with(ending) && word.len() - ending.len() >= r1 {
            word.truncate(word.len() - ending.len());
            return;
        }
    }
    if word.ends_with("st")
        && word.len() - 2 >= r1
        && word.len() > 5
        && ends_in(word, 2, b"bdfghklmnt")
    {
        word.truncate(word.len() - 2);
    }
}

/// Forms share the stem up to its last a, o or u, which may be written as an umlaut (Haus, Häuser).
pub fn root(stem: &str) -> &str {
    let open = stem
        .rfind(['a', 'o', 'u'])
        .map_or(stem.len(), |at| if stem[..at].ends_with('a') { at - 1 } else { at });
    &stem[..open.max(1).min(stem.len())]
}

/// Whether the letter before the last `after` letters is one of `letters`.
fn ends_in(word: &str, after: usize, letters: &[u8]) -> bool {
    word.len()
        .checked_sub(after + 1)
        .and_then(|at| word.as_bytes().get(at))
        .is_some_and(|letter| letters.contains(letter))
}

/// Writes ae, oe, ue as a, o, u, unless the e belongs to what follows (neue, Quelle).
fn level(word: &mut String) {
    let mut out = String::with_capacity(word.len());
    let mut before = 0;
    for letter in word.bytes() {
        let umlaut = letter == b'e' && matches!(before, b'a' | b'o' | b'u');
        let guarded = before == b'u' && matches!(out.as_bytes(), [.., b'a' | b'e' | b'q', b'u']);
        if !umlaut || guarded {
            out.push(char::from(letter));
        }
        before = letter;
    }
    *word = out;
}

/// R1 as in Snowball: after the first consonant that follows a vowel, but never before the fourth letter. A u between
/// vowels counts as a consonant (neue).
fn region(word: &str) -> usize {
    let letters = word.as_bytes();
    let open = |at: usize| letters.get(at).is_some_and(|letter| b"aeiouy".contains(letter));
    let vowel =
        |at: usize| open(at) && !(letters[at] == b'u' && at > 0 && open(at - 1) && open(at + 1));
    let start = (1..letters.len())
        .find(|&at| vowel(at - 1) && !vowel(at))
        .map_or(letters.len(), |at| at + 1);
    start.max(3)
}

#[cfg(test)]
mod tests {
    #[test]
    fn forms_meet() {
        let check = |words: &str| {
            let stems: Vec<String> = words
                .split(' ')
                .map(str::to_owned)
                .map(|mut word| {
                    super::stem(&mut word);
                    word
                })
                .collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{words}: {stems:?}");
            assert!(
                words.split(' ').all(|word| word.starts_with(super::root(&stems[0]))),
                "{words}: {stems:?}"
            );
        };
        check("haus haeuser haeusern hauses");
        check("neu neue neuen neuer neues");
        check("quelle quellen");
        check("buch buecher buechern");
        check("passwort passwoerter passworts");
        check("einstellung einstellungen");
        check("zahlung zahlungen");
        check("widget widgets");
        check("artikel artikeln artikels");
    }
}
