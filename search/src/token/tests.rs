//! Cases for segmentation and folding: one line each.

use super::{Kind, Lang, scan};

/// Tokens joined by spaces; a joined form carries `+`, a pair stands in brackets where it is not obvious.
fn check(lang: Lang, text: &str, expected: &str) {
    let mut tokens = Vec::new();
    scan(lang, text, &mut |term, range, kind| {
        assert!(
            text.is_char_boundary(range.start)
                && text.is_char_boundary(range.end)
                && range.start < range.end,
            "{range:?}"
        );
        assert!(!term.is_empty() && term.len() <= crate::format::LONGEST_TERM);
        tokens.push(if kind == Kind::Joined { format!("+{term}") } else { term.to_owned() });
    });
    assert_eq!(tokens.join(" "), expected, "{text}");
}

#[test]
fn latin() {
    let check = |text, expected| check(Lang::En, text, expected);
    check("", "");
    check("   \n\t ", "");
    check("Change your password", "change your password");
    check("don't can't", "dont cant");
    check("don’t", "dont");
    check("visitor's tickets", "visitor tickets");
    check("VISITOR'S", "visitor");
    check("visitors' tickets", "visitors tickets");
    check("'quoted'", "quoted");
    check("it's-a", "it a");
    check("Wi-Fi", "wi fi +wifi");
    check("e-mail, sign-in", "e mail +email sign in +signin");
    check("a-b-c-d", "a b c d");
    check("trailing- -leading", "trailing leading");
    check("2021-12-14", "2021 12 14");
    check("version 1.8.19.", "version 1.8.19");
    check("1,000 tickets", "1000 tickets");
    check("node.js", "node js");
    check("ser_open()", "ser open");
    check("USB-C", "usb c +usbc");
    check("ESP32 R4", "esp32 r4");
    check("<script src=\"x\">", "script src x");
    check("help@example.com", "help example com");
    check("Café naïve", "cafe naive");
    check("Cafe\u{301}", "cafe");
    check("ÅNGSTRÖM Øre Łódź", "angstrom ore lodz");
    check("œuvre Æsir straße", "oeuvre aesir strasse");
    check("Việt Nam", "viet nam");
    check("İstanbul ısı", "istanbul isi");
    check("soft\u{ad}hyphen zero\u{200d}join", "softhyphen zerojoin");
    check("🙂 ok 🙂", "ok");
    check("\u{301}stray", "stray");
    check("\u{0}\u{1}\u{7f}a\u{0}", "a");
}

#[test]
fn identifiers() {
    let check = |text, expected| check(Lang::En, text, expected);
    check("0x80070005", "0x80070005");
    check("ERR_CONNECTION_REFUSED", "err connection refused");
    check("v2.1.3, V2.1 v2", "2.1.3 2.1 v2");
    check("C++ and C# (not C)", "c++ and c# not c");
    check("C+ A#1 Notepad++ Ctrl+C #1 +1", "c a# 1 notepad ctrl c 1 1");
    check(".NET asp.net", "net asp net");
    check("foo_bar camelCase WiFi GitHub", "foo bar camelcase wifi github");
    check("E-mail email 2FA two-factor", "e mail +email email 2fa two factor +twofactor");
    check("1,000 1,000,000 3,5 50%", "1000 1000000 3.5 50");
    check("10.0.0.1:8080", "10.0.0.1 8080");
    check("24/7 Q&A I/O", "24 7 q a i o");
    check("550e8400-e29b-41d4-a716-446655440000", "550e8400 e29b 41d4 a716 446655440000");
    check("C:\\Users\\me", "c users me");
    check("don´t don`t donʼt don‘t", "dont don t dont dont");
}

#[test]
fn german() {
    let check = |text, expected| check(Lang::De, text, expected);
    check("Schlüssel ändern", "schluessel aendern");
    check("Schlu\u{308}ssel", "schluessel");
    check("Größe GROẞ", "groesse gross");
    check("ÖFFNEN", "oeffnen");
    check("Café", "cafe");
    check("E-Mail-Adresse E-Mail", "e mail adresse +email e mail +email");
    check("Müller's", "mueller");
}

