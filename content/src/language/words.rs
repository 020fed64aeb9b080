//! Corrections to the stop-word lists, and the lists of languages that have no good one.
//!
//! Only function words and the frame of a question ("how can I", "bitte", "est-ce que"). The common lists were made for
//! news: they have pronouns in every case and no question words. They also have words that name things in a help text
//! (`off` in "turn off"), or words that become another when the apostrophe goes (`she'll`): [`LESS`] takes them out.

/// Taken out of the common list.
pub const LESS: &[(&str, &str)] = &[
    ("en", "d down further he'd he'll i'd i'll ll m ma o off own re s she'd she'll t ve y we'd"),
    ("de", "weg"),
    ("es", "estado estados sentid sentida sentidas sentido sentidos siente sintiendo"),
    ("fr", "été étée étées étés étante étants étantes"),
    (
        "hu",
        "cikk cikkek cikkeket ison keresztül keressünk összes teljes új újabb újra utolsó vissza",
    ),
    ("it", "contro"),
    ("nl", "uit"),
    ("no", "ned opp um upp ut"),
    ("da", "ned op ud"),
    ("sv", "ut upp"),
    (
        "ro",
        "doi doilea două fata inapoi mod nou noua nouă patra patru spate sus timp trei treia treilea",
    ),
    ("ru", "два один три"),
    ("ca", "llarg mode últim"),
];

/// Added to the common list.
pub const MORE: &[(&str, &str)] = &[
    (
        "en",
        "also anyone anything cannot cant could ever every get gets getting got hello hi however im ive let lets like \
        may might must need needs please shall someone something thank thanks try trying upon us want wants whats whats \
        wheres whether whose within would yet",
    ),
    (
        "de",
        "beim bitte bräuchte brauche braucht dabei danke darf dürfen gibt geht hallo her kannst könnt könnten lassen \
        lässt möchte möchten muß müssen mag sollen solltest wann warum wäre wem wen wer weshalb wessen wieso wieviel \
        wofür wohin woher womit woran worauf wodurch worden wurde wurden",
    ),
    (
        "es",
        "ahí así aún aquí cada cómo cuál cuáles cuándo cuánto cuánta cuántos cuántas cuanto debe deben debo desea deseo \
        dónde favor gracias hace hacer hacen hago hola necesita necesito puede pueden puedes puedo podemos poder podría \
        quién quiénes quiere quiero quisiera saber según si tan tiene",
    ),
    (
        "fr",
        "afin ainsi alors après aucun aucune aussi autre autres avant bonjour car ceci cela celle celles celui cet cette \
        ceux chaque chez combien comme comment dès doit dois donc dont est-ce être avoir faire faut fait fais faudrait \
        là lequel laquelle leurs lors lorsque merci mien où peut peux peuvent plus pourquoi pourrais pouvez puis puisque \
        quand quel quelle quelles quels quoi sans sera si sous souhaite svp tous tout toute toutes très veux veut \
        voudrais y",
    ),
    (
        "it",
        "anche ancora bisogna buongiorno ciao cos cosa così dei devo deve devono essere avere fa fare favore grazie ogni \
        poi posso può possono puoi prego quali quando qual qualcosa quindi sapere se senza sempre solo sono sul vorrei \
        voglio vuole",
    ),
    (
        "pt",
        "aí ainda aonde cada consigo consegue deve devo devem então faço faz fazer favor gostaria obrigada obrigado olá \
        onde outra outras outro outros pode podem poderia posso porque porquê precisa preciso quais quanto quantos quanta \
        quantas quero quer queria qualquer saber sempre sob sobre ter todo todos toda todas",
    ),
    (
        "nl",
        "aub alle alstublieft bedankt bent beide daarom deden graag hallo had hadden hebt heel hij iedere ieder elke elk \
        jij jou jouw jullie kun kunt kan mag moeten moest mogen nodig nou onze op wanneer waar waarom waarmee waarop \
        waarin waarvoor welk welke wiens wij willen wilt wou zult zullen zouden zo'n",
    ),
    (
        "sv",
        "behöver bara då får finns fick gå går gör göra hej hos kunna kanske måste nej när någonstans också om snälla \
        ska skall tack vilja vill var varifrån vad vems",
    ),
    (
        "da",
        "behøver bare bør både enten før får få gør gøre gerne hej hvem hvilken hvilket hvilke hvordan hvorfor hvorhen \
        hvornår hvorledes ja kan kun måtte må nej samt ser skulle tak venligst veje ønsker",
    ),
    (
        "no",
        "behøver bør får få gjør gjøre gjerne hei hvorhen hvordan hvorfor hvilket må måtte nei takk trenger vennligst \
        ønsker skulle kunne",
    ),
    (
        "fi",
        "ehkä haluan haluaisin hei kiitos kuinka koska kumpi kuten milloin miten millainen minne missä mistä montako myös \
        miksi minkälainen mihin olisi onko pitää pitäisi saa saako saan tarvitsen tarvitseeko voi voin voiko voinko voit \
        voidaan voisi voisin",
    ),
    (
        "ru",
        "буду где здравствуйте зачем какая какие какого каком какую каким которая которого которой которую которые \
        который которых мог могу могут можем можете моего моей моём мое моё мои моих нужен нужна нужно нужны откуда \
        пожалуйста почему привет сколько спасибо также твой хотел хочу хочет чему чья ваш ваша ваше ваши вашего нам свои \
        своего своей свой",
    ),
    (
        "hu",
        "ahhoz ehhez ezt hol hová honnan hány kérem kérek kinek köszönöm kellene kellett lehetne lehetséges melyik \
        melyiket mennyi merre miatt milyen mikortól szeretném szeretnék tudok tudom tudja tudni hogyan ő ők őket először \
        előtt első",
    ),
    (
        "ro",
        "aveți aș ați ăștia bună câtă cât câți cînd când cine cărora cum cumva de despre este mulțumesc nevoie niște \
        pentru poate poți pot pute putea rog salut să știu și sunteți trebuie unde v-am vreau vrea ce care cui toți \
        totuși ți ție țî",
    ),
    (
        "tr",
        "ben beni bana benim bir birçok bunu bunun buna değil gerek gerekir gerekiyor hangi hangisi istiyorum kaç kadar \
        lütfen lazım mıyım miyim merhaba mısınız misiniz nereden neyi olan olarak olur oluyor onu onun sen seni sana \
        senin sizin bizim teşekkürler var yok yapabilirim yapmalıyım yapılır edebilirim edilir",
    ),
    (
        "ca",
        "can cal com gràcies hola on per pots podria puc quan quanta quantes quants quin si sisplau vull voldria",
    ),
    (
        "th",
        "อย่างไร ยังไง ไหม มั้ย หรือไม่ ทำไม ที่ไหน เมื่อไร เมื่อไหร่ เท่าไร ใคร ครับ ค่ะ คะ ฉัน ผม ของฉัน ต้องการ",
    ),
    ("hi", "कैसे क्यों कहाँ कहां कब कौन क्या कितना कितने कृपया मैं मुझे मेरा मेरी मेरे सकता सकते सकती चाहिए"),
];

