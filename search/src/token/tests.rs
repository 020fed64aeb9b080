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
    check("C++ C#", "c c");
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
fn german() {
    let check = |text, expected| check(Lang::De, text, expected);
    check("Schlüssel ändern", "schluessel aendern");
    check("Schlu\u{308}ssel", "schluessel");
    check("Größe GROẞ", "groesse gross");
    check("ÖFFNEN", "oeffnen");
    check("Café", "cafe");
    check("E-Mail-Adresse", "e mail adresse +emailadresse");
}

#[test]
fn french() {
    check(Lang::Fr, "l'article d’aujourd'hui", "l article d aujourd hui");
    check(Lang::Fr, "Où ça été", "ou ca ete");
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
    check("第3章", "第 3 章");
    check("ＡＰＩ　１２", "api 12");
    check("ｷｰ", "キー");
    check("ヘルプ・センター", "ヘル ルプ セン ンタ ター");
    check("。、「」", "");
    check("한국어 도움말", "한국 국어 도움 움말");
    check("漢字한국", "漢字 한국");
    check("帮助中心", "帮助 助中 中心");
    check("ช่วยเหลือ", "ช่ ่ว วย ยเ เห หล ลื ือ");
    check("𠮷野家", "𠮷野 野家");
}

#[test]
fn other_scripts() {
    let check = |text, expected| check(Lang::Other, text, expected);
    check("Пароль Ёлка", "пароль елка");
    check("Κωδικός", "κωδικοσ");
    check("كَلِمَة", "كلمه");
    check("إعادة", "اعاده");
    check("שָׁלוֹם", "שלום");
    check("पासवर्ड बदलें", "पासवर्ड बदलें");
    check("नमस्ते।", "नमस्ते");
    check("٣ ۴", "3 4");
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
        ["en", "de-CH", "ja", "fr_FR", "pt", ""].map(Lang::of),
        [Lang::En, Lang::De, Lang::Ja, Lang::Fr, Lang::Other, Lang::Other]
    );
}
