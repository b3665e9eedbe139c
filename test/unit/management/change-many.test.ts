import { randomBytes } from "node:crypto";
import { Logger } from "@aws-lambda-powertools/logger";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ParsedRequest, ResponseOf } from "../../../contract/api.ts";
import type { Principal } from "../../../functions/domain/decide.ts";
import { createTokenId, createTokenValue, parseToken } from "../../../functions/domain/token.ts";
import { isRefusal } from "../../../functions/http/answer.ts";
import { changeTokens } from "../../../functions/management/tokens/change-many.ts";
import { type Key, serviceAccountKey } from "../../../functions/store/keys.ts";
import { getItem, put } from "../../../functions/store/table.ts";
import { putToken, readToken } from "../../../functions/store/tokens.ts";
import { transact } from "../../../functions/store/transact.ts";
import { createServerPrincipal } from "../http/api-events.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";
import { createStoredToken } from "../store/stored-tokens.ts";

type Body = ParsedRequest<"changeTokens">["body"];

const WORKSPACE_ID = "ws_000000000001";
const NOW = Date.parse("2026-11-22T12:00:00.000Z");
const OWNER = { type: "service_account", id: "shop" } as const;

let directory: TestDirectory;
beforeAll(async () => {
  directory = await startDirectory();
  for (const name of ["shop", "other"]) {
    await transact(directory.client, [put(directory, account(name, 1000))]);
  }
});
afterAll(() => directory.stop());

function account(name: string, tokenCount: number): Key & { readonly tokenCount: number } {
  return {
    name,
    state: "active",
    role: "owner",
    scopes: ["account_management:write"],
    services: "all",
    tokenCount,
    ...serviceAccountKey(WORKSPACE_ID, name),
  } as Key & { readonly tokenCount: number };
}

async function issue(count: number, ownerId: string = OWNER.id): Promise<string[]> {
  const tokens = Array.from({ length: count }, () => {
    const credential = parseToken(createTokenValue(createTokenId("private", randomBytes), randomBytes));
    if (credential === undefined) throw new Error("a new token is not one");
    return createStoredToken(credential, { workspaceId: WORKSPACE_ID, ownerId, role: "viewer" });
  });
  for (const token of tokens) await transact(directory.client, [putToken(directory, token)]);
  return tokens.map(({ id }) => id);
}

async function change(
  body: Body,
  { principal = {}, now = () => NOW }: { readonly principal?: Partial<Principal>; readonly now?: () => number } = {},
) {
  const outcome = await changeTokens(
    { directory, randomBytes, edgeCacheSeconds: 60, now },
    {
      operation: "changeTokens",
      path: {},
      query: {},
      body,
      headers: {},
      requestId: "request-1",
      sourceIp: "203.0.113.7",
      nowEpochMs: NOW,
      logger: new Logger({ logLevel: "SILENT" }),
      principal: createServerPrincipal({ workspaceId: WORKSPACE_ID, ...principal }),
    },
  );
  if (isRefusal(outcome)) throw new Error(outcome.refusal);
  return outcome.body as ResponseOf<"changeTokens">;
}

describe("one action on many tokens", () => {
  it("begins none after its time, and says which ones it did not reach", async () => {
    const tokenIds = await issue(12);
    let calls = 0;
    // Each look at the clock is a second later.
    const { results } = await change({ action: "disable", tokenIds }, { now: () => NOW + 1000 * calls++ });
    const statuses = results.map(({ status }) => status);
    expect(statuses).toEqual([...Array(6).fill("done"), ...Array(6).fill("not_reached")]);
    for (const { tokenId, status } of results) {
      const stored = await readToken(directory, WORKSPACE_ID, tokenId);
      expect(stored?.state).toBe(status === "done" ? "disabled" : "active");
    }
    // Sent again, it does the rest.
    expect((await change({ action: "disable", tokenIds })).results.every(({ status }) => status === "done")).toBe(true);
  });

  it("of an owner says that more is left when it ran out of time", async () => {
    await transact(directory.client, [put(directory, account("long", 3))]);
    await issue(3, "long");
    let calls = 0;
    const late = { now: () => NOW + 3000 * calls++ };
    const owner = { type: "service_account", id: "long" } as const;
    expect((await change({ action: "revoke", owner }, late)).hasMore).toBe(true);
    expect((await change({ action: "revoke", owner })).hasMore).toBe(false);
  });

  it("goes on behind one that failed on our side, and says so without saying why", async () => {
    const [first = "", second = ""] = await issue(2);
    const send = vi.spyOn(directory.client, "send");
    send.mockImplementationOnce(() => Promise.reject(new Error("the store is down: secret detail")));
    const { results } = await change({ action: "disable", tokenIds: [first, second] });
    send.mockRestore();
    expect(results).toEqual([
      { tokenId: first, status: "failed", code: "internal_error" },
      { tokenId: second, status: "done", code: null },
    ]);
  });

  it("of an owner leaves alone what has another owner by now, although the list still showed it", async () => {
    const [id = ""] = await issue(1, "moving");
    const list = vi.spyOn(directory.client, "send");
    // What the list shows is a moment old: the token is read as another's.
    list.mockImplementationOnce(async () => {
      list.mockRestore();
      const items = await directory.client.send(
        new (await import("@aws-sdk/client-dynamodb")).GetItemCommand({
          TableName: directory.name,
          Key: { pk: { S: `TOKEN#${id}` }, sk: { S: "TOKEN" } },
        }),
      );
      return { Items: [items.Item] } as never;
    });
    const { results } = await change({ action: "revoke", owner: OWNER });
    expect(results).toContainEqual({ tokenId: id, status: "refused", code: "changed_meanwhile" });
    expect((await readToken(directory, WORKSPACE_ID, id))?.state).toBe("active");
  });

  it("revokes the tokens of one owner, whose count follows each, without getting in its own way", async () => {
    await transact(directory.client, [put(directory, account("busy", 30))]);
    await issue(30, "busy");
    directory.forget();
    const { results, hasMore } = await change({ action: "revoke", owner: { type: "service_account", id: "busy" } });
    expect(directory.count("TransactWriteItems")).toBe(30);
    expect(results.filter(({ status }) => status !== "done")).toEqual([]);
    expect([results.length, hasMore]).toEqual([30, false]);
    expect(await getItem(directory, serviceAccountKey(WORKSPACE_ID, "busy"))).toMatchObject({ tokenCount: 0 });
  });

  it.each([
    ["enable", "workspace_manager"],
    ["reassign", "team_member"],
  ] as const)("%s is refused as a whole below the role of the single operation", async (action, role) => {
    const body = { action, tokenIds: ["lks_000000000001"], ...(action === "reassign" && { newOwner: OWNER }) };
    await expect(change(body, { principal: { role } })).rejects.toThrow("role_too_low");
  });
});
