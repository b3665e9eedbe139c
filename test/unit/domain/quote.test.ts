import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createQuoteClaims, type QuoteClaims, signQuote } from "../../../functions/domain/quote.ts";
import { parseQuoteKey } from "../../../functions/domain/quote-key.ts";
import { verifyQuote } from "../../../sdk/src/index.ts";
import vectors from "../../vectors/quotes.json" with { type: "json" };

const { kid: _, ...ownKey } = vectors.ownKey;
const privateKey = createPrivateKey({ key: ownKey, format: "jwk" });
const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
const claims: QuoteClaims = vectors.claims;

/** Takes the message in the place of its digest, because Node signs no digests: the digest is looked at, and the message signed. */
function signerOf(message: () => string) {
  return async (digest: Uint8Array) => {
    expect(Buffer.from(digest)).toEqual(createHash("sha256").update(message()).digest());
    return sign("sha256", Buffer.from(message()), privateKey);
  };
}

describe("parseQuoteKey", () => {
  it("names a key by its thumbprint, as others compute it", () => {
    expect(parseQuoteKey(spki)).toEqual(vectors.jwks.keys[0]);
  });

  it.each([
    ["another curve", generateKeyPairSync("ec", { namedCurve: "P-384" })],
    ["RSA", generateKeyPairSync("rsa", { modulusLength: 2048 })],
    ["EdDSA", generateKeyPairSync("ed25519")],
  ])("refuses a key of %s", (_name, { publicKey }) => {
    expect(() => parseQuoteKey(publicKey.export({ format: "der", type: "spki" }))).toThrow("not on the curve P-256");
  });

  it("refuses what is no key", () => {
    expect(() => parseQuoteKey(new Uint8Array(91))).toThrow();
  });
});

describe("signQuote", () => {
  const header = { alg: "ES256", kid: vectors.ownKey.kid, typ: "latchkey-quote+jwt" };
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const message = `${encode(header)}.${encode(claims)}`;

  it("writes a compact JWS over exactly the header and the claims", async () => {
    const quote = await signQuote(
      claims,
      parseQuoteKey(spki),
      signerOf(() => message),
    );
    expect(quote.slice(0, quote.lastIndexOf("."))).toBe(message);
    const signature = Buffer.from(quote.split(".")[2] ?? "", "base64url");
    expect(signature).toHaveLength(64);
    const key = { key: createPublicKey(privateKey), dsaEncoding: "ieee-p1363" } as const;
    expect(verify("sha256", Buffer.from(message), key, signature)).toBe(true);
  });

  it("writes the same first two parts as the hand-made quote, and what verifyQuote takes", async () => {
    const quote = await signQuote(
      claims,
      parseQuoteKey(spki),
      signerOf(() => message),
    );
    const [handMade = ""] = vectors.quotes.map((vector) => vector.quote);
    expect(quote.split(".").slice(0, 2)).toEqual(handMade.split(".").slice(0, 2));
    const { jwks, workspaceId, issuer } = vectors;
    expect(await verifyQuote(quote, { jwks, workspaceId, issuer, now: claims.iat * 1000 })).toEqual(claims);
  });

  it("writes nothing when the signature is not one", async () => {
    await expect(signQuote(claims, parseQuoteKey(spki), async () => new Uint8Array(64))).rejects.toThrow("DER");
  });
});

describe("createQuoteClaims", () => {
  const subject = {
    issuer: "https://latchkey.example.com",
    workspaceId: "ws_1",
    shortId: "short",
    configuratorId: "cfg_1",
    version: 2,
    values: { shade: "dome" },
    price: { currency: "EUR", amount: 24900 },
  };

  it("says who, for whom, what and until when, in whole seconds", () => {
    const randomBytes = (length: number) => new Uint8Array(length);
    const created = createQuoteClaims(subject, { nowEpochMs: 1_795_348_800_999, lifetimeSeconds: 60, randomBytes });
    expect(created).toEqual({
      iss: "https://latchkey.example.com",
      aud: "ws_1",
      sub: "short",
      iat: 1_795_348_800,
      exp: 1_795_348_860,
      jti: "0".repeat(22),
      configuratorId: "cfg_1",
      version: 2,
      values: { shade: "dome" },
      price: { currency: "EUR", amount: 24900 },
    });
  });
});