#[test]
fn apostrophes_that_part() {
    let check = |text, expected| check(Lang::of("fr"), text, expected);
    check("l'article d’aujourd'hui", "l article d aujourd hui");
    check("Où ça été", "ou ca ete");
    check("dell'account l’app", "dell account l app");
    check("Google'da", "google da");
}

#[test]
fn letters_that_keyboards_lack() {
    let same =
        |lang, texts: &[&str], term: &str| texts.iter().for_each(|text| check(lang, text, term));
    same(Lang::of("da"), &["Språk", "spraak", "sprak"], "sprak");
    same(Lang::of("nb"), &["nøkkel", "noekkel", "nokkel", "NØKKEL"], "nokkel");
    same(Lang::of("da"), &["læse", "laese"], "laese");
    check(Lang::of("da"), "data-adgang dataadgang", "data adgang +datadgang datadgang");
    same(Lang::of("sv"), &["lösenord", "losenord", "lo\u{308}senord"], "losenord");
    same(Lang::of("fi"), &["käyttäjä", "kayttaja"], "kayttaja");
    same(Lang::of("tr"), &["giriş", "giris", "GİRİŞ", "GIRIS", "gırış"], "giris");
    same(Lang::of("tr"), &["şifre", "ŞİFRE", "SIFRE", "sifre"], "sifre");
    same(Lang::of("ro"), &["ștergeți", "ştergeţi", "stergeti"], "stergeti");
    same(Lang::of("vi"), &["người dùng", "nguoi dung"], "nguoi dung");
    same(Lang::of("pl"), &["hasło", "haslo"], "haslo");
    same(Lang::of("hu"), &["fiók törlése", "fiok torlese"], "fiok torlese");
}

#[test]
fn scripts_without_spaces() {
    let check = |text, expected| check(Lang::Ja, text, expected);
    check("パスワード", "パス スワ ワー ード");
    check("変更する", "変更 更す する");
    check("猫", "猫");
    check("猫 犬", "猫 犬");
    check("APIキー", "api キー");
    check("キーAPI", "キー api");
    check("WiFi設定", "wifi 設定");
    check("Wi-Fi設定", "wi fi +wifi 設定");
    check("iPhoneの", "iphone の");
    check("第3章", "第 3 章");
    check("ＡＰＩ　１２", "api 12");
    check("ｷｰ", "キー");
    check("ﾊﾟｽﾜｰﾄﾞ", "パス スワ ワー ード");
    check("か\u{3099}くせい ウ\u{3099}", "がく くせ せい ヴ");
    check("葛\u{e0100}城", "葛城");
    check("ヘルプ・センター", "ヘル ルプ セン ンタ ター");
    check("。、「」", "");
    check("한국어 도움말", "한국 국어 도움 움말");
    check("漢字한국", "漢字 한국");
    check("帮助中心", "帮助 助中 中心");
    check("ช่วยเหลือ", "ช่ ่ว วย ยเ เห หล ลื ือ");
    check("ខ្មែរ", "ខ្ ្ម មែ ែរ");
    check("𠮷野家", "𠮷野 野家");
}

#[test]
fn other_scripts() {
    let check = |text, expected| check(Lang::Other, text, expected);
    check("Пароль Ёлка", "пароль елка");
    check("комп'ютер комп’ютер компʼютер", "компютер компютер компютер");
    check("Κωδικός ΚΩΔΙΚΌΣ", "κωδικοσ κωδικοσ");
    check("كَلِمَة كلمه", "كلمه كلمه");
    check("إعادة أعاده آعاده", "اعاده اعاده اعاده");
    check("کلید كليد", "كليد كليد");
    check("الأسئلة مسؤول", "الاسيله مسوول");
    check("می\u{200c}شود مـــرحبا", "ميشود مرحبا");
    check("שָׁלוֹם שלום", "שלומ שלומ");
    check("דוא\"ל דוא״ל צ'ק", "דואל דואל צק");
    check("पासवर्ड बदलें", "पासवर्ड बदलें");
    check("नमस्ते।", "नमस्ते");
    check("फ़ाइल फाइल फ\u{93c}ाइल", "फाइल फाइल फाइल");
    check("٣ ۴ ४", "3 4 4");
    check("\u{200f}עזרה\u{200e}", "עזרה");
}

