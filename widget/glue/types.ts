/** Something happened inside: an event of the API with its detail, or `nudge`, which asks for the status. */
export type Tell = (event: string, detail?: unknown) => void;

/** What stands in the panel: the program, or a frame that holds it. */
export interface Inside {
  call(verb: string, value?: unknown): unknown;
  /** Takes it away, with all that listens. */
  end(): void;
}
