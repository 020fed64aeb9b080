// node parity.mjs '{"wasm":FILE,"content":FILE,"questions":FILE,"indexes":[{"file","lang"}],"sets":[{"dir","lang"}],"work":DIR}'
// Native and wasm must give the same articles with the same bits of score. Ends with status 1 when they do not.
import fs from 'node:fs';
import path from 'node:path';
import { VARIANTS, readSet } from './measure.mjs';
import { Native, index } from './native.mjs';
import { Core, compile } from './ours.mjs';

const job = JSON.parse(process.argv[2]);
const K = 10;
/** Queries of each variant of a set. */
const OF_A_SET = 60;
/** Differences told in full. */
const TOLD = 5;

/** What nobody should type, and somebody will. */
const ODD = ['', ' ', '\u0000\u0001', '🙂🙂', 'a', '"', 'שלום password', '重置密码 reset', 'é'.repeat(3), 'word '.repeat(2000)];

/** A question as typed, half-typed, and with two letters swapped. */
function typed(question) {
  const middle = Math.floor(question.length / 2);
  const swapped = question.slice(0, middle - 1) + question[middle] + question[middle - 1] + question.slice(middle + 1);
  return [question, question.slice(0, Math.ceil(question.length * 0.6)), swapped];
}

function golden() {
  if (!fs.existsSync(job.questions)) return [];
  const text = fs.readFileSync(job.questions, 'utf8');
  return [...text.matchAll(/^ask\s*=\s*("(?:[^"\\]|\\.)*")/gm)].flatMap(([, question]) => typed(JSON.parse(question)));
}

const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);
const bits = (number) => {
  float[0] = number;
  return word[0];
};

const module = await compile(job.wasm);
const differences = [];
let asked = 0;

/** Asks both sides; articles are told by slug, and scores by their bits. */
async function compare(name, file, lang, queries) {
  const core = await Core.open(module, fs.readFileSync(file));
  const slugs = core.slugs();
  const told = (hits) => hits.map(([article, score]) => `${slugs[article]} ${score.toString(16)}`).join(', ');
  const native = await Native.open(job.content, file, lang);
  for (const q of queries) {
    const { ids, scores } = await native.ask({ q, k: K, scores: true });
    const theirs = ids.map((id, at) => `${id} ${bits(scores[at]).toString(16)}`).join(', ');
    const ours = told(core.rankBits(q, K));
    const shown = told(core.query(q, K).map((hit) => [hit.article, hit.bits]));
    asked++;
    if (ours !== theirs || shown !== ours) differences.push({ name, q, native: theirs, wasm: ours, shown });
  }
  native.close();
}

fs.mkdirSync(job.work, { recursive: true });
for (const { file, lang } of job.indexes) {
  await compare(path.basename(file), file, lang, [...golden(), ...ODD]);
}
for (const { dir, lang } of job.sets) {
  const file = path.join(job.work, 'index.fdx');
  index(job.content, path.join(dir, 'docs.jsonl'), file, lang, '--texts');
  const { queries } = readSet(dir, OF_A_SET);
  const texts = VARIANTS.flatMap((variant) => queries[variant] ?? []).map(({ text }) => text);
  await compare(path.basename(dir), file, lang, [...texts, ...ODD]);
}

for (const { name, q, native, wasm, shown } of differences.slice(0, TOLD)) {
  console.log(`${name}: ${JSON.stringify(q.slice(0, 200))}\n  native   ${native}\n  wasm     ${wasm}\n  snippets ${shown}`);
}
const over = `${asked} queries over ${job.indexes.length + job.sets.length} indexes`;
console.log(differences.length ? `${differences.length} of ${over} differ` : `${over}: the same`);
process.exit(differences.length || !asked ? 1 : 0);
