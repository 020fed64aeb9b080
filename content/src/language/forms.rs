//! Words of help centers that must meet, and words that must not.

use super::of;

/// Each row is a set of words joined by spaces whose stems are equal; after a `|` stand words that keep another stem.
fn check(locale: &str, rows: &[&str]) {
    let language = of(locale);
    let mut wrong = Vec::new();
    for row in rows {
        let (same, other) = row.split_once(" | ").unwrap_or((row, ""));
        let mut words = same.split(' ');
        let first = words.next().unwrap_or_default();
        let stem = language.stem(first);
        wrong.extend(words.filter(|word| language.stem(word) != stem).map(|word| (first, word)));
        let others = other.split_whitespace().filter(|word| language.stem(word) == stem);
        wrong.extend(others.map(|word| (first, word)));
    }
    assert!(wrong.is_empty(), "{locale}: {wrong:?}");
}

#[test]
fn english() {
    check(
        "en",
        &[
            "password passwords | passport",
            "reset resets resetting | resell",
            "cancel cancels canceled cancelled cancelling cancellation | cancer",
            "invoice invoices invoicing | involve",
            "install installs installed installing installation | instant",
            "notification notifications | note",
            "device devices | devise",
            "policy policies | police",
            "delivery deliveries | delete",
            "subscription subscriptions | substance",
            "news | new",
            "organization organizations organize | organ",
            "general | generate generated",
            "visitor's visitor’s visitors visitor | visa",
        ],
    );
}

#[test]
fn german() {
    check(
        "de",
        &[
            "passwort passwörter passworts | passfoto",
            "adresse adressen | adressat",
            "rechnung rechnungen | rechnen",
            "einstellung einstellungen einstellen | anstellung",
            "gerät geräte geräten | garantie",
            "benachrichtigung benachrichtigungen | nachricht",
            "nutzer nutzern nutzerin | netz",
            "anmelden anmeldung anmeldungen | abmelden",
            "bestellung bestellen bestellungen | bestand",
            "lieferung lieferungen | lieferant",
        ],
    );
}

#[test]
fn romance_languages() {
    check(
        "fr",
        &[
            "compte comptes | comte",
            "facture factures facturation | facteur",
            "abonnement abonnements abonner | abandon",
            "résilier résiliation | résident",
            "paramètre paramètres | paramétrage",
            "supprimer supprimé supprimés | suppose",
            "utilisateur utilisateurs utilisatrice | utile",
            "paiement paiements payer | pays",
            "journal journaux | jour",
        ],
    );
    check(
        "es",
        &[
            "contraseña contraseñas | contraste",
            "cuenta cuentas | cuentista",
            "factura facturas facturación | factor",
            "cambiar cambio cambios cambié | camión",
            "cancelar cancelación cancelado | cáncer",
            "configuración configurar | confirmar",
            "usuario usuarios usuaria | uso",
            "pago pagos pagar | página",
        ],
    );
    check(
        "it",
        &[
            "fattura fatture fatturazione | fattore",
            "abbonamento abbonamenti | abbondanza",
            "impostazione impostazioni | impresa",
            "notifica notifiche | notizia",
            "utente utenti | utensile",
            "dispositivo dispositivi | disponibile",
            "cancellare cancellazione | canale",
            "consegna consegne | consiglio",
        ],
    );
    check(
        "pt-BR",
        &[
            "senha senhas | senhor",
            "conta contas | contato",
            "fatura faturas | fator",
            "cancelar cancelamento | canal",
            "configuração configurações | confirmação",
            "notificação notificações | notícia",
            "usuário usuários | uso",
            "alterar alteração alterado | altura",
        ],
    );
    check(
        "ro",
        &[
            "parolă parole | parohie",
            "cont contul | contact",
            "abonament abonamente abonamentul | abonat",
            "dispozitiv dispozitive | dispoziție",
            "utilizator utilizatori utilizatorul | util",
            "facturi facturii | factor",
            "fișier fișiere fişiere | fiș",
            "plata plată | plan",
        ],
    );
}

#[test]
fn germanic_languages() {
    check(
        "nl",
        &[
            "rekening rekeningen | rekenmachine",
            "factuur facturen | factor",
            "instelling instellingen instellen | installatie",
            "apparaat apparaten | appartement",
            "melding meldingen | medaille",
            "gebruiker gebruikers | gebied",
            "betaling betalingen betalen | bepalen",
            "bestelling bestellingen bestellen | bestand",
        ],
    );
    check(
        "sv",
        &[
            "lösenord lösenorden | lösning",
            "faktura fakturor | fakta",
            "inställning inställningar | installation",
            "enhet enheter enheten | enkel",
            "avisering aviseringar | avsluta",
            "användare användaren användarna | anmälan",
            "betalning betalningar | beställning",
            "radera raderar | rad",
        ],
    );
    check(
        "da",
        &[
            "adgangskode adgangskoder adgangskoden | adgang",
            "faktura fakturaer | faktor",
            "indstilling indstillinger | installation",
            "enhed enheder enheden | enkelt",
            "bruger brugere brugeren | browser",
            "betaling betalinger | bestilling",
            "ændre ændrer | andre",
            "ændring ændringer | anden",
        ],
    );
    check(
        "nb",
        &[
            "passord passordet passordene | passasjer",
            "faktura fakturaer | faktor",
            "innstilling innstillinger | installasjon",
            "enhet enheter enheten | enkel",
            "bruker brukere brukeren | bruksanvisning",
            "betaling betalinger | bestilling",
            "endre endrer | andre",
            "konto kontoer kontoen | kontor",
        ],
    );
}

