import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createSessionVerifier, type VerifySession } from "../../../functions/authorizer/session.ts";
import { NOON } from "../domain/records.ts";
import { CLIENT_ID, startIssuer, type TestIssuer } from "./issuer.ts";

let issuer: TestIssuer;
let other: TestIssuer;
let verify: VerifySession;

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
  verify = createVerifier();
});

describe("an access token of the console", () => {
  it("gives its subject, in Cognito's form", async () => {
    expect(await verify(issuer.issue())).toBe("subject-ada");
  });

  it("gives its subject, in the form of RFC 9068", async () => {
    expect(await verify(issuer.issue({ token_use: undefined }, { typ: "at+jwt" }))).toBe("subject-ada");
  });

  it("is verified with one request for the keys, however often it comes", async () => {
    const before = issuer.keyRequests();
    for (let index = 0; index < 20; index++) await verify(issuer.issue());
    expect(issuer.keyRequests() - before).toBe(1);
  });

  it("is accepted one millisecond before it expires, and refused at that instant", async () => {
    const jwt = issuer.issue({ exp: NOON / 1000 + 60 });
    vi.setSystemTime(NOON + 59_999);
    expect(await verify(jwt)).toBe("subject-ada");
    vi.setSystemTime(NOON + 60_000);
    expect(await verify(jwt)).toBeUndefined();
  });

  it("is refused one second before its not-before, and accepted at that instant", async () => {
    const jwt = issuer.issue({ nbf: NOON / 1000 + 60 });
    vi.setSystemTime(NOON + 59_000);
    expect(await verify(jwt)).toBeUndefined();
    vi.setSystemTime(NOON + 60_000);
    expect(await verify(jwt)).toBe("subject-ada");
  });
});

describe("a JWT that is no session", () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["of another issuer's name", { iss: "https://issuer.example" }, {}],
    ["of an issuer whose name starts alike", { iss: "http://127.0.0.1" }, {}],
    ["without an issuer", { iss: undefined }, {}],
    ["for another client", { client_id: "shop" }, {}],
    ["without a client", { client_id: undefined }, {}],
    ["with the client in a list", { client_id: [CLIENT_ID] }, {}],
    ["for the client as audience only, as an id token has it", { client_id: undefined, aud: CLIENT_ID }, {}],
    ["that is an id token", { token_use: "id" }, {}],
    ["that is an id token with the header of an access token", { token_use: "id" }, { typ: "at+jwt" }],
    ["that does not say that it is an access token", { token_use: undefined }, {}],
    ["that is a refresh token", { token_use: "refresh" }, {}],
    ["that expired long ago", { exp: NOON / 1000 - 3600 }, {}],
    ["that never expires", { exp: undefined }, {}],
    ["with an expiry that is no number", { exp: "tomorrow" }, {}],
    ["without a subject", { sub: undefined }, {}],
    ["with an empty subject", { sub: "" }, {}],
    ["with a subject that is no text", { sub: 7 }, {}],
    ["without a key id", {}, { kid: undefined }],
    ["with a key id that is no text", {}, { kid: 1 }],
    ["without a signature (alg none)", {}, { alg: "none" }],
    ["signed with the public key as a shared secret (HS256)", {}, { alg: "HS256" }],
    ["with an algorithm that its key is not for", {}, { alg: "RS512" }],
    ["with an unknown algorithm", {}, { alg: "XX256" }],
    ["without an algorithm", {}, { alg: undefined }],
  ])("is refused: %s", async (_what, claims, header) => {
    expect(await verify(issuer.issue(claims, header))).toBeUndefined();
  });

  it("is refused when another key signed it, under a known key id too", async () => {
    expect(await verify(other.issue({ iss: issuer.url }))).toBeUndefined();
    expect(await verify(other.issue({ iss: issuer.url }, { kid: "key-1" }))).toBeUndefined();
  });

  it("is refused when any part of it was changed", async () => {
    const [header = "", payload = "", signature = ""] = issuer.issue().split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: "subject-bob" })).toString("base64url");
    expect(await verify(`${header}.${forged}.${signature}`)).toBeUndefined();
    expect(await verify(`${header}.${payload}.${signature.slice(0, -4)}AAAA`)).toBeUndefined();
    expect(await verify(`${payload}.${header}.${signature}`)).toBeUndefined();
  });

  it.each(["a.b.c", "AAAA.AAAA.AAAA", "eyJ9.eyJ9.AA", `${"A".repeat(9_000)}.A.A`, "bnVsbA.bnVsbA.AA", "W10.W10.AA"])(
    "is refused when it is %s",
    async (jwt) => expect(await verify(jwt)).toBeUndefined(),
  );
});

describe("keys", () => {
  it("that are new are found when the first JWT with them comes", async () => {
    await verify(issuer.issue());
    issuer.rotate({ keep: true });
    expect(await verify(issuer.issue())).toBe("subject-ada");
  });

  it("that are unknown are a refusal, and a flood of them is one request to the issuer", async () => {
    await verify(issuer.issue());
    const before = issuer.keyRequests();
    for (let index = 0; index < 20; index++)
      expect(await verify(issuer.issue({}, { kid: `unknown-${index}` }))).toBeUndefined();
    expect(issuer.keyRequests() - before).toBe(1);
    expect(await verify(issuer.issue())).toBe("subject-ada");
  });

  it.each([
    ["the issuer answers 500", { status: 500, body: "" }],
    ["the issuer answers 404", { status: 404, body: "{}" }],
    ["the issuer answers with no JSON", { status: 200, body: "<html>" }],
    ["the issuer answers with something else", { status: 200, body: "{}" }],
    ["the issuer answers with a key that is none", { status: 200, body: '{"keys":[{"kty":1}]}' }],
  ])("that cannot be had are a fault and no refusal: %s", async (_what, answer) => {
    issuer.answerWith(answer);
    await expect(verify(issuer.issue())).rejects.toThrow();
    issuer.answerWith("keys");
    expect(await verify(issuer.issue())).toBe("subject-ada");
  });

  it("that do not come within the time limit are a fault", async () => {
    issuer.answerWith("nothing");
    await expect(verify(issuer.issue())).rejects.toThrow(/timeout/i);
  });

  it("of an issuer that is not there are a fault", async () => {
    const gone = await startIssuer(now);
    const jwt = gone.issue();
    await gone.stop();
    const verifyGone = createSessionVerifier({ issuerUrl: gone.url, clientId: CLIENT_ID, jwksUri: gone.jwksUri });
    await expect(verifyGone(jwt)).rejects.toThrow();
  });

  it.each([
    "http://issuer.example/keys",
    "http://127.0.0.1.issuer.example/keys",
    "file:///etc/keys",
    "data:application/json,{}",
  ])("do not come over an open line: %s", async (jwksUri) => {
    const careless = createSessionVerifier({ issuerUrl: issuer.url, clientId: CLIENT_ID, jwksUri });
    await expect(careless(issuer.issue())).rejects.toThrow("https");
  });
});

function createVerifier(): VerifySession {
  return createSessionVerifier({ issuerUrl: issuer.url, clientId: CLIENT_ID, jwksUri: issuer.jwksUri });
}

function now(): number {
  return Date.now() / 1000;
}
