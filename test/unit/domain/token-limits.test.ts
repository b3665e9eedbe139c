import { expect, it } from "vitest";
import { LIMIT_NAMES } from "../../../functions/domain/limits.ts";
import { changeLimits, PUBLIC_TOKEN_LIMITS } from "../../../functions/domain/token-limits.ts";

it("a change of limits replaces what is given, removes what is null and keeps the rest", () => {
  const changed = changeLimits(PUBLIC_TOKEN_LIMITS, {
    savesPerDay: 10,
    requestsPerMinute: null,
    loadsPerDay: undefined,
  });
  const { requestsPerMinute: _removed, ...others } = PUBLIC_TOKEN_LIMITS;
  expect(changed).toEqual({ ...others, savesPerDay: 10 });
  expect(changed).not.toHaveProperty("requestsPerMinute");
});

it("what has no limits gets those that are given, and no others", () => {
  expect(changeLimits({}, { requestsPerDay: 5 })).toEqual({ requestsPerDay: 5 });
  expect(changeLimits({}, { requestsPerDay: null })).toEqual({});
});

it("a public token starts with every limit, and its saves are the first that stop, its loads the last", () => {
  expect(Object.keys(PUBLIC_TOKEN_LIMITS).sort()).toEqual([...LIMIT_NAMES].sort());
  const { savesPerDay, eventsPerDay, loadsPerDay } = PUBLIC_TOKEN_LIMITS;
  expect([savesPerDay, eventsPerDay, loadsPerDay]).toEqual(
    [savesPerDay, eventsPerDay, loadsPerDay].sort((a, b) => a - b),
  );
});
