/**
 * The loader: all that a page pays before its visitor wants help. It draws the launcher and the
 * service message, keeps the calls made before the widget exists, and loads the widget on intent.
 *
 * It never throws into the page, stores nothing unless a message is dismissed, and asks no other
 * origin than its own. What it does not do: search, articles, tickets, the open panel with its focus
 * (the widget, in Rust), and most calls of `Frontdesk` (`glue.ts`). Every byte here is on every page
 * view: 2 kB with brotli, no more.
 */
import { bannerIn } from "./loader/banner";
import { make } from "./loader/dom";
import { watchStatus } from "./loader/status";
import { CSS } from "./loader/style";
import type { Call, Handle, Manifest, Place } from "./loader/types";

declare const __MANIFEST__: Manifest;
const MANIFEST = __MANIFEST__;

/** How the calls begin that the widget is loaded for: init, info, open, toggle, search, article, status, diagnose.
 * The others wait until the visitor is a reason. */
const LOADS = /^(in|op|to|sea|ar|st|di)/;
const warn = (what: unknown): void => console.warn("Frontdesk:", what);

function start() {
  // (1) Our tag. An element named `currentScript` may stand in its place (DOM clobbering), and a
  //     module has none: then it is found by its attribute.
  const current = document.currentScript as HTMLScriptElement;
  const tag = current?.dataset?.site ? current : document.querySelector<HTMLScriptElement>("script[data-site]")!;
  const data = tag.dataset;
  const before = (window as any).Frontdesk;
  if (before?.ours) return warn("second tag");

  // (2) The one global. With an unknown site it stays and does nothing.
  const { code, sites, words } = MANIFEST;
  const id = data.site!;
  let run = async (..._call: Call): Promise<unknown> => false;
  const api = ((window as any).Frontdesk = async (...call: Call) => run(...call)) as any;
  api.ours = 1;
  if (!sites[id]) return warn(`no site "${id}", only ${Object.keys(sites)}`);

  const { origin } = new URL(tag.src);
  const { index } = sites[id];
  const color = data.color || sites[id].color;
  const { lang } = document.documentElement;
  const locale = [data.locale!, lang, lang.split("-")[0]].find((l) => index[l]) || Object.keys(index)[0];
  const [helpWord, hideWord, dir] = words[locale];

  // (3) What is drawn. A live region must be there before its words are. Attributes of the tag are
  //     seen by the styles of loader and widget as attributes of the host.
  const host = make("div", "host", { lang: locale, dir });
  Object.assign(host.dataset, data, { frontdeskHost: "" });
  host.style.cssText = `--fd-accent:${color};${data.style}`;
  const root = host.attachShadow({ mode: "open" });
  // Not a style element, which a page's CSP could refuse.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];
  // A sign alone says nothing to who cannot see it.
  const launcher = make("button", "launcher", { ariaLabel: data.icon && helpWord }, data.icon || data.launcher || helpWord);
  const news = make("div", "news", { role: "status" });
  const panel = make("div", "root", {});
  root.append(news, launcher, panel);
  // The same clamp as in brand/tokens.css keeps white readable on any brand colour.
  launcher.style.background = `oklch(from ${color} min(l,.51) c h)`;

  // (4) The widget, on intent: glue, wasm and index side by side.
  const stop = new AbortController();
  const place: Place = { ...MANIFEST, id, locale, panel, calls: [], nudge: () => nudge(), signal: stop.signal };
  let handle: Handle | undefined;
  let loading: Promise<Handle | void> | void;
  const load = () =>
    (loading ||= (async () => {
      const [glue, ...files] = await Promise.all([
        import(origin + code + locale + ".js"),
        fetch(origin + code + "wasm"),
        // Without its index the widget still has the contact form and the status.
        fetch(origin + index[locale]).catch(() => {}),
      ]);
      return (handle = (await glue.start(place, ...files)) as Handle);
    })().catch((fault) => {
      // A hover while the network was away shall not spoil the click that follows.
      loading = warn(fault);
    }));
  run = async (...call) => {
    const [verb] = call;
    if (verb == "destroy") {
      stop.abort();
      host.remove();
      return delete (window as any).Frontdesk;
    }
    if (!handle && !LOADS.test(verb)) return !!place.calls.push(call);
    launcher.style.opacity = ".6";
    const answer = await (await load())?.call(...call);
    launcher.style.opacity = "";
    if (answer == null) {
      // No network, an old browser, a strict CSP. The help center's pages need no script. Where the link leads
      // is said in every language by the address itself.
      const href = data.fallback || `${origin}/help/${locale}/`;
      const link = make<HTMLAnchorElement>("a", "launcher", { href }, helpWord + " ↗ " + href);
      launcher.replaceWith(link);
      link.focus();
    }
    return answer || false;
  };
  // A touch enters before it presses, and a key needs focus: these two hints come first always.
  launcher.onpointerenter = launcher.onfocus = load;
  launcher.onclick = () => run("toggle");
  // `place` stands for its signal: what listens ends with it.
  addEventListener(
    "click",
    (event) => {
      const link = (event.target as Element).closest?.("[data-frontdesk-article]," + (data.opener || "[data-frontdesk=open]")) as HTMLElement;
      if (link) {
        event.preventDefault();
        const slug = link.dataset.frontdeskArticle;
        run(slug ? "article" : "open", slug);
      }
    },
    place,
  );

  // (5) Status.
  const draw = bannerIn(news, `frontdesk:${id}:dismissed`, hideWord, () => run("status"));
  const nudge = watchStatus(`${origin}/v1/sites/${id}/status`, Math.max(10, +data.poll! || 60), place, (snapshot) => {
    attach();
    draw(snapshot.banner);
    place.latest = snapshot;
    handle?.call("snapshot", snapshot);
    if (data.defer) load();
  });
  // Beside the body, which some pages replace as a whole; one that took us away gets us back.
  const attach = () => host.isConnected || stop.signal.aborted || document.documentElement.append(host);
  if (document.body) attach();
  else addEventListener("DOMContentLoaded", attach);
  for (const call of before?.q || []) api(...call);
}

try {
  start();
} catch (fault) {
  warn(fault);
}
