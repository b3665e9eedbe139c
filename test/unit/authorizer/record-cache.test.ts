import { describe, expect, it, vi } from "vitest";
import { createRecordCache } from "../../../functions/authorizer/record-cache.ts";
import type { TokenId } from "../../../functions/domain/token.ts";
import type { TokenSubject } from "../../../functions/domain/token-record.ts";
import { createCredential, createSubject, NOON } from "../domain/records.ts";

const TOKEN = createCredential("public");
const SUBJECT = createSubject(TOKEN);

function createTrial(entriesMax = 100) {
  const clock = { now: NOON };
  const readSubject = vi.fn(async (_id: TokenId): Promise<TokenSubject | undefined> => SUBJECT);
  const { read, forget } = createRecordCache({ read: readSubject, ageMsMax: 10_000, entriesMax, now: () => clock.now });
  return { clock, readSubject, read, forget };
}

describe("the age of a record in memory", () => {
  it.each([
    [0, 1],
    [9_999, 1],
    [10_000, 2],
    [60_000, 2],
  ])("after %d ms there have been %d reads", async (ageMs, reads) => {
    const { clock, readSubject, read } = createTrial();
    expect(await read(TOKEN.id)).toBe(SUBJECT);
    clock.now += ageMs;
    expect(await read(TOKEN.id)).toBe(SUBJECT);
    expect(readSubject).toHaveBeenCalledTimes(reads);
  });

  it("counts from the instant at which its read began, because a revocation may come right behind it", async () => {
    const { clock, readSubject, read } = createTrial();
    readSubject.mockImplementationOnce(async () => {
      clock.now += 4_000;
      return SUBJECT;
    });
    await read(TOKEN.id);
    clock.now = NOON + 9_999;
    await read(TOKEN.id);
    expect(readSubject).toHaveBeenCalledTimes(1);
    clock.now = NOON + 10_000;
    await read(TOKEN.id);
    expect(readSubject).toHaveBeenCalledTimes(2);
  });

  it("is not stretched by use", async () => {
    const { clock, readSubject, read } = createTrial();
    for (let second = 0; second < 10; second++) {
      clock.now = NOON + second * 1_000;
      await read(TOKEN.id);
    }
    expect(readSubject).toHaveBeenCalledTimes(1);
    clock.now = NOON + 10_000;
    await read(TOKEN.id);
    expect(readSubject).toHaveBeenCalledTimes(2);
  });

  it("is not made younger by a clock that was set back", async () => {
    const { clock, readSubject, read } = createTrial();
    await read(TOKEN.id);
    clock.now = NOON - 1;
    await read(TOKEN.id);
    expect(readSubject).toHaveBeenCalledTimes(2);
    clock.now = NOON - 1 + 9_999;
    await read(TOKEN.id);
    expect(readSubject).toHaveBeenCalledTimes(2);
  });
});

