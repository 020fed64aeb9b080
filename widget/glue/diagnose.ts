/**
 * `Frontdesk("diagnose")`: tries what the widget needs, one thing after the other, and says in words what does
 * not work and what to do. Loaded only when it is asked for; for whoever builds the page, so in English.
 */
import type { Finding } from "../frontdesk";
import type { Place } from "../loader/types";
import { EMPTY } from "./empty";

/** What a policy of the page refused while `work` ran: the directive and what it was about. */
async function refused<T>(work: () => Promise<T>): Promise<{ got?: T; fault?: unknown; directive?: string }> {
  let directive: string | undefined;
  const heard = (event: SecurityPolicyViolationEvent) => (directive = event.effectiveDirective);
  document.addEventListener("securitypolicyviolation", heard);
  try {
    return { got: await work() };
  } catch (fault) {
    // The report comes in a task of its own.
    await new Promise((later) => setTimeout(later, 50));
    return { fault, directive };
  } finally {
    document.removeEventListener("securitypolicyviolation", heard);
  }
}

/** Asks for an address and puts into words what came of it. */
async function reach(what: string, url: URL): Promise<Finding> {
  const { got, directive } = await refused(() => fetch(url, { cache: "no-cache" }));
  const ok = !!got?.ok;
  let words = `${url} answers.`;
  if (directive) words = `Refused by this page's Content-Security-Policy: add ${url.origin} to ${directive}.`;
  else if (!got) words = `${url} cannot be reached: the network is down, the service is not running, or something on this device blocks it, such as an ad blocker.`;
  else if (!ok) words = `${url} answers ${got.status}. Was the service built and deployed as a whole?`;
  return { ok, what, words };
}

async function programs(): Promise<Finding> {
  const what = "WebAssembly";
  if (typeof WebAssembly != "object") return { ok: false, what, words: "This browser has none, or it is turned off. The launcher leads to the help center instead." };
  const { fault, directive } = await refused(() => WebAssembly.instantiate(EMPTY));
  if (!fault) return { ok: true, what, words: "Programs may run." };
  const why = directive ? "Refused by this page's Content-Security-Policy: add 'wasm-unsafe-eval' to script-src." : String(fault);
  return { ok: false, what, words: `${why} Until then the widget stands in a frame, if frame-src allows this service's origin.` };
}

async function origins(place: Place, origin: string): Promise<Finding> {
  const what = "Origin";
  // No ticket is opened without its key: what counts is whether this page may read the refusal.
  const { got } = await refused(() => fetch(new URL(`/v1/sites/${place.id}/tickets/1`, origin)));
  if (got) return { ok: true, what, words: `${location.origin} may send tickets.` };
  return { ok: false, what, words: `Tickets will be refused: add "${location.origin}" to origins in site.toml, then build and deploy. (If nothing else answers either, see above.)` };
}

function storage(): Finding {
  const what = "Storage";
  try {
    // Reading is enough: where storage is refused, even that throws.
    void localStorage.length;
    return { ok: true, what, words: "Tickets stay on this device after the page is closed." };
  } catch {
    return { ok: false, what, words: "Refused by the browser (a private window, a sandboxed frame, or a setting). Everything works, but tickets are forgotten when the page is closed." };
  }
}

function browser(): Finding {
  const what = "Browser";
  const missing = [
    ["constructable style sheets", "adoptedStyleSheets" in document],
    ["relative colours", CSS.supports("color", "oklch(from red l c h)")],
    ["locks between tabs", "locks" in navigator],
  ].filter(([, there]) => !there);
  const words = missing.length ? `Lacks ${missing.map(([name]) => name).join(", ")}: works with less.` : "Has all that is used.";
  return { ok: !missing.length, what, words };
}

/** Everything, told in the console as well. */
export async function diagnose(place: Place): Promise<Finding[]> {
  const { origin } = new URL(import.meta.url);
  const at = (path: string) => new URL(path, origin);
  const findings = [
    browser(),
    await programs(),
    await reach("Program", at(place.code + "wasm")),
    await reach("Search index", at(place.sites[place.id].index[place.locale])),
    await reach("Service", at(`/v1/sites/${place.id}/status`)),
    await origins(place, origin),
    storage(),
  ];
  for (const { ok, what, words } of findings) console.info(`Frontdesk: ${ok ? "✓" : "✗"} ${what}. ${words}`);
  return findings;
}
