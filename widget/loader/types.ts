/** A call of `Frontdesk`: a verb and what goes with it. */
export type Call = [verb: string, ...values: any[]];

/** What xtask knows at build time, put in place of `__MANIFEST__` by esbuild. Paths are on our origin. */
export interface Manifest {
  /** What the names of the widget's files begin with: `<locale>.js`, the glue with the words of a locale, an ES
   * module; `wasm`; and `more.js`. */
  code: string;
  sites: Record<string, Site>;
  words: LoaderWords;
}

/** The few words that stand on a page before the widget is loaded: the launcher, the dismiss button, and
 * the direction if it is not left to right. By locale of any site. */
export type LoaderWords = Record<string, string[]>;

/** The part of a site that must be known before anything is fetched. Topics and the rest come from `/_site/`. */
export interface Site {
  /** Search index by locale, the site's default locale first. */
  index: Record<string, string>;
  color?: string;
}

/** Where the widget stands and what it is to know: what the loader hands to the glue. */
export interface Place extends Manifest {
  /** Id of the site. */
  id: string;
  /** Its name, as people read it: the glue knows it. */
  name?: string;
  locale: string;
  /** An empty element in the shadow root of the host, whose attributes are those of the tag. */
  panel: HTMLElement;
  /** Calls made so far, which the glue takes over. */
  calls: Call[];
  /** The newest status. */
  latest?: Snapshot;
  /** Asks for the status now. */
  nudge(): void;
  /** Ends with `destroy`. */
  signal: AbortSignal;
}

/** The part of a status answer that the loader reads; the widget takes the whole. */
export interface Snapshot {
  banner?: Banner;
  indicator?: string;
}

/** A service message, in words made at the edge. */
export interface Banner {
  /** Names the update, not the incident: dismissing is remembered per update. */
  id: string;
  impact: string;
  title: string;
  text: string;
}

/** What the glue gives back: does what `Frontdesk(verb, …)` asks. Gives nothing when nothing can be shown here. */
export interface Handle {
  call(...call: Call): unknown;
}
