import { afterAll, beforeAll, expect, it } from "vitest";
import { usageKey } from "../../../functions/store/keys.ts";
import { getItem } from "../../../functions/store/table.ts";
import { createUsageWriter, usageOf } from "../../../functions/store/token-usage.ts";
import { createCredential, NOON } from "../domain/records.ts";
import { startDirectory, type TestDirectory } from "./directory-table.ts";

const { id: ID } = createCredential("public");
const WINDOW = "2026-11-22";

let directory: TestDirectory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());

it("the uses that containers write at the same time add up, and end by themselves", async () => {
  const write = createUsageWriter(directory.client, directory.name);
  const counts = { load: 3, save: 0, event: 1, other: 2 };
  await Promise.all(Array.from({ length: 20 }, () => write({ tokenId: ID, window: WINDOW, counts, atEpochMs: NOON })));
  expect(await getItem(directory, usageKey(ID, WINDOW))).toEqual({
    ...usageKey(ID, WINDOW),
    loads: 60,
    events: 20,
    otherUses: 40,
    ttl: NOON / 1000 + 8 * 24 * 60 * 60,
  });
});

it("uses are read as they were written; no item is no use, and what is no count is a fault", () => {
  const nothing = { load: 0, save: 0, event: 0, other: 0, total: 0 };
  expect(usageOf(undefined)).toEqual(nothing);
  expect(usageOf({ loads: { N: "3" }, otherUses: { N: "4" } })).toEqual({ ...nothing, load: 3, other: 4, total: 7 });
  expect(() => usageOf({ saves: { S: "3" } })).toThrow(TypeError);
});
