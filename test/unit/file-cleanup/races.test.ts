import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createStage, HOUR_MS, START, type Stage, UPLOAD_MS } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.stop());

/** A request that has taken so long, or whose clock is so late, that it finds the upload living. */
const LATE = START + UPLOAD_MS - 1;

/** Does the work when a run has read its lists and has done nothing yet. */
function afterListing(work: () => Promise<unknown>): void {
  let waiting = 4;
  const { promise, resolve } = Promise.withResolvers<void>();
  stage.catalogue.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args);
        if (commandName === "QueryCommand" && waiting > 0) {
          waiting--;
          if (waiting === 0) await work().then(() => resolve());
          await promise;
        }
        return answer;
      },
    { step: "initialize" },
  );
}

describe("a save that claims a file while it is being cleaned up", () => {
  it("keeps the file when it is first", async () => {
    const id = await stage.addFile();
    stage.now += UPLOAD_MS + HOUR_MS;
    let isSaved = false;
    afterListing(async () => {
      isSaved = await stage.save("late", id, LATE);
    });
    await stage.run();
    expect([isSaved, stage.has(id)]).toEqual([true, true]);
    const upload = await stage.read(id);
    expect(upload?.savedIn).toEqual(new Set(["late"]));
    expect(upload).not.toHaveProperty("deletingSince");
    expect(stage.logged).toEqual([["run ended", { deleted: 0, leftAlone: 1, faults: 0, isComplete: true }]]);
  });

  it("is refused when it comes later, even before the file is gone, and so is completing the upload", async () => {
    const [id, pending] = [await stage.addFile(), await stage.addPending()];
    stage.now += UPLOAD_MS + HOUR_MS;
    const { removeFile } = stage;
    const outcomes: boolean[] = [];
    stage.removeFile = async (address) => {
      outcomes.push(await stage.save("late", address.uploadId, LATE), await stage.check(address.uploadId));
      await removeFile(address);
      outcomes.push(await stage.save("late", address.uploadId, LATE), await stage.check(address.uploadId));
    };
    await stage.run();
    expect(outcomes).toEqual(Array.from({ length: 8 }, () => false));
    expect([stage.has(id), await stage.read(id), await stage.read(pending)]).toEqual([false, undefined, undefined]);
  });

  it("is refused between a run that died and the next one, too", async () => {
    const id = await stage.addFile();
    stage.now += UPLOAD_MS + HOUR_MS;
    stage.removeFile = async () => {
      throw new Error("killed");
    };
    await expect(stage.run()).rejects.toThrow();
    expect(await stage.save("late", id, LATE)).toBe(false);
  });

  it("keeps a file that was given up again meanwhile, until that was an hour ago", async () => {
    const id = await stage.addFile();
    stage.now += UPLOAD_MS + HOUR_MS;
    afterListing(async () => {
      await stage.save("late", id, LATE);
      await stage.release("late", id);
    });
    await stage.run();
    expect(stage.has(id)).toBe(true);
    stage.now += HOUR_MS;
    await stage.run();
    expect(stage.has(id)).toBe(false);
  });

  it("or the cleanup: exactly one of the two gets each file, whoever is faster", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 60; count++) ids.push(await stage.addFile());
    stage.now += UPLOAD_MS + HOUR_MS;
    // Saves begin where the cleanup ends, so that they meet.
    const save = async () => {
      const saved = new Set<string>();
      for (const id of ids.toReversed()) if (await stage.save(`save${id}`, id, LATE)) saved.add(id);
      return saved;
    };
    const [saved] = await Promise.all([save(), stage.run({ parts: { uploadsPerPage: 2 } })]);
    const left = await Promise.all(ids.map(async (id) => [id, stage.has(id), (await stage.read(id))?.savedIn?.size]));
    expect(left).toEqual(ids.map((id) => (saved.has(id) ? [id, true, 1] : [id, false, undefined])));
    // Both have won some, or nothing was shown.
    expect(saved.size).toBeGreaterThan(0);
    expect(saved.size).toBeLessThan(ids.length);
  });
});
