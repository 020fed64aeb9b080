//! What stemming leaves alone and survives, and the way from a locale to its language.

use super::of;

#[test]
fn what_is_no_word_keeps_its_letters() {
    for locale in ["en", "de", "tr", "ru", "xx", ""] {
        let language = of(locale);
        for word in
            ["0x80070005s", "esp32s", "2.1.3", "h264es", "", "a", "s", "\u{301}", "🙂", "漢"]
        {
            assert_eq!(language.stem(word), word, "{locale}");
        }
    }
    assert_eq!(of("tr").stem("i\u{307}ptal"), of("tr").stem("iptal"));
}

#[test]
fn no_input_harms_a_stemmer() {
    let pieces = [
        "ing",
        "ation",
        "en",
        "s",
        "'",
        "ά",
        "ώντας",
        "ıyor",
        "ийся",
        "ات",
        "ال",
        "ो",
        "ß",
        "é",
        "ő",
        "\u{301}",
        "漢",
        "🙂",
    ];
    for code in super::stop::tests::CODES.split(' ') {
        let language = of(code);
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    assert!(!language.stem(&[a, b, c, b, a].concat()).is_empty());
                }
            }
        }
    }
}

#[test]
fn locales_lead_to_languages() {
    let same = |locale: &str, code: &str| assert_eq!(of(locale).stop, of(code).stop, "{locale}");
    same("de-CH", "de");
    same("pt-BR", "pt");
    same("en_GB", "en");
    same("zh-cn", "zh");
    same("zh-Hant", "zh");
    same("nb", "no");
    same("nn-NO", "no");
    same("DE", "de");
    for (locale, compounds) in
        [("de-AT", true), ("nl", true), ("nb", true), ("fi", true), ("en", false), ("xx", false)]
    {
        assert_eq!(of(locale).compounds, compounds, "{locale}");
    }
    let unknown = of("xx");
    assert!(unknown.stop.is_empty());
    assert_eq!(unknown.stem("words"), "words");
    // Names of algorithms are no locales.
    assert_eq!(of("porter").stem("words"), "words");
}
