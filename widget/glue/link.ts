/**
 * Loads the second part of the program, with its words. xtask puts this in place of the splitter's own script:
 * ours brings the words along and does not ask for a content type.
 */
// @ts-expect-error made by wasm-bindgen; xtask says where it is
import { complete, initSync } from "frontdesk-widget";

/** Where the words of the second part are, on our origin. */
declare const __LATER__: string;

let coming: Promise<void> | undefined;

async function get(path: string) {
  const answer = await fetch(new URL(path, import.meta.url));
  // A page is nobody's program: the gate of a hotel's network answers everything with one.
  return answer.ok && !/html/.test(answer.headers.get("content-type")!) ? answer : Promise.reject();
}

async function load() {
  const [program, words] = await Promise.all([
    get("./later.wasm").then((answer) => answer.arrayBuffer()),
    get(__LATER__).then((answer) => answer.text()),
  ]);
  // Firefox and Safari take what came of a connection that broke for the whole.
  if (!words.endsWith("\n\n")) throw 0;
  complete(words);
  await WebAssembly.instantiate(program, { __wasm_split: initSync() });
}

/** Called by the first part, which wants to be called back with whether the second is here. */
export async function __wasm_split_load_contact(callback: number, data: number) {
  const here = await (coming ||= load()).then(
    () => true,
    // A failure is not for ever: the next reach asks again.
    () => ((coming = undefined), false),
  );
  initSync().__indirect_function_table.get(callback)(data, here);
}
