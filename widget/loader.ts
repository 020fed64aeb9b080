/**
 * The loader: all that a page pays before its visitor wants help. It draws the launcher and the
 * service message, keeps the calls made before the widget exists, and loads the widget on intent.
 *
 * It never throws into the page, stores nothing unless a message is dismissed, and asks no other
 * origin than its own. What it does not do: search, articles, tickets, and the open panel with its
 * focus (the widget, in Rust). Every byte here is on every page view: 2 kB with brotli, no more.
 */
import { bannerIn } from "./loader/banner";
import { make } from "./loader/dom";
import { watchStatus } from "./loader/status";
import { dress } from "./loader/style";
import type { Handle, Manifest, Snapshot } from "./loader/types";

declare const __MANIFEST__: Manifest;

const VERBS = "open close toggle search article status prefill";
const warn = (what: unknown) => console.warn("Frontdesk:", what);

function start() {
  // (1) Our tag. An element named `currentScript` may stand in its place (DOM clobbering), and a
  //     module has none: then it is found by its attribute.
  const current = document.currentScript;
  const tag = (current instanceof HTMLScriptElement ? current : document.querySelector("script[data-site]")) as HTMLScriptElement;
  const data = tag.dataset;
  const before = (window as any).Frontdesk;
  if (before?.ours) return warn("second tag");

  // (2) The one global. With an unknown site it stays and does nothing.
  const { code, sites, words } = __MANIFEST__;
  const id = data.site!;
  let run = async (_verb: string, _value?: unknown) => false;
  const api = ((window as any).Frontdesk = async (verb: string, value?: unknown) => {
    if (VERBS.split(" ").includes(verb)) return run(verb, value);
    warn(`no call "${verb}", only ${VERBS}`);
    return false;
  }) as any;
  api.ours = 1;
  if (!sites[id]) return warn(`no site "${id}", only ${Object.keys(sites)}`);

  const { origin } = new URL(tag.src);
  const { name, index, color: brand } = sites[id];
  const color = data.color || brand;
  const { lang } = document.documentElement;
  const locale = [data.locale!, lang, lang.split("-")[0]].find((l) => index[l]) || Object.keys(index)[0];
  const [helpWord, hideWord, failWord, dir] = words[locale];

  // (3) What is drawn. A live region must be there before its words are.
  const host = make("div", { "data-frontdesk-host": "", lang: locale, dir, "data-theme": data.theme!, "data-position": data.position! });
  const root = host.attachShadow({ mode: "open" });
  dress(root);
  const launcher = make("button", { class: "fd-launcher" }, data.launcher || helpWord);
  const news = make("div", { role: "status" });
  const panel = make("div", { class: "fd-root" });
  root.append(news, launcher, panel);
  launcher.hidden = data.launcher == "none";
  // The same clamp as in brand/tokens.css keeps white readable on any brand colour.
  launcher.style.background = `oklch(from ${color} min(l,.51) c h)`;

  // (4) The widget, on intent: glue, wasm and index side by side.
  let handle: Handle | undefined;
  let loading: Promise<Handle> | undefined;
  let latest: Snapshot;
  let prefill: unknown;
  const load = () =>
    (loading ||= (async () => {
      // Without its index the widget still has the contact form and the status.
      const articles = fetch(origin + index[locale]).catch(() => {});
      const [glue, wasm] = await Promise.all([import(origin + code + locale + ".js"), fetch(origin + code + "wasm")]);
      await glue.default({ module_or_path: wasm });
      const config = { id, name, color, origin, locale, latest, prefill, words: glue.words };
      return (handle = glue.mount(panel, config, articles, nudge)) as Handle;
    })().catch((fault) => {
      // A hover while the network was away shall not spoil the click that follows.
      loading = undefined;
      throw fault;
    }));
  run = async (verb, value) => {
    // Nothing to close; and words to fill in are no reason to load anything.
    if (!handle && /close|prefill/.test(verb)) {
      prefill = value || prefill;
      return true;
    }
    nudge();
    try {
      launcher.style.opacity = ".6";
      const ready = await load();
      launcher.style.opacity = "";
      return ready.call(verb, value);
    } catch (fault) {
      // No network, an old browser, a strict CSP. The help center's pages need no script.
      warn(fault);
      const link = make("a", { class: "fd-launcher", href: `${origin}/help/${locale}/` }, failWord);
      launcher.replaceWith(link);
      link.focus();
      return false;
    }
  };
  // A touch enters before it presses, and a key needs focus: these two hints come first always.
  launcher.onpointerenter = launcher.onfocus = () => void load().catch(() => {});
  launcher.onclick = () => run("toggle");
  addEventListener("click", (event) => {
    if ((event.target as Element).closest?.("[data-frontdesk=open]")) {
      event.preventDefault();
      run("open");
    }
  });

  // (5) Status.
  const draw = bannerIn(news, `frontdesk:${id}:dismissed`, hideWord, () => run("status"));
  const nudge = watchStatus(`${origin}/v1/sites/${id}/status`, Math.max(10, +data.poll! || 60), (snapshot) => {
    attach(); // A page that replaced its body took us away with it.
    draw(snapshot.banner);
    latest = snapshot;
    handle?.call("snapshot", snapshot);
  });
  const attach = () => host.isConnected || document.body.append(host);
  if (document.body) attach();
  else addEventListener("DOMContentLoaded", attach);
  for (const [verb, value] of before?.q || []) api(verb, value);
}

try {
  start();
} catch (fault) {
  warn(fault);
}
