// The builder's command line: it writes our index, and it is the native engine beside the wasm.
import { spawn, spawnSync } from 'node:child_process';
import readline from 'node:readline';

/** `content index DOCS INDEX LANG`, with '--texts' for an index that also has what a result list shows. */
export function index(program, docs, to, lang, ...options) {
  const done = spawnSync(program, ['index', docs, to, lang, ...options], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`content index: ${done.error ?? done.stderr}`);
}

/** `content query INDEX LANG`, asked line by line. */
export class Native {
  static async open(program, file, lang) {
    const child = spawn(program, ['query', file, lang], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const native = new Native(child, lines);
    native.ready = await native.next();
    return native;
  }

  constructor(child, lines) {
    this.child = child;
    this.lines = lines;
  }

  async next() {
    const { value, done } = await this.lines.next();
    if (done) throw new Error('content query ended');
    const told = JSON.parse(value);
    if (told.error) throw new Error(`content query: ${told.error}`);
    return told;
  }

  /** {ids, us}, and scores where the question asks for them. */
  async ask(question) {
    this.child.stdin.write(`${JSON.stringify(question)}\n`);
    this.answer = await this.next();
    return this.answer;
  }

  close() {
    this.child.stdin.end();
  }
}
