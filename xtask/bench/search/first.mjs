// What a visitor's first search of a site in parts downloads: the head and every part that it asks for, compressed.
import fs from 'node:fs';
import path from 'node:path';
import { sizes } from './measure.mjs';
import { index } from './native.mjs';
import { Core, compile } from './ours.mjs';

/** Results that the widget shows. */
const HITS = 8;

/** Bytes with brotli of the head, and of the first searches for `questions`, nothing cached: mean and worst, and files. */
export async function firstSearch(job, docs, questions) {
  const to = path.join(job.work, 'large.fdx');
  fs.rmSync(`${to}.parts`, { recursive: true, force: true });
  index(job.content, docs, to, 'en', '--parts');
  const head = fs.readFileSync(to);
  const module = await compile(job.wasm);
  const packed = new Map();
  const part = (name) => {
    if (!packed.has(name)) {
      const bytes = fs.readFileSync(path.join(`${to}.parts`, name));
      packed.set(name, { bytes, brotli: sizes(bytes).brotli });
    }
    return packed.get(name);
  };
  const headBrotli = sizes(head).brotli;
  const searches = [];
  for (const { text } of questions) {
    const core = await Core.open(module, head);
    const search = { bytes: headBrotli, files: 1, rounds: 1 };
    for (let missing = core.missing(text, HITS); missing.length; missing = core.missing(text, HITS)) {
      for (const name of missing) {
        const { bytes, brotli } = part(name);
        core.supply(name, bytes);
        search.bytes += brotli;
        search.files += 1;
      }
      search.rounds += 1;
    }
    searches.push(search);
  }
  const all = (key) => searches.map((search) => search[key]);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    questions: questions.length,
    hits: HITS,
    head: headBrotli,
    parts: fs.readdirSync(`${to}.parts`).length,
    mean: mean(all('bytes')),
    worst: Math.max(...all('bytes')),
    files: mean(all('files')),
    rounds: Math.max(...all('rounds')),
  };
}
