import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createDerivedBytes } from "../../../functions/domain/derived-bytes.ts";
import { createTokenValue, parseToken } from "../../../functions/domain/token.ts";
import { createCredential } from "./records.ts";

const read = (credential: string, nonce: string, purpose: string, length = 64) =>
  Buffer.from(createDerivedBytes(credential, nonce, purpose)(length)).toString("hex");

describe("derived bytes", () => {
  it("are HKDF-SHA-256 (RFC 5869): credential as key material, nonce as salt, purpose as info", () => {
    expect(read("credential", "nonce", "purpose", 100)).toBe(hkdf("credential", "nonce", "purpose", 100));
  });

  it("are the same for the same credential, nonce and purpose", () => {
    expect(read("credential", "nonce", "purpose")).toBe(read("credential", "nonce", "purpose"));
  });

  it("are others as soon as one of the three differs", () => {
    const all = [
      read("a", "b", "c"),
      read("x", "b", "c"),
      read("a", "x", "c"),
      read("a", "b", "x"),
      read("ab", "", "c"),
      read("", "ab", "c"),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it("never come twice from one derivation", () => {
    const bytes = createDerivedBytes("credential", "nonce", "purpose");
    const parts = Array.from({ length: 8 }, () => Buffer.from(bytes(64)).toString("hex"));
    expect(parts.join("")).toBe(hkdf("credential", "nonce", "purpose", 512));
  });

  it("end after 512 bytes with a fault, not with a repetition", () => {
    const bytes = createDerivedBytes("credential", "nonce", "purpose");
    expect(bytes(512)).toHaveLength(512);
    expect(() => bytes(1)).toThrow(RangeError);
    expect(() => createDerivedBytes("credential", "nonce", "purpose")(513)).toThrow(RangeError);
  });

  it("make the same whole token again, for as many tokens as one may ask", () => {
    const { id } = createCredential("private");
    for (let nonce = 0; nonce < 500; nonce++) {
      const value = createTokenValue(id, createDerivedBytes("Bearer x", `nonce ${nonce}`, `token ${id}`));
      expect(parseToken(value)?.id).toBe(id);
      expect(createTokenValue(id, createDerivedBytes("Bearer x", `nonce ${nonce}`, `token ${id}`))).toBe(value);
    }
  });
});

/** RFC 5869 section 2, by its definition. */
function hkdf(keyMaterial: string, salt: string, info: string, length: number): string {
  const key = createHmac("sha256", salt).update(keyMaterial).digest();
  const blocks: Buffer[] = [];
  for (let index = 1; Buffer.concat(blocks).length < length; index++) {
    const before = blocks.at(-1) ?? Buffer.alloc(0);
    blocks.push(createHmac("sha256", key).update(before).update(info).update(Buffer.of(index)).digest());
  }
  return Buffer.concat(blocks).subarray(0, length).toString("hex");
}
