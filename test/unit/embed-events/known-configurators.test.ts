import { expect, it, vi } from "vitest";
import { createKnownConfigurators } from "../../../functions/embed/events/known-configurators.ts";

const ADDRESS = { workspaceId: "ws_1", configuratorId: "cfg_1" };

it.each([true, false])("remembers for 60 seconds that the answer is %s", async (answer) => {
  let nowEpochMs = 1000;
  const exists = vi.fn(async () => answer);
  const isConfigurator = createKnownConfigurators({ exists, now: () => nowEpochMs });
  expect(await isConfigurator(ADDRESS)).toBe(answer);
  nowEpochMs += 59_999;
  expect(await isConfigurator(ADDRESS)).toBe(answer);
  expect(exists).toHaveBeenCalledTimes(1);
  nowEpochMs += 1;
  expect(await isConfigurator(ADDRESS)).toBe(answer);
  expect(exists).toHaveBeenCalledTimes(2);
});

it("asks once for several that want to know at the same time, and for each workspace", async () => {
  const exists = vi.fn(async ({ workspaceId }: { readonly workspaceId: string }) => workspaceId === "ws_1");
  const isConfigurator = createKnownConfigurators({ exists, now: () => 0 });
  const foreign = { ...ADDRESS, workspaceId: "ws_2" };
  expect(await Promise.all([ADDRESS, ADDRESS, foreign].map(isConfigurator))).toEqual([true, true, false]);
  expect(exists).toHaveBeenCalledTimes(2);
});

it("does not remember a fault", async () => {
  const exists = vi.fn(async () => true).mockRejectedValueOnce(new Error("the store is down"));
  const isConfigurator = createKnownConfigurators({ exists, now: () => 0 });
  await expect(isConfigurator(ADDRESS)).rejects.toThrow("the store is down");
  expect(await isConfigurator(ADDRESS)).toBe(true);
});

it("forgets the oldest when there are too many", async () => {
  const exists = vi.fn(async () => true);
  const isConfigurator = createKnownConfigurators({ exists, now: () => 0, entriesMax: 2 });
  for (const configuratorId of ["cfg_1", "cfg_2", "cfg_3", "cfg_3", "cfg_2", "cfg_1"])
    await isConfigurator({ ...ADDRESS, configuratorId });
  expect(exists).toHaveBeenCalledTimes(4);
});
