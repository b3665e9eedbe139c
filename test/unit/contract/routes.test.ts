import { describe, expect, it } from "vitest";
import { isAmbiguous } from "./support/routes.ts";

const get = (path: string) => ({ method: "GET", path });

describe("ambiguous routes", () => {
  it.each([
    ["/v1/{a}", "/v1/{b}"],
    ["/v1/{a}/x", "/v1/y/{b}"],
    ["/v1/tokens", "/v1/tokens"],
  ])("are %s and %s", (left, right) => {
    expect(isAmbiguous(get(left), get(right))).toBe(true);
    expect(isAmbiguous(get(right), get(left))).toBe(true);
  });

  it.each([
    ["/v1/{a}", "/v1/tokens"],
    ["/v1/{a}/x", "/v1/{a}/y"],
    ["/v1/{a}", "/v1/{a}/x"],
    ["/v1/{a}/{b}", "/v1/{a}/x"],
  ])("are not %s and %s", (left, right) => {
    expect(isAmbiguous(get(left), get(right))).toBe(false);
    expect(isAmbiguous(get(right), get(left))).toBe(false);
  });

  it("are not routes of different methods", () => {
    expect(isAmbiguous(get("/v1/{a}"), { method: "POST", path: "/v1/{b}" })).toBe(false);
  });
});
