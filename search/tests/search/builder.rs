//! Help centers made in a few lines, with the stems and stop words that the builder would bring.

use frostem::{Algorithm, Stemmer};
use search::{Article, Index, Language, Packed, Packing, Passage, Source};

/// Articles of one locale, owned, and what is said about them.
#[derive(Clone)]
pub struct Site {
    locale: String,
    articles: Vec<Owned>,
    synonyms: Vec<(String, String)>,
    pages: Vec<(String, Vec<String>)>,
}

#[derive(Clone)]
struct Owned {
    slug: String,
    title: String,
    section: String,
    url: String,
    fragment: String,
    keywords: Vec<String>,
    boost: f32,
    updated: u32,
    /// Heading, anchor, text.
    passages: Vec<[String; 3]>,
}

impl Site {
    pub fn new(locale: &str) -> Site {
        Site {
            locale: locale.to_owned(),
            articles: Vec::new(),
            synonyms: Vec::new(),
            pages: Vec::new(),
        }
    }

    /// Adds an article. Keywords have a comma between; passages are `heading#anchor|text`, or only a text.
    pub fn article(
        mut self,
        slug: &str,
        title: &str,
        keywords: &str,
        passages: &[impl AsRef<str>],
    ) -> Site {
        let keywords =
            keywords.split(", ").filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let passages = passages.iter().map(|passage| {
            let (head, text) = passage.as_ref().split_once('|').unwrap_or(("", passage.as_ref()));
            let (heading, anchor) = head.split_once('#').unwrap_or((head, ""));
            [heading, anchor, text].map(str::to_owned)
        });
        self.articles.push(Owned {
            slug: slug.to_owned(),
            title: title.to_owned(),
            section: slug.split('/').next().unwrap_or_default().to_owned(),
            url: slug.to_owned(),
            fragment: title.to_owned(),
            keywords,
            boost: 1.0,
            updated: 0,
            passages: passages.collect(),
        });
        self
    }

    /// Adds an article that is a title and one text.
    pub fn page(self, slug: &str, title: &str, text: &str) -> Site {
        self.article(slug, title, "", &[format!("|{text}")])
    }

    /// The boost of the article that was added last.
    pub fn boost(mut self, boost: f32) -> Site {
        self.articles.last_mut().expect("an article was added").boost = boost;
        self
    }

    /// The date of the article that was added last.
    pub fn updated(mut self, updated: u32) -> Site {
        self.articles.last_mut().expect("an article was added").updated = updated;
        self
    }

    /// Who types the first means the second.
    pub fn synonym(mut self, typed: &str, meant: &str) -> Site {
        self.synonyms.push((typed.to_owned(), meant.to_owned()));
        self
    }

    /// On pages with this path this article or section is preferred.
    pub fn prefers(mut self, path: &str, name: &str) -> Site {
        self.pages.push((path.to_owned(), vec![name.to_owned()]));
        self
    }

    pub fn pack(&self, packing: Packing) -> Packed {
        let articles: Vec<Article<'_>> = self.articles.iter().map(Owned::article).collect();
        with_language(&self.locale, |language| {
            let (locale, synonyms) = (self.locale.as_str(), self.synonyms.as_slice());
            search::pack(
                &Source { locale, articles: &articles, language, synonyms, pages: &self.pages },
                packing,
            )
        })
    }

    /// All in one file, opened.
    pub fn index(&self) -> Index {
        Index::open(self.pack(Packing::ONE_FILE).head).expect("what was written opens")
    }
}

impl Owned {
    fn article(&self) -> Article<'_> {
        let passages = self.passages.iter();
        Article {
            slug: &self.slug,
            title: &self.title,
            section: &self.section,
            keywords: &self.keywords,
            url: &self.url,
            fragment: &self.fragment,
            boost: self.boost,
            updated: self.updated,
            passages: passages
                .map(|[heading, anchor, text]| Passage { heading, anchor, text })
                .collect(),
        }
    }
}

/// A few of the words that carry a sentence, enough for these articles.
const STOP: [(&str, &str); 2] = [
    (
        "en",
        "a about an and are at be by can do does for from how i in is it me my not of on or our that the their this to \
         us we what when where which who why will with you your",
    ),
    (
        "de",
        "das der die den dem ein eine haben ich in ist kann mein meine mit nicht sie sind und wenn werden wie wo zu",
    ),
];

/// Stems, stop words and compounds of a language, as far as these tests need them.
pub fn with_language<T>(locale: &str, then: impl FnOnce(Language<'_>) -> T) -> T {
    let algorithm = match locale {
        "en" => Some(Algorithm::English),
        "de" => Some(Algorithm::German),
        _ => None,
    };
    let stemmer = algorithm.map(Stemmer::new);
    let stem = |word: &str| {
        stemmer.map_or_else(|| word.to_owned(), |stemmer| stemmer.stem(word).into_owned())
    };
    let stop = STOP.iter().find(|(other, _)| *other == locale).map_or("", |(_, words)| words);
    let stop: Vec<String> = stop.split_whitespace().map(str::to_owned).collect();
    then(Language { stem: &stem, stop: &stop, compounds: locale == "de" })
}
