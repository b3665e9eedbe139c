import { describe, expect, it, vi } from "vitest";
import { createRecordCache } from "../../../functions/authorizer/record-cache.ts";
import type { TokenId } from "../../../functions/domain/token.ts";
import type { TokenRecord } from "../../../functions/domain/token-record.ts";
import { createCredential, createRecord, NOON } from "../domain/records.ts";

const TOKEN = createCredential("public");
const RECORD = createRecord(TOKEN);

function createTrial(entriesMax = 100) {
  const clock = { now: NOON };
  const readToken = vi.fn(async (_id: TokenId): Promise<TokenRecord | undefined> => RECORD);
  const read = createRecordCache({ readToken, ageMsMax: 10_000, entriesMax, now: () => clock.now });
  return { clock, readToken, read };
}

describe("the age of a record in memory", () => {
  it.each([
    [0, 1],
    [9_999, 1],
    [10_000, 2],
    [60_000, 2],
  ])("after %d ms there have been %d reads", async (ageMs, reads) => {
    const { clock, readToken, read } = createTrial();
    expect(await read(TOKEN.id)).toBe(RECORD);
    clock.now += ageMs;
    expect(await read(TOKEN.id)).toBe(RECORD);
    expect(readToken).toHaveBeenCalledTimes(reads);
  });

  it("counts from the instant at which its read began, because a revocation may come right behind it", async () => {
    const { clock, readToken, read } = createTrial();
    readToken.mockImplementationOnce(async () => {
      clock.now += 4_000;
      return RECORD;
    });
    await read(TOKEN.id);
    clock.now = NOON + 9_999;
    await read(TOKEN.id);
    expect(readToken).toHaveBeenCalledTimes(1);
    clock.now = NOON + 10_000;
    await read(TOKEN.id);
    expect(readToken).toHaveBeenCalledTimes(2);
  });

  it("is not stretched by use", async () => {
    const { clock, readToken, read } = createTrial();
    for (let second = 0; second < 10; second++) {
      clock.now = NOON + second * 1_000;
      await read(TOKEN.id);
    }
    expect(readToken).toHaveBeenCalledTimes(1);
    clock.now = NOON + 10_000;
    await read(TOKEN.id);
    expect(readToken).toHaveBeenCalledTimes(2);
  });

  it("is not made younger by a clock that was set back", async () => {
    const { clock, readToken, read } = createTrial();
    await read(TOKEN.id);
    clock.now = NOON - 1;
    await read(TOKEN.id);
    expect(readToken).toHaveBeenCalledTimes(2);
    clock.now = NOON - 1 + 9_999;
    await read(TOKEN.id);
    expect(readToken).toHaveBeenCalledTimes(2);
  });
});

describe("what is kept", () => {
  it("an unknown token, so that a flood of it is one read", async () => {
    const { clock, readToken, read } = createTrial();
    readToken.mockResolvedValue(undefined);
    for (let index = 0; index < 100; index++) expect(await read(TOKEN.id)).toBeUndefined();
    expect(readToken).toHaveBeenCalledTimes(1);
    clock.now += 10_000;
    readToken.mockResolvedValue(RECORD);
    expect(await read(TOKEN.id)).toBe(RECORD);
  });

  it("not a failure: the next request reads again", async () => {
    const { readToken, read } = createTrial();
    readToken.mockRejectedValueOnce(new Error("the store is down"));
    await expect(read(TOKEN.id)).rejects.toThrow("the store is down");
    expect(await read(TOKEN.id)).toBe(RECORD);
    expect(readToken).toHaveBeenCalledTimes(2);
  });

  it("not a reader that throws at once either", async () => {
    const { readToken, read } = createTrial();
    readToken.mockImplementationOnce(() => {
      throw new Error("the store is down");
    });
    await expect(async () => read(TOKEN.id)).rejects.toThrow("the store is down");
    expect(await read(TOKEN.id)).toBe(RECORD);
  });

  it("not the record of before when a later read fails", async () => {
    const { clock, readToken, read } = createTrial();
    await read(TOKEN.id);
    clock.now += 10_000;
    readToken.mockRejectedValueOnce(new Error("the store is down"));
    await expect(read(TOKEN.id)).rejects.toThrow();
  });

  it("at most so many ids; the one that was loaded first goes first", async () => {
    const { readToken, read } = createTrial(3);
    const ids = [1, 2, 3, 4].map((seed) => createCredential("public", seed).id);
    for (const id of ids) await read(id);
    readToken.mockClear();
    for (const id of ids.slice(1)) await read(id);
    expect(readToken).not.toHaveBeenCalled();
    const [first] = ids;
    if (first !== undefined) await read(first);
    expect(readToken).toHaveBeenCalledTimes(1);
  });

  it("a reloaded id counts as the newest", async () => {
    const { clock, readToken, read } = createTrial(2);
    const [one, two, three] = [1, 2, 3].map((seed) => createCredential("public", seed).id);
    if (one === undefined || two === undefined || three === undefined) expect.unreachable();
    await read(one);
    await read(two);
    clock.now += 10_000;
    await read(one);
    await read(three);
    readToken.mockClear();
    await read(one);
    expect(readToken).not.toHaveBeenCalled();
  });

  it("stays within the bound under a flood of 10 000 different ids at once", async () => {
    const { readToken, read } = createTrial(50);
    const ids = Array.from({ length: 10_000 }, (_, index) => createCredential("public", index + 1).id);
    await Promise.all(ids.map((id) => read(id)));
    readToken.mockClear();
    for (const id of ids) await read(id);
    expect(readToken.mock.calls.length).toBeGreaterThanOrEqual(ids.length - 50);
  });
});

describe("loads in flight", () => {
  it("50 requests at once share one read", async () => {
    const { readToken, read } = createTrial();
    const answers = await Promise.all(Array.from({ length: 50 }, () => read(TOKEN.id)));
    expect(new Set(answers)).toEqual(new Set([RECORD]));
    expect(readToken).toHaveBeenCalledTimes(1);
  });

  it("50 requests at once share one failure, and the next one reads again", async () => {
    const { readToken, read } = createTrial();
    readToken.mockRejectedValueOnce(new Error("the store is down"));
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => read(TOKEN.id)));
    expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    expect(readToken).toHaveBeenCalledTimes(1);
    expect(await read(TOKEN.id)).toBe(RECORD);
  });

  it("different ids do not wait for each other", async () => {
    const { readToken, read } = createTrial();
    const slow = Promise.withResolvers<TokenRecord | undefined>();
    readToken.mockImplementationOnce(() => slow.promise);
    const first = read(TOKEN.id);
    expect(await read(createCredential("public", 2).id)).toBe(RECORD);
    slow.resolve(undefined);
    expect(await first).toBeUndefined();
  });

  it("a read that hangs is not joined by requests that come when its record would be too old", async () => {
    const { clock, readToken, read } = createTrial();
    const hanging = Promise.withResolvers<TokenRecord | undefined>();
    readToken.mockImplementationOnce(() => hanging.promise);
    const first = read(TOKEN.id);
    clock.now += 10_000;
    const revoked = createRecord(TOKEN, { state: "revoked" });
    readToken.mockResolvedValueOnce(revoked);
    const second = read(TOKEN.id);
    hanging.resolve(RECORD);
    expect(await second).toBe(revoked);
    expect(await first).toBe(RECORD);
    // The late answer of the first read must not take the place of the newer record.
    expect(await read(TOKEN.id)).toBe(revoked);
  });
});
