import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TOKEN_KINDS } from "../../../functions/domain/rights.ts";
import {
  createTokenId,
  createTokenValue,
  formatDisplayId,
  kindOfTokenId,
  maskToken,
  parseToken,
  parseTokenId,
} from "../../../functions/domain/token.ts";
import vectors from "../../vectors/tokens.json" with { type: "json" };
import { createSeededBytes, DIGITS, readBase62 } from "./base62-reader.ts";
import { crc32 } from "./crc32.ts";

const PREFIXES = { public: "lkp_", private: "lks_", service: "lkv_" };

describe("known tokens", () => {
  it.each(vectors.crc32)(
    "the CRC32 of $text is $crc32 in the tests' own implementation",
    ({ text, crc32: expected }) => {
      expect(crc32(text).toString(16).padStart(8, "0")).toBe(expected);
    },
  );

  it.each(vectors.tokens)("reads a token: $note", ({ kind, id, value, crc32: checksum }) => {
    expect(parseToken(value)).toEqual({ kind, id, value });
    expect(readBase62(value.slice(59)).toString(16).padStart(8, "0")).toBe(checksum);
  });
});

describe("an issued token", () => {
  const issued = TOKEN_KINDS.flatMap((kind) =>
    Array.from({ length: 20 }, (_, index) => {
      const randomBytes = createSeededBytes(1 + index);
      const id = createTokenId(kind, randomBytes);
      return { kind, id, value: createTokenValue(id, randomBytes) };
    }),
  );

  it("has 65 characters: prefix, 12 of public id, 43 of secret, 6 of checksum", () => {
    for (const { kind, id, value } of issued) {
      expect(value).toMatch(/^lk[psv]_[0-9A-Za-z]{61}$/);
      expect(id).toBe(value.slice(0, 16));
      expect(id.slice(0, 4)).toBe(PREFIXES[kind]);
    }
  });

  it("ends in the CRC32 of everything before it, as six base62 digits", () => {
    for (const { value } of issued) expect(readBase62(value.slice(59))).toBe(BigInt(crc32(value.slice(0, 59))));
  });

  it("is read back as it was made", () => {
    for (const { kind, id, value } of issued) {
      expect(parseToken(value)).toEqual({ kind, id, value });
      expect(parseTokenId(id)).toBe(id);
      expect(kindOfTokenId(id)).toBe(kind);
    }
  });

  it("gets a new secret and the same id each time it is rotated", () => {
    const randomBytes = createSeededBytes(7);
    const id = createTokenId("private", randomBytes);
    const values = Array.from({ length: 50 }, () => createTokenValue(id, randomBytes));
    expect(new Set(values).size).toBe(50);
    expect(new Set(values.map((value) => value.slice(16, 59))).size).toBe(50);
    expect(values.every((value) => value.startsWith(id))).toBe(true);
  });

  it("is shown by its first ten characters, which do not depend on the secret", () => {
    for (const { id, value } of issued) {
      expect(maskToken(id)).toBe(`${value.slice(0, 10)}…`);
      expect(value.slice(0, 10)).toBe(id.slice(0, 10));
    }
  });

  it("is named for people by its owner and six characters of the public id", () => {
    const [token] = vectors.tokens.slice(3);
    const id = parseTokenId(token?.id ?? "");
    expect(id && formatDisplayId("web-shop", id)).toBe("web-shop_012345");
    expect(id && formatDisplayId("ada@example.com", id)).toBe("ada@example.com_012345");
  });
});

describe("a text that is not a token", () => {
  const [, , , { value } = { value: "" }] = vectors.tokens;

  it("refuses every change of a single character, to any printable ASCII character or another kind's prefix", () => {
    for (const token of vectors.tokens) {
      for (let position = 0; position < token.value.length; position++) {
        for (let code = 0x20; code < 0x7f; code++) {
          const changed = replaceAt(token.value, position, String.fromCharCode(code));
          if (changed !== token.value && parseToken(changed) !== undefined) expect.unreachable(`read ${changed}`);
        }
      }
    }
  });

  it("refuses two neighbors that changed places", () => {
    for (let position = 0; position < value.length - 1; position++) {
      const swapped =
        value.slice(0, position) + value.charAt(position + 1) + value.charAt(position) + value.slice(position + 2);
      if (swapped !== value) expect(parseToken(swapped), swapped).toBeUndefined();
    }
  });

  it("refuses the characters beside the alphabet's ends, with a right checksum too", () => {
    for (const beside of ["/", ":", "@", "[", "`", "{", "-", "_", "+", "=", "é", "０", "\u0000"]) {
      const body = `lks_0123456789AB${beside}${"a".repeat(42)}`;
      expect(parseToken(body + formatChecksum(body)), beside).toBeUndefined();
    }
    for (const end of ["0", "9", "A", "Z", "a", "z"]) {
      const body = `lks_0123456789AB${end}${"a".repeat(42)}`;
      expect(parseToken(body + formatChecksum(body)), end).toBeDefined();
    }
  });

  it("refuses 64 and 66 characters, with a right checksum too", () => {
    for (const secretLength of [42, 44]) {
      const body = `lks_0123456789AB${"a".repeat(secretLength)}`;
      expect(parseToken(body + formatChecksum(body))).toBeUndefined();
    }
  });

  it("refuses an unknown prefix with a right checksum", () => {
    for (const prefix of ["lka_", "lk__", "LKS_", "lks-", "xks_", "lkS_"]) {
      const body = `${prefix}0123456789AB${"a".repeat(43)}`;
      expect(parseToken(body + formatChecksum(body)), prefix).toBeUndefined();
    }
  });

  it("refuses a checksum that is written with a larger number of the same remainder", () => {
    const body = value.slice(0, 59);
    const wrapped = formatDigits(BigInt(crc32(body)) + 2n ** 32n);
    expect(wrapped).toHaveLength(6);
    expect(parseToken(body + wrapped)).toBeUndefined();
  });

  it.each(["\n", " ", "\r\n", "\u200b", ",", "\u0000"])("refuses a token with %j before or behind it", (extra) => {
    expect(parseToken(value + extra)).toBeUndefined();
    expect(parseToken(extra + value)).toBeUndefined();
  });

  it("refuses texts of every sort without throwing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^lk[psv]_[0-9A-Za-z]{61}$/)), (text) => {
        const isRight = /^lk[psv]_[0-9A-Za-z]{61}$/.test(text) && text.slice(59) === formatChecksum(text.slice(0, 59));
        expect(parseToken(text) !== undefined).toBe(isRight);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a token id", () => {
  it("has 16 characters and is never a whole token", () => {
    for (const { id, value } of vectors.tokens) {
      expect(parseTokenId(id)).toBe(id);
      expect(parseTokenId(id.slice(0, 15))).toBeUndefined();
      expect(parseTokenId(`${id}0`)).toBeUndefined();
      expect(parseTokenId(value)).toBeUndefined();
    }
  });

  it.each(["lkx_0123456789AB", "lks_0123456789A#", "lks_0123456789A\n", "LKS_0123456789AB", ""])(
    "is not %j",
    (text) => {
      expect(parseTokenId(text)).toBeUndefined();
    },
  );
});

function replaceAt(text: string, position: number, character: string): string {
  return text.slice(0, position) + character + text.slice(position + 1);
}

function formatChecksum(body: string): string {
  return formatDigits(BigInt(crc32(body)));
}

function formatDigits(value: bigint): string {
  return [5n, 4n, 3n, 2n, 1n, 0n].map((power) => DIGITS.charAt(Number((value / 62n ** power) % 62n))).join("");
}
