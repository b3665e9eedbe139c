import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Principal } from "../../../../functions/domain/decide.ts";
import { API_SCOPES, type ServiceGrant } from "../../../../functions/domain/rights.ts";
import type { ParsedToken } from "../../../../functions/domain/token.ts";
import { createLogger } from "../../../../functions/http/logger.ts";
import { explainToken } from "../../../../functions/management/token-checks/explain.ts";
import { listObservedOrigins } from "../../../../functions/management/token-checks/origins.ts";
import type { TokenCheckParts } from "../../../../functions/management/token-checks/parts.ts";
import { verifyToken } from "../../../../functions/management/token-checks/verify.ts";
import { serviceAccountKey, serviceKey, workspaceKey } from "../../../../functions/store/keys.ts";
import { put } from "../../../../functions/store/table.ts";
import { createSubjectReader } from "../../../../functions/store/token-reader.ts";
import { putToken } from "../../../../functions/store/tokens.ts";
import { transact } from "../../../../functions/store/transact.ts";
import { createCredential, NOON, WORKSPACE_ID } from "../../domain/records.ts";
import { startDirectory, type TestDirectory } from "../../store/directory-table.ts";
import { createStoredToken, createSurroundingItems } from "../../store/stored-tokens.ts";

const FOREIGN = "ws_0000000000bb";
const SERVICE = "svc_0000000000aa";
let directory: TestDirectory;
let parts: TokenCheckParts;
beforeAll(async () => {
  directory = await startDirectory();
  parts = { directory, readSubject: createSubjectReader(directory.client, directory.name) };
  await transact(directory.client, [
    ...createSurroundingItems().map((item) => put(directory, item)),
    put(directory, { ...serviceKey(WORKSPACE_ID, SERVICE), state: "active" }),
    put(directory, { ...workspaceKey(FOREIGN), policies: {} }),
  ]);
});
afterAll(() => directory.stop());

let seed = 100;
let credential: ParsedToken;
beforeEach(() => {
  credential = createCredential("private", ++seed);
});

function principalOf(services: ServiceGrant = "all", workspaceId = WORKSPACE_ID): Principal {
  return {
    kind: "session",
    workspaceId,
    id: "mem_0000000000aa",
    role: "owner",
    scopes: API_SCOPES,
    services,
    owner: { type: "member", id: "mem_0000000000aa", name: "owner@example.com" },
  };
}
const common = { headers: {}, requestId: "r", sourceIp: "192.0.2.1", nowEpochMs: NOON, logger: createLogger() };
const verify = (token: string, principal = principalOf()) =>
  verifyToken(parts, { ...common, operation: "verifyToken", principal, path: {}, query: {}, body: { token } });
const explain = (tokenId: string, principal = principalOf()) =>
  explainToken(parts, {
    ...common,
    operation: "explainToken",
    principal,
    path: {},
    query: {},
    body: { tokenId, operation: "whoami" },
  });
const listOrigins = (tokenId: string, principal = principalOf()) =>
  listObservedOrigins(parts, {
    ...common,
    operation: "listObservedOrigins",
    principal,
    path: { tokenId },
    query: { limit: 25 },
    body: {},
  });

describe("a token of another workspace", () => {
  it("is as unknown as one that never was, its right value included", async () => {
    await transact(directory.client, [putToken(directory, createStoredToken(credential, { workspaceId: FOREIGN }))]);
    expect(await verify(credential.value)).toEqual(await verify(createCredential("private", 99).value));
    expect(await explain(credential.id)).toEqual({ refusal: "not_found" });
    expect(await listOrigins(credential.id)).toEqual({ refusal: "not_found" });
    expect(await verify(credential.value, principalOf("all", FOREIGN))).toMatchObject({ body: { id: credential.id } });
  });
});

describe("a service's token", () => {
  it("is explained to those who may see the service, and is not there for others", async () => {
    const service = createCredential("service", seed);
    const owner = { ownerType: "service", ownerId: SERVICE, ownerName: "Maps" } as const;
    await transact(directory.client, [putToken(directory, createStoredToken(service, { ...owner, scopes: [] }))]);
    for (const services of ["all", [SERVICE]] as const)
      expect(await explain(service.id, principalOf(services))).toMatchObject({ body: { reason: "kind_not_accepted" } });
    for (const services of [[], ["svc_0000000000bb"]] as const) {
      expect(await explain(service.id, principalOf(services))).toEqual({ refusal: "not_found" });
      expect(await listOrigins(service.id, principalOf(services))).toEqual({ refusal: "not_found" });
    }
  });
});

describe("a value", () => {
  it("of the token before the latest rotation is known until its grace period ends, and unknown from then on", async () => {
    const previous = createCredential("private", seed, 1);
    const { digest: previousDigest } = createStoredToken(previous);
    const at = (epochMs: number) => new Date(epochMs).toISOString();
    const rotated = createStoredToken(credential, { previousDigest, previousValidUntil: at(NOON + 1) });
    await transact(directory.client, [putToken(directory, rotated)]);
    expect(await verify(previous.value)).toMatchObject({
      body: { valid: true, warnings: [{ code: "previous_secret" }] },
    });
    const later = { ...common, nowEpochMs: NOON + 1, operation: "verifyToken", path: {}, query: {} } as const;
    const request = { ...later, principal: principalOf(), body: { token: previous.value } };
    expect(await verifyToken(parts, request)).toEqual({ status: 200, body: { valid: false, status: "unknown" } });
  });

  it("whose owner has less now says what is left", async () => {
    const poor = { state: "active", role: "viewer", scopes: ["billing:read"], services: "all" };
    const token = createStoredToken(credential, { scopes: ["billing:write"], role: "owner", ownerId: "poor" });
    await transact(directory.client, [
      put(directory, { ...serviceAccountKey(WORKSPACE_ID, "poor"), ...poor }),
      putToken(directory, token),
    ]);
    expect(await verify(credential.value)).toMatchObject({
      body: {
        valid: true,
        rights: { role: "viewer", scopes: ["billing:read"] },
        warnings: [{ code: "reduced_by_owner" }],
      },
    });
  });
});