#[test]
fn long_words_are_cut_alike() {
    let word = "ab".repeat(500);
    check(Lang::En, &word, &word[..48]);
    let word = "ж".repeat(500);
    check(Lang::Other, &word, &word[..48]);
}

#[test]
fn ranges_point_into_the_original() {
    let text = "Größe: Wi-Fi 変更";
    let mut ranges = Vec::new();
    scan(Lang::De, text, &mut |_, range, _| ranges.push(&text[range]));
    assert_eq!(ranges, ["Größe", "Wi", "Fi", "Wi-Fi", "変更"]);
}

#[test]
fn locale_names() {
    assert_eq!(
        ["en", "de-CH", "ja", "fr_FR", "it", "nb-NO", "pt", ""].map(Lang::of),
        [Lang::En, Lang::De, Lang::Ja, Lang::Fr, Lang::Fr, Lang::Da, Lang::Other, Lang::Other]
    );
}

/// Terms of a text.
fn terms(lang: Lang, text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    scan(lang, text, &mut |term, _, _| terms.push(term.to_owned()));
    terms
}

/// A text of `length` characters out of `letters`, another for each `seed`.
fn random(letters: &str, length: usize, seed: u64) -> String {
    let letters: Vec<char> = letters.chars().collect();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        letters[(state % letters.len() as u64) as usize]
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn what_is_asked_out_of_a_run_stands_in_the_index() {
    let letters = "設定変更のをがｶﾞパスﾊﾟ한국어ช่วยaB3 、.-'か\u{3099}";
    for seed in 0..2_000 {
        let text = random(letters, 24, seed);
        let indexed = terms(Lang::Ja, &text);
        let signs: Vec<(usize, char)> = text.char_indices().collect();
        for (at, _) in &signs {
            // Two signs of one script as the tokenizer tells them, with the marks on them.
            let mut first = String::new();
            let class = super::class_at(&text, *at);
            let second = super::sign(Lang::Ja, &text, *at, &mut first);
            if !matches!(class, super::Class::Pair(_)) || super::class_at(&text, second) != class {
                continue;
            }
            let end = super::sign(Lang::Ja, &text, second, &mut first);
            let asked = terms(Lang::Ja, &text[*at..end]);
            assert_eq!(asked.len(), 1, "{text}");
            assert!(indexed.contains(&asked[0]), "{text}: {asked:?} not in {indexed:?}");
        }
    }
}

#[test]
fn a_term_is_its_own_term() {
    // What completion and correction rely on: a word of the dictionary, asked again, is that word.
    let letters = "aeinøåßüİıéľșőđ ééçñ ёжЙ άςΣ אםן ّأةى फ़ا 19,.'’-#+ﾊﾟＡ𝔸Ǆ\u{301}\u{308}";
    for lang in [Lang::En, Lang::De, Lang::Fr, Lang::Da, Lang::Ja, Lang::Other] {
        for seed in 0..2_000 {
            for term in terms(lang, &random(letters, 16, seed)) {
                let again = terms(lang, &term);
                assert!(again.contains(&term), "{lang:?}: {term:?} became {again:?}");
            }
        }
    }
}

#[test]
fn words_are_found_wherever_they_stand() {
    let letters = "abéñßøåжσבغก設ガ12";
    for lang in [Lang::En, Lang::De, Lang::Da, Lang::Ja, Lang::Other] {
        for seed in 0..2_000 {
            let word = random(letters, 1 + seed as usize % 9, seed);
            let alone = terms(lang, &word);
            for around in [("(", ")"), ("see ", ", then"), ("„", "“"), ("\n", "!"), ("/", "/")]
            {
                let indexed = terms(lang, &[around.0, &word, around.1].concat());
                assert!(alone.iter().all(|term| indexed.contains(term)), "{word} in {around:?}");
            }
        }
    }
}
