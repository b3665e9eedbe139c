import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createReloader, type Reloader } from "../../../local/reloader.ts";

let lines: string[];
/** Each reload ends when a test says so. */
let reloads: PromiseWithResolvers<void>[];
let stopping: AbortController;
let reloader: Reloader;
// The quiet time is one of the clock, which a busy machine would let pass between two edits that belong together.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  lines = [];
  reloads = [];
  stopping = new AbortController();
  reloader = createReloader({
    reload() {
      const running = Promise.withResolvers<void>();
      reloads.push(running);
      return running.promise;
    },
    report: (line) => lines.push(line),
    signal: stopping.signal,
  });
});
afterEach(() => vi.useRealTimers());

const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const end = async (failure?: Error) => {
  const running = reloads.at(-1);
  if (failure) running?.reject(failure);
  else running?.resolve();
  await wait(0);
};

describe("createReloader", () => {
  it("reloads once for edits that come together, and names them", async () => {
    for (const file of ["functions/tokens", "contract/a.ts", "infra/b.ts", "contract/a.ts", "embed/c.ts"]) {
      reloader.changed(file);
      await wait(149);
    }
    expect([reloads.length, lines]).toEqual([0, []]);
    await wait(1);
    expect(lines).toEqual(["changed: functions/tokens, contract/a.ts, infra/b.ts, and 1 more"]);
    await end();
    await wait(10_000);
    expect(reloads).toHaveLength(1);
    expect(lines.slice(1)).toEqual(["running the changed stack"]);
  });

  it("reloads again for an edit that comes after a quiet time", async () => {
    reloader.changed("infra/a.ts");
    await wait(150);
    await end();
    reloader.changed("infra/b.ts");
    await wait(150);
    expect(lines).toEqual(["changed: infra/a.ts", "running the changed stack", "changed: infra/b.ts"]);
    expect(reloads).toHaveLength(2);
  });

  it("reloads once more, and not at once, for all edits during a reload", async () => {
    reloader.changed("infra/a.ts");
    await wait(150);
    reloader.changed("infra/b.ts");
    await wait(1_000);
    reloader.changed("infra/c.ts");
    await wait(1_000);
    expect(reloads).toHaveLength(1);
    await end();
    expect(lines.at(-1)).toBe("changed: infra/b.ts, infra/c.ts");
    await end();
    await wait(10_000);
    expect(reloads).toHaveLength(2);
  });

  it("goes on after a reload that failed, and says why", async () => {
    reloader.changed("infra/a.ts");
    await wait(150);
    await end(new Error("the stack does not synthesize"));
    expect(lines.at(-1)).toBe("still running the former stack: the stack does not synthesize");
    reloader.changed("infra/a.ts");
    await wait(150);
    expect(reloads).toHaveLength(2);
  });

  it("says nothing of a reload that the end of the platform cut off, and reloads no more once it is stopped", async () => {
    reloader.changed("infra/a.ts");
    await wait(150);
    stopping.abort();
    await end(new Error("aborted"));
    expect(lines).toEqual(["changed: infra/a.ts"]);
    reloader.changed("infra/b.ts");
    reloader.stop();
    await wait(10_000);
    expect(reloads).toHaveLength(1);
  });
});