#[test]
fn slavic_languages() {
    check(
        "ru",
        &[
            "пароль пароля паролей | парад",
            "аккаунт аккаунта аккаунты | аккорд",
            "счёт счета | считать",
            "подписка подписки подписку | подпись",
            "устройство устройства устройств | устроить",
            "уведомление уведомления уведомлений | увеличение",
            "пользователь пользователи пользователя | польза",
            "оплата оплаты оплатить | оптом",
        ],
    );
    check(
        "pl",
        &[
            "hasło hasła hasłem | hałas",
            "konto konta kontem | kontakt",
            "faktura faktury fakturę | faktycznie",
            "subskrypcja subskrypcje subskrypcji | skrypt",
            "ustawienie ustawienia ustawień | ustawa",
            "urządzenie urządzenia urządzeń | urząd",
            "powiadomienie powiadomienia | powiat",
            "płatność płatności | płatnik",
        ],
    );
    check(
        "cs",
        &[
            "heslo hesla heslem | heslovitý",
            "zpráva zprávy | správa",
            "faktura faktury fakturu | fakt",
            "uživatel uživatelé uživatele | užitek",
            "platba platby | platit",
            "objednávka objednávky | objem",
            "soubor soubory | souboj",
            "stránka stránky | strana",
        ],
    );
    check(
        "uk",
        &[
            "пароль пароля паролі | парад",
            "рахунок рахунки рахунку | рахувати",
            "підписка підписки підписку | підпис",
            "пристрій пристрої пристрою | пристань",
            "користувач користувачі користувача | корінь",
            "оплата оплати | оптом",
            "файл файли файлу | фаза",
            "сторінка сторінки | сторона",
        ],
    );
}

#[test]
fn languages_of_many_endings() {
    check(
        "tr",
        &[
            "şifre şifreyi şifremi şifreler | şirket",
            "hesap hesabım hesaplar hesapları | hesapsız",
            "fatura faturalar faturayı faturalarım | fabrika",
            "abonelik aboneliği abonelikler | abone",
            "ayar ayarlar ayarları ayarlarım | ayna",
            "bildirim bildirimler bildirimleri | bilgi",
            "kullanıcı kullanıcılar kullanıcıyı | kullanım",
            "dosya dosyalar dosyayı | dost",
        ],
    );
    check(
        "fi",
        &[
            "salasana salasanan salasanat salasanaa | sanat",
            "lasku laskun laskut | laskea",
            "ilmoituksen ilmoitukset | ilma",
            "maksu maksut maksun | maksaa",
            "käyttäjä käyttäjän käyttäjät | käyttö",
            "tiedosto tiedostot tiedoston | tiede",
            "sivu sivut sivun | sivusto",
            "tilauksen tilaukset | tila",
        ],
    );
    check(
        "hu",
        &[
            "jelszó jelszót | jelölés",
            "fiók fiókok fiókot | fiú",
            "számla számlák számlát | szám",
            "előfizetés előfizetések előfizetést | fizetés",
            "eszköz eszközök eszközt | eszik",
            "felhasználó felhasználók felhasználót | használat",
            "értesítés értesítések | értés",
            "fájl fájlok fájlt | fáj",
        ],
    );
}

#[test]
fn other_scripts() {
    check(
        "el",
        &[
            "λογαριασμός λογαριασμού λογαριασμοί | λόγος",
            "συνδρομή συνδρομές | σύνδεση",
            "συσκευή συσκευές | σύσταση",
            "ειδοποίηση ειδοποιήσεις | είδος",
            "χρήστης χρήστες | χρήμα",
            "πληρωμή πληρωμές | πλήρης",
            "αλλαγή αλλαγές | άλλος",
            "κωδικός κωδικοί | κώδωνας",
        ],
    );
    check(
        "ar",
        &[
            "كلمة كلمات | كامل",
            "حساب الحساب حسابات الحسابات حسابك | حاسوب",
            "فاتورة الفاتورة | فتور",
            "إعداد إعدادات الإعدادات | عدد",
            "إشعار إشعارات الإشعارات | شعار",
            "جهاز الجهاز | تجهيز",
            "مستخدم المستخدم | خدمة",
            "دفع الدفع | دفتر",
        ],
    );
    check("hi", &["सूचना सूचनाएं | संपर्क", "खाता | खाना"]);
    // Names and terms in Latin letters follow English in a language of another script.
    check("zh-CN", &["ticket tickets", "installing installed | instant", "密码 | 密钥"]);
    check("ja", &["cookie cookies", "パスワード | パスポート"]);
    check("he", &["ticket tickets", "סיסמה | סיסמאות"]);
}
