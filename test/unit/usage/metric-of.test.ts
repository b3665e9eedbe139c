import { describe, expect, it } from "vitest";
import { OPERATIONS, routeKey } from "../../../contract/operations.ts";
import { metricOf } from "../../../functions/usage-metering/metric-of.ts";

describe("a request", () => {
  it.each([
    [OPERATIONS.loadConfigurator, "load"],
    [OPERATIONS.saveConfiguration, "save"],
    [OPERATIONS.updateConfiguration, "save"],
    [OPERATIONS.resumeConfiguration, "call"],
    [OPERATIONS.trackEvents, undefined],
    [OPERATIONS.verifyToken, "verification"],
    [OPERATIONS.explainToken, "call"],
    [OPERATIONS.listTokens, "call"],
    [OPERATIONS.authorizeAndReport, "call"],
  ])("of $method $path that succeeded is a %s", (operation, metric) => {
    expect(metricOf(routeKey(operation), 200)).toBe(metric);
  });

  it.each([
    [200, "load"],
    [201, "load"],
    [204, "load"],
    [299, "load"],
    [300, undefined],
    [304, "load"],
    [400, undefined],
    [401, undefined],
    [403, "refused"],
    [404, undefined],
    [422, undefined],
    [428, undefined],
    [429, "refused"],
    [430, undefined],
    [500, undefined],
    [503, undefined],
  ])("that was answered %d is counted as %s", (status, metric) => {
    expect(metricOf(routeKey(OPERATIONS.loadConfigurator), status)).toBe(metric);
  });

  it("of events that were refused is refused", () => {
    expect(metricOf(routeKey(OPERATIONS.trackEvents), 429)).toBe("refused");
  });

  it("on no route of ours is nothing", () => {
    expect(metricOf("$default", 200)).toBeUndefined();
  });
});
