/**
 * The smallest program, its magic number and version: what a browser or a page's policy says to it, it says to
 * every program.
 */
export const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
