import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { digestEditKey, opens } from "../../../functions/domain/edit-key.ts";
import { editKeyAgain, newEditKey } from "../../../functions/embed/configurations/edit-keys.ts";

const SHORT_ID = "0123456789abcdef";
const request = { headers: { "idempotency-key": "6d0f4a0e-9a51-4c39-8f0e-6f7f8f1f3a52" } };
const other = { headers: { "idempotency-key": "6d0f4a0e-9a51-4c39-8f0e-6f7f8f1f3a53" } };

describe("the edit key of a save with an idempotency key", () => {
  const { editKey, nonce } = newEditKey(request, SHORT_ID, randomBytes);
  const saved = { shortId: SHORT_ID, editKeyDigest: digestEditKey(editKey) };

  it("is made again by the same key and nonce", () => {
    expect(editKeyAgain(request, { nonce }, saved)).toBe(editKey);
    expect(opens(editKey, saved.editKeyDigest)).toBe(true);
  });

  it("is another one each time, so that whoever guesses the idempotency key has nothing", () => {
    const again = newEditKey(request, SHORT_ID, randomBytes);
    expect(again.editKey).not.toBe(editKey);
    expect(again.nonce).not.toBe(nonce);
    expect(Buffer.from(nonce, "base64url")).toHaveLength(32);
    expect(editKeyAgain(request, { nonce: again.nonce }, saved)).toBeUndefined();
  });

  it("does not follow from what the table holds, without the idempotency key", () => {
    expect(editKeyAgain(other, { nonce }, saved)).toBeUndefined();
    expect(editKeyAgain({ headers: {} }, { nonce }, saved)).toBeUndefined();
    expect(newEditKey(other, SHORT_ID, () => Buffer.from(nonce, "base64url")).editKey).not.toBe(editKey);
  });

  it("belongs to one save", () => {
    const same = () => Buffer.from(nonce, "base64url");
    expect(newEditKey(request, SHORT_ID, same).editKey).toBe(editKey);
    expect(newEditKey(request, "fedcba9876543210", same).editKey).not.toBe(editKey);
    expect(editKeyAgain(request, { nonce }, { ...saved, shortId: "fedcba9876543210" })).toBeUndefined();
  });
});

it("the edit key of a save without an idempotency key is random", () => {
  const keys = [1, 2, 3].map(() => newEditKey({ headers: {} }, SHORT_ID, randomBytes).editKey);
  expect(new Set(keys).size).toBe(3);
});
