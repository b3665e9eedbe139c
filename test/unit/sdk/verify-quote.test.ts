import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { QuoteVerificationError, type VerifyQuoteOptions, verifyQuote } from "../../../sdk/src/index.ts";
import vectors from "../../vectors/quotes.json" with { type: "json" };

const { jwks, issuer, workspaceId, claims } = vectors;
const NOW = claims.iat * 1000;
const GOOD = quoteNamed("a good quote");
const OFFLINE = { jwks, issuer, workspaceId, now: NOW };

function quoteNamed(name: string): string {
  const found = vectors.quotes.find((vector) => vector.name === name);
  if (found === undefined) throw new Error(`no vector ${name}`);
  return found.quote;
}

/** Problems whose message says what the quote is for: the signature is good then. */
const DESCRIBED = ["issuer_not_accepted", "audience_not_accepted", "not_expected"];

async function refusalOf(verification: Promise<unknown>): Promise<QuoteVerificationError | null> {
  const error = await verification.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return null;
  if (!(error instanceof QuoteVerificationError)) throw new Error(`not refused as it should be: ${String(error)}`);
  return error;
}

async function codeOf(verification: Promise<unknown>): Promise<string | null> {
  const error = await refusalOf(verification);
  if (error === null) return null;
  if (!DESCRIBED.includes(error.code)) expect(error.message).toBe(`The quote is refused: ${error.code}.`);
  return error.code;
}

