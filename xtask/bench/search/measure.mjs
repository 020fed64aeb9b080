// What is measured, the same for every engine: sets of questions, quality, time, bytes.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

export const VARIANTS = ['clean', 'typo', 'prefix', 'half'];

const lines = (file) => fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
const jsonLines = (file) => lines(file).map((line) => JSON.parse(line));

/** A folder of docs.jsonl, queries.jsonl, queries.VARIANT.jsonl and qrels.tsv (query, document, grade). */
export function readSet(folder, n) {
  const relevant = new Map();
  for (const line of lines(path.join(folder, 'qrels.tsv'))) {
    const [query, doc, grade] = line.split('\t');
    if (Number(grade) > 0) relevant.set(query, (relevant.get(query) ?? new Set()).add(doc));
  }
  const queries = {};
  for (const variant of VARIANTS) {
    const file = path.join(folder, variant === 'clean' ? 'queries.jsonl' : `queries.${variant}.jsonl`);
    if (fs.existsSync(file)) queries[variant] = sample(jsonLines(file), n);
  }
  return { docs: jsonLines(path.join(folder, 'docs.jsonl')), queries, relevant };
}

/** The first n in the order of a hash of their ids: 32-bit FNV-1a of `q` and the id, as the outer harness orders them. */
function sample(queries, n) {
  const hash = (text) => [...text].reduce((h, sign) => Math.imul(h ^ sign.charCodeAt(0), 0x01000193), 0x811c9dc5) >>> 0;
  const keyed = queries.map((query) => [hash(`q${query.id}`), query]);
  return keyed.sort(([a], [b]) => a - b).slice(0, n).map(([, query]) => query);
}

/** Shares of questions with a relevant document first, and among the first three. */
function hits(answers, relevant) {
  const judged = answers.filter(({ id }) => relevant.has(id));
  const share = (depth) => {
    const good = judged.filter(({ id, ids }) => ids.slice(0, depth).some((doc) => relevant.get(id).has(doc)));
    return good.length / (judged.length || 1);
  };
  const empty = judged.filter(({ ids }) => !ids.length).length / (judged.length || 1);
  return { n: judged.length, hit1: share(1), hit3: share(3), empty };
}

export function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null;
}

/** p50 and p95 of times in µs. */
export const spread = (times) => ({ p50: percentile(times, 0.5), p95: percentile(times, 0.95) });

/** Answers and times (µs) of every query, each the faster of two runs: the first also warms the program up. */
export async function runAll(queries, search, ownTime) {
  const answers = [];
  const times = [];
  for (const run of [0, 1]) {
    for (const [at, query] of queries.entries()) {
      const start = performance.now();
      let ids = search(query.text);
      if (ids instanceof Promise) ids = await ids;
      const took = ownTime?.() ?? (performance.now() - start) * 1000;
      times[at] = run ? Math.min(times[at], took) : took;
      answers[at] = { id: query.id, kind: query.kind, ids };
    }
  }
  return { answers, times };
}

/** Quality and time of one variant, and quality per kind where there are several. */
export async function variantRow(queries, relevant, search, ownTime) {
  const { answers, times } = await runAll(queries, search, ownTime);
  const row = { ...hits(answers, relevant), ...spread(times) };
  const kinds = [...new Set(answers.map(({ kind }) => kind))];
  if (kinds.length > 1) {
    row.kinds = Object.fromEntries(
      kinds.map((kind) => [kind, hits(answers.filter((answer) => answer.kind === kind), relevant)]),
    );
  }
  return row;
}

/** Above this, quality 11 takes minutes. */
const BIG = 8e6;

export function sizes(bytes) {
  const quality = bytes.length > BIG ? 9 : 11;
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
  const params = { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_LGWIN]: 22, [BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { raw: bytes.length, brotli: zlib.brotliCompressSync(bytes, { params }).length, quality };
}

/** Bytes on the JavaScript heap and in its buffers, after collecting garbage where node was started with --expose-gc. */
export function heap() {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Opens twice and tells the faster time in ms: the first run also compiles the code that opens. */
export async function openTwice(open) {
  const times = [];
  let opened;
  for (const _ of [0, 1]) {
    const start = performance.now();
    opened = await open();
    times.push(opened.readyMs ?? performance.now() - start);
  }
  return { opened, readyMs: Math.min(...times) };
}
