import type { Runtime } from "./runtime.ts";

/** How an attempt ended that did not give a value. */
export type AttemptFailure = { readonly failed: "timeout" } | { readonly failed: "network"; readonly cause: unknown };

export interface AttemptLimits {
  readonly timeoutMs: number;
  /** The caller's. When it is aborted, the attempt throws its reason. */
  readonly signal: AbortSignal;
  readonly startTimer: Runtime["startTimer"];
}

/**
 * Runs a request under a time limit and the caller's signal, whichever ends it first, also when the request itself listens to neither.
 * Leaves no timer and no listener behind.
 */
export async function runAttempt<Value>(
  send: (signal: AbortSignal) => Promise<Value>,
  { timeoutMs, signal, startTimer }: AttemptLimits,
): Promise<Value | AttemptFailure> {
  signal.throwIfAborted();
  const request = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    request.signal.addEventListener("abort", () => reject(request.signal.reason), { once: true });
  });
  const forward = () => request.abort(signal.reason);
  signal.addEventListener("abort", forward, { once: true });
  let isTimeout = false;
  const cancelTimer = startTimer(timeoutMs, () => {
    isTimeout = true;
    request.abort();
  });
  try {
    return await Promise.race([send(request.signal), ended]);
  } catch (cause) {
    signal.throwIfAborted();
    return isTimeout ? { failed: "timeout" } : { failed: "network", cause };
  } finally {
    cancelTimer();
    signal.removeEventListener("abort", forward);
  }
}
