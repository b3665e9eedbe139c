import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { digestToken, isDigestOf } from "../../../functions/domain/digest.ts";
import { createEditKey, parseEditKey } from "../../../functions/domain/edit-key.ts";
import { redact } from "../../../functions/http/redact.ts";

describe("an edit key", () => {
  const key = createEditKey(randomBytes);

  it("has 256 random bits and its own prefix", () => {
    expect(key).toMatch(/^lke_[0-9A-Za-z]{43}$/);
    expect(createEditKey(randomBytes)).not.toBe(key);
    expect(parseEditKey(key)).toBe(key);
  });

  it.each(["", "lke_", key.slice(0, -1), `${key}0`, ` ${key}`, key.replace("lke_", "lks_"), `${key.slice(0, -1)}-`])(
    "is nothing else: %j",
    (text) => {
      expect(parseEditKey(text)).toBeUndefined();
    },
  );

  it("is recognized by its digest, and no other is", () => {
    expect(isDigestOf(key, digestToken(key))).toBe(true);
    expect(isDigestOf(createEditKey(randomBytes), digestToken(key))).toBe(false);
  });

  it("loses its secret in every text that leaves a function", () => {
    expect(redact(`{"editKey":"${key}"}`)).toBe('{"editKey":"lke_[redacted]"}');
  });
});
