/**
 * The glue: what the loader imports on intent. It starts the program (or, where the page's policy refuses
 * WebAssembly, a frame of our origin with the program in it), carries out the calls that need no program,
 * and tells the page what happens. xtask puts the words of one language behind it.
 */
// @ts-expect-error made by wasm-bindgen; xtask says where it is
import init, { mount } from "frontdesk-widget";
import type * as More from "./glue/more";
import type { Inside, Tell } from "./glue/types";
import { EMPTY } from "./glue/empty";
import { off, on, once, silence } from "./glue/events";
import type { Calls, Info } from "./frontdesk";
import type { Call, Handle, Place } from "./loader/types";

declare const __WORDS__: string;
declare const __NAMES__: Record<string, string>;

/** Calls that the program carries out. The last two are between ourselves: the loader's news, and the page around a frame. */
const PASSED = /^(open|close|toggle|search|article|status|suggest|prefill|identify|set|event|consent|logout|snapshot|page)$/;

/** Those after which the panel is open. */
const OPENS = /^(open|toggle|search|article|status)$/;

const hostOf = (place: Place) => (place.panel.getRootNode() as ShadowRoot).host as HTMLElement;

/** The program in the panel, in the language of this glue. Rejects where the page's policy refuses it. */
export async function program(place: Place, wasm: Response, articles: Response | void, tell: Tell): Promise<Inside> {
  await init({ module_or_path: wasm });
  const { id, name, panel, locale, latest } = place;
  const origin = new URL(import.meta.url).origin;
  const config = { id, name, origin, locale, latest, words: __WORDS__ };
  const told = (event: string, name?: string, value?: unknown) => tell(event, name && { [name]: value });
  const handle = mount(panel, config, Promise.resolve(articles), told);
  return { call: (verb, value) => handle.call(verb, value), end: () => handle.destroy() };
}

/** Starts the widget. Rejects when something did not come: then it may come another time. */
export async function start(place: Place, wasm: Response, articles: Response | void): Promise<Handle> {
  const host = hostOf(place);
  const { id, sites, code, signal, nudge } = place;
  let { locale } = place;
  place.name = __NAMES__[id];
  let open = false;
  let first = host.dataset.mode;
  let framed = false;
  let inside: Inside | undefined;
  // Beside this script: programs, indexes, and what few pages ask for.
  const at = (path: string) => new URL(path, import.meta.url).href;
  const more = (): Promise<typeof More> => import(at(code + "more.js"));

  const tell: Tell = (event, detail) => {
    if (event == "nudge") return nudge();
    open = event == "open" || (event != "close" && open);
    host.dispatchEvent(new CustomEvent("frontdesk:" + event, { bubbles: true, composed: true, detail: detail || {} }));
  };

  // The loader's last news may still come after its end.
  const leave = () => {
    inside?.end();
    inside = undefined;
  };

  const verbs: Partial<{ [V in keyof Calls]: (...values: any[]) => unknown }> = {
    on,
    off,
    once,
    init: () => true,
    info: (): Info => ({ site: id, locale, open, framed, indicator: place.latest?.indicator, version: code.split(".")[1] }),
    diagnose: async () => (await more()).diagnose(place),
    theme(theme: string | Record<string, string>) {
      if (typeof theme == "string") host.dataset.theme = theme;
      else for (const name in theme) host.style.setProperty("--fd-" + name, theme[name]);
      return true;
    },
    async locale(wanted: string) {
      const { choose, dress, frame } = await more();
      const chosen = choose(wanted, sites[id].index);
      if (!chosen || chosen == locale) return !!chosen;
      const was = open;
      const [other, wasm, articles] = await Promise.all([
        import(at(`${code}${chosen}.js`)),
        fetch(at(code + "wasm")),
        fetch(at(sites[id].index[chosen])).catch(() => {}),
      ]);
      leave();
      locale = chosen;
      dress(host, place, chosen);
      const there = { ...place, locale };
      inside = framed ? await frame(there, tell) : await other.program(there, wasm, articles, tell);
      if (signal.aborted) leave();
      if (was) inside?.call("open");
      return true;
    },
  };

  const call = async (...[verb, ...values]: Call) => {
    try {
      if (PASSED.test(verb)) {
        // At first where the tag says; after that where the visitor was.
        const value = /^(open|toggle)$/.test(verb) ? (values[0] ?? first) : values[0];
        if (OPENS.test(verb)) first = undefined;
        return inside ? await inside.call(verb, value) : null;
      }
      const done = Object.hasOwn(verbs, verb) && verbs[verb as keyof Calls];
      if (done) return await done(...values);
      console.warn(`Frontdesk: no call "${verb}"`);
    } catch (fault) {
      console.warn("Frontdesk:", fault);
    }
    return false;
  };

  framed = "frame" in host.dataset;
  try {
    if (!framed) inside = await program(place, wasm, articles, tell);
  } catch (fault) {
    // Refused by the page's policy, or did it not come whole? Even an empty program would be refused; Safari
    // compiles it, and refuses to run it.
    const refused = await WebAssembly.instantiate(EMPTY).then(
      () => false,
      () => true,
    );
    if (!refused) throw fault;
    console.warn("Frontdesk:", fault);
    framed = true;
  }
  // A frame of ours is under our own policy, not under the page's.
  if (framed) inside = await (await more()).frame(place, tell).catch(() => undefined);
  const end = () => {
    leave();
    silence();
  };
  if (signal.aborted) end();
  else signal.addEventListener("abort", end);
  // In their order, and from now on each at once.
  const kept = place.calls.splice(0);
  // Defined and not assigned: a page may have frozen what arrays come with.
  const push = (...calls: Call[]) => calls.map((later) => call(...later)).length;
  Object.defineProperty(place.calls, "push", { value: push });
  for (const earlier of kept) await call(...earlier);
  tell("ready");
  return { call };
}
