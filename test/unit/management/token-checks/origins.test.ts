import { describe, expect, it } from "vitest";
import { createOriginMatcher } from "../../../../functions/domain/origin.ts";
import { joinByOrigin } from "../../../../functions/management/token-checks/origins.ts";
import type { ObservedOrigin } from "../../../../functions/store/observed-origins.ts";
import { createCredential, createRecord, ISSUED, NOON, SHOP } from "../../domain/records.ts";

const at = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString();
const sighting = (changes: Partial<ObservedOrigin> = {}): ObservedOrigin => ({
  verdict: "allowed",
  origin: SHOP,
  since: "",
  uses: 1,
  firstSeenAt: at(-10),
  lastSeenAt: at(-5),
  ...changes,
});
const record = createRecord(createCredential("public"));
const trial = (endsAtEpochMs: number) => ({
  trial: { origins: createOriginMatcher(["https://blog.example.com"]), endsAtEpochMs },
});

describe("what was seen of an origin", () => {
  it("is joined: counts by how requests ended, the first and the last instant of all", () => {
    const seen = [
      sighting({ uses: 5, firstSeenAt: at(-60), lastSeenAt: at(-30) }),
      sighting({ verdict: "refused", uses: 2, firstSeenAt: at(-90), lastSeenAt: at(-1) }),
      sighting({ verdict: "previous", uses: 3, since: new Date(ISSUED).toISOString() }),
      sighting({ origin: "https://other.example" }),
    ];
    expect(joinByOrigin(seen, record, NOON)).toMatchObject([
      {
        origin: SHOP,
        outcome: "refused",
        allowed: 8,
        refused: 2,
        firstSeenAt: at(-90),
        lastSeenAt: at(-1),
        isListed: true,
        trial: null,
        previousSecret: { uses: 3, lastSeenAt: at(-5) },
      },
      { origin: "https://other.example", outcome: "allowed", isListed: false },
    ]);
  });

  it("tells of the old secret only since the latest rotation", () => {
    const earlier = sighting({ verdict: "previous", since: new Date(ISSUED - 1).toISOString() });
    expect(joinByOrigin([earlier], record, NOON)[0]).toMatchObject({ previousSecret: null, allowed: 1 });
  });

  it("tells of the list that is on trial now, and of no earlier one", () => {
    const onTrial = createRecord(createCredential("public"), trial(NOON + 1));
    const noted = sighting({ verdict: "trial", uses: 4, since: new Date(NOON + 1).toISOString() });
    const earlier = { ...noted, since: new Date(NOON).toISOString() };
    expect(joinByOrigin([noted], onTrial, NOON)[0]?.trial).toEqual({ wouldRefuse: true, refused: 4 });
    expect(joinByOrigin([earlier], onTrial, NOON)[0]?.trial).toEqual({ wouldRefuse: true, refused: 0 });
    expect(joinByOrigin([noted], onTrial, NOON + 1)[0]?.trial).toBeNull();
    expect(joinByOrigin([noted], record, NOON)[0]?.trial).toBeNull();
  });
});
