import { describe, expect, it } from "vitest";
import { digestToken } from "../../../functions/domain/digest.ts";
import { createOriginMatcher } from "../../../functions/domain/origin.ts";
import type { TokenSubject } from "../../../functions/domain/token-record.ts";
import { createCredential, createSubject, NOON, SHOP } from "../domain/records.ts";
import { bearer, createEvent, LIST_ROUTE } from "./events.ts";
import { createTrial } from "./parts.ts";

const PUBLIC = createCredential("public");
const PRIVATE = createCredential("private");
const SERVICE = createCredential("service");
const SUBJECTS = [PUBLIC, PRIVATE, SERVICE].map((credential) => createSubject(credential));
const fromShop = { headers: { origin: SHOP }, query: { access_token: PUBLIC.value } };

describe("the last use", () => {
  const worth = { isNoting: true };

  it("is written with the page's origin, or with the caller's address where there is none", async () => {
    const { authorize, calls } = createTrial(SUBJECTS, worth);
    await authorize(createEvent(fromShop));
    await authorize(createEvent({ routeKey: LIST_ROUTE, headers: bearer(PRIVATE.value), sourceIp: "198.51.100.4" }));
    expect(calls.writeLastUsed.mock.calls).toEqual([
      [{ tokenId: PUBLIC.id, atEpochMs: NOON, from: { origin: SHOP }, secret: "current" }],
      [{ tokenId: PRIVATE.id, atEpochMs: NOON, from: { ip: "198.51.100.4" }, secret: "current" }],
    ]);
  });

  it("is not written for a refused request", async () => {
    const { authorize, calls } = createTrial(SUBJECTS, worth);
    await authorize(createEvent({ ...fromShop, headers: { origin: "https://evil.example" } }));
    await authorize(createEvent({ routeKey: LIST_ROUTE, headers: bearer(createCredential("private", 1, 7).value) }));
    expect(calls.writeLastUsed).not.toHaveBeenCalled();
  });

  it("that cannot be written does not fail the request, and is said in the log", async () => {
    for (const writeLastUsed of [async () => Promise.reject(new Error("throttled")), throwAtOnce]) {
      const { authorize, logged } = createTrial(SUBJECTS, { ...worth, writers: { writeLastUsed } });
      expect(await authorize(createEvent(fromShop))).toMatchObject({ isAuthorized: true });
      expect(logged()).toMatchObject([
        { level: "WARN", tokenId: PUBLIC.id },
        { level: "DEBUG", message: "allowed" },
      ]);
    }
  });
});

describe("a secret in a URL", () => {
  const expose = (value: string) => createEvent({ query: { access_token: value } });

  it.each([PRIVATE, SERVICE])("is refused whatever else is true, and the token is flagged ($kind)", async (token) => {
    const { authorize, calls, logged } = createTrial(SUBJECTS, { isNoting: true });
    expect(await authorize(expose(token.value))).toEqual({ isAuthorized: false });
    expect(calls.writeSecretInUrl.mock.calls).toEqual([[{ tokenId: token.id, atEpochMs: NOON }]]);
    expect(logged()).toMatchObject([{ level: "WARN", reason: "secret_in_url", tokenId: token.id }]);
  });

  it("of nobody, or with a secret that is not the token's, flags nothing: whoever knows an id cannot accuse a token", async () => {
    for (const value of [createCredential("private", 2).value, createCredential("private", 1, 7).value]) {
      const { authorize, calls } = createTrial(SUBJECTS, { isNoting: true });
      expect(await authorize(expose(value))).toEqual({ isAuthorized: false });
      expect(calls.writeSecretInUrl).not.toHaveBeenCalled();
    }
  });

  it("is refused also when the store cannot be asked or written to", async () => {
    const down = async () => Promise.reject(new Error("the store is down"));
    for (const trial of [{ parts: { readSecretToken: down } }, { writers: { writeSecretInUrl: down } }]) {
      const { authorize, logged } = createTrial(SUBJECTS, { isNoting: true, ...trial });
      expect(await authorize(expose(PRIVATE.value))).toEqual({ isAuthorized: false });
      expect(logged()).toMatchObject([
        { level: "WARN", message: "secret in a URL not written" },
        { reason: "secret_in_url" },
      ]);
    }
  });
});

