/** What the client needs from its surroundings. Only web standards are used; tests replace what they like. */
export interface Runtime {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** At least 0, less than 1; spreads retries in time. */
  readonly random: () => number;
  /** Runs a function once after a time and returns what cancels it: the time limit of an attempt. */
  readonly startTimer: (ms: number, run: () => void) => () => void;
  /** The pause before another attempt. Resolves after the time, or as soon as the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly createIdempotencyKey: () => string;
}

export const DEFAULT_RUNTIME: Runtime = {
  // Looked up at each call, so that instrumentation that replaces the global later is used.
  fetch: (url, init) => globalThis.fetch(url, init),
  now: Date.now,
  random: Math.random,
  startTimer,
  wait,
  createIdempotencyKey,
};

function startTimer(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Leaves no timer and no listener behind. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const finish = () => {
      cancelTimer();
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const cancelTimer = startTimer(ms, finish);
    signal.addEventListener("abort", finish);
  });
}

/** 128 random bits. `crypto.randomUUID` is missing on pages without TLS. */
function createIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
