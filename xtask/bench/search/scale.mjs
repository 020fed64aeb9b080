// node --expose-gc scale.mjs '{"sets":[DIR…],"docs":2500,"n":200,"first":80,"work":DIR,"content":FILE,"wasm":FILE}'
// Times on a larger collection, made up from the sets' documents; quality means nothing there and is not told.
import fs from 'node:fs';
import path from 'node:path';
import { firstSearch } from './first.mjs';
import { heap, openTwice, readSet, runAll, sizes, spread } from './measure.mjs';
import { index } from './native.mjs';
import { Core, compile } from './ours.mjs';
import { peers } from './peers.mjs';

const job = JSON.parse(process.argv[2]);
const K = 10;

/** Numbers from 0 up to `below`, the same in every run: xorshift32 (Marsaglia, "Xorshift RNGs", 2003). */
function dice(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** The documents as they are, then made-up ones until there are `count`: each takes the length of a real one and half of
 *  its sentences, other sentences from anywhere, and words that no other document has, as product names would be. */
function collection(docs, count) {
  const roll = dice(20260101);
  const pick = (list) => list[roll(list.length)];
  const sentences = docs.map(({ body }) => (body ?? '').split(/(?<=[.!?])\s+/).filter(Boolean));
  const words = [...new Set(docs.flatMap(({ title, body }) => `${title} ${body}`.toLowerCase().match(/\p{L}{6,}/gu) ?? []))];
  const coined = () => pick(words).slice(0, 3 + roll(3)) + pick(words).slice(-3 - roll(3));
  const half = (title, first) => {
    const parts = title.split(' ');
    const middle = Math.ceil(parts.length / 2);
    return (first ? parts.slice(0, middle) : parts.slice(middle)).join(' ');
  };
  const made = (at) => {
    const base = roll(docs.length);
    const names = [coined(), coined()];
    const body = sentences[base].map((own) => (roll(2) ? own : pick(pick(sentences)) ?? own));
    for (const name of names) body.splice(roll(body.length + 1), 0, `${name} ${pick(words)} ${name}.`);
    const title = `${half(docs[base].title, true)} ${half(pick(docs).title, false)} ${roll(2) ? names[0] : ''}`.trim();
    return { id: `made-${at}`, title, body: body.join(' '), url: `/made/${at}` };
  };
  const real = docs.slice(0, count);
  return [...real, ...Array.from({ length: count - real.length }, (_, at) => made(at))];
}

const sets = job.sets.map((set) => readSet(set, job.n));
const real = sets.flatMap(({ docs }, at) => docs.map((doc) => ({ ...doc, id: `${at}:${doc.id}` })));
const docs = collection(real, job.docs);
const [{ queries }] = sets;

const print = (row) => process.stdout.write(`${JSON.stringify(row)}\n`);

async function variants(search) {
  const rows = {};
  for (const [variant, asked] of Object.entries(queries)) {
    rows[variant] = { n: asked.length, ...spread((await runAll(asked, search)).times) };
  }
  return rows;
}

fs.mkdirSync(job.work, { recursive: true });
const file = path.join(job.work, 'docs.jsonl');
fs.writeFileSync(file, docs.map((doc) => JSON.stringify(doc)).join('\n'));
print({ about: { docs: docs.length, real: Math.min(real.length, job.docs), bytes: fs.statSync(file).size } });

/** Our index in a core of its own, asked one way. */
async function ours(engine, search, ...options) {
  const to = path.join(job.work, `index${options}.fdx`);
  index(job.content, file, to, 'en', ...options);
  const bytes = fs.readFileSync(to);
  const module = await compile(job.wasm);
  const { opened: core, readyMs } = await openTwice(() => Core.open(module, bytes));
  const rows = await variants((text) => search(core, text));
  print({ engine, variants: rows, index: sizes(bytes), ready_ms: readyMs, mem: core.memory, peak: core.peak() });
}

await ours('ours, wasm', (core, text) => core.rank(text, K));
await ours('ours, with texts', (core, text) => core.query(text, K), '--texts');

const asked = sets.flatMap((set) => set.queries.clean.slice(0, Math.ceil(job.first / sets.length)));
print({ first: await firstSearch(job, file, asked.slice(0, job.first)) });

const tuned = peers.find(({ name }) => name === 'minisearch-tuned');
const theirs = tuned.build(docs, 'en');
const before = heap();
const { opened, readyMs } = await openTwice(() => tuned.load(theirs, 'en'));
const mem = heap() - before;
const rows = await variants((text) => tuned.search(opened, text, K));
print({ engine: tuned.name, variants: rows, index: sizes(theirs), ready_ms: readyMs, mem });
