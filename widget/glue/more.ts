/**
 * What few pages ask for, loaded only then: the frame for pages that refuse WebAssembly, another language,
 * and `diagnose`.
 */
export { diagnose } from "./diagnose";
export { frame } from "./frame";
export { choose, dress } from "./locale";
