/**
 * The Worker's entry: hands requests to the Rust program, and starts that program over when it has
 * panicked.
 *
 * A panic leaves WebAssembly memory in an unknown state, and whatever waits for the program waits
 * for ever. So every request under way is answered as a fault of ours at once, and the next one
 * gets a fresh instance: objects are made anew from what is on disk.
 */
import * as rust from "./index.js";

// The `worker` crate's panic hook sets `criticalError` on this object; here that becomes an event.
const state = rust.__worker_init_state();
const underWay = new Set();
let broken = false;
Object.defineProperty(state, "criticalError", {
  get: () => broken,
  set(value) {
    broken = value;
    if (broken) for (const giveUp of underWay) giveUp();
  },
});

/** Memory that ran out traps without a panic. */
function noteTrap(error) {
  if (error instanceof WebAssembly.RuntimeError) state.criticalError = true;
}
addEventListener("error", (event) => noteTrap(event.error));

function fault() {
  const problem = { type: "internal", status: 500, title: "Something failed on our side.", detail: "Please try again." };
  return new Response(JSON.stringify(problem), {
    status: 500,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

async function guarded(call) {
  if (broken) {
    rust.__wbg_reset_state();
    broken = false;
    state.instanceId++;
  }
  let giveUp;
  const gaveUp = new Promise((resolve) => (giveUp = resolve));
  underWay.add(giveUp);
  try {
    // The answer to giving up is made here, not by who gives up: a response belongs to its request.
    return (await Promise.race([call(), gaveUp])) ?? fault();
  } catch (error) {
    noteTrap(error);
    return fault();
  } finally {
    underWay.delete(giveUp);
  }
}

export default {
  fetch: (request, env, ctx) => guarded(() => rust.fetch(request, env, ctx)),
};

/** One site's desk. Its Rust half is made again whenever the program was started over. */
export class Desk {
  #ctx;
  #env;
  #inner;
  #madeBy;

  constructor(ctx, env) {
    this.#ctx = ctx;
    this.#env = env;
  }

  fetch(request) {
    return guarded(() => {
      if (this.#madeBy !== state.instanceId) {
        this.#inner = new rust.Desk(this.#ctx, this.#env);
        this.#madeBy = state.instanceId;
      }
      return this.#inner.fetch(request);
    });
  }
}
