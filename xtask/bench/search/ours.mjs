// Ours: the search core as WebAssembly (search/examples/core.rs), called as a page would call it.
import fs from 'node:fs';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Compiles the module; opening indexes with it is `Core.open`. */
export async function compile(path) {
  return WebAssembly.compile(fs.readFileSync(path));
}

export class Core {
  /** A new instance with an index open in it, so that its memory is its own. */
  static async open(module, bytes) {
    const { exports } = await WebAssembly.instantiate(module, {});
    const core = new Core(exports, bytes);
    if (core.status !== 0) throw new Error(`the wasm does not open the index: status ${core.status}`);
    return core;
  }

  constructor(exports, bytes) {
    this.x = exports;
    this.room = 0;
    const before = exports.fd_held();
    const start = performance.now();
    const at = exports.fd_alloc(bytes.length);
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
    this.core = exports.fd_open(at, bytes.length);
    this.status = exports.fd_status(this.core);
    /** From bytes in memory to the first question, in ms. */
    this.readyMs = performance.now() - start;
    this.fixed = before + bytes.length;
    /** Bytes held beyond the index's own. */
    this.memory = exports.fd_held() - this.fixed;
    exports.fd_peak();
  }

  /** The most bytes held beyond the index's own since this was last asked. */
  peak() {
    return this.x.fd_peak() - this.fixed;
  }

  /** Puts a text where the core can read it; returns its length in bytes. */
  put(text) {
    // A UTF-16 unit is at most three bytes of UTF-8.
    const need = text.length * 3 || 1;
    if (need > this.room) {
      if (this.room) this.x.fd_free(this.text, this.room);
      this.text = this.x.fd_alloc(need);
      this.room = need;
    }
    return encoder.encodeInto(text, new Uint8Array(this.x.memory.buffer, this.text, need)).written;
  }

  /** Calls `fd_rank` or `fd_query`; the result stands in the core's output. */
  ask(call, text, k) {
    const length = this.put(text); // before `this.text` is read: it may move
    return call(this.core, this.text, length, k);
  }

  /** The best k: article numbers, best first. */
  rank(text, k) {
    return this.rankBits(text, k).map(([article]) => article);
  }

  /** As `rank`, with the bits of the scores: [article, bits] each. */
  rankBits(text, k) {
    const found = this.ask(this.x.fd_rank, text, k);
    const read = new Reader(this);
    return Array.from({ length: found }, () => [read.number(), read.number()]);
  }

  /** The best k with what a result list shows. */
  query(text, k) {
    const found = this.ask(this.x.fd_query, text, k);
    const read = new Reader(this);
    return Array.from({ length: found }, () => {
      const [article, passage, bits] = [read.number(), read.number(), read.number()];
      return { article, passage, bits, title: read.shown(), snippet: read.shown() };
    });
  }

  /** The names of the parts that the best k still need. */
  missing(text, k) {
    const count = this.ask(this.x.fd_missing, text, k);
    const read = new Reader(this);
    return Array.from({ length: count }, () => read.text());
  }

  /** Takes a part. */
  supply(name, bytes) {
    const length = this.put(name);
    const at = this.x.fd_alloc(bytes.length);
    new Uint8Array(this.x.memory.buffer, at, bytes.length).set(bytes);
    if (this.x.fd_supply(this.core, this.text, length, at, bytes.length)) throw new Error(`the wasm refuses part ${name}`);
  }

  /** Every article's slug, by number. */
  slugs() {
    return Array.from({ length: this.x.fd_articles(this.core) }, (_, article) => {
      this.x.fd_slug(this.core, article);
      return new Reader(this).text();
    });
  }
}

/** Reads the core's output from its start. */
class Reader {
  constructor({ x, core }) {
    this.words = new Uint32Array(x.memory.buffer);
    this.at = x.fd_out(core) / 4;
  }

  number() {
    return this.words[this.at++];
  }

  text() {
    const length = this.number();
    const bytes = new Uint8Array(this.words.buffer, this.at * 4, length);
    this.at += Math.ceil(length / 4);
    return decoder.decode(bytes);
  }

  /** A snippet: its text, and [start, end] of each mark in bytes of UTF-8. */
  shown() {
    return { text: this.text(), marks: Array.from({ length: this.number() }, () => [this.number(), this.number()]) };
  }
}
