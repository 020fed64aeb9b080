/** What xtask knows at build time, put in place of `__MANIFEST__` by esbuild. Paths are on our origin. */
export interface Manifest {
  /** What the names of the widget's files begin with: `<locale>.js`, an ES module with wasm-bindgen's glue and the
   * words of a locale, and `wasm`. */
  code: string;
  sites: Record<string, Site>;
  /** The few words that stand on a page before the widget is loaded: the launcher, the dismiss button, what the
   * launcher says when the widget cannot be loaded, and the direction if it is not left to right. By locale of any site. */
  words: Record<string, string[]>;
}

/** The part of a site that must be known before anything is fetched. Topics and the rest come from `/_site/`. */
export interface Site {
  name: string;
  /** Search index by locale, the site's default locale first. */
  index: Record<string, string>;
  color?: string;
}

/** The part of a status answer that the loader reads; the widget takes the whole. */
export interface Snapshot {
  banner?: Banner;
}

/** A service message, in words made at the edge. */
export interface Banner {
  /** Names the update, not the incident: dismissing is remembered per update. */
  id: string;
  impact: string;
  title: string;
  text: string;
}

/** What the wasm gives back after mounting: does what `Frontdesk(verb, value)` asks; `false` when it cannot. */
export interface Handle {
  call(verb: string, value: unknown): boolean;
}
