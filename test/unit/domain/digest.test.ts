import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { digestToken, formatDigest, isDigestOf, parseDigest } from "../../../functions/domain/digest.ts";
import { parseToken, type TokenValue } from "../../../functions/domain/token.ts";
import vectors from "../../vectors/tokens.json" with { type: "json" };

describe("a token's digest", () => {
  it.each(vectors.tokens)("is the SHA-256 of the whole value: $note", ({ value, digest }) => {
    expect(formatDigest(digestOf(value))).toBe(digest);
    expect(Buffer.from(digestOf(value))).toEqual(createHash("sha256").update(value).digest());
  });

  it("comes back from its stored form", () => {
    for (const { value, digest } of vectors.tokens) {
      expect(formatDigest(parseDigest(digest))).toBe(digest);
      expect(isDigestOf(tokenValueOf(value), parseDigest(digest))).toBe(true);
    }
  });

  it("is that of its own value and of no other", () => {
    for (const [row, { value }] of vectors.tokens.entries()) {
      for (const [column, { digest }] of vectors.tokens.entries()) {
        expect(isDigestOf(tokenValueOf(value), parseDigest(digest))).toBe(row === column);
      }
    }
  });

  it("is another one as soon as any single bit differs", () => {
    const [{ value, digest } = { value: "", digest: "" }] = vectors.tokens;
    for (let bit = 0; bit < 256; bit++) {
      const bytes = Buffer.from(digest, "base64url");
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(isDigestOf(tokenValueOf(value), parseDigest(bytes.toString("base64url")))).toBe(false);
    }
  });

  it("is not that of the value's id, nor of a part of the value", () => {
    const [{ value, id } = { value: "", id: "" }] = vectors.tokens;
    for (const part of [id, value.slice(0, 59), value.slice(16)]) {
      const digest = parseDigest(createHash("sha256").update(part).digest("base64url"));
      expect(isDigestOf(tokenValueOf(value), digest)).toBe(false);
    }
  });

  it.each(["", "AAAA", "A".repeat(42), "A".repeat(44), "A".repeat(86)])(
    "is a fault when %j is stored in its place",
    (text) => {
      expect(() => parseDigest(text)).toThrow(TypeError);
    },
  );

  it("does not repeat what was stored in the message of that fault", () => {
    expect(() => parseDigest("c2VjcmV0")).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("c2Vj") }),
    );
  });
});

function digestOf(value: string) {
  return digestToken(tokenValueOf(value));
}

function tokenValueOf(text: string): TokenValue {
  const token = parseToken(text);
  if (token === undefined) throw new Error("not a token");
  return token.value;
}
