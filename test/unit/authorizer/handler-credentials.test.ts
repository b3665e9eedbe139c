import { describe, expect, it, vi } from "vitest";
import { API_SCOPES } from "../../../functions/domain/rights.ts";
import { embedKey, signInKey } from "../../../functions/store/keys.ts";
import { EXISTS, put, remove } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { createCredential, NOON, SHOP, WORKSPACE_ID } from "../domain/records.ts";
import {
  type Container,
  directory,
  issue,
  issuer,
  lines,
  prepareContainers,
  revoke,
  startContainer,
} from "./containers.ts";
import { bearer, createEvent, LIST_ROUTE } from "./events.ts";

prepareContainers();

describe("an embed id", () => {
  const embedId = "emb_0123456789ab";
  const point = (tokenId: string, workspaceId = WORKSPACE_ID) =>
    transact(directory.client, [put(directory, { ...embedKey(embedId), id: embedId, workspaceId, tokenId })]);
  const ask = (handler: Container, headers: Readonly<Record<string, string>> = { origin: SHOP }) =>
    handler(createEvent({ headers, query: { access_token: embedId } }));

  it("stands for its public token, and follows within ten seconds when it is pointed at another", async () => {
    const [one, two] = [await issue("public"), await issue("public")];
    await point(one.id);
    const handler = await startContainer();
    expect(await ask(handler)).toMatchObject({ isAuthorized: true, context: { tokenId: one.id } });
    await point(two.id);
    expect(await ask(handler)).toMatchObject({ context: { tokenId: one.id } });
    vi.setSystemTime(NOON + 10_000);
    expect(await ask(handler)).toMatchObject({ context: { tokenId: two.id } });
    expect(directory.count("GetItem")).toBe(4);
    directory.forget();
    await ask(handler);
    expect(directory.requests).toEqual([]);
  });

  it("is judged like its token: origin, state and capability", async () => {
    const token = await issue("public");
    await point(token.id);
    const handler = await startContainer();
    const refused = { isAuthorized: false, context: { tokenId: token.id, workspaceId: WORKSPACE_ID } };
    expect(await ask(handler, { origin: "https://evil.example" })).toEqual(refused);
    expect(await ask(handler, {})).toEqual(refused);
    await revoke(token);
    vi.setSystemTime(NOON + 10_000);
    expect(await ask(handler)).toEqual(refused);
    const reasons = lines.map((line) => JSON.parse(line).reason);
    expect(reasons).toEqual(["origin_not_listed", "origin_missing", "token_revoked"]);
  });

  it("of nothing, of another workspace's token or of a secret one is unknown", async () => {
    const handlers: Container[] = [];
    for (const prepare of [
      () => transact(directory.client, [remove(directory, embedKey(embedId), EXISTS)]),
      async () => point((await issue("public")).id, "ws_0000000000bb"),
      async () => point((await issue("private")).id),
      async () => point(createCredential("public", 900_002).id),
    ]) {
      await prepare();
      const handler = await startContainer();
      handlers.push(handler);
      expect(await ask(handler)).toEqual({ isAuthorized: false });
    }
    expect(lines.map((line) => JSON.parse(line).reason)).toEqual(handlers.map(() => "embed_unknown"));
  });

  it("is no bearer credential, and no store is asked", async () => {
    const handler = await startContainer();
    const request = createEvent({ headers: { origin: SHOP, ...bearer(embedId) } });
    expect(await handler(request)).toEqual({ isAuthorized: false });
    expect(directory.requests).toEqual([]);
  });
});

describe("a console session", () => {
  it("costs one strongly consistent GetItem each time, and no write", async () => {
    const member = {
      ...signInKey("subject-ada", WORKSPACE_ID),
      memberId: "mem_0000000000aa",
      workspaceId: WORKSPACE_ID,
      email: "ada@example.com",
      role: "owner",
      scopes: API_SCOPES,
      services: "all",
      state: "active",
    };
    await transact(directory.client, [put(directory, member)]);
    directory.forget();
    const handler = await startContainer();
    const headers = { ...bearer(issuer.issue()), "latchkey-workspace": WORKSPACE_ID };
    for (let index = 0; index < 3; index++) {
      expect(await handler(createEvent({ routeKey: LIST_ROUTE, headers }))).toMatchObject({ isAuthorized: true });
    }
    expect(directory.requests).toMatchObject(Array.from({ length: 3 }, () => ({ operation: "GetItem", readUnits: 1 })));
    const elsewhere = { ...headers, "latchkey-workspace": "ws_0000000000bb" };
    expect(await handler(createEvent({ routeKey: LIST_ROUTE, headers: elsewhere }))).toEqual({ isAuthorized: false });
  });
});
