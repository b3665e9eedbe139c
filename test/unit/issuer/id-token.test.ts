import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createIdTokenVerifier, type VerifyIdToken } from "../../../functions/issuer/id-token.ts";
import { CLIENT_ID, startIssuer, type TestIssuer } from "../authorizer/issuer.ts";
import { NOON } from "../domain/records.ts";

let issuer: TestIssuer;
let other: TestIssuer;
let verify: VerifyIdToken;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOON });
  [issuer, other] = await Promise.all([startIssuer(now), startIssuer(now)]);
});
afterAll(async () => {
  vi.useRealTimers();
  await Promise.all([issuer.stop(), other.stop()]);
});
beforeEach(() => {
  vi.setSystemTime(NOON);
  issuer.answerWith("keys");
  verify = createIdTokenVerifier({ issuerUrl: issuer.url, clientId: CLIENT_ID, jwksUri: issuer.jwksUri });
});

const now = () => Date.now() / 1000;
/** Cognito's form of an ID token. */
const CLAIMS = {
  aud: CLIENT_ID,
  client_id: undefined,
  scope: undefined,
  token_use: "id",
  email: "Ada@Example.com",
  email_verified: true,
};
const issue = (claims: object = {}, header: Record<string, unknown> = {}) =>
  issuer.issue({ ...CLAIMS, ...claims }, header);
const ADA = { subject: "subject-ada", email: "ada@example.com" };

describe("an ID token of a sign-in", () => {
  it.each<[string, object]>([
    ["in Cognito's form", {}],
    ["in the form of OpenID Connect", { token_use: undefined }],
    ["that names the authorized party", { azp: CLIENT_ID }],
    ["with the client as its only audience in a list", { aud: [CLIENT_ID] }],
    ["with more audiences, of which the client is the authorized party", { aud: ["shop", CLIENT_ID], azp: CLIENT_ID }],
  ])("says who it is, %s", async (_, claims) => {
    expect(await verify(issue(claims))).toEqual(ADA);
  });

  it.each<[string, object]>([
    ["not verified", { email_verified: false }],
    ["verified only in words", { email_verified: "true" }],
    ["of an unknown state", { email_verified: undefined }],
    ["missing", { email: undefined }],
    ["empty", { email: "" }],
    ["no text", { email: ["ada@example.com"] }],
    ["too long for any", { email: `${"a".repeat(243)}@example.com` }],
  ])("names no address that is %s", async (_, claims) => {
    expect(await verify(issue(claims))).toEqual({ subject: "subject-ada", email: undefined });
  });

  it("may have a subject and an address of the greatest length", async () => {
    const person = { subject: "s".repeat(255), email: `${"a".repeat(242)}@example.com` };
    expect(await verify(issue({ sub: person.subject, email: person.email }))).toEqual(person);
  });

  it("counts until one millisecond before it expires", async () => {
    const jwt = issue({ exp: NOON / 1000 + 60 });
    vi.setSystemTime(NOON + 59_999);
    expect(await verify(jwt)).toEqual(ADA);
    vi.setSystemTime(NOON + 60_000);
    expect(await verify(jwt)).toBeUndefined();
  });
});

describe("a JWT that is no ID token of the console", () => {
  it.each<[string, object, Record<string, unknown>]>([
    ["an access token in Cognito's form", { aud: undefined, client_id: CLIENT_ID, token_use: "access" }, {}],
    ["an access token for this audience", { token_use: "access" }, {}],
    ["an access token in the form of RFC 9068", { token_use: undefined, client_id: CLIENT_ID }, { typ: "at+jwt" }],
    ["for another client", { aud: "shop" }, {}],
    ["for another client in a list", { aud: ["shop"] }, {}],
    ["for several without an authorized party", { aud: [CLIENT_ID, "shop"] }, {}],
    ["for several with another authorized party", { aud: [CLIENT_ID, "shop"], azp: "shop" }, {}],
    ["with another authorized party", { azp: "shop" }, {}],
    ["for nobody", { aud: undefined }, {}],
    ["for an empty list", { aud: [] }, {}],
    ["of another issuer's name", { iss: "https://issuer.example" }, {}],
    ["that never expires", { exp: undefined }, {}],
    ["without a subject", { sub: undefined }, {}],
    ["with an empty subject", { sub: "" }, {}],
    ["with a subject longer than the standard allows", { sub: "s".repeat(256) }, {}],
    ["without a signature (alg none)", {}, { alg: "none" }],
    ["signed with the public key as a shared secret (HS256)", {}, { alg: "HS256" }],
  ])("is refused: %s", async (_, claims, header) => {
    expect(await verify(issue(claims, header))).toBeUndefined();
  });

  it("is refused when another issuer's key signed it", async () => {
    expect(await verify(other.issue({ ...CLAIMS, iss: issuer.url }, { kid: "key-1" }))).toBeUndefined();
  });

  it.each(["", "x", "a.b.c", "lks_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ012"])(
    "is refused: %j",
    async (text) => expect(await verify(text)).toBeUndefined(),
  );
});

describe("an address", () => {
  it("with a character that only becomes ASCII in lower case is not used: it could be somebody else's", async () => {
    expect("\u212Aate@example.com".toLowerCase()).toBe("kate@example.com");
    expect(await verify(issue({ email: "\u212Aate@example.com" }))).toMatchObject({ email: undefined });
    expect(await verify(issue({ email: "Kate@example.com" }))).toMatchObject({ email: "kate@example.com" });
  });
});

describe("keys", () => {
  it("that cannot be had are a fault and no refusal", async () => {
    issuer.answerWith({ status: 500, body: "" });
    await expect(verify(issue())).rejects.toThrow();
  });

  it("that the issuer has withdrawn count for no more than ten minutes", async () => {
    const jwt = issue({ exp: NOON / 1000 + 3600 });
    expect(await verify(jwt)).toEqual(ADA);
    issuer.rotate({ keep: false });
    vi.setSystemTime(NOON + 10 * 60_000);
    expect(await verify(jwt)).toEqual(ADA);
    vi.setSystemTime(NOON + 10 * 60_000 + 1);
    expect(await verify(jwt)).toBeUndefined();
  });
});
