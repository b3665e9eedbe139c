import { describe, expect, it } from "vitest";
import type { AuthorizerResponse } from "../../../functions/authorizer/authorize.ts";
import { createAddressList } from "../../../functions/domain/address-list.ts";
import type { MemberRecord } from "../../../functions/domain/decide.ts";
import { API_SCOPES } from "../../../functions/domain/rights.ts";
import type { TokenLimits } from "../../../functions/domain/token-record.ts";
import { createCredential, createSubject, NOON, SHOP, WORKSPACE_ID } from "../domain/records.ts";
import { bearer, createEvent, LIST_ROUTE, SAVE_ROUTE } from "./events.ts";
import { createTrial } from "./parts.ts";

const PUBLIC = createCredential("public");
const PRIVATE = createCredential("private");
const SERVICE = createCredential("service");
const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln";
const SUBJECTS = [PUBLIC, PRIVATE, SERVICE].map((credential) => createSubject(credential));
const ADA: MemberRecord = {
  memberId: "mem_0000000000aa",
  workspaceId: WORKSPACE_ID,
  email: "ada@example.com",
  role: "owner",
  scopes: API_SCOPES,
  services: "all",
  state: "active",
};
/** A refusal of somebody who has the token: the access log is told whose it was. */
const refusedOf = ({ id }: { readonly id: string }) => ({
  isAuthorized: false,
  context: { tokenId: id, workspaceId: WORKSPACE_ID },
});
const fromShop = { headers: { origin: SHOP }, query: { access_token: PUBLIC.value } };

