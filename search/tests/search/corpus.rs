//! A small help center in three languages, and a random source that gives the same numbers every time.

use crate::builder::Site;
use search::{Index, Packing};

/// Slug, title, keywords (comma between), passages as `heading#anchor|text`.
type Row = (&'static str, &'static str, &'static str, &'static [&'static str]);

const ENGLISH: &[Row] = &[
    (
        "account/reset-password",
        "Reset your password",
        "login, sign-in, forgot",
        &[
            "|If you forgot your password, choose the link below the form. A mail with a new link comes within two minutes.",
            "When no mail comes#no-mail|Look into the spam folder. The mail is sent by help@example.com. Corporate filters hold it back for an hour.",
            "Password rules#rules|At least ten characters. Long passphrases are better than signs nobody remembers.",
        ],
    ),
    (
        "account/close",
        "Close your account",
        "delete, cancel",
        &[
            "|Open the settings and choose Close account. Everything is deleted after thirty days.",
            "Getting your data first#export|Download an archive of your data before you close the account.",
        ],
    ),
    (
        "account/two-step",
        "Turn on two-step verification",
        "2fa, authenticator",
        &[
            "|An authenticator app shows a code that changes every 30 seconds. You need your phone to sign in.",
            "Lost phone#lost|Use one of the recovery codes, or ask support to verify your identity.",
        ],
    ),
    (
        "billing/refund",
        "Get a refund",
        "money back",
        &[
            "|Refunds go to the card that you paid with, and take five working days.",
            "After the trial#trial|Within 14 days of the first payment the whole sum comes back. Later payments are not refunded.",
        ],
    ),
    (
        "billing/invoice",
        "Download an invoice",
        "receipt, vat",
        &["|Invoices are in Settings, Billing. Each invoice is a PDF with your VAT number."],
    ),
    (
        "billing/failed",
        "When a payment fails",
        "declined, card",
        &[
            "|The bank declined the card, or the card has expired. Add another card and try the payment again.",
        ],
    ),
    (
        "shop/install",
        "Install the widget",
        "script, tag, snippet",
        &[
            "|Paste the script tag before the end of the body. The widget installs itself on every page.",
            "WordPress#wordpress|Use a plugin that adds code to the footer of all pages.",
            "Content security policy#csp|Allow the origin in script-src and connect-src. Version 1.8.19 or later.",
        ],
    ),
    (
        "shop/theme",
        "Change colours and the dark theme",
        "color, design",
        &[
            "|Set data-color on the tag. The theme follows the visitor's system unless data-theme says dark or light.",
        ],
    ),
    (
        "shop/wifi",
        "Connect the till over Wi-Fi",
        "wireless",
        &[
            "|Choose the network and type its key. E-mail receipts need a connection. The ESP32 board supports 2.4 GHz only.",
        ],
    ),
    ("shop/about", "About us", "", &["|Who we are."]),
];

const GERMAN: &[Row] = &[
    (
        "konto/passwort",
        "Passwort zurücksetzen",
        "anmelden, vergessen",
        &[
            "|Wenn Sie Ihr Passwort vergessen haben, wählen Sie den Link unter dem Formular. Passwörter haben mindestens zehn Zeichen.",
        ],
    ),
    (
        "konto/schluessel",
        "Schlüssel ändern",
        "",
        &[
            "|Den Schlüssel des Netzes geben Sie in den Einstellungen ein. Große Häuser brauchen mehrere Geräte.",
        ],
    ),
    (
        "zahlung/rechnung",
        "Rechnung herunterladen",
        "beleg",
        &["|Rechnungen stehen unter Einstellungen, Zahlung."],
    ),
];

const JAPANESE: &[Row] = &[
    (
        "account/password",
        "パスワードを変更する",
        "ログイン",
        &[
            "|設定画面を開き、新しいパスワードを入力してください。確認メールが届きます。",
            "メールが届かない場合#mail|迷惑メールフォルダを確認してください。",
        ],
    ),
    (
        "billing/refund",
        "返金について",
        "",
        &["|返金はお支払いに使ったカードに行われます。五営業日かかります。"],
    ),
    (
        "shop/widget",
        "ウィジェットを設置する",
        "タグ",
        &["|スクリプトタグをページに貼り付けます。APIキーは不要です。"],
    ),
];

/// The little help center in a language.
pub fn site(locale: &str) -> Site {
    let rows = match locale {
        "de" => GERMAN,
        "ja" => JAPANESE,
        _ => ENGLISH,
    };
    let mut site = Site::new(locale);
    for (slug, title, keywords, passages) in rows {
        site = site.article(slug, title, keywords, passages);
    }
    site
}

/// The index bytes of the little help center in a language.
pub fn bytes(locale: &str) -> Vec<u8> {
    site(locale).pack(Packing::ONE_FILE).head
}

/// The opened index of the little help center.
pub fn index(locale: &str) -> Index {
    site(locale).index()
}

/// xorshift64* (Vigna 2016): the same numbers on every machine and in every run.
pub struct Random(pub u64);

impl Random {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n
    }

    /// Text of up to `n` characters of all kinds.
    pub fn text(&mut self, n: usize) -> String {
        const SIGNS: [char; 30] = [
            'a', 'b', 'e', 's', 'ß', 'Ö', 'é', '1', '9', '.', ',', '\'', '’', '-', ' ', ' ', '\n',
            '\0', '猫', 'カ', 'ー', 'ｶ', 'ひ', '한', 'ж', 'ם', 'ع', '\u{308}', '\u{202e}', '🙂',
        ];
        (0..self.below(n + 1)).map(|_| SIGNS[self.below(SIGNS.len())]).collect()
    }
}
