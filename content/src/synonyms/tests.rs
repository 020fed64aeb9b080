//! What is read from `synonyms.toml`, and what is told about it.

use super::*;

fn site() -> Site {
    Site { locales: vec!["en".into(), "de".into()], default_locale: "en".into(), ..Site::default() }
}

/// What a file says, as `locale: from > to, to`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let mut log = Log::default();
    let all = read(text, &site(), &mut log);
    assert_eq!(log.faults(), []);
    let said: Vec<_> = all
        .iter()
        .map(|s| format!("{}: {} > {}", s.locale, s.from.join(", "), s.to.join(", ")))
        .collect();
    assert_eq!(said, expected);
}

#[track_caller]
fn faults(text: &str, expected: &[&str]) {
    let mut log = Log::default();
    read(text, &site(), &mut log);
    let told: Vec<_> = log.faults().iter().map(ToString::to_string).collect();
    let expected: Vec<_> = expected.iter().map(|f| format!("synonyms.toml:{f}")).collect();
    assert_eq!(told, expected);
}

#[test]
fn two_way_words_lead_to_each_other() {
    check("", &[]);
    check(
        "[[two_way]]\nwords = [\"refund\", \" money   back \", \"return of payment\"]\n",
        &[
            "en: refund > money back, return of payment",
            "en: money back > refund, return of payment",
            "en: return of payment > refund, money back",
        ],
    );
}

#[test]
fn one_way_words_lead_on() {
    check(
        "[[one_way]]\nfrom = \"gdpr\"\nto = [\"privacy\", \"personal data\"]\n",
        &["en: gdpr > privacy, personal data"],
    );
}

#[test]
fn groups_are_for_one_locale_or_several() {
    check(
        "[[one_way]]\nfrom = \"DSGVO\"\nto = [\"Datenschutz\"]\nlocale = \"de\"\n[[two_way]]\nwords = [\"app\", \"web app\"]\nlocales = [\"en\", \"de\"]\n",
        &[
            "en: app > web app",
            "en: web app > app",
            "de: app > web app",
            "de: web app > app",
            "de: DSGVO > Datenschutz",
        ],
    );
}

#[test]
fn groups_need_words() {
    faults(
        "[[two_way]]\nwords = [\"refund\"]\n[[two_way]]\n[[one_way]]\nto = []\n",
        &[
            "1: `words` in [[two_way]] needs at least 2: write words = [\"refund\", \"money back\"], or remove the group",
            "3: `words` is missing in [[two_way]]: add `words = [\"refund\", \"money back\"]`",
            "4: `from` is missing in [[one_way]]: add `from = \"gdpr\"`",
            "4: `to` in [[one_way]] needs at least 1: write to = [\"privacy\"], or remove the group",
        ],
    );
    faults(
        "[[two_way]]\nwords = [\"refund\",\n  \" \", \"money back\", \"Refund\", \"!\"]\n",
        &[
            "3: ` ` in `words` in [[two_way]] is no word: write 1 to 80 characters with a letter or digit",
            "3: `!` in `words` in [[two_way]] is no word: write 1 to 80 characters with a letter or digit",
            "3: `Refund` is there twice in `words`: remove one",
        ],
    );
}

#[test]
fn a_word_means_one_thing() {
    faults(
        "[[two_way]]\nwords = [\"case\", \"ticket\"]\n[[two_way]]\nwords = [\"Case\", \"box\"]\n",
        &["4: `Case` is in two [[two_way]] groups: make one of them"],
    );
    faults(
        "[[one_way]]\nfrom = \"gdpr\"\nto = [\"GDPR\"]\n[[one_way]]\nfrom = \"gdpr\"\nto = [\"privacy\"]\n",
        &[
            "3: `GDPR` leads to itself: remove it",
            "5: `gdpr` leads on in two [[one_way]] groups: make one of them",
        ],
    );
    // The same word in two languages is two words.
    check(
        "[[one_way]]\nfrom = \"app\"\nto = [\"program\"]\n[[one_way]]\nfrom = \"app\"\nto = [\"Programm\"]\nlocale = \"de\"\n",
        &["en: app > program", "de: app > Programm"],
    );
}

#[test]
fn locales_and_keys_are_known() {
    faults(
        "[[two_way]]\nwords = [\"a\", \"b\"]\nlocales = [\"en\", \"fr\"]\nweight = 2\n",
        &[
            "3: unknown locale `fr` in [[two_way]] (known: en, de): correct it, or add it to `locales` in site.toml",
            "4: unknown key `weight` in [[two_way]]: correct or remove it (known: locale, locales, words)",
        ],
    );
}

#[test]
fn five_hundred_groups_are_enough() {
    let group = |n: usize| format!("[[one_way]]\nfrom = \"a{n}\"\nto = [\"b\"]\n");
    faults(&(0..500).map(group).collect::<String>(), &[]);
    faults(
        &(0..502).map(group).collect::<String>(),
        &["1501: 502 groups, the limit is 500: keep those that visitors really type"],
    );
}
