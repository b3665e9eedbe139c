import { sweepExpiredItems } from "./expired-items.ts";
import type { Engine } from "./operation.ts";

/** Removes expired items and forgets expired idempotency tokens. */
export interface Sweeper {
  /** Sweeps now, after a sweep that is running, and answers how many items were removed. */
  sweep(): Promise<number>;
  /** Ends the interval and waits for a sweep that is running. */
  stop(): Promise<void>;
}

/** Sweeps every `intervalMs` milliseconds; 0 for never. A sweep that fails is a warning, and is tried again. */
export function startSweeper(engine: Engine, intervalMs: number): Sweeper {
  let last: Promise<unknown> = Promise.resolve();
  let isRunning = false;

  async function run(): Promise<number> {
    isRunning = true;
    try {
      await engine.idempotency.sweep();
      return await sweepExpiredItems(engine);
    } finally {
      isRunning = false;
    }
  }

  function sweep(): Promise<number> {
    const current = last.then(run);
    last = current.catch(() => undefined);
    return current;
  }

  const timer = intervalMs > 0 ? setInterval(sweepUnlessRunning, intervalMs).unref() : undefined;

  function sweepUnlessRunning(): void {
    if (!isRunning) sweep().catch((error: Error) => process.emitWarning(error));
  }

  async function stop(): Promise<void> {
    clearInterval(timer);
    await last;
  }

  return { sweep, stop };
}
