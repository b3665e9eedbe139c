import { describe, expect, it } from "vitest";
import { createOriginObserver } from "../../../functions/authorizer/origin-observer.ts";
import { type Origin, readOrigin } from "../../../functions/domain/origin.ts";
import type { TokenRecord } from "../../../functions/domain/token-record.ts";
import type { OriginVerdict } from "../../../functions/store/observed-origins.ts";
import { createCredential, createRecord, ISSUED, NOON, SHOP } from "../domain/records.ts";

const PUBLIC = createCredential("public");
const RECORD = createRecord(PUBLIC);

function createTrial(options: { writesMax?: number; originsMax?: number; tokensMax?: number } = {}) {
  const observe = createOriginObserver({
    intervalMs: 60_000,
    writesMax: 10,
    originsMax: 64,
    tokensMax: 100,
    ...options,
  });
  return (
    at: number,
    {
      origin = SHOP,
      verdict = "allowed",
      token = RECORD,
    }: { origin?: string; verdict?: OriginVerdict; token?: TokenRecord } = {},
  ) => observe({ token, origin: originOf(origin), verdict, nowEpochMs: NOON + at });
}

describe("an observed origin is written", () => {
  it("at once when it is new, and then with everything that was counted since, at most once a minute", () => {
    const observe = createTrial();
    expect(observe(0)).toEqual({
      tokenId: PUBLIC.id,
      verdict: "allowed",
      origin: SHOP,
      since: "",
      uses: 1,
      atEpochMs: NOON,
    });
    for (const at of [1, 30_000, 59_999]) expect(observe(at)).toBeUndefined();
    expect(observe(60_000)).toMatchObject({ uses: 4 });
    expect(observe(60_001)).toBeUndefined();
  });

  it("for each verdict and each token by itself", () => {
    const observe = createTrial();
    for (const verdict of ["allowed", "refused", "trial", "previous"] as const) {
      expect(observe(0, { verdict })).toMatchObject({ verdict, uses: 1 });
    }
    expect(observe(0, { token: createRecord(createCredential("public", 2)) })).toMatchObject({ uses: 1 });
    expect(observe(0)).toBeUndefined();
  });

  it("at most so many times a minute for one token, whatever origins come; what was counted is written later", () => {
    const observe = createTrial({ writesMax: 3 });
    const flood = Array.from({ length: 50 }, (_, index) => observe(index, { origin: `https://a${index}.example.com` }));
    expect(flood.filter((sighting) => sighting !== undefined)).toHaveLength(3);
    expect(observe(60, { origin: "https://a40.example.com" })).toBeUndefined();
    expect(observe(60_000, { origin: "https://a40.example.com" })).toMatchObject({ uses: 3 });
  });

  it("from a bounded memory: the origin, and the token, that came first is forgotten first", () => {
    const observe = createTrial({ originsMax: 2, tokensMax: 2 });
    const origins = [1, 2, 3].map((index) => `https://a${index}.example.com`);
    for (const origin of origins) observe(0, { origin });
    expect(observe(1, { origin: origins[2] ?? "" })).toBeUndefined();
    expect(observe(1, { origin: origins[0] ?? "" })).toMatchObject({ uses: 1 });
    for (const seed of [2, 3]) observe(2, { token: createRecord(createCredential("public", seed)) });
    expect(observe(3, { origin: origins[0] ?? "" })).toMatchObject({ uses: 1 });
  });

  it("counted from the rotation, and from the start of a trial: another one begins at nothing", () => {
    const observe = createTrial();
    const verdict = "previous";
    expect(observe(0, { verdict })).toMatchObject({ since: new Date(ISSUED).toISOString() });
    observe(1, { verdict });
    const again = createRecord(PUBLIC, { issuedAtEpochMs: NOON });
    expect(observe(2, { verdict, token: again })).toMatchObject({ since: new Date(NOON).toISOString(), uses: 1 });
    const trial = { origins: RECORD.origins, endsAtEpochMs: NOON + 1_000 };
    expect(observe(3, { verdict: "trial", token: { ...RECORD, trial } })).toMatchObject({
      since: new Date(NOON + 1_000).toISOString(),
    });
  });
});

function originOf(text: string): Origin {
  const { origin } = readOrigin(text);
  if (origin === undefined) throw new Error("not an origin");
  return origin;
}
