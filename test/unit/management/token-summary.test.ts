import { randomBytes } from "node:crypto";
import { Logger } from "@aws-lambda-powertools/logger";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { tokenSummary } from "../../../contract/schemas/token-summary.ts";
import type { Principal } from "../../../functions/domain/decide.ts";
import { DAY_MS } from "../../../functions/domain/expiry.ts";
import { createTokenId, createTokenValue, parseToken } from "../../../functions/domain/token.ts";
import { summarizeTokens } from "../../../functions/management/tokens/summarize-tokens.ts";
import { putToken, type StoredToken } from "../../../functions/store/tokens.ts";
import { transact } from "../../../functions/store/transact.ts";
import { createServerPrincipal } from "../http/api-events.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";
import { createStoredToken } from "../store/stored-tokens.ts";

const NOW = Date.parse("2026-11-22T12:00:00.000Z");
const at = (days: number, ms = 0) => new Date(NOW + days * DAY_MS + ms).toISOString();

let directory: TestDirectory;
let workspaceId: string;
let count = 0;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());
beforeEach(() => {
  count += 1;
  workspaceId = `ws_${String(count).padStart(12, "0")}`;
});

async function issue(changes: Partial<StoredToken> = {}, times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const kind = changes.kind ?? "private";
    const credential = parseToken(createTokenValue(createTokenId(kind, randomBytes), randomBytes));
    if (credential === undefined) throw new Error("a new token is not one");
    const token = createStoredToken(credential, { workspaceId, createdAt: at(-1), ...changes });
    await transact(directory.client, [putToken(directory, token)]);
  }
}

async function summarize(changes: Partial<Principal> = {}) {
  const { body } = await summarizeTokens(
    { directory, randomBytes, edgeCacheSeconds: 60, now: () => NOW },
    {
      operation: "summarizeTokens",
      principal: createServerPrincipal({ workspaceId, ...changes }),
      path: {},
      query: {},
      body: {},
      headers: {},
      requestId: "request-1",
      sourceIp: "203.0.113.7",
      nowEpochMs: NOW,
      logger: new Logger(),
    },
  );
  return tokenSummary.parse(body);
}
const exactly = (number: number) => ({ count: number, isMore: false });

describe("the summary of a workspace's tokens", () => {
  it("counts each token in what it is, at the very instants between them", async () => {
    await issue();
    await issue({ kind: "public" });
    await issue({ expiresAt: at(30) });
    await issue({ expiresAt: at(30, 1) });
    await issue({ expiresAt: at(0, 1) });
    await issue({ expiresAt: at(0) });
    await issue({ expiresAt: at(-100), createdAt: at(-200) });
    await issue({ state: "disabled" });
    await issue({ createdAt: at(-90) });
    await issue({ createdAt: at(-90, 1) });
    await issue({ state: "revoked", createdAt: at(-200), revokedAt: at(-100) });
    expect(await summarize()).toEqual({
      active: exactly(7),
      expiringSoon: exactly(2),
      expired: exactly(2),
      disabled: exactly(1),
      unused: exactly(2),
    });
  });

  it("is of one workspace", async () => {
    await issue({ workspaceId: "ws_0ther0000000" }, 3);
    expect(Object.values(await summarize())).toEqual(Array.from({ length: 5 }, () => exactly(0)));
  });

  it("leaves out the tokens of services that the caller may not see", async () => {
    await issue({ kind: "service", ownerType: "service", ownerId: "svc_000000000001", state: "disabled" });
    await issue({ kind: "service", ownerType: "service", ownerId: "svc_000000000002" }, 2);
    const services = ["svc_000000000001"];
    expect(await summarize()).toMatchObject({ active: exactly(2), disabled: exactly(1) });
    expect(await summarize({ services })).toMatchObject({ active: exactly(0), disabled: exactly(1) });
    expect(await summarize({ services: [] })).toMatchObject({ active: exactly(0), disabled: exactly(0) });
  });

  it("stops counting at a hundred, and says that there are more; what it costs stays the same", async () => {
    await issue({ state: "disabled" }, 99);
    directory.forget();
    expect(await summarize()).toMatchObject({ disabled: exactly(99) });
    const calls = directory.count();
    await issue({ state: "disabled" });
    expect(await summarize()).toMatchObject({ disabled: exactly(100) });
    await issue({ state: "disabled" });
    await issue({}, 150);
    directory.forget();
    expect(await summarize()).toMatchObject({
      active: { count: 100, isMore: true },
      disabled: { count: 100, isMore: true },
    });
    expect(directory.count()).toBe(calls);
  });
});
