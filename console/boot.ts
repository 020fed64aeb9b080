// Starts the console. Built by `cargo xtask build` into one hashed ES module that index.html loads as
// an external script: the page's CSP is `script-src 'self' 'wasm-unsafe-eval'`, nothing runs inline.
//
// How to build it: `wasm-bindgen --target web` (default module path omitted) makes the glue; then
// `esbuild console/boot.ts --bundle --minify --format=esm --target=es2020
//    --alias:frontdesk-console=<the glue, console.js>
//    --define:__WASM__='"/_a/console.<hash8>.wasm"'`.
// The site is not built in: index.html carries it as `<html data-site="{{site}}">` and the console
// reads it there, so one bundle serves every site. `__SITE__` is therefore not used.

// @ts-expect-error the glue is generated; the alias above says where it is
import init, { start } from "frontdesk-console";

declare const __WASM__: string;

const waiting = document.getElementById("starting");

init({ module_or_path: fetch(__WASM__) }).then(
  () => {
    waiting?.remove();
    start();
  },
  (fault: unknown) => {
    console.error(fault);
    if (waiting) {
      waiting.textContent =
        "The console could not be started. Reload the page; it needs a browser with WebAssembly.";
    }
  },
);
