import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  createApplicationId,
  createApplicationKey,
  maskApplicationKey,
  parseApplicationId,
  parseApplicationKey,
} from "../../../functions/domain/application-key.ts";
import { createTokenId, createTokenValue, parseToken } from "../../../functions/domain/token.ts";

const id = createApplicationId(randomBytes);
const key = createApplicationKey(id, randomBytes);

describe("an application key", () => {
  it("has the length of a token, its own prefix, and tells its application", () => {
    expect(key).toMatch(/^lka_[0-9A-Za-z]{61}$/);
    expect(parseApplicationKey(key)).toEqual({ applicationId: id, key });
    expect(createApplicationKey(id, randomBytes)).not.toBe(key);
  });

  it("shows ten characters of itself, which are no part of the secret", () => {
    expect(maskApplicationKey(id)).toBe(`${key.slice(0, 10)}…`);
    expect(id.slice(4)).toBe(key.slice(4, 16));
  });

  it("with any one character changed is not one", () => {
    for (let position = 0; position < key.length; position++) {
      const other = key.charAt(position) === "z" ? "y" : "z";
      const changed = key.slice(0, position) + other + key.slice(position + 1);
      expect(parseApplicationKey(changed), `at ${position}`).toBeUndefined();
    }
    for (const text of ["", key.slice(1), `${key}0`, `${key.slice(0, -1)} `]) {
      expect(parseApplicationKey(text)).toBeUndefined();
    }
  });

  it("is no token, and a token is no application key", () => {
    expect(parseToken(key)).toBeUndefined();
    const token = createTokenValue(createTokenId("service", randomBytes), randomBytes);
    expect(parseApplicationKey(token)).toBeUndefined();
  });
});

describe("an application id", () => {
  it("is one only as a whole", () => {
    expect(parseApplicationId(id)).toBe(id);
    for (const text of ["", id.slice(0, -1), `${id}0`, key, `${id}\n`])
      expect(parseApplicationId(text)).toBeUndefined();
  });
});
