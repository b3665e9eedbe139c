import { type AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "vitest";
import { digestToken } from "../../../functions/domain/digest.ts";
import { readOrigin } from "../../../functions/domain/origin.ts";
import { API_SCOPES } from "../../../functions/domain/rights.ts";
import { createSignInReader, createTokenReader } from "../../../functions/store/token-reader.ts";
import { putToken } from "../../../functions/store/tokens.ts";
import { createCredential, SHOP, WORKSPACE_ID } from "../domain/records.ts";
import { createStoredToken } from "./stored-tokens.ts";

const PUBLIC = createCredential("public");
const PRIVATE = createCredential("private");
const OLD = createCredential("private", 1, 1);
type Item = Record<string, AttributeValue>;

describe("the token reader", () => {
  it("asks for one item by its id, strongly consistent, and for nothing else", async () => {
    const { client, requests } = createClient(undefined);
    expect(await createTokenReader(client, "directory")(PUBLIC.id)).toBeUndefined();
    expect(requests).toEqual([
      { TableName: "directory", Key: { pk: { S: `TOKEN#${PUBLIC.id}` }, sk: { S: "TOKEN" } }, ConsistentRead: true },
    ]);
  });

  it("reads a public token as it was written", async () => {
    const record = await read(itemOf(createStoredToken(PUBLIC)));
    expect(record).toEqual({
      id: PUBLIC.id,
      workspaceId: WORKSPACE_ID,
      kind: "public",
      digest: digestToken(PUBLIC.value),
      state: "active",
      scopes: ["embed:load", "embed:save", "embed:resume", "embed:track"],
      services: "all",
      owner: { type: "service_account", id: "web-shop", name: "web-shop" },
      origins: { matches: expect.any(Function) },
    });
    expect(isAllowed(record, SHOP)).toBe(true);
    expect(isAllowed(record, "https://a.shops.example.com")).toBe(true);
    expect(isAllowed(record, "https://shops.example.com")).toBe(false);
  });

  it("reads a private token with everything that it may have", async () => {
    const stored = createStoredToken(PRIVATE, {
      state: "disabled",
      role: "administrator",
      services: ["svc_a", "svc_b"],
      expiresAt: "2026-12-01T00:00:00.000Z",
      lastUsedAt: "2026-11-22T11:59:00.000Z",
      previousDigest: createStoredToken(OLD).digest,
      previousValidUntil: "2026-11-23T00:00:00.000Z",
    });
    expect(await read(itemOf(stored))).toMatchObject({
      kind: "private",
      state: "disabled",
      role: "administrator",
      scopes: ["account_management:write"],
      services: ["svc_a", "svc_b"],
      expiresAtEpochMs: Date.parse("2026-12-01T00:00:00.000Z"),
      lastUsedAtEpochMs: Date.parse("2026-11-22T11:59:00.000Z"),
      previous: { digest: digestToken(OLD.value), validUntilEpochMs: Date.parse("2026-11-23T00:00:00.000Z") },
    });
  });

  it("does not remember the value of a public token", async () => {
    expect(JSON.stringify(await read(itemOf(createStoredToken(PUBLIC))))).not.toContain(PUBLIC.value.slice(16));
  });
});

describe("a stored token that is not as it was written is a fault, never an absent token and never one with other rights", () => {
  const good = itemOf(
    createStoredToken(PRIVATE, {
      expiresAt: "2026-12-01T00:00:00.000Z",
      previousValidUntil: "2026-11-23T00:00:00.000Z",
      previousDigest: createStoredToken(OLD).digest,
    }),
  );

  it.each(["id", "workspaceId", "digest", "state", "ownerType", "ownerId", "ownerName", "previousDigest"])(
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
  ])("with the %s %j", async (name, value) => {
    await expect(read({ ...good, [name]: value })).rejects.toThrow(TypeError);
  });

  it("says nothing of what is stored in the message", async () => {
    const message = await read({ ...good, state: { S: "c2VjcmV0" } }).catch(String);
    expect(message).toContain("TypeError");
    expect(message).not.toContain("c2VjcmV0");
  });
});

describe("the sign-in reader", () => {
  const member = {
    memberId: "mem_0000000000aa",
    workspaceId: WORKSPACE_ID,
    email: "ada@example.com",
    role: "owner",
    scopes: API_SCOPES,
    services: "all",
    state: "active",
  };

  it("asks for the member that a subject is in one workspace, strongly consistent", async () => {
    const { client, requests } = createClient(marshall(member));
    expect(await createSignInReader(client, "directory")("subject-ada", WORKSPACE_ID)).toEqual(member);
    expect(requests).toEqual([
      {
        TableName: "directory",
        Key: { pk: { S: "SUBJECT#subject-ada" }, sk: { S: `WS#${WORKSPACE_ID}` } },
        ConsistentRead: true,
      },
    ]);
  });

  it.each(["memberId", "workspaceId", "email", "role", "state"])(
    "takes an item without %s for a fault",
    async (name) => {
      const { [name]: _gone, ...item } = marshall(member);
      await expect(
        createSignInReader(createClient(item).client, "directory")("subject-ada", WORKSPACE_ID),
      ).rejects.toThrow(TypeError);
    },
  );

  it("takes an unknown state or role for a fault", async () => {
    for (const changes of [{ state: "invited" }, { role: "root" }]) {
      const { client } = createClient(marshall({ ...member, ...changes }));
      await expect(createSignInReader(client, "directory")("subject-ada", WORKSPACE_ID)).rejects.toThrow(TypeError);
    }
  });

  it("knows nobody where there is no item", async () => {
    expect(
      await createSignInReader(createClient(undefined).client, "directory")("subject-eve", WORKSPACE_ID),
    ).toBeUndefined();
  });
});

function read(item: Item) {
  return createTokenReader(createClient(item).client, "directory")(PUBLIC.id);
}

function itemOf(stored: ReturnType<typeof createStoredToken>): Item {
  const { Put } = putToken({ client: new DynamoDBClient({ region: "us-east-1" }), name: "directory" }, stored);
  if (Put?.Item === undefined) throw new Error("nothing is put");
  return Put.Item;
}

function isAllowed(record: Awaited<ReturnType<typeof read>>, header: string): boolean {
  const { origin } = readOrigin(header);
  return origin !== undefined && record?.origins.matches(origin) === true;
}

/** A real client whose requests never leave: each is answered with the same item. */
function createClient(item: Item | undefined) {
  const requests: object[] = [];
  const client = new DynamoDBClient({ region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
  client.middlewareStack.add(
    () => async (args) => {
      requests.push(args.input);
      return { response: {}, output: { $metadata: {}, ...(item !== undefined && { Item: item }) } };
    },
    { step: "initialize", priority: "low" },
  );
  return { client, requests };
}
