import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createStage, HOUR_MS, START, type Stage, UPLOAD_MS, WORKSPACE } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.stop());

/** Whether the file is in the bucket, and whether there is an item of its upload. */
const stateOf = async (uploadId: string) => [stage.has(uploadId), (await stage.read(uploadId)) !== undefined];
const THERE = [true, true];
const GONE = [false, false];
const summary = (deleted: number, leftAlone: number, faults: number, isComplete: boolean) => [
  "run ended",
  { deleted, leftAlone, faults, isComplete },
];

describe("the file of an upload that no save has", () => {
  it("is deleted an hour after the upload has ended, not a millisecond sooner, and the upload is forgotten", async () => {
    const id = await stage.addFile();
    stage.now = START + UPLOAD_MS + HOUR_MS - 1;
    await stage.run();
    expect(await stateOf(id)).toEqual(THERE);
    stage.now += 1;
    await stage.run();
    expect(await stateOf(id)).toEqual(GONE);
    expect(stage.logged).toEqual([summary(0, 0, 0, true), summary(1, 0, 0, true)]);
  });

  it("is not left to the table's own expiry, which would take the upload and leave the file", async () => {
    const id = await stage.addFile();
    expect(await stage.read(id)).not.toHaveProperty("ttl");
    await stage.save("one", id);
    await stage.release("one", id);
    expect(await stage.read(id)).not.toHaveProperty("ttl");
  });

  it("is deleted in every workspace, and what was never sent or never completed is forgotten, too", async () => {
    const [own, foreign] = [await stage.addFile(), await stage.addFile("ws_000000000002")];
    const pending = await stage.addPending();
    // Its copy was made, and then the function died.
    const halfDone = await stage.addPending();
    stage.files.add(`${WORKSPACE}/${halfDone}`);
    stage.now += UPLOAD_MS + HOUR_MS;
    await stage.run();
    expect([await stateOf(own), await stateOf(pending), await stateOf(halfDone)]).toEqual([GONE, GONE, GONE]);
    expect([stage.has(foreign, "ws_000000000002"), await stage.read(foreign, "ws_000000000002")]).toEqual([
      false,
      undefined,
    ]);
  });

  it("is deleted when the last save that had it is deleted or takes another, and not before", async () => {
    const id = await stage.addFile();
    await stage.save("one", id);
    await stage.save("other", id);
    await stage.release("one", id);
    stage.now += 100 * UPLOAD_MS;
    await stage.run();
    expect(await stateOf(id)).toEqual(THERE);
    await stage.release("other", id);
    stage.now += HOUR_MS - 1;
    await stage.run();
    expect(await stateOf(id)).toEqual(THERE);
    stage.now += 1;
    await stage.run();
    expect(await stateOf(id)).toEqual(GONE);
  });
});

describe("a run", () => {
  it("finds what has ended by queries, whatever else there is", async () => {
    for (let count = 0; count < 30; count++) await stage.save(`save${count}`, await stage.addFile());
    stage.now += 100 * UPLOAD_MS;
    stage.catalogue.forget();
    await stage.run();
    // One for each shard, and none of them sees a file of a save.
    expect(stage.catalogue.requests.map(({ operation }) => operation)).toEqual(["Query", "Query", "Query", "Query"]);
    expect(stage.logged).toEqual([summary(0, 0, 0, true)]);
  });

  it("works page by page until its time is over, and the next one goes on", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 40; count++) ids.push(await stage.addFile());
    stage.now += UPLOAD_MS + HOUR_MS;
    await stage.run({ timeMs: 0, parts: { uploadsPerPage: 3 } });
    // One page of each of the four shards.
    expect(stage.files.size).toBe(28);
    expect(stage.logged).toEqual([summary(12, 0, 0, false)]);
    await stage.run({ parts: { uploadsPerPage: 3 } });
    expect(stage.files.size).toBe(0);
    expect(await Promise.all(ids.map(stateOf))).toEqual(ids.map(() => GONE));
  });

  it("goes on behind files that cannot be deleted, says so in one line, and the next one deletes them", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 20; count++) ids.push(await stage.addFile());
    stage.now += UPLOAD_MS + HOUR_MS;
    const { removeFile } = stage;
    const broken = new Set(ids.slice(0, 8));
    stage.removeFile = async (address) => {
      if (broken.has(address.uploadId)) throw new Error("slow down");
      await removeFile(address);
    };
    await expect(stage.run({ parts: { uploadsPerPage: 2 } })).rejects.toThrow("8 files could not be deleted");
    expect(await Promise.all(ids.map(stateOf))).toEqual(ids.map((id) => (broken.has(id) ? THERE : GONE)));
    expect(stage.logged).toEqual([
      summary(12, 0, 8, true),
      ["files could not be deleted", { faults: 8, errorName: "Error", errorMessage: "slow down" }],
    ]);
    stage.removeFile = removeFile;
    await stage.run();
    expect(await Promise.all(ids.map(stateOf))).toEqual(ids.map(() => GONE));
  });

  it("that dies when the file is gone and the upload is not leaves the rest to the next one", async () => {
    const id = await stage.addFile();
    stage.now += UPLOAD_MS + HOUR_MS;
    const { removeFile } = stage;
    stage.removeFile = async (address) => {
      await removeFile(address);
      throw new Error("killed");
    };
    await expect(stage.run()).rejects.toThrow("1 files");
    expect(await stateOf(id)).toEqual([false, true]);
    stage.removeFile = removeFile;
    await stage.run();
    expect(await stateOf(id)).toEqual(GONE);
  });

  it("may run twice at once", async () => {
    for (let count = 0; count < 30; count++) await stage.addFile();
    stage.now += UPLOAD_MS + HOUR_MS;
    await Promise.all([stage.run(), stage.run()]);
    expect(stage.files.size).toBe(0);
  });
});
