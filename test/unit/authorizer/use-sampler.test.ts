import { describe, expect, it } from "vitest";
import { createUseSampler } from "../../../functions/authorizer/use-sampler.ts";
import { createCredential, createRecord, NOON } from "../domain/records.ts";

const RECORD = createRecord(createCredential("public"));
const createSampler = (entriesMax = 100) => createUseSampler({ intervalMs: 60_000, entriesMax });

describe("a use of a token is written", () => {
  it("the first time, and then not before a minute is over", () => {
    const isWorthWriting = createSampler();
    expect(isWorthWriting(RECORD, NOON)).toBe(true);
    expect(isWorthWriting(RECORD, NOON)).toBe(false);
    expect(isWorthWriting(RECORD, NOON + 59_999)).toBe(false);
    expect(isWorthWriting(RECORD, NOON + 60_000)).toBe(true);
    expect(isWorthWriting(RECORD, NOON + 60_001)).toBe(false);
  });

  it("at most once a minute over an hour of steady use", () => {
    const isWorthWriting = createSampler();
    let writes = 0;
    for (let at = NOON; at < NOON + 3_600_000; at += 250) if (isWorthWriting(RECORD, at)) writes += 1;
    expect(writes).toBe(60);
  });

  it("not when another container wrote within the minute, as the record says", () => {
    const used = (lastUsedAtEpochMs: number) => ({ ...RECORD, lastUsedAtEpochMs });
    expect(createSampler()(used(NOON - 59_999), NOON)).toBe(false);
    expect(createSampler()(used(NOON - 60_000), NOON)).toBe(true);
    expect(createSampler()(used(NOON + 5_000), NOON)).toBe(false);
  });

  it("for each token by itself", () => {
    const isWorthWriting = createSampler();
    expect(isWorthWriting(RECORD, NOON)).toBe(true);
    expect(isWorthWriting(createRecord(createCredential("public", 2)), NOON)).toBe(true);
  });

  it("with a bounded memory: the token that was written first is forgotten first", () => {
    const isWorthWriting = createSampler(2);
    const records = [1, 2, 3].map((seed) => createRecord(createCredential("private", seed)));
    for (const record of records) expect(isWorthWriting(record, NOON)).toBe(true);
    expect(records.toReversed().map((record) => isWorthWriting(record, NOON + 1))).toEqual([false, false, true]);
  });
});
