/**
 * The page inside a frame (`frame.html`): the tag without launcher and banner, which stand on the page
 * around it. Calls come in and events go out as messages. What the page around it may do here is what any
 * page can do with the tag; it sees nothing that is typed.
 */
import type { Events } from "./frontdesk";

const EVENTS: (keyof Events)[] = ["open", "close", "article", "ticket", "reply"];

const asked = new URLSearchParams(location.search);
const tag = document.createElement("script");
Object.assign(tag.dataset, { site: asked.get("site"), locale: asked.get("locale"), theme: asked.get("theme") });
Object.assign(tag.dataset, { launcher: "none", banner: "none" });
tag.src = "/widget.js";
tag.onload = async () => {
  // Said only when the program is here and runs: until then the page around keeps its way out.
  if (await window.Frontdesk("init")) parent.postMessage({ frontdesk: ["ready"] }, "*");
};
document.head.append(tag);

let around = "";
addEventListener("message", ({ source, origin, data }) => {
  if (source != parent || !Array.isArray(data?.frontdesk)) return;
  around = origin;
  const [verb, value] = data.frontdesk;
  window.Frontdesk(verb, value);
});
for (const event of EVENTS) {
  document.addEventListener(`frontdesk:${event}`, ({ detail }: CustomEvent) => {
    if (around) parent.postMessage({ frontdesk: [event, detail] }, around);
  });
}
