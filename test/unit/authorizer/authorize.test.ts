import { describe, expect, it } from "vitest";
import type { MemberRecord } from "../../../functions/domain/decide.ts";
import { API_SCOPES } from "../../../functions/domain/rights.ts";
import { createCredential, createRecord, NOON, SHOP, WORKSPACE_ID } from "../domain/records.ts";
import { bearer, createEvent, LIST_ROUTE } from "./events.ts";
import { createTrial } from "./parts.ts";

const PUBLIC = createCredential("public");
const PRIVATE = createCredential("private");
const SERVICE = createCredential("service");
const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln";
const RECORDS = [PUBLIC, PRIVATE, SERVICE].map((credential) => createRecord(credential));
const ADA: MemberRecord = {
  memberId: "mem_0000000000aa",
  workspaceId: WORKSPACE_ID,
  email: "ada@example.com",
  role: "owner",
  scopes: API_SCOPES,
  services: "all",
  state: "active",
};
const fromShop = { headers: { origin: SHOP }, query: { access_token: PUBLIC.value } };

describe("the answer", () => {
  it("to an allowed request says who it is, and nothing else", async () => {
    const { authorize } = createTrial(RECORDS);
    const answer = await authorize(createEvent(fromShop));
    expect(answer).toEqual({
      isAuthorized: true,
      context: { tokenId: PUBLIC.id, workspaceId: WORKSPACE_ID, principal: expect.any(String) },
    });
    expect(JSON.parse(answer.context?.principal ?? "")).toEqual({
      kind: "public",
      workspaceId: WORKSPACE_ID,
      id: PUBLIC.id,
      scopes: ["embed:load", "embed:save", "embed:resume", "embed:track"],
      services: "all",
      owner: { type: "service_account", id: "web-shop", name: "web-shop" },
      origin: SHOP,
    });
  });

  it("to a refused request says nothing, whatever the reason", async () => {
    const { authorize } = createTrial(RECORDS);
    const refused = [
      createEvent(),
      createEvent({ headers: { origin: "https://evil.example" }, query: { access_token: PUBLIC.value } }),
      createEvent({ routeKey: LIST_ROUTE, headers: bearer(createCredential("private", 2).value) }),
      createEvent({ routeKey: "GET /nothing", headers: bearer(PRIVATE.value) }),
    ];
    for (const event of refused) expect(await authorize(event)).toEqual({ isAuthorized: false });
  });

  it("takes a public token from the header as well as from the query", async () => {
    const { authorize } = createTrial(RECORDS);
    expect(await authorize(createEvent({ headers: { origin: SHOP, ...bearer(PUBLIC.value) } }))).toMatchObject({
      isAuthorized: true,
    });
  });
});

describe("what is asked for", () => {
  it.each([
    ["nothing", {}],
    ["a token with a wrong checksum", bearer(`${PRIVATE.value.slice(0, -1)}_`)],
    ["two credentials", { ...bearer(PRIVATE.value), query: PRIVATE.value }],
    ["a private token in the URL", { query: PRIVATE.value }],
    ["a service token in the URL", { query: SERVICE.value }],
    ["two public tokens in the URL", { query: `${PUBLIC.value},${PUBLIC.value}` }],
    ["no bearer", { authorization: `Basic ${PRIVATE.value}` }],
  ])("is nothing at all for a request with %s", async (_what, given: { authorization?: string; query?: string }) => {
    const { authorize, callCount } = createTrial(RECORDS);
    const { query, ...headers } = given;
    const event = createEvent({
      headers: { origin: SHOP, ...headers },
      ...(query !== undefined && { query: { access_token: query } }),
    });
    expect(await authorize(event)).toEqual({ isAuthorized: false });
    expect(callCount()).toBe(0);
  });

  it("is nothing for a route that is no operation", async () => {
    const { authorize, callCount, logged } = createTrial(RECORDS);
    expect(await authorize(createEvent({ routeKey: "$default", headers: bearer(PRIVATE.value) }))).toEqual({
      isAuthorized: false,
    });
    expect(callCount()).toBe(0);
    expect(logged()).toMatchObject([{ reason: "operation_unknown" }]);
  });

  it("is the reader that may remember for a public token, and the fresh one for every secret", async () => {
    const { authorize, calls } = createTrial(RECORDS);
    await authorize(createEvent(fromShop));
    expect(calls.readPublicToken.mock.calls).toEqual([[PUBLIC.id]]);
    expect(calls.readSecretToken).not.toHaveBeenCalled();
    await authorize(createEvent({ routeKey: LIST_ROUTE, headers: bearer(PRIVATE.value) }));
    await authorize(createEvent({ routeKey: LIST_ROUTE, headers: bearer(SERVICE.value) }));
    expect(calls.readSecretToken.mock.calls).toEqual([[PRIVATE.id], [SERVICE.id]]);
    expect(calls.readPublicToken).toHaveBeenCalledTimes(1);
  });

  it("is the clock after the record was read: a token that expires meanwhile is expired", async () => {
    let now = NOON;
    const record = createRecord(PRIVATE, { expiresAtEpochMs: NOON + 100 });
    const { authorize, logged } = createTrial([], {
      now: () => now,
      readSecretToken: async () => {
        now = NOON + 100;
        return record;
      },
    });
    expect(await authorize(createEvent({ routeKey: LIST_ROUTE, headers: bearer(PRIVATE.value) }))).toEqual({
      isAuthorized: false,
    });
    expect(logged()).toMatchObject([{ reason: "token_expired" }]);
  });
});