describe("what is kept", () => {
  it("is there at once: only a load is waited for", async () => {
    const { read } = createTrial();
    const loading = read(TOKEN.id);
    expect(loading).toBeInstanceOf(Promise);
    expect(read(TOKEN.id)).toBe(loading);
    await loading;
    expect(read(TOKEN.id)).toBe(SUBJECT);
  });

  it("an unknown token, so that a flood of it is one read", async () => {
    const { clock, readSubject, read } = createTrial();
    readSubject.mockResolvedValue(undefined);
    for (let index = 0; index < 100; index++) expect(await read(TOKEN.id)).toBeUndefined();
    expect(readSubject).toHaveBeenCalledTimes(1);
    clock.now += 10_000;
    readSubject.mockResolvedValue(SUBJECT);
    expect(await read(TOKEN.id)).toBe(SUBJECT);
  });

  it("not a failure: the next request reads again", async () => {
    const { readSubject, read } = createTrial();
    readSubject.mockRejectedValueOnce(new Error("the store is down"));
    await expect(read(TOKEN.id)).rejects.toThrow("the store is down");
    expect(await read(TOKEN.id)).toBe(SUBJECT);
    expect(readSubject).toHaveBeenCalledTimes(2);
  });

  it("not a reader that throws at once either", async () => {
    const { readSubject, read } = createTrial();
    readSubject.mockImplementationOnce(() => {
      throw new Error("the store is down");
    });
    await expect(async () => read(TOKEN.id)).rejects.toThrow("the store is down");
    expect(await read(TOKEN.id)).toBe(SUBJECT);
  });

  it("not the record of before when a later read fails", async () => {
    const { clock, readSubject, read } = createTrial();
    await read(TOKEN.id);
    clock.now += 10_000;
    readSubject.mockRejectedValueOnce(new Error("the store is down"));
    await expect(read(TOKEN.id)).rejects.toThrow();
  });

  it("at most so many ids; the one that was loaded first goes first", async () => {
    const { readSubject, read } = createTrial(3);
    const ids = [1, 2, 3, 4].map((seed) => createCredential("public", seed).id);
    for (const id of ids) await read(id);
    readSubject.mockClear();
    for (const id of ids.slice(1)) await read(id);
    expect(readSubject).not.toHaveBeenCalled();
    const [first] = ids;
    if (first !== undefined) await read(first);
    expect(readSubject).toHaveBeenCalledTimes(1);
  });

  it("not what is to be forgotten, and an older read that is still under way does not bring it back", async () => {
    const { readSubject, read, forget } = createTrial();
    const hanging = Promise.withResolvers<TokenSubject | undefined>();
    readSubject.mockImplementationOnce(() => hanging.promise);
    const first = read(TOKEN.id);
    forget(TOKEN.id);
    const newer = createSubject(TOKEN, { state: "revoked" });
    readSubject.mockResolvedValueOnce(newer);
    expect(await read(TOKEN.id)).toBe(newer);
    hanging.resolve(SUBJECT);
    await first;
    expect(await read(TOKEN.id)).toBe(newer);
    expect(readSubject).toHaveBeenCalledTimes(2);
  });

  it("a reloaded id counts as the newest", async () => {
    const { clock, readSubject, read } = createTrial(2);
    const [one, two, three] = [1, 2, 3].map((seed) => createCredential("public", seed).id);
    if (one === undefined || two === undefined || three === undefined) expect.unreachable();
    await read(one);
    await read(two);
    clock.now += 10_000;
    await read(one);
    await read(three);
    readSubject.mockClear();
    await read(one);
    expect(readSubject).not.toHaveBeenCalled();
  });

  it("stays within the bound under a flood of 10 000 different ids at once", async () => {
    const { readSubject, read } = createTrial(50);
    const ids = Array.from({ length: 10_000 }, (_, index) => createCredential("public", index + 1).id);
    await Promise.all(ids.map((id) => read(id)));
    readSubject.mockClear();
    for (const id of ids) await read(id);
    expect(readSubject.mock.calls.length).toBeGreaterThanOrEqual(ids.length - 50);
  });
});

describe("loads in flight", () => {
  it("50 requests at once share one read", async () => {
    const { readSubject, read } = createTrial();
    const answers = await Promise.all(Array.from({ length: 50 }, () => read(TOKEN.id)));
    expect(new Set(answers)).toEqual(new Set([SUBJECT]));
    expect(readSubject).toHaveBeenCalledTimes(1);
  });

  it("50 requests at once share one failure, and the next one reads again", async () => {
    const { readSubject, read } = createTrial();
    readSubject.mockRejectedValueOnce(new Error("the store is down"));
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => read(TOKEN.id)));
    expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    expect(readSubject).toHaveBeenCalledTimes(1);
    expect(await read(TOKEN.id)).toBe(SUBJECT);
  });

  it("different ids do not wait for each other", async () => {
    const { readSubject, read } = createTrial();
    const slow = Promise.withResolvers<TokenSubject | undefined>();
    readSubject.mockImplementationOnce(() => slow.promise);
    const first = read(TOKEN.id);
    expect(await read(createCredential("public", 2).id)).toBe(SUBJECT);
    slow.resolve(undefined);
    expect(await first).toBeUndefined();
  });

  it("a read that hangs is not joined by requests that come when its record would be too old", async () => {
    const { clock, readSubject, read } = createTrial();
    const hanging = Promise.withResolvers<TokenSubject | undefined>();
    readSubject.mockImplementationOnce(() => hanging.promise);
    const first = read(TOKEN.id);
    clock.now += 10_000;
    const revoked = createSubject(TOKEN, { state: "revoked" });
    readSubject.mockResolvedValueOnce(revoked);
    const second = read(TOKEN.id);
    hanging.resolve(SUBJECT);
    expect(await second).toBe(revoked);
    expect(await first).toBe(SUBJECT);
    // The late answer of the first read must not take the place of the newer record.
    expect(await read(TOKEN.id)).toBe(revoked);
  });
});
