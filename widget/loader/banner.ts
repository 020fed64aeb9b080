import { make } from "./dom";
import type { Banner } from "./types";

/**
 * Draws the newest service message, once per update. A dismissed one stays away on this device; that
 * is the only thing the loader ever stores, and only because the visitor asked for it.
 */
export function bannerIn(slot: HTMLElement, key: string, hideWord: string, details: () => void) {
  let shown: string | undefined;
  // Kept here too, so that dismissing works where storage is refused. All of them, so that two open
  // incidents do not bring each other's message back.
  let dismissed: string[] = [];

  return (banner?: Banner) => {
    if (banner?.id == shown) return;
    shown = banner?.id;
    slot.replaceChildren();
    if (!banner) return;
    try {
      // Only looked at when there is a message to hide. Where nothing is stored it throws, too.
      dismissed = localStorage[key].split(",");
    } catch {}
    if (dismissed.includes(banner.id)) return;

    const onclick = () => {
      slot.replaceChildren();
      dismissed.push(banner.id);
      try {
        localStorage[key] = dismissed;
      } catch {}
    };
    const more = make("button", "more", { onclick: details }, make("b", "", {}, banner.title), " ", banner.text);
    const hide = make("button", "dismiss", { onclick, ariaLabel: hideWord }, "✕");
    slot.append(make("div", "banner " + banner.impact, {}, more, hide));
  };
}