describe("the answer", () => {
  it("to an allowed request says who it is, and nothing else", async () => {
    const { authorize } = createTrial(SUBJECTS);
    const answer = await authorize(createEvent(fromShop));
    expect(answer).toEqual({
      isAuthorized: true,
      context: {
        tokenId: PUBLIC.id,
        workspaceId: WORKSPACE_ID,
        principal: expect.any(String),
        sourceIp: "203.0.113.7",
      },
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
    const { authorize } = createTrial(SUBJECTS);
    const refused = [
      createEvent(),
      createEvent({ routeKey: LIST_ROUTE, headers: bearer(createCredential("private", 2).value) }),
      createEvent({ routeKey: "GET /nothing", headers: bearer(PRIVATE.value) }),
    ];
    for (const event of refused) expect(await authorize(event)).toEqual({ isAuthorized: false });
  });

  it("tells the access log whose token was refused, and nothing of somebody who only knows its id", async () => {
    const { authorize } = createTrial(SUBJECTS);
    const elsewhere = { headers: { origin: "https://evil.example" }, query: { access_token: PUBLIC.value } };
    expect(await authorize(createEvent(elsewhere))).toEqual(refusedOf(PUBLIC));
    const forged = createCredential("private", 1, 7);
    expect(forged.id).toBe(PRIVATE.id);
    expect(await authorize(createEvent({ routeKey: LIST_ROUTE, headers: bearer(forged.value) }))).toEqual({
      isAuthorized: false,
    });
  });

  it("takes a public token from the header as well as from the query", async () => {
    const { authorize } = createTrial(SUBJECTS);
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
    ["two public tokens in the URL", { query: `${PUBLIC.value},${PUBLIC.value}` }],
    ["no bearer", { authorization: `Basic ${PRIVATE.value}` }],
  ])("is nothing at all for a request with %s", async (_what, given: { authorization?: string; query?: string }) => {
    const { authorize, callCount } = createTrial(SUBJECTS);
    const { query, ...headers } = given;
    const event = createEvent({
      headers: { origin: SHOP, ...headers },
      ...(query !== undefined && { query: { access_token: query } }),
    });
    expect(await authorize(event)).toEqual({ isAuthorized: false });
    expect(callCount()).toBe(0);
  });

  it("is nothing for a route that is no operation", async () => {
    const { authorize, callCount, logged } = createTrial(SUBJECTS);
    expect(await authorize(createEvent({ routeKey: "$default", headers: bearer(PRIVATE.value) }))).toEqual({
      isAuthorized: false,
    });
    expect(callCount()).toBe(0);
    expect(logged()).toMatchObject([{ reason: "operation_unknown" }]);
  });

  it("is the reader that may remember for a public token, and the fresh one for every secret", async () => {
    const { authorize, calls } = createTrial(SUBJECTS);
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
    const subject = createSubject(PRIVATE, { expiresAtEpochMs: NOON + 100 });
    const { authorize, logged } = createTrial([], {
      parts: {
        now: () => now,
        readSecretToken: async () => {
          now = NOON + 100;
          return subject;
        },
      },
    });
    expect(await authorize(createEvent({ routeKey: LIST_ROUTE, headers: bearer(PRIVATE.value) }))).toEqual(
      refusedOf(PRIVATE),
    );
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
      const { authorize, lines } = createTrial(SUBJECTS, { parts });
      await expect(authorize(event)).rejects.toThrow("the store is down");
      expect(lines).toEqual([]);
    }
  });

  it("when a session cannot be verified, or its member cannot be read", async () => {
    const event = createEvent({
      routeKey: LIST_ROUTE,
      headers: { ...bearer(JWT), "latchkey-workspace": WORKSPACE_ID },
    });
    await expect(createTrial([], { parts: { verifySession: down } }).authorize(event)).rejects.toThrow();
    await expect(
      createTrial([], { parts: { verifySession: async () => "ada", readSignIn: down } }).authorize(event),
    ).rejects.toThrow();
  });
});

describe("a token with limits", () => {
  const limited = (limits: TokenLimits) => createTrial([createSubject(PUBLIC, { limits })]);
  const save = createEvent({ ...fromShop, routeKey: SAVE_ROUTE });
  const limitOf = ({ context }: AuthorizerResponse): unknown => JSON.parse(context?.limit ?? "null");

  it("is allowed beyond them, and the function is told: only an answer of ours can be read by the page", async () => {
    const { authorize } = limited({ savesPerDay: 1 });
    const limit = { name: "savesPerDay", limit: 1, resetSeconds: 12 * 60 * 60 };
    expect(limitOf(await authorize(save))).toEqual({ ...limit, remaining: 0, exceeded: false });
    const beyond = await authorize(save);
    expect(beyond.isAuthorized).toBe(true);
    expect(limitOf(beyond)).toEqual({ ...limit, remaining: 0, exceeded: true });
  });

  it("is told nothing about a use that none of them is about", async () => {
    const { authorize } = limited({ savesPerDay: 1 });
    expect((await authorize(createEvent(fromShop))).context).not.toHaveProperty("limit");
  });

  it("uses nothing up with a request that is refused", async () => {
    const { authorize, calls } = limited({ savesPerDay: 1 });
    for (let index = 0; index < 5; index++) {
      await authorize(createEvent({ ...fromShop, routeKey: SAVE_ROUTE, headers: { origin: "https://evil.example" } }));
    }
    expect(calls.writeUsage).not.toHaveBeenCalled();
    expect(limitOf(await authorize(save))).toMatchObject({ exceeded: false });
  });

  it("whose uses cannot be written is served all the same", async () => {
    const writeUsage = async () => Promise.reject(new Error("throttled"));
    const { authorize, logged } = createTrial([createSubject(PUBLIC, { limits: { savesPerDay: 5 } })], {
      writers: { writeUsage },
    });
    expect(await authorize(save)).toMatchObject({ isAuthorized: true });
    expect(logged()).toMatchObject([
      { level: "WARN", message: "usage not written", tokenId: PUBLIC.id },
      { level: "DEBUG" },
    ]);
  });

  it("has no say in a token without: it is told nothing, and nothing is counted", async () => {
    const { authorize, calls } = createTrial(SUBJECTS);
    expect((await authorize(save)).context).not.toHaveProperty("limit");
    expect(calls.writeUsage).not.toHaveBeenCalled();
  });
});

describe("the caller's address", () => {
  it("is read once from headers and connection, decides, and is handed on", async () => {
    const subject = createSubject(PRIVATE, { addresses: createAddressList(["198.51.100.0/24"]) });
    const trial = (address: string) =>
      createTrial([subject], { parts: { readCallerAddress: () => address } }).authorize;
    const event = createEvent({ routeKey: LIST_ROUTE, headers: bearer(PRIVATE.value) });
    expect(await trial("198.51.100.9")(event)).toMatchObject({
      isAuthorized: true,
      context: { sourceIp: "198.51.100.9" },
    });
    expect(await trial("203.0.113.7")(event)).toEqual(refusedOf(PRIVATE));
  });
});

describe("an embed id", () => {
  const embed = createEvent({ headers: { origin: SHOP }, query: { access_token: "emb_0123456789ab" } });

  it("is judged as the token that it stands for, with its limits and its notes", async () => {
    const subject = createSubject(PUBLIC, { limits: { loadsPerDay: 1 } });
    const { authorize, calls, logged } = createTrial([], { isNoting: true });
    calls.readEmbedSubject.mockResolvedValue(subject);
    expect(await authorize(embed)).toMatchObject({ isAuthorized: true, context: { tokenId: PUBLIC.id } });
    expect(await authorize(embed)).toMatchObject({ context: { limit: expect.stringContaining('"exceeded":true') } });
    expect(calls.readEmbedSubject.mock.calls[0]).toEqual(["emb_0123456789ab"]);
    expect(calls.writeLastUsed.mock.calls[0]).toMatchObject([{ tokenId: PUBLIC.id, secret: "current" }]);
    expect(logged()[0]).toMatchObject({ message: "allowed", tokenId: PUBLIC.id, origin: SHOP });
  });

  it("that stands for nothing is refused", async () => {
    const { authorize, logged } = createTrial([]);
    expect(await authorize(embed)).toEqual({ isAuthorized: false });
    expect(logged()).toMatchObject([{ reason: "embed_unknown" }]);
  });

  it("that cannot be read is a fault", async () => {
    const down = async () => Promise.reject(new Error("the store is down"));
    await expect(createTrial([], { parts: { readEmbedSubject: down } }).authorize(embed)).rejects.toThrow();
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
