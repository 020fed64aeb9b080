//! The words of the help pages themselves, one table per language.

/// Words around the articles.
pub struct Words {
    /// First link of each page, for keyboards.
    pub skip: &'static str,
    /// Name of the whole, after the site's name.
    pub help_center: &'static str,
    /// The search button.
    pub search: &'static str,
    /// The search button of the home page: longer, in a large field.
    pub search_long: &'static str,
    /// Link to the status page.
    pub status: &'static str,
    /// Name of the language switch.
    pub language: &'static str,
    /// Name of the path above the title.
    pub path: &'static str,
    /// Name of the list of headings.
    pub on_this_page: &'static str,
    /// The link of a heading to itself.
    pub link_here: &'static str,
    /// The button at a block of code.
    pub copy: &'static str,
    /// The box at a step; `{}` is its number.
    pub step_done: &'static str,
    /// Heading of what to read next.
    pub related: &'static str,
    /// Heading below an article.
    pub still_need_help: &'static str,
    /// The button below it.
    pub contact: &'static str,
    /// Link to a section with all its articles; `{}` is the number.
    pub all_articles: &'static str,
    /// Heading of articles that are only there in another language; `{}` is its name.
    pub only_in: &'static str,
    /// Title of the callout `[!NOTE]`.
    pub note: &'static str,
    /// Title of `[!TIP]`.
    pub tip: &'static str,
    /// Title of `[!IMPORTANT]`.
    pub important: &'static str,
    /// Title of `[!WARNING]`.
    pub warning: &'static str,
    /// Title of `[!CAUTION]`.
    pub caution: &'static str,
}

/// The words for a locale: its language's, or English.
pub fn of(locale: &str) -> &'static Words {
    match language(locale) {
        "de" => &GERMAN,
        "ja" => &JAPANESE,
        _ => &ENGLISH,
    }
}

fn language(locale: &str) -> &str {
    locale.split('-').next().unwrap_or(locale)
}

/// `rtl` for languages written from right to left.
pub fn direction(locale: &str) -> &'static str {
    match language(locale) {
        "ar" | "fa" | "he" | "ur" | "ps" | "sd" | "ug" | "yi" => "rtl",
        _ => "ltr",
    }
}

/// What speakers call their language; the code itself where we do not know.
pub fn language_name(locale: &str) -> &str {
    match locale {
        "pt-BR" => return "Português (Brasil)",
        "zh-Hans" | "zh-CN" => return "简体中文",
        "zh-Hant" | "zh-TW" => return "繁體中文",
        _ => {}
    }
    match language(locale) {
        "ar" => "العربية",
        "cs" => "Čeština",
        "da" => "Dansk",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fa" => "فارسی",
        "fi" => "Suomi",
        "fr" => "Français",
        "he" => "עברית",
        "hi" => "हिन्दी",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "nl" => "Nederlands",
        "no" | "nb" => "Norsk",
        "pl" => "Polski",
        "pt" => "Português",
        "ru" => "Русский",
        "sv" => "Svenska",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "vi" => "Tiếng Việt",
        "zh" => "中文",
        _ => locale,
    }
}

const ENGLISH: Words = Words {
    skip: "Skip to the content",
    help_center: "Help center",
    search: "Search",
    search_long: "Search the help center",
    status: "Service status",
    language: "Language",
    path: "You are here",
    on_this_page: "On this page",
    link_here: "Link to this section",
    copy: "Copy",
    step_done: "Step {} done",
    related: "Read next",
    still_need_help: "Still need help?",
    contact: "Ask a person",
    all_articles: "All {} articles",
    only_in: "Only in {}",
    note: "Note",
    tip: "Tip",
    important: "Important",
    warning: "Warning",
    caution: "Caution",
};

const GERMAN: Words = Words {
    skip: "Zum Inhalt springen",
    help_center: "Hilfe",
    search: "Suchen",
    search_long: "Hilfe durchsuchen",
    status: "Betriebsstatus",
    language: "Sprache",
    path: "Sie sind hier",
    on_this_page: "Auf dieser Seite",
    link_here: "Link zu diesem Abschnitt",
    copy: "Kopieren",
    step_done: "Schritt {} erledigt",
    related: "Weiterlesen",
    still_need_help: "Noch Fragen?",
    contact: "Einen Menschen fragen",
    all_articles: "Alle {} Artikel",
    only_in: "Nur auf {}",
    note: "Hinweis",
    tip: "Tipp",
    important: "Wichtig",
    warning: "Warnung",
    caution: "Vorsicht",
};

const JAPANESE: Words = Words {
    skip: "本文へ移動",
    help_center: "ヘルプセンター",
    search: "検索",
    search_long: "ヘルプセンターを検索",
    status: "サービスの稼働状況",
    language: "言語",
    path: "現在の位置",
    on_this_page: "このページの内容",
    link_here: "この項目へのリンク",
    copy: "コピー",
    step_done: "手順{}を完了",
    related: "関連記事",
    still_need_help: "解決しませんでしたか?",
    contact: "担当者に問い合わせる",
    all_articles: "全{}件の記事",
    only_in: "{} のみの記事",
    note: "メモ",
    tip: "ヒント",
    important: "重要",
    warning: "警告",
    caution: "注意",
};
