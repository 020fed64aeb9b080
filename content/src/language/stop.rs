//! Stop words of a language: from the lists that everybody uses, corrected by `words`.

use super::words::{LESS, MORE, OWN};

/// No list longer than this is taken: those of more words hold what visitors look for ("help", "email", "computer").
/// The longest of Snowball's own origin has 355.
const LONGEST: usize = 360;

/// Stop words of a language by its code, in lower case, without apostrophes, sorted.
pub fn words(code: &str) -> Vec<String> {
    let entry = |table: &[(&str, &'static str)]| {
        table.iter().find(|(language, _)| *language == code).map(|(_, words)| *words)
    };
    let more = entry(MORE).unwrap_or_default().split_whitespace();
    let less: Vec<_> = entry(LESS).unwrap_or_default().split_whitespace().collect();
    let base: Vec<&str> = match entry(OWN) {
        Some(own) => own.split_whitespace().collect(),
        None => stop_words::lookup(code)
            .filter(|list| list.len() <= LONGEST)
            .unwrap_or_default()
            .to_vec(),
    };
    // The English list has `don` beside `don't`: what is left when a tokenizer parts words at apostrophes. Ours does not.
    let stub = |word: &&str| base.iter().any(|long| long.strip_suffix("'t") == Some(word));
    let mut words: Vec<String> = base
        .iter()
        .filter(|word| !less.contains(word) && !stub(word))
        .copied()
        .chain(more)
        // Entries of several words, or with signs, are met by no token.
        .map(|word| word.to_lowercase().replace(['\'', '’'], ""))
        .filter(|word| !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || is_mark(c)))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Marks that stand on letters of Arabic, Hebrew and the scripts of South and South-East Asia.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{e4f}')
}

#[cfg(test)]
pub mod tests {
    use super::words;

    /// The languages that have stop words of ours or corrected ones.
    pub const CODES: &str =
        "ar ca cs da de el en es fi fr he hi hu it ja ko nl no pl pt ro ru sv th tr uk zh";

    /// Words of the text that a language does not list.
    fn check(code: &str, text: &str, left: &str) {
        let list = words(code);
        let kept: Vec<_> =
            text.split(' ').filter(|word| !list.iter().any(|stop| stop == word)).collect();
        assert_eq!(kept.join(" "), left, "{code}");
    }

    #[test]
    fn questions_lose_their_frame() {
        check("en", "how do i change my password please", "change password");
        check("en", "where can i find an invoice i dont want", "find invoice");
        check(
            "en",
            "turn off own id shell help home computer",
            "turn off own id shell help home computer",
        );
        check("de", "wie kann ich bitte mein passwort ändern", "passwort ändern");
        check("de", "warum wurde mir die rechnung zweimal geschickt", "rechnung zweimal geschickt");
        check("fr", "comment puis je changer mon mot de passe", "changer mot passe");
        check("es", "cómo puedo cambiar mi contraseña por favor", "cambiar contraseña");
        check("it", "come posso cambiare la mia password", "cambiare password");
        check("pt", "como eu posso mudar a minha senha", "mudar senha");
        check("nl", "hoe kan ik mijn wachtwoord wijzigen", "wachtwoord wijzigen");
        check("sv", "hur kan jag ändra mitt lösenord", "ändra lösenord");
        check("da", "hvordan kan jeg ændre min adgangskode", "ændre adgangskode");
        check("no", "hvordan kan jeg endre passordet mitt", "endre passordet");
        check("fi", "miten voin vaihtaa minun salasanan", "vaihtaa salasanan");
        check("pl", "jak mogę zmienić moje hasło", "zmienić hasło");
        check("cs", "jak si můžu změnit heslo", "změnit heslo");
        check("ru", "как я могу изменить мой пароль", "изменить пароль");
        check("uk", "як я можу змінити свій пароль", "змінити пароль");
        check("tr", "nasıl benim şifre bir", "şifre");
        check("hu", "hogyan tudom a jelszó", "jelszó");
        check("ro", "cum pot să schimb parola", "schimb parola");
        check("el", "πώς μπορώ να αλλάξω τον κωδικό μου", "αλλάξω κωδικό");
        check("he", "איך אני יכול לשנות את הסיסמה שלי", "לשנות הסיסמה");
        check("ar", "كيف يمكنني تغيير كلمة المرور", "تغيير كلمة المرور");
        check("zh", "怎么 如何 什么 密码", "密码");
        check("ko", "어떻 떻게 비밀", "비밀");
        check("ja", "何 方法 変更", "変更");
    }

    #[test]
    fn lists_are_sorted_short_and_plain() {
        for code in CODES.split(' ') {
            let list = words(code);
            assert!((5..=380).contains(&list.len()), "{code}: {}", list.len());
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{code}");
            assert!(list.iter().all(|word| !word.contains(['\'', ' ', '-'])), "{code}");
        }
    }

    #[test]
    fn long_lists_are_left_out() {
        // Stopwords ISO has 799 words of Persian; no language is unknown for that, it only has no stop words.
        assert!(words("fa").is_empty());
        assert!(words("xx").is_empty());
    }
}
