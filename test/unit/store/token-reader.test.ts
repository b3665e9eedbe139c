import { type AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "vitest";
import { digestToken } from "../../../functions/domain/digest.ts";
import { type Origin, readOrigin } from "../../../functions/domain/origin.ts";
import { serviceAccountKey, workspaceKey } from "../../../functions/store/keys.ts";
import { createSubjectReader } from "../../../functions/store/token-reader.ts";
import { putToken, type StoredToken } from "../../../functions/store/tokens.ts";
import { createCredential, ISSUED, NOON, OWNER, SHOP, WORKSPACE_ID } from "../domain/records.ts";
import { createReadStore as createStore } from "./read-store.ts";
import { createStoredToken } from "./stored-tokens.ts";

const PUBLIC = createCredential("public");
const PRIVATE = createCredential("private");
const OLD = createCredential("private", 1, 1);
type Item = Record<string, AttributeValue>;

const TOKEN_KEY = key(`TOKEN#${PUBLIC.id}`, "TOKEN");
const OWNER_KEY = key(`WS#${WORKSPACE_ID}`, "SERVICE_ACCOUNT#web-shop");
const WORKSPACE_KEY = key(`WS#${WORKSPACE_ID}`, "WORKSPACE");
const MINUTE_KEY = key(`USAGE#${PUBLIC.id}`, "2026-11-22T12:00");
const DAY_KEY = key(`USAGE#${PUBLIC.id}`, "2026-11-22");

describe("what is asked for", () => {
  it("of an unknown token is one item by its id, strongly consistent, and nothing else", async () => {
    const { client, requests } = createStore();
    const read = createSubjectReader(client, "directory");
    expect(await read(PUBLIC.id)).toBeUndefined();
    expect(await read(PUBLIC.id)).toBeUndefined();
    const request = { TableName: "directory", Key: TOKEN_KEY, ConsistentRead: true };
    expect(requests).toEqual([request, request]);
  });

  it("the first time is the token and then its owner and workspace; afterwards all of them in one call", async () => {
    const { client, requests } = createStore(itemOf(createStoredToken(PUBLIC)));
    const read = createSubjectReader(client, "directory");
    for (let index = 0; index < 3; index++) expect(await read(PUBLIC.id)).toMatchObject({ token: { id: PUBLIC.id } });
    expect(requests).toEqual([
      { TableName: "directory", Key: TOKEN_KEY, ConsistentRead: true },
      batch(OWNER_KEY, WORKSPACE_KEY),
      batch(TOKEN_KEY, OWNER_KEY, WORKSPACE_KEY),
      batch(TOKEN_KEY, OWNER_KEY, WORKSPACE_KEY),
    ]);
  });

  it("after a reassignment is the wrong owner once, whose rights do not count, and then the right one", async () => {
    const store = createStore(itemOf(createStoredToken(PUBLIC)));
    const read = createSubjectReader(store.client, "directory");
    await read(PUBLIC.id);
    store.put(itemOf(createStoredToken(PUBLIC, { ownerId: "other", ownerName: "other" })));
    store.put(marshall({ ...serviceAccountKey(WORKSPACE_ID, "other"), ...OWNER, state: "disabled" }));
    store.requests.length = 0;
    expect(await read(PUBLIC.id)).toMatchObject({ owner: { state: "disabled" } });
    const other = key(`WS#${WORKSPACE_ID}`, "SERVICE_ACCOUNT#other");
    expect(store.requests).toEqual([
      batch(TOKEN_KEY, OWNER_KEY, WORKSPACE_KEY),
      { TableName: "directory", Key: TOKEN_KEY, ConsistentRead: true },
      batch(other, WORKSPACE_KEY),
    ]);
    store.requests.length = 0;
    await read(PUBLIC.id);
    expect(store.requests).toEqual([batch(TOKEN_KEY, other, WORKSPACE_KEY)]);
  });

  it("of a token that is gone is one call, and its companions are not asked for again", async () => {
    const store = createStore(itemOf(createStoredToken(PUBLIC)));
    const read = createSubjectReader(store.client, "directory");
    await read(PUBLIC.id);
    store.remove(TOKEN_KEY);
    store.requests.length = 0;
    expect(await read(PUBLIC.id)).toBeUndefined();
    expect(await read(PUBLIC.id)).toBeUndefined();
    expect(store.requests).toEqual([
      batch(TOKEN_KEY, OWNER_KEY, WORKSPACE_KEY),
      { TableName: "directory", Key: TOKEN_KEY, ConsistentRead: true },
    ]);
  });

  it("and left unprocessed is asked for again, and only that", async () => {
    const store = createStore(itemOf(createStoredToken(PUBLIC)));
    const read = createSubjectReader(store.client, "directory");
    await read(PUBLIC.id);
    store.requests.length = 0;
    store.leaveUnprocessed(2);
    expect(await read(PUBLIC.id)).toMatchObject({ token: { id: PUBLIC.id }, owner: { state: "active" } });
    expect(store.requests).toEqual([
      batch(TOKEN_KEY, OWNER_KEY, WORKSPACE_KEY),
      batch(OWNER_KEY, WORKSPACE_KEY),
      batch(OWNER_KEY, WORKSPACE_KEY),
    ]);
  });

  it("and left unprocessed again and again is a fault, never an absent owner", async () => {
    const store = createStore(itemOf(createStoredToken(PUBLIC)));
    const read = createSubjectReader(store.client, "directory");
    store.leaveUnprocessed(100);
    await expect(read(PUBLIC.id)).rejects.toThrow("did not process");
  });

  it("is forgotten when too many tokens were read: what is remembered never grows without bound", async () => {
    const others = [2, 3].map((seed) => createCredential("public", seed));
    const store = createStore(...[PUBLIC, ...others].map((credential) => itemOf(createStoredToken(credential))));
    const read = createSubjectReader(store.client, "directory", { rememberedMax: 2 });
    for (const { id } of [PUBLIC, ...others]) await read(id);
    store.requests.length = 0;
    await read(createCredential("public", 3).id);
    expect(store.requests).toHaveLength(1);
    await read(PUBLIC.id);
    expect(store.requests).toHaveLength(3);
  });
});

describe("the uses of a token", () => {
  const limits = { requestsPerMinute: 60, savesPerDay: 100 };
  const usage = marshall({ loads: 7, saves: 2, events: 1 });

  it("are read in the same call when it has limits and there is a clock; no item is no use", async () => {
    const store = createStore(itemOf(createStoredToken(PUBLIC, { limits })), { ...MINUTE_KEY, ...usage });
    const read = createSubjectReader(store.client, "directory", { now: () => NOON });
    const subject = await read(PUBLIC.id);
    expect(subject?.usage).toEqual({
      minute: { window: "2026-11-22T12:00", counts: { load: 7, save: 2, event: 1, other: 0, total: 10 } },
      day: { window: "2026-11-22", counts: { load: 0, save: 0, event: 0, other: 0, total: 0 } },
    });
    await read(PUBLIC.id);
    expect(store.requests.slice(1)).toEqual([
      batch(OWNER_KEY, WORKSPACE_KEY, MINUTE_KEY, DAY_KEY),
      batch(TOKEN_KEY, OWNER_KEY, WORKSPACE_KEY, MINUTE_KEY, DAY_KEY),
    ]);
  });

  it("are those of the windows that it has limits for", async () => {
    const store = createStore(itemOf(createStoredToken(PUBLIC, { limits: { loadsPerDay: 5 } })));
    const subject = await createSubjectReader(store.client, "directory", { now: () => NOON })(PUBLIC.id);
    expect(Object.keys(subject?.usage ?? {})).toEqual(["day"]);
  });

  it("are not read for a token without limits, nor without a clock", async () => {
    for (const [stored, options] of [
      [createStoredToken(PUBLIC), { now: () => NOON }],
      [createStoredToken(PUBLIC, { limits: {} }), { now: () => NOON }],
      [createStoredToken(PUBLIC, { limits }), {}],
    ] as const) {
      const store = createStore(itemOf(stored));
      await createSubjectReader(store.client, "directory", options)(PUBLIC.id);
      expect(store.requests[1]).toEqual(batch(OWNER_KEY, WORKSPACE_KEY));
    }
  });

  it("are read from the first reading on that finds limits", async () => {
    const store = createStore(itemOf(createStoredToken(PUBLIC)));
    const read = createSubjectReader(store.client, "directory", { now: () => NOON });
    await read(PUBLIC.id);
    store.put(itemOf(createStoredToken(PUBLIC, { limits })));
    expect((await read(PUBLIC.id))?.usage).toMatchObject({ day: { window: "2026-11-22" } });
  });

  it("that are no counts are a fault", async () => {
    const store = createStore(itemOf(createStoredToken(PUBLIC, { limits })), { ...DAY_KEY, loads: { S: "7" } });
    await expect(createSubjectReader(store.client, "directory", { now: () => NOON })(PUBLIC.id)).rejects.toThrow(
      TypeError,
    );
  });
});

describe("what is read", () => {
  it("is a public token as it was written", async () => {
    const subject = await read(itemOf(createStoredToken(PUBLIC)));
    expect(subject?.token).toEqual({
      id: PUBLIC.id,
      workspaceId: WORKSPACE_ID,
      kind: "public",
      digest: digestToken(PUBLIC.value),
      state: "active",
      issuedAtEpochMs: ISSUED,
      scopes: ["embed:load", "embed:save", "embed:resume", "embed:track"],
      services: "all",
      owner: { type: "service_account", id: "web-shop", name: "web-shop" },
      origins: { matches: expect.any(Function) },
    });
    expect(isAllowed(subject?.token.origins, SHOP)).toBe(true);
    expect(isAllowed(subject?.token.origins, "https://a.shops.example.com")).toBe(true);
    expect(isAllowed(subject?.token.origins, "https://shops.example.com")).toBe(false);
  });

  it("is a private token with everything that it may have", async () => {
    const stored = createStoredToken(PRIVATE, {
      state: "disabled",
      role: "administrator",
      services: ["svc_a", "svc_b"],
      expiresAt: "2026-12-01T00:00:00.000Z",
      lastUsedAt: "2026-11-22T11:59:00.000Z",
      previousDigest: createStoredToken(OLD).digest,
      previousValidUntil: "2026-11-23T00:00:00.000Z",
      allowedAddresses: ["203.0.113.0/24"],
      limits: { requestsPerMinute: 60 },
    });
    const subject = await read(marshall({ ...stored, ...TOKEN, previousLastUsedAt: "2026-11-22T11:00:00.000Z" }));
    expect(subject?.token).toMatchObject({
      kind: "private",
      state: "disabled",
      role: "administrator",
      scopes: ["account_management:write"],
      services: ["svc_a", "svc_b"],
      expiresAtEpochMs: Date.parse("2026-12-01T00:00:00.000Z"),
      lastUsedAtEpochMs: Date.parse("2026-11-22T11:59:00.000Z"),
      previous: {
        digest: digestToken(OLD.value),
        validUntilEpochMs: Date.parse("2026-11-23T00:00:00.000Z"),
        lastUsedAtEpochMs: Date.parse("2026-11-22T11:00:00.000Z"),
      },
      limits: { requestsPerMinute: 60 },
    });
    expect(subject?.token.addresses?.includes("203.0.113.7")).toBe(true);
    expect(subject?.token.addresses?.includes("203.0.114.7")).toBe(false);
  });

  it("is the list on trial, with its end", async () => {
    const trialDomains = ["https://new.example.com"];
    const subject = await read(
      itemOf(createStoredToken(PUBLIC, { trialDomains, trialEndsAt: "2026-12-01T00:00:00.000Z" })),
    );
    expect(subject?.token.trial?.endsAtEpochMs).toBe(Date.parse("2026-12-01T00:00:00.000Z"));
    expect(isAllowed(subject?.token.trial?.origins, "https://new.example.com")).toBe(true);
    expect(isAllowed(subject?.token.trial?.origins, SHOP)).toBe(false);
  });

  it("are the owner's rights now and the workspace's longest lifetime", async () => {
    const owner = { ...serviceAccountKey(WORKSPACE_ID, "web-shop"), ...OWNER, role: "viewer", services: ["svc_a"] };
    const workspace = { ...workspaceKey(WORKSPACE_ID), policies: { tokenLifetimeDaysMax: 30 } };
    const subject = await read(itemOf(createStoredToken(PRIVATE)), marshall(owner), marshall(workspace));
    expect(subject).toMatchObject({
      owner: { state: "active", role: "viewer", services: ["svc_a"] },
      rights: { role: "viewer", scopes: ["account_management:write"], services: ["svc_a"] },
      lifetimeEndsAtEpochMs: ISSUED + 30 * 24 * 60 * 60 * 1000,
    });
  });

  it("is no owner where there is none: the token is judged, and refused, without", async () => {
    const { client, remove } = createStore(itemOf(createStoredToken(PRIVATE)));
    remove(OWNER_KEY);
    const subject = await createSubjectReader(client, "directory")(PRIVATE.id);
    expect(subject).toMatchObject({ owner: undefined, rights: { scopes: [], services: [] } });
  });

  it("does not hold the value of a public token", async () => {
    expect(JSON.stringify(await read(itemOf(createStoredToken(PUBLIC))))).not.toContain(PUBLIC.value.slice(16));
  });
});

const TOKEN = { pk: `TOKEN#${PRIVATE.id}`, sk: "TOKEN" };

describe("an owner or a workspace that is not as it was written is a fault", () => {
  const owner = marshall({ ...serviceAccountKey(WORKSPACE_ID, "web-shop"), ...OWNER });

  it("without its workspace", async () => {
    const { client, remove } = createStore(itemOf(createStoredToken(PUBLIC)));
    remove(WORKSPACE_KEY);
    await expect(createSubjectReader(client, "directory")(PUBLIC.id)).rejects.toThrow("no workspace");
  });

  it.each<[string, AttributeValue | undefined]>([
    ["state", undefined],
    ["state", { S: "retired" }],
    ["role", undefined],
    ["role", { S: "root" }],
    ["scopes", { L: [{ S: "everything" }] }],
    ["services", { S: "none" }],
  ])("with the owner's %s %j", async (name, value) => {
    const { [name]: _replaced, ...rest } = owner;
    const broken = value === undefined ? rest : { ...rest, [name]: value };
    await expect(read(itemOf(createStoredToken(PUBLIC)), broken)).rejects.toThrow(TypeError);
  });

  it.each<AttributeValue>([{ S: "30" }, { N: "-1" }, { N: "1.5" }, { NULL: true }])(
    "with a longest lifetime of %j",
    async (tokenLifetimeDaysMax) => {
      const workspace = { ...WORKSPACE_KEY, policies: { M: { tokenLifetimeDaysMax } } };
      await expect(read(itemOf(createStoredToken(PUBLIC)), workspace)).rejects.toThrow(TypeError);
    },
  );
});

describe("a stored token that is not as it was written is a fault, never an absent token and never one with other rights", () => {
  const good = itemOf(
    createStoredToken(PRIVATE, {
      expiresAt: "2026-12-01T00:00:00.000Z",
      previousValidUntil: "2026-11-23T00:00:00.000Z",
      previousDigest: createStoredToken(OLD).digest,
    }),
  );

  it.each(["id", "workspaceId", "digest", "state", "issuedAt", "ownerType", "ownerId", "ownerName", "previousDigest"])(
    "without its %s",
    async (name) => {
      const { [name]: _gone, ...item } = good;
      await expect(read(item)).rejects.toThrow(TypeError);
    },
  );

  it.each<[string, AttributeValue]>([
    ["id", { S: "lkx_000000000001" }],
    ["id", { S: PRIVATE.value }],
    ["digest", { S: "" }],
    ["digest", { S: "AAAA" }],
    ["digest", { NULL: true }],
    ["previousDigest", { S: "AAAA" }],
    ["previousValidUntil", { S: "tomorrow" }],
    ["expiresAt", { S: "never" }],
    ["expiresAt", { S: "" }],
    ["expiresAt", { N: "0" }],
    ["expiresAt", { NULL: true }],
    ["previousValidUntil", { N: "1" }],
    ["state", { S: "Active" }],
    ["state", { S: "expired" }],
    ["role", { S: "root" }],
    ["role", { N: "5" }],
    ["scopes", { L: [{ S: "everything" }] }],
    ["scopes", { L: [{ N: "1" }] }],
    ["scopes", { SS: ["account_management:write"] }],
    ["services", { S: "none" }],
    ["services", { L: [{ N: "1" }] }],
    ["domains", { L: [{ NULL: true }] }],
    ["domains", { S: SHOP }],
    ["ownerType", { S: "robot" }],
    ["issuedAt", { S: "then" }],
    ["trialEndsAt", { S: "soon" }],
    ["allowedAddresses", { S: "203.0.113.7" }],
    ["limits", { S: "none" }],
    ["limits", { M: { requestsPerMinute: { S: "60" } } }],
    ["limits", { M: { savesPerDay: { N: "-1" } } }],
  ])("with the %s %j", async (name, value) => {
    await expect(read({ ...good, [name]: value })).rejects.toThrow(TypeError);
  });

  it("says nothing of what is stored in the message", async () => {
    const message = await read({ ...good, state: { S: "c2VjcmV0" } }).catch(String);
    expect(message).toContain("TypeError");
    expect(message).not.toContain("c2VjcmV0");
  });
});

/** The token whose item is given, as a container reads it for the first time. */
function read(token: Item, ...others: readonly Item[]) {
  const id = token.pk?.S?.includes("lks_") ? PRIVATE.id : PUBLIC.id;
  return createSubjectReader(createStore(token, ...others).client, "directory")(id);
}

function itemOf(stored: StoredToken): Item {
  const { Put } = putToken({ client: new DynamoDBClient({ region: "us-east-1" }), name: "directory" }, stored);
  if (Put?.Item === undefined) throw new Error("nothing is put");
  return Put.Item;
}

function isAllowed(origins: { matches(origin: Origin): boolean } | undefined, header: string): boolean {
  const { origin } = readOrigin(header);
  return origin !== undefined && origins?.matches(origin) === true;
}

function key(pk: string, sk: string): Item {
  return { pk: { S: pk }, sk: { S: sk } };
}

function batch(...keys: readonly Item[]) {
  return { RequestItems: { directory: { Keys: keys, ConsistentRead: true } } };
}
