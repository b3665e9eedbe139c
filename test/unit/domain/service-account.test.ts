import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createServiceAccountBody } from "../../../contract/schemas/service-accounts.ts";
import { suggestServiceAccountName } from "../../../functions/domain/service-account.ts";
import { createCredential } from "./records.ts";

describe("the suggested name of a service account", () => {
  it.each([
    ["Web Shop (EU)", "Web-Shop-EU"],
    ["  web  shop  ", "web-shop"],
    ["café/münchen", "cafe-munchen"],
    ["a--b", "a-b"],
    ["web_shop", "web_shop"],
    ["ﬁnance", "finance"],
  ])("for %j is %s", (text, name) => {
    expect(suggestServiceAccountName(text)).toBe(name);
  });

  it.each(["", "***", "商店", "x".repeat(65)])("is none for %j", (text) => {
    expect(suggestServiceAccountName(text)).toBeUndefined();
  });

  it("never repeats a token, or a part of one, that was pasted into the wrong field", () => {
    const { value } = createCredential("private");
    for (const text of [value, value.slice(0, 60), `${value.slice(0, 40)} x`, value.slice(0, 30).toUpperCase()]) {
      expect(suggestServiceAccountName(text)).toBeUndefined();
      const message = createServiceAccountBody.safeParse({ name: `${text} ` }).error?.message ?? "";
      expect(message).toContain("letters, digits");
      expect(message.toLowerCase()).not.toContain(text.slice(0, 10).toLowerCase());
    }
  });

  it("is a name that is accepted, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const name = suggestServiceAccountName(text);
        if (name !== undefined) expect(createServiceAccountBody.safeParse({ name }).success).toBe(true);
      }),
    );
  });
});
