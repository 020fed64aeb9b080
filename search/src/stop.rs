//! Words that carry a sentence rather than its subject: articles, pronouns, auxiliaries, question words.
//!
//! They are dropped from queries and from texts, but not from titles, headings and keywords: a query of nothing else
//! ("about us") still finds something.
//! The lists follow Snowball's (snowballstem.org), without words that name things in help texts (`down`, `off`, `own`).

use crate::token::Lang;

/// Sorted, folded as [`crate::token::fold`] does, joined by spaces.
const ENGLISH: &str = "a about after all also am an and any are as at be because been before being both but by can cannot cant \
could couldnt did didnt do does doesnt doing dont each for from further get gets got had has hasnt have havent having he her here \
hers him his how however i if im in into is isnt it its ive just let lets like me might more most must my no nor not of on once only \
or other our ours out over please same shall she should shouldnt so some such than that thats the their theirs them then \
there theres these they this those through to too until upon very was wasnt we were werent what whats when where whether which while \
who whom whos why will with wont would wouldnt you your yours";

const GERMAN: &str = "aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin bis bist bitte da \
dabei damit dann das dass dazu dein deine deinem deinen deiner dem den denn der des die dies diese diesem diesen dieser dieses doch \
dort du durch ein eine einem einen einer eines er es euer eure fuer gibt habe haben hat hatte hatten hier hinter ich ihm ihn \
ihnen ihr ihre ihrem ihren ihrer im in ins ist jede jedem jeden jeder jedes jetzt kann kannst koennen koennte man mein meine meinem \
meinen meiner mich mir mit muessen muss nach nicht noch nun nur ob oder ohne sehr sein seine seinem seinen seiner sich sie sind so \
solche soll sollte sondern sonst ueber um und uns unser unsere unter vom von vor wann war waren warum was weil welche welchem \
welchen welcher welches wenn werde werden wie wieder wieso will wir wird wirst wo wofuer wollen womit worden wurde wurden zu zum \
zur zwar zwischen";

const FRENCH: &str = "a ai aie ait alors au aucun aussi autre aux avant avec avoir c ce cela celle celui ces cet cette ceux chaque \
comme comment d dans de des donc dont du elle elles en encore est et etait etant ete etre eu eux faire fait faut il ils j je l la le \
les leur leurs lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par pas peut peux plus pour pourquoi puis qu quand que \
quel quelle quelles quels qui quoi s sa sans se sera ses si son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu \
un une vers vos votre vous y";

/// Whether a folded word is dropped from queries in this language.
pub fn is_stop(lang: Lang, word: &str) -> bool {
    match lang {
        Lang::En => listed(ENGLISH, word),
        Lang::De => listed(GERMAN, word),
        Lang::Fr => listed(FRENCH, word),
        // Hiragana alone is grammar nearly always: particles, endings, auxiliaries.
        Lang::Ja => word.chars().all(|c| ('\u{3041}'..='\u{309f}').contains(&c)),
        Lang::Other => false,
    }
}

/// A walk over a short text: no table to build, and a query has few words.
fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|entry| entry == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_without_doubles() {
        for list in [ENGLISH, GERMAN, FRENCH] {
            let words: Vec<_> = list.split(' ').collect();
            let mut sorted = words.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(words, sorted);
        }
    }

    #[test]
    fn questions_lose_their_frame() {
        let check = |lang, text: &str, left: &str| {
            let kept: Vec<_> = text.split(' ').filter(|word| !is_stop(lang, word)).collect();
            assert_eq!(kept.join(" "), left);
        };
        check(Lang::En, "how do i change my password", "change password");
        check(Lang::De, "wie kann ich mein passwort aendern", "passwort aendern");
        check(Lang::Fr, "comment changer mon mot de passe", "changer mot passe");
        check(Lang::Ja, "する 変更 です", "変更");
        check(Lang::Other, "how do i", "how do i");
    }
}