describe("verifyQuote", () => {
  it("answers with what the quote says", async () => {
    expect(await verifyQuote(GOOD, OFFLINE)).toEqual(claims);
  });

  it.each(vectors.quotes)("$name: $code", async ({ quote, code }) => {
    expect(await codeOf(verifyQuote(quote, OFFLINE))).toBe(code);
  });

  it("refuses a quote with any one bit changed", async () => {
    const [header = "", payload = "", signature = ""] = GOOD.split(".");
    const flip = (text: string, position: number) => {
      const bytes = Buffer.from(text, "base64url");
      bytes[position] = (bytes[position] ?? 0) ^ (1 << (position % 8));
      return bytes.toString("base64url");
    };
    for (let position = 0; position < Buffer.from(payload, "base64url").length; position++) {
      expect(await codeOf(verifyQuote(`${header}.${flip(payload, position)}.${signature}`, OFFLINE))).not.toBeNull();
    }
    for (let position = 0; position < Buffer.from(header, "base64url").length; position++) {
      expect(await codeOf(verifyQuote(`${flip(header, position)}.${payload}.${signature}`, OFFLINE))).not.toBeNull();
    }
    for (let position = 0; position < 64; position++) {
      const changed = `${header}.${payload}.${flip(signature, position)}`;
      expect(await codeOf(verifyQuote(changed, OFFLINE))).toBe("signature_not_valid");
    }
  });

  it("takes a quote until its last second and not at its expiry, with what the clocks may be apart", async () => {
    const at = (seconds: number, clockToleranceSeconds = 0) =>
      codeOf(verifyQuote(GOOD, { ...OFFLINE, now: seconds * 1000, clockToleranceSeconds }));
    expect(await at(claims.exp - 1)).toBeNull();
    expect(await at(claims.exp - 0.001)).toBeNull();
    expect(await at(claims.exp)).toBe("expired");
    expect(await at(claims.exp + 59, 60)).toBeNull();
    expect(await at(claims.exp + 60, 60)).toBe("expired");
    expect(await at(claims.iat)).toBeNull();
    expect(await at(claims.iat - 1)).toBe("not_yet_valid");
    expect(await at(claims.iat - 60, 60)).toBeNull();
    expect(await at(claims.iat - 61, 60)).toBe("not_yet_valid");
  });

  it("goes by the clock when no time is given", async () => {
    const { now: _, ...options } = OFFLINE;
    vi.useFakeTimers({ toFake: ["Date"], now: (claims.exp - 1) * 1000 });
    try {
      expect(await codeOf(verifyQuote(GOOD, options))).toBeNull();
      vi.setSystemTime(claims.exp * 1000);
      expect(await codeOf(verifyQuote(GOOD, options))).toBe("expired");
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ["a member without a value", { expect: { shortId: undefined } }],
    ["a misspelt member", { expect: { shortID: "DEAR" } }],
    ["a member of another type", { expect: { version: "1" } }],
    ["an issuer without a value", { issuer: undefined }],
    ["a tolerance that is a text", { clockToleranceSeconds: "5" }],
  ])("takes no options that would be a check that nobody makes: %s", async (_what, more) => {
    const options: VerifyQuoteOptions = { ...OFFLINE };
    Object.assign(options, more);
    await expect(verifyQuote(GOOD, options)).rejects.toThrowError(/must be|has no member/);
  });

  it("takes what is expected, and refuses a good quote for something else", async () => {
    const { sub: shortId, configuratorId, version } = claims;
    const expecting = (expect: VerifyQuoteOptions["expect"] & object) =>
      codeOf(verifyQuote(GOOD, { ...OFFLINE, expect }));
    expect(await expecting({ currency: "EUR", shortId, configuratorId, version })).toBeNull();
    expect(await expecting({})).toBeNull();
    for (const other of [{ currency: "USD" }, { shortId: "x" }, { configuratorId: "cfg_1" }, { version: 4 }]) {
      expect(await expecting(other)).toBe("not_expected");
    }
  });

  it.each<readonly [string, object, string]>([
    ["which expectation", { expect: { currency: "USD" } }, 'not_expected. currency is "EUR", not "USD".'],
    [
      "each expectation",
      { expect: { version: claims.version + 1, configuratorId: "cfg_1", currency: "EUR" } },
      `not_expected. configuratorId is "${claims.configuratorId}", not "cfg_1". version is ${claims.version}, not ${claims.version + 1}.`,
    ],
    [
      "which issuer",
      { issuer: "https://a.example" },
      `issuer_not_accepted. iss is "${claims.iss}", not "https://a.example".`,
    ],
    ["which workspace", { workspaceId: "ws_1" }, `audience_not_accepted. aud is "${claims.aud}", not "ws_1".`],
  ])("says %s a good quote does not fit", async (_what, more, message) => {
    const refusal = await refusalOf(verifyQuote(GOOD, { ...OFFLINE, ...more }));
    expect(refusal?.message).toBe(`The quote is refused: ${message}`);
  });

  it("asks for no issuer when the keys are given and none is named: the key says who signed", async () => {
    const { issuer: _, ...options } = OFFLINE;
    expect(await codeOf(verifyQuote(quoteNamed("another deployment"), options))).toBeNull();
  });

  it.each([
    ["of another kind of key", { kty: "RSA" }],
    ["on another curve", { crv: "P-384" }],
    ["for another algorithm", { alg: "ES384" }],
    ["for encryption", { use: "enc" }],
    ["off the curve", { x: jwks.keys[0]?.y }],
    ["without a point", { x: undefined, y: undefined }],
    ["with another id", { kid: "other" }],
  ])("does not use a key %s", async (_, change) => {
    const keys = jwks.keys.map((key) => ({ ...key, ...change }) as object);
    expect(await codeOf(verifyQuote(GOOD, { ...OFFLINE, jwks: { keys } }))).toBe("key_unknown");
  });

  it("finds its key among others, and uses the point only", async () => {
    const { d, kid: _, ...foreign } = vectors.foreignKey;
    const { kid } = vectors.ownKey;
    const [own] = jwks.keys;
    const keys = [
      { ...foreign, kid: "other" },
      { kty: "oct", kid },
      { ...own, crv: "P-384" },
      { ...own, d, key_ops: ["sign"], ext: 1 },
    ];
    expect(await codeOf(verifyQuote(GOOD, { ...OFFLINE, jwks: { keys } }))).toBeNull();
  });

  it.each<readonly [string, object]>([
    ["no workspace", { workspaceId: undefined }],
    ["an empty workspace", { workspaceId: "" }],
    ["a time that is none", { now: Number.NaN }],
    ["a tolerance that is none", { clockToleranceSeconds: Number.NaN }],
    ["a negative tolerance", { clockToleranceSeconds: -1 }],
    ["an endless tolerance", { clockToleranceSeconds: Number.POSITIVE_INFINITY }],
    ["a key set that is none", { jwks: [] }],
  ])("throws a mistake of the program: %s", async (_, change) => {
    const options = { ...OFFLINE, ...change } as VerifyQuoteOptions;
    await expect(verifyQuote(GOOD, options)).rejects.toThrow(/^(?!The quote)/);
    await expect(verifyQuote(GOOD, options)).rejects.not.toBeInstanceOf(QuoteVerificationError);
  });
});

describe("verifyQuote with a base URL", () => {
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  let asked: string[];
  let answers: (() => Response | Promise<Response>)[];
  let count = 0;
  let baseUrl: string;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: NOW });
    asked = [];
    answers = [];
    // What was fetched is kept for each deployment.
    count += 1;
    baseUrl = `https://latchkey-${count}.example.com`;
  });
  afterEach(() => void vi.useRealTimers());

  const fetch: typeof globalThis.fetch = async (input) => {
    asked.push(String(input));
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError("network");
    return answer();
  };
  const serve = (keys: readonly object[] = jwks.keys) => answers.push(() => Response.json({ keys }));
  const verify = (quote = GOOD, more: object = {}) =>
    codeOf(verifyQuote(quote, { baseUrl, fetch, issuer, workspaceId, now: NOW, ...more }));
  const FOREIGN = quoteNamed("a foreign key under its own id");

  it("asks for the keys once, and keeps them for an hour", async () => {
    serve();
    expect(await Promise.all([verify(), verify(), verify()])).toEqual([null, null, null]);
    vi.setSystemTime(NOW + HOUR - 1);
    expect(await verify()).toBeNull();
    expect(asked).toEqual([`${baseUrl}/.well-known/jwks.json`]);
    serve([]);
    vi.setSystemTime(NOW + HOUR);
    expect(await verify()).toBe("key_unknown");
    expect(asked).toHaveLength(2);
  });

  it("wants the issuer that it asks, unless another one is named", async () => {
    serve();
    expect(await verify(GOOD, { issuer: undefined })).toBe("issuer_not_accepted");
    expect(await verify(GOOD, { issuer, baseUrl: `${baseUrl}/` })).toBeNull();
  });

  it("asks again for an unknown key, at most once a minute", async () => {
    serve([]);
    expect(await verify()).toBe("key_unknown");
    expect(await verify()).toBe("key_unknown");
    vi.setSystemTime(NOW + MINUTE - 1);
    expect(await verify(FOREIGN)).toBe("key_unknown");
    expect(asked).toHaveLength(1);
    vi.setSystemTime(NOW + MINUTE);
    serve();
    expect(await Promise.all([verify(), verify(FOREIGN)])).toEqual([null, "key_unknown"]);
    expect(asked).toHaveLength(2);
    expect(await verify()).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it("goes on with the keys that it has for a day while the deployment does not answer, and asks once a minute", async () => {
    serve();
    expect(await verify()).toBeNull();
    vi.setSystemTime(NOW + HOUR);
    expect(await verify()).toBeNull();
    expect(await verify()).toBeNull();
    expect(asked).toHaveLength(2);
    expect(await verify(FOREIGN)).toBe("keys_not_available");
    vi.setSystemTime(NOW + 24 * HOUR - 1);
    expect(await verify()).toBeNull();
    vi.setSystemTime(NOW + 25 * HOUR);
    expect(await verify()).toBe("keys_not_available");
  });

  it.each<readonly [string, () => Response]>([
    ["a failure", () => new Response("no", { status: 500 })],
    ["no JSON", () => new Response("<html>")],
    ["no key set", () => Response.json({ keys: "x" })],
    ["a set of no keys", () => Response.json({ keys: [null] })],
  ])("keeps nothing of an answer that is %s, and asks again with the next quote", async (_, answer) => {
    answers.push(answer);
    expect(await verify()).toBe("keys_not_available");
    serve();
    expect(await verify()).toBeNull();
  });

  it("never asks for a quote that is malformed or signed otherwise, nor anybody but the deployment", async () => {
    expect(await verify("x")).toBe("malformed");
    expect(await verify(quoteNamed("alg none with an empty signature"))).toBe("algorithm_not_accepted");
    expect(asked).toEqual([]);
    serve();
    expect(await verify(quoteNamed("a foreign key that the header gives an address of"))).toBe("key_unknown");
    expect(asked).toEqual([`${baseUrl}/.well-known/jwks.json`]);
  });

  it("takes no keys that came in the clear", async () => {
    await expect(verify(GOOD, { baseUrl: "http://latchkey.example.com" })).rejects.toThrow(/https/);
    expect(asked).toEqual([]);
  });

  it("remembers no more deployments than twenty", async () => {
    serve();
    expect(await verify()).toBeNull();
    for (let other = 0; other < 20; other++) {
      serve();
      expect(await verify(GOOD, { baseUrl: `https://other-${count}-${other}.example.com` })).toBeNull();
    }
    expect(await verify()).toBe("keys_not_available");
  });
});
