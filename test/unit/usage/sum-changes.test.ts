import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRICS, quarterOf, usageSeries } from "../../../functions/domain/series.ts";
import { changesOfHits, changesOfUses, type TokenUse } from "../../../functions/domain/usage/sum-changes.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const use: fc.Arbitrary<TokenUse> = fc.record({
  workspaceId: fc.constant("ws_1"),
  tokenId: fc.constantFrom("lkp_1", "lkp_2", "lks_3"),
  metric: fc.constantFrom(...METRICS),
  atEpochMs: fc.integer({ min: NOON, max: NOON + 3 * 900_000 }),
});

describe("uses of tokens", () => {
  it("are changes of the token and of its workspace: one for each metric and quarter, and nothing is lost", () => {
    fc.assert(
      fc.property(fc.array(use), (uses) => {
        const changes = changesOfUses(uses);
        expect(new Set(changes.map(({ series, quarter }) => `${series} ${quarter}`)).size).toBe(changes.length);
        for (const metric of METRICS) {
          const amount = (id: string, subject: "token" | "workspace") =>
            changes
              .filter(({ series }) => series === usageSeries(subject, id, metric))
              .reduce((sum, change) => sum + change.amount, 0);
          const made = uses.filter((candidate) => candidate.metric === metric);
          expect(amount("ws_1", "workspace")).toBe(made.length);
          for (const id of ["lkp_1", "lkp_2", "lks_3"])
            expect(amount(id, "token")).toBe(made.filter(({ tokenId }) => tokenId === id).length);
        }
      }),
    );
  });

  it("are the same changes in the same order, whatever order they come in", () => {
    fc.assert(
      fc.property(fc.array(use), (uses) => {
        expect(changesOfUses(uses.toReversed())).toEqual(changesOfUses(uses));
      }),
    );
  });

  it("are counted in the quarter that the request came in", () => {
    const at = (atEpochMs: number) =>
      changesOfUses([{ workspaceId: "ws_1", tokenId: "lkp_1", metric: "load", atEpochMs }]);
    expect(at(NOON - 1)).toMatchObject([{ quarter: quarterOf(NOON) - 1 }, {}]);
    expect(at(NOON)).toMatchObject([{ quarter: quarterOf(NOON) }, {}]);
  });
});

it("hits are changes of the application, its service and the workspace", () => {
  const hit = { workspaceId: "ws_1", serviceId: "svc_1", applicationId: "app_1", hits: 3, atEpochMs: NOON };
  const other = { ...hit, applicationId: "app_2", hits: 4 };
  const change = (subject: "application" | "service" | "workspace", id: string, amount: number) => ({
    type: "series",
    series: usageSeries(subject, id, "hit"),
    quarter: quarterOf(NOON),
    amount,
  });
  expect(changesOfHits([hit, other])).toEqual([
    change("application", "app_1", 3),
    change("application", "app_2", 4),
    change("service", "svc_1", 7),
    change("workspace", "ws_1", 7),
  ]);
});