/// The whole list, where the common one is none of function words only, or missing.
pub const OWN: &[(&str, &str)] = &[
    (
        "ar",
        "أن إن أنا أنت أنتم أو أي أين إلى إذا أريد أستطيع أم أما ألا إلا التي الذي الذين الى ان او اي اين انا اذا اريد \
        استطيع بعد بعض بل به بها بين تم تلك ثم حتى حيث حين خلال دون ذلك شكرا ضد عبر على عليه عليها عن عند عندما غير في \
        فيه فيها قبل قد كان كانت كل كم كما كيف كيفية كي لا لان لأن لدي لديك لقد لك لكن لم لماذا لن لنا له لها لهم لو لي \
        ليس ليست ما ماذا متى مع مرحبا من منذ منه منها مما هذا هذه هل هم هنا هناك هو هي و وقد ولا وهو وهي وما ومن يا \
        يجب يتم يكون يمكن يمكنك يمكنني أيضا إنه أنه هؤلاء نحن ضمن فقط فضلك",
    ),
    (
        "cs",
        "a aby ale ani asi at až bez bude budu by byl byla bylo být chce chceme chci co což či dal děkuji do dobrý \
        ho i já jak jaká jaké jaký jakou je jeho jej její jejich jen jenom ještě ji již jsem jsme jsou jste k kam kde kdo \
        kdy když ke která které který kteří kolik kvůli ma má mají mám máme máte mě mi mít mezi mne mně mohl mohu moje \
        moji může můžete můžeme můžu můj musí musím my na nad nám nás náš naše ne nebo není než nic nich o od odkud on \
        ona oni ono pak po pod podle pokud potřebuji pouze pro proč prosím proto protože před přes při s se si sice \
        svůj svou své svých svým ta tak také takže tam tato te tedy ten tento ti tím to tohle toho tom tomu tu tuto ty \
        týká u už v vám vás váš vaše ve však z za ze že chtěl lze jde",
    ),
    (
        "el",
        "αλλά αν αντί από αυτά αυτές αυτή αυτό αυτοί αυτός αυτούς αυτών για δε δεν εγώ εδώ είμαι είμαστε είναι είσαι \
        είστε εκεί εκείνα εκείνη εκείνο ένα ένας έναν ενώ επί ευχαριστώ έχει έχετε έχω έχουν η ή θα θέλω θέλετε ίσως κάθε \
        και κάνω κάνει κάποιος κατά κι μα με μετά μέχρι μη μην μία μια μου μας μπορεί μπορείτε μπορώ να ναι ο οι όμως \
        όπως όταν ό,τι ότι όχι πάνω παρά παρακαλώ περί πιο ποια ποιες ποιο ποιοι ποιον ποιος πόσο πόσα πόσες πότε που πού \
        πρέπει προς πώς πως σας σαν σε σου στη στην στις στο στον στους στα τα τη την της τι τις το τον του τους των \
        γιατί γεια ως",
    ),
    (
        "he",
        "אבל או אולי אותה אותו אותי אותך אותם אותנו אז אחרי אחר אחרת אי איזה איזו איך אילו אין איפה אל אלה אלו אם אנא \
        אנחנו אני אפשר אפשרי אשר את אתה אתם באיזה בבקשה בגלל בין בלי ביותר בו בה גם האם הוא היא היה היו הם הן הזה הזאת \
        הנה ואם וגם זאת זה זו חייב יהיה יכול יכולה יכולים יש כאשר כאן כבר כדי כך כיצד כל כמה כמו כן כי לא לאן להיות להם \
        לו לה לי לך לכם לנו לפני ללא למה לגבי מאוד מאיפה מדוע מה מהו מהי מי מן מתי נא עד על עלי עם עדיין פה צריך צריכה \
        רוצה רק של שלא שלה שלהם שלו שלי שלך שלכם שלנו שלום שם תודה תחת ניתן",
    ),
    (
        "pl",
        "a aby ale ani aż bardzo bez bo być był była było były będzie będą bym ci ciebie co coś czego czemu czy czyli \
        czym dla dlaczego do dokąd dziękuję gdy gdyby gdzie go i ich ile im inne inny ja jak jaka jaki jakie jakich jakiej \
        jako je jeden jednak jego jej jest jestem jeszcze jeśli jeżeli już ją każdy każda kiedy kto która które którego \
        której który którym których ktoś lub ma mają mam mamy masz mi mnie mną moja moje mojego mojej mojego może mogę \
        można możesz mój muszę musi my na nad nam nas nasz nasza nasze nie nich nic nią niż no o od on ona one oni ono \
        oraz po pod podczas ponieważ potrzebuję proszę przed przez przy również sam są się skąd sobie swoje swojego \
        swojej swój ta tak takie także tam te tego tej ten też to tobie tu twoje twój ty tych tylko tym u w was we wasz \
        wiele wszystko wszystkie z za ze że żeby chcę chce chciałbym chciałabym cześć dzień",
    ),
    (
        "uk",
        "а або але б без би був була були було бути в вам вас ваш ваша ваше ваші вже ви від він вона вони воно все всі \
        де для до дякую є ж за завжди з зі зараз і із інші її їм їх й його йому коли котрий кого кому куди ласка ледь \
        лише мати ми мені мене мій моя моє мої моєї мого може можна можу можуть має маю на над навіть нам нас наш не немає \
        ні ніж ну о об он під після по при про потім потрібно потрібен привіт раз разом з сам свій своя своє свої себе \
        скільки та так така такий такі також там те ти то того той тому тобто треба ту тут у хто хіба хочу хотів це цей \
        ця ці цього цю чи чого чому через що щоб щось як яка яке який якщо які якого якої яку звідки будь я",
    ),
    // The tokenizer cuts Japanese into pairs, and those of Hiragana alone count as grammar without being listed.
    ("ja", "何 私 方法 場合 教え 教えて 使い方 仕方"),
    // Korean is cut into pairs too; endings and question words.
    (
        "ko",
        "어떻 떻게 게하 하나 나요 하는 는방 습니 니다 니까 합니 입니 있나 있습 있는 수있 을수 할수 하려 려면 려고 해야 야하 \
        하고 하면 하지 지않 않아 아요 어요 에요 세요 하세 주세 왜 무엇 무슨 어디 어디 디서 디에 언제 누구 얼마 얼마 마나 \
        그리 리고 그러 러나 또는 이나 에서 에게 으로 부터 까지 대한 대해 관한 위해 경우 때문 저는 제가 나는 내가 나의 이것 \
        그것 저것 이런 그런 어떤 되나 되는 되지 됩니 싶어 싶습 은 는 이 가 을 를 에 의 와 과 도 로 수 것 등 및",
    ),
    // Chinese is cut into pairs: words of two signs stand as they are, longer ones as their pairs.
    (
        "zh",
        "的 了 吗 呢 吧 啊 和 与 或 在 是 有 我 你 您 他 她 它 这 那 就 都 也 还 把 被 对 从 到 给 让 向 于 其 \
        怎么 怎样 么样 么办 如何 为何 什么 为什 哪里 哪儿 哪个 哪些 哪种 何时 几个 多少 多久 是否 能否 可否 可以 能够 \
        不能 不会 不是 没有 有没 是不 能不 可不 不可 我的 你的 您的 我们 你们 他们 它们 我想 我要 我该 我能 我可 想要 需要 应该 \
        请问 谢谢 您好 你好 这个 这些 这里 这样 那个 那些 那里 那么 一个 一些 一下 一种 以及 或者 还是 还有 并且 而且 但是 \
        因为 所以 如果 那么 虽然 由于 关于 对于 通过 根据 为了 其他 其它 另外 以便 即可 之后 之前 时候 的时 已经 正在 \
        麼 怎麼 怎樣 什麼 為什 為何 哪裡 哪個 哪些 何時 幾個 嗎 沒有 我們 你們 這個 這些 這裡 那裡 個 請問 謝謝 應該 \
        能夠 因為 如果 雖然 關於 對於 還是 還有 時候 與 為 這 會 讓 從 給 對",
    ),
];
