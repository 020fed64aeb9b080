/** What xtask knows at build time, put in place of `__MANIFEST__` by esbuild. Paths are on our origin. */
export interface Manifest {
  /** wasm-bindgen's glue, an ES module. */
  js: string;
  wasm: string;
  sites: Record<string, Site>;
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
