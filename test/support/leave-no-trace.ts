import { afterAll, vi } from "vitest";

/** Files share a process, because starting one costs more than most files: none leaves another a clock, a global or a spy of its own. */
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
