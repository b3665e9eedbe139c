import { setTimeout as sleep } from "node:timers/promises";

/** Behind a route a function has ten seconds, of which the last attempt and the answer need their part. */
export const PATIENCE_MS = 7000;
export const PAUSE_MS = 20;
/** Long enough for fifty writers of one item to find a gap each, short enough to be asked for often. */
export const PAUSE_MS_MAX = 500;

/** How long and how often to try again what others stood in the way of. */
export interface Patience {
  /** A random pause, longer on average each time. False, at once, when the time is used up. */
  pause(): Promise<boolean>;
}

/** The time runs from now. Full jitter: writers that met once must not meet again. */
export function createPatience(): Patience {
  const endsAtMs = performance.now() + PATIENCE_MS;
  let ceilingMs = PAUSE_MS;
  return {
    async pause() {
      const pauseMs = Math.random() * ceilingMs;
      if (performance.now() + pauseMs >= endsAtMs) return false;
      ceilingMs = Math.min(ceilingMs * 2, PAUSE_MS_MAX);
      await sleep(pauseMs);
      return true;
    },
  };
}
