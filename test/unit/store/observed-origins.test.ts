import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Origin, readOrigin } from "../../../functions/domain/origin.ts";
import {
  createOriginWriter,
  listObservedOrigins,
  ORIGIN_VERDICTS,
  type OriginSighting,
} from "../../../functions/store/observed-origins.ts";
import { createCredential, NOON, SHOP } from "../domain/records.ts";
import { startDirectory, type TestDirectory } from "./directory-table.ts";

let directory: TestDirectory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());

const DAY_MS = 24 * 60 * 60 * 1000;
const CANDIDATES = Array.from({ length: 2_000 }, (_, index) => `https://a${index}.example.com`);
const ONE_PER_SLOT = Array.from(
  { length: 64 },
  (_, slot) => CANDIDATES.find((origin) => slotOf(origin) === slot) ?? "",
);
let seed = 0;

function createTrial() {
  seed += 1;
  const { id } = createCredential("public", seed);
  const write = createOriginWriter(directory.client, directory.name);
  return {
    see: (origin: string, changes: Partial<OriginSighting> = {}) =>
      write({
        tokenId: id,
        verdict: "allowed",
        origin: originOf(origin),
        since: "",
        uses: 1,
        atEpochMs: NOON,
        ...changes,
      }),
    list: () => listObservedOrigins(directory, id),
  };
}

describe("observed origins", () => {
  it("are counted, with the first and the last time", async () => {
    const { see, list } = createTrial();
    await see(SHOP, { uses: 3 });
    await see(SHOP, { uses: 4, atEpochMs: NOON + 60_000 });
    await see(SHOP, { verdict: "refused" });
    expect(await list()).toEqual([
      {
        verdict: "allowed",
        origin: SHOP,
        since: "",
        uses: 7,
        firstSeenAt: "2026-11-22T12:00:00.000Z",
        lastSeenAt: "2026-11-22T12:01:00.000Z",
      },
      expect.objectContaining({ verdict: "refused", origin: SHOP, uses: 1 }),
    ]);
  });

  it("are those of one token", async () => {
    const [one, two] = [createTrial(), createTrial()];
    await one.see(SHOP);
    expect(await two.list()).toEqual([]);
  });

  it("of 40 containers that write at once lose no count", async () => {
    const { see, list } = createTrial();
    await Promise.all(Array.from({ length: 40 }, () => see(SHOP, { uses: 2 })));
    expect(await list()).toMatchObject([{ uses: 80 }]);
  });

  it("begin at nothing with another rotation", async () => {
    const { see, list } = createTrial();
    await see(SHOP, { verdict: "previous", since: "2026-11-01", uses: 5 });
    await see(SHOP, { verdict: "previous", since: "2026-11-22", uses: 1, atEpochMs: NOON + 1 });
    expect(await list()).toMatchObject([{ since: "2026-11-22", uses: 1, firstSeenAt: "2026-11-22T12:00:00.001Z" }]);
  });

  it("take a bounded room, whatever comes: 64 slots for each verdict, read by one Query", async () => {
    const { see, list } = createTrial();
    for (const verdict of ORIGIN_VERDICTS) {
      await Promise.all(ONE_PER_SLOT.map((origin) => see(origin, { verdict })));
    }
    await Promise.all(ONE_PER_SLOT.map((origin) => see(neighborOf(origin), { verdict: "refused" })));
    directory.forget();
    const listed = await list();
    expect(listed).toHaveLength(4 * 64);
    expect(directory.requests.map(({ operation }) => operation)).toEqual(["Query"]);
    expect(listed.every(({ uses }) => uses === 1)).toBe(true);
  });

  it("give their slot to another one when they have not been seen for a day, and not before", async () => {
    const { see, list } = createTrial();
    await see(neighborOf(SHOP));
    const isListed = async () => (await list()).some(({ origin }) => origin === SHOP);
    await see(SHOP, { atEpochMs: NOON + DAY_MS });
    expect(await isListed()).toBe(false);
    await see(SHOP, { atEpochMs: NOON + DAY_MS + 1, uses: 9 });
    expect((await list()).find(({ origin }) => origin === SHOP)).toMatchObject({
      uses: 9,
      firstSeenAt: new Date(NOON + DAY_MS + 1).toISOString(),
    });
  });

  it("that cannot be written are a fault", async () => {
    const write = createOriginWriter(directory.client, "no-such-table");
    const { id } = createCredential("public", 1);
    const sighting = { verdict: "allowed", origin: originOf(SHOP), since: "", uses: 1, atEpochMs: NOON } as const;
    await expect(write({ tokenId: id, ...sighting })).rejects.toThrow();
  });
});

function slotOf(origin: string): number {
  return createHash("sha256").update(origin).digest().readUInt16BE(0) % 64;
}

/** Another origin with the same slot. */
function neighborOf(origin: string): string {
  const neighbor = CANDIDATES.find((candidate) => candidate !== origin && slotOf(candidate) === slotOf(origin));
  if (neighbor === undefined) throw new Error("no candidate has this slot");
  return neighbor;
}

function originOf(text: string): Origin {
  const { origin } = readOrigin(text);
  if (origin === undefined) throw new Error("not an origin");
  return origin;
}
