/** `on`, `once` and `off`: the events of `document`, without the prefix and with the detail alone. */
import type { Events, Heard } from "../frontdesk";

type Entry = { event: string; heard: Heard; listener: (event: Event) => void };

let entries: Entry[] = [];

/** Listens. A listener that throws is the page's own concern, and told in its console as any other. */
export function on(event: keyof Events, heard: Heard) {
  const entry = { event, heard, listener: (told: Event) => heard((told as CustomEvent).detail) };
  entries.push(entry);
  document.addEventListener("frontdesk:" + event, entry.listener);
  return true;
}

export function once(event: keyof Events, heard: Heard) {
  const only: Heard = (detail) => {
    off(event, only);
    heard(detail);
  };
  return on(event, only);
}

export function off(event: keyof Events, heard: Heard) {
  const known = entries.filter((entry) => entry.event == event && entry.heard == heard);
  for (const entry of known) document.removeEventListener("frontdesk:" + event, entry.listener);
  entries = entries.filter((entry) => !known.includes(entry));
  return !!known.length;
}

/** Nobody listens any more: the widget is taken off the page. */
export function silence() {
  for (const { event, listener } of entries) document.removeEventListener("frontdesk:" + event, listener);
  entries = [];
}
