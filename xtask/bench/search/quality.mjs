// node --expose-gc quality.mjs '{"set":DIR,"lang":"en","n":400,"engines":[…],"work":DIR,"content":FILE,"wasm":FILE}'
// Prints one line of JSON per engine.
import fs from 'node:fs';
import path from 'node:path';
import { heap, openTwice, readSet, sizes, variantRow } from './measure.mjs';
import { Native, index } from './native.mjs';
import { Core, compile } from './ours.mjs';
import { pagefind } from './pagefind.mjs';
import { peers } from './peers.mjs';

const job = JSON.parse(process.argv[2]);
const { docs, queries, relevant } = readSet(job.set, job.n);
const K = 10;

const print = (row) => process.stdout.write(`${JSON.stringify(row)}\n`);

/** Every variant through one way of asking. */
async function variants(search, ownTime) {
  const rows = {};
  for (const [variant, asked] of Object.entries(queries)) {
    rows[variant] = await variantRow(asked, relevant, search, ownTime);
  }
  return rows;
}

/** Our index in a core of its own, asked one way. */
async function oursAs(engine, search, ...options) {
  const file = path.join(job.work, `index${options}.fdx`);
  index(job.content, path.join(job.set, 'docs.jsonl'), file, job.lang, ...options);
  const bytes = fs.readFileSync(file);
  const module = await compile(job.wasm);
  const { opened: core, readyMs } = await openTwice(() => Core.open(module, bytes));
  const slugs = core.slugs();
  core.peak();
  const weight = sizes(bytes);
  const rows = await variants((text) => search(core, text).map((article) => slugs[article]));
  print({ engine, variants: rows, index: weight, ready_ms: readyMs, mem: core.memory, peak: core.peak() });
  return { file, weight };
}

async function ours() {
  const { file, weight } = await oursAs('ours, wasm', (core, text) => core.rank(text, K));
  const shown = (core, text) => core.query(text, K).map((hit) => hit.article);
  await oursAs('ours, with texts', shown, '--texts');

  const native = await Native.open(job.content, file, job.lang);
  const asked = await variants(
    async (text) => (await native.ask({ q: text, k: K })).ids,
    () => native.answer.us,
  );
  native.close();
  const { ready_us, mem } = native.ready;
  print({ engine: 'ours, native', variants: asked, index: weight, ready_ms: ready_us / 1000, mem });
}

async function peer(engine) {
  const work = path.join(job.work, engine.name);
  fs.mkdirSync(work, { recursive: true });
  const bytes = await engine.build(docs, job.lang, work);
  const weight = bytes ? sizes(bytes) : engine.sizes();
  const before = heap();
  const { opened, readyMs } = await openTwice(() => engine.load(bytes, job.lang));
  const mem = heap() - before;
  const rows = await variants((text) => engine.search(opened, text, K));
  print({ engine: engine.name, variants: rows, index: weight, ready_ms: readyMs, mem });
}

if (job.engines.includes('ours')) await ours();
for (const engine of [...peers, pagefind]) {
  if (job.engines.includes(engine.name)) await peer(engine);
}
process.exit(0);