describe("a fault is thrown, never an allow and never a refusal", () => {
  const down = async () => Promise.reject(new Error("the store is down"));

  it("when the record cannot be read", async () => {
    for (const [parts, event] of [
      [{ readPublicToken: down }, createEvent(fromShop)],
      [{ readSecretToken: down }, createEvent({ routeKey: LIST_ROUTE, headers: bearer(PRIVATE.value) })],
    ] as const) {
      const { authorize, lines } = createTrial(RECORDS, parts);
      await expect(authorize(event)).rejects.toThrow("the store is down");
      expect(lines).toEqual([]);
    }
  });

  it("when a session cannot be verified, or its member cannot be read", async () => {
    const event = createEvent({
      routeKey: LIST_ROUTE,
      headers: { ...bearer(JWT), "latchkey-workspace": WORKSPACE_ID },
    });
    await expect(createTrial([], { verifySession: down }).authorize(event)).rejects.toThrow();
    await expect(
      createTrial([], { verifySession: async () => "ada", readSignIn: down }).authorize(event),
    ).rejects.toThrow();
  });
});

describe("the last use", () => {
  const worth = { isUseWorthWriting: () => true };

  it("is written with the page's origin, or with the caller's address where there is none", async () => {
    const { authorize, calls } = createTrial(RECORDS, worth);
    await authorize(createEvent(fromShop));
    await authorize(createEvent({ routeKey: LIST_ROUTE, headers: bearer(PRIVATE.value), sourceIp: "198.51.100.4" }));
    expect(calls.writeLastUsed.mock.calls).toEqual([
      [{ tokenId: PUBLIC.id, atEpochMs: NOON, from: { origin: SHOP } }],
      [{ tokenId: PRIVATE.id, atEpochMs: NOON, from: { ip: "198.51.100.4" } }],
    ]);
  });

  it("is not written for a refused request", async () => {
    const { authorize, calls } = createTrial(RECORDS, worth);
    await authorize(createEvent({ ...fromShop, headers: { origin: "https://evil.example" } }));
    await authorize(createEvent({ routeKey: LIST_ROUTE, headers: bearer(createCredential("private", 1, 7).value) }));
    expect(calls.writeLastUsed).not.toHaveBeenCalled();
  });

  it("that cannot be written does not fail the request, and is said in the log", async () => {
    for (const writeLastUsed of [async () => Promise.reject(new Error("throttled")), throwAtOnce]) {
      const { authorize, logged } = createTrial(RECORDS, { ...worth, writeLastUsed });
      expect(await authorize(createEvent(fromShop))).toMatchObject({ isAuthorized: true });
      expect(logged()).toMatchObject([
        { level: "WARN", tokenId: PUBLIC.id },
        { level: "INFO", message: "allowed" },
      ]);
    }
  });
});

describe("a console session", () => {
  const headers = { ...bearer(JWT), "latchkey-workspace": WORKSPACE_ID };

  it("is the member of the named workspace", async () => {
    const { authorize, calls } = createTrial([]);
    calls.verifySession.mockResolvedValue("subject-ada");
    calls.readSignIn.mockResolvedValue(ADA);
    const answer = await authorize(createEvent({ routeKey: LIST_ROUTE, headers }));
    expect(calls.verifySession).toHaveBeenCalledExactlyOnceWith(JWT);
    expect(calls.readSignIn).toHaveBeenCalledExactlyOnceWith("subject-ada", WORKSPACE_ID);
    expect(answer).toMatchObject({ isAuthorized: true, context: { tokenId: ADA.memberId, workspaceId: WORKSPACE_ID } });
  });

  it.each([
    undefined,
    "",
    "ws_",
    "ws_0000000000a",
    "ws_0000000000aaa",
    "ws_0000000000a#",
    `${WORKSPACE_ID}\n`,
    `${WORKSPACE_ID},${WORKSPACE_ID}`,
  ])("without a workspace id is refused before the directory is asked: %j", async (workspaceId) => {
    const { authorize, calls, logged } = createTrial([]);
    calls.verifySession.mockResolvedValue("subject-ada");
    const named = workspaceId === undefined ? bearer(JWT) : { ...headers, "latchkey-workspace": workspaceId };
    expect(await authorize(createEvent({ routeKey: LIST_ROUTE, headers: named }))).toEqual({ isAuthorized: false });
    expect(calls.readSignIn).not.toHaveBeenCalled();
    expect(logged()).toMatchObject([{ reason: "workspace_not_named" }]);
  });

  it.each([
    ["that is not valid", undefined, ADA, LIST_ROUTE, "session_invalid"],
    ["of nobody who is known", "subject-eve", undefined, LIST_ROUTE, "member_unknown"],
    ["of a suspended member", "subject-ada", { ...ADA, state: "suspended" }, LIST_ROUTE, "member_suspended"],
    ["on an operation for public tokens", "subject-ada", ADA, undefined, "kind_not_accepted"],
  ] as const)("%s is refused", async (_what, subject, member, routeKey, reason) => {
    const { authorize, calls, logged } = createTrial([]);
    calls.verifySession.mockResolvedValue(subject);
    calls.readSignIn.mockResolvedValue(member);
    const event = createEvent({ headers: { ...headers, origin: SHOP }, ...(routeKey !== undefined && { routeKey }) });
    expect(await authorize(event)).toEqual({ isAuthorized: false });
    expect(logged()).toMatchObject([{ reason }]);
  });
});

function throwAtOnce(): Promise<void> {
  throw new Error("throttled");
}
