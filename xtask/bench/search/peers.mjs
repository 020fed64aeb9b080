// The engines that people use today, each set up as a careful integrator would. All answer with documents' ids.
//
//   build(docs, lang) -> bytes to serve       load(bytes, lang) -> opened       search(opened, query, k) -> ids
import { createRequire } from 'node:module';
import MiniSearch from 'minisearch';
import stem from 'wink-porter2-stemmer';

const require = createRequire(import.meta.url);

const json = (value) => Buffer.from(JSON.stringify(value));
const parse = (bytes) => JSON.parse(bytes.toString('utf8'));

/** Lucene's English list, then what questions begin with. */
const STOP = new Set(
  (
    'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to ' +
    'was will with can could do does from how i me my should what when where which who why would you your am'
  ).split(' '),
);

/** MiniSearch with stems and stop words, prefixes of the last word only, typos from four letters on. */
const tuned = (lang) => ({
  fields: ['title', 'body'],
  processTerm(word) {
    const term = word.toLowerCase().replace(/['’]/g, '');
    if (!term || STOP.has(term)) return null;
    return lang === 'en' ? stem(term) : term;
  },
  searchOptions: {
    boost: { title: 3 },
    prefix: (term, at, terms) => at === terms.length - 1,
    fuzzy: (term) => (term.length > 3 ? 0.2 : false),
    weights: { fuzzy: 0.3, prefix: 0.4 },
    bm25: { k: 1.2, b: 0.7, d: 0.2 },
  },
});

/** MiniSearch as its documentation shows it. */
const documented = () => ({
  fields: ['title', 'body'],
  searchOptions: { boost: { title: 2 }, prefix: true, fuzzy: 0.2 },
});

const minisearch = (name, config, options) => ({
  name,
  config,
  build(docs, lang) {
    const index = new MiniSearch(options(lang));
    index.addAll(docs);
    return json(index);
  },
  load: (bytes, lang) => MiniSearch.loadJSON(bytes.toString('utf8'), options(lang)),
  search: (index, query, k) => index.search(query).slice(0, k).map((hit) => hit.id),
});

/** lunr with the language's pipeline, or the English one where lunr-languages has none that loads. */
function lunrFor(lang) {
  const lunr = require('lunr');
  if (lang === 'en' || lunr[lang]) return lunr;
  try {
    require('lunr-languages/lunr.stemmer.support')(lunr);
    if (lang === 'ja') require('lunr-languages/tinyseg')(lunr);
    require(`lunr-languages/lunr.${lang}`)(lunr);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
  }
  return lunr;
}

const lunr = {
  name: 'lunr',
  config: 'title boost 10; per word: itself ×100, as a prefix ×10 (the last), edit distance 1 ×1 (from 4 letters)',
  build(docs, lang) {
    const lunr = lunrFor(lang);
    const index = lunr(function () {
      if (lang !== 'en' && lunr[lang]) this.use(lunr[lang]);
      this.ref('id');
      this.field('title', { boost: 10 });
      this.field('body');
      docs.forEach((doc) => this.add(doc));
    });
    return json(index);
  },
  load: (bytes, lang) => ({ lunr: lunrFor(lang), index: lunrFor(lang).Index.load(parse(bytes)), lang }),
  search({ lunr, index, lang }, query, k) {
    const words = (lang === 'ja' ? lunr.ja.tokenizer : lunr.tokenizer)(query)
      .map(String)
      .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
      .filter(Boolean);
    if (!words.length) return [];
    const ask = (loosely) =>
      index.query((clauses) => {
        words.forEach((word, at) => {
          clauses.term(word, { boost: 100, usePipeline: true });
          if (!loosely) return;
          if (at === words.length - 1) {
            clauses.term(word, { boost: 10, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
          }
          if (word.length > 3) clauses.term(word, { boost: 1, usePipeline: false, editDistance: 1 });
        });
      });
    let hits;
    try {
      hits = ask(true);
    } catch {
      hits = ask(false); // its wildcards throw on indexed words that hold a `*`
    }
    return hits.slice(0, k).map((hit) => hit.ref);
  },
};

export const peers = [
  minisearch('minisearch-tuned', 'Porter2 stems (en), stop words, title ×3, prefix of the last word, fuzzy .2 from 4 letters', tuned),
  minisearch('minisearch', 'title ×2, prefix, fuzzy .2, as in its documentation', documented),
  lunr,
];
