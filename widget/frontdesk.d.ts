/**
 * The JavaScript API of the widget: one function, `Frontdesk(verb, …)`. Served as `/frontdesk.d.ts`.
 *
 * This is the only list of calls and events: `glue.ts` is checked against it, and the article
 * "JavaScript API of the widget" explains it.
 */

/** What each call takes, and what its promise gives. `true`: done. `false`: could not be done. */
export interface Calls {
  /** Loads the widget now, without opening it. Not needed otherwise: it loads when somebody reaches for it. */
  init(): boolean;
  /** Opens the panel where it was left, or at a place: `"home"`, `"contact"`, `"status"`, or one of this device's
   * tickets by its number. */
  open(place?: "home" | "contact" | "status" | number): boolean;
  close(): boolean;
  toggle(): boolean;
  /** Opens the panel with this search. */
  search(query: string): boolean;
  /** Opens an article, `section/slug`, at a heading with `section/slug#heading`. */
  article(slug: string): boolean;
  /** Opens what is known to be broken right now. */
  status(): boolean;
  /** Articles to offer first on this page, by `section/slug`. An empty list takes the offer back. */
  suggest(slugs: string[]): boolean;
  /** Fills in what is still empty in the contact form. */
  prefill(words: Partial<Record<"name" | "email" | "subject" | "body" | "topic", string>>): boolean;
  /** Says who is logged in. Somebody else than before gets a clean session. */
  identify(person: Person): boolean;
  /** Facts that go along with a message, such as the plan or the order on screen; the visitor sees them and may
   * remove each. `null` takes one back. */
  set(facts: Record<string, string | number | boolean | null>): boolean;
  /** Something happened that helps whoever answers, such as "Payment declined". */
  event(name: string): boolean;
  /** Speaks another language of the site from now on. */
  locale(locale: string): boolean;
  /** A colour scheme, or values of `--fd-…` properties, named without these letters. */
  theme(theme: "auto" | "light" | "dark" | Record<string, string>): boolean;
  /** Whether this device may keep anything. Without consent tickets live as long as the page. */
  consent(given: boolean): boolean;
  /** Listens to an event, as `document.addEventListener("frontdesk:…")` does. */
  on(event: keyof Events, heard: Heard): boolean;
  off(event: keyof Events, heard: Heard): boolean;
  once(event: keyof Events, heard: Heard): boolean;
  /** How things stand. */
  info(): Info;
  /** Tries what the widget needs, and says in words what does not work and what to do. */
  diagnose(): Finding[];
  /** Ends the session of whoever was identified: nothing of theirs is left on screen. */
  logout(): boolean;
  /** Takes the widget off the page; the tag may be put in again. */
  destroy(): boolean;
}

/** Details of each event. On `document` their names begin with `frontdesk:`. */
export interface Events {
  ready: Record<string, never>;
  open: Record<string, never>;
  close: Record<string, never>;
  /** An article came on screen. */
  article: { slug: string };
  /** A ticket was accepted. */
  ticket: { number: number };
  /** Somebody replied to a ticket of this device. */
  reply: { number: number };
}

/** Whoever is logged in to the page. Unproven: it fills in forms and greets, and opens nothing. */
export interface Person {
  /** Your own id for them. */
  id?: string;
  name?: string;
  email?: string;
}

/** How things stand. */
export interface Info {
  site: string;
  locale: string;
  /** Whether the panel is open. */
  open: boolean;
  /** Whether it stands in a frame, because the page's policy refuses WebAssembly. */
  framed: boolean;
  /** The worst state of any component; missing until the status is known. */
  indicator?: string;
  /** Names the build. */
  version: string;
}

/** What came of one test. */
export interface Finding {
  ok: boolean;
  /** What was tested. */
  what: string;
  /** What was found, and what to do about it. */
  words: string;
}

export type Heard = (detail: Events[keyof Events]) => void;

/** The function itself. Its promises are never rejected. */
export type Frontdesk = <C extends keyof Calls>(verb: C, ...values: Parameters<Calls[C]>) => Promise<ReturnType<Calls[C]> | false>;

type Heralds = { [E in keyof Events as `frontdesk:${E}`]: CustomEvent<Events[E]> };

declare global {
  interface Window {
    Frontdesk: Frontdesk;
  }
  interface DocumentEventMap extends Heralds {}
}
