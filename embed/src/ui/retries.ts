/** Tries again by itself: when the browser is online again, and now and then. */
export interface Retries {
  /** @param isWorthWaiting false where only the browser's coming back online can help. */
  start(isWorthWaiting: boolean): void;
  /** Tries at once, for who asks for it. */
  now(): void;
  stop(): void;
}

const DELAY_MS = 15_000;
/** Each is twice as long as the one before. The last comes after a quarter of an hour. */
const TIMERS_MAX = 6;

/** @param retry fulfilled when there is nothing more to try. */
export function createRetries(retry: () => Promise<boolean>): Retries {
  let isRunning = false;
  let timers = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const attemptOnce = async () => {
    clearTimeout(timer);
    if (await retry()) stop();
    else if (isRunning) wait();
  };
  const wait = () => {
    if (timers >= TIMERS_MAX) return;
    timer = setTimeout(attemptOnce, DELAY_MS * 2 ** timers);
    timers += 1;
  };
  const stop = () => {
    isRunning = false;
    clearTimeout(timer);
    removeEventListener("online", attemptOnce);
  };
  return {
    start(isWorthWaiting) {
      if (isRunning) return;
      isRunning = true;
      addEventListener("online", attemptOnce);
      if (isWorthWaiting) wait();
    },
    now: () => void attemptOnce(),
    stop,
  };
}
