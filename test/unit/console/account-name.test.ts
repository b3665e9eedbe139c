import { describe, expect, it } from "vitest";
import { checkAccountName } from "../../../console/src/pages/service-accounts/account-name.ts";

describe("the name of a service account, while it is typed", () => {
  it.each(["", "my-shop", "My_Shop-2", "a".repeat(64)])("may be %j", (name) => {
    expect(checkAccountName(name)).toEqual({});
  });
  it.each([
    ["My Shop", "my-shop"],
    ["Müller & Söhne", "muller-sohne"],
    ["shop.example.com", "shop-example-com"],
  ])("%j may not be, and %j is suggested", (name, suggestion) => {
    expect(checkAccountName(name)).toEqual({ error: expect.stringContaining("letters, digits"), suggestion });
  });
  it("has nothing suggested for it when nothing is left", () => {
    expect(checkAccountName("!!")).toEqual({ error: expect.any(String) });
  });
  it("has at most 64 characters", () => {
    expect(checkAccountName("a".repeat(65))).toEqual({ error: "Use at most 64 characters." });
  });
});
