import { describe, expect, it } from "vitest";
import { createUseSampler } from "../../../functions/authorizer/use-sampler.ts";
import { createCredential, NOON } from "../domain/records.ts";

const { id: ID } = createCredential("public");
const createSampler = (entriesMax = 100) => createUseSampler({ intervalMs: 60_000, entriesMax });

describe("a use of a token is written", () => {
  it("the first time, and then not before a minute is over", () => {
    const isDue = createSampler();
    expect(isDue(ID, undefined, NOON)).toBe(true);
    expect(isDue(ID, undefined, NOON)).toBe(false);
    expect(isDue(ID, undefined, NOON + 59_999)).toBe(false);
    expect(isDue(ID, undefined, NOON + 60_000)).toBe(true);
    expect(isDue(ID, undefined, NOON + 60_001)).toBe(false);
  });

  it("at most once a minute over an hour of steady use", () => {
    const isDue = createSampler();
    let writes = 0;
    for (let at = NOON; at < NOON + 3_600_000; at += 250) if (isDue(ID, undefined, at)) writes += 1;
    expect(writes).toBe(60);
  });

  it("not when another container wrote within the minute, as the record says", () => {
    expect(createSampler()(ID, NOON - 59_999, NOON)).toBe(false);
    expect(createSampler()(ID, NOON - 60_000, NOON)).toBe(true);
    expect(createSampler()(ID, NOON + 5_000, NOON)).toBe(false);
  });

  it("for each token by itself", () => {
    const isDue = createSampler();
    expect(isDue(ID, undefined, NOON)).toBe(true);
    expect(isDue(createCredential("public", 2).id, undefined, NOON)).toBe(true);
  });

  it("with a bounded memory: the token that was written first is forgotten first", () => {
    const isDue = createSampler(2);
    const ids = [1, 2, 3].map((seed) => createCredential("private", seed).id);
    for (const id of ids) expect(isDue(id, undefined, NOON)).toBe(true);
    expect(ids.toReversed().map((id) => isDue(id, undefined, NOON + 1))).toEqual([false, false, true]);
  });
});
