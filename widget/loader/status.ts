import type { Snapshot } from "./types";

/**
 * Asks for the site's status: once when the page has settled, whenever the visitor comes back to it,
 * and every `seconds` (±10 %, so that many pages do not ask in step) while it is in view. Failures
 * are silent: the last known state stays. Returns a function that asks now, or as soon as the last
 * request is two seconds old. Ends with the signal.
 */
export function watchStatus(url: string, seconds: number, until: { signal: AbortSignal }, got: (snapshot: Snapshot) => void) {
  let timer: number;
  let last = 0;

  const ask = () => {
    last = Date.now();
    // A hidden page stops here; coming back to it starts the clock again.
    timer = setTimeout(nudge, seconds * (900 + Math.random() * 200));
    fetch(url)
      .then((answer) => answer.ok && answer.json())
      .then((snapshot) => snapshot && got(snapshot))
      .catch(() => {});
  };
  const nudge = () => {
    // Nothing asks before the page has settled.
    if (!last || document.hidden || until.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(ask, last + 2e3 - Date.now());
  };
  // Leaves the moment after loading to the page's own scripts.
  const settled = () => setTimeout(ask, 400);

  addEventListener("focus", nudge, until);
  addEventListener("visibilitychange", nudge, until);
  if (document.readyState == "complete") settled();
  else addEventListener("load", settled);
  return nudge;
}
