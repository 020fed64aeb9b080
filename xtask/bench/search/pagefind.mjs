// Pagefind as it comes: a page of HTML per document, indexed by its program, searched by its script in this process.
//
// Its index is many compressed files of which a search fetches some; "index" is the sum of all but the pages' fragments.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import zlib from 'node:zlib';

const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);

function page({ title, body }, lang) {
  return `<!doctype html><html lang="${lang}"><head><title>${escaped(title)}</title></head>
<body><main data-pagefind-body><h1>${escaped(title)}</h1><p>${escaped(body ?? '')}</p></main></body></html>`;
}

/** Where npm put the program that fits this machine. */
function program() {
  const require = createRequire(import.meta.url);
  const folder = `@pagefind/${process.platform}-${process.arch}`;
  return path.join(path.dirname(require.resolve(`${folder}/package.json`)), 'bin/pagefind_extended');
}

/** Lets its script fetch files. */
function serveFiles() {
  globalThis.fetch = async (request) => {
    const [address] = String(request.url ?? request).split('?');
    const file = address.startsWith('file:') ? fileURLToPath(address) : address;
    const type = file.endsWith('.json') ? 'application/json' : 'application/octet-stream';
    return new Response(fs.readFileSync(file), { headers: { 'content-type': type } });
  };
}

export const pagefind = {
  name: 'pagefind',
  config: 'pagefind_extended with its defaults',
  build(docs, lang, work) {
    const site = path.join(work, 'site');
    this.out = path.join(work, 'pagefind');
    fs.rmSync(site, { recursive: true, force: true });
    fs.rmSync(this.out, { recursive: true, force: true });
    fs.mkdirSync(site, { recursive: true });
    docs.forEach((doc, at) => fs.writeFileSync(path.join(site, `${at}.html`), page(doc, lang)));
    const done = spawnSync(program(), ['--site', site, '--output-path', this.out], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`pagefind: ${done.error ?? done.stderr}`);
    fs.writeFileSync(path.join(this.out, 'package.json'), '{"type":"module"}');
    this.ids = docs.map((doc) => doc.id);
    return null;
  },
  sizes() {
    const bytes = (folder) =>
      fs.readdirSync(folder).reduce((sum, file) => sum + fs.statSync(path.join(folder, file)).size, 0);
    const metas = fs.readdirSync(this.out).filter((file) => file.endsWith('.pf_meta'));
    const meta = Math.max(...metas.map((file) => fs.statSync(path.join(this.out, file)).size));
    const index = bytes(path.join(this.out, 'index')) + meta;
    return { raw: index + bytes(path.join(this.out, 'fragment')), brotli: index };
  },
  async load(bytes, lang) {
    // A fragment names the page that it is of; a widget would fetch it to show the hit.
    const folder = path.join(this.out, 'fragment');
    const ids = new Map();
    for (const file of fs.readdirSync(folder)) {
      const text = zlib.gunzipSync(fs.readFileSync(path.join(folder, file))).toString();
      const [, at] = /"url":"[^"]*?(\d+)\.html"/.exec(text);
      ids.set(path.basename(file, '.pf_fragment'), this.ids[Number(at)]);
    }
    serveFiles();
    const script = await import(pathToFileURL(path.join(this.out, 'pagefind.js')).href);
    await script.options({ basePath: `${pathToFileURL(this.out).href}/` });
    await script.init(lang);
    return { script, ids };
  },
  async search({ script, ids }, query, k) {
    const { results } = await script.search(query);
    return results.slice(0, k).map((result) => ids.get(result.id));
  },
};