describe("where a public token is used", () => {
  const use = (origin: string, credential = PUBLIC) =>
    createEvent({ headers: { origin }, query: { access_token: credential.value } });
  const seen = async (subject: TokenSubject, event: ReturnType<typeof use>) => {
    const { authorize, calls } = createTrial([subject], { isNoting: true });
    await authorize(event);
    return calls.writeOriginSighting.mock.calls.map(([{ verdict, origin }]) => `${verdict} ${origin}`);
  };
  const other = "https://other.example.com";

  it("is noted, allowed or refused", async () => {
    expect(await seen(createSubject(PUBLIC), use(SHOP))).toEqual([`allowed ${SHOP}`]);
    expect(await seen(createSubject(PUBLIC), use(other))).toEqual([`refused ${other}`]);
  });

  it("is not noted of a wrong secret, of what is no origin, or of a request that is refused for something else", async () => {
    expect(await seen(createSubject(PUBLIC), use(SHOP, createCredential("public", 1, 9)))).toEqual([]);
    expect(await seen(createSubject(PUBLIC), use(other, createCredential("public", 1, 9)))).toEqual([]);
    for (const origin of ["null", "", `${SHOP}/`]) expect(await seen(createSubject(PUBLIC), use(origin))).toEqual([]);
    for (const changes of [{ state: "disabled" }, { scopes: [] }, { expiresAtEpochMs: NOON }] as const) {
      expect(await seen(createSubject(PUBLIC, changes), use(SHOP))).toEqual([]);
      expect(await seen(createSubject(PUBLIC, changes), use(other))).toEqual([]);
    }
  });

  it("is not noted of a secret token: pages that hold one are in its last use", async () => {
    const event = createEvent({ routeKey: LIST_ROUTE, headers: { origin: SHOP, ...bearer(PRIVATE.value) } });
    expect(await seen(createSubject(PRIVATE), event)).toEqual([]);
  });

  it("shows what a list on trial would refuse, and refuses nothing because of it", async () => {
    const origins = createOriginMatcher([other]);
    const onTrial = (endsAtEpochMs: number) => createSubject(PUBLIC, { trial: { origins, endsAtEpochMs } });
    expect(await seen(onTrial(NOON + 1), use(SHOP))).toEqual([`trial ${SHOP}`]);
    expect(await seen(onTrial(NOON), use(SHOP))).toEqual([`allowed ${SHOP}`]);
    expect(await seen(onTrial(NOON + 1), use(other))).toEqual([`refused ${other}`]);
    const { authorize } = createTrial([onTrial(NOON + 1)]);
    expect(await authorize(use(SHOP))).toMatchObject({ isAuthorized: true });
  });

  it("is told apart by the secret while a rotation runs", async () => {
    const old = createCredential("public", 1, 8);
    const previous = { digest: digestToken(old.value), validUntilEpochMs: NOON + 1 };
    const subject = createSubject(PUBLIC, { previous });
    expect(await seen(subject, use(SHOP, old))).toEqual([`previous ${SHOP}`]);
    expect(await seen(subject, use(SHOP))).toEqual([`allowed ${SHOP}`]);
    const { authorize, calls } = createTrial([subject], { isNoting: true });
    await authorize(use(SHOP, old));
    expect(calls.writeLastUsed.mock.calls).toMatchObject([[{ secret: "previous" }]]);
  });

  it("that cannot be written does not fail the request", async () => {
    const writeOriginSighting = async () => Promise.reject(new Error("throttled"));
    const { authorize, logged } = createTrial(SUBJECTS, { isNoting: true, writers: { writeOriginSighting } });
    expect(await authorize(use(SHOP))).toMatchObject({ isAuthorized: true });
    expect(logged()).toMatchObject([{ level: "WARN", message: "observed origin not written" }, { level: "DEBUG" }]);
  });
});

function throwAtOnce(): Promise<void> {
  throw new Error("throttled");
}
