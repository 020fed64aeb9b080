/**
 * The widget in a frame of our own origin, for pages whose policy refuses WebAssembly (or that ask for it
 * by `data-frame`): `frame.html` there is a page with the tag, and this passes calls in and events out.
 */
import type { Place } from "../loader/types";
import type { Inside, Tell } from "./types";

/** A frame that says nothing for so long was refused, or cannot be reached. Milliseconds. */
const PATIENCE = 10_000;

/** Beside the launcher, and all of a phone's screen: as `widget/style.css` has it for the panel. */
const PLACE =
  "position:fixed;border:0;width:min(100%,400px);height:min(100%,640px);bottom:var(--fd-y,20px);border-radius:12px;box-shadow:0 0 40px #0004;color-scheme:normal;";

/** Opens the panel: calls after which there is something to see. */
const SHOWS = /^(open|search|article|status)$/;

/** Puts the frame into the panel, once it is ready to be used; rejects when it cannot be. */
export function frame(place: Place, tell: Tell): Promise<Inside> {
  const { id, name, panel, locale } = place;
  const { origin } = new URL(import.meta.url);
  const element = document.createElement("iframe");
  const host = (panel.getRootNode() as ShadowRoot).host as HTMLElement;
  const side = host.dataset.position == "left" ? "left" : "right";
  element.style.cssText = `${PLACE}${side}:var(--fd-x,20px)`;
  if (innerWidth < 480) Object.assign(element.style, { inset: "0", width: "100%", height: "100%", borderRadius: "0" });
  element.hidden = true;
  element.title = name!;
  element.allow = "clipboard-write";
  const theme = host.dataset.theme || "auto";
  element.src = `${origin}/frame.html?${new URLSearchParams({ site: id, locale, theme })}`;

  const launcher = () => (panel.getRootNode() as ShadowRoot).querySelector<HTMLElement>(".fd-launcher");
  const show = (shown: boolean) => {
    element.hidden = !shown;
    element.style.display = shown ? "block" : "none";
    (shown ? element : launcher())?.focus();
  };
  const post = (verb: string, value?: unknown) => {
    element.contentWindow?.postMessage({ frontdesk: [verb, value] }, origin);
    return true;
  };
  const call = (verb: string, value?: unknown) => {
    if (verb == "toggle") verb = element.hidden ? "open" : "close";
    if (verb == "close") show(false);
    if (SHOWS.test(verb)) {
      post("page", { url: location.href, title: document.title, path: location.pathname });
      show(true);
    }
    return post(verb, value);
  };

  return new Promise((resolve, reject) => {
    const heard = ({ source, origin: from, data }: MessageEvent) => {
      if (source != element.contentWindow || from != origin || !Array.isArray(data?.frontdesk)) return;
      const [event, detail] = data.frontdesk;
      if (event == "ready") {
        clearTimeout(timer);
        document.removeEventListener("securitypolicyviolation", refused);
        resolve({ call, end });
      } else {
        if (event == "close") show(false);
        tell(event, detail);
      }
    };
    const end = () => {
      removeEventListener("message", heard);
      document.removeEventListener("securitypolicyviolation", refused);
      element.remove();
    };
    const failed = () => {
      end();
      reject();
    };
    const refused = ({ blockedURI }: SecurityPolicyViolationEvent) => {
      if (blockedURI.startsWith(origin) || blockedURI == element.src) failed();
    };
    const timer = setTimeout(failed, PATIENCE);
    addEventListener("message", heard);
    document.addEventListener("securitypolicyviolation", refused);
    show(false);
    panel.replaceChildren(element);
  });
}
