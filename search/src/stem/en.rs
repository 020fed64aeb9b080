//! English: the Porter2 algorithm (M. F. Porter, *The English (Porter2) stemming algorithm*, snowballstem.org),
//! without its list of irregular words, which help texts do not need, and after folding, so without apostrophes.

const VOWELS: &str = "aeiouy";
const DOUBLES: [&str; 9] = ["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"];

/// Step 2: suffix in R1, replacement.
const SECOND: [(&str, &str); 22] = [
    ("ational", "ate"),
    ("fulness", "ful"),
    ("iveness", "ive"),
    ("ization", "ize"),
    ("ousness", "ous"),
    ("biliti", "ble"),
    ("lessli", "less"),
    ("tional", "tion"),
    ("alism", "al"),
    ("aliti", "al"),
    ("ation", "ate"),
    ("entli", "ent"),
    ("fulli", "ful"),
    ("iviti", "ive"),
    ("ousli", "ous"),
    ("abli", "able"),
    ("alli", "al"),
    ("anci", "ance"),
    ("ator", "ate"),
    ("enci", "ence"),
    ("izer", "ize"),
    ("bli", "ble"),
];

/// Step 3: suffix in R1, replacement.
const THIRD: [(&str, &str); 8] = [
    ("ational", "ate"),
    ("tional", "tion"),
    ("alize", "al"),
    ("icate", "ic"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ness", ""),
    ("ful", ""),
];

/// Step 4: suffix in R2, dropped.
const FOURTH: [&str; 17] = [
    "ement", "able", "ance", "ence", "ible", "ment", "ant", "ate", "ent", "ism", "iti", "ive",
    "ize", "ous", "al", "er", "ic",
];

/// Brings a word of a–z to its stem.
pub fn stem(word: &mut String) {
    if word.len() <= 2 {
        return;
    }
    // A consonant y is written Y while the steps run.
    mark_consonant_y(word);
    let (r1, r2) = regions(word);
    plural(word);
    tense(word, r1);
    if word.len() > 2 && word.ends_with(['y', 'Y']) && !vowel_at(word, word.len() - 2) {
        swap(word, 1, "i");
    }
    derived(word, r1, r2);
    last(word, r1, r2);
    word.make_ascii_lowercase();
}

/// Forms share the stem but for a final `e` or `i` (use, using; battery, batteries) and `bl` (possible, possibility).
pub fn root(stem: &str) -> &str {
    stem.strip_suffix("bl")
        .map_or_else(|| stem.strip_suffix(['e', 'i']).unwrap_or(stem), |_| &stem[..stem.len() - 1])
}

fn is_vowel(letter: u8) -> bool {
    VOWELS.as_bytes().contains(&letter)
}

fn vowel_at(word: &str, at: usize) -> bool {
    word.as_bytes().get(at).is_some_and(|&letter| is_vowel(letter))
}

fn swap(word: &mut String, drop: usize, add: &str) {
    word.truncate(word.len().saturating_sub(drop));
    word.push_str(add);
}

fn mark_consonant_y(word: &mut String) {
    let mut marked = String::with_capacity(word.len());
    let mut after_vowel = true;
    for letter in word.bytes() {
        let letter = if letter == b'y' && after_vowel { b'Y' } else { letter };
        after_vowel = is_vowel(letter);
        marked.push(char::from(letter));
    }
    *word = marked;
}

/// R1 starts after the first consonant that follows a vowel, R2 likewise inside R1.
fn regions(word: &str) -> (usize, usize) {
    let after = |from: usize| {
        let rest = &word.as_bytes()[from..];
        rest.windows(2)
            .position(|pair| is_vowel(pair[0]) && !is_vowel(pair[1]))
            .map_or(word.len(), |at| from + at + 2)
    };
    let r1 = ["gener", "commun", "arsen"]
        .iter()
        .find(|start| word.starts_with(**start))
        .map_or_else(|| after(0), |s| s.len());
    (r1, after(r1))
}

/// Step 1a.
fn plural(word: &mut String) {
    if word.ends_with("sses") {
        swap(word, 2, "");
    } else if word.ends_with("ied") || word.ends_with("ies") {
        swap(word, if word.len() > 4 { 2 } else { 1 }, "");
    } else if word.ends_with('s') && !word.ends_with("us") && !word.ends_with("ss") {
        let before = &word.as_bytes()[..word.len() - 2];
        if before.iter().any(|&letter| is_vowel(letter)) {
            swap(word, 1, "");
        }
    }
}

/// Step 1b.
fn tense(word: &mut String, r1: usize) {
    for suffix in ["eedly", "eed"] {
        if let Some(stem) = word.strip_suffix(suffix) {
            if stem.len() >= r1 {
                swap(word, suffix.len(), "ee");
            }
            return;
        }
    }
    let Some(suffix) =
        ["ingly", "edly", "ing", "ed"].into_iter().find(|suffix| word.ends_with(suffix))
    else {
        return;
    };
    let left = word.len() - suffix.len();
    if !word.as_bytes()[..left].iter().any(|&letter| is_vowel(letter)) {
        return;
    }
    word.truncate(left);
    if word.ends_with("at") || word.ends_with("bl") || word.ends_with("iz") {
        word.push('e');
    } else if DOUBLES.iter().any(|double| word.ends_with(double)) {
        word.pop();
    } else if r1 >= word.len() && ends_in_short_syllable(word) {
        word.push('e');
    }
}

/// Consonant, vowel, consonant other than w, x, Y at the end; or a vowel and a consonant that are the whole word.
fn ends_in_short_syllable(word: &str) -> bool {
    match word.as_bytes() {
        [vowel, end] => is_vowel(*vowel) && !is_vowel(*end),
        [.., before, vowel, end] => {
            !is_vowel(*before)
                && is_vowel(*vowel)
                && !is_vowel(*end)
                && !matches!(end, b'w' | b'x' | b'Y')
        }
        _ => false,
    }
}

/// Steps 2 and 3.
fn derived(word: &mut String, r1: usize, r2: usize) {
    let step = |word: &mut String, table: &[(&str, &str)]| -> bool {
        let Some((suffix, instead)) = table.iter().find(|(suffix, _)| word.ends_with(suffix))
        else {
            return false;
        };
        if word.len() - suffix.len() >= r1 {
            swap(word, suffix.len(), instead);
        }
        true
    };
    if !step(word, &SECOND) {
        let left = word.len();
        if word.ends_with("logi") && left - 3 > r1 {
            swap(word, 1, "");
        } else if word.ends_with("li") && left - 2 >= r1 {
            // A valid ending before li.
            if word
                .as_bytes()
                .get(left.wrapping_sub(3))
                .is_some_and(|letter| b"cdeghkmnrt".contains(letter))
            {
                swap(word, 2, "");
            }
        }
    }
    if word.ends_with("ative") {
        if word.len() - 5 >= r2 {
            swap(word, 5, "");
        }
    } else {
        step(word, &THIRD);
    }
}

/// Steps 4 and 5.
fn last(word: &mut String, r1: usize, r2: usize) {
    if let Some(suffix) = FOURTH.iter().find(|suffix| word.ends_with(**suffix)) {
        if word.len() - suffix.len() >= r2 {
            swap(word, suffix.len(), "");
        }
    } else if (word.ends_with("sion") || word.ends_with("tion")) && word.len() - 3 >= r2 {
        swap(word, 3, "");
    }
    let left = word.len().saturating_sub(1);
    if word.ends_with('e') {
        if left >= r2 || (left >= r1 && !ends_in_short_syllable(&word[..left])) {
            word.pop();
        }
    } else if word.ends_with("ll") && left >= r2 {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn stems_as_porter2() {
        let check = |words: &str, expected: &str| {
            for word in words.split(' ') {
                let mut stem = word.to_owned();
                super::stem(&mut stem);
                assert_eq!(stem, expected, "{word}");
                assert!(word.starts_with(super::root(&stem)), "{word}");
            }
        };
        check("install installs installed installing installation", "instal");
        check("use used uses using", "use");
        check("battery batteries", "batteri");
        check("connect connected connection connections connecting", "connect");
        check("configure configures configured configuring configuration", "configur");
        check("possible possibility", "possibl");
        check("password passwords", "password");
        check("hop hopped hopping", "hop");
        check("hope hoped hoping", "hope");
        check("general generally generalization", "general");
        check("status", "status");
        check("access accesses accessed", "access");
        check("tie tied ties", "tie");
        check("boy boys", "boy");
        check("say", "say");
        check("by", "by");
        check("feed", "feed");
        check("agreed agree", "agre");
    }
}
