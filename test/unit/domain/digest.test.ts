import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { digestToken, formatDigest, isSameDigest, parseDigest } from "../../../functions/domain/digest.ts";
import { parseToken } from "../../../functions/domain/token.ts";
import vectors from "../../vectors/tokens.json" with { type: "json" };

const digests = vectors.tokens.map(({ value }) => digestOf(value));

describe("a token's digest", () => {
  it.each(vectors.tokens)("is the SHA-256 of the whole value: $note", ({ value, digest }) => {
    expect(formatDigest(digestOf(value))).toBe(digest);
    expect(Buffer.from(digestOf(value))).toEqual(createHash("sha256").update(value).digest());
  });

  it("comes back from its stored form", () => {
    for (const digest of digests) expect(isSameDigest(parseDigest(formatDigest(digest)), digest)).toBe(true);
  });

  it("is the same as itself and as no other", () => {
    for (const [row, left] of digests.entries()) {
      for (const [column, right] of digests.entries()) expect(isSameDigest(left, right)).toBe(row === column);
    }
  });

  it("is another one as soon as any single bit differs", () => {
    const [digest] = digests;
    if (digest === undefined) expect.unreachable();
    for (let bit = 0; bit < 256; bit++) {
      const bytes = Buffer.from(digest);
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(isSameDigest(parseDigest(bytes.toString("base64url")), digest)).toBe(false);
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
  const token = parseToken(value);
  if (token === undefined) throw new Error("not a token");
  return digestToken(token.value);
}
